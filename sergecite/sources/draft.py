"""A work being put together: the one gate through which outside text becomes an entry's values.

    draft = Draft("book")
    draft.put("title", "Memoirs of a <em>Revolutionary</em>")
    draft.name("author", Name(family="Serge", given="Victor"))
    entry = draft.entry()

Values are cleaned here, whatever reader or service they come from; empty ones vanish, identifiers that are none are
kept out and remembered in `remarks`.
"""

import re
from types import MappingProxyType

from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS, Entry
from sergecite.model.identifier import Doi, Identifier, IdentifierError, Isbn, Issn
from sergecite.model.name import Name
from sergecite.sources.case import protect_case, without_capitals
from sergecite.sources.clean import plain, rich, web_address
from sergecite.sources.languages import language_of

_RICH = frozenset({
    "title", "subtitle", "titleaddon", "maintitle", "mainsubtitle", "maintitleaddon", "booktitle", "booksubtitle",
    "booktitleaddon", "journaltitle", "journalsubtitle", "issuetitle", "issuesubtitle", "origtitle", "shorttitle",
    "series", "note", "addendum", "abstract", "annotation", "eventtitle", "reprinttitle", "howpublished",
})  # fmt: skip
_RANK = {
    name: rank
    for rank, name in enumerate((
        "entrysubtype", "type", "title", "subtitle", "titleaddon", "shorttitle", "booktitle", "booksubtitle", "maintitle",
        "journaltitle", "shortjournal", "edition", "version", "volume", "part", "volumes", "series", "number", "chapter", "eventtitle",
        "venue", "eventdate", "date", "origdate", "origtitle", "pages", "pagetotal", "eid", "howpublished", "isbn", "issn",
        "doi", "eprint", "eprinttype", "eprintclass", "url", "urldate", "langid", "note", "addendum", "keywords", "abstract",
    ))
}  # fmt: skip
"""The order in which an entry's fields are written: as a citation has them."""
_BELOW = {name: name.replace("title", "subtitle") for name in ("title", "booktitle", "maintitle", "journaltitle")}
_CHECKED: dict[str, type[Identifier]] = {"doi": Doi, "isbn": Isbn, "issn": Issn}
_ANNOUNCED = re.compile(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*|[ep]?-?issn:?\s*|isbn(?:-1[03])?:?\s*)")


def _without_sign(text: str) -> str:
    """Take off the sign that libraries let stand before what comes next: "Title /", "Title :"."""
    return text[:-1].rstrip() if text[-1:] in ("/", ":", ";", "=") and text[-2:-1].isspace() else text


class Draft:
    """The values of one work, cleaned as they arrive."""

    __slots__ = ("citekey", "entry_type", "fields", "lists", "names", "place", "remarks")

    def __init__(self, entry_type: str, *, citekey: str = "", place: str = "") -> None:
        self.entry_type = entry_type
        self.citekey = citekey
        self.place = place
        self.fields: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.lists: dict[str, tuple[str, ...]] = {}
        self.remarks: list[str] = []

    def put(self, name: str, value: object) -> None:
        """Set a field (or append to a literal list); None, empty text and no field do nothing."""
        if value is None or not name:
            return
        text = str(value)
        text = rich(text) if name in _RICH else plain(text)
        if not text:
            return
        if name in LIST_FIELDS:
            if text not in self.lists.get(name, ()):
                self.lists[name] = (*self.lists.get(name, ()), text)
        elif name in _CHECKED:
            self._identify(name, text)
        elif name in ("url", "urlraw"):
            if address := web_address(text):
                self.fields["url"] = address
            else:
                self.remarks.append(f"not a web address, left out: {text[:80]}")
        elif name not in NAME_FIELDS:
            self.fields[name] = text

    def default(self, name: str, value: object) -> None:
        """Set a field unless it is there."""
        if name not in self.fields and name not in self.lists:
            self.put(name, value)

    def name(self, role: str, name: Name | None) -> None:
        """Append a person or body to a role."""
        if name is None:
            return
        clean = Name(
            family=plain(name.family), given=plain(name.given), particle=plain(name.particle),
            suffix=plain(name.suffix), literal=plain(name.literal), others=name.others,
        )  # fmt: skip
        if (clean.family or clean.literal or clean.given or clean.others) and clean not in self.names.get(role, ()):
            self.names[role] = (*self.names.get(role, ()), clean)

    def keyword(self, word: object) -> None:
        """Append a keyword."""
        text = plain(str(word)).replace(",", " ").strip()
        have = self.fields.get("keywords", "")
        if text and text not in have.split(", "):
            self.fields["keywords"] = f"{have}, {text}" if have else text

    def title(self, text: object, subtitle: object = "", *, field: str = "title") -> None:
        """Set a title and its subtitle, cut at the first colon; one full stop at the end is punctuation, not title.

        A subtitle that is given apart follows what stands behind the colon; one that the title repeats is not said twice.
        """
        whole, apart = _without_sign(rich(str(text or ""))), _without_sign(rich(str(subtitle or "")))
        if apart and apart.casefold() not in whole.casefold():
            whole = f"{whole.rstrip(':')}: {apart}" if whole else apart
        if whole.endswith(".") and not whole.endswith("..") and whole.count(".") == 1:
            whole = whole[:-1].rstrip()
        main, sign, rest = without_capitals(whole).partition(": ")
        below = _BELOW.get(field)
        # Markup that spans the colon keeps the title whole.
        if sign and below and len(main) > 1 and rest.strip() and main.count("<") == 2 * main.count("</"):
            self.put(field, main)
            self.put(below, rest)
        else:
            self.put(field, without_capitals(whole))

    def entry(self, *, protect: bool = True) -> Entry:
        """Return the entry as it stands; unless a person has typed it, the case of its titles is protected.

        A title in another language than English tells which, where its little words do: styles would give its words capitals.
        """
        fields = self.fields
        whole = ": ".join(filter(None, (fields.get("title"), fields.get("subtitle"))))
        if fields.get("shorttitle") in (fields.get("title"), whole):
            # What comes before the colon is the short title anyway, and the whole is none.
            fields.pop("shorttitle", None)
        if fields.get("shortjournal") == fields.get("journaltitle"):
            fields.pop("shortjournal", None)
        if protect:
            if "journaltitle" in fields:
                fields["journaltitle"] = without_capitals(fields["journaltitle"])
            if "title" in fields and not {"langid", "language"} & fields.keys():
                self.put("langid", language_of(whole) or language_of(fields.get("booktitle", "")))
            for title, below in (("title", "subtitle"), ("booktitle", "booksubtitle")):
                if title in fields:
                    self._protect(title, below)
        return Entry(
            citekey=self.citekey,
            entry_type=self.entry_type,
            fields=MappingProxyType(dict(sorted(self.fields.items(), key=lambda one: _RANK.get(one[0], len(_RANK))))),
            names=MappingProxyType(self.names),
            lists=MappingProxyType(self.lists),
            place=self.place,
        )

    def _protect(self, title: str, below: str) -> None:
        """Protect title and subtitle as one: whether capitals tell names shows only in the whole."""
        language = self.fields.get("langid", "")
        whole = protect_case(": ".join(filter(None, (self.fields[title], self.fields.get(below)))), language)
        if below in self.fields:
            # The colon between them is outside of any markup: it was put there.
            cut = len(protect_case(self.fields[title], language))
            main, _, rest = (
                whole.partition(": ") if whole[cut : cut + 2] != ": " else (whole[:cut], "", whole[cut + 2 :])
            )
            if main.count("<") == 2 * main.count("</"):
                self.fields[title], self.fields[below] = main, rest
        else:
            self.fields[title] = whole

    def _identify(self, name: str, text: str) -> None:
        """Keep the identifiers that check, hyphens as given; a number that was misprinted stays, a false DOI does not."""
        if name in self.fields:
            return
        parts = (
            re.split(r"[,;]|\s+(?=97[89])|\s*\([^)]*\)\s*", text) if name == "isbn" else re.split(r"[,;]\s|\s+", text)
        )
        good: dict[str, str] = {}
        for part in filter(None, (_ANNOUNCED.sub("", part.strip()) for part in parts)):
            try:
                value = _CHECKED[name](part).value
            except IdentifierError as fault:
                self.remarks.append(fault.message)
            else:
                good.setdefault(value, part if name == "isbn" and "-" in part else value)
        if good:
            self.fields[name] = ", ".join(good.values())
        elif name != "doi":
            self.fields[name] = text
