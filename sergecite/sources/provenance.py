"""Where an entry's facts were seen, kept in the entry itself: BibLaTeX leaves `verba` to its users, verbatim.

    verba = {crossref doi:10.1017/s0020859000001234 (2026-11-22); openlibrary isbn:9780192810373 (2026-11-22)}

The Serge library keeps the addresses where its facts were seen in the same field, semicolons between several.
"""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from sergecite.model.entry import Entry
from sergecite.sources.clean import plain
from sergecite.sources.types import Provenance

FIELD = "verba"


def stamp(entry: Entry, provenance: Sequence[Provenance]) -> Entry:
    """Add statements of origin to an entry; one that is there already is not repeated."""
    told = [part.strip() for part in entry.fields.get(FIELD, "").split(";") if part.strip()]
    new = [statement(one) for one in provenance]
    whole = "; ".join(dict.fromkeys([*told, *new]))
    if not whole or whole == entry.fields.get(FIELD):
        return entry
    return replace(entry, fields=MappingProxyType({**entry.fields, FIELD: whole}))


def statement(origin: Provenance) -> str:
    """Return one statement of origin; braces and semicolons would end it early."""
    identifier = plain(origin.identifier).translate({ord(";"): ",", ord("{"): "(", ord("}"): ")"})
    return f"{origin.service} {identifier} ({origin.date})"
