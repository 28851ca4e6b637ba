"""What an entry takes from others: `crossref`, `xdata` and the members of a `@set`.

Source: BibLaTeX manual, section 2.4.1 and appendix B (the default inheritance), section 2.1.1 (`@xdata`, `@set`). As with biber, a
parent may be named by a former citekey (`ids`).
"""

from collections.abc import Callable, Iterator, Mapping

from sergecite.bibtex.raw import Raw

_ALIASES = {"conference": "inproceedings", "electronic": "online", "www": "online", "mastersthesis": "thesis",
            "phdthesis": "thesis", "techreport": "report"}  # fmt: skip
_TITLES = ("title", "subtitle", "titleaddon")
_UNSHARED_TITLES = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")
_NEVER = frozenset(
    {
        "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options", "presort",
        "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey",
    }
)  # fmt: skip
_MAX_DEPTH = 40
_SAME = {"journal": "journaltitle", "address": "location", "school": "institution", "year": "date", "month": "date"}
"""Fields that count as one when asking whether the heir has its own."""


def _titles(prefix: str) -> dict[str, str]:
    return {name: prefix + name for name in _TITLES} | dict.fromkeys(_UNSHARED_TITLES, "")


def _rows() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (parents, heirs, renamed fields); "" means the field is not inherited."""
    for parents in ("mvbook book",):
        yield parents, "inbook bookinbook suppbook", {"author": "bookauthor"}
    yield "mvbook", "book inbook bookinbook suppbook", _titles("main")
    in_collection = "incollection inreference suppcollection"
    yield "mvcollection mvreference", f"collection reference {in_collection}", _titles("main")
    yield "mvproceedings", "proceedings inproceedings", _titles("main")
    yield "book", "inbook bookinbook suppbook", _titles("book")
    yield "collection reference", in_collection, _titles("book")
    yield "proceedings", "inproceedings", _titles("book")
    yield "periodical", "article suppperiodical", _titles("journal")


_MAP: dict[tuple[str, str], dict[str, str]] = {}
for _parents, _heirs, _renamed in _rows():
    for _parent in _parents.split():
        for _heir in _heirs.split():
            _MAP.setdefault((_parent, _heir), {}).update(_renamed)


class Inheritance:
    """Fills entries with what they inherit.

    `lookup` finds a parent by citekey or former one; `complain(entry, code, message)` hears of dangling and cyclic references.
    """

    def __init__(self, lookup: Callable[[str], Raw | None], complain: Callable[[Raw, str, str], None]) -> None:
        self._lookup = lookup
        self._complain = complain
        self._done: dict[str, tuple[Raw, Mapping[str, str]]] = {}
        self._cycles = 0

    def fields(self, entry: Raw) -> Mapping[str, str]:
        """Return the raw fields of an entry, inherited ones after its own."""
        if not entry.refers:
            return entry.fields
        return self._filled(entry, ())

    def _filled(self, entry: Raw, trail: tuple[str, ...]) -> Mapping[str, str]:
        if not entry.refers:
            return entry.fields
        known, filled = self._done.get(entry.citekey, (None, entry.fields))
        if known == entry:
            return filled
        fields, cycles = dict(entry.fields), self._cycles
        own = {_SAME.get(name, name) for name in fields}
        for role, key in _references(entry):
            parent = self._lookup(key)
            if parent is None:
                self._complain(entry, f"{role}-missing", f"{role} = {{{key}}} names no entry of the library")
                continue
            if parent.citekey == entry.citekey or parent.citekey in trail or len(trail) > _MAX_DEPTH:
                self._cycles += 1
                self._complain(entry, f"{role}-cycle", f"{role} = {{{key}}} leads back to the entry itself")
                continue
            given = self._filled(parent, (*trail, entry.citekey))
            for name, value in _passed(role, parent.entry_type, entry.entry_type, given):
                if _SAME.get(name, name) not in own:
                    fields.setdefault(name, value)
            own = {_SAME.get(name, name) for name in fields}
        if not trail and cycles == self._cycles:  # in a cycle it depends on where one came in
            self._done.setdefault(entry.citekey, (entry, fields))
        return fields


def _references(entry: Raw) -> Iterator[tuple[str, str]]:
    """Yield the parents in the order in which they count: xdata before crossref; of a set, its first member.

    Members of a set may name it in `entryset`, as was once asked for; they take nothing from it.
    """
    fields = entry.fields
    for key in fields.get("xdata", "").split(","):
        if key.strip():
            yield "xdata", key.strip()
    if fields.get("crossref", "").strip():
        yield "crossref", fields["crossref"].strip()
    first = fields.get("entryset", "").split(",")[0].strip()
    if first and entry.entry_type == "set":
        yield "entryset", first


def _passed(role: str, parent: str, heir: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what a parent hands on, under the names it gets: what gets another name first, as the first of a name counts.

    Many a collection has a `booktitle` of its own for the sake of BibTeX, beside the `title` that becomes one.
    """
    renamed = _MAP.get((_ALIASES.get(parent, parent), _ALIASES.get(heir, heir)), {}) if role == "crossref" else {}
    for name, target in renamed.items():
        if target and name in fields:
            yield target, fields[name]
    for name, value in fields.items():
        if name not in _NEVER and (name not in renamed or name == "author"):
            yield name, value
