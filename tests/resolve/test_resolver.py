"""The resolver on whole notes: first what must stay silent, then what must be found, then what is kept."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_of import LIBRARY, citekeys, entry, resolved

from sergecite.model.document import Document, Marker, Note
from sergecite.model.resolution import Cite, CiteKind, Resolution, Source, Status
from sergecite.resolve.resolver import resolve


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("See note 12 above.", id="a pointer"),
        pytest.param("I am grateful to Peter Sedgwick for this remark.", id="thanks to a translator"),
        pytest.param("The revolution was betrayed, as many said in 1937.", id="a title's words in prose"),
        pytest.param("In Victor Serge we trust.", id="a name that is a title too"),
        pytest.param("Weissman said so in 2001 to me.", id="a name and a year in prose"),
        pytest.param("On bread and salt there is nothing.", id="short titles in prose"),
        pytest.param("Trotsky, Memoirs of a Revolutionary (New York, 2012), 3.", id="a wrong author vetoes"),
        pytest.param("Victor Serge, Resistance (San Francisco, 1989).", id="an unknown work of a known author"),
        pytest.param("Victor Serge, Unknown Papers (Paris, 1940).", id="the author's name is also a title"),
        pytest.param("Serge, Memoirs of a Nobody, 3.", id="more of a title than the short title explains"),
        pytest.param("Smith 1998, 3.", id="1998a or 1998b"),
        pytest.param("Anna Smith 1998a, 4.", id="another given name"),
        pytest.param("Serge, 34.", id="a name with several works"),
        pytest.param("Serge and Weissman 2001, 5.", id="more names than the work has"),
        pytest.param("Christopher Hitchens, letter to the editor, 2003.", id="another letter of the reviewer"),
        pytest.param("Susan Weissman, review of The Revolution Betrayed, by Leon Trotsky, 1999.", id="reviewed, not cited"),
        pytest.param("See Prison Notebooks (London: Smith, 1998a), 3.", id="a publisher and a year"),
        pytest.param("See the essays in The Thought of John Smith (1998a).", id="a name that ends a title"),
        pytest.param("Ibid., 4.", id="ibid. with nothing before it"),
        pytest.param("", id="an empty note"),
    ],
)  # fmt: skip
def test_stays_silent(note: str) -> None:
    """A note that cites none of the library's works is given none."""
    assert citekeys(note) == [[]]


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("Victor Serge, Memoirs of a Revolutionary, trans. Peter Sedgwick (New York: New York Review Books, 2012), 34.", "memoirs"),
        ("Serge, Memoirs, 40.", "memoirs"),
        ("Mémoires d’un révolutionnaire, 12.", "memoirs"),
        ("Victor Serge, Memoirs of a Revolutionary (1951), 3.", "memoirs"),
        ("SERGE, Victor. Year One of the Russian Revolution. London, 1992.", "yearone"),
        ("Serge, Victor (1937): From Lenin to Stalin.", "lenin"),
        ("Троцкий, The Revolution Betrayed, 3.", "betrayed"),
        ("L. Trotskij, The Revolution Betrayed.", "betrayed"),
        ("Encyclopaedia of the Left, s.v. “Serge.”", "encyclopaedia"),
        ("Christopher Hitchens, review of Memoirs of a Revolutionary, by Victor Serge, Atlantic, July 2003.", "review"),
        ("Bill Marshall, “Serge and the Novel,” in The Ideas of Victor Serge, ed. Susan Weissman (London, 1997), 12.", "marshall"),
        ("Bill Marshall, “Another Chapter,” in The Ideas of Victor Serge, ed. Susan Weissman (London, 1997).", "ideas"),
        ("Susan Weissman, ed., The Ideas of Victor Serge (Glasgow: Critique Books, 1997), 4.", "ideas"),
        ("Marshall, in: The Ideas of Victor Serge, p. 5.", "marshall"),
        ("Quoted in Weissman, Victor Serge, 5.", "weissman"),
        ("As Smith (1998a, 23) argues, the price of bread decides.", "smith98a"),
        ("Abel et al. 2005, 3.", "many"),
        ("Abel, Baker, and Cole 2005, 3.", "many"),
        ("See Jones and Smith’s (1998) study.", "jones"),
        ("Weissman’s life, Victor Serge: The Course Is Set on Hope, is read by all who care, unlike one of 1990.", "weissman"),
    ],
)  # fmt: skip
def test_finds_the_one_work(note: str, meant: str) -> None:
    """Full, short, turned round, transliterated, original, edited, reviewed, author and date: the work is found."""
    assert citekeys(note) == [[meant]]


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("V. Serge, Memoirs of a Revolutionary, 3; Trotsky, Revolution Betrayed, 7.", ["memoirs", "betrayed"]),
        ("As Smith (1998a, 23) argues, and Jones and Smith (1998) deny.", ["smith98a", "jones"]),
        ("Smith 1998a, 1998b.", ["smith98a", "smith98b"]),
        ("For the prisons see Mary Jones and John Smith, Prisons (1998), 3, and Weissman, Victor Serge, 12.", ["jones", "weissman"]),
    ],
)  # fmt: skip
def test_finds_each_of_several_works(note: str, meant: list[str]) -> None:
    """Several works in a note are several cites, in order."""
    assert citekeys(note) == [meant]


def test_locators_stay_with_their_cites() -> None:
    """Each cite keeps the place it names."""
    note = resolved("Serge, Memoirs, 40; Trotsky, Revolution Betrayed, chap. 3; Smith 1998a, 23–24.").notes[0]
    assert [(c.citekey, c.locator, c.label) for c in note.cites] == [
        ("memoirs", "40", "page"),
        ("betrayed", "3", "chapter"),
        ("smith98a", "23–24", "page"),
    ]


def test_two_entries_that_tie_are_said_to_tie() -> None:
    """Nothing tells two equal entries apart: ambiguous, both named, none chosen."""
    twins = tuple(entry(key, author="Serge, Victor", title="Conquered City", date="1932") for key in ("one", "two"))
    cite = resolved("Victor Serge, Conquered City (1932), 3.", library=twins).notes[0].cites[0]
    assert (cite.status, cite.citekey, {c.citekey for c in cite.candidates}) == (Status.AMBIGUOUS, None, {"one", "two"})


def test_the_longer_title_beats_the_head_it_shares() -> None:
    """Two works of an author with one head: what follows the colon decides, and so does an address."""
    heads = tuple(
        entry(
            key, author="Bourrinet, Philippe", title="Victor Serge", subtitle=subtitle, url=f"https://example.org/{key}"
        )
        for key, subtitle in (("one", "Totalitarianism and State Capitalism"), ("two", "Totalitarismo y capitalismo"))
    )
    assert citekeys("P. Bourrinet, Victor Serge: Totalitarianism and State Capitalism, 3.", library=heads) == [["one"]]
    assert citekeys("Bourrinet, Victor Serge, https://example.org/two.", library=heads) == [["two"]]
    assert citekeys("Bourrinet, Victor Serge, 3.", library=heads) == [[]]


def test_the_year_tells_editions_apart() -> None:
    """Two editions of one work: the year decides; without it the one cited before, less surely."""
    editions = tuple(
        entry(f"ed{year}", author="Serge, Victor", title="Conquered City", date=year) for year in ("1975", "2011")
    )
    first, later = resolved(
        "Victor Serge, Conquered City (2011), 3.", "Serge, Conquered City, 9.", library=editions
    ).notes
    assert (first.cites[0].citekey, later.cites[0].citekey) == ("ed2011", "ed2011")
    assert later.cites[0].confidence < first.cites[0].confidence < 1
    assert citekeys("Serge, Conquered City, 9.", library=editions) == [[]]


def test_every_reason_is_in_words() -> None:
    """A resolved cite says why."""
    cite = resolved("Victor Serge, Memoirs of a Revolutionary (New York, 2012), 34.").notes[0].cites[0]
    assert [reason.value for reason in cite.evidence] == [
        "“Memoirs of a Revolutionary” is its title",
        "Serge stands before it",
        "the year agrees",
        "its publisher or place is named",
    ]


def test_people_are_named_as_the_note_names_them() -> None:
    """With their accents, all who stand there, and no one who stands behind the title."""
    library = (
        entry(
            "broue",
            author="Broué, Pierre and Témime, Émile",
            translator="White, Tony",
            title="La Révolution et la guerre",
            date="1961",
        ),
    )
    cite = (
        resolved("Broué et Témime, La Révolution et la guerre, trad. Tony White (1961), 3.", library=library)
        .notes[0]
        .cites[0]
    )
    assert "Broué, Témime stand before it" in [reason.value for reason in cite.evidence]


def test_a_work_the_library_lacks_stays_open_with_what_was_read() -> None:
    """An unknown work is unresolved, keeps its item, and is what later short forms point to."""
    full, again, other = resolved(
        "Anna Louise Strong, The Stalin Era (New York, 1956), 3.",
        "Strong, Stalin Era, 9.",
        "Strong, Soviets Expected It.",
    ).notes
    assert (full.cites[0].status, full.cites[0].citekey) == (Status.UNRESOLVED, None)
    assert full.cites[0].item is not None
    assert "Stalin Era" in full.cites[0].item["title"]
    assert (again.cites[0].status, again.cites[0].citekey) == (Status.RESOLVED, None)
    assert again.cites[0].antecedent is not None
    assert again.cites[0].antecedent.note == "1"
    assert other.cites[0].status is Status.UNRESOLVED


def test_notes_keep_their_sentence_and_an_anchor() -> None:
    """A note has the sentence before its marker and at most six words to find the place by."""
    body = "One. The man who had been there wrote it down.1 More."
    at = body.index(".1") + 1
    document = Document(
        format="plaintext",
        body=body,
        markers=(Marker(number="1", start=at, end=at + 1),),
        notes=(Note(number="1", text="Serge, Memoirs, 40."),),
    )
    note = resolve(document, LIBRARY).notes[0]
    assert (note.sentence, note.anchor) == (
        "The man who had been there wrote it down.",
        "had been there wrote it down.",
    )


def test_what_a_person_confirmed_stands() -> None:
    """A record's confirmed cite is taken over whatever the resolver finds, and its neighbours are not."""
    notes = ("Serge, Memoirs, 40; Trotsky, Revolution Betrayed, 7.", "Serge, Memoirs, 41.")
    found = resolved(*notes)
    mine = replace(found.notes[0].cites[0], citekey="yearone", confirmed="user 2026-11-22", source=Source.USER)
    record = replace(found, notes=(replace(found.notes[0], cites=(mine, *found.notes[0].cites[1:])),))
    document = Document(
        format="markdown", body="", notes=tuple(Note(number=str(n), text=t) for n, t in enumerate(notes, 1))
    )
    again = resolve(document, LIBRARY, record)
    assert [[cite.citekey for cite in note.cites] for note in again.notes] == [["yearone", "betrayed"], ["memoirs"]]
    assert again.notes[0].cites[0].confirmed == "user 2026-11-22"


def test_a_confirmed_note_whose_place_is_gone_is_not_lost() -> None:
    """A record's confirmed note that the essay no longer has stands at the end."""
    cite = Cite(kind=CiteKind.FULL, citekey="lenin", status=Status.RESOLVED, confirmed="user 2026-11-22")
    gone = replace(resolved("Nothing.").notes[0], number="9", cites=(cite,), anchor="a place that is no more")
    document = Document(format="markdown", body="", notes=(Note(number="1", text="Serge, Memoirs, 41."),))
    again = resolve(document, LIBRARY, Resolution(essay="", notes=(gone,)))
    assert [note.number for note in again.notes] == ["1", "9"]


TRANSLATED = (
    entry("fate", author="Serge, Victor", title="Destin d’une révolution", subtitle="U.R.S.S. 1917–1937", date="1937",
          publisher="Grasset", location="Paris"),
    entry("british", author="Serge, Victor", title="Destiny of a Revolution", translator="Shachtman, Max", date="1937", location="London",
          origtitle="Destin d’une révolution: U.R.S.S. 1917–1937", origdate="1937", publisher="National Book Association"),
    entry("reissue", author="Serge, Victor", title="Russia Twenty Years After", date="1996", publisher="Humanities Press",
          origtitle="Destin d’une révolution: U.R.S.S. 1917–1937", origdate="1937"),
    entry("american", author="Serge, Victor", title="Russia Twenty Years After", translator="Shachtman, Max", date="1937",
          origtitle="Destin d’une révolution", origdate="1937", location="New York"),
)  # fmt: skip


def test_the_title_does_not_decide_against_the_rest_of_the_note() -> None:
    """A note that gives the original's title and a translation's translator and place is left open."""
    (note,) = resolved(
        "Serge, *Destin d’une révolution*, trans. Max Shachtman (London, 1937).", library=TRANSLATED
    ).notes
    assert note.status is Status.AMBIGUOUS
    assert {"fate", "british"} <= {candidate.citekey for candidate in note.cites[0].candidates}


@pytest.mark.parametrize(
    ("note", "meant", "least", "most"),
    [
        ("Serge, *Destin d’une révolution: U.R.S.S. 1917–1937* (Paris: Grasset, 1937), 5.", "fate", 0.95, 1.0),
        ("Serge, *Destin d’une révolution* (Paris: Grasset, 1937), 5.", "fate", 0.95, 1.0),
        ("Serge, *Destin d’une révolution*, Grasset, 5.", "fate", 0.95, 1.0),
        ("Serge, *Destin d’une révolution*, 5.", "fate", 0.7, 0.9),
        ("Serge, *Destin d’une révolution* (Humanities Press, 1996), 5.", "reissue", 0.9, 1.0),
    ],
)  # fmt: skip
def test_a_works_own_title_beats_the_original_title_of_translations(
    note: str, meant: str, least: float, most: float
) -> None:
    """The work so titled wins, surely where its year or imprint stand there, less so by the title alone."""
    (cite,) = resolved(note, library=TRANSLATED).notes[0].cites
    assert cite.citekey == meant
    assert least <= cite.confidence <= most


def _with_confirmed(record: Resolution, note: int, citekey: str) -> Resolution:
    mine = replace(record.notes[note].cites[0], citekey=citekey, confirmed="user 2026-11-22", source=Source.USER)
    notes = list(record.notes)
    notes[note] = replace(notes[note], cites=(mine, *notes[note].cites[1:]))
    return replace(record, notes=tuple(notes))


@pytest.mark.parametrize(
    ("texts", "before", "citekey", "after"),
    [
        pytest.param(
            ("Serge, Lenin’s Heirs, 40.", "Serge, Lenin’s Heirs, 41.", "Ibid., 42.", "Trotsky, The Revolution Betrayed, 3.", "Serge, op. cit., 5."),
            [None, None, None, "betrayed", None],
            "lenin",
            ["lenin", "lenin", "lenin", "betrayed", "lenin"],
            id="a name of the writer's own, ibid. and op. cit.",
        ),
        pytest.param(
            ("John Smith, Bread and Salt, 4.", "Weissman, Victor Serge, 7.", "Smith, Bread and Salt, 5."),
            [None, "weissman", None],
            "smith98b",
            ["smith98b", "weissman", "smith98b"],
            id="over another work",
        ),
    ],
)  # fmt: skip
def test_later_short_forms_follow_what_a_person_confirmed(
    texts: tuple[str, ...], before: list[str | None], citekey: str, after: list[str]
) -> None:
    """What was confirmed once need not be confirmed again at each repeat."""
    found = resolved(*texts)
    assert [note.cites[0].citekey for note in found.notes] == before
    document = Document(
        format="markdown", body="", notes=tuple(Note(number=str(n), text=text) for n, text in enumerate(texts, 1))
    )
    again = resolve(document, LIBRARY, _with_confirmed(found, 0, citekey))
    assert [note.cites[0].citekey for note in again.notes] == after
    assert [bool(note.cites[0].confirmed) for note in again.notes] == [True] + [False] * (len(texts) - 1)


_PIECES = (
    "Serge,", "V. Serge", "Trotsky", "and", "Weissman", "Memoirs", "Memoirs of a Revolutionary", "The Revolution Betrayed", "Prisons",
    "“", "”", "«", "»", "(London: Verso, 1937)", "(PhD diss., 1998)", "1998b", "12", "p. 3", ";", ".", ",", "in", "The Ideas of Victor Serge",
    "op. cit.", "cit.", "Ibid.", "Idem,", "(n. 1)", "see note 2 above", "ed. by Susan", "a cura di", "letter to", "3 May 1937", "undated",
    "Ms. 12", "https://doi.org/10.1000/abc", "10.1000/abc", "@memoirs", "et al.", "II", "...", "orig. pub. as", "同前注〔1〕",
)  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(_PIECES), max_size=9).map(" ".join), min_size=1, max_size=4),
    st.integers(0, 20),
    st.integers(1, 30),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_any_notes_are_read(texts: list[str], start: int, length: int, empty: bool) -> None:
    """Whatever is put together, each note comes back with its number, and what is said of it is a probability."""
    italics = [(start, min(start + length, len(text))) for text in texts]
    notes = tuple(
        Note(number=str(number), text=text, italics=(span,) if span[0] < span[1] else ())
        for number, (text, span) in enumerate(zip(texts, italics, strict=True), 1)
    )
    document = Document(format="markdown", body="", notes=notes)
    found = resolve(document, () if empty else LIBRARY)
    assert [note.number for note in found.notes] == [note.number for note in notes]
    assert all(0 <= cite.confidence <= 1 for note in found.notes for cite in note.cites)
    assert len(resolve(document, () if empty else LIBRARY, found).notes) == len(notes)
