"""Regular expressions compiled when they are first used: one citation needs few of them, and each costs start-up time."""

from __future__ import annotations

import re
from collections.abc import Callable

TAG = r"</?(?:i|b|sup|sub|sc)>|<span\s[^<>]*>|</span>"
"""The inline markup of fields; anything else in angle brackets is text."""


class Pattern:
    """A regular expression with the methods of re.Pattern used here."""

    __slots__ = ("_flags", "_source", "findall", "fullmatch", "match", "search", "split", "sub")

    fullmatch: Callable[[str], re.Match[str] | None]
    match: Callable[[str], re.Match[str] | None]
    search: Callable[[str], re.Match[str] | None]
    findall: Callable[[str], list[str]]
    split: Callable[[str], list[str]]
    sub: Callable[[str | Callable[[re.Match[str]], str], str], str]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile; the methods then stand in their slots and this is never called again."""
        compiled = re.compile(self._source, self._flags)
        for method in ("fullmatch", "match", "search", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
