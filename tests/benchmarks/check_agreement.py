"""What `check` finds beside what biber's validation finds, on real files: agreement by class of fault.

    python tests/benchmarks/check_agreement.py [FOLDER] [--keep DIR] [--show CLASS]

Needs `biber` on the PATH. --keep DIR keeps biber's logs and uses those that are there. --show lists what only one of the
two finds of a class. Prints figures, asserts nothing.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sergecite.store.checks.datamodel import ALLOWED, CURRENT, NEEDED, PROGRAMS, TYPE_ALIASES
from sergecite.store.checks.finding import Item
from sergecite.store.checks.table import check
from sergecite.store.library import Library
from sergecite.store.streaming import EntryStream

LARGEST = 150_000


class Fault(NamedTuple):
    """One fault; of unknown fields the entry is left out, since `check` names each once."""

    kind: str
    citekey: str
    field: str


BIBER = (
    ("missing", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*: Missing mandatory field '(?P<field>\w+)'")),
    ("missing", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Missing mandatory field - one of '(?P<field>\w+)")),
    ("unusual", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Invalid field '(?P<field>[^']+)' for entrytype")),
    ("unknown", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Field '(?P<field>[^']+)' invalid in data model")),
    ("type", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Invalid entry type '[^']*'")),
    ("value", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Invalid value of field '(?P<field>[^']+)' must be")),
    ("value", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Invalid value \(pattern match fails\) for field '(?P<field>[^']+)'")),
    ("number", re.compile(r"Datamodel: Entry '(?P<key>[^']*)'.*Invalid IS[BSM]N in value of field '(?P<field>[^']+)'")),
    ("date", re.compile(r"Entry '(?P<key>[^']*)'.*Invalid format '.*' of date field '(?P<field>[^']+)'")),
    ("date", re.compile(r"legacy (?P<field>\w+) field '.*' in entry '(?P<key>[^']*)' is not an integer")),
    ("doubled-key", re.compile(r"Duplicate entry key: '(?P<key>[^']*)'")),
    ("alias", re.compile(r"Citekey alias '(?P<key>[^']*)' is also a real entry key")),
    ("alias", re.compile(r"BAD RECURSION! Entry alias '(?P<key>[^']*)'")),
)  # fmt: skip
CLASSES = {
    "missing": "missing", "unusual": "unusual", "unknown": "unknown", "field": "unknown", "type": "type", "number": "value",
    "gender": "value", "isbn": "number", "issn": "number", "ismn": "number", "date": "date", "month": "date",
    "doubled-key": "doubled-key", "alias": "alias",
}  # fmt: skip
"""Code of a finding -> class."""
_NO_FIELD = ("type", "doubled-key", "alias")


def main() -> None:
    """Tabulate agreement over the files of a folder."""
    arguments = sys.argv[1:]
    keep = Path(arguments.pop(arguments.index("--keep") + 1)) if "--keep" in arguments else None
    show = arguments.pop(arguments.index("--show") + 1) if "--show" in arguments else ""
    arguments = [one for one in arguments if not one.startswith("--")]
    folder = Path(arguments[0] if arguments else Path(__file__).parents[3] / "shared" / "data" / "bib")
    both, ours_only, theirs_only = Counter[str](), Counter[str](), Counter[str]()
    decided = Counter[tuple[str, str]]()
    others = Counter[str]()
    read = refused = 0
    for path in sorted(one for one in folder.rglob("*.bib") if one.is_file() and one.stat().st_size <= LARGEST):
        log = biber_log(path, keep)
        if log is None:
            refused += 1
            continue
        read += 1
        theirs = set(said_by_biber(log))
        items, ours, more = said_by_us(path)
        others.update(more)
        for one in ours | theirs:
            table = both if one in ours and one in theirs else ours_only if one in ours else theirs_only
            table[one.kind] += 1
            why = decision(one, items) if table is theirs_only else ""
            if why:
                decided[one.kind, why] += 1
            if one.kind == show and table is not both and not why:
                who = "ours only" if one in ours else "biber only"
                sys.stdout.write(f"{who}: {path.relative_to(folder)}: {one.citekey} {one.field}\n")
    sys.stdout.write(f"{read} files; {refused} more that biber refuses or does not finish\n\n")
    sys.stdout.write(f"{'class':14}{'both':>8}{'ours only':>12}{'biber only':>12}{'undecided':>12}\n")
    for kind in sorted({*both, *ours_only, *theirs_only}):
        left = theirs_only[kind] - sum(count for (of, _), count in decided.items() if of == kind)
        sys.stdout.write(f"{kind:14}{both[kind]:>8}{ours_only[kind]:>12}{theirs_only[kind]:>12}{left:>12}\n")
    sys.stdout.write("\nwhat only biber says, and why `check` does not:\n")
    for (kind, why), count in decided.most_common():
        sys.stdout.write(f"{count:>6} {kind}: {why}\n")
    sys.stdout.write(
        "\nwhat biber does not look for: " + ", ".join(f"{code} {count}" for code, count in others.most_common()) + "\n"
    )


def biber_log(path: Path, keep: Path | None) -> str | None:
    """Return what biber says of a file; None where it gives up."""
    kept = keep / (re.sub(r"\W+", "_", str(path.resolve())) + ".log") if keep else None
    if kept is not None and kept.exists():
        text = kept.read_text(encoding="utf-8", errors="replace")
    else:
        with tempfile.TemporaryDirectory() as place:
            shutil.copy(path, Path(place) / "x.bib")
            command = ["biber", "--tool", "--validate-datamodel", "x.bib", "-O", "out.bib", "--logfile", "log"]
            try:
                run = subprocess.run(command, cwd=place, capture_output=True, timeout=120, check=False)
                text = run.stdout.decode("utf-8", errors="replace") + f"\nrc {run.returncode}\n"
            except subprocess.TimeoutExpired:
                text = "rc 124\n"
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8")
    return text if "INFO - Writing" in text else None


def said_by_biber(log: str) -> Iterator[Fault]:
    """Yield the faults in a log."""
    for line in unicodedata.normalize("NFC", log).splitlines():
        for kind, pattern in BIBER:
            found = pattern.search(line)
            if found:
                fields = found.groupdict()
                field = CURRENT.get((fields.get("field") or "").lower(), (fields.get("field") or "").lower())
                # biber takes dates apart and then finds fault with the parts.
                real = "date" if kind == "value" and field in {"year", "month"} else kind
                yield Fault(real, "" if real == "unknown" else fields["key"], "" if real == "type" else field)
                break


def said_by_us(path: Path) -> tuple[Mapping[str, Item], set[Fault], Counter[str]]:
    """Return the entries, the faults of the classes that biber has, and how often each other code is found."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(path, Path(place) / "x.bib")
        library = Library.open(Path(place))
        findings = check(library)
        items = {_nfc(found.entry.citekey): Item(found) for found in reversed(list(EntryStream(library.files)))}
    faults, others = set(), Counter[str]()
    for one in findings:
        kind = CLASSES.get(one.code)
        if kind is None:
            others[one.code] += 1
            continue
        key = "" if kind == "unknown" else one.message.split()[2] if kind == "alias" else _nfc(one.citekey)
        faults.add(Fault(kind, key, "" if kind in _NO_FIELD else CURRENT.get(one.field, one.field)))
    return items, faults, others


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decision(fault: Fault, items: Mapping[str, Item]) -> str:
    """Return why a fault that only biber finds is none; "" where there is no reason."""
    if fault.kind == "unknown":
        if fault.field in CURRENT.values():
            return "an old name that BibLaTeX still reads"
        return "programs keep it for themselves" if fault.field.startswith(PROGRAMS) else ""
    item = items.get(fault.citekey)
    if item is None:
        return ""
    kind = TYPE_ALIASES.get(item.entry.entry_type, item.entry.entry_type)
    if fault.kind == "missing" and (item.raw.refers or "xdata" in " ".join(item.raw.fields.values())):
        return "it is inherited; biber's tool mode does not look"
    if fault.kind == "date" and "\\" in item.raw.fields.get(fault.field, ""):
        return "a macro that sorts; it prints a year"
    if fault.kind == "missing" and item.own(fault.field):
        return "it is there and unreadable, which is said"
    if fault.kind == "unusual" and fault.field.startswith("event") and "eventdate" in item.raw.fields:
        return "a part of eventdate, which is said once"
    if fault.kind == "missing" and kind not in NEEDED:
        return "the type is unknown or needs nothing; biber takes it for @misc"
    if fault.kind == "unusual" and kind not in ALLOWED:
        return "the type takes any field; biber takes it for @misc or for one without fields"
    if fault.kind == "number" and re.search(r"\d[\dX-]*[,;\s]", item.own(fault.field)):
        return "several numbers, each right"
    return ""


if __name__ == "__main__":
    main()
