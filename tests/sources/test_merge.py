"""Two services about one work: whom to believe, and what is told."""

from types import MappingProxyType

import pytest

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.sources.merge import RULES, fill_missing, merge_found
from sergecite.sources.provenance import stamp
from sergecite.sources.types import Found, Provenance

SERGE = (Name(family="Serge", given="Victor"),)


def found(service: str, entry_type: str = "book", **fields: str) -> Found:
    lists = {name: (fields.pop(name),) for name in ("publisher", "location") if name in fields}
    entry = Entry(
        citekey="",
        entry_type=entry_type,
        fields=MappingProxyType(fields),
        names=MappingProxyType({"author": SERGE}),
        lists=MappingProxyType(lists),
    )
    return Found(
        entry=entry, provenance=(Provenance(service=service, date="2026-11-22", identifier="isbn:9780192810373"),)
    )


@pytest.mark.parametrize(
    ("answers", "fields", "remarks"),
    [
        (
            [found("openlibrary", title="Prison", pagetotal="401"), found("loc", title="Memoirs of a revolutionary")],
            {"title": "Memoirs of a revolutionary", "pagetotal": "401"},
            ["title: Memoirs of a revolutionary (loc), but openlibrary: Prison"],
        ),
        (
            [found("openlibrary", date="1963"), found("dnb", date="1967-05")],
            {"date": "1967-05"},
            ["date: 1967-05 (dnb), but openlibrary: 1963"],
        ),
        ([found("openlibrary", date="1967"), found("bnf", date="1967-05")], {"date": "1967-05"}, []),
        (
            [found("web", journaltitle="Crit.", pages="9"), found("crossref", journaltitle="Critique", pages="9–31")],
            {"journaltitle": "Critique", "pages": "9–31"},
            ["journaltitle: Critique (crossref), but web: Crit.", "pages: 9–31 (crossref), but web: 9"],
        ),
        (
            [found("openlibrary", title="Memoirs: a life"), found("loc", title="Memoirs: a life", subtitle="a life")],
            {"title": "Memoirs: a life"},
            [],
        ),
    ],
)
def test_the_rules_decide_field_by_field(answers: list[Found], fields: dict[str, str], remarks: list[str]) -> None:
    """The order of services is the rule's, whatever the order of the answers; what differs is told, not dropped."""
    for order in (answers, answers[::-1]):
        merged = merge_found(order)
        assert dict(merged.entry.fields) == fields
        assert list(merged.remarks) == remarks
        assert {one.service for one in merged.provenance} == {one.provenance[0].service for one in answers}


def test_every_rule_says_why() -> None:
    """A rule has a name, a reason, and no field of another."""
    fields = [field for rule in RULES for field in rule.fields]
    assert len(fields) == len(set(fields))
    assert all(rule.why and rule.name for rule in RULES)


def test_filling_replaces_nothing() -> None:
    """What is there stays, under another name too; what was missing comes in, and is named."""
    old = Entry(
        citekey="serge1951",
        entry_type="book",
        fields=MappingProxyType({"title": "Mine", "year": "1951", "journal": "J"}),
    )
    new = found("loc", title="Theirs", date="1952", pagetotal="401", journaltitle="K", publisher="Seuil").entry
    merged, filled = fill_missing(old, new)
    assert filled == ("author", "pagetotal", "publisher")
    assert dict(merged.fields) == {"title": "Mine", "year": "1951", "journal": "J", "pagetotal": "401"}
    assert merged.names == {"author": SERGE}
    assert fill_missing(merged, new) == (merged, ())


def test_provenance_is_kept_once_and_cannot_break_out() -> None:
    """Statements join by semicolons; a second stamp changes nothing; braces and semicolons in them are defused."""
    one = Provenance(service="crossref", date="2026-11-22", identifier="doi:10.1/a;b{c}")
    entry = stamp(found("x").entry, [one])
    assert entry.fields["verba"] == "crossref doi:10.1/a,b(c) (2026-11-22)"
    assert stamp(entry, [one]) is entry
    two = Provenance(service="loc", date="2026-11-23", identifier="isbn:9780192810373")
    assert stamp(entry, [two]).fields["verba"].split("; ")[1] == "loc isbn:9780192810373 (2026-11-23)"
