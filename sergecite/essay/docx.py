"""Read Word manuscripts: footnotes and endnotes with their italics, numbered as Word shows them.

WordprocessingML as ECMA-376 part 1 has it: 17.3 (runs), 17.11 (footnotes and endnotes), 17.18.59 (number formats). Text
that was struck out in tracked changes is left out, text that was put in is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sergecite.errors import InputError
from sergecite.essay.archive import Archive
from sergecite.essay.numerals import formatted
from sergecite.essay.prose import Prose, assemble
from sergecite.model.document import Document, Marker, Note

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "fldData", "commentReference")} | {
    _MC + "Fallback"
}
_KINDS = {_W + "footnoteReference": "footnote", _W + "endnoteReference": "endnote"}


@dataclass(slots=True)
class _Numbering:
    """How one kind of notes counts."""

    form: str
    first: int = 1
    restart: str = "continuous"
    count: int = 0
    chapter: int = 0

    def next(self) -> tuple[str, int]:
        self.count += 1
        return formatted(self.first + self.count - 1, self.form), self.chapter

    def section_ends(self) -> None:
        if self.restart == "eachSect" and self.count:
            self.count = 0
            self.chapter += 1


@dataclass(slots=True)
class _Reading:
    """What is found while the body is read in order."""

    body: Prose = field(default_factory=Prose)
    markers: list[Marker] = field(default_factory=list)
    calls: list[tuple[str, str, str, int]] = field(default_factory=list)
    """(kind, id in the file, number shown, chapter) of each note called."""


def read_docx(data: bytes, place: str) -> Document:
    """Return the manuscript; it has no offsets in its source."""
    archive = Archive(data, place)
    if "word/document.xml" not in archive:
        raise InputError("this is no Word document", place=place)
    if _STRICT in archive.read("word/document.xml")[:4000]:
        raise InputError("this is Strict Open XML", place=place, hint="save it as an ordinary Word document (.docx)")
    styles = _italic_styles(archive)
    notes = {kind: _notes_of(archive, kind) for kind in ("footnote", "endnote")}
    counts = _numberings(archive, only_endnotes=not notes["footnote"])
    reading = _Reading()
    root = archive.xml("word/document.xml").find(_W + "body")
    for paragraph in _paragraphs(root):
        _read_paragraph(paragraph, reading, counts, styles)
        if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
            for numbering in counts.values():
                numbering.section_ends()
    texts: list[Note] = []
    for kind, identifier, number, chapter in reading.calls:
        element = notes[kind].get(identifier)
        if element is not None:
            texts.append(_note(element, number, chapter, styles))
    return assemble("docx", reading.body, reading.markers, texts)


def _paragraphs(element: Any) -> Iterator[Any]:
    """Yield the paragraphs in order, those of tables and text boxes' first version included."""
    for child in element if element is not None else ():
        if child.tag == _W + "p":
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _paragraphs(child)


def _read_paragraph(paragraph: Any, reading: _Reading, counts: dict[str, _Numbering], styles: set[str]) -> None:
    slanted = _style(paragraph.find(_W + "pPr"), "pStyle") in styles
    for run in _runs(paragraph):
        marks = [child for child in run if child.tag in _KINDS]
        if not marks:
            _add_run(reading.body, run, styles, italic=slanted)
            continue
        for mark in marks:
            kind = _KINDS[mark.tag]
            custom = mark.get(_W + "customMarkFollows") in {"1", "true", "on"}
            number, chapter = (_words(run).strip(), 0) if custom and _words(run).strip() else counts[kind].next()
            start, end = reading.body.glue(number)
            reading.markers.append(Marker(number=number, start=start, end=end, chapter=chapter))
            reading.calls.append((kind, mark.get(_W + "id") or "", number, chapter))
            if not custom:
                _add_run(reading.body, run, styles, italic=slanted)
    reading.body.break_paragraph()


def _note(element: Any, number: str, chapter: int, styles: set[str]) -> Note:
    text = Prose(flat=True)
    for paragraph in _paragraphs(element):
        slanted = _style(paragraph.find(_W + "pPr"), "pStyle") in styles
        for run in _runs(paragraph):
            _add_run(text, run, styles, italic=slanted)
        text.break_paragraph()
    return text.as_note(number, chapter)


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _W + "r":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _W + "pPr":
            yield from _runs(child)


def _add_run(prose: Prose, run: Any, styles: set[str], *, italic: bool) -> None:
    properties = run.find(_W + "rPr")
    mark = properties.find(_W + "i") if properties is not None else None
    slanted = _on(mark) if mark is not None else italic or _style(properties, "rStyle") in styles
    for child in run:
        if child.tag == _W + "t":
            prose.add(child.text or "", italic=slanted)
        elif child.tag in {_W + "tab", _W + "ptab"}:
            prose.add(" ")
        elif child.tag in {_W + "br", _W + "cr"}:
            prose.break_line()
        elif child.tag == _W + "noBreakHyphen":
            prose.add("-", italic=slanted)
        elif child.tag in {_W + "drawing", _W + "pict"}:
            continue


def _words(run: Any) -> str:
    return "".join(child.text or "" for child in run if child.tag == _W + "t")


def _style(properties: Any, name: str) -> str:
    element = properties.find(_W + name) if properties is not None else None
    return element.get(_W + "val") or "" if element is not None else ""


def _on(element: Any) -> bool:
    return element.get(_W + "val", "true") not in {"0", "false", "off"}


def _italic_styles(archive: Archive) -> set[str]:
    """Return the ids of the styles that slant their text, by themselves or by what they are based on."""
    if "word/styles.xml" not in archive:
        return set()
    slanted: set[str] = set()
    based: dict[str, str] = {}
    for style in archive.xml("word/styles.xml").findall(_W + "style"):
        identifier = style.get(_W + "styleId") or ""
        mark = style.find(f"{_W}rPr/{_W}i")
        if mark is not None and _on(mark):
            slanted.add(identifier)
        elif mark is None:
            based[identifier] = _style(style, "basedOn")
    for identifier in based:
        above, seen = identifier, set()
        while above in based and above not in seen:
            seen.add(above)
            above = based[above]
        if above in slanted:
            slanted.add(identifier)
    return slanted


def _notes_of(archive: Archive, kind: str) -> dict[str, Any]:
    name = f"word/{kind}s.xml"
    if name not in archive:
        return {}
    found = archive.xml(name).findall(_W + kind)
    return {element.get(_W + "id") or "": element for element in found if element.get(_W + "type") in {None, "normal"}}


def _numberings(archive: Archive, *, only_endnotes: bool) -> dict[str, _Numbering]:
    """Return how the notes count. Word shows endnotes as i, ii, iii unless told; alone they count 1, 2, 3 here."""
    counts = {"footnote": _Numbering("decimal"), "endnote": _Numbering("decimal" if only_endnotes else "lowerRoman")}
    sources = [archive.xml("word/settings.xml")] if "word/settings.xml" in archive else []
    sources += archive.xml("word/document.xml").iter(_W + "sectPr")
    for source in sources:
        for kind, numbering in counts.items():
            properties = source.find(f"{_W}{kind}Pr")
            numbering.form = _style(properties, "numFmt") or numbering.form
            numbering.first = int(_style(properties, "numStart") or numbering.first)
            numbering.restart = _style(properties, "numRestart") or numbering.restart
    return counts
