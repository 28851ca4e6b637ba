"""Read OpenDocument texts: footnotes and endnotes with the numbers and italics the file shows.

OpenDocument 1.3 part 3: 6.3 (notes), 16.29.20 (fo:font-style). Deleted text of tracked changes and comments are left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sergecite.errors import InputError
from sergecite.essay.archive import Archive
from sergecite.essay.prose import RAISED, Prose, assemble, read_as_plain
from sergecite.model.document import Document, Marker, Note

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SILENT = frozenset(
    (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content", f"{_TEXT}note-citation")
)
_BLOCKS = frozenset((f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list-item"))


@dataclass(slots=True)
class _Reading:
    slanted: set[str]
    raised: set[str]
    body: Prose = field(default_factory=Prose)
    markers: list[Marker] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)


def read_odt(data: bytes, place: str) -> Document:
    """Return the text; it has no offsets in its source."""
    archive = Archive(data, place)
    if "content.xml" not in archive:
        raise InputError("this is no OpenDocument text", place=place)
    content = archive.xml("content.xml")
    text = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if text is None:
        raise InputError("this OpenDocument file is no text", place=place)
    sources = [content, *([archive.xml("styles.xml")] if "styles.xml" in archive else [])]
    styles = [style for root in sources for style in root.iter(f"{_STYLE}style")]
    reading = _Reading(_styles_with(styles, _is_slanting), _styles_with(styles, _is_raising))
    _read(text, reading.body, reading, italic=False)
    if not reading.markers:
        return read_as_plain("odt", reading.body)
    return assemble("odt", reading.body, reading.markers, reading.notes)


def _read(element: Any, prose: Prose, reading: _Reading, *, italic: bool) -> None:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    if element.tag == f"{_TEXT}note":
        _read_note(element, prose, reading)
        return
    name = element.get(f"{_TEXT}style-name")
    if name in reading.raised and not prose.flat and (number := "".join(element.itertext()).strip()).isdecimal():
        prose.glue(number.translate(RAISED))
        return
    slanted = italic or name in reading.slanted
    if element.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
        prose.add(" ")
    elif element.tag == f"{_TEXT}line-break":
        prose.break_line()
    prose.add(element.text or "", italic=slanted)
    for child in element:
        _read(child, prose, reading, italic=slanted)
        prose.add(child.tail or "", italic=slanted)
    if element.tag == f"{_TEXT}a" and prose.flat:
        prose.add_address(element.get(f"{_LINK}href") or "")
    if element.tag in _BLOCKS:
        prose.break_paragraph()


def _read_note(element: Any, prose: Prose, reading: _Reading) -> None:
    citation = element.find(f"{_TEXT}note-citation")
    number = "".join(citation.itertext()).strip() if citation is not None else ""
    number = number or str(len(reading.notes) + 1)
    chapter = reading.seen.get(number, 0)
    reading.seen[number] = chapter + 1
    start, end = prose.glue(number)
    reading.markers.append(Marker(number=number, start=start, end=end, chapter=chapter))
    text = Prose(flat=True)
    body = element.find(f"{_TEXT}note-body")
    if body is not None:
        _read(body, text, reading, italic=False)
    reading.notes.append(text.as_note(number, chapter))


def _is_slanting(properties: Any) -> bool | None:
    slant = properties.get(f"{_FORMAT}font-style")
    return None if slant is None else slant in {"italic", "oblique"}


def _is_raising(properties: Any) -> bool | None:
    position = properties.get(f"{_STYLE}text-position")
    return None if position is None else position.startswith("super")


def _styles_with(styles: Iterable[Any], has: Callable[[Any], bool | None]) -> set[str]:
    """Return the names of the styles that have something, by themselves or by their parents."""
    found: set[str] = set()
    parents: dict[str, str] = {}
    for style in styles:
        name = style.get(f"{_STYLE}name") or ""
        properties = style.find(f"{_STYLE}text-properties")
        said = has(properties) if properties is not None else None
        if said:
            found.add(name)
        elif said is None:
            parents[name] = style.get(f"{_STYLE}parent-style-name") or ""
    for name in parents:
        above, seen = name, set()
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above in found:
            found.add(name)
    return found
