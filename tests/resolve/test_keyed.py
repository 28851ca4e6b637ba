"""Citations by citekey: what is none comes first."""

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.model.document import Document, Note
from sergecite.model.resolution import Status
from sergecite.resolve.keyed import keyed_cites, without
from sergecite.resolve.resolver import resolve

KNOWN = {"serge1951memoirs", "weissman2001course", "doe:99"}

SILENT = [
    "Write to me@serge1951memoirs.org.",
    "@someone said so on the web.",
    "[a remark in brackets]",
    "an @ alone, and [@ nothing]",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_citekey(text: str) -> None:
    """Addresses, people and brackets are no citations."""
    assert keyed_cites(text, KNOWN.__contains__) == []
    assert without(text, []) == text


CITED = {
    "[see @serge1951memoirs, pp. 33-35]": [("serge1951memoirs", "33-35", "page", "see")],
    "[@serge1951memoirs, 34; cf. @weissman2001course, chap. 3]": [
        ("serge1951memoirs", "34", "page", ""),
        ("weissman2001course", "3", "chapter", "cf."),
    ],
    "@serge1951memoirs [p. 7] says so": [("serge1951memoirs", "7", "page", "")],
    "See @serge1951memoirs, 45.": [("serge1951memoirs", "45", "page", "")],
    "As @doe:99, and @{weissman2001course}.": [("doe:99", None, None, ""), ("weissman2001course", None, None, "")],
    "[-@nobody1900]": [("nobody1900", None, None, "")],
}


@pytest.mark.parametrize(("text", "wanted"), CITED.items(), ids=list(CITED))
def test_citekeys_with_their_places(text: str, wanted: list[tuple[str, str | None, str | None, str]]) -> None:
    """Each key is a cite with its locator, label and prefix, inside the text and in order."""
    cites = keyed_cites(text, KNOWN.__contains__)
    found = [((cite.item or {})["id"], cite.locator, cite.label, cite.prefix) for cite in cites]
    assert found == wanted
    assert [cite.start for cite in cites] == sorted(cite.start for cite in cites)
    assert not any("@" in without(text, cites)[cite.start : cite.end] for cite in cites)


def test_a_key_is_settled_and_ibid_follows_it() -> None:
    """The library's entry stands behind its key; an unknown key is said to be unknown; ibid. means the key's work."""
    entries, _ = parse_entries("@book{doe:99, author = {Doe, Jane}, title = {Ninety-Nine}, date = {1999}}", "a.bib")
    texts = ["[@doe:99, 12]", "Ibid., 14.", "[@nobody, 3]", "Ibid."]
    notes = tuple(Note(number=str(number), text=text) for number, text in enumerate(texts, 1))
    resolved = resolve(Document(format="markdown", body="", notes=notes), entries)
    cites = [note.cites[0] for note in resolved.notes]
    assert [(cite.citekey, cite.locator, cite.status) for cite in cites] == [
        ("doe:99", "12", Status.RESOLVED),
        ("doe:99", "14", Status.RESOLVED),
        (None, "3", Status.UNRESOLVED),
        (None, None, Status.UNRESOLVED),
    ]
    assert cites[2].evidence[0].value == "the library has no entry nobody"
