"""The numbered notes of an essay: what is settled is cited, what is not is said to be open."""

from typing import Any

import pytest

from sergecite.csl import render
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import load_style, locale_text
from sergecite.export.notes import notes_page
from sergecite.export.page import Heading, Notes, Page, Paragraph, Works
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.model.resolution import Antecedent, Candidate, Cite, CiteKind, Resolution, ResolvedNote, Status

SERGE = (Name(family="Serge", given="Victor"),)
LIBRARY = {
    entry.citekey: entry
    for entry in (
        Entry(citekey="memoirs", entry_type="book", names={"author": SERGE}, fields={"title": "Memoirs", "date": "1951"}),
        Entry(citekey="prison", entry_type="book", names={"author": SERGE}, fields={"title": "Men in <i>Prison</i>", "date": "1930"}),
        Entry(citekey="enemy", entry_type="book", names={"author": (Name(family="Man", particle="de", given="Henri"),)},
              fields={"title": "The Enemy", "date": "1940"}),
    )
}  # fmt: skip


def resolved(key: str, locator: str = "", **more: Any) -> Cite:
    return Cite(
        kind=CiteKind.FULL, status=Status.RESOLVED, citekey=key, locator=locator or None, confidence=0.95, **more
    )


def note(
    number: int, *cites: Cite, text: str | None = "its text", status: Status = Status.RESOLVED, **more: Any
) -> ResolvedNote:
    return ResolvedNote(number=str(number), text=text, sentence="", status=status, cites=cites, **more)


def page(*notes: ResolvedNote, style: str = "chicago") -> Page:
    resolution = Resolution(essay="essay.md", notes=notes, title="On Serge", author="A. Author", date="2002")
    return notes_page(resolution, LIBRARY, Typesetter(load_style(style), locale_text, lang="en-US"))


def printed(*notes: ResolvedNote, style: str = "chicago") -> list[str]:
    blocks = page(*notes, style=style).blocks
    return [render(one.content, "markdown") for block in blocks if isinstance(block, Notes) for one in block.notes]


def bibliography(*notes: ResolvedNote) -> list[str]:
    return [work.citekey for block in page(*notes).blocks if isinstance(block, Works) for work in block.works]


AMBIGUOUS = Cite(
    kind=CiteKind.SHORT, text="Serge, op. cit.", status=Status.AMBIGUOUS, confidence=0.6,
    candidates=(Candidate(citekey="prison", confidence=0.25), Candidate(citekey="memoirs", confidence=0.6)),
)  # fmt: skip

OPEN = [
    pytest.param(note(1, text=None, status=Status.UNRESOLVED), r"\[unresolved: nothing is known of this note\]", id="a lost note"),
    pytest.param(note(1, text="See there.", status=Status.UNRESOLVED), r"See there. \[unresolved\]", id="a note without cites"),
    pytest.param(note(1, text=None, status=Status.EXPLANATORY), r"\[explanatory: a remark, no source expected\]", id="a lost remark"),
    pytest.param(note(1, text="A remark.", status=Status.EXPLANATORY), "A remark.", id="a remark is the author's own"),
    pytest.param(
        note(1, AMBIGUOUS, status=Status.AMBIGUOUS),
        r"\[ambiguous: “Serge, op. cit.” perhaps Serge, Memoirs, 1951 (60%); Serge, Men in Prison, 1930 (25%)\]",
        id="candidates, likeliest first",
    ),
    pytest.param(
        note(1, Cite(kind=CiteKind.CONTEXT, text="words of the essay"), text=None, status=Status.UNRESOLVED),
        r"\[unresolved: no candidate\]", id="the essay's sentence is no cite",
    ),
    pytest.param(note(1, resolved("gone")), r"\[not in the library: gone\]", id="a citekey the library lacks"),
    pytest.param(
        note(1, Cite(kind=CiteKind.FULL, text="§", citekey="enemy", confidence=0.3), status=Status.UNRESOLVED),
        r"\[unresolved: “§” perhaps de Man, The Enemy, 1940 (30%)\]", id="a guess stays a guess",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), OPEN)
def test_what_is_open_is_never_a_citation(given: ResolvedNote, expected: str) -> None:
    """Nothing that is not settled is printed as a citation or enters the bibliography."""
    assert printed(given) == [expected]
    assert bibliography(given) == []


def test_full_first_shortened_later() -> None:
    """A work is named in full once, then shortly, with locators, prefixes and several cites in a note."""
    notes = (
        note(1, resolved("memoirs", "76", prefix="See")),
        note(2, resolved("memoirs", "77"), resolved("enemy", "4", label="chapter", suffix="for another view")),
        note(3, resolved("memoirs")),
    )
    assert printed(*notes) == [
        "See Victor Serge, *Memoirs* (1951), 76.",
        "Serge, *Memoirs*, 77; Henri de Man, *The Enemy* (1940), chap. 4 for another view.",
        "Serge, *Memoirs*.",
    ]
    assert bibliography(*notes) == ["enemy", "memoirs"]


def test_ibid_does_not_reach_across_what_is_open() -> None:
    """In a style with ibid., an open cite, a lost note and a second cite in the note all bar it."""
    cites = (
        note(1, resolved("memoirs", "1")),
        note(2, resolved("memoirs", "2")),
        note(3, text=None, status=Status.UNRESOLVED),
        note(4, resolved("memoirs", "3")),
        note(5, resolved("memoirs", "3"), AMBIGUOUS),
        note(6, resolved("memoirs", "3")),
    )
    assert printed(*cites, style="chicago-ibid") == [
        "Victor Serge, *Memoirs* (1951), 1.",
        "Ibid., 2.",
        r"\[unresolved: nothing is known of this note\]",
        "Serge, *Memoirs*, 3.",
        r"Ibid. \[ambiguous: “Serge, op. cit.” perhaps Serge, Memoirs, 1951 (60%); Serge, Men in Prison, 1930 (25%)\]",
        "Serge, *Memoirs*, 3.",
    ]


def test_below_nine_in_ten_a_cite_says_how_sure_it_is() -> None:
    """An unconfirmed cite below .9 carries its probability; a confirmed one does not."""
    doubtful = Cite(kind=CiteKind.CONTEXT, status=Status.RESOLVED, citekey="enemy", confidence=0.85)
    confirmed = Cite(
        kind=CiteKind.CONTEXT, status=Status.RESOLVED, citekey="enemy", confidence=0.85, confirmed="user 2026-11-22"
    )
    assert printed(note(1, doubtful, text=None), note(2, doubtful), note(3, confirmed)) == [
        r"Henri de Man, *The Enemy* (1940). \[inferred, 85%\]",
        r"Man, *The Enemy*. \[uncertain, 85%\]",
        "Man, *The Enemy*.",
    ]


def test_a_work_the_note_gives_in_full_is_cited_without_the_library() -> None:
    """A settled cite without citekey prints the item read from the note, and the same item stays one work."""
    item = {"id": "x", "type": "book", "title": "The Fall", "author": [{"family": "Camus", "given": "Albert"}]}
    cite = Cite(kind=CiteKind.FULL, status=Status.RESOLVED, item=item, confidence=0.95)
    notes = (note(1, cite), note(2, cite))
    assert printed(*notes) == ["Albert Camus, *The Fall* (n.d.).", "Camus, *The Fall*."]
    assert bibliography(*notes) == ["item 1"]


def test_the_page_says_how_far_the_notes_are_settled() -> None:
    """Before the notes stands what is resolved, open, lost and confirmed."""
    made = page(note(1, resolved("memoirs")), note(2, text=None, status=Status.UNRESOLVED))
    text = render(made.blocks[0].content, "text")  # type: ignore[union-attr]
    assert text == (
        "2 notes: 1 resolved, 1 unresolved. The text of 1 of them is lost: what those cite is inferred from the essay. "
        "Confirmed by a reader: 0 of 1 citations."
    )
    assert (made.title, made.subtitle) == ("On Serge", "A. Author, 2002")


def test_numbering_that_begins_again_begins_a_part() -> None:
    """Each chapter's notes stand under a heading; positions run through all of them."""
    made = page(note(1, resolved("memoirs")), note(1, resolved("memoirs"), chapter=1))
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == [
        "Notes, part 1",
        "Notes, part 2",
        "Bibliography",
    ]
    assert printed(note(1, resolved("memoirs")), note(1, resolved("memoirs"), chapter=1))[1] == "Serge, *Memoirs*."


def test_what_is_open_stands_in_its_place() -> None:
    """Between two citations, not behind them."""
    (shown,) = printed(note(1, resolved("memoirs"), AMBIGUOUS, resolved("enemy")))
    assert shown == (
        "Victor Serge, *Memoirs* (1951)."
        r" \[ambiguous: “Serge, op. cit.” perhaps Serge, Memoirs, 1951 (60%); Serge, Men in Prison, 1930 (25%)\]"
        " Henri de Man, *The Enemy* (1940)."
    )


def test_a_record_alone_says_nothing_of_lost_texts() -> None:
    """What was read in the notes shows that they had a text, though the record does not keep it."""
    (summary, *_) = page(note(1, resolved("memoirs"), text=None), note(2, text=None, status=Status.EXPLANATORY)).blocks
    assert isinstance(summary, Paragraph)
    assert "lost" not in render(summary.content, "text")


def test_a_short_form_is_the_work_it_points_to() -> None:
    """A short form without citekey cites its antecedent's work; where that is open, it is open too and says of what note."""
    known = Cite(
        kind=CiteKind.IBID,
        text="Ibid., 5",
        status=Status.RESOLVED,
        locator="5",
        antecedent=Antecedent(note="1"),
        confidence=0.95,
    )
    item = {"id": "x", "type": "book", "author": [{"family": "Derez"}]}
    lost = Cite(
        kind=CiteKind.SHORT,
        text="Derez, 84",
        status=Status.RESOLVED,
        item=item,
        antecedent=Antecedent(note="3"),
        confidence=0.95,
    )
    full = Cite(
        kind=CiteKind.FULL, text="Mark Derez, “Leuven,” 81", status=Status.UNRESOLVED, item={**item, "title": "Leuven"}
    )
    notes = (note(1, resolved("memoirs")), note(2, known), note(3, full, status=Status.UNRESOLVED), note(4, lost))
    assert printed(*notes) == [
        "Victor Serge, *Memoirs* (1951).",
        "Serge, *Memoirs*, 5.",
        r"\[unresolved: “Mark Derez, ‘Leuven,’ 81”\]",
        r"\[unresolved: “Derez, 84” the work of note 3\]",
    ]
    assert bibliography(*notes) == ["memoirs"]
