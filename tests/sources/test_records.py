"""Records of catalogues and Crossref by kind of work: what each kind makes of its fields."""

from typing import Any

import pytest

from sergecite.bibtex.write import format_entry
from sergecite.model.entry import Entry
from sergecite.sources.crossref import entry_from
from sergecite.sources.marc import entry_from_record
from sergecite.sources.marc_record import Field, MarcRecord, trimmed


def lines(entry: Entry) -> list[str]:
    """Return the entry's type and its sorted lines."""
    head, *rest = format_entry(entry).strip().splitlines()
    return [head, *sorted(line.strip().rstrip(",") for line in rest if line != "}")]


def marc(leader: str, *fields: tuple[str, str, str], control: str = "") -> MarcRecord:
    """Make a record of (tag, indicators, "$a ...$b ...") rows."""
    rows = []
    for tag, indicators, text in fields:
        parts = tuple((part[0], part[1:].strip()) for part in text.split("$")[1:])
        rows.append(Field(tag, indicators[0], indicators[1], parts))
    return MarcRecord(leader=leader, control={"008": control}, fields=tuple(rows))


BOOK = "00000cam a2200000 a 4500"
PART = "00000caa a2200000 a 4500"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            marc(
                BOOK,
                ("100", "1 ", "$aMarshall, Bill$4aut"),
                ("245", "10", "$aVictor Serge :$bthe uses of dissent"),
                ("502", "  ", "$bPh. D.$cUniversity of Oxford$d1989"),
                ("264", " 1", "$aOxford$c1989"),
                ("300", "  ", "$a301 p."),
            ),
            ["@thesis{,", "author = {Marshall, Bill}", "date = {1989}", "institution = {University of Oxford}", "location = {Oxford}",
             "subtitle = {the uses of dissent}", "title = {Victor {Serge}}", "type = {phdthesis}"],
        ),
        (
            marc(
                PART,
                ("100", "1 ", "$aGreeman, Richard"),
                ("245", "10", "$aOn Serge."),
                ("773", "0 ", "$tYale French studies.$gVol. 39 (1967), no. 2, p. 146-159$x0044-0078"),
                control="670101s1967    xx            000 0 eng  ",
            ),
            ["@article{,", "author = {Greeman, Richard}", "date = {1967}", "issn = {0044-0078}", "journaltitle = {Yale French studies}",
             "langid = {english}", "number = {2}", "pages = {146–159}", "title = {On Serge}", "volume = {39}"],
        ),
        (
            marc(
                PART,
                ("100", "1 ", "$aGreeman, Richard"),
                ("245", "10", "$aThe novels"),
                ("773", "0 ", "$tThe ideas of Victor Serge.$gS. 12-34$z9781590174517"),
            ),
            ["@incollection{,", "author = {Greeman, Richard}", "booktitle = {The ideas of {Victor Serge}}", "pages = {12–34}",
             "title = {The novels}"],
        ),
        (
            marc(
                BOOK,
                ("245", "04", "$aDas Werk.$nBd. 2,$pRevolution"),
                ("700", "1 ", "$aWeissman, Susan$eHrsg."),
                ("700", "1 ", "$aX, Y$tAnother work"),
                ("710", "2 ", "$aVerlag$4pbl"),
                ("250", "  ", "$a3. Aufl."),
                ("041", "1 ", "$ager$hfre"),
                ("765", "0 ", "$tOeuvre"),
            ),
            ["@collection{,", "edition = {3}", "editor = {Weissman, Susan}", "langid = {german}", "maintitle = {Das Werk}",
             "origlanguage = {french}", "origtitle = {Oeuvre}", "title = {Revolution}", "volume = {2}"],
        ),
        (
            marc("00000cem a2200000 a 4500", ("110", "2 ", "$aOffice of Maps"), ("245", "10", "$aLeningrad"), ("300", "  ", "$a1 map")),
            ["@misc{,", "author = {{Office of Maps}}", "entrysubtype = {map}", "title = {Leningrad}"],
        ),
        (
            marc("00000cas a2200000 a 4500", ("245", "00", "$aCritique."), ("022", "  ", "$a0301-7605"), ("260", "  ", "$aGlasgow :$bCritique,$c1973-")),
            ["@periodical{,", "date = {1973}", "issn = {0301-7605}", "location = {Glasgow}", "publisher = {Critique}", "title = {Critique}"],
        ),
        (
            marc(
                BOOK,
                ("100", "1 ", "$aSerge, Victor,$d1890-1947"),
                ("245", "10", "$aMen in prison /$cVictor Serge ; translated by Richard Greeman ; with an introduction by Adam Hochschild."),
                ("700", "1 ", "$aHochschild, Adam."),
                ("534", "  ", "$pReprint. Originally published:$cLondon : Gollancz, 1970"),
                ("024", "7 ", "$a10.1000/b$2doi"),
                ("856", "40", "$uhttps://example.org/b"),
                ("300", "  ", "$a2 v."),
                ("264", " 4", "$c©2014"),
                ("264", " 1", "$a[S.l.] :$bPM Press,$c2014."),
            ),
            ["@book{,", "author = {Serge, Victor}", "date = {2014}", "doi = {10.1000/b}", "introduction = {Hochschild, Adam}",
             "origdate = {1970}", "publisher = {PM Press}", "title = {Men in prison}", "translator = {Greeman, Richard}",
             "url = {https://example.org/b}", "volumes = {2}"],
        ),
        (
            marc(
                "     cam  22     3  450 ",
                ("200", "1 ", "$aŒuvres$hTome 2$iRomans$fVictor Serge"),
                ("328", " 0", "$bThèse de doctorat$cLettres$eParis 3$d1989"),
                ("700", " 1", "$aSerge$bVictor$4070"),
                ("702", " 1", "$aRière$bJean$4340"),
                ("205", "  ", "$a2e éd."),
                ("225", "| ", "$aPoints$v12"),
                ("300", "  ", "$aTrad. de : Povesti"),
                ("101", "1 ", "$afre$crus"),
            ),
            ["@thesis{,", "author = {Serge, Victor}", "date = {1989}", "edition = {2}", "editor = {Rière, Jean}", "institution = {Paris 3}",
             "langid = {french}", "maintitle = {Œuvres}", "number = {12}", "origlanguage = {russian}", "origtitle = {Povesti}",
             "series = {Points}", "title = {Romans}", "type = {phdthesis}", "volume = {2}"],
        ),
    ],
    ids=["thesis", "article", "chapter", "volume", "map", "journal", "translation", "unimarc thesis"],
)  # fmt: skip
def test_marc_by_kind(record: MarcRecord, expected: list[str]) -> None:
    """Thesis, article and chapter in their hosts, volume of a work, map, journal, translation."""
    assert lines(entry_from_record(record)) == expected


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Oxford ;", "Oxford"),
        ("Serge, V.", "Serge, V."),
        ("Memoirs.", "Memoirs"),
        ("2nd ed.", "2nd ed."),
        ("[Paris]", "Paris"),
        ("¬Das¬ Jahr", "Das Jahr"),
        ("<<Les >>années", "Les années"),
        ("wait...", "wait..."),
        ("", ""),
    ],
)
def test_isbd_punctuation(text: str, bare: str) -> None:
    """What leads to the next field goes; what belongs to the value stays."""
    assert trimmed(text) == bare


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            {"type": "book-chapter", "title": ["The Novels"], "container-title": ["Studies", "The Ideas of Serge"], "page": "1-9",
             "editor": [{"family": "Weissman", "given": "S."}], "publisher": "P", "publisher-location": "Glasgow", "ISBN": ["9781590174517"]},
            ["@incollection{,", "booktitle = {The Ideas of Serge}", "editor = {Weissman, S.}", "isbn = {9781590174517}",
             "location = {Glasgow}", "pages = {1–9}", "publisher = {P}", "series = {Studies}", "title = {The Novels}"],
        ),
        (
            {"type": "dissertation", "title": ["Serge"], "institution": [{"name": "Oxford", "place": ["Oxford"]}], "degree": ["MPhil"],
             "approved": {"date-parts": [[1989]]}},
            ["@thesis{,", "date = {1989}", "institution = {Oxford}", "location = {Oxford}", "title = {Serge}", "type = {MPhil}"],
        ),
        (
            {"type": "posted-content", "subtype": "preprint", "title": ["Serge"], "publisher": "Humanities Commons",
             "posted": {"date-parts": [[2020, 1, 2]]}},
            ["@online{,", "date = {2020-01-02}", "organization = {Humanities Commons}", "pubstate = {prepublished}", "title = {Serge}"],
        ),
        (
            {"type": "proceedings-article", "title": ["Serge"], "container-title": ["Proc"],
             "event": {"name": "Congress", "location": "Baku", "start": {"date-parts": [[1920, 9, 1]]}}},
            ["@inproceedings{,", "booktitle = {Proc}", "eventdate = {1920-09-01}", "eventtitle = {Congress}", "title = {Serge}",
             "venue = {Baku}"],
        ),
        (
            {"type": "book", "title": ["Serge"], "editor": [{"name": "Centre"}], "edition-number": "2", "container-title": ["Series"],
             "original-title": ["Sérge"], "translator": [{"family": "Sedgwick", "given": "Peter"}],
             "published-print": {"date-parts": [[1990]]}, "issued": {"date-parts": [[2004]]}},
            ["@collection{,", "date = {1990}", "edition = {2}", "editor = {{Centre}}", "origtitle = {Sérge}", "series = {Series}",
             "title = {Serge}", "translator = {Sedgwick, Peter}"],
        ),
        (
            {"type": "book-chapter", "title": ["Rooms"], "container-title": ["The Old Mole", "Göttinger Schriften zur Anglistik"]},
            ["@incollection{,", "booktitle = {The Old Mole}", "series = {Göttinger Schriften zur Anglistik}", "title = {Rooms}"],
        ),
        (
            {"type": "monograph", "title": ["Seeds: for planting /"], "subtitle": ["in spring"], "edition-number": "1",
             "publisher": "Seed Co., :", "publisher-location": "[S.l.] :", "original-title": ["Seeds: for planting /"],
             "ISBN": ["9780192810373", "9781590174517"], "isbn-type": [{"type": "print", "value": "9781590174517"}]},
            ["@book{,", "isbn = {9781590174517}", "publisher = {Seed Co.,}", "subtitle = {for planting: in spring}", "title = {Seeds}"],
        ),
        (
            {"type": "posted-content", "title": ["Zur Frage der Genese bei Tieren"], "institution": [{"name": "Archive"}], "publisher": "Laboratory",
             "language": "en", "author": [{"name": "Ada M. Byron"}, {"name": "The Society"}, {"family": "et al."}]},
            ["@online{,", "author = {Byron, Ada M. and {The Society} and others}", "langid = {german}", "organization = {Archive}",
             "title = {Zur Frage der Genese bei Tieren}"],
        ),
        (
            {"type": "other", "title": ["Rooms"], "container-title": ["House"], "page": "7-9"},
            ["@incollection{,", "booktitle = {House}", "pages = {7–9}", "title = {Rooms}"],
        ),
        (
            {"type": "dissertation", "title": ["Serge"], "degree": ["Doctor of Philosophy (PhD)"]},
            ["@thesis{,", "title = {Serge}", "type = {phdthesis}"],
        ),
        (
            {"type": "journal-article", "title": [], "subtitle": ["x"], "container-title": ["J"], "short-container-title": ["J"]},
            ["@article{,", "journaltitle = {J}", "title = {x}"],
        ),
        ({"type": "unheard-of", "title": "Plain text", "subtitle": ["Plain"]}, ["@misc{,", "title = {Plain text}"]),
        ({"title": [], "author": ["x", None, {}], "issued": {"date-parts": [[None]]}, "page": None}, ["@misc{,"]),
    ],
)  # fmt: skip
def test_crossref_by_kind(work: dict[str, Any], expected: list[str]) -> None:
    """Chapter in a book of a series, dissertation, preprint, paper, edited book; missing and malformed parts do nothing."""
    assert lines(entry_from(work)) == expected
