"""Find the notes of web pages by their links: which links call a note, and where each note's text stands.

A call is a link to a place further on that is set like a note's number: raised, bracketed, marked as a note reference
(EPUB 3 `noteref`, DPUB-ARIA `doc-noteref`) or pointing to a note-like name. Pages without such links may have their notes
in place, shown beside the text or when touched (side notes as of Tufte CSS, WordPress plug-ins).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import Any

_NOTE_HOLDERS = frozenset(["li", "p", "div", "aside", "dd", "td", "section", "blockquote", "tr"])
_CONTINUING = _NOTE_HOLDERS | {"table", "ul", "ol", "dl", "pre", "center", "figure"}
_NUMBER_HOLDERS = frozenset({"td", "tr", "div", "p", "li"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_NUMBER = re.compile(
    r"[\s\[(^]*(?P<group>(?:[nN]ote|[nN]ota|nb|[nN]|fn|[aA]nm)\.? ?)?(?P<number>[0-9]{1,4}\*?|[ivxlcIVXLC]{1,7}|[a-z]|[*†‡§¶]{1,4})[\s\])]*$"
)
_NOTE_NAME = re.compile(
    r"(?:^|[^a-z])(?:e?d?f(?:oot)?n|_?ftn|_?edn|(?:foot|end|side)?-?notes?|n|ref|cite[_-]note|reference)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_BACK_NAME = re.compile(r"(?:fn|ftn|edn|note|foot\w*|cite)[_:-]?(?:ref|anchor|link|back)|back|return", re.IGNORECASE)
_CALLING = re.compile(r"noteref|footnote-ref|footnote-anchor|footnoteRef|fn-ref")
_RETURNING = re.compile(r"backlink|backref|back|reversefootnote|footnote-number")
_NOTE_CLASS = re.compile(r"(?:^|[\s-])(?:foot|end)?notes?(?:[\s_-]|$)", re.IGNORECASE)
_NEAR = 2
"""Elements around a call that may carry the name the way back leads to."""
_IN_PLACE = re.compile(r"(?:^|\s)(?:sidenote|footnote_tooltip|\S*footnotes?-footnote__note|inline-footnote)(?:\s|$)")
"""Classes of elements that hold a note where it is called."""
_MARGIN = re.compile(r"paranumber|page-?num(?:ber)?\b|page-?no\b|pagebreak", re.IGNORECASE)
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, for links from other pages of the same book, and its root element."""

    name: str
    root: Any


@dataclass(slots=True)
class Call:
    """A link that calls a note: its sign and the place it points to; a note in place is both, a lost one has none."""

    element: Any
    number: str
    target: Any
    called_at: int
    noted_at: int
    """Where link and note stand, counted in elements; equal for a note in place."""
    chapter: int = 0


def find_calls(pages: Sequence[Page]) -> tuple[list[Call], set[Any]]:
    """Return the links that call notes, in order and per chapter, and those that lead back to the calls."""
    places: dict[tuple[str, str], Any] = {}
    order: dict[Any, int] = {}
    hrefs: list[tuple[str, Any]] = []
    links: list[tuple[Any, Any]] = []
    for page in pages:
        for element in page.root.iter():
            if not isinstance(element.tag, str):
                continue
            order[element] = len(order)
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault((page.name, name), element)
            if element.tag == "a" and "#" in (element.get("href") or ""):
                hrefs.append((page.name, element))
    found: list[Call] = []
    groups: list[str] = []
    for page_name, link in hrefs:
        name, _, identifier = link.get("href").rpartition("#")
        target = places.get((beside(page_name, name), identifier))
        if target is not None:
            links.append((link, target))
        number = _NUMBER.match(_shown(link))
        if number is None:
            continue
        if target is None and _CALLING.search(_purpose(link)):
            found.append(Call(link, number["number"], None, order[link], order[link]))
        elif target is not None and _is_call(link, identifier, after=order[target] > order[link]):
            found.append(Call(link, number["number"], target, order[link], order[target]))
        else:
            continue
        groups.append((number["group"] or "").strip())
    if len(set(groups)) > 1:  # two series, as Wikipedia's [1] and [n 1]
        for call, group in zip(found, groups, strict=True):
            call.number = f"{group} {call.number}".strip()
    callers = {
        one for call in found for one in (call.element, *islice(call.element.iterancestors(), _NEAR), *call.element)
    }
    called = {call.element for call in found}
    return _chaptered(found), {link for link, target in links if target in callers and link not in called}


def find_in_place(pages: Sequence[Page]) -> tuple[list[Call], set[Any]]:
    """Return the notes that stand where they are called, and the elements that hold their numbers."""
    calls: list[Call] = []
    numbers: set[Any] = set()
    for page in pages:
        last: Any = None
        for element in page.root.iter("sup", "span", "small", "aside", "div"):
            if element.tag == "sup":
                last = element
            elif _IN_PLACE.search(element.get("class") or ""):
                shown = _NUMBER.match("".join(last.itertext())) if last is not None else None
                if shown is not None:
                    numbers.add(last)
                number = shown["number"] if shown else str(len(calls) + 1)
                calls.append(Call(element, number, element, len(calls), len(calls)))
                last = None
    return _chaptered(calls), numbers


def beside(page: str, name: str) -> str:
    """Return the name of a page of the same book as a link gives it; "" is the page itself."""
    if not name or not page:
        return page
    parts = page.split("/")[:-1]
    for part in name.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def is_marginal(element: Any) -> bool:
    """Whether an element is what journals and digital editions print beside the text: a paragraph's or a page's number."""
    return bool(_MARGIN.search(_purpose(element)))


def _purpose(element: Any) -> str:
    """Return what a page says an element is for."""
    said = (element.get(_EPUB_TYPE), element.get("epub:type"), element.get("role"), element.get("class"))
    return " ".join(filter(None, said))


def _shown(link: Any) -> str:
    """Return the words of a link, without a page's number that happens to stand in it."""
    marginal = [one.text_content() for one in link.iterdescendants() if isinstance(one.tag, str) and is_marginal(one)]
    words = "".join(link.itertext())
    for number in marginal:
        words = words.replace(number, "", 1)
    return words


def _is_call(link: Any, identifier: str, *, after: bool) -> bool:
    """Whether a link calls the note it leads to; `after` tells whether that is further on."""
    said = _purpose(link)
    if _CALLING.search(said):
        return after or "noteref" in said
    if _RETURNING.search(said) or link.get("rev") == "footnote":
        return False
    if not after or (_BACK_NAME.search(identifier) and not _NOTE_NAME.search(identifier)):
        return False
    raised = any(
        one.tag == "sup" for one in [*link.iterancestors(), *link.iterdescendants()] if one.tag in {"sup", "p", "li"}
    )
    bracketed = "".join(link.itertext()).strip()[:1] in "[(*†‡§"
    return raised or bracketed or bool(_NOTE_NAME.search(identifier))


def _chaptered(calls: list[Call]) -> list[Call]:
    """Count a chapter on where a number returns that calls another place."""
    seen: dict[str, Any] = {}
    chapter = 0
    for call in calls:
        place = call.element.get("href") if call.target is None else call.target
        if seen.setdefault(call.number, place) != place:
            chapter += 1
            seen = {call.number: place}
        call.chapter = chapter
    return calls


def note_places(calls: Sequence[Call]) -> tuple[dict[Any, Call], dict[Any, Call]]:
    """Return the blocks that are notes, and the points inside a block from which a note runs to the next or to its end.

    A place inside a block stands for the whole block where no other note, and not its own call, is in that block.
    Blocks between two notes of one list go on with the note before them.
    """
    in_place = {call.target: call for call in calls if call.target is call.element}
    targets = {call.target: call for call in calls if call.target is not None and call.target is not call.element}
    inside: dict[Any, list[Any]] = {}
    shared = Counter(ancestor for target in targets for ancestor in target.iterancestors())
    for target in targets:
        inside.setdefault(_whole(block_of(target), shared), []).append(target)
    around = {(call.target, ancestor) for call in calls for ancestor in call.element.iterancestors()}
    blocks: dict[Any, Call] = {}
    points: dict[Any, Call] = {}
    for block, found in inside.items():
        if len(found) == 1 and (block is found[0] or (found[0], block) not in around):
            blocks[block] = targets[found[0]]
        else:
            points |= {target: targets[target] for target in found}
    return blocks | _continued(blocks) | in_place, points


def block_of(element: Any) -> Any:
    while element.tag not in _NOTE_HOLDERS and element.getparent() is not None:
        element = element.getparent()
    return element


def _whole(block: Any, shared: Counter[Any]) -> Any:
    """Return what holds the whole note that begins in a block.

    That is what is around it where the block holds no more than the number (a row of a table), or where what is around it
    begins with the block, holds no other note and is called a note (the first of a note's paragraphs).
    """
    while (parent := block.getparent()) is not None and shared[parent] == 1:
        numbered = parent.tag in _NUMBER_HOLDERS and _NUMBER.match("".join(block.itertext()).rstrip(". \n"))
        first = parent[0] is block and not (parent.text or "").strip()
        if not numbered and not (first and _is_note(parent)):
            break
        block = parent
    return block


def _is_note(element: Any) -> bool:
    return element.tag in {"li", "aside", "dd"} or bool(_NOTE_CLASS.search(element.get("class") or ""))


def _continued(blocks: Mapping[Any, Call]) -> dict[Any, Call]:
    """Return the blocks after a note that go on with it: up to the next note, or to the end of what is called notes.

    Between two notes that holds where they stand gathered, not below each paragraph: where the second was called before the
    first begins.
    """
    found: dict[Any, Call] = {}
    for parent in {block.getparent() for block in blocks} - {None}:
        children = list(parent)
        notes = [at for at, child in enumerate(children) if child in blocks]
        following = [
            (one, two)
            for one, two in pairwise(notes)
            if blocks[children[two]].called_at < blocks[children[one]].noted_at
        ]
        if _NOTE_CLASS.search(_purpose(parent)):
            following.append((notes[-1], len(children)))
        for one, two in following:
            rest = takewhile(lambda child: child.tag not in _HEADINGS, children[one + 1 : two])
            found |= {child: blocks[children[one]] for child in rest if child.tag in _CONTINUING}
    return found
