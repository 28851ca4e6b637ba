"""Rules that look at the library as a whole."""

import re
from collections.abc import Iterator

from sergecite.bibtex.scan import line_of
from sergecite.store.checks.finding import Examined, Finding, Level

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_HINTS = {
    "macro": "define it with @string, or put the value in braces",
    "crossref-cycle": "an entry cannot inherit from itself",
}


def syntax(library: Examined) -> Iterator[Finding]:
    """Report that the text breaks the rules of BibTeX, a macro is not defined, a reference dangles or goes round in circles."""
    for problem in library.problems:
        file, _, line = problem.place.rpartition(":")
        yield Finding(
            level=Level.ERROR, code=problem.code, message=problem.message, file=file, line=int(line),
            citekey=problem.citekey, hint=_HINTS.get(problem.code),
        )  # fmt: skip


def conflicts(library: Examined) -> Iterator[Finding]:
    """Report that git left both sides of a merge in the file."""
    for file, text in library.files.items():
        for found in _CONFLICT.finditer(text):
            if found[0].startswith("<"):
                hint = "keep one of the two sides between <<<<<<< and >>>>>>>"
                yield Finding(
                    level=Level.ERROR, code="conflict", message="a merge conflict of git is not settled", file=file,
                    line=line_of(text, found.start()), hint=hint,
                )  # fmt: skip


def doubled_keys(library: Examined) -> Iterator[Finding]:
    """Report that two entries have one citekey; to `bibtex` also if only the case differs."""
    seen: dict[str, tuple[str, str]] = {}
    for item in library.items:
        key = item.entry.citekey
        if not key:
            continue
        first = seen.setdefault(key.casefold(), (key, f"{item.file}:{item.line()}"))
        if first[1] == f"{item.file}:{item.line()}":
            continue
        if first[0] == key:
            yield item.finding(Level.ERROR, "doubled-key", f"the citekey {key} is taken by {first[1]}",
                               hint=f"sergecite rename {key} ...")  # fmt: skip
        else:
            yield item.finding(
                Level.WARNING, "doubled-key", f"{key} differs from {first[0]} ({first[1]}) by case alone"
            )


def references(library: Examined) -> Iterator[Finding]:
    """Report that `related`, `xref` or a member of a set names no entry."""
    for item in library.items:
        for field in ("related", "xref", "entryset"):
            for key in item.raw.fields.get(field, "").split(","):
                if key.strip() and key.strip() not in library.by_key:
                    yield item.finding(Level.ERROR, f"{field}-missing",
                                       f"{field} = {key.strip()} names no entry of the library", field)  # fmt: skip
                elif key.strip() == item.entry.citekey:
                    yield item.finding(Level.ERROR, f"{field}-cycle", f"{field} names the entry itself", field)
