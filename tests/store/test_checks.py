"""The rules of `check`: what must not be found comes first."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sergecite.errors import UsageError
from sergecite.store.checks.finding import Finding
from sergecite.store.checks.fixing import fix
from sergecite.store.checks.library_rules import file_names
from sergecite.store.checks.mend import mend
from sergecite.store.checks.table import CODES, check
from sergecite.store.checks.value_rules import is_ismn
from sergecite.store.library import Library

Check = Callable[..., list[Finding]]


@pytest.fixture(name="found")
def _found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "refs"
    root.mkdir()

    def run(text: str | bytes, *select: str) -> list[Finding]:
        (root / "a.bib").write_bytes(text.encode() if isinstance(text, str) else text)
        return check(Library.open(root), select)

    return run


BOOK = "author = {Serge, Victor}, title = {Men in Prison}, date = {1930}"
OTHER = "author = {A. B}, title = {Quite Another}, date = {1931}"
SOUND = {
    "book": f"@book{{a, {BOOK}}}",
    "old names": "@phdthesis{a, author = {A. B}, title = {T}, school = {S}, year = 1930, month = may}",
    "inherited": "@collection{b, editor = {C. D}, title = {B}, date = {1930}}\n"
    "@incollection{a, author = {A. B}, title = {T}, crossref = {b}, pages = {12--34}}",
    "what programs keep": f"@book{{a, {BOOK}, date-added = {{x}}, bdsk-url-1 = {{x_y}}, owner = {{me}}, timestamp = {{1}}, "
    "zotero-key = {X}, citeulike-article-id = {1}, lccn = {1}}",
    "dates": f"@unpublished{{a, {BOOK}, origdate = {{1723~}}, urldate = {{2020-05-01}}, eventdate = {{199X}}, url = {{https://a.org}}}}",
    "intervals": "@book{a, author = {A. B}, title = {T}, date = {1930/1932}, origdate = {-0221/-0219}}",
    "open interval": "@book{a, author = {A. B}, title = {T}, date = {1030/..}, origdate = {2000/}}",
    "several ISSN": "@article{a, author = {A. B}, title = {T}, journaltitle = {J}, date = 1930, issn = {0896-7148, 1468-4365}}",
    "numbers": f"@book{{a, {BOOK}, isbn = {{978-0-671-52807-2 978-0-671-81591-2 (pbk.)}}, "
    "doi = {10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O}}",
    "pages": f"@inbook{{a, {BOOK}, booktitle = {{B}}, pages = {{xii--xv, 3--12, 101, A12--A14, 12:3--12:9}}}}",
    "bodies": "@book{a, author = {{Simon & Schuster; Partners} and UNESCO and de Man, Henri and others}, title = {T}, date = 1930}",
    "extended names": "@book{a, author = {family=Dijk, given=Edsger, prefix=van, useprefix=true}, title = {T}, date = 1930}",
    "LaTeX": "@book{a, author = {A. B}, title = {R\\&D, 100\\%, $x_1^2$, \\#1, H\\textsubscript{2}O}, date = 1930}",
    "addresses": f"@book{{a, {BOOK}, url = {{https://a.org/x_y%20z?a=1&b=2#c}}, note = {{\\url{{http://b.org/x_y}}}}}}",
    "alias of a related work": f"@book{{a, {BOOK}, related = {{old}}}}\n@book{{b, author = {{A. B}}, title = {{T}}, date = {{1930}}, ids = {{old}}}}",
    "xdata": f"@xdata{{x, publisher = {{P}}}}\n@book{{a, {BOOK}, xdata = {{x}}}}",
    "macro": f'@string{{pm = "PM"}}\n@book{{a, {BOOK}, publisher = pm}}',
    "set named by its members": f"@set{{s, entryset = {{a}}, date = 1930}}\n@book{{a, {BOOK}, entryset = {{s}}}}",
    "brackets": "@book{a, author = {A. B}, title = {On (some) [old] „things“, »new« [(ones)]}, date = 1930}",
    "full stops": "@book{a, author = {A. B}, title = {Notes on the U.S.S.R., etc.}, date = 1930}",
    "initials": "@book{a, author = {Tolkien, J. R. R. and {J.R.R. Ltd}}, title = {T}, date = 1930}",
    "season": "@article{a, author = {A. B}, title = {T}, journaltitle = {J}, issue = {Spring}, date = 1930}",
    "journals": f"@article{{a, {BOOK}, journaltitle = {{Past and Present}}}}"
    f"@article{{b, {OTHER}, journaltitle = {{Politics and Philosophy}}}}",
    "original": f"@book{{a, {BOOK}, translator = {{C. D}}, origlanguage = {{french}}}}",
}  # fmt: skip


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_nothing_is_found_in_what_is_sound(found: Check, text: str) -> None:
    """No error, no warning, nothing to look at."""
    assert found(text) == []


FAULTS = {
    "missing": ("@article{a, author = {A. B}, title = {T}, date = 1930}", "warning", "missing", 1),
    "missing date": ("@book{a, author = {A. B}, title = {T}}", "warning", "missing", 1),
    "one of several": ("@online{a, title = {T}, date = 1930}", "warning", "missing", 1),
    "unusual": (f"@book{{a, {BOOK},\n  issn = {{0896-7148}}}}", "info", "unusual", 2),
    "unknown": (f"@book{{a, {BOOK},\n  favourite = {{yes}}}}", "info", "unknown", 2),
    "misspelt": (f"@book{{a, {BOOK},\n  langauge = {{french}}}}", "warning", "field", 2),
    "misspelt title": (f"@book{{a, {BOOK}, shortitle = {{T}}}}", "warning", "field", 1),
    "type": (f"@boook{{a, {BOOK}}}", "warning", "type", 1),
    "other type": (f"@ancienttext{{a, {BOOK}}}", "info", "type", 1),
    "doubled": (f"@book{{a, {BOOK}, title = {{U}}}}", "error", "doubled", 1),
    "doubled by its old name": (f"@book{{a, {BOOK}, location = {{P}}, address = {{Q}}}}", "warning", "doubled", 1),
    "empty": (f"@book{{a, {BOOK}, note = {{}}}}", "info", "empty", 1),
    "volume": (f"@book{{a, {BOOK}, volume = {{IV}}}}", "info", "number", 1),
    "gender": (f"@book{{a, {BOOK}, gender = {{x}}}}", "warning", "gender", 1),
    "translation": (f"@book{{a, {BOOK}, translator = {{C. D}}}}", "info", "original", 1),
    "date": ("@book{a, author = {A. B}, title = {T}, date = {May 7 2015}}", "warning", "date", 1),
    "backwards": ("@book{a, author = {A. B}, title = {T}, date = {1932/1930}}", "warning", "date", 1),
    "later original": (f"@book{{a, {BOOK}, origdate = {{1931}}}}", "warning", "date", 1),
    "date and year": (f"@book{{a, {BOOK}, year = 1930}}", "warning", "date", 1),
    "year": ("@book{a, author = {A. B}, title = {T}, year = {[1750?]}}", "info", "date", 1),
    "month": ("@book{a, author = {A. B}, title = {T}, year = 1930, month = {May}}", "info", "month", 1),
    "no month": ("@book{a, author = {A. B}, title = {T}, year = 1930, month = {Mai-Juin}}", "warning", "month", 1),
    "ISBN": (f"@book{{a, {BOOK}, isbn = {{978-0-671-52807-3}}}}", "warning", "isbn", 1),
    "ISSN": ("@periodical{a, editor = {C. D}, title = {T}, date = 1930, issn = {0896-7149}}", "warning", "issn", 1),
    "ISMN": (f"@book{{a, {BOOK}, ismn = {{979-0-2600-0043-9}}}}", "warning", "ismn", 1),
    "DOI": (f"@book{{a, {BOOK}, doi = {{ten/x}}}}", "warning", "doi", 1),
    "DOI with its address": (f"@book{{a, {BOOK}, doi = {{https://doi.org/10.1000/x}}}}", "warning", "doi", 1),
    "arXiv": (f"@book{{a, {BOOK}, eprinttype = {{arxiv}}, eprint = {{21.1}}}}", "warning", "arxiv", 1),
    "hyphen": (f"@book{{a, {BOOK}, pages = {{12-34}}}}", "info", "dash", 1),
    "pages backwards": (f"@book{{a, {BOOK}, pages = {{34--12}}}}", "warning", "pages", 1),
    "p.": (f"@book{{a, {BOOK}, pages = {{pp. 12--34}}}}", "info", "pages", 1),
    "edition": (f"@book{{a, {BOOK}, edition = {{2nd}}}}", "info", "edition", 1),
    "URL": (f"@book{{a, {BOOK}, url = {{www.a.org}}}}", "warning", "url", 1),
    "urldate": (f"@book{{a, {BOOK}, urldate = {{2020-01-01}}}}", "info", "url", 1),
    "ampersand": ("@book{a, author = {Smith, A. & Doe, B.}, title = {T}, date = 1930}", "warning", "name", 1),
    "semicolon": ("@book{a, author = {Smith, A.; Doe, B.}, title = {T}, date = 1930}", "warning", "name", 1),
    "trailing comma": ("@book{a, author = {Smith, A.,}, title = {T}, date = 1930}", "warning", "name", 1),
    "et al.": ("@book{a, author = {Smith, A. et al.}, title = {T}, date = 1930}", "warning", "name", 1),
    "commas": ("@book{a, author = {Smith, A., Doe, B., Roe, C.}, title = {T}, date = 1930}", "warning", "name", 1),
    "capitals": ("@book{a, author = {SERGE, Victor}, title = {T}, date = 1930}", "warning", "name", 1),
    "role": ("@book{a, author = {Smith, Ann (ed.)}, title = {T}, date = 1930}", "warning", "name", 1),
    "and and": ("@book{a, author = {Smith, A. and and Doe, B.}, title = {T}, date = 1930}", "warning", "name", 1),
    "bare &": ("@book{a, author = {A. B}, title = {Q & A}, date = 1930}", "warning", "latex", 1),
    "bare _": ("@book{a, author = {A. B}, title = {x_1}, date = 1930}", "warning", "latex", 1),
    "lone $": ("@book{a, author = {A. B}, title = {5$ a day}, date = 1930}", "warning", "latex", 1),
    "HTML": ("@book{a, author = {A. B}, title = {Q &amp; A}, date = 1930}", "warning", "html", 1),
    "broken letters": ("@book{a, author = {A. B}, title = {CafÃ©}, date = 1930}", "warning", "encoding", 1),
    "invisible": ("@book{a, author = {A. B}, title = {T\u200bT}, date = 1930}", "warning", "encoding", 1),
    "shouting": ("@book{a, author = {A. B}, title = {MEMOIRS OF ONE REVOLUTIONARY}, date = 1930}", "info", "capitals", 1),
    "comma": ("@book{a, author = {A. B}, title = {T,}, date = 1930}", "warning", "ending", 1),
    "cut short": (
        "@inproceedings{a, author = {A. B}, title = {T}, booktitle = {Annual Conference on}, date = 1930}",
        "warning", "ending", 1,
    ),
    "initials together": ("@book{a, author = {Tolkien, J.R.R.}, title = {T}, date = 1930}", "info", "name", 1),
    "comma first": ("@book{a, author = {, Ann and B. C}, title = {T}, date = 1930}", "warning", "name", 1),
    "a tag of HTML": ("@book{a, author = {A. B}, title = {<div>T</div>}, date = 1930}", "warning", "html", 1),
    "text turned round": ("@book{a, author = {A. B}, title = {T\u202eT}, date = 1930}", "warning", "encoding", 1),
    "accents apart": ("@book{a, author = {A. B}, title = {Cafe\u0301}, date = 1930}", "info", "accents", 1),
    "full stop": ("@book{a, author = {A. B}, title = {Memoirs of a Revolutionary.}, date = 1930}", "info", "ending", 1),
    "address in a title": ("@book{a, author = {A. B}, title = {T https://a.org}, date = 1930}", "info", "title", 1),
    "pages in a booktitle": (f"@inbook{{a, {BOOK}, booktitle = {{B, pp. 3--4}}}}", "info", "title", 1),
    "bracket": ("@book{a, author = {A. B}, title = {On (some things}, date = 1930}", "info", "title", 1),
    "abstract": (f"@book{{a, {BOOK}, abstract = {{Abstract: this}}}}", "info", "abstract", 1),
    "number as issue": (
        "@article{a, author = {A. B}, title = {T}, journaltitle = {J}, issue = {3}, date = 1930}", "info", "issue", 1,
    ),
    "URL of the DOI": (f"@book{{a, {BOOK}, doi = {{10.1000/x}}, url = {{https://doi.org/10.1000/X}}}}", "info", "url", 1),
    "preprint": (
        "@article{a, author = {A. B}, title = {T}, journaltitle = {J}, pages = {1}, doi = {10.48550/arXiv.2101.00001}, date = 1930}",
        "info", "preprint", 1,
    ),
    "two names of a journal": (
        f"@article{{a, {BOOK}, journaltitle = {{J. Mod. Hist.}}}}@article{{b, {OTHER}, journaltitle = {{Journal of Modern History}}}}",
        "info", "journal", 1,
    ),
    "rare sign in a citekey": (f"@book{{sergé, {BOOK}}}", "info", "citekey", 1),
    "tag twice": (f"@book{{a, {BOOK}, keywords = {{x, y, X}}}}", "info", "tags", 1),
    "old names beside new": (
        f"@book{{a, {BOOK}, address = {{P}}}}\n@book{{b, author = {{A. B}}, title = {{U}}, date = 1930, location = {{Q}}}}",
        "info", "old-name", 1,
    ),
    "syntax": (f"@book{{a, {BOOK}\n  volume = {{1}}}}", "error", "syntax", 2),
    "macro": (f"@book{{a, {BOOK}, publisher = nowhere}}", "error", "macro", 1),
    "conflict": (f"<<<<<<< ours\n@book{{a, {BOOK}}}\n=======\n>>>>>>> theirs\n", "error", "conflict", 1),
    "dangling": (f"@book{{a, {BOOK}, crossref = {{b}}}}", "error", "crossref-missing", 1),
    "cycle": (f"@book{{a, {BOOK}, crossref = {{a}}}}", "error", "crossref-cycle", 1),
    "related": (f"@book{{a, {BOOK}, related = {{b}}}}", "error", "related-missing", 1),
    "related to itself": (f"@book{{a, {BOOK}, related = {{a}}}}", "error", "related-cycle", 1),
    "xref": (f"@book{{a, {BOOK},\n xref = {{b}}}}", "error", "xref-missing", 2),
    "set": ("@set{a, entryset = {b}, date = 1930}", "error", "entryset-missing", 1),
    "case": (f"@book{{a, {BOOK}}}\n@inbook{{b, author = {{A. B}}, title = {{U}}, crossref = {{A}}}}", "warning", "crossref-case", 2),
    "citekey": (f"@book{{a b, {BOOK}}}", "warning", "citekey", 1),
    "taken": (f"@book{{a, {BOOK}}}\n@book{{a, author = {{A. B}}, title = {{U}}, date = 1930}}", "error", "doubled-key", 2),
    "taken but for case": (f"@book{{a, {BOOK}}}\n@book{{A, author = {{A. B}}, title = {{U}}, date = 1930}}", "warning", "doubled-key", 2),
    "alias": (f"@book{{a, {BOOK}, ids = {{a}}}}", "warning", "alias", 1),
    "duplicate": (f"@book{{a, {BOOK}}}\n@book{{b, {BOOK}}}", "warning", "duplicate", 2),
    "one DOI": (
        f"@book{{a, {BOOK}, doi = {{10.1000/x}}}}\n@book{{b, author = {{A. B}}, title = {{Another}}, date = 1930, doi = {{10.1000/X}}}}",
        "warning", "doi", 2,
    ),
    "file": (f"@book{{a, {BOOK}, file = {{Full text:no/such.pdf:PDF}}}}", "error", "file", 1),
    "unused": ("@xdata{x, publisher = {P}}", "info", "xdata-unused", 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "level", "code", "line"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_in_its_place(found: Check, text: str, level: str, code: str, line: int) -> None:
    """The rule says it, at its level and line, in words."""
    findings = [one for one in found(text) if one.code == code]
    assert [(str(one.level), one.line) for one in findings][:1] == [(level, line)]
    assert all(one.message and one.file == "a.bib" and one.column >= 1 for one in findings)
    assert code in CODES


def test_cycles_of_xref(found: Check) -> None:
    """Each entry of a circle is named, with the way round."""
    one, other = BOOK, "author = {A. B}, title = {Another}, date = {1931}"
    findings = found(f"@book{{a, {one}, xref = {{b}}}}\n@book{{b, {other}, xref = {{a}}}}", "xref-cycle")
    assert [finding.message for finding in findings] == ["xref leads back: a -> b -> a", "xref leads back: b -> a -> b"]


def test_places_in_long_lines(found: Check) -> None:
    """Line and column are those of the field, in characters, whatever stands before it and however the lines end."""
    text = f"@book{{é, {BOOK}}} @book{{b, author = {{A. B}}, title = {{é_1}}, date = 1931}}\r\n% é\r\n@misc{{c,\r\n title = {{x_1}}, date = 1}}"
    places = {one.citekey: (one.line, one.column) for one in found(text, "latex")}
    assert places == {"b": (1, text.index("title = {é_1}") + 1), "c": (4, 2)}
    assert {one.citekey: (one.line, one.column) for one in found("\ufeff" + text, "latex")} == places
    long = "x" * 200_000
    assert [one.column > 200_000 for one in found(f"{long} @misc{{c, title = {{x_1}}, date = 1}}", "latex")] == [True]


def test_an_old_encoding_is_named(found: Check) -> None:
    """A file that is not UTF-8 is read and reported."""
    assert [one.code for one in found(f"@book{{a, {BOOK}, note = {{Café}}}}".encode("latin-1"))] == ["encoding"]
    assert not found(f"% Encoding: Cp1252\n@book{{a, {BOOK}, note = {{plain}}}}".encode())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"@book{{a, {BOOK}, note = {{1\\}} 2}}\n}},\n  volume = {{1}},\n}}\n", [1]),
        (f"@book{{a, {BOOK}, note = {{{{x\\}} \\{{y\\}}}}}},\n  volume = {{1}},\n}}\n", [1]),
        (f"@book{{a, {BOOK}}}\n}}\n", []),
        (f"@book{{a, {BOOK}}}\n where x = 1\n", []),
    ],
)
def test_fields_behind_an_entry_are_told(found: Check, text: str, lines: list[int]) -> None:
    """Where a brace too many ends an entry before its time, fields are lost: that is an error at that brace."""
    assert [one.line for one in found(text, "syntax") if "reads like more of its fields" in one.message] == lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("% Encoding: Cp1251", "cp1251"), ("% Encoding: Cp1252", "cp1252"), ("% -*- coding: utf-8-unix -*-", "Windows-1252"),
        ("% Encoding: martian", "martian, which does not fit"), ("% Encoding: EUC_JP", "euc_jp, which does not fit"),
    ],
)  # fmt: skip
def test_an_encoding_is_told(found: Check, line: str, said: str) -> None:
    """What a file is read in is said, and how to convert it where that is known; so is a declaration that does not fit."""
    (one,) = found(f"{line}\n@book{{a, {BOOK}, note = {{".encode() + b"\xc4}}")
    assert one.code == "encoding"
    assert one.line == 2
    assert said in one.message
    assert ("iconv -f" in (one.hint or "")) == said.startswith("cp")


def test_an_unknown_field_is_named_once(found: Check) -> None:
    """A library's own field is one finding, however often it is used."""
    other = "author = {A. B}, title = {Another}, date = {1931}"
    (finding,) = found(f"@book{{a, {BOOK}, myfield = {{x}}}}\n@book{{b, {other}, myfield = {{y}}}}")
    assert finding.message == "myfield is no field of BibLaTeX, in 2 entries"


def test_select_and_ignore(tmp_path: Path) -> None:
    """Codes and levels choose; a word that is neither is a wrong call."""
    (tmp_path / "a.bib").write_text("@article{a, title = {x_1}, date = 1930}\n")
    library = Library.open(tmp_path)
    assert {one.code for one in check(library)} == {"missing", "latex"}
    assert {one.code for one in check(library, ["latex"])} == {"latex"}
    assert {one.code for one in check(library, ["warning"], ["missing"])} == {"latex"}
    assert check(library, ["error"]) == []
    with pytest.raises(UsageError):
        check(library, ["nonsense"])


def test_what_the_settings_ignore(tmp_path: Path) -> None:
    """Codes and levels for all entries or for one; --select shows them all the same; what is unknown is reported."""
    (tmp_path / "a.bib").write_text(
        "@article{a, title = {x_1}, date = 1930}\n@article{b, title = {y_1}, date = 1931}\n"
    )

    def said(text: str, *select: str) -> set[tuple[str, str]]:
        (tmp_path / "sergecite.toml").write_text(text)
        return {(one.citekey, one.code) for one in check(Library.open(tmp_path), select)}

    every = {("a", "missing"), ("a", "latex"), ("b", "missing"), ("b", "latex")}
    assert said("") == every
    assert said('[check]\nignore = ["latex"]') == {("a", "missing"), ("b", "missing")}
    assert said('[check]\nignore = ["warning"]') == set()
    assert said('[check]\nignore = ["latex"]', "latex") == {("a", "latex"), ("b", "latex")}
    assert said('[check.entries]\na = ["missing"]') == every - {("a", "missing")}
    assert said('[check.entries]\na = ["all"]') == {("b", "missing"), ("b", "latex")}
    (tmp_path / "sergecite.toml").write_text('[check]\nignore = ["latexx"]\n[check.entries]\nnobody = ["latex"]\n')
    found = check(Library.open(tmp_path), ["settings"])
    assert [(one.file, one.line, str(one.level)) for one in found] == [
        ("sergecite.toml", 2, "warning"), ("sergecite.toml", 4, "warning"),
    ]  # fmt: skip


def test_citekeys_by_the_pattern_of_the_library(tmp_path: Path) -> None:
    """Only where the library has a pattern of its own; letters that keep two apart do not count."""
    (tmp_path / "a.bib").write_text(f"@book{{serge-1930, {BOOK}}}\n@book{{serge-1930b, {BOOK}}}\n@book{{x, {BOOK}}}\n")
    assert check(Library.open(tmp_path), ["pattern"]) == []
    (tmp_path / "sergecite.toml").write_text('citekey = "{author}-{year}"')
    assert [one.citekey for one in check(Library.open(tmp_path), ["pattern"])] == ["x"]


def test_a_field_given_twice(found: Check, tmp_path: Path) -> None:
    """What says the same goes, whatever its delimiters; what differs stays and is said."""
    before = '@book{a,\n  note = {x  y},\n  NOTE = "x\n y",\n  title = {T},\n  title = {U}\n}\n'
    hints = {one.field: one.hint for one in found(before, "doubled")}
    assert hints == {"note": "--fix takes away what says the same", "title": "they differ: one must go"}
    assert [one.field for one in fix(Library.open(tmp_path / "refs"))] == ["note"]
    after = (tmp_path / "refs" / "a.bib").read_text()
    assert after == "@book{a,\n  note = {x  y},\n  title = {T},\n  title = {U}\n}\n"
    assert fix(Library.open(tmp_path / "refs")) == []


UNMENDED = {
    "corporate ampersand": ("author", "Simon & Schuster"),
    "body in braces": ("author", "{Smith; Sons} and {A, B & C}"),
    "names without commas": ("author", "Ann Smith; Bob Doe"),
    "mathematics": ("title", "$a & b$"),
    "escaped": ("title", r"R\&D 100\% \#1"),
    "address": ("url", "https://a.org/?a=1&b=2%20#c"),
    "own field": ("biburl", "a#b"),
    "date in pages": ("pages", "12.3-5, 2001-05-01, A1-A3"),
    "date": ("date", "1951-05-01"),
    "years backwards": ("date", "1932-1930"),
    "DOI": ("doi", "10.1000/doi:x"),
    "tags": ("keywords", "R&D, 100%"),
    "path": ("file", "Cafe\u0301.pdf"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), UNMENDED.values(), ids=UNMENDED)
def test_what_is_not_certain_stays(name: str, value: str) -> None:
    """No mender guesses."""
    assert mend(name, value) == value


MENDED = {
    "hyphen": ("pages", "12-34, 40 – 42", "12--34, 40--42"),
    "DOI without scheme": ("doi", "doi.acm.org/10.1145/316188.316229", "10.1145/316188.316229"),
    "DOI": ("doi", "https://dx.doi.org/10.1000/X", "10.1000/X"),
    "one digit": ("date", "1906-6-22", "1906-06-22"),
    "years": ("date", "1922-1926", "1922/1926"),
    "ISSN": ("issn", "2053951x", "2053951x"),
    "ISSN without hyphen": ("issn", "20539517", "2053-9517"),
    "ampersand between people": ("author", "Smith, A. & Doe, B.", "Smith, A. and Doe, B."),
    "semicolons": ("editor", "Smith, A.; Doe, B.; Roe, C.", "Smith, A. and Doe, B. and Roe, C."),
    "et al.": ("author", "Smith, A., et al.", "Smith, A. and others"),
    "trailing comma": ("author", "Smith, A., and Doe, B.,", "Smith, A. and Doe, B."),
    "bare signs": ("title", "Q & A, 100%, #1", r"Q \& A, 100\%, \#1"),
    "HTML": ("title", "Q &amp; A", r"Q \& A"),
    "accents": ("title", "Cafe\u0301", "Café"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), MENDED.values(), ids=MENDED)
def test_mends(name: str, old: str, new: str) -> None:
    """What can mean one thing only is written so; twice is as good as once."""
    assert mend(name, old) == new
    assert mend(name, new) == new


def test_fix_changes_only_the_values(found: Check, tmp_path: Path) -> None:
    """Delimiters, layout and everything else stay; what is ignored stays; undo takes it back."""
    before = (
        '% pages = {1-2}\n@ARTICLE{a,\n\tAuthor = "Smith, A. & Doe, B.",\n  title={T}, journal = jour # { 1-2},\n'
        " month = {May}, year=1930, pages = {1-2} % 3-4\n}\n@comment{pages = {1-2}}\n"
    )
    found(before)
    library = Library.open(tmp_path / "refs")
    assert [(one.line, one.field, one.old, one.new) for one in fix(library, ["dash"])] == [
        (3, "author", "Smith, A. & Doe, B.", "Smith, A. and Doe, B."),
        (5, "month", "{May}", "may"),
    ]
    assert [one.field for one in fix(library)] == ["pages"]
    after = (tmp_path / "refs" / "a.bib").read_text()
    assert after == before.replace("A. & Doe", "A. and Doe").replace("{May}", "may").replace(
        "pages = {1-2} %", "pages = {1--2} %"
    )
    assert fix(library) == []
    library.undo()
    library.undo()
    assert (tmp_path / "refs" / "a.bib").read_text() == before


def test_fix_in_an_old_encoding(found: Check, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 stay, and so do those that are, in one file."""
    before = "@book{a, title = {Caf\xe9 & co \xd0\x96}, pages = {1-2}}".encode("latin-1")
    found(before)
    fix(Library.open(tmp_path / "refs"))
    assert (tmp_path / "refs" / "a.bib").read_bytes() == before.replace(b"&", b"\\&").replace(b"1-2", b"1--2")


def test_files_of_all_programs() -> None:
    """BibLaTeX's path, JabRef's and Zotero's lists, escaped colons."""
    assert list(file_names("a/b.pdf")) == ["a/b.pdf"]
    assert list(file_names(":a.pdf:PDF;Text:C\\:/b.pdf:application/pdf")) == ["a.pdf", "C:/b.pdf"]
    assert list(file_names("")) == []


def test_ismn() -> None:
    """Both forms of an ISMN, and a wrong check digit."""
    assert is_ismn("979-0-2600-0043-8")
    assert is_ismn("M-2600-0043-8")
    assert not is_ismn("979-0-2600-0043-7")


def test_blanks_without_end(tmp_path: Path) -> None:
    """A list of names with a million blanks is read, checked and mended; were each blank tried, that would take hours."""
    path = tmp_path / "a.bib"
    path.write_text(f"@book{{a, title = {{T}}, date = {{1930}}, author = {{Serge, Victor{' ' * 1_000_000},}}}}\n")
    library = Library.open(tmp_path)
    assert [(one.code, one.field) for one in check(library)] == [("name", "author")]
    assert [(one.field, one.new) for one in fix(library)] == [("author", "Serge, Victor")]


_SIGNS = st.text("aB1 é{}%#&\\$;,.=-–?/()_^<>~\n", max_size=30)
_FIELDS = st.sampled_from(
    ["title", "author", "pages", "date", "doi", "issn", "isbn", "url", "month", "year", "file", "note", "zz"]
)


@given(
    _FIELDS, _SIGNS | st.sampled_from(["A, B & C, D; E, F et al.", "1-2-3", "12 - 13,14–15", "1906-6-2", "doi:10.1/x"])
)
def test_mending_twice_is_mending_once(name: str, value: str) -> None:
    """Whatever the value: a second run finds nothing to do."""
    assert mend(name, mend(name, value)) == mend(name, value)


@given(st.lists(st.tuples(_FIELDS, _SIGNS), max_size=5), st.sampled_from(["book", "article", "set", "xdata", "odd"]))
@example([("author", ",,")], "book")
@settings(deadline=None, max_examples=60)
def test_no_entry_is_too_odd(values: list[tuple[str, str]], kind: str) -> None:
    """Whatever an entry holds, the rules say something or nothing, and mending is stable and undone byte for byte."""
    text = (
        f"@{kind}{{a,\n"
        + "".join(f" {name} = {{{value}}},\n" for name, value in values)
        + "}\n\n@book{b, title = {T}}\n"
    )
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", f"{place}/state")
        path = Path(place) / "a.bib"
        path.write_text(text)
        library = Library.open(Path(place))
        assert all(one.code in CODES and one.line > 0 for one in check(library))
        if fix(library):
            assert fix(library) == []
            library.undo()
        assert path.read_text() == text
