"""Citations through the processor: positions as the one rule has them, additions upright, spaces at the seams."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.csl import Output, Processor, render
from sergecite.csl.output import Close, Open
from sergecite.export.additions import set_apart
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import load_style, locale_text
from sergecite.export.csl_item import csl_item
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.entry import Entry
from sergecite.model.name import Name

IBID = load_style("chicago-ibid")
ENTRIES = [
    Entry(citekey=key, entry_type="book", names={"author": (Name(family=key.upper(), given="Xenia"),)}, fields={"title": f"Book {key}"})
    for key in "abc"
]  # fmt: skip
CITE = st.builds(
    CitationItem, citekey=st.sampled_from("abc"), locator=st.sampled_from(["", "1", "2"]), label=st.sampled_from(["page", "chapter"])
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CITE, min_size=1, max_size=3), min_size=1, max_size=8))
def test_the_processor_and_the_one_rule_agree(notes: list[list[CitationItem]]) -> None:
    """The processor's own tracking of notes prints what `model.position` says, for any sequence."""
    typesetter = Typesetter(IBID, locale_text, lang="en-US")
    typesetter.add(ENTRIES)
    ours = typesetter.cite([Citation(items=tuple(items), note=at) for at, items in enumerate(notes, start=1)])
    processor = Processor(IBID, locale_text, lang="en-US")
    processor.items([csl_item(entry) for entry in ENTRIES])
    theirs = processor.cite(
        [
            {
                "citationItems": [{"id": one.citekey, "locator": one.locator, "label": one.label} for one in items],
                "properties": {"noteIndex": at},
            }
            for at, items in enumerate(notes, start=1)
        ]
    )
    assert [render(one, "text") for one in ours] == [render(one, "text") for one in theirs]


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        ("see", "and elsewhere", "See Xenia A, Book a (n.d.), 1 and elsewhere."),
        ("see ", ", and elsewhere", "See Xenia A, Book a (n.d.), 1, and elsewhere."),
        ("(", ")", "(Xenia A, Book a (n.d.), 1)."),
    ],
)
def test_prefix_and_suffix_stand_apart_once(prefix: str, suffix: str, expected: str) -> None:
    """A space is put where a person left it out, never twice."""
    typesetter = Typesetter(IBID, locale_text, lang="en-US")
    typesetter.add(ENTRIES)
    cite = CitationItem(citekey="a", locator="1", prefix=prefix, suffix=suffix)
    assert render(typesetter.cite([Citation(items=(cite,), note=1)])[0], "text").casefold() == expected.casefold()


ITALIC, NODECOR = Open("font-style", "italic"), Open("nodecor", "")
END, BACK = Close("font-style"), Close("nodecor")


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ((ITALIC, "A", END), "*A*"),
        ((ITALIC, "A ", NODECOR, "[B]", BACK, END, "."), r"*A* \[B\]."),
        ((ITALIC, "A ", NODECOR, "[B]", BACK, ": C", END), r"*A* \[B\]*: C*"),
        ((ITALIC, "A ", NODECOR, "[B]", BACK, " C", END), r"*A* \[B\] *C*"),
        ((NODECOR, "[B]", BACK), r"\[B\]"),
        (("“", "A ", NODECOR, "[B]", BACK, ".", "”"), r"“A” \[B\]."),
        (("“", "A? ", NODECOR, "[B]", BACK, ",", "”", " C"), r"“A?” \[B\], C"),
        (("«\xa0", "A ", NODECOR, "[B]", BACK, "\xa0»", ", C"), "«\xa0A\xa0» \\[B\\], C"),
        (("“", "A ", NODECOR, "[B]", BACK, ": “C”", "”"), r"“A \[B\]: “C””"),
    ],
)
def test_an_addition_is_upright_in_every_format(tokens: tuple[str | Open | Close, ...], expected: str) -> None:
    """Italics are closed before an addition and opened again after it, quotation marks at its title's end before it."""
    assert render(set_apart(Output(tokens)), "markdown") == expected


def test_unknown_cites_keep_their_place() -> None:
    """A cite that is not known prints nothing, and what follows is not ibid. to what came before it."""
    typesetter = Typesetter(IBID, locale_text, lang="en-US")
    typesetter.add(ENTRIES)
    a, unknown = CitationItem(citekey="a"), CitationItem(citekey="?")
    cites = [(a,), (a,), (unknown,), (a,), (a, unknown, a)]
    rows = [Citation(items=items, note=at) for at, items in enumerate(cites, start=1)]
    printed = [
        [render(run, "text") for run in runs] for runs in typesetter.cite_in_runs(rows, known=lambda key: key != "?")
    ]
    assert printed == [["Xenia A, Book a (n.d.)."], ["Ibid."], [], ["A, Book a."], ["Ibid.", "A, Book a."]]
