"""MARC records, binary (ISO 2709) and XML (MARCXML, MarcXchange) -> entries.

Here the records are opened; what their fields mean is in marc21.py and unimarc.py. pymarc reads the binary form, whose
old files are in MARC-8; XML is read under the same guard as all XML from outside.
"""

import io
import logging
import re
import warnings
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
        raise InputError("binary MARC needs the package pymarc", place=place, hint="pip install pymarc") from None
    logging.getLogger("pymarc").setLevel(logging.CRITICAL)
    records: list[MarcRecord | None] = []
    # A wrong length would carry the reader into the next record: the sign that ends each is surer.
    for part in (_measured(part.lstrip() + b"\x1d") for part in data.split(b"\x1d") if part.strip()):
        # UNIMARC has nothing to say that it is in UTF-8, and old records say so wrongly.
        reader = MARCReader(
            io.BytesIO(part), to_unicode=True, force_utf8=_is_utf8(part), permissive=True, utf8_handling="replace"
        )
        with warnings.catch_warnings(action="ignore"):
            found = next(reader, None)
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


def _is_utf8(record: bytes) -> bool:
    """Tell UTF-8 from MARC-8, whose letters beyond ASCII never happen to form it."""
    try:
        record.decode()
    except UnicodeDecodeError:
        return False
    return not record.isascii()


def _measured(record: bytes) -> bytes:
    """Return a record whose lengths are right: one that was converted to UTF-8 often has those of before.

    Where converting it back gives the length it states, that is what was converted. Otherwise the directory's tags stand in
    the order of the fields, and each field ends with its sign: that is enough (ISO 2709).
    """
    try:
        before = record.decode().encode("latin-1")
    except UnicodeError:
        before = record
    if before[:5] == b"%05d" % len(before):
        return before
    leader, (directory, *fields) = record[:24], record[24:].rstrip(b"\x1d").split(b"\x1e")
    if not fields or len(directory) % 12 or leader[:5] == b"%05d" % len(record):
        return record
    entries, start, body = [], 0, b""
    for number, field in enumerate(fields[: len(directory) // 12]):
        entries.append(directory[12 * number : 12 * number + 3] + b"%04d%05d" % (len(field) + 1, start))
        start += len(field) + 1
        body += field + b"\x1e"
    base = 24 + 12 * len(entries) + 1
    return (
        b"%05d" % (base + len(body) + 1)
        + leader[5:12]
        + b"%05d" % base
        + leader[17:]
        + b"".join(entries)
        + b"\x1e"
        + body
        + b"\x1d"
    )


def _reading(records: list[MarcRecord] | list[MarcRecord | None], place: str) -> Reading:
    entries, problems = [], []
    for number, record in enumerate(records, 1):
        entry = entry_from_record(record, f"{place}: record {number}") if record else None
        if entry is None or not entry.text("title"):
            what = "a MARC record that cannot be read" if entry is None else "a MARC record without a title"
            problems.append(Problem(message=what, place=f"{place}: record {number}"))
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
