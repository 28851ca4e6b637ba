"""The resolution record: what is kept, what is never written, and where a fault is named."""

from dataclasses import replace

import pytest

from sergecite.errors import InputError
from sergecite.model.resolution import (
    Antecedent,
    Candidate,
    Cite,
    CiteKind,
    Evidence,
    Resolution,
    ResolvedNote,
    Source,
    Status,
)
from sergecite.resolve import record
from sergecite.resolve.keep import with_words

FULL = Resolution(
    essay="essay.md",
    title="On Serge",
    author="A. Writer",
    date="2002",
    notes=(
        ResolvedNote(
            number="1",
            text=None,
            sentence="",
            anchor="the six words before the marker",
            status=Status.RESOLVED,
            certainty="stated",
            evidence=("title in the sentence",),
            provenance="inferred from context",
            comment="A remark.",
            cites=(
                Cite(
                    kind=CiteKind.SHORT,
                    citekey="serge1951memoirs",
                    locator="34",
                    label="page",
                    prefix="see",
                    suffix="and passim",
                    status=Status.RESOLVED,
                    confidence=0.93,
                    source=Source.USER,
                    confirmed="user 2026-11-22",
                    candidates=(Candidate(citekey="serge1963memoirs", confidence=0.2),),
                    antecedent=Antecedent(note="1", cite=0),
                    evidence=(Evidence(kind="title", value="“Memoirs” is its title"),),
                ),
                Cite(
                    kind=CiteKind.FULL,
                    status=Status.UNRESOLVED,
                    source=Source.CONTEXT,
                    item={"type": "book", "title": "Unknown: a “work”", "issued": {"date-parts": [[1921]]}},
                ),
            ),
        ),
        ResolvedNote(number="2a", chapter=1, text=None, sentence="", status=Status.EXPLANATORY),
    ),
)


def test_the_authors_words_are_not_written() -> None:
    """Neither the note's text nor its sentence is in the record, and an anchor is cut to six words."""
    note = ResolvedNote(
        number="1",
        text="The note as the author wrote it.",
        sentence="The whole sentence.",
        anchor="one two three four five six seven eight",
        status=Status.UNRESOLVED,
        cites=(Cite(kind=CiteKind.FULL, text="The note as the author wrote it."),),
    )
    written = record.dumps(Resolution(essay="e.txt", notes=(note,)))
    assert "as the author" not in written
    assert "whole sentence" not in written
    assert 'anchor = "three four five six seven eight"' in written


def test_the_text_is_written_when_asked_for() -> None:
    """With `with_text` the note and the sentence are kept."""
    note = ResolvedNote(number="1", text="The note.", sentence="The sentence.", status=Status.UNRESOLVED)
    kept = record.loads(record.dumps(Resolution(essay="", notes=(note,)), with_text=True)).notes[0]
    assert (kept.text, kept.sentence) == ("The note.", "The sentence.")


def test_what_is_written_is_read_back() -> None:
    """A record says the same after a round."""
    assert record.loads(record.dumps(FULL)) == FULL
    assert record.dumps(record.loads(record.dumps(FULL))) == record.dumps(FULL)


def test_a_record_written_by_hand_may_be_short() -> None:
    """Only the number is needed; a citekey alone means resolved, and evidence may be one string."""
    kept = record.loads('[[note]]\nnumber = 7\nevidence = "named"\n[[note.cite]]\ncitekey = "a"\ncandidates = ["b"]\n')
    assert kept.notes == (
        ResolvedNote(
            number="7",
            text=None,
            sentence="",
            status=Status.RESOLVED,
            evidence=("named",),
            cites=(
                Cite(
                    kind=CiteKind.FULL,
                    citekey="a",
                    status=Status.RESOLVED,
                    candidates=(Candidate(citekey="b", confidence=0.0),),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[note", "not a resolution record"),
        ('title = "x"', "has no [[note]] table"),
        ("note = 3", "has no [[note]] table"),
        ("[[note]]\nstatus = 'resolved'", "a [[note]] has no number"),
        ("[[note]]\nnumber = 3\nstatus = 'sure'", "note 3: `status` is 'sure'"),
        ("[[note]]\nnumber = 3\ncite = 1", "note 3: `cite` should be"),
        ("[[note]]\nnumber = 3\n[[note.cite]]\nconfidence = 'high'", "note 3: `confidence` should be a number"),
        ("[[note]]\nnumber = 3\n[[note.cite]]\nevidence = [1]", "note 3: `evidence` should be text"),
        ("[[note]]\nnumber = 3\n[[note.cite]]\nantecedent = 2", "note 3: `antecedent` should be a table"),
    ],
)
def test_a_fault_is_named_with_its_note(text: str, words: str) -> None:
    """What is not of the record's shape is said, with the file and the note."""
    with pytest.raises(InputError, match=r"^essay\.toml: ") as caught:
        record.loads(text, place="essay.toml")
    assert words in str(caught.value)


def _note(number: str, anchor: str, text: str | None, *cites: Cite) -> ResolvedNote:
    return ResolvedNote(number=number, anchor=anchor, text=text, sentence="", status=Status.RESOLVED, cites=cites)


def test_the_words_of_a_note_are_found_by_its_anchor() -> None:
    """A note that moved keeps its decision and gets its own words; one whose place is gone gets none."""
    cite = Cite(kind=CiteKind.SHORT, status=Status.RESOLVED, citekey="serge", confirmed="user 2026-11-22")
    kept = [_note(str(n), anchor, None, cite) for n, anchor in ((1, "of May"), (2, "in June"), (3, "he fell"))]
    read = [
        _note("1", "at first", "New."),
        _note("2", "of May", "Serge, 1.", replace(cite, citekey=None, text="Serge, 1")),
        _note("3", "in June", "Several, and other ones."),
    ]
    found, unknown = with_words(Resolution(essay="", notes=tuple(kept)), Resolution(essay="", notes=tuple(read)))
    assert [(note.number, note.text, [(c.citekey, c.text) for c in note.cites]) for note in found.notes] == [
        ("1", "Serge, 1.", [("serge", "Serge, 1")]),
        ("2", "Several, and other ones.", [("serge", "")]),
        ("3", None, [("serge", "")]),
    ]
    assert unknown == 1


def test_a_confidence_is_a_number_with_a_fraction() -> None:
    """Whatever was written, so that what is made of it has one type."""
    read = record.loads("[[note]]\nnumber = 1\n[[note.cite]]\nconfidence = 1\n[[note.cite]]\n")
    assert [repr(cite.confidence) for cite in read.notes[0].cites] == ["1.0", "0.0"]
