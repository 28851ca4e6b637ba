"""What a .bib file says it is written in, as the programs that make such files say it.

JabRef: `% Encoding: Cp1250`. BibDesk: `%% Saved with string encoding Central European (Windows Latin 2)`. KBibTeX:
`@comment{x-kbibtex-encoding=iso-8859-2}`. TeXworks, TeXShop and TeXstudio: `% !TeX encoding = IsoLatin2`. Emacs:
`% -*- coding: latin-2 -*-`, or `coding:` among the local variables at the end of a file. vim: `% vim: fileencoding=latin2`.
"""

import codecs
import re

_SHORT = r"([\w.:+-]+?)(?:-(?:unix|dos|mac))?(?![\w.:+-])"
_HEAD = re.compile(
    rf"^(?:%+|@comment\b)[ \t]*(?:-\*-.*?\b|vim:.*?\b)?(?:(?:file)?(?:en)?coding|fenc)[ \t]*[:=][ \t]*{_SHORT}"
    r"|^%+[ \t]*!\s*TeX\s+encoding\s*=[ \t]*([^\r\n]+)"
    r"|^%+[ \t]*Saved with string encoding[ \t]+([^\r\n]+)"
    rf"|^@comment\s*\{{\s*x-kbibtex-encoding\s*=\s*{_SHORT}",
    re.IGNORECASE | re.MULTILINE,
)
_TAIL = re.compile(rf"Local Variables:.*?\bcoding:[ \t]*{_SHORT}", re.IGNORECASE | re.DOTALL)
_LOOKED_AT = 3000
"""Bytes at the beginning, and at the end, of a file in which it may say what it is written in."""
_PARENTHESES = re.compile(r"\(([^()]*)\)\s*$")
_CALLED = {
    "asciitex": "ascii", "utf8unicode": "utf-8", "unicodeutf8withbom": "utf-8", "latex": "utf-8",
    "isolatin": "iso8859-1", "isolatin1": "iso8859-1", "isolatin2": "iso8859-2", "isolatin5": "iso8859-9", "isolatin9": "iso8859-15",
    "ansinew": "cp1252", "windowslatin1": "cp1252", "windowslatin2": "cp1250", "windowslatin5": "cp1254",
    "macosroman": "mac-roman", "centraleuropeanmacos": "mac-latin2", "xmaccentraleurope": "mac-latin2",
    "cyrillicwindows": "cp1251", "windowscyrillic": "cp1251", "cyrillicmacos": "mac-cyrillic", "koi8r": "koi8-r", "koi8u": "koi8-u",
    "greekwindows": "cp1253", "greekmacos": "mac-greek", "turkishmacos": "mac-turkish",
    "japaneseeuc": "euc_jp", "koreaneuc": "euc_kr", "eucjp": "euc_jp", "euckr": "euc_kr", "shiftjis": "shift_jis", "windows31j": "cp932",
    "xwindows949": "cp949", "koreanwindowsdos": "cp949",
}  # fmt: skip
"""Names that Python does not know, letters and digits alone, in lower case."""


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a file says it is in: Python's name of it, the word itself where it has none; "" without."""
    found = _HEAD.search(data[:_LOOKED_AT].decode("latin-1")) or _TAIL.search(data[-_LOOKED_AT:].decode("latin-1"))
    said = next(filter(None, found.groups()), "").strip() if found else ""
    inner = _PARENTHESES.search(said)
    for name in (said, inner[1] if inner else ""):
        if (codec := _codec(name)) is not None:
            return codec
    return said


def _codec(name: str) -> str | None:
    bare = re.sub(r"[^a-z0-9]", "", name.lower())
    for known in (_CALLED.get(bare, name), bare):
        try:
            return codecs.lookup(known).name if known.isascii() and known.isprintable() else None
        except LookupError:
            continue
    return None
