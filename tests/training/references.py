"""The training references: from fields back to a label for every token.

The data gives the text and the value of each field, with its punctuation, but people only by family name. Fields are
found in the text again, longest first; what is left between them and holds a known family name is the people's.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sergecite.resolve import lexicon
from sergecite.resolve.tokens import Token, tokenize

_MARKUP = re.compile(r"</?(?:ital|bold|b|i|em|sup|sub)\w*>", re.IGNORECASE)
_FIELDS = {
    "title": "title", "container": "container", "publisher": "publisher", "place": "place", "year": "date", "volume": "volume",
    "pages": "pages", "edition": "edition", "series": "series", "translator": "translator", "url": "url", "doi": "url",
}  # fmt: skip
_IN = {"in", "dans", "en", "nel", "nella", "aus", "из", "в", "inside"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference with a label for each token."""

    text: str
    tokens: list[Token]
    labels: list[str]


def read_references(folder: Path) -> Iterator[Reference]:
    """Yield the references of the training sets whose fields could be found again in their text."""
    for name in ("anystyle_core.jsonl", "anystyle_good.jsonl"):
        with (folder / name).open(encoding="utf-8") as lines:
            for line in lines:
                if (reference := label(json.loads(line))) is not None:
                    yield reference


def label(row: dict[str, object]) -> Reference | None:
    """Return the labelled reference of a row, or None where too little of it could be placed."""
    text = _MARKUP.sub("", str(row["text"]))
    text = " ".join(text.split())
    fields = row["refs"][0]["fields"]  # type: ignore[index]
    taken: list[tuple[int, int, str]] = []
    values = [(kind, _clean(value)) for key, kind in _FIELDS.items() if isinstance(value := fields.get(key), str)]
    for kind, value in sorted(values, key=lambda pair: -len(pair[1])):
        if not _place(text, kind, value, taken):
            return None
    tokens = tokenize(text)
    labels = [next((kind for start, end, kind in taken if start <= token.start < end), "") for token in tokens]
    _label_people(tokens, labels, fields.get("author"), fields.get("editor"))
    _label_rest(tokens, labels)
    return Reference(text, tokens, labels) if tokens else None


def _clean(value: str) -> str:
    return " ".join(_MARKUP.sub("", value).split())


def _place(text: str, kind: str, value: str, taken: list[tuple[int, int, str]]) -> bool:
    """Mark where `value` stands in `text`; a value joined from several places is found piece by piece."""
    words = value.split(" ")
    while words:
        for count in range(len(words), 0, -1):
            piece = " ".join(words[:count])
            if (start := _free(text, piece, taken, kind)) is not None:
                taken.append((start, start + len(piece), kind))
                words = words[count:]
                break
        else:
            return False
    return True


def _free(text: str, piece: str, taken: list[tuple[int, int, str]], kind: str) -> int | None:
    starts = [match.start() for match in re.finditer(re.escape(piece), text)]
    free = [s for s in starts if not any(s < end and start < s + len(piece) for start, end, _ in taken)]
    free = [s for s in free if not (s and text[s - 1].isalnum() and piece[0].isalnum())] or free
    if not free:
        return None
    # A year, a volume and a page stand late in most references when their digits occur twice.
    return free[0] if kind in {"title", "date"} else free[-1]


def _label_people(tokens: list[Token], labels: list[str], authors: object, editors: object) -> None:
    author_words = {word for name in authors or () for word in name.split()}
    editor_words = {word for name in editors or () for word in name.split()}
    for start, end in _gaps(labels):
        words = {part for token in tokens[start:end] for part in [token.text, *re.split(r"[-']", token.text)]}
        leading = start == 0 or all(not label for label in labels[:start])
        as_author, as_editor = len(words & author_words), len(words & editor_words)
        edited = any(token.text.casefold() in lexicon.EDITOR_WORDS for token in tokens[start:end])
        if as_author and (leading or (as_author >= as_editor and not edited)):
            labels[start:end] = ["author"] * (end - start)
        elif as_editor or (as_author and edited):
            labels[start:end] = ["editor"] * (end - start)
        elif leading and authors is not None and re.match(r"[-–—_]{2,}|et\b", tokens[start].text):
            labels[start:end] = ["author"] * (end - start)
    # A citation's own number before the names ("[12]", "3.") is nobody.
    first = 0
    while first < len(tokens) and labels[first] == "author" and tokens[first].text.isdigit():
        labels[first] = "other"
        first += 1


def _gaps(labels: list[str]) -> list[tuple[int, int]]:
    runs, start = [], None
    for place, one in enumerate([*labels, "end"]):
        if not one and start is None:
            start = place
        elif one and start is not None:
            runs.append((start, place))
            start = None
    return runs


def _label_rest(tokens: list[Token], labels: list[str]) -> None:
    """Give "in" its own label, months to the date, and leave the rest as other."""
    for place, token in enumerate(tokens):
        word = token.text.casefold()
        first = place == 0 or labels[place - 1] != labels[place]
        if first and word in _IN and labels[place] in {"container", "editor", "", "author"} and place:
            labels[place] = "in"
    for place, token in enumerate(tokens):
        # "1994;2(4)": the year stands with the volume in the data.
        if (
            labels[place] == "volume"
            and re.fullmatch(r"(?:19|20)\d\d", token.text)
            and place + 1 < len(tokens)
            and ";" in tokens[place + 1].gap
        ):
            labels[place] = "date"
        if labels[place]:
            continue
        word = token.text.casefold()
        near = "date" in labels[max(0, place - 3) : place + 4]
        if near and (word in lexicon.MONTHS or re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?|1[5-9]\d\d|20\d\d", word)):
            labels[place] = "date"
        elif re.match(r"https?:|www\.|10\.\d", token.text):
            labels[place] = "url"
        else:
            labels[place] = "other"
