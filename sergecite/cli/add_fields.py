"""The field options of `add` -> an entry."""

from collections.abc import Mapping

from sergecite.bibtex.latex import decode
from sergecite.bibtex.names import parse_names
from sergecite.bibtex.parse import is_title
from sergecite.errors import UsageError
from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS, Entry
from sergecite.sources.draft import Draft


def fields_entry(
    entry_type: str | None,
    names: Mapping[str, list[str]],
    single: Mapping[str, str | None],
    settings: list[str],
    key: str | None,
) -> Entry | None:
    """Make an entry of the field options; None where none was given. UsageError for a --set without =."""
    values = {name: " and ".join(people) for name, people in names.items()}
    values |= {name: value for name, value in single.items() if value}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--set {setting}: expected FIELD=VALUE", hint="--set location=Paris")
        values[name.strip().lower()] = value.strip()
    if not values and not entry_type and not key:
        return None
    if key and not all(letter.isalnum() or letter in ":.+/_-" for letter in key):
        raise UsageError(f"not a citekey: {key!r}", hint="letters, digits and : . + / _ -")
    draft = Draft((entry_type or "misc").lower(), citekey=key or "")
    for name, value in values.items():
        if name in NAME_FIELDS:
            for person in parse_names(value):
                draft.name(name, person)
        else:
            # What an option gives is one: Faber and Faber. Only --set speaks BibTeX, where `and` parts a list.
            several = name in LIST_FIELDS and value != single.get(name)
            for part in value.split(" and ") if several else (value,):
                # LaTeX is read where there is any; plain text stands as it is.
                latex = "\\" in part or "{" in part
                draft.put(name, decode(part, protected=is_title(name)) if latex else part)
    for remark in draft.remarks:
        raise UsageError(remark)
    return draft.entry(protect=False)
