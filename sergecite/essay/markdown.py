"""Read Markdown: `[^1]` with its definition, inline notes `^[...]`, pandoc citations `[see @key, 12]`.

The source is scanned for notes here, since offsets must be those of the source; the text of a note is rendered by
markdown-it-py, which knows emphasis, links, entities and escapes. Syntax: https://pandoc.org/MANUAL.html#footnotes,
#citation-syntax. A pandoc citation outside a note counts as a note, as it becomes one in a note style; its text is kept
as it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sergecite.essay.numerals import value
from sergecite.essay.plaintext import LOST, listed, read_plaintext
from sergecite.model.document import Document, Marker, Note

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}\1[`~]*[ \t]*\r?$|.*\Z)", re.MULTILINE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BACKTICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_DEFINITION = re.compile(
    r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*(?P<text>[^\n]*(?:\n(?![ \t]*\r?(?:\n|\Z)| {0,3}\[\^[^\]\s]+\]:)[^\n]+)*"
    r"(?:\n(?:[ \t]*\r?\n)+(?: {4}|\t)[^\n]*(?:\n(?![ \t]*\r?(?:\n|\Z)| {0,3}\[\^[^\]\s]+\]:)[^\n]+)*)*)",
    re.MULTILINE,
)
_CALL = re.compile(
    r"\[\^(?P<label>[^\]\s]+)\](?!:)"
    r"|(?P<inline>(?<!\\)\^\[)"
    r"|(?P<cited>\[[^\[\]\n]*(?<![\w@])-?@[\w{][^\[\]]*\])(?![(\[:{])"
    r"|(?P<bare>(?<![\w\[;/.@-])-?@(?:\{[^}\s]+\}|[\w][\w:.#$%&+?<>~/-]*\w)(?:[ \t]\[[^\[\]\n]+\])?)"
)
_ADDRESS = ("http://", "https://", "www.")
_BRACKET_OR_BLANK = re.compile(r"[\[\]]|\n[ \t]*\r?\n")
_MARKUP = re.compile(r"[*_`\[<&\\\n]")
_ITALIC_TAG = re.compile(r"<(/?)(?:i|em|cite)\b[^>]*>", re.IGNORECASE)
_NOTES_IDIOM = re.compile(
    r"\[\^[0-9]+\]|^ {0,3}\[\^[^\]\s]+\]:|(?<!\\)\^\[[^\]]|\[[^\[\]\n]*(?<![\w@])@[a-zA-Z]\w+[^\[\]\n]*\]", re.MULTILINE
)
"""What a file without a telling name must have to be Markdown; a single `[^a]` is also a letter with a hat."""


@dataclass(frozen=True, slots=True)
class _Call:
    start: int
    end: int
    label: str | None
    text: tuple[int, int] | None
    """Where the note's text stands, for notes that carry it with them."""


def has_note_syntax(text: str) -> bool:
    """Whether the text uses Markdown's own notes."""
    return bool(_NOTES_IDIOM.search(text))


def read_markdown(text: str) -> Document:
    """Return the essay; offsets are those of `text`.

    Labels are the numbers where all are numerals and stand alone; otherwise notes count in the order of their calls,
    as every renderer numbers them. Without any note syntax the text is read as plain text.
    """
    hidden = _hidden(text)
    definitions = {
        match["label"]: match.span("text")
        for match in reversed(list(_DEFINITION.finditer(text)))
        if not hidden[match.start()]
    }
    for match in _DEFINITION.finditer(text):
        if not hidden[match.start()]:
            hidden[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    calls = list(_calls(text, hidden))
    if not calls and not definitions:
        plain = read_plaintext(text)
        rendered = tuple(
            replace(_note(text, note.number, (note.start, note.end)), chapter=note.chapter)
            if note.start is not None and note.end is not None
            else note
            for note in plain.notes
        )
        return replace(plain, format="markdown", notes=rendered)
    markers, notes, lost, labels = _number(text, calls, definitions)
    warnings = [f"no definition found for {listed([f'[^{label}]' for label in lost])}"] if lost else []
    if lost and not notes:
        warnings = [LOST]
    for label, span in sorted(definitions.items(), key=lambda item: item[1]):
        if label not in labels:
            warnings.append(f"the note [^{label}] is never called")
            taken = any(note.number == label for note in notes)
            notes.append(_note(text, f"^{label}" if taken else label, span))
    return Document(format="markdown", body=text, markers=tuple(markers), notes=tuple(notes), warnings=tuple(warnings))


def _number(
    text: str, calls: list[_Call], definitions: dict[str, tuple[int, int]]
) -> tuple[list[Marker], list[Note], list[str], set[str]]:
    literal = all(call.label is not None and value(call.label) for call in calls)
    numbers: dict[str, str] = {}
    markers: list[Marker] = []
    notes: list[Note] = []
    lost: list[str] = []
    count = 0
    for call in calls:
        if call.label is not None and call.label in numbers:
            markers.append(Marker(number=numbers[call.label], start=call.start, end=call.end))
            continue
        count += 1
        number = call.label if literal and call.label is not None else str(count)
        markers.append(Marker(number=number, start=call.start, end=call.end))
        span = call.text
        if call.label is not None:
            numbers[call.label] = number
            span = definitions.get(call.label)
        if span is None:
            lost.append(call.label or "")
        else:
            notes.append(_note(text, number, span, raw=call.label is None and text[call.start] != "^"))
    return markers, notes, lost, set(numbers)


def _hidden(text: str) -> bytearray:
    """Mark the characters in which no note can stand: code, comments, front matter, escaped signs."""
    hidden = bytearray(len(text) + 1)
    spans = [match.span() for pattern in (_FENCE, _FRONT_MATTER, _COMMENT) for match in pattern.finditer(text)]
    for start, end in spans:
        hidden[start:end] = b"\1" * (end - start)
    for start, end in [*_code_spans(text, hidden), *(match.span() for match in _ESCAPE.finditer(text))]:
        if not hidden[start]:
            hidden[start:end] = b"\1" * (end - start)
    return hidden


def _code_spans(text: str, hidden: bytearray) -> Iterator[tuple[int, int]]:
    """Yield what stands between two runs of as many backticks in one paragraph."""
    runs = [match.span() for match in _BACKTICKS.finditer(text) if not hidden[match.start()]]
    blanks = [match.start() for match in _BLANK_LINE.finditer(text)]
    alike: dict[int, list[int]] = {}
    for place, (start, end) in enumerate(runs):
        alike.setdefault(end - start, []).append(place)
    place = 0
    while place < len(runs):
        start, end = runs[place]
        same = alike[end - start]
        after = bisect_right(same, place)
        place += 1
        if after < len(same) and text[start - 1 : start] != "\\":
            closing = runs[same[after]]
            if bisect_right(blanks, end) == bisect_right(blanks, closing[0]):
                yield start, closing[1]
                place = same[after] + 1


def _calls(text: str, hidden: bytearray) -> Iterator[_Call]:
    position = 0
    brackets = _brackets(text, hidden)
    while match := _CALL.search(text, position):
        start, position = match.start(), match.end()
        if hidden[start]:
            position = start + 1
        elif match["label"]:
            yield _Call(start, match.end(), match["label"], None)
        elif match["inline"]:
            end = brackets.get(match.end() - 1)
            if end is not None:
                yield _Call(start, end + 1, None, (match.end(), end))
                position = end + 1
        else:
            yield _Call(start, match.end(), None, match.span())


def _brackets(text: str, hidden: bytearray) -> dict[int, int]:
    """Return where each square bracket closes; a blank line leaves those before it open."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET_OR_BLANK.finditer(text):
        sign, at = match.group(), match.start()
        if hidden[at]:
            continue
        if sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            closed[opened.pop()] = at
        elif sign != "]":
            opened.clear()
    return closed


def _note(text: str, number: str, span: tuple[int, int], *, raw: bool = False) -> Note:
    start, end = span
    source = text[start:end].rstrip()
    end = start + len(source)
    if raw or not _MARKUP.search(source):
        return Note(number=number, text=" ".join(source.split()), start=start, end=end)
    words, italics = render_inline(source)
    return Note(number=number, text=words, start=start, end=end, italics=italics)


def render_inline(source: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the words of a piece of Markdown and the spans of them in italics."""
    text = ""
    italics: list[tuple[int, int]] = []
    opened: list[int] = []
    links: list[tuple[str, int]] = []
    for token in _inline(" ".join(source.split())):
        kind = token.type
        tag = _ITALIC_TAG.match(token.content) if kind == "html_inline" else None
        if kind in {"text", "code_inline", "image"}:
            text += token.content
        elif kind in {"softbreak", "hardbreak"}:
            text += " "
        elif kind == "link_open":
            links.append((str(token.attrGet("href") or ""), len(text)))
        elif kind == "link_close":
            address, start = links.pop()
            text += "" if text.startswith(_ADDRESS, start) or not address.startswith("http") else f" <{address}>"
        elif kind == "em_open" or (tag and not tag[1]):
            opened.append(len(text))
        elif (kind == "em_close" or tag) and opened:
            start = opened.pop()
            italics += [(start, len(text))] if start < len(text) else []
    return text, tuple(sorted(italics))


def _inline(source: str) -> list[Any]:
    return _parser().parseInline(source)[0].children or []


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # only notes with markup need it

    return MarkdownIt("commonmark")
