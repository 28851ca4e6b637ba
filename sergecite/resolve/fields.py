"""From the labelled stretches of one cite to a CSL-JSON item and a locator.

Every value is the note's own text, trimmed; nothing is added that the note does not say.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sergecite.resolve import labels as kind
from sergecite.resolve import lexicon
from sergecite.resolve.archives import read_archive
from sergecite.resolve.dates import find_access, read_date
from sergecite.resolve.locators import VALUE, Locator, find_locators, read_locator
from sergecite.resolve.names import SAME, split_names
from sergecite.resolve.segment import Segment
from sergecite.resolve.structure import settle
from sergecite.resolve.tokens import Token
from sergecite.resolve.volumes import read_volume


class Reading(NamedTuple):
    """What a cite says: its item (without a type where it names no work) and the place cited."""

    item: dict[str, Any]
    locator: Locator | None


_QUOTES = "\"“”„‟«»‹›‘’‚`´'"
_OPENED_BY = {"”": "“„", "“": "„", "»": "«", "«": "»", "’": "‘‚", "‘": "‚", "›": "‹"}
"""What opens the quotation each of the closing signs ends, in the languages that use it so."""
_TRIM = " .,;:·"
_IN = re.compile(r"^(?:in|dans|en|nel|nella|aus|из|в)\s*:?\s+", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:? ?([\dX][\dX -]{8,16}[\dX])", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_HERE = re.compile(rf",?\s*\b(?:at|here|hier|ici|qui|aquí|aqui|esp(?:[ée]c)?\.?|especially|particularly)\s+({VALUE})")
"""What sets the place cited off from the pages of the whole article."""
_COUNT = re.compile(r"^\W*(\d+)\s?(?:pp?|S|Seiten|pages|с)\W*(?:ill?\W*)?$")
"""The number of a book's pages, pictures or none: "175 p.: ill."."""
_GENRE = re.compile(
    r"(?<!\w)(?:(?:unpublished|unpubl\.|unveröff\.) )?(?:"
    r"(?:Ph\. ?D\.|PhD|D\. ?Phil\.|DPhil|doctoral|master[’']?s|M\. ?A\.|MA) (?:thesis|dissertation|diss\.)|"
    r"thèse(?: de doctorat| de 3e cycle)?|phil\. Diss\.|Diss\.(?: phil\.)?|dissertation|thesis|Habilitationsschrift|"
    r"Magisterarbeit|Masterarbeit|tesi di (?:dottorato|laurea)|tesis doctoral|tesis de doctorado|tese de doutorado|"
    r"dissertação de mestrado|proefschrift|диссертация|дисс?\.)",
    re.IGNORECASE,
)
"""What a note calls a thesis."""
_GUESSED_PLACE = re.compile(r"\[?([^:\[\]]+)\]\s?:\s(.+)")
"""A place the book itself does not name: "[Lyon]: Chez l'auteur"."""
_AGAIN = re.compile(r"repr|reed|rééd|rist|Nachdr|Neudr|neu", re.IGNORECASE)
"""An edition of what came out before: where one imprint stands between two years, the later is its own."""
_IMPRINT = frozenset({kind.PUBLISHER, kind.PLACE})
_NAMED = frozenset({kind.TITLE, kind.CONTAINER})
_STATUS = re.compile(r"(?<!\w)(?:in press|forthcoming)(?!\w)", re.IGNORECASE)
_SERIES_NUMBER = re.compile(r",?\s*(?:vol\.|Bd\.|Band|no\.|Nr\.|n\.|n°|t\.)?\s*(\d{1,4})$")


def read_fields(text: str, tokens: Sequence[Token], segment: Segment) -> Reading:
    """Read the item and the locator of one cite."""
    parts: dict[str, list[str]] = {}
    looked_up = find_access(text, tokens[segment.first].start, tokens[segment.last].end)
    imprint_first = False
    printed: set[str] = set()  # what the imprint before a date has told: a second one is another edition's
    for run in settle(tokens, segment):
        if run.label == kind.DATE:
            imprint_first = imprint_first if kind.DATE in parts else not parts.keys().isdisjoint(_IMPRINT)
            printed |= _IMPRINT & parts.keys()
        elif run.label in printed:
            continue
        if looked_up and run.label == kind.DATE and looked_up.start <= tokens[run.first].start < looked_up.end:
            continue
        end = tokens[run.last + 1].start if run.last + 1 < len(tokens) else len(text)
        people = run.label in {kind.AUTHOR, kind.EDITOR, kind.TRANSLATOR}
        start = _opening(text, tokens[run.first].start) if run.label in _NAMED else tokens[run.first].start
        stretch = text[start : end if people else _closing(text, tokens[run.last].end, end)]
        parts.setdefault(run.label, []).append(stretch)
    item: dict[str, Any] = {}
    for label in (kind.AUTHOR, kind.EDITOR, kind.TRANSLATOR):
        if names := [name for stretch in parts.get(label, ()) for name in split_names(stretch)]:
            item[label] = names
    _titles(item, parts)
    for label, field in ((kind.PUBLISHER, "publisher"), (kind.PLACE, "publisher-place"), (kind.EDITION, "edition")):
        if values := [value for stretch in parts.get(label, ()) if (value := _trimmed(stretch))]:
            item[field] = values[0] if label == kind.EDITION else ", ".join(dict.fromkeys(values[:2]))
    if "publisher" not in item and ":" in item.get("publisher-place", ""):
        item["publisher-place"], item["publisher"] = map(_trimmed, item["publisher-place"].split(":", 1))
    if "publisher-place" not in item and (guessed := _GUESSED_PLACE.match(item.get("publisher", ""))):
        item["publisher-place"], item["publisher"] = guessed.groups()
    if stretches := parts.get(kind.DATE):
        again = not imprint_first and _AGAIN.match(item.get("edition", ""))
        item |= read_date(["; ".join(stretches)] if again else stretches)
    if looked_up:
        item["accessed"] = looked_up.date
    if stretches := parts.get(kind.VOLUME):
        item |= read_volume(" ".join(stretches))
    _links(item, parts, text[tokens[segment.first].start : tokens[segment.last].end])
    if stretches := parts.get(kind.ARCHIVE):
        item |= read_archive(", ".join(_trimmed(stretch) for stretch in stretches))
    locator = _pages(item, parts.get(kind.PAGES, []))
    if any(
        name in item for name in ("title", "author", "container-title", "archive", "editor", "URL", "DOI", "issued")
    ):
        whole = text[tokens[segment.first].start : tokens[segment.last].end]
        item["type"] = infer_type(item, whole)
        item |= _standing(item, whole)
    return Reading(item, locator)


def _standing(item: dict[str, Any], text: str) -> dict[str, str]:
    """Return what kind of thesis a work is and whether it is still to come, where that stands outside its titles."""
    titles = " ".join(item.get(name, "") for name in ("title", "container-title")).casefold()
    found = {"genre": _GENRE.search(text) if item["type"] == "thesis" else None}
    found["status"] = _STATUS.search(text) if "issued" not in item else None
    return {
        name: match[0].lower() if name == "status" else match[0]
        for name, match in found.items()
        if match and match[0].casefold() not in titles
    }


def _opening(text: str, start: int) -> int:
    """Return where a stretch begins when the quotes that open at it are taken in."""
    while start and text[start - 1] in _QUOTES and text[start - 1] not in "”»›":
        start -= 1
    return start


def _closing(text: str, start: int, end: int) -> int:
    """Return where a stretch ends when the punctuation that belongs to it is taken in: ? ! and closing signs."""
    place = start
    while place < end and text[place] in "?!)]>…" + _QUOTES:
        place += 1
    return place


def _trimmed(stretch: str) -> str:
    value = " ".join(stretch.split()).strip(_TRIM)
    while value[:1] in _QUOTES and value and not _opens(value):
        value = value[1:].lstrip(_TRIM)
    while value and value[-1] in _QUOTES and not _closes(value):
        value = value[:-1].rstrip(_TRIM)
    for left, right in (("(", ")"), ("[", "]")):
        if value.count(right) > value.count(left):
            value = value.rstrip(right + _TRIM)
        if value.count(left) > value.count(right):
            value = value.lstrip(left + _TRIM)
    return value.strip(_TRIM)


def _opens(value: str) -> bool:
    """Whether the quote a value begins with opens one that closes in it: “‘Information Is All’: A Study”.

    After an s a single quote may be a plural's apostrophe.
    """
    closing = "".join(sign for sign, openers in _OPENED_BY.items() if value[0] in openers)
    return bool(closing) and re.search(rf"[^s\s][{closing}](?=\W.*\w)", value[1:]) is not None


def _closes(value: str) -> bool:
    """Whether the quote a value ends in closes one that opens in it."""
    closing = value[-1]
    opened = sum(value.count(sign, 0, -1) for sign in _OPENED_BY.get(closing, ""))
    return opened > value.count(closing, 0, -1)


def _titles(item: dict[str, Any], parts: dict[str, list[str]]) -> None:
    titles = [value for stretch in parts.get(kind.TITLE, ()) if (value := _trimmed(stretch))]
    containers = [value for stretch in parts.get(kind.CONTAINER, ()) if (value := _trimmed(_IN.sub("", stretch)))]
    series = [value for stretch in parts.get(kind.SERIES, ()) if (value := _trimmed(stretch))]
    if titles:
        item["title"] = titles[0]
    if containers:
        item["container-title"] = containers[0]
    if series:
        item["collection-title"] = series[0]
        if number := _SERIES_NUMBER.search(series[0]):
            item["collection-title"] = series[0][: number.start()]
            item["collection-number"] = number[1]


def _links(item: dict[str, Any], parts: dict[str, list[str]], whole: str) -> None:
    for stretch in parts.get(kind.URL, ()):
        if doi := _DOI.search(stretch):
            item["DOI"] = doi[0].rstrip(".,;)")
        elif url := re.search(r"(?:https?://|www\.)\S+", stretch):
            item["URL"] = url[0].rstrip(".,;)>")
    if isbn := _ISBN.search(whole):
        item["ISBN"] = isbn[1].strip()


def _pages(item: dict[str, Any], stretches: list[str]) -> Locator | None:
    """Settle which of the numbers are the pages an item covers and which the place cited."""
    if not stretches:
        return None
    if count := _COUNT.match(stretches[0]):
        item["number-of-pages"] = count[1]
        stretches = stretches[1:]
    locators = [locator for stretch in stretches for locator in _locators(stretch)]
    volumes = [locator for locator in locators if locator.label == "volume"]
    if volumes and len(volumes) < len(locators) and "volume" not in item:
        # "vol. 2, p. 12": the volume is the book's, the page is the place.
        item["volume"] = volumes[0].value
        locators = [locator for locator in locators if locator.label != "volume"]
    if not locators:
        return None
    while len(locators) > 1 and locators[-1].label in {"note", "page"} and locators[-2].label == "page":
        if locators[-1].label == "page" and "container-title" in item:
            break
        last = locators.pop()
        mark = "n. " if last.label == "note" else ""
        locators[-1] = locators[-1]._replace(value=f"{locators[-1].value}, {mark}{last.value}")
    first, rest = locators[0], locators[1:]
    inside = "container-title" in item
    ranged = re.search(r"\d\s*[-–—‒−]+\s*\d", first.value)
    if first.label == "page" and inside and (ranged or rest):
        head = re.match(r"[\w]+(?:\s*[-–—‒−]+\s*\w+)?", first.value)
        item["page"] = head[0] if head else first.value
        tail = first.value[head.end() :].strip(" ,:") if head else ""
        if rest:
            return rest[-1]
        return first._replace(value=tail) if tail and tail[0].isdigit() else None
    return locators[-1]


def _locators(stretch: str) -> list[Locator]:
    """Return the labelled locators, or the one that stands without a label; "485–542, at 490" names two places."""
    bare = read_locator(stretch)
    found = find_locators(stretch) or ([bare] if bare else [])
    here = _HERE.search(stretch, found[-1].end) if found else None
    return [*found, found[-1]._replace(value=here[1].strip(), start=here.start(1), end=here.end(1))] if here else found


def infer_type(item: dict[str, Any], text: str) -> str:
    """Return the CSL type the fields speak for; a title with no sign of another kind is a book's."""
    words = {word.strip(".,;:()").casefold() for word in text.split()}
    if "archive" in item or "archive_location" in item:
        return "manuscript"
    if words & lexicon.THESIS_WORDS - {"mémoire", "tesi", "unpublished"}:
        return "thesis"
    if "container-title" in item:
        months = len(item.get("issued", {}).get("date-parts", [[0]])[0]) == 3
        if "editor" in item or words & SAME or ("publisher" in item and "volume" not in item):
            return "chapter"
        if "volume" in item or "issue" in item or "page" in item:
            return "article-newspaper" if months and "page" not in item and "volume" not in item else "article-journal"
        if months:
            return "article-newspaper"
        return "chapter" if "publisher-place" in item else "webpage" if "URL" in item else "article-journal"
    if "URL" in item and "publisher" not in item and "publisher-place" not in item:
        return "webpage"
    if "title" in item and "volume" in item and "issue" in item:
        return "article-journal"
    return "book" if item.keys() & {"title", "publisher", "publisher-place", "edition"} else "document"
