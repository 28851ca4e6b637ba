"""LaTeX to Unicode and back over all values of real files: what is lost, in UTF-8 and in files that hold ASCII alone.

    python tests/benchmarks/bench_latex.py [FILE or FOLDER ...]

Each distinct value is decoded, encoded and decoded again. Prints counts and the first losses; asserts nothing.
"""

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sergecite.bibtex.encode import encode
from sergecite.bibtex.latex import decode
from sergecite.bibtex.parse import KEY_FIELDS, is_title
from sergecite.bibtex.raw import read_entry
from sergecite.bibtex.scan import scan
from sergecite.errors import InputError
from sergecite.model.entry import VERBATIM_FIELDS
from sergecite.store.encoding import decode as decode_bytes

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "bib"
_SHOWN = 10


def main() -> None:
    """Count what comes back changed."""
    places = [Path(one) for one in sys.argv[1:]] or [FOLDER]
    paths = [path for place in places for path in (sorted(place.rglob("*.bib")) if place.is_dir() else [place])]
    values = {found for path in paths if path.is_file() for found in _values(path)}
    counts = Counter({"distinct values": len(values)})
    losses: list[tuple[str, str, str]] = []
    for title, value in sorted(values):
        text = decode(value, protected=title)
        counts["with LaTeX in them"] += any(sign in value for sign in "\\{}$~`") or "--" in value
        counts["with a command that stays as it is"] += "\\" in text
        for kind, ascii_only in (("UTF-8", False), ("ASCII", True)):
            try:
                again = decode(encode(text, ascii_only=ascii_only), protected=title)
            except InputError:
                counts["refused, since ASCII has no name for a letter"] += 1
                continue
            if unicodedata.normalize("NFC", again) != unicodedata.normalize("NFC", text):
                counts[f"changed by way of {kind}"] += 1
                losses.append((value, text, again))
    for label, count in counts.items():
        print(f"{count:>9,} {label}")
    for loss in losses[:_SHOWN]:
        print("", *(repr(text)[:200] for text in loss), sep="\n  ")


def _values(path: Path) -> Iterator[tuple[bool, str]]:
    """Yield whether it is a title, and the LaTeX, of each value that is prose or names."""
    text = decode_bytes(path.read_bytes())
    for block in scan(text):
        if block.kind == "entry":
            for name, value in read_entry(text, block, {}, lambda _name, _offset: None).fields.items():
                if name not in VERBATIM_FIELDS and name not in KEY_FIELDS:
                    yield is_title(name), value


if __name__ == "__main__":
    main()
