"""Takes the features of next to no weight out of a trained model, and the attributes nothing is left of.

Regularisation leaves thousands of weights that are not quite zero when training stops; they change no label and fill half
the file. The layout is that of CRFsuite's `crf1d_model.c` (version 100) and `cqdb.c`: a header with offsets; features
(type, source, label, weight); labels and attributes as constant quark databases; and for each label and attribute the
numbers of its features. All numbers are little-endian.
"""

import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_QUARKS = struct.Struct("<4sIIIII")
_STATE = 0
"""The type of a feature that ties an attribute to a label; the others tie labels."""
_TABLES = 256
_BYTE_ORDER = 0x62445371


class _Feature(NamedTuple):
    kind: int
    source: int
    label: int
    weight: float


def prune(model: bytes, least: float) -> bytes:
    """Return the model without its state features of a weight below `least`."""
    header = _HEADER.unpack_from(model)
    labels, attributes, at_features, at_labels, at_attributes = header[5:10]
    count = _CHUNK.unpack_from(model, at_features)[2]
    rows = model[at_features + _CHUNK.size :][: count * _FEATURE.size]
    features = [_Feature(*row) for row in _FEATURE.iter_unpack(rows)]
    kept = [one for one in features if one.kind != _STATE or abs(one.weight) >= least]
    used = sorted({one.source for one in kept if one.kind == _STATE})
    number = {source: place for place, source in enumerate(used)}
    kept = [one._replace(source=number[one.source]) if one.kind == _STATE else one for one in kept]
    names = _names(model, at_attributes, attributes)
    parts = [
        _CHUNK.pack(b"FEAT", _CHUNK.size + len(kept) * _FEATURE.size, len(kept))
        + b"".join(_FEATURE.pack(*one) for one in kept),
        _quarks(_names(model, at_labels, labels)),
        _quarks([names[source] for source in used]),
    ]
    parts[-1] += b"\0" * (-sum(map(len, parts)) % 4)  # CRFsuite has what follows begin at a multiple of four
    offsets = [_HEADER.size]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    slots = _CHUNK.unpack_from(model, header[10])[2]
    ties = ((one.source, place) for place, one in enumerate(kept) if one.kind != _STATE)
    states = ((one.source, place) for place, one in enumerate(kept) if one.kind == _STATE)
    label_refs = _references(b"LFRF", labels, slots, ties, offsets[-1])
    attribute_refs = _references(b"AFRF", len(used), len(used), states, offsets[-1] + len(label_refs))
    body = b"".join(parts) + label_refs + attribute_refs
    offsets.append(offsets[-1] + len(label_refs))
    return _HEADER.pack(header[0], _HEADER.size + len(body), *header[2:5], labels, len(used), *offsets) + body


def _names(model: bytes, start: int, count: int) -> list[bytes]:
    """Return the strings of a quark database by their numbers."""
    places = _QUARKS.unpack_from(model, start)[5]
    names = []
    for (place,) in struct.iter_unpack("<I", model[start + places :][: 4 * count]):
        size = struct.unpack_from("<I", model, start + place + 4)[0]
        names.append(model[start + place + 8 :][: size - 1])
    return names


def _quarks(names: Sequence[bytes]) -> bytes:
    """Return a quark database: records, hash tables of twice their number of slots, and the records' places by number."""
    begin = _QUARKS.size + 8 * _TABLES
    records = b""
    places: list[int] = []
    tables: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
    for number, name in enumerate(names):
        key = name + b"\0"
        places.append(begin + len(records))
        value = _hash(key)
        tables[value % _TABLES].append((value, places[-1]))
        records += struct.pack("<II", number, len(key)) + key
    at = begin + len(records)
    heads, slots = b"", b""
    for table in tables:
        filled = [(0, 0)] * (2 * len(table))
        for value, place in table:
            slot = (value >> 8) % len(filled)
            while filled[slot][1]:
                slot = (slot + 1) % len(filled)
            filled[slot] = value, place
        heads += struct.pack("<II", at + len(slots) if filled else 0, len(filled))
        slots += b"".join(struct.pack("<II", *pair) for pair in filled)
    backward = at + len(slots)
    size = backward + 4 * len(places)
    # The count of records to look up backwards, and where they stand.
    head = _QUARKS.pack(b"CQDB", size, 0, _BYTE_ORDER, len(places), backward)
    return head + heads + records + slots + struct.pack(f"<{len(places)}I", *places)


def _references(name: bytes, count: int, slots: int, pairs: Iterable[tuple[int, int]], start: int) -> bytes:
    """Return, for each label or attribute, where the numbers of its features stand, and those numbers.

    `slots` places are kept: CRFsuite keeps two more than there are labels, and leaves them empty.
    """
    rows: list[list[int]] = [[] for _ in range(count)]
    for source, feature in pairs:
        rows[source].append(feature)
    head = _CHUNK.size + 4 * slots
    offsets, body = [0] * slots, b""
    for number, row in enumerate(rows):
        offsets[number] = start + head + len(body)
        body += struct.pack(f"<{len(row) + 1}I", len(row), *row)
    return _CHUNK.pack(name, head + len(body), slots) + struct.pack(f"<{slots}I", *offsets) + body


_MASK = 0xFFFFFFFF


def _turn(value: int, bits: int) -> int:
    return ((value << bits) | (value >> (32 - bits))) & _MASK


def _hash(key: bytes) -> int:
    """Return Bob Jenkins's `hashlittle` (lookup3, public domain) of a key, with initial value 0."""
    a = b = c = (0xDEADBEEF + len(key)) & _MASK
    words = [int.from_bytes(key[place : place + 4].ljust(4, b"\0"), "little") for place in range(0, len(key), 4)]
    words += [0] * (-len(words) % 3)
    for place in range(0, len(words), 3):
        a, b, c = ((old + word) & _MASK for old, word in zip((a, b, c), words[place : place + 3], strict=True))
        if place + 3 < len(words):
            for one, bits in enumerate((4, 6, 8, 16, 19, 4)):
                if one % 3 == 0:
                    a = (a - c) & _MASK ^ _turn(c, bits)
                    c = (c + b) & _MASK
                elif one % 3 == 1:
                    b = (b - a) & _MASK ^ _turn(a, bits)
                    a = (a + c) & _MASK
                else:
                    c = (c - b) & _MASK ^ _turn(b, bits)
                    b = (b + a) & _MASK
    for one, bits in enumerate((14, 11, 25, 16, 4, 14, 24)):
        if one % 3 == 0:
            c = ((c ^ b) - _turn(b, bits)) & _MASK
        elif one % 3 == 1:
            a = ((a ^ c) - _turn(c, bits)) & _MASK
        else:
            b = ((b ^ a) - _turn(a, bits)) & _MASK
    return c
