"""check, format, dedupe and rename on 1,000, 10,000 and 100,000 real entries, beside the tools that do the same.

    python tests/benchmarks/bench_tools.py [SIZE ...]

User and system CPU seconds and peak memory of whole processes, one cold run each; biber, bibtool, papis and bibtex-tidy
are measured where they are installed, biber up to 10,000 entries. Then the recall of dedupe on copies with injected
noise, and what merging them leaves. Prints figures, asserts no time.
"""

import lzma
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from sergecite.bibtex.write import format_entry
from sergecite.model.entry import Entry
from sergecite.store.dedupe import merge_groups
from sergecite.store.library import Library
from sergecite.store.works import find_groups

PERF = Path(__file__).resolve().parents[3] / "shared" / "data" / "perf"
_WRAPPER = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, done.returncode)
"""
SLOW = 10_000
"""The most entries that biber is given."""


def main() -> None:
    """Measure the sizes asked for."""
    sizes = [int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000]
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"XDG_STATE_HOME": f"{place}/state", "XDG_CACHE_HOME": f"{place}/cache"}
        for size in sizes:
            root = Path(place) / str(size)
            root.mkdir()
            path = root / "library.bib"
            path.write_bytes(lzma.decompress((PERF / f"real{size}.bib.xz").read_bytes()))
            print(f"\n{size:,} entries, {path.stat().st_size / 1e6:.1f} MB{'':12}CPU s   peak MB")
            _ours(root, path)
            _peers(root, path, size)
        _recall(Path(place))


def _ours(root: Path, path: Path) -> None:
    program = [sys.executable, "-m", "sergecite", "--library", str(root)]
    key = re.search(r"@\w+\{([^,\s]+),", path.read_text(encoding="utf-8", errors="replace"))
    _measure("sergecite check", [*program, "check"])
    _measure("sergecite check, no duplicates", [*program, "check", "--ignore", "duplicate"])
    _measure("sergecite dedupe", [*program, "dedupe"])
    _measure("sergecite format --check", [*program, "format", "--check"])
    _measure("sergecite check --fix", [*program, "check", "--fix", "--quiet"])
    _measure("sergecite format", [*program, "format"])
    _measure("sergecite dedupe --merge", [*program, "dedupe", "--merge", "--yes"])
    if key:
        _measure("sergecite rename", [*program, "rename", key[1], "renamed-for-the-benchmark"])
        _measure("sergecite tag", [*program, "tag", "renamed-for-the-benchmark", "--add", "x"])


def _peers(root: Path, path: Path, size: int) -> None:
    path.write_bytes(lzma.decompress((PERF / f"real{size}.bib.xz").read_bytes()))
    out = str(root / "out.txt")
    if size <= SLOW:
        _measure(
            "biber --tool --validate-datamodel", ["biber", "--tool", "--validate-datamodel", "-q", "-O", out, str(path)]
        )
    _measure("bibtool -s (format)", ["bibtool", "-q", "-r", "biblatex", "-s", "-i", str(path), "-o", out])
    _measure("bibtool -s -d (duplicates)", ["bibtool", "-q", "-r", "biblatex", "-s", "-d", "-i", str(path), "-o", out])
    tidy = ["bibtex-tidy", str(path), "--v2", "--quiet", "-o", out]
    _measure("bibtex-tidy", tidy)
    _measure("bibtex-tidy --duplicates --merge", [*tidy, "--duplicates", "--merge"])


def _measure(label: str, command: Sequence[str]) -> None:
    if shutil.which(command[0]) is None:
        print(f"  {label:36} not installed")
        return
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        run = subprocess.run(
            [sys.executable, "-c", _WRAPPER, *command], capture_output=True, text=True, check=False, timeout=900
        )
    except subprocess.TimeoutExpired:
        print(f"  {label:36} over 900 s")
        return
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak, code = run.stdout.split()
    print(f"  {label:36}{cpu:8.2f}{int(peak) / 1024:10.0f}   exit {code}")


def _recall(place: Path) -> None:
    """Inject noisy copies of some entries; report how many are found, merged and refused, and false merges."""
    chance = random.Random(4)
    root = place / "noise"
    root.mkdir()
    (root / "a.bib").write_bytes(lzma.decompress((PERF / "real1000.bib.xz").read_bytes()))
    library = Library.open(root)
    entries = library.entries()
    before = {frozenset(entry.citekey for entry in group.entries) for group in find_groups(library)}
    good = [entry for entry in entries if entry.fields.get("title") and entry.people and entry.date()]
    originals = chance.sample(good, min(300, len(good)))
    copies = [_noisy(entry, chance) for entry in originals]
    (root / "b.bib").write_text("\n".join(format_entry(entry) for entry in copies), encoding="utf-8")
    library = Library.open(root)
    groups = find_groups(library)
    pairs = {frozenset((one.citekey, f"{one.citekey}-copy")) for one in originals}
    found = [pair for pair in pairs if any(pair <= {entry.citekey for entry in group.entries} for group in groups)]
    alien = [
        group for group in groups
        if {entry.citekey.removesuffix("-copy") for entry in group.entries} - {group.kept.citekey.removesuffix("-copy")}
        and frozenset(entry.citekey for entry in group.entries) not in before
    ]  # fmt: skip
    certain = [group for group in groups if group.certain]
    merged = merge_groups(library, certain)
    gone = sum(len(group.mergeable) for group in merged)
    print(f"\ndedupe, {len(copies)} noisy copies among {len(entries):,}: found {len(found) / len(copies):.1%}, certain "
          f"{len(certain)}, merged {gone}, refused for a contradiction {sum(not group.mergeable for group in certain)}, "
          f"groups of different works {len(alien)}")  # fmt: skip


def _noisy(entry: Entry, chance: random.Random) -> Entry:
    """Return a copy with a typing error, other capitals, initials, or a title without its tail."""
    title = re.sub(r"<[^>]*>", "", entry.fields["title"])
    kind = chance.randrange(4)
    if kind == 0 and len(title) > 10:
        at = chance.randrange(2, len(title) - 2)
        title = title[:at] + title[at + 1 :]
    elif kind == 1:
        title = title.title()
    names = dict(entry.names)
    if kind == 2:
        names = {
            role: tuple(replace(one, given=" ".join(f"{part[0]}." for part in one.given.split())) for one in people)
            for role, people in names.items()
        }
    kept = {
        "title": title,
        **{name: entry.fields[name] for name in ("date", "year", "doi", "volume", "number") if name in entry.fields},
    }
    return replace(
        entry, citekey=f"{entry.citekey}-copy", fields=MappingProxyType(kept), names=MappingProxyType(names),
        lists=MappingProxyType({}),
    )  # fmt: skip


if __name__ == "__main__":
    main()
