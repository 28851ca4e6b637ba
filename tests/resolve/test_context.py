"""Lost notes: what the text before the marker may propose, and where it must stay silent."""

import tomllib
from pathlib import Path

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.essay.plaintext import read_plaintext
from sergecite.model.document import Document, Marker
from sergecite.model.entry import Entry
from sergecite.model.resolution import ResolvedNote, Status
from sergecite.resolve.lost.context import resolve_lost
from sergecite.resolve.lost.mentions import likeness
from sergecite.resolve.lost.title_words import alike, fold
from sergecite.resolve.sentences import anchor_before, sentence_before

LIBRARY = """
@book{braudel1949, author={Braudel, Fernand}, title={The Mediterranean and the Mediterranean World in the Age of Philip II},
  shorttitle={The Mediterranean}, date={1972}, origdate={1949}}
@book{bloch1940, author={Bloch, Marc}, title={L'étrange défaite}, titleaddon={Strange Defeat}, date={1946}}
@book{hobsbawm2002, author={Hobsbawm, Eric}, title={Interesting Times}, date={2002}}
@book{herzen1868, author={Herzen, Alexander}, title={My Past and Thoughts}, subtitle={The Memoirs}, date={1968}}
@book{reed1919, author={Reed, John}, title={Ten Days that Shook the World}, date={1919}}
@book{goldman1931, author={Goldman, Emma}, title={Living My Life}, date={1931}}
@book{kropotkin1899, author={Kropotkin, Peter}, title={Memoirs of a Revolutionist}, date={1899}}
@book{kropotkin1999, author={Kropotkin, Peter}, title={Memoirs of a Revolutionist}, date={1999}}
@book{mann1924, author={Mann, Thomas}, title={Der Zauberberg}, date={1924}}
@book{brown1970, author={Brown, Dee}, title={Bury My Heart at Wounded Knee}, date={1970}}
@book{weber1904, author={Weber, Max}, title={Die protestantische Ethik und der Geist des Kapitalismus}, date={1905}}
@book{weber1919, author={Weber, Max}, title={Politik als Beruf}, date={1919}}
@book{friedrich1956, author={Friedrich, Carl J. and Brzezinski, Zbigniew}, title={Totalitarian Dictatorship}, date={1956}}
@book{marsh1992, author={Marsh, Anna}, title={Emma Goldman: Portrait of a Rebel}, date={1992}}
@book{goya1950, author={Klingender, Francis}, title={Goya}, subtitle={In the Democratic Tradition}, date={1948}}
"""
ENTRIES: tuple[Entry, ...] = parse_entries(LIBRARY, "library.bib")[0]


def _resolve(text: str, entries: tuple[Entry, ...] = ENTRIES) -> tuple[ResolvedNote, ...]:
    """Resolve a text whose markers are written ^1."""
    body, markers = text, []
    while "^" in body:
        at = body.index("^")
        end = at + 1 + len(body[at + 1 :]) - len(body[at + 1 :].lstrip("0123456789"))
        number = body[at + 1 : end]
        body = body[:at] + number + body[end:]
        markers.append(Marker(number=number, start=at, end=at + len(number)))
    return resolve_lost(Document(format="plaintext", body=body, markers=tuple(markers)), entries)


SILENT = [
    "The harvest failed and the village starved.^1",
    "A strange defeat it was for the party, all agreed.^1",
    "He was a man of many interesting times and little money.^1",
    "The brown bread was sold by weight.^1",
    "It took ten days and it shook the whole of the world.^1",
    "Goya painted it in 1814, and Goya kept it.^1",
    "Among the speakers that night in Chicago was Emma Goldman.^1",
    "The plan was drawn up after the model of L’étrange défaite (1912).^1",
    "It was an étrange défaite (1946) for all of them.^1",
    "They quarrelled over Smith’s L’étrange défaite, for years afterwards.^1",
    "“You should read what Braudel wrote in The Mediterranean, and Bloch too, and many a better man besides,” she said.^1",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_said_is_not_proposed(text: str) -> None:
    """Common words, a painter, a title inside someone's words: nothing is proposed as settled."""
    (note,) = _resolve(text)
    assert note.status is not Status.RESOLVED
    assert all(cite.citekey is None and cite.confidence < 0.9 for cite in note.cites)


NAMED = [
    ("Marc Bloch gave the army its due in L’étrange défaite (1946).^1", "bloch1940"),
    ("They quarrelled over Bloch’s L’étrange défaite, from 1946, for years afterwards.^1", "bloch1940"),
    ("In The Mediterranean and the Mediterranean World Braudel calls it “the sea of seas.”^1", "braudel1949"),
    ("As Eric Hobsbawm says in his Interesting Times, “we were wrong.”^1", "hobsbawm2002"),
    ("John Reed’s Ten Days that Shook the World^1 made it famous.", "reed1919"),
    ("Marc Bloch put it down in Strange Defeat,^1 written in 1940.", "bloch1940"),
    ("Emma Goldman tells it otherwise in her memoir Living My Life.^1", "goldman1931"),
    ("Max Weber’s essay The Protestant Ethic and the Spirit of Capitalism^1 says so.", "weber1904"),
    (
        "Emma Goldman wrote in Living My Life (1931) that she had come to the city to find work and found a school there.^1",
        "goldman1931",
    ),
    ("Then came “the strange defeat,” as Bloch has it.^1 In *Politik als Beruf*,^2 Weber disagreed.", None),
]


@pytest.mark.parametrize(("text", "citekey"), NAMED)
def test_a_title_where_a_citation_would_stand_is_proposed(text: str, citekey: str | None) -> None:
    """Title and author near the marker, also in translation, settle it; the reasons are in words."""
    note = _resolve(text)[0]
    if citekey is None:
        assert all(cite.confidence < 0.95 for cite in note.cites)
        return
    assert [cite.citekey for cite in note.cites] == [citekey]
    assert note.status is Status.RESOLVED
    assert all(reason.value for reason in note.cites[0].evidence)


def test_a_name_alone_is_never_a_fact() -> None:
    """Works by someone who is only named are candidates, however few they are."""
    (note,) = _resolve("As Thomas Mann held, “time is a river.”^1")
    assert note.status is Status.AMBIGUOUS
    assert note.cites[0].citekey is None
    assert [candidate.citekey for candidate in note.cites[0].candidates] == ["mann1924"]
    (note,) = _resolve("Weber held in 1919 that “politics is slow.”^1")
    assert note.cites[0].candidates[0].citekey == "weber1919"


def test_a_surname_that_is_a_common_word_needs_its_given_name() -> None:
    """Brown earth is no author, Dee Brown is."""
    assert _resolve("Brown earth and brown rivers; Brown said so.^1")[0].cites == ()
    assert _resolve("Brown earth and brown rivers; Dee Brown said so.^1")[0].cites[0].candidates


def test_another_of_the_same_surname_is_someone_else() -> None:
    """Alfred Weber is not Max Weber."""
    assert _resolve("The sociologist Alfred Weber saw this.^1")[0].cites == ()


def test_of_editions_the_one_before_the_essay_is_taken() -> None:
    """An essay dated 1950 cannot cite an edition of 1999."""
    text = "On Anarchism\n\nMarch 3, 1950\n\nPeter Kropotkin says in his memoirs: “We walked.”^1"
    (note,) = _resolve(text)
    assert note.cites[0].citekey == "kropotkin1899"
    assert [candidate.citekey for candidate in note.cites[0].candidates] == ["kropotkin1999"]


EDITIONS = """
@book{french, author={Bloch, Marc}, title={La Société féodale}, date={1939}, related={english, reprint}}
@book{english, author={Bloch, Marc}, title={Feudal Society}, origtitle={La Société féodale}, date={1961}, related={french, reprint}}
@book{reprint, author={Bloch, Marc}, title={Feudal Society}, origtitle={La Société féodale}, date={1989}, related={french, english}}
"""


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("Marc Bloch says in Feudal Society: “We walked.”^1", "nothing tells them apart", "worded"),
        ("On Lords\n\nMarch 3, 1970\n\nMarc Bloch says in Feudal Society: “We walked.”^1", "later than the essay", "apart"),
    ],
)  # fmt: skip
def test_why_an_edition_is_chosen_is_what_told_it_apart(text: str, said: str, unsaid: str) -> None:
    """Wording is named only where it separates the editions."""
    (note,) = _resolve(text, parse_entries(EDITIONS, "library.bib")[0])
    (why,) = [one.value for one in note.cites[0].evidence if one.kind == "edition"]
    assert said in why
    assert unsaid not in why


@pytest.mark.parametrize(
    "text",
    [
        "Marc Bloch says in Feudal Society: “We walked.”^1",
        "In La Société féodale, Marc Bloch says: “We walked.”^1",
        "Marc Bloch said “no.”^1",
        "Marc Bloch, Feudal Society, 1989.^1",
    ],
)
def test_candidates_are_shares_of_one(text: str) -> None:
    """One note means one of them: what is proposed and its candidates are no more than certain together."""
    for note in _resolve(text, parse_entries(EDITIONS, "library.bib")[0]):
        for cite in note.cites:
            chosen = cite.confidence if cite.citekey else 0.0
            assert cite.candidates
            assert chosen + sum(one.confidence for one in cite.candidates) <= 1.0 + 1e-9


def test_a_sentence_goes_on_with_the_work_it_named() -> None:
    """The next marker in the sentence is the same work, if the same author speaks."""
    notes = _resolve("In his Interesting Times,^1 Hobsbawm ended his book with “an hour of hope.”^2")
    assert [note.cites[0].citekey for note in notes] == ["hobsbawm2002"] * 2
    assert notes[1].cites[0].confidence < notes[0].cites[0].confidence
    notes = _resolve("After Interesting Times by Hobsbawm,^1 Thomas Mann spoke of “an hour of hope.”^2")
    assert notes[1].cites[0].citekey is None


SENTENCES = [
    ("One. Two came in 1918.^1 Three.", "Two came in 1918."),
    ("One.^1 “Two. Three,” he said.^2", "“Two. Three,” he said."),
    ("Mr. Smith and J. S. Mill agreed.^1", "Mr. Smith and J. S. Mill agreed."),
    ("He said: “First. Second. Third.”^1 Then.", "He said: “First. Second. Third.”"),
    ("The first,^1 the second,^2 and so on.", "The first,"),
    ("A title\n\nThe paragraph began.^1", "The paragraph began."),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_sentences_are_cut_where_a_reader_would(text: str, sentence: str) -> None:
    """Abbreviations do not end a sentence, a quotation stays whole, other markers are left out."""
    found = {note.sentence for note in _resolve(text)}
    assert sentence in found


def test_anchor_and_sentence_leave_markers_out() -> None:
    """The digits of the markers are in neither."""
    document = read_plaintext("It began in 1918.1 Then it went on,2 and it ended in the year 1921.3")
    markers = document.markers
    assert (
        anchor_before(document.body, markers[2], markers)
        == "ended in the year 1921."[0:0] + "it ended in the year 1921."
    )
    assert sentence_before(document.body, markers[2], markers) == "Then it went on, and it ended in the year 1921."


LIKE = [
    ("Psychology and Socialism", "Sozialismus und Psychologie", 0.85, 1.0),
    ("Brown and Red Fascism", "Brauner und roter Faschismus", 0.85, 1.0),
    ("The Failure of State Communism", "Der Bankrott des Staatskommunismus", 0.2, 0.6),
    ("Men in Prison", "Women at Sea", 0.0, 0.1),
]


@pytest.mark.parametrize(("one", "two", "least", "most"), LIKE)
def test_titles_are_compared_across_languages(one: str, two: str, least: float, most: float) -> None:
    """Kinship of words is found in any order; unlike titles stay unlike."""
    words = [[fold(word) for word in title.split() if fold(word) not in {"and", "und", "the", "of", "der", "des", "in", "at"}]
             for title in (one, two)]  # fmt: skip
    assert least <= likeness(*words)[0] <= most
    assert alike(words[0][0], words[0][0]) == 1.0


def _serge_library(shared: Path) -> tuple[Entry, ...]:
    return parse_entries((shared / "essay" / "store.bib").read_text(encoding="utf-8"), "store.bib")[0]


def test_the_essay(shared: Path) -> None:
    """The twelve works the essay names are found, and nothing wrong is said with confidence."""
    body = next((shared / "essay").glob("*.txt")).read_text(encoding="utf-8")
    gold = tomllib.loads((shared / "essay" / "footnotes.toml").read_text(encoding="utf-8"))["note"]
    notes = {note.number: note for note in resolve_lost(read_plaintext(body), _serge_library(shared))}
    named = [item for item in gold if item["certainty"] == "stated"]
    assert len(named) == 12
    for item in named:
        note = notes[str(item["number"])]
        assert note.status is Status.RESOLVED
        assert note.cites[0].citekey in item["cites"]
    for item in gold:
        for cite in notes[str(item["number"])].cites:
            if cite.confidence >= 0.9:
                assert cite.citekey in [*item["cites"], *item["candidates"]]
            if item["certainty"] == "author-only":
                assert cite.citekey is None
