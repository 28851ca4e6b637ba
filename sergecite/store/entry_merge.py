"""Merge two versions of one entry that come from a third, field by field."""

import re
from typing import NamedTuple

from sergecite.bibtex.edit import Splice, apply, rename_entry, retype_entry, set_field, unset_field
from sergecite.bibtex.raw import value_text
from sergecite.bibtex.scan import Block, Field, fields, scan

_LISTS = frozenset({"keywords", "groups", "ids"})
"""Fields that hold a list, parted by commas, whose order means nothing."""
_COMMENT = re.compile(r"%[^\r\n]*")


class _Version(NamedTuple):
    """One version: its text, its fields by lower-case name, and what they say."""

    text: str
    block: Block
    fields: dict[str, Field]
    says: dict[str, str]

    def written(self, name: str) -> str:
        """Return the value of a field as it stands, delimiters and all."""
        return self.text[self.fields[name].value_start : self.fields[name].value_end]


def merge_entries(base: str, ours: str, theirs: str) -> tuple[str, list[str]]:
    """Return the merged entry and the fields on which the two sides disagree (then the text is empty)."""
    versions = [_read(text) for text in (base, ours, theirs)]
    if not all(versions):
        return "", ["the whole entry, which breaks a rule"]
    origin, left, right = (version for version in versions if version is not None)
    disputed = _disputed(origin, left, right)
    if disputed:
        return "", disputed
    # The side that changed more than values, like layout or comments, is the one the other's changes go into.
    if _layout(right) != _layout(origin) and _layout(left) == _layout(origin):
        left, right = right, left
    merged = _taken_over(origin, left, right)
    found = _read(merged)
    if found is None or found.says != _says(origin, left, right):
        return "", ["the whole entry"]
    return merged, []


def _read(text: str) -> _Version | None:
    """Read one version; None where it breaks a rule or gives a field twice, so that fields cannot be told apart."""
    blocks = scan(text)
    if len(blocks) != 1 or blocks[0].faults or (blocks[0].start, blocks[0].end) != (0, len(text)):
        return None
    found = fields(text, blocks[0])
    named = {text[field.start : field.name_end].lower(): field for field in found}
    if len(named) < len(found):
        return None
    says = {
        name: " ".join(value_text(text, field.value_start, field.value_end, {}, lambda _name, _offset: None).split())
        for name, field in named.items()
    }
    says |= {"@key": blocks[0].key, "@type": blocks[0].entry_type.lower()}
    return _Version(text, blocks[0], named, says)


def _disputed(origin: _Version, left: _Version, right: _Version) -> list[str]:
    found = [
        name.removeprefix("@")
        for name in dict.fromkeys((*origin.says, *left.says, *right.says))
        if name not in _LISTS
        and left.says.get(name) != right.says.get(name)
        and origin.says.get(name) not in (left.says.get(name), right.says.get(name))
    ]
    comments = [_comments(version) for version in (origin, left, right)]
    if comments[1] != comments[2] and comments[0] not in comments[1:]:
        found.append("a comment")
    return found


def _says(origin: _Version, left: _Version, right: _Version) -> dict[str, str]:
    """Return what the merged entry must say."""
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*left.says, *right.says)):
        values = [version.says.get(name) for version in (origin, left, right)]
        value = values[2] if values[1] == values[0] else values[1]
        if values[0] not in values[1:] and values[1] != values[2]:
            value = _joined(*values)
        if value is not None:
            merged[name] = value
    return merged


def _joined(base: str | None, ours: str | None, theirs: str | None) -> str:
    """Merge lists: what either side added is in, what either took away is out."""
    old, left, right = ([word.strip() for word in (text or "").split(",")] for text in (base, ours, theirs))
    kept = [word for word in left if word in right or word not in old]
    return ", ".join(
        word for word in [*kept, *(word for word in right if word not in left and word not in old)] if word
    )


def _taken_over(origin: _Version, left: _Version, right: _Version) -> str:
    """Make in `left` the changes that `right` made."""
    text = left.text
    wanted = _says(origin, left, right)
    for name in dict.fromkeys((*right.says, *origin.says)):
        if wanted.get(name) == left.says.get(name):
            continue
        block = scan(text)[0]
        if name == "@key":
            text = apply(text, rename_entry(block, wanted[name]))
        elif name == "@type":
            text = apply(text, retype_entry(text, block, right.block.entry_type))
        elif name not in wanted:
            text = apply(text, unset_field(text, block, name))
        elif wanted[name] != right.says.get(name):  # a list, joined
            text = apply(text, set_field(text, block, name, wanted[name]))
        else:
            if name not in left.says:
                spelt = right.fields[name]
                text = apply(text, set_field(text, block, right.text[spelt.start : spelt.name_end], "0"))
            here = _read(text)
            if here is None:
                return ""
            place = here.fields[name]
            text = apply(text, [Splice(place.value_start, place.value_end, right.written(name))])
    return text


def _layout(version: _Version) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return how an entry is laid out: its comments, and for each field indentation, spelling and the equals sign."""
    text = version.text
    laid = [
        (_indent(text, field.start), text[field.start : field.name_end], text[field.name_end : field.value_start])
        for field in version.fields.values()
    ]
    return _comments(version), laid


def _indent(text: str, at: int) -> str:
    start = at
    while text[start - 1] in " \t\r\n":
        start -= 1
    return text[start:at]


def _comments(version: _Version) -> list[str]:
    spots = [Splice(field.value_start, field.value_end, "") for field in version.fields.values()]
    return _COMMENT.findall(apply(version.text, spots))
