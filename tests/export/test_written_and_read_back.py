"""What `export` writes, `resolve` reads: the same works, or an abstention, never another work for sure.

Two editions of one work in a shortened note, or a second cite of the same note that names its author alone, can still
be read as another work below `SURE`; `export` marks what is below it.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sergecite.bibtex.parse import Source, parse_sources
from sergecite.csl import render
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import load_style, locale_text
from sergecite.export.notes import SURE
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.document import Document, Marker, Note
from sergecite.model.resolution import Status
from sergecite.resolve.resolver import resolve

REFS = Path(__file__).resolve().parents[2] / "refs"
ENTRIES = parse_sources(
    [Source(text=(REFS / name).read_text(encoding="utf-8"), name=name) for name in ("primary.bib", "secondary.bib")]
)[0]
KEYS = sorted(
    entry.citekey for entry in ENTRIES if entry.entry_type in ("book", "article", "incollection", "collection")
)
STYLES = {name: load_style(name) for name in ("chicago", "chicago-ibid", "chicago-17", "mhra")}
ITEMS = st.builds(CitationItem, citekey=st.sampled_from(KEYS), locator=st.sampled_from(["", "12", "40-45"]))
NOTES = st.lists(st.lists(ITEMS, min_size=1, max_size=2), min_size=1, max_size=6)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes=NOTES)
def test_no_note_is_read_as_another_work(style: str, notes: list[list[CitationItem]]) -> None:
    """Of any sequence of citations, printed in a note style and resolved again, none is surely another work's."""
    typesetter = Typesetter(STYLES[style], locale_text, lang="en-US")
    typesetter.add(ENTRIES)
    printed = typesetter.cite([Citation(items=tuple(items), note=at) for at, items in enumerate(notes, start=1)])
    texts = [render(one, "text") for one in printed]
    body = "".join(f"Words{at}. " for at in range(1, len(notes) + 1))
    markers = tuple(
        Marker(number=str(at), start=(start := body.index(f"Words{at}. ") + 5), end=start + len(str(at)))
        for at in range(1, len(notes) + 1)
    )
    document = Document(
        format="plaintext", body=body, markers=markers, notes=tuple(Note(number=str(at), text=text) for at, text in enumerate(texts, start=1))
    )  # fmt: skip
    resolution = resolve(document, ENTRIES)
    wrong = [
        (texts[at], cite.citekey, cite.confidence)
        for at, note in enumerate(resolution.notes)
        for cite in note.cites
        if cite.status is Status.RESOLVED
        and cite.citekey
        and cite.confidence >= SURE
        and cite.citekey not in {item.citekey for item in notes[at]}
    ]
    assert wrong == []
