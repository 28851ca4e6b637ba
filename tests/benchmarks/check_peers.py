"""What papis doctor and JabRef's integrity check look for beside what `check` finds.

    python tests/benchmarks/check_peers.py [FOLDER] [--papis PATH] [--show]

papis is really run: each file of FOLDER (of the corpora, the small ones) is imported into a library of its own, and each
fault its doctor names is sought among our findings. JabRef needs a desktop; of its checkers (org.jabref.logic.integrity,
read at the commit of autumn 2026) the table says which code answers to each, or why none does. Asserts nothing.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sergecite.bibtex.parse import parse_entries
from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.store.checks.datamodel import FIELD_ALIASES, NEEDED, OTHER_TYPES
from sergecite.store.checks.finding import Finding
from sergecite.store.checks.table import CODES, check
from sergecite.store.encoding import decode
from sergecite.store.library import Library

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "bib"
LARGEST, MOST = 30_000, 40

JABREF = {
    "AbbreviationChecker": "journal",
    "JournalInAbbreviationListChecker": "journal: within the library; no list of the world's journals is shipped",
    "AmpersandChecker": "latex",
    "ASCIICharacterChecker": "for bibtex 0.99 alone; of citekeys it is said (citekey)",
    "BibStringChecker": "latex",
    "BibTeXEntryTypeChecker": "for bibtex 0.99 alone; types that BibLaTeX lacks are said (type)",
    "BooktitleChecker": "ending",
    "BooktitleContainsCountryChecker": "a title of a historian's book is full of countries",
    "BooktitleContainsYearChecker": "and of years",
    "BooktitleContainsPagesChecker": "title",
    "BracketChecker": "title",
    "CitationKeyChecker": "syntax",
    "CitationKeyDeviationChecker": "pattern",
    "CitationKeyDuplicationChecker": "doubled-key",
    "DateChecker": "date",
    "DoiDuplicationChecker": "duplicate",
    "DoiValidityChecker": "doi",
    "EditionChecker": "edition",
    "EntryLinkChecker": "crossref-missing",
    "FileChecker": "file",
    "HTMLCharacterChecker": "html",
    "HowPublishedChecker": "for bibtex 0.99 alone: a capital at the beginning",
    "ISBNChecker": "isbn",
    "ISSNChecker": "issn",
    "LatexIntegrityChecker": "latex: what stops LaTeX; commands of packages are the user's",
    "MonthChecker": "month",
    "NoBibtexFieldChecker": "for bibtex 0.99 alone; fields that BibLaTeX lacks are said (unknown, unusual)",
    "NoteChecker": "for bibtex 0.99 alone: a capital at the beginning",
    "NoURLChecker": "title",
    "PagesChecker": "pages",
    "PersonNamesChecker": "name",
    "RefChecker": "asks services; `add` does that",
    "TitleChecker": "for bibtex 0.99 alone: capitals in braces",
    "TypeChecker": "type",
    "UnicodeNormalFormCanonicalCompositionCheck": "accents",
    "UrlChecker": "url",
    "UTF8Checker": "encoding",
    "ValidCitationKeyChecker": "citekey",
    "YearChecker": "date",
}
"""JabRef's checker -> our code, or why there is none."""

PAPIS = {
    "files": "file", "biblatex-required-keys": "missing", "keys-missing": "missing", "bibtex-type": "type",
    "refs": "citekey", "html-codes": "html", "html-tags": "html", "empty-fields": "empty",
    "biblatex-key-convert": "issue", "biblatex-key-alias": "old-name", "biblatex-type-alias": "old-name",
}  # fmt: skip
"""papis's check -> our code."""
_CLEANED = {"author": "name", "abstract": "abstract"}


class Fault(NamedTuple):
    """What papis says: the check, the citekey, the fields or the value it is about."""

    check: str
    citekey: str
    about: str


def main() -> None:
    """Print JabRef's table, then what papis finds."""
    arguments = sys.argv[1:]
    papis = arguments.pop(arguments.index("--papis") + 1) if "--papis" in arguments else shutil.which("papis")
    show = "--show" in arguments
    folder = Path(next((one for one in arguments if not one.startswith("--")), FOLDER))
    _print_jabref()
    if papis is None:
        print("\npapis is not installed")
        return
    both, decided, left = Counter[str](), Counter[tuple[str, str]](), Counter[str]()
    paths = [path for path in sorted(folder.rglob("*.bib")) if path.is_file() and 500 < path.stat().st_size <= LARGEST]
    for path in paths[:: max(1, len(paths) // MOST)]:
        try:
            ours = _ours(path)
        except InputError:
            continue  # UTF-16, which no program of BibTeX's reads
        entries = {entry.citekey: entry for entry in parse_entries(decode(path.read_bytes()), path.name)[0]}
        for fault in _papis(papis, path):
            if any(_is_said(fault, one) for one in ours):
                both[fault.check] += 1
            elif why := _decision(fault, entries.get(fault.citekey)):
                decided[fault.check, why] += 1
            else:
                left[fault.check] += 1
                if show:
                    print(f"papis only: {path.name}: {fault}")
    print(f"\n{'papis doctor':26}{'both':>8}{'decided':>10}{'papis only':>12}")
    for name in sorted({*both, *left, *(of for of, _ in decided)}):
        put_aside = sum(count for (of, _), count in decided.items() if of == name)
        print(f"{name:26}{both[name]:>8}{put_aside:>10}{left[name]:>12}")
    for (name, why), count in decided.most_common():
        print(f"{count:>6} {name}: {why}")


def _print_jabref() -> None:
    found = {name: said.partition(":")[0] for name, said in JABREF.items()}
    answered = sum(code in CODES for code in found.values())
    print(f"JabRef: {len(JABREF)} checkers, {answered} of them answered by a code of ours, the others decided:")
    for name, said in JABREF.items():
        if found[name] not in CODES:
            print(f"  {name:36} {said}")


def _ours(path: Path) -> list[Finding]:
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(path, Path(place) / "x.bib")
        return check(Library.open(Path(place)))


def _papis(papis: str, path: Path) -> Iterator[Fault]:
    """Yield what papis doctor says of a file, imported into a new library."""
    with tempfile.TemporaryDirectory() as place:
        home, library = Path(place), Path(place) / "lib"
        library.mkdir()
        (home / "papis").mkdir()
        (home / "papis" / "config").write_text(f"[settings]\ndefault-library = lib\n[lib]\ndir = {library}\n")
        environment = {**os.environ, "HOME": place, "XDG_CONFIG_HOME": place, "XDG_CACHE_HOME": f"{place}/cache",
                       "XDG_DATA_HOME": f"{place}/data"}  # fmt: skip
        for arguments in (
            ["bibtex", "read", str(path), "import", "--all"],
            ["doctor", "--all-checks", "--all", "--json"],
        ):
            run = subprocess.run([papis, "-l", "lib", *arguments], env=environment, capture_output=True, check=False)
        found = json.loads(run.stdout or b"[]")
        for one in found:
            info = Path(one["path"]) / "info.yaml"
            key = re.search(r"^ref: '?(.*?)'?$", info.read_text(encoding="utf-8"), re.MULTILINE)
            yield Fault(one["name"], key[1] if key else "", str(one["msg"]))


def _is_said(fault: Fault, one: Finding) -> bool:
    code = _CLEANED.get(fault.about, "") if fault.check == "string-cleaner" else PAPIS.get(fault.check)
    fields = {name.strip() for name in fault.about.split(",")}
    if code == "old-name":
        return one.code == code and one.field.removeprefix("@") in fields
    about = not one.field or one.field in fields or code in ("file", "missing", "type", "citekey")
    # An entry without a citekey gets one from papis.
    return one.code == code and one.citekey in (fault.citekey, "") and about


def _decision(fault: Fault, entry: Entry | None) -> str:
    """Return why a fault that only papis names is none; "" where there is no reason."""
    wanted = [name.strip() for name in fault.about.split(",")]
    stated = entry is not None and any(entry.text(name) or entry.text(FIELD_ALIASES.get(name, name)) for name in wanted)
    if fault.check == "biblatex-required-keys" and stated:
        return "it is there: inherited, under its old name, in capitals, or of two entries with one citekey the other's"
    if fault.check in ("bibtex-type", "biblatex-required-keys") and fault.about in {*NEEDED, *OTHER_TYPES}:
        return "a type of BibLaTeX that papis does not know"
    if fault.check == "string-cleaner" and fault.about == "author":
        return "initials without full stops are a style of their own; those run together are said"
    if fault.check == "refs" and not fault.citekey:
        return "the file has no citekey there; papis makes none either"
    if fault.check == "field-type":
        return "a year that papis itself has put down as text"
    if fault.check in ("biblatex-key-alias", "biblatex-type-alias"):
        return "an old name that BibLaTeX still reads; said where the new one stands beside it"
    if fault.check == "string-cleaner" and fault.about not in _CLEANED:
        return "white space, which BibTeX squeezes; format does"
    if fault.check == "keys-missing":
        return "asked of every type; said where BibLaTeX asks for it"
    return ""


if __name__ == "__main__":
    main()
