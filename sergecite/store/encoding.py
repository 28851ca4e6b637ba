"""Bytes of a .bib file <-> text.

A file is UTF-8, with or without byte order mark; where a byte is no UTF-8 it is read as Windows-1252, of which Latin-1
is a part: old files are read right and mixed ones in all their parts. Reading may thus not be reversible, so changes
never go through it: they are made on the bytes (see `library`), and a file keeps what it has. Files that say they are in
another encoding are UTF-8 by the time they come here (see `transcoding`).
"""

import codecs

BOM = codecs.BOM_UTF8


def _legacy(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in found), error.end


codecs.register_error("sergecite-legacy", _legacy)


def decode(data: bytes) -> str:
    """Return the text of a file (or of a piece of one), without byte order mark; never fails."""
    return data.removeprefix(BOM).decode("utf-8", errors="sergecite-legacy")


def is_utf8(data: bytes) -> bool:
    """Whether all of the bytes are UTF-8."""
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
