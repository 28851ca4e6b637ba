"""Bytes of a .bib file <-> text.

A file is UTF-8, with or without byte order mark; where a byte is no UTF-8 it is read as Windows-1252, of which Latin-1
is a part: old files are read right and mixed ones in all their parts. Reading may thus not be reversible, so changes
never go through it: they are made on the bytes (see `library`), and a file keeps what it has.
"""

import codecs

BOM = codecs.BOM_UTF8
_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32", codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16",
}  # fmt: skip


def _legacy(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in found), error.end


codecs.register_error("sergecite-legacy", _legacy)


def decode(data: bytes) -> str:
    """Return the text of a file (or of a piece of one), without byte order mark; never fails."""
    return data.removeprefix(BOM).decode("utf-8", errors="sergecite-legacy")


def wide(data: bytes) -> str:
    """Return the name of an encoding of two or four bytes to the letter, which no reader of BibTeX knows; "" for others."""
    for mark, name in _WIDE.items():
        if data.startswith(mark):
            return name
    start = data[:4096]
    for first, name in ((0, "UTF-16BE"), (1, "UTF-16LE")):
        # Text in Latin letters has a zero in nearly every other place.
        zeros = start[first::2].count(0)
        if zeros * 10 > len(start) * 4 and zeros > start[1 - first :: 2].count(0) * 10:
            return name
    return ""


def is_utf8(data: bytes) -> bool:
    """Whether all of the bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
