"""check, format, dedupe and rename on 1,000, 10,000 and 100,000 real entries, beside the tools that do the same.

    python tests/benchmarks/bench_tools.py [SIZE ...]

User and system CPU seconds and peak memory of whole processes, one cold run each; biber, bibtool and bibtex-tidy
are measured where they are installed, biber up to 10,000 entries. How far dedupe can be trusted, bench_dedupe.py says.
Prints figures, asserts no time.
"""

import lzma
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

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


if __name__ == "__main__":
    main()
