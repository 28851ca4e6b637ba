"""The entries of the Serge library: complete, in order, in house style, and honest about what was seen."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sergecite.model.date import parse_date
from sergecite.store.library import Library

SEED_LIST = [
    "serge2015anarchists", "serge2011danger", "serge2011witness", "serge1925proletarian", "serge1930prison",
    "serge1930yearone", "serge1932conquered", "serge1931birth", "serge1939midnight", "serge1937lenin",
    "serge1996russia", "serge2004tulayev", "serge2013mexican", "serge1971unforgiving", "serge1951trotsky",
    "serge1951memoirs", "serge2017blaze",
]  # fmt: skip
NAMED_BY_THE_BLOG = {
    "weissman2001course", "gordon2013vagabond", "revhist1994century", "sontag2004unextinguished", "gyorgy2008serge",
    "greene2015borders", "fitzpatrickguardian", "weissman2008atc", "haberkern2009retif", "weissman2009rejoinder",
    "links2009serge", "preobrazhensky1926new", "chattopadhyay1994marxian", "ticktin1992origins",
}  # fmt: skip
SEEN = ["verified", "partial", "from-memory"]
FIELD_ORDER = [
    "author", "nameaddon", "editor", "translator", "annotator", "introduction", "foreword", "afterword",
    "title", "subtitle", "shorttitle", "titleaddon", "entrysubtype", "type", "booktitle", "booksubtitle", "bookauthor",
    "journaltitle", "issuetitle", "venue", "series", "volume", "number", "chapter", "pages", "pagetotal",
    "organization", "publisher", "location", "date", "origtitle", "origdate", "origlanguage", "origpublisher",
    "origlocation", "options", "isbn", "url", "library", "langid", "addendum", "xref", "related", "annotation", "keywords",
    "usera", "userc", "userd", "usere", "userf", "verba",
]  # fmt: skip


def test_the_blogs_list_is_whole_and_in_its_order(blocks: list[Any]) -> None:
    """The 17 works open the library, numbered 1 to 17."""
    listed = [block for block in blocks if "seed-list" in block.keywords]
    assert [block.citekey for block in listed] == SEED_LIST == [block.citekey for block in blocks[:17]]
    assert [word for block in listed for word in block.keywords if word.startswith("seed-list-")] == [
        f"seed-list-{place:02d}" for place in range(1, 18)
    ]


def test_the_literature_the_blog_names_is_there(blocks: list[Any]) -> None:
    """What the preamble names carries its keyword, and nothing else does."""
    assert {block.citekey for block in blocks if "seed-preamble" in block.keywords} == NAMED_BY_THE_BLOG


def test_citekeys_are_unique(blocks: list[Any]) -> None:
    """No citekey twice in the two files."""
    assert [key for key, count in Counter(block.citekey for block in blocks).items() if count > 1] == []


def test_fields_stand_in_one_order(blocks: list[Any]) -> None:
    """Every entry has its fields in the order of the house style, and no field outside it."""
    for block in blocks:
        assert list(block.fields) == sorted(block.fields, key=FIELD_ORDER.index), block.citekey


def test_text_is_plain_unicode(refs: Path, settings: dict[str, Any]) -> None:
    """No LaTeX accents, no double hyphen outside page ranges, no typewriter apostrophes in titles."""
    for name in settings["files"]:
        for line in (refs / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("  "):
                continue
            assert not re.search(r"""\\['`"^~=.cvuHrk]""", line), line
            assert "--" not in line or line.startswith("  pages = "), line
            assert "'" not in line, line
            assert "\t" not in line, line


def test_names_of_houses_and_places_are_not_cut(blocks: list[Any]) -> None:
    """In a literal list " and " parts two items: one that belongs to a name stands in braces of its own."""
    for block in blocks:
        for name in ("publisher", "location", "organization", "origpublisher", "origlocation", "origlanguage"):
            value = block.fields.get(name, "")
            assert " and " not in re.sub(r"\{[^{}]*\}", "", value), f"{block.citekey}: {value}"


@pytest.mark.parametrize("name", ["date", "origdate"])
def test_dates_are_edtf(blocks: list[Any], name: str) -> None:
    """Dates of publication can be read."""
    assert [block.citekey for block in blocks if name in block.fields and not parse_date(block.fields[name])] == []


def test_years_of_writing_are_edtf(blocks: list[Any]) -> None:
    """Years of writing can be read, and every work of the list that the blog dates has them."""
    for block in blocks:
        assert all(parse_date(part) for part in block.words("usera", ",")), block.citekey
    undated = [block.citekey for block in blocks if "seed-list" in block.keywords and "usera" not in block.fields]
    assert undated == ["serge2017blaze"]


def test_isbns_have_their_check_digit(blocks: list[Any]) -> None:
    """ISBN-13: weights 1 and 3, sum divisible by 10; ISBN-10: weights 10 to 1, sum divisible by 11."""
    found = 0
    for block in blocks:
        isbns = re.findall(r"\b(?:97[89]-)?\d(?:-?\d){8}-?[\dX]\b", block.fields.get("isbn", ""))
        isbns += re.findall(r"ISBN ([\d-]+[\dX])", block.fields.get("annotation", ""))
        isbns += re.findall(r"isbn=([\d-]+[\dX])", block.fields.get("userf", ""))
        assert bool(isbns) or "isbn" not in block.fields, block.citekey
        for isbn in isbns:
            digits = [10 if sign == "X" else int(sign) for sign in isbn.replace("-", "")]
            if len(digits) == 13:
                total = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
            else:
                total = sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
            assert (len(digits), total) in {(13, 0), (10, 0)}, f"{block.citekey}: {isbn}"
            found += 1
    assert found == 26


def test_every_entry_says_how_far_it_was_seen(blocks: list[Any]) -> None:
    """Exactly one of the three words; addresses stand beside what was seen and only there."""
    for block in blocks:
        words = [word for word in block.keywords if word in SEEN]
        assert len(words) == 1, block.citekey
        has_address = "verba" in block.fields
        assert has_address is (words[0] != "from-memory"), block.citekey


def test_recollected_fields_exist(blocks: list[Any]) -> None:
    """`userc` names fields of its own entry, and an entry from memory as a whole needs none."""
    for block in blocks:
        assert set(block.words("userc", ",")) <= set(block.fields), block.citekey
        assert not ("from-memory" in block.keywords and "userc" in block.fields), block.citekey


def test_a_recollected_year_of_a_verified_entry_is_doubted(blocks: list[Any]) -> None:
    """What is printed without a warning does not print a year from memory as if it were known."""
    for block in blocks:
        doubted = {"date", "origdate"} & set(block.words("userc", ",")) if "verified" in block.keywords else set()
        assert all(block.fields[name].endswith("?") for name in doubted), block.citekey


@pytest.mark.parametrize(("field", "keyword"), [("userd", "seed-disagrees"), ("userf", "references-disagree")])
def test_disagreements_are_data(blocks: list[Any], field: str, keyword: str) -> None:
    """The keyword stands where the field does; each part is name=value and differs from the entry's own value."""
    for block in blocks:
        assert (field in block.fields) is (keyword in block.keywords), block.citekey
        for part in block.words(field, ";"):
            name, equals, value = part.partition("=")
            assert equals, f"{block.citekey}: {part}"
            assert value, f"{block.citekey}: {part}"
            assert block.fields.get(name.strip()) != value.strip(), f"{block.citekey}: {part}"


@pytest.mark.parametrize(
    ("citekey", "field", "own", "said"),
    [
        ("chattopadhyay1994marxian", "date", "1994", "userd"),
        ("serge2017blaze", "title", "A Blaze in a Desert", "userd"),
        ("serge1994planned", "title", "Planned Economies and Democracy", "userd"),
        ("serge1947psychologie", "title", "Socialisme et psychologie", "userd"),
        ("sontag2004unextinguished", "entrysubtype", "introduction", "userd"),
        ("borkenau1940totalitarian", "date", "1940", "userd"),
        ("bourrinet2002totalitarianism", "date", "2002-03", "userd"),
        ("serge1932conquered", "date", "2011", "userf"),
        ("serge2004tulayev", "date", "2004", "userf"),
        ("serge1951trotsky", "date", "2015", "userf"),
        ("weissman2001course", "date", "2001", "userf"),
    ],
)
def test_known_disagreements_are_kept(blocks: list[Any], citekey: str, field: str, own: str, said: str) -> None:
    """The references' value is the entry's own; the other one is beside it."""
    (block,) = [block for block in blocks if block.citekey == citekey]
    assert block.fields[field] == own
    assert any(part.startswith(f"{field}=") for part in block.words(said, ";"))


def test_relations_lead_to_entries_of_the_same_file(blocks: list[Any]) -> None:
    """`related` and `xref` name entries that biber finds when it reads one file alone."""
    homes = {block.citekey: block.file for block in blocks}
    for block in blocks:
        for key in [*block.words("related", ","), *block.words("xref", ",")]:
            assert homes.get(key) == block.file, f"{block.citekey}: {key}"
            assert key != block.citekey


def test_the_reading_list_holds_each_work_once_and_no_candidate(blocks: list[Any], settings: dict[str, Any]) -> None:
    """Every group has entries, none is in two groups, and what is only proposed for a note is in none."""
    groups = [group["keyword"] for group in settings["reading-list"]]
    counts = Counter(word for block in blocks for word in block.keywords if word in groups)
    assert set(counts) == set(groups)
    for block in blocks:
        grouped = [word for word in block.keywords if word in groups]
        assert len(grouped) <= 1, block.citekey
        assert not (grouped and "candidate" in block.keywords), block.citekey


def test_the_settings_name_every_provenance_field(blocks: list[Any], settings: dict[str, Any]) -> None:
    """Each custom field in use has its meaning in the settings, so that a command can say it."""
    used = {name for block in blocks for name in block.fields if re.fullmatch(r"(user|verb|list)[a-f]", name)}
    assert used | {"keywords", "annotation"} == set(settings["provenance"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["primary.bib", "secondary.bib"])
def test_biber_accepts_the_files_without_a_warning(refs: Path, tmp_path: Path, name: str) -> None:
    """`biber --tool --validate-datamodel` has nothing to say."""
    biber = shutil.which("biber")
    if biber is None:
        pytest.skip("biber is not on this machine")
    run = subprocess.run(
        [biber, "--tool", "--validate-datamodel", "--output-file", str(tmp_path / "out.bib"),
         "--logfile", str(tmp_path / "biber"), str(refs / name)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = [line for line in run.stdout.splitlines() if not line.startswith("INFO")]
    assert (run.returncode, said) == (0, [])
    assert not list(refs.glob("*bibertool*"))


def test_the_program_reads_the_library_as_it_stands(refs: Path, blocks: list[Any]) -> None:
    """The store opens the folder without a problem and finds what is in the files, line by line."""
    library = Library.open(refs)
    assert library.problems() == ()
    entries = library.entries()
    assert [entry.citekey for entry in entries] == [block.citekey for block in blocks]
    for entry, block in zip(entries, blocks, strict=True):
        for name, value in block.fields.items():
            if not set(value) & set("{}\\") and name != "pages":
                read = entry.text(name)
                assert read == value or name in entry.names or name in entry.lists, f"{block.citekey}: {name}"
        assert {*entry.fields, *entry.names, *entry.lists} >= set(block.fields), block.citekey
