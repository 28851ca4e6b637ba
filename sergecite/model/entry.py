"""An entry of the library as the program thinks of it: typed, decoded, with what it inherits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sergecite.model.date import Date, parse_date
from sergecite.model.name import Name

NAME_FIELDS = frozenset(
    {
        "author", "editor", "editora", "editorb", "editorc", "translator", "annotator", "commentator", "introduction",
        "foreword", "afterword", "bookauthor", "holder", "namea", "nameb", "namec", "shortauthor", "shorteditor",
        "sortname", "director", "origauthor",
    }
)  # fmt: skip
"""The fields that hold a list of names (BibLaTeX manual, section 2.2; `director` as styles use it)."""

LIST_FIELDS = frozenset(
    {
        "publisher", "location", "institution", "organization", "language", "origlanguage", "origlocation",
        "origpublisher", "pageref", "lista", "listb", "listc", "listd", "liste", "listf",
    }
)  # fmt: skip
"""The fields that hold a list of literals joined by " and "."""

VERBATIM_FIELDS = frozenset({"doi", "eprint", "file", "pdf", "url", "urlraw", "verba", "verbb", "verbc"})
"""The fields whose text is never LaTeX."""

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One work.

    `fields` maps lower-case field names to Unicode text; markup is CSL's inline markup (`<i>`, `<b>`, `<sup>`,
    `<sub>`, `<sc>`, `<span class="nocase">`), macros are expanded, `&` and friends stand plain. Name lists are in
    `names`, literal lists in `lists`, and a name is in exactly one of the three. `entry_type` is lower-case, BibLaTeX
    aliases not yet followed. `place` is "file:line" of an entry that was read from a file.
    """

    citekey: str
    entry_type: str
    fields: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    place: str = ""

    def text(self, name: str) -> str:
        """Return the field as one string ("" when absent); lists and names are joined with "; "."""
        if name in self.fields:
            return self.fields[name]
        if name in self.lists:
            return "; ".join(self.lists[name])
        return "; ".join(person.display for person in self.names.get(name, ()))

    def date(self, name: str = "date") -> Date | None:
        """Return a date field; for `date`, BibTeX's `year` and `month` stand in."""
        text = self.fields.get(name, "")
        if not text and name == "date":
            text = self._classic_date()
        return parse_date(text)

    @property
    def keywords(self) -> tuple[str, ...]:
        """The tags of the entry, in order."""
        return tuple(word.strip() for word in self.fields.get("keywords", "").split(",") if word.strip())

    @property
    def aliases(self) -> tuple[str, ...]:
        """The former citekeys by which the entry may still be cited (BibLaTeX's `ids`)."""
        return tuple(key.strip() for key in self.fields.get("ids", "").split(",") if key.strip())

    @property
    def people(self) -> tuple[Name, ...]:
        """Return those the entry is filed under: authors, else editors, else translators."""
        for role in ("author", "editor", "translator"):
            if self.names.get(role):
                return self.names[role]
        return ()

    def _classic_date(self) -> str:
        year, month = self.fields.get("year", ""), self.fields.get("month", "")
        number = MONTHS.get(month.casefold()[:3]) or (int(month) if month.isdigit() else None)
        return f"{year}-{number:02d}" if year.isdigit() and len(year) == 4 and number and 1 <= number <= 12 else year


MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""BibTeX's month macros."""
