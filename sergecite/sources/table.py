"""The formats that can be read, in the order they are tried."""

import re
from pathlib import Path

from sergecite.errors import InputError
from sergecite.sources.bibtex_file import BIBTEX
from sergecite.sources.csl_json import CSL_JSON, CSL_YAML
from sergecite.sources.endnote import ENDNOTE_XML, ENW
from sergecite.sources.marc import MARC, MARCXML
from sergecite.sources.mods import MODS
from sergecite.sources.nbib import NBIB
from sergecite.sources.page import HTML
from sergecite.sources.pdf import PDF
from sergecite.sources.ris import RIS
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Reading
from sergecite.sources.zotero_rdf import ZOTERO_RDF

FORMATS: tuple[Format, ...] = (
    BIBTEX,
    RIS,
    NBIB,
    ENW,
    ENDNOTE_XML,
    ZOTERO_RDF,
    MODS,
    MARCXML,
    MARC,
    HTML,
    CSL_JSON,
    CSL_YAML,
    PDF,
)
"""What a format's `detects` says is believed in this order; a suffix is believed before any of them."""


def format_of(data: bytes, name: str = "") -> Format | None:
    """Return the format of a file by its text, else by its name's suffix; None where neither is known."""
    text = decoded(data[:65_536])
    suffix = Path(name).suffix.lower()
    named = [one for one in FORMATS if suffix in one.suffixes]
    return next((one for one in (*named, *FORMATS) if one.detects(text)), named[0] if named else None)


_UNREAD = (
    ("a Web of Science export", re.compile(r"\ufeff?(?:FN \S.*\nVR |PT [A-Z]\b.*\n(?:AU|BA|TI|AF) )")),
    ("a RefWorks export", re.compile(r"(?m)^\ufeff?RT [A-Z].*\n(?:SR|ID|A1|T1) ")),
    ("an Ovid export", re.compile(r"\s*(?:<\s*\d+\s*>\s*\n)?(?:VN  - Ovid|Unique Identifier|UI  - |Database\n)")),
)


def unread_format(data: bytes) -> str:
    """Return what a text is that looks like a list and is an export in a format not read; "" for any other."""
    text = decoded(data[:4096]).replace("\r\n", "\n").lstrip("\n")
    return next((name for name, form in _UNREAD if form.match(text) or form.search(text[:400])), "")


def read_file(data: bytes, place: str) -> Reading:
    """Read a bibliographic file. InputError where it is of no known format."""
    form = format_of(data, place)
    if form is None:
        known = ", ".join(one.label for one in FORMATS)
        raise InputError("not a bibliographic format this program reads", hint=f"it reads {known}", place=place)
    return form.read(data, place)
