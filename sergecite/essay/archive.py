"""Open zipped formats and their XML without being harmed: no bombs, no entities, nothing outside the archive."""

import io
import zipfile
import zlib
from typing import Any

from sergecite.errors import InputError

LARGEST_PART = 100_000_000
"""Bytes of one part when unpacked; the text of the longest book is a few million."""

LARGEST_RATIO = 300
"""How far a part may be packed; text and XML reach 20, seldom 100, a bomb 1,000."""

RATIO_MATTERS_FROM = 1_000_000
MOST_PARTS = 20_000


class Archive:
    """The parts of a zipped file, read one at a time and only within bounds."""

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError) as fault:
            raise InputError(f"the file is damaged: {fault}", place=place, hint="open and save it anew") from fault
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise InputError("the file has too many parts to be a document", place=place)
        self._parts = {part.filename: part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Return a part. Raises InputError where it is missing, damaged, locked or far larger than it pretends."""
        part = self._parts.get(name)
        if part is None:
            raise InputError(f"the file has no {name}", place=self.place, hint="open and save it anew")
        if part.flag_bits & 1:
            raise InputError("the file is locked with a password", place=self.place, hint="save it without one")
        packed = max(1, part.compress_size)
        if part.file_size > LARGEST_PART or (
            part.file_size > RATIO_MATTERS_FROM and part.file_size / packed > LARGEST_RATIO
        ):
            raise InputError(f"{name} unpacks to more than a document holds; refused", place=self.place)
        try:
            with self._zip.open(part) as stream:
                data = stream.read(part.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as fault:
            raise InputError(f"{name} is damaged: {fault}", place=self.place, hint="open and save it anew") from fault
        return data

    def xml(self, name: str) -> Any:
        """Return the root element of an XML part."""
        return parse_xml(self.read(name), f"{self.place} ({name})")


def parse_xml(data: bytes, place: str) -> Any:
    """Parse XML; a document type, and with it every entity, is refused: no document format has one."""
    from lxml import etree  # noqa: PLC0415  # only structured formats need it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise InputError(f"the XML is broken: {fault.msg}", place=place, hint="open and save the file anew") from fault
    if root.getroottree().docinfo.doctype:
        raise InputError("the XML has a document type; refused", place=place)
    return root
