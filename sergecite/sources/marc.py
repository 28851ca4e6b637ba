"""MARC records, binary (ISO 2709) and XML (MARCXML, MarcXchange) -> entries.

Here the records are opened; what their fields mean is in marc21.py and unimarc.py. pymarc reads the binary form, whose
old files are in MARC-8; XML is read under the same guard as all XML from outside.
"""

import io
import logging
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.sources.marc21 import entry_from_marc21
from sergecite.sources.marc_record import Field, MarcRecord
from sergecite.sources.types import Format, Problem, Reading
from sergecite.sources.unimarc import entry_from_unimarc
from sergecite.sources.xml import children, local, parse_xml, text_of


def entry_from_record(record: MarcRecord, place: str = "") -> Entry:
    """Read a record in the dialect it is in: UNIMARC titles stand in 200, MARC 21's in 245."""
    read = entry_from_unimarc if record.first("200", "a") and not record.first("245", "a") else entry_from_marc21
    return read(record, place)


def marc_records(root: Element) -> Iterator[MarcRecord]:
    """Yield the MARC records under an element of MARCXML, MarcXchange or an SRU answer."""
    for element in root.iter():
        if local(element) == "record" and any(True for _ in children(element, "leader", "datafield")):
            yield _record(element)


def _record(element: Element) -> MarcRecord:
    leader = next(((child.text or "") for child in children(element, "leader")), "")
    control = {child.get("tag", ""): child.text or "" for child in children(element, "controlfield")}
    fields = tuple(
        Field(
            tag=child.get("tag", ""),
            first=child.get("ind1", " "),
            second=child.get("ind2", " "),
            parts=tuple((part.get("code", ""), text_of(part)) for part in children(child, "subfield")),
        )
        for child in children(element, "datafield")
    )
    return MarcRecord(leader=leader, control=control, fields=fields)


def read_marcxml(data: bytes, place: str) -> Reading:
    """Read a MARCXML file. InputError where it is not well-formed."""
    try:
        root = parse_xml(data)
    except ValueError as fault:
        raise InputError(f"not XML: {fault}", place=place) from None
    return _reading(list(marc_records(root)), place)


def read_marc(data: bytes, place: str) -> Reading:
    """Read a binary MARC file; a broken record becomes a problem, the others are kept."""
    # An optional reader: libraries give MARC, most writers never see it.
    try:
        from pymarc import MARCReader  # noqa: PLC0415
    except ImportError:
        raise InputError(
            "binary MARC needs the package pymarc", place=place, hint="pip install 'sergecite[marc]'"
        ) from None
    logging.getLogger("pymarc").setLevel(logging.CRITICAL)
    records: list[MarcRecord | None] = []
    # A wrong length would carry the reader into the next record: the sign that ends each is surer.
    parts = [part + b"\x1d" for part in data.split(b"\x1d") if part.strip()]
    for part in parts:
        found = next(
            MARCReader(io.BytesIO(part.lstrip()), to_unicode=True, permissive=True, utf8_handling="replace"), None
        )
        if found is None:
            records.append(None)
            continue
        fields = tuple(
            Field(
                tag=field.tag,
                first=field.indicator1,
                second=field.indicator2,
                parts=tuple((part.code, part.value) for part in field.subfields),
            )
            for field in found.fields
            if not field.control_field
        )
        control = {field.tag: field.data or "" for field in found.fields if field.control_field}
        records.append(MarcRecord(leader=str(found.leader), control=control, fields=fields))
    return _reading(records, place)


def _reading(records: list[MarcRecord] | list[MarcRecord | None], place: str) -> Reading:
    entries, problems = [], []
    for number, record in enumerate(records, 1):
        entry = entry_from_record(record, f"{place}: record {number}") if record else None
        if entry is None or not entry.text("title"):
            problems.append(Problem(message="a MARC record that cannot be read", place=f"{place}: record {number}"))
        else:
            entries.append(entry)
    return Reading(entries=tuple(entries), problems=tuple(problems))


MARCXML = Format(
    name="marcxml",
    label="MARCXML",
    suffixes=(".marcxml",),
    detects=lambda text: bool(re.search(r"<(?:\w+:)?datafield\b", text)),
    read=read_marcxml,
)
MARC = Format(
    name="marc",
    label="MARC",
    suffixes=(".mrc", ".marc"),
    detects=lambda text: bool(re.match(r"\d{5}[a-z][a-z]{2}[ a-z]{1}.{2}\d{5}", text)) and "\x1e" in text,
    read=read_marc,
)
