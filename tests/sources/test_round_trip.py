"""Export and import again: what a format can hold comes back as it was."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.write import format_entry
from sergecite.export.classic_bibtex import classic
from sergecite.export.csl_item import CslItem, csl_item
from sergecite.export.data_formats import write_csl_json, write_csl_yaml, write_endnote, write_ris
from sergecite.model.entry import Entry
from sergecite.sources.clean import without_markup
from sergecite.sources.table import read_file

WORKS = """
@book{memoirs, author = {Serge, Victor}, translator = {Sedgwick, Peter}, title = {Memoirs of a {Revolutionary}}, subtitle = {1901–1941},
  edition = {2}, series = {Oxford Paperbacks}, number = {122}, publisher = {Oxford University Press}, location = {London},
  date = {1967-05}, isbn = {0-19-281037-5}, langid = {english}, keywords = {exile, prison}, volumes = {2}, pagetotal = {401},
  origdate = {1951}, origtitle = {Mémoires d'un révolutionnaire}, note = {A \\& B, 100\\%}, url = {https://example.org/a_b?c=d&e=~f}}
@collection{ideas, editor = {Weissman, Susan and {Centre for Socialist Theory}}, title = {The Ideas of Victor Serge}, publisher = {Critique},
  location = {Glasgow}, date = {1997}, langid = {english}}
@article{stalinism, author = {von der Leyen, Ursula and Smith, Jr., John}, title = {On Stalinism}, journaltitle = {Critique}, volume = {24},
  number = {1}, pages = {9--31}, date = {1996-05-12}, doi = {10.1080/03017609608413274}, issn = {0301-7605}, abstract = {Short.}, langid = {english}}
@article{lettre, author = {Serge, Victor}, title = {Lettre}, journaltitle = {Le Monde}, entrysubtype = {newspaper}, date = {1936-05-12}, langid = {french}}
@article{essay, author = {Howe, Irving}, title = {Essay}, journaltitle = {Dissent Monthly}, entrysubtype = {magazine}, date = {1964}}
@incollection{chapter, author = {Greeman, Richard}, editor = {Weissman, Susan}, title = {The Novels}, booktitle = {The Ideas of Victor Serge},
  booksubtitle = {A Life}, series = {Studies}, pages = {12--34}, publisher = {Critique}, location = {Glasgow}, date = {1997}, volume = {3}}
@thesis{thesis, author = {Marshall, Bill}, title = {Victor Serge}, type = {PhD thesis}, institution = {Oxford University}, date = {1989}}
@report{report, author = {{Commission of Inquiry}}, title = {Not Guilty}, institution = {Harper}, location = {New York}, number = {7}, date = {1938}}
@online{page, author = {Greeman, Richard}, title = {A page}, url = {https://example.org/page}, date = {2017-11-07}, urldate = {2026-11-22}}
@inproceedings{paper, author = {Doe, Jane}, title = {A Paper}, booktitle = {Proceedings}, pages = {1--2}, date = {2001}}
@booklet{pamphlet, author = {Serge, Victor}, title = {Pendant la guerre civile}, location = {Paris}, date = {1921}, langid = {french}}
@movie{film, title = {October}, date = {1928}}
@audio{song, author = {Brel, Jacques}, title = {Amsterdam}, date = {1964}}
@unpublished{draft, author = {Serge, Victor}, title = {Carnets}, date = {1944}}
@patent{patent, author = {Watt, James}, title = {Engine}, number = {913}, date = {1769}}
@software{program, author = {Doe, Jane}, title = {Tool}, version = {2}, date = {2020}}
@dataset{data, author = {Doe, Jane}, title = {Numbers}, publisher = {Zenodo}, date = {2019}}
@inreference{entry, author = {Doe, Jane}, title = {Anarchism}, booktitle = {Encyclopedia}, date = {1999}}
"""

ENTRIES = parse_entries(WORKS, "works")[0]

CSL_CANNOT: dict[str, str] = {}
RIS_CANNOT = {
    "book origdate": "RIS has no date of the original that programs agree on",
    "book pagetotal": "RIS gives the pages of a book and of an article the same tag",
    "book number": "a book's number in its series has no tag of its own",
    "software version": "RIS has no version",
}
ENDNOTE_CANNOT = {
    **RIS_CANNOT,
    "online urldate": "the export has no date of access",
    "report number": "the export has the number of an issue alone",
    "patent number": "the export has the number of an issue alone",
}
"""Entry type and field -> why it does not come back."""

FORMATS: dict[str, tuple[Callable[[Sequence[CslItem]], str], str, dict[str, str]]] = {
    "csl-json": (write_csl_json, "a.json", CSL_CANNOT),
    "csl-yaml": (write_csl_yaml, "a.yaml", CSL_CANNOT),
    "ris": (write_ris, "a.ris", RIS_CANNOT),
    "endnote": (write_endnote, "a.xml", ENDNOTE_CANNOT),
}
OTHER_TYPES = {("endnote", "audio"), ("endnote", "software"), ("endnote", "dataset")}
"""What the writer of a format has no type of its own for."""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.citekey)
def test_what_a_format_can_hold_comes_back(name: str, entry: Entry) -> None:
    """Type, names, lists and fields are equal after export and import, but for what the format cannot hold."""
    write, file, cannot = FORMATS[name]
    reading = read_file(write([csl_item(entry)]).encode(), file)
    assert reading.problems == ()
    (back,) = reading.entries
    assert back.citekey == entry.citekey
    if (name, entry.entry_type) not in OTHER_TYPES:
        assert back.entry_type == entry.entry_type
    assert back.names == entry.names
    plain = name in ("ris", "endnote")
    for field in (*entry.fields, *entry.lists):
        if f"{entry.entry_type} {field}" in cannot:
            continue
        before, after = entry.text(field), back.text(field)
        assert (
            (without_markup(after), field) == (without_markup(before), field)
            if plain
            else (after, field) == (before, field)
        )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.citekey)
def test_biblatex_comes_back_whole(entry: Entry) -> None:
    """Every field of every entry."""
    (back,) = read_file(format_entry(entry).encode(), "a.bib").entries
    assert (back.entry_type, back.names, back.lists, back.fields) == (
        entry.entry_type,
        entry.names,
        entry.lists,
        entry.fields,
    )


def test_classic_bibtex_is_read_again() -> None:
    """What old BibTeX has fields for: authors, title with its subtitle, year."""
    for entry in ENTRIES:
        (back,) = read_file(format_entry(classic(entry)).encode(), "a.bib").entries
        assert back.names.get("author") == entry.names.get("author")
        assert without_markup(back.text("title")).startswith(without_markup(entry.text("title")))
        assert back.date() is not None


def test_the_serge_library_survives_csl_json() -> None:
    """Each of its works comes back with its people, years, publisher and identifiers."""
    root = Path(__file__).resolve().parents[2] / "refs"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("*.bib")))
    entries = parse_entries(text, "refs")[0]
    back = read_file(write_csl_json([csl_item(entry) for entry in entries]).encode(), "a.json").entries
    assert len(back) == len(entries)
    for before, after in zip(entries, back, strict=True):
        for role in ("author", "editor", "translator"):
            assert after.names.get(role) == before.names.get(role)
        for field in ("publisher", "isbn", "doi", "url", "volume", "journaltitle"):
            if before.text(field):
                assert (before.citekey, field, after.text(field)) == (before.citekey, field, before.text(field))
