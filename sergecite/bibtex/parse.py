"""BibTeX or BibLaTeX text -> entries, with what they inherit, and the problems met on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sergecite.bibtex.inherit import Inheritance
from sergecite.bibtex.latex import decode, decode_date, decode_verbatim
from sergecite.bibtex.names import parse_names, split_list
from sergecite.bibtex.raw import Raw, read_entry, read_macros
from sergecite.bibtex.scan import Block, blocks, line_of
from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS, VERBATIM_FIELDS, Entry
from sergecite.model.name import Name

KEY_FIELDS = frozenset(
    {"crossref", "xref", "xdata", "entryset", "related", "ids", "options", "relatedtype", "relatedoptions", "execute"}
)
"""Fields that hold citekeys or options, never prose."""

DATE_FIELDS = frozenset({"date", "origdate", "eventdate", "urldate"})
"""Fields that hold EDTF dates."""

_ADDRESSES = frozenset({"url", "doi", "eprint"})
_NO_NAMES: Mapping[str, tuple[Name, ...]] = MappingProxyType({})
_NO_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with the text. `place` is "file:line", `code` a short stable word."""

    code: str
    message: str
    place: str
    citekey: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text and the name of the file it stands in, for places."""

    text: str
    name: str


def parse_entries(text: str, place: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read all entries of a text; `place` names its file. Entries that break the rules keep what can be read."""
    return parse_sources([Source(text=text, name=place)])


def parse_sources(
    sources: Iterable[Source], macros: dict[str, str] | None = None
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read several texts as one library: macros and inheritance reach across them.

    `macros` takes the macros defined; "" among them tells that one was defined twice, so that its value depends on the place.
    """
    problems: list[Problem] = []
    read: list[tuple[Raw, str]] = []
    macros = {} if macros is None else macros
    for source in sources:
        read += _read(source, macros, problems)
    by_key: dict[str, Raw] = {}
    by_alias: dict[str, Raw] = {}
    places: dict[int, str] = {}
    for raw, place in read:
        by_key.setdefault(raw.citekey, raw)
        for alias in raw.aliases:
            by_alias.setdefault(alias, raw)
        places[id(raw)] = place
    folded = {key.casefold(): raw for key, raw in reversed(by_key.items())}

    def lookup(key: str) -> Raw | None:
        return by_key.get(key) or by_alias.get(key) or folded.get(key.casefold())

    def complain(raw: Raw, code: str, message: str) -> None:
        problems.append(Problem(code=code, message=message, place=places[id(raw)], citekey=raw.citekey))

    inheritance = Inheritance(lookup, complain)
    return tuple(to_entry(raw, inheritance.fields(raw), place) for raw, place in read), tuple(problems)


def _read(source: Source, macros: dict[str, str], problems: list[Problem]) -> list[tuple[Raw, str]]:
    text, name = source.text, source.name
    found: list[tuple[Raw, str]] = []
    line, counted = 1, 0
    newline = "\n" if "\n" in text else "\r"
    for block in blocks(text):
        line, counted = line + text.count(newline, counted, block.start), block.start

        def undefined(macro: str, offset: int, block: Block = block) -> None:
            message = f"the macro {macro} is not defined"
            place = f"{name}:{line_of(text, offset)}"
            problems.append(Problem(code="macro", message=message, place=place, citekey=block.key))

        for fault in block.faults:
            place = f"{name}:{line_of(text, fault.offset)}"
            problems.append(Problem(code="syntax", message=fault.reason, place=place, citekey=block.key))
        if block.kind == "string":
            read_macros(text, block, macros, undefined)
        elif block.kind == "entry":
            raw = read_entry(text, block, macros, undefined)
            if raw.citekey or raw.fields:
                found.append((raw, f"{name}:{line}"))
    return found


def to_entry(raw: Raw, fields: Mapping[str, str], place: str) -> Entry:
    """Decode raw fields into an entry."""
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for name, value in fields.items():
        if value.isalnum() and name not in NAME_FIELDS and name not in LIST_FIELDS:
            texts[name] = value  # a year, a volume, one word: whatever the field, there is nothing to decode
        elif name in NAME_FIELDS:
            names[name] = parse_names(value)
        elif name in LIST_FIELDS:
            lists[name] = tuple(text for part in split_list(value) if (text := decode(part)))
        elif name in VERBATIM_FIELDS:
            texts[name] = decode_verbatim(value, escaped=name in _ADDRESSES)
        elif name in KEY_FIELDS:
            texts[name] = " ".join(value.split())
        elif name in DATE_FIELDS:
            texts[name] = decode_date(value)
        else:
            texts[name] = decode(value, protected=is_title(name))
    return Entry(
        citekey=raw.citekey,
        entry_type=raw.entry_type,
        fields=MappingProxyType(texts),
        names=MappingProxyType(names) if names else _NO_NAMES,
        lists=MappingProxyType(lists) if lists else _NO_LISTS,
        place=place,
    )


def is_title(field: str) -> bool:
    """Whether braces in a field keep the case of what they hold."""
    return field.endswith(("title", "titleaddon")) or field in ("series", "journal")
