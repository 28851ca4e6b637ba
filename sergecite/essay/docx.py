"""Read Word manuscripts: footnotes and endnotes with their italics, numbered as Word shows them.

WordprocessingML as ECMA-376 part 1 has it: 17.3 (runs), 17.11 (footnotes and endnotes), 17.18.59 (number formats). Text
that was struck out in tracked changes is left out, text that was put in is read.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sergecite.errors import InputError
from sergecite.essay.archive import Archive, parse_xml
from sergecite.essay.numerals import formatted, value
from sergecite.essay.prose import RAISED, Prose, assemble, read_as_plain
from sergecite.model.document import Document, Marker, Note

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
)
"""The names of Strict Open XML, and what other files have for them."""
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


def read_docx(data: bytes, place: str) -> Document:
    """Return the manuscript; it has no offsets in its source."""
    package = _Package(Archive(data, place))
    document = package.xml("document")
    if document is None or document.find(_W + "body") is None:
        raise InputError("this is no Word document", place=place)
    styles = _italic_styles(package.xml("styles"))
    notes = {kind: _notes_of(package, kind) for kind in ("footnote", "endnote")}
    addresses = {kind: package.addresses(f"{kind}s") for kind in notes}
    sections = [package.xml("settings"), *document.iter(_W + "sectPr")]
    reading = _Reading(styles, _numberings(sections, only_endnotes=not notes["footnote"]))
    for paragraph in _paragraphs(document.find(_W + "body")):
        reading.read(paragraph)
    if not reading.calls:
        return read_as_plain("docx", reading.body)
    texts: list[Note] = []
    for kind, identifier, number, chapter in reading.calls:
        element = notes[kind].get(identifier)
        if element is not None:
            texts.append(_note(element, addresses[kind], styles).as_note(number, chapter))
    return assemble("docx", reading.body, reading.markers, texts)


class _Package:
    """The parts of a document by what they are, as its relationships name them: not all programs call the first document.xml."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = self._targets("", "_rels/.rels").get("officeDocument", "word/document.xml")
        folder, _, name = main.rpartition("/")
        self._names = {"document": main, **self._targets(folder, f"{folder}/_rels/{name}.rels")}

    def xml(self, kind: str) -> Any:
        """Return the root of a part, or None."""
        name = self._names.get(kind, f"word/{kind}.xml")
        return self._parsed(name) if name in self._archive else None

    def addresses(self, kind: str) -> dict[str, str]:
        """Return where the links of a part lead."""
        folder, _, name = self._names.get(kind, f"word/{kind}.xml").rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        found = self._parsed(rels) if rels in self._archive else ()
        return {one.get("Id") or "": one.get("Target") or "" for one in found}

    def _targets(self, folder: str, rels: str) -> dict[str, str]:
        """Return the kinds of parts that relationships name, and the parts' names."""
        found = {}
        for one in self._parsed(rels) if rels in self._archive else ():
            kind, target = (one.get("Type") or "").rpartition("/")[2], one.get("Target") or ""
            found[kind] = target.removeprefix("/") if target.startswith("/") else posixpath.join(folder, target)
        return found

    def _parsed(self, name: str) -> Any:
        data = self._archive.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parse_xml(data, f"{self._archive.place} ({name})")


def _paragraphs(element: Any) -> Iterator[Any]:
    """Yield the paragraphs in order, those of tables included; text boxes follow the paragraph they hang on."""
    for child in element if element is not None else ():
        if child.tag == _W + "p":
            yield child
            boxes = child.iter(_W + "txbxContent")
            yield from (inside for box in boxes if not _is_twin(box) for inside in _paragraphs(box))
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _paragraphs(child)


def _is_twin(box: Any) -> bool:
    """Whether a text box repeats another for older programs, or stands inside one that is read as a whole."""
    return any(one.tag in {_MC + "Fallback", _W + "txbxContent"} for one in box.iterancestors())


def _runs(element: Any) -> Iterator[Any]:
    """Yield the runs in order, and each hyperlink after its own runs."""
    for child in element:
        if child.tag == _W + "r":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _W + "pPr":
            yield from _runs(child)
            if child.tag == _W + "hyperlink":
                yield child


@dataclass(slots=True)
class _Reading:
    """What is found while the body is read in order."""

    styles: set[str]
    counts: dict[str, _Numbering]
    body: Prose = field(default_factory=Prose)
    markers: list[Marker] = field(default_factory=list)
    calls: list[tuple[str, str, str, int]] = field(default_factory=list)
    """(kind, id in the file, number shown, chapter) of each note called."""

    def read(self, paragraph: Any) -> None:
        """Read a paragraph of the body."""
        slanted = _style(paragraph.find(_W + "pPr"), "pStyle") in self.styles
        for run in _runs(paragraph):
            italic = _is_slanted(run, self.styles, above=slanted)
            for piece in run:
                if piece.tag in _KINDS and self._call(piece, run):
                    break
                if _is_raised(run) and _words(run).strip().isdecimal():
                    self.body.glue(_words(run).strip().translate(RAISED))
                    break
                _add(self.body, piece, italic=italic)
        self.body.break_paragraph()
        if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
            for numbering in self.counts.values():
                numbering.section_ends()

    def _call(self, mark: Any, run: Any) -> bool:
        """Note a call; tell whether the rest of its run is its sign."""
        kind = _KINDS[mark.tag]
        sign = _words(run).strip() if mark.get(_W + "customMarkFollows") in {"1", "true", "on"} else ""
        number, chapter = (sign, 0) if sign else self.counts[kind].next()
        start, end = self.body.glue(number)
        self.markers.append(Marker(number=number, start=start, end=end, chapter=chapter))
        self.calls.append((kind, mark.get(_W + "id") or "", number, chapter))
        return bool(sign)


def _note(element: Any, addresses: Mapping[str, str], styles: set[str]) -> Prose:
    """Return the words of a note, with the addresses its links hide."""
    text = Prose(flat=True)
    fields: list[str] = []
    for paragraph in _paragraphs(element):
        slanted = _style(paragraph.find(_W + "pPr"), "pStyle") in styles
        for run in _runs(paragraph):
            if run.tag == _W + "hyperlink":
                text.add_address(addresses.get(run.get(_R + "id") or "", ""))
                continue
            italic = _is_slanted(run, styles, above=slanted)
            for piece in run:
                _add(text, piece, italic=italic)
                _follow_field(text, piece, fields)
        text.break_paragraph()
    return text


def _follow_field(text: Prose, piece: Any, fields: list[str]) -> None:
    """Keep the instructions of the fields that are open; where a hyperlink's field ends, add its address."""
    kind = piece.get(_W + "fldCharType") if piece.tag == _W + "fldChar" else ""
    if kind == "begin":
        fields.append("")
    elif piece.tag == _W + "instrText" and fields:
        fields[-1] += piece.text or ""
    elif kind == "end" and fields and (found := _HYPERLINK.match(fields.pop())):
        text.add_address(found[1])


def _add(prose: Prose, piece: Any, *, italic: bool) -> None:
    if piece.tag == _W + "t":
        prose.add(piece.text or "", italic=italic)
    elif piece.tag in {_W + "tab", _W + "ptab"}:
        prose.add(" ")
    elif piece.tag in {_W + "br", _W + "cr"}:
        prose.break_line()
    elif piece.tag == _W + "noBreakHyphen":
        prose.add("-", italic=italic)


def _is_slanted(run: Any, styles: set[str], *, above: bool) -> bool:
    properties = run.find(_W + "rPr")
    mark = properties.find(_W + "i") if properties is not None else None
    return _on(mark) if mark is not None else above or _style(properties, "rStyle") in styles


def _is_raised(run: Any) -> bool:
    return _style(run.find(_W + "rPr"), "vertAlign") == "superscript"


def _words(run: Any) -> str:
    return "".join(child.text or "" for child in run if child.tag == _W + "t")


def _style(properties: Any, name: str) -> str:
    element = properties.find(_W + name) if properties is not None else None
    return element.get(_W + "val") or "" if element is not None else ""


def _on(element: Any) -> bool:
    return element.get(_W + "val", "true") not in {"0", "false", "off"}


def _italic_styles(styles: Any) -> set[str]:
    """Return the ids of the styles that slant their text, by themselves or by what they are based on."""
    slanted: set[str] = set()
    based: dict[str, str] = {}
    for style in styles.findall(_W + "style") if styles is not None else ():
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


def _notes_of(package: _Package, kind: str) -> dict[str, Any]:
    root = package.xml(f"{kind}s")
    found = root.findall(_W + kind) if root is not None else ()
    return {element.get(_W + "id") or "": element for element in found if element.get(_W + "type") in {None, "normal"}}


def _numberings(sources: Sequence[Any], *, only_endnotes: bool) -> dict[str, _Numbering]:
    """Return how the notes count. Word shows endnotes as i, ii, iii unless told; alone they count 1, 2, 3 here."""
    counts = {"footnote": _Numbering("decimal"), "endnote": _Numbering("decimal" if only_endnotes else "lowerRoman")}
    for source in filter(lambda source: source is not None, sources):
        for kind, numbering in counts.items():
            properties = source.find(f"{_W}{kind}Pr")
            numbering.form = _style(properties, "numFmt") or numbering.form
            numbering.first = value(_style(properties, "numStart")) or numbering.first
            numbering.restart = _style(properties, "numRestart") or numbering.restart
    return counts
