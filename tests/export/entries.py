"""Entries for the tests of what is made of them, written as they would stand in a .bib file."""

from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS, Entry
from sergecite.model.name import Name


def name(text: str) -> Name:
    """Read "Family, Given", "von Family, Given", "von Family, Jr., Given", "{Literal}" or "others"."""
    if text == "others":
        return Name(others=True)
    if text.startswith("{"):
        return Name(literal=text.strip("{}"))
    family, *rest = text.split(", ")
    words = family.split()
    small = [word for word in words if word[0].islower()]
    return Name(
        family=" ".join(words[len(small) :]),
        particle=" ".join(small),
        given=rest[-1] if rest else "",
        suffix=rest[0] if len(rest) == 2 else "",
    )


def entry(entry_type: str, **fields: str) -> Entry:
    """Make an entry "k" of fields as they would stand, decoded, in a .bib file."""
    return Entry(
        citekey="k",
        entry_type=entry_type,
        fields={key: value for key, value in fields.items() if key not in NAME_FIELDS | LIST_FIELDS},
        names={key: tuple(map(name, value.split(" and "))) for key, value in fields.items() if key in NAME_FIELDS},
        lists={key: tuple(value.split(" and ")) for key, value in fields.items() if key in LIST_FIELDS},
    )
