"""A sitting of `review` without its terminal: questions, answers, what follows from them, taking them back."""

from sergecite.cli.sitting import SURE as SURE_ENOUGH
from sergecite.cli.sitting import Answer, Sitting, is_open
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

STAMP = "user 2026-11-22"
SURE = Cite(kind=CiteKind.FULL, status=Status.RESOLVED, citekey="one", confidence=0.98)
OPEN = Cite(
    kind=CiteKind.FULL,
    status=Status.AMBIGUOUS,
    candidates=(Candidate(citekey="two", confidence=0.5), Candidate(citekey="three", confidence=0.4)),
    evidence=(Evidence(kind="title", value="its title"),),
    locator="5",
    label="page",
)
IBID = Cite(kind=CiteKind.IBID, status=Status.UNRESOLVED, antecedent=Antecedent(note="2", cite=0))
AGAIN = Cite(kind=CiteKind.IBID, status=Status.UNRESOLVED, antecedent=Antecedent(note="3", cite=0))


def _note(number: int, *cites: Cite, status: Status = Status.UNRESOLVED) -> ResolvedNote:
    return ResolvedNote(number=str(number), text="text", sentence="", status=status, cites=cites)


RESOLUTION = Resolution(
    essay="essay.md",
    notes=(
        _note(1, SURE, status=Status.RESOLVED),
        _note(2, OPEN, status=Status.AMBIGUOUS),
        _note(3, IBID),
        _note(4, AGAIN),
        _note(5, OPEN, OPEN, status=Status.AMBIGUOUS),
        _note(6, status=Status.EXPLANATORY),
    ),
)


def _sitting(*, everything: bool = False) -> Sitting:
    return Sitting(RESOLUTION, STAMP, everything=everything)


def test_only_what_is_open_or_unsure_is_asked() -> None:
    """A sure cite and a note that cites nothing are passed over, unless everything is asked for."""
    assert _sitting().progress == (1, 5)
    assert _sitting().note.number == "2"
    assert _sitting(everything=True).progress == (1, 7)
    assert [is_open(note) for note in RESOLUTION.notes] == [False, True, True, True, True, False]


def test_an_answer_is_the_users_and_short_forms_follow_it() -> None:
    """The cite is confirmed with its place; ibid. after ibid. means the same work, reasons for another are dropped."""
    sitting = _sitting()
    assert sitting.settle(Answer(citekey="three", locator="9")) == ["3", "4"]
    cite = sitting.resolution.notes[1].cites[0]
    assert (cite.citekey, cite.locator, cite.label, cite.status) == ("three", "9", "page", Status.RESOLVED)
    assert (cite.confirmed, cite.source, cite.confidence, cite.evidence) == (STAMP, Source.USER, 1.0, ())
    followers = [sitting.resolution.notes[at] for at in (2, 3)]
    assert [(note.cites[0].citekey, note.cites[0].confirmed, note.status) for note in followers] == [
        ("three", "", Status.RESOLVED)
    ] * 2
    assert [note.cites[0].confidence for note in followers] == [SURE_ENOUGH] * 2
    assert followers[1].cites[0].evidence[0].value == "the work of note 2, settled there"
    assert (sitting.note.number, sitting.progress) == ("5", (2, 3))  # what followed is settled, and not asked again
    everything = _sitting(everything=True)
    everything.skip()
    everything.settle(Answer(citekey="three"))
    assert everything.note.number == "3"


def test_the_proposal_itself_keeps_its_reasons() -> None:
    """Saying yes changes nothing but who says it; nothing else moves."""
    sitting = _sitting(everything=True)
    assert sitting.settle(Answer()) == []
    assert sitting.resolution.notes[0].cites[0].citekey == "one"
    assert sitting.resolution.notes[0].cites[0].confirmed == STAMP
    assert sitting.resolution.notes[1:] == RESOLUTION.notes[1:]


def test_the_last_answer_can_be_taken_back() -> None:
    """Everything it changed is as before, and its question is asked again; answers are taken back one by one."""
    sitting = _sitting()
    sitting.settle(Answer(citekey="two"))
    sitting.skip()
    sitting.cites_nothing()
    assert sitting.undo()
    assert (sitting.note.number, sitting.place) == ("5", 1)
    assert sitting.undo()
    assert sitting.resolution == RESOLUTION
    assert (sitting.answered, sitting.note.number) == (0, "2")
    assert not sitting.undo()


def test_a_cite_taken_away_lets_the_others_move_up() -> None:
    """The second cite of the note is asked for next; with none left the note is said to cite nothing, by the user."""
    sitting = _sitting()
    for _ in range(3):
        sitting.skip()
    sitting.cites_nothing()
    assert (sitting.note.number, sitting.place, len(sitting.note.cites)) == ("5", 0, 1)
    sitting.cites_nothing()
    note = sitting.resolution.notes[4]
    assert (note.cites, note.status, note.certainty) == ((), Status.EXPLANATORY, STAMP)
    assert sitting.is_done


def test_going_back_to_a_cite_that_was_taken_away_asks_for_a_new_one() -> None:
    """The last cite of several is gone; an answer there puts one in its place."""
    sitting = _sitting()
    for _ in range(4):
        sitting.skip()
    sitting.cites_nothing()
    assert sitting.back()
    assert sitting.cite.citekey is None
    sitting.settle(Answer(citekey="two"))
    assert [cite.citekey for cite in sitting.resolution.notes[4].cites] == [None, "two"]
