"""The settings of a library: `sergecite.toml`.

title = "Victor Serge: a library"
style = "chicago"                    # default citation style
lang = "en-US"                       # default language of what is rendered
files = ["primary.bib", "more/*.bib"]  # in this order; without it, every .bib of the folder
citekey = "{author}{year}{title}"

[git]
commit = true                        # each change is a commit of its own

[provenance]                         # what the library's own fields mean
usera = "years of writing"

[check]                              # what `check` is not to say
ignore = ["original", "info"]        # codes and levels

[check.entries]
serge1951memoirs = ["missing"]       # of one entry; ["all"] for everything

[format]                             # house style
indent = 2                           # blanks before a field, or "tab"
align = false                        # the = of an entry in one column
trailing-comma = true                # after the last field
sort-fields = true                   # in house order, else as they stand

[[reading-list]]
heading = "Works by Serge"
query = "tag:primary"                # or: keyword = "primary"
sort = "date"                        # date, author, title, file
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sergecite.errors import InputError

FILE_NAME = "sergecite.toml"
DEFAULT_CITEKEY = "{author}{year}{title}"
_SORTS = ("file", "date", "author", "title", "added", "")


class ReadingListPart(NamedTuple):
    """One part of the reading list: its heading, the query that chooses its entries, how they are sorted."""

    heading: str
    query: str
    sort: str = "date"


class CheckSettings(NamedTuple):
    """What `check` is not to say: codes and levels, of all entries and of single ones (citekey -> codes)."""

    ignore: tuple[str, ...] = ()
    entries: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def codes(self) -> tuple[str, ...]:
        """Every word that stands for findings, each once."""
        return tuple(dict.fromkeys((*self.ignore, *(code for codes in self.entries.values() for code in codes))))


class FormatSettings(NamedTuple):
    """House style: what stands before a field, and how an entry is laid out."""

    indent: str = "  "
    align: bool = False
    """Whether the `=` of an entry stand in one column."""
    trailing_comma: bool = True
    """Whether the last field has one."""
    sort_fields: bool = True
    """Whether the fields stand in house order, not as they came."""


class Settings(NamedTuple):
    """What a library says about itself."""

    title: str = ""
    style: str = "chicago"
    lang: str = "en-US"
    files: tuple[str, ...] = ()
    """Paths or glob patterns relative to the library's folder; empty means every .bib file in it."""
    citekey: str = DEFAULT_CITEKEY
    commit: bool = False
    """Whether each change is committed, where the library is in a git repository."""
    provenance: Mapping[str, str] = MappingProxyType({})
    check: CheckSettings = CheckSettings()
    format: FormatSettings = FormatSettings()
    reading_list: tuple[ReadingListPart, ...] = ()

    def paths(self, root: Path) -> tuple[Path, ...]:
        """Return the .bib files of a library in order: as `files` names them, else all of the folder by name."""
        if not self.files:
            return tuple(sorted(path for path in root.iterdir() if path.suffix.lower() == ".bib"))
        found: dict[Path, None] = {}
        for name in self.files:
            if any(sign in name for sign in "*?["):
                found.update(dict.fromkeys(sorted(root.glob(name))))
            else:
                found[root / name] = None
        return tuple(found)


def read_settings(folder: Path) -> Settings:
    """Read the settings of a folder; the defaults where it has none. InputError names file and line."""
    path = folder / FILE_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise InputError("the settings are not UTF-8 text", place=str(path), hint="save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"the settings cannot be read: {error.strerror}", place=str(path)) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        place = f"{path}:{line[1]}" if line else str(path)
        raise InputError(f"the settings are no TOML: {message}", place=place) from error
    return _Reader(path, text).settings(table)


class _Reader:
    """Checks each value and knows the line to complain about."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def settings(self, table: dict[str, Any]) -> Settings:
        provenance = self._typed(table, "provenance", dict, {})
        parts = self._typed(table, "reading-list", list, [])
        pattern = self._typed(table, "citekey", str, DEFAULT_CITEKEY)
        if not re.search(r"\{\w+(?::[^{}]*)?\}", pattern):
            raise self._fault("citekey", "has no {author}, {year} or {title}")
        files = self._typed(table, "files", list, [])
        if not all(isinstance(name, str) and name for name in files):
            raise self._fault("files", "must be a list of file names")
        return Settings(
            title=self._typed(table, "title", str, ""),
            style=self._typed(table, "style", str, "chicago"),
            lang=self._typed(table, "lang", str, "en-US"),
            files=tuple(files),
            citekey=pattern,
            commit=self._typed(self._typed(table, "git", dict, {}), "commit", bool, False),
            check=self._check(self._typed(table, "check", dict, {})),
            format=self._format(self._typed(table, "format", dict, {})),
            provenance=MappingProxyType({str(name): str(value) for name, value in provenance.items()}),
            reading_list=tuple(self._part(part) for part in parts),
        )

    def _check(self, table: dict[str, Any]) -> CheckSettings:
        ignore = self._typed(table, "ignore", list, [])
        entries = self._typed(table, "entries", dict, {})
        for name, codes in [("ignore", ignore), *entries.items()]:
            if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
                raise self._fault(name, "must be a list of codes, as `check` shows them")
        return CheckSettings(tuple(ignore), MappingProxyType({key: tuple(codes) for key, codes in entries.items()}))

    def _format(self, table: dict[str, Any]) -> FormatSettings:
        indent = table.get("indent", len(FormatSettings().indent))
        if isinstance(indent, bool) or (indent != "tab" and not (isinstance(indent, int) and 0 <= indent <= 16)):
            raise self._fault("indent", 'must be a number from 0 to 16, or "tab"')
        unknown = table.keys() - {"indent", "align", "trailing-comma", "sort-fields"}
        if unknown:
            raise self._fault(
                min(unknown), "is nothing that can be set; indent, align, trailing-comma, sort-fields can"
            )
        return FormatSettings(
            indent="\t" if indent == "tab" else " " * indent,
            align=self._typed(table, "align", bool, False),
            trailing_comma=self._typed(table, "trailing-comma", bool, True),
            sort_fields=self._typed(table, "sort-fields", bool, True),
        )

    def _part(self, table: Any) -> ReadingListPart:
        if not isinstance(table, dict) or not isinstance(table.get("heading"), str):
            raise self._fault("reading-list", "needs a heading")
        query, keyword, sort = table.get("query", ""), table.get("keyword", ""), table.get("sort", "date")
        if not isinstance(query, str) or not isinstance(keyword, str) or not (query or keyword):
            raise self._fault(
                "heading", f'of "{table["heading"]}" needs a query (or a keyword) that chooses its entries'
            )
        if sort not in _SORTS:
            raise self._fault("sort", f"cannot be {sort!r}: date, author, title, added or file")
        return ReadingListPart(heading=table["heading"], query=query or f'tag:"{keyword}"', sort=sort)

    def _typed(self, table: dict[str, Any], name: str, kind: type, default: Any) -> Any:
        value = table.get(name, default)
        if not isinstance(value, kind):
            words: dict[Any, str] = {str: "a text in quotes", list: "a list", dict: "a table", bool: "true or false"}
            raise self._fault(name, f"must be {words[kind]}")
        return value

    def _fault(self, name: str, message: str) -> InputError:
        pattern = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(name)}\b")
        line = next((number for number, text in enumerate(self._lines, 1) if pattern.match(text)), 1)
        return InputError(f"{name} {message}", place=f"{self._path}:{line}", hint="see `sergecite init --help`")
