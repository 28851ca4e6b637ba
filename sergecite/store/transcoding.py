"""Files in another encoding than UTF-8, turned into it as they are read and back as they are written.

That is done where a file says which old encoding it is in and all of it is, and where it is UTF-16 or UTF-32; and only if it
comes back byte by byte. What the rest of the store sees is UTF-8, and all its offsets are those of the UTF-8. An old file
that says nothing, or is mixed, is not turned: see `encoding`.
"""

import codecs
import re

from sergecite.errors import InputError
from sergecite.store.declaration import declared_encoding
from sergecite.store.encoding import decode, is_utf8

_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32LE", codecs.BOM_UTF32_BE: "UTF-32BE", codecs.BOM_UTF16_LE: "UTF-16LE", codecs.BOM_UTF16_BE: "UTF-16BE",
}  # fmt: skip
_OLD = re.compile(r"cp\d+|iso8859-\d+|mac-\w+|koi8-\w|kz1048|tis-620|gb\w+|big5\w*|euc_\w+|shift_jis\w*|johab")
"""Encodings that .bib files may be in; Python has stranger ones, which are none."""
_WESTERN = {"cp1252": ("cp1252",), "iso8859-1": ("cp1252", "iso8859-1")}
"""What is tried for the encodings that an old file is read in anyway; Windows calls its own Latin-1."""
_ICONV = {"mac-roman": "MACINTOSH", "mac-latin2": "MAC-CENTRALEUROPE"}


def opened(stored: bytes) -> tuple[bytes, str]:
    """Return the content of a file, and the codec out of which it was turned into UTF-8: "" where nothing was done.

    InputError for a file of two or four bytes to the letter that is damaged.
    """
    if wide := _wide(stored):
        data = _turned(stored, wide)
        if data is None:
            raise InputError(f"the file is {wide} and damaged, so it cannot be read", hint=f"try: {iconv(wide)}")
        return data, wide
    name = declared_encoding(stored)
    # A file of plain ASCII may be of any encoding: what it says is true of the letters that come.
    if not _OLD.fullmatch(name) or (is_utf8(stored) and not stored.isascii()):
        return stored, ""
    for codec in _WESTERN.get(name, (name,)):
        data = _turned(stored, codec)
        if data is None or declared_encoding(data) != name:  # it would not say so in EBCDIC
            continue
        # Pieces of UTF-8 in a file that says it is Western are just that.
        if name not in _WESTERN or data.decode() == decode(stored):
            return data, codec
    return stored, ""


def _turned(stored: bytes, codec: str) -> bytes | None:
    """Return a file in UTF-8; None unless that can be turned back into the very same bytes."""
    try:
        text = stored.decode(codec)
        return text.encode() if text.encode(codec) == stored else None
    except UnicodeError:
        return None


def _wide(stored: bytes) -> str:
    """Return the name of an encoding of two or four bytes to the letter, which no reader of BibTeX knows; "" for others."""
    for mark, name in _WIDE.items():
        if stored.startswith(mark):
            return name
    start = stored[:4096]
    for first, name in ((0, "UTF-16BE"), (1, "UTF-16LE")):
        # Text in Latin letters has a zero in nearly every other place.
        zeros = start[first::2].count(0)
        if zeros * 10 > len(start) * 4 and zeros > start[1 - first :: 2].count(0) * 10:
            return name
    return ""


def iconv(codec: str, name: str = "old.bib") -> str:
    """Return the command line that makes a UTF-8 file of one in another encoding."""
    return f"iconv -f {_ICONV.get(codec, codec.replace('_', '-'))} -t UTF-8 {name} > new.bib"
