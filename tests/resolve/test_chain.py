"""Short forms: transcripts of notes with what each points to, silence first."""

import pytest
from notes_of import LIBRARY, resolved

from sergecite.model.document import Document, Marker, Note
from sergecite.model.resolution import Antecedent, Status
from sergecite.resolve.resolver import resolve

MEMOIRS = "Victor Serge, Memoirs of a Revolutionary (New York, 2012), 34."
BETRAYED = "Leon Trotsky, The Revolution Betrayed (London, 1937), 3."
UNKNOWN = "Anna Louise Strong, The Stalin Era (New York, 1956), 3."

UNFOUND = "Susan Weissman, cit., p. 3."

Row = tuple[str, str | None]


@pytest.mark.parametrize(
    "transcript",
    [
        pytest.param([("Ibid., 3.", None)], id="ibid. first of all"),
        pytest.param([(BETRAYED, "betrayed"), ("Serge, op. cit., 3.", None)], id="op. cit. of a name not cited"),
        pytest.param(
            [(MEMOIRS, "memoirs"), ("Victor Serge, Year One of the Russian Revolution (1992).", "yearone"), ("Serge, op. cit., 3.", None)],
            id="op. cit. of two works",
        ),
        pytest.param([(MEMOIRS, "memoirs"), ("See note 1 above.", None)], id="a pointer to a note"),
        pytest.param([(MEMOIRS, "memoirs"), ("Serge, The Long Dusk, 3.", None)], id="another title of the author"),
        pytest.param([(MEMOIRS, "memoirs"), ("Idem, The Long Dusk (1946).", None)], id="idem with a new work"),
        pytest.param([(MEMOIRS, "memoirs"), ("Trotsky, op. cit., 3.", None), ("Ibid., 4.", None)], id="ibid. fails with what fails"),
        pytest.param([(UNKNOWN, None), ("Ibid., 9.", None)], id="ibid. of a work the library lacks"),
    ],
)  # fmt: skip
def test_points_to_no_entry(transcript: list[Row]) -> None:
    """What has no antecedent, or not one alone, is given no entry."""
    assert _read(transcript) == transcript


@pytest.mark.parametrize(
    "transcript",
    [
        pytest.param([(MEMOIRS, "memoirs"), ("Ibid., 36.", "memoirs"), ("Ebd., S. 40.", "memoirs")], id="ibid."),
        pytest.param([(MEMOIRS, "memoirs"), ("Там же, с. 40.", "memoirs")], id="there, in Russian"),
        pytest.param([(MEMOIRS, "memoirs"), ("A remark and no more.", None), ("Ibid.", "memoirs")], id="over a remark"),
        pytest.param([(MEMOIRS, "memoirs"), (BETRAYED, "betrayed"), ("Serge, op. cit., 3.", "memoirs")], id="op. cit."),
        pytest.param([(MEMOIRS, "memoirs"), (BETRAYED, "betrayed"), ("Serge, a. a. O., S. 3.", "memoirs")], id="a. a. O."),
        pytest.param([(MEMOIRS, "memoirs"), (BETRAYED, "betrayed"), ("Serge (n. 1), 50.", "memoirs")], id="(n. 1)"),
        pytest.param([(MEMOIRS, "memoirs"), ("Serge, op. cit. n. 7, 3.", "memoirs")], id="a note that is not there"),
        pytest.param([(MEMOIRS, "memoirs"), ("Idem, Year One of the Russian Revolution, 5.", "yearone")], id="idem"),
        pytest.param([(MEMOIRS, "memoirs"), (BETRAYED, "betrayed"), ("Serge, 41.", "memoirs")], id="the name of the one cited"),
        pytest.param(
            [(MEMOIRS.replace(", 34.", ", 34 (hereafter Recollections)."), "memoirs"), ("Serge, Recollections, 50.", "memoirs")],
            id="hereafter",
        ),
    ],
)  # fmt: skip
def test_points_to_the_work(transcript: list[Row]) -> None:
    """Each short form is the work it stands for."""
    assert _read(transcript) == transcript


def test_ibid_after_several_works_is_the_last_and_says_so() -> None:
    """After a note with several works ibid. is the last one, unsure, with the others named."""
    _, again = resolved("Serge, Memoirs, 3; Trotsky, Revolution Betrayed, 4.", "Ibid., 8.").notes
    cite = again.cites[0]
    assert (cite.citekey, [candidate.citekey for candidate in cite.candidates]) == ("betrayed", ["memoirs"])
    assert cite.confidence < 0.7


def test_ibid_points_to_the_works_own_cite() -> None:
    """A row of ibid. points to where the work was cited by name."""
    notes = resolved(MEMOIRS, "Ibid., 36.", "Ibid., 37.").notes
    assert [note.cites[0].antecedent.note for note in notes[1:] if note.cites[0].antecedent] == ["1", "1"]


@pytest.mark.parametrize(
    "texts",
    [
        [UNFOUND, "Ivi, p. 34."],
        [MEMOIRS, UNFOUND, "Ivi, p. 34.", "Ibid., 36."],
        [MEMOIRS, UNFOUND, "Loc. cit."],
        ["Smith, Some Title, 4.", "Ibid."],
        ["Loc. cit.", "Ibid., 4."],
        [MEMOIRS, "Trotsky, loc. cit."],
    ],
)
def test_ibid_fails_with_a_cite_that_fails(texts: list[str]) -> None:
    """What repeats a cite without an antecedent has none either; a name that is not the last one's bars loc. cit."""
    note = resolved(*texts).notes[-1]
    assert (note.status, note.cites[0].antecedent) == (Status.UNRESOLVED, None)


def test_a_work_never_found_is_never_sure() -> None:
    """An op. cit. without a work may be that of the next such one, but is no ground to be sure."""
    assert all(cite.confidence < 0.7 for note in resolved(UNFOUND, UNFOUND, UNFOUND).notes for cite in note.cites)


@pytest.mark.parametrize("first", [UNKNOWN, "Idem, The Long Dusk (1946).", "RGASPI, f. 495, op. 3, d. 4, l. 5."])
def test_ibid_of_a_work_the_library_lacks_points_to_it(first: str) -> None:
    """A full reference is an antecedent, in the library or not."""
    (cite,) = resolved(first, "Ibid., 9.").notes[-1].cites
    assert (cite.status, cite.citekey, cite.antecedent and cite.antecedent.note) == (Status.RESOLVED, None, "1")


@pytest.mark.parametrize(
    ("texts", "locator"),
    [
        ([MEMOIRS, "Loc. cit."], "34"),
        ([MEMOIRS, "See loc. cit."], "34"),
        ([MEMOIRS, "Ibid., 40.", "Loc. cit."], "40"),
        ([MEMOIRS, "Loc. cit.", "L. c."], "34"),
        ([MEMOIRS, "Loc. cit., p. 5."], "5"),
        ([MEMOIRS, "Loc. cit.", "Ibid., 4."], "4"),
    ],
)
def test_loc_cit_alone_is_the_place_cited_just_before(texts: list[str], locator: str) -> None:
    """It is ibid. with the same place, points to the work's own cite, and is of its kind."""
    cite = resolved(*texts).notes[-1].cites[0]
    assert (cite.citekey, cite.locator, cite.label) == ("memoirs", locator, "page")
    assert cite.antecedent == Antecedent(note="1")
    assert cite.kind.value == ("ibid" if texts[-1].startswith("Ibid") else "op-cit")


def test_ibid_of_an_open_cite_is_open() -> None:
    """Where the cite before is a tie, ibid. is the same tie."""
    twins = (*LIBRARY, *(type(LIBRARY[0])(**_fields(LIBRARY[0], key)) for key in ("memoirs2",)))
    _, again = resolved(MEMOIRS, "Ibid., 36.", library=twins).notes
    assert again.cites[0].status is Status.AMBIGUOUS
    assert {candidate.citekey for candidate in again.cites[0].candidates} == {"memoirs", "memoirs2"}


def test_works_the_library_lacks_are_linked_to_each_other() -> None:
    """Without an entry a short form still has its antecedent."""
    notes = resolved(UNKNOWN, "Ibid., 9.", BETRAYED, "Strong, Stalin Era, 10.", "Strong, op. cit., 11.").notes
    linked = [note.cites[0].antecedent.note if note.cites[0].antecedent else None for note in notes]
    assert linked == [None, "1", None, "1", "1"]


def test_misread_letters_do_not_break_the_chain() -> None:
    """A scan's misread letter in a name or title leaves the short form readable."""
    notes = resolved(
        "F. Surdich, Genova e Venezia fra tre e quattrocento, Genova, Bozzi, 1970, p. 26.",
        "Surdich, Genova e Venecia, cit., p. 28.",
        "Surdlch, Genova e Venezia, cit., p. 29.",
    ).notes
    assert [note.cites[0].antecedent.note for note in notes[1:] if note.cites[0].antecedent] == ["1", "1"]


def _fields(entry: object, citekey: str) -> dict[str, object]:
    names = ("entry_type", "fields", "names", "lists")
    return {"citekey": citekey} | {name: getattr(entry, name) for name in names}


def _read(transcript: list[Row]) -> list[Row]:
    notes = resolved(*(text for text, _ in transcript)).notes
    return [
        (text, next((cite.citekey for cite in note.cites if cite.status is Status.RESOLVED and cite.citekey), None))
        for (text, _), note in zip(transcript, notes, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Serge says so again.", "memoirs"),
        ("Trotsky says so again.", "betrayed"),
        ("Nobody says so again.", "betrayed"),
        ("Serge and Trotsky say so again.", "betrayed"),
    ],
)
def test_op_cit_without_a_name_is_whom_the_sentence_names(sentence: str, meant: str) -> None:
    """The text names the author: the last one cited where it names nobody else; never surely."""
    body = f"One. Two. {sentence} More."
    at = [body.index("One.") + 4, body.index("Two.") + 4, body.index(sentence) + len(sentence)]
    markers = tuple(Marker(number=str(n), start=place, end=place) for n, place in enumerate(at, 1))
    notes = tuple(Note(number=str(n), text=text) for n, text in enumerate((MEMOIRS, BETRAYED, "Op. cit., p. 5."), 1))
    (cite,) = resolve(Document(format="plaintext", body=body, markers=markers, notes=notes), LIBRARY).notes[-1].cites
    assert (cite.status, cite.citekey) == (Status.RESOLVED, meant)
    assert cite.confidence <= 0.75
