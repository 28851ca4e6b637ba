r"""How names and dates are read here and by biber, on real files: entry by entry, field by field.

    python tests/benchmarks/name_agreement.py [FILE or FOLDER ...] [--show NUMBER]

Needs `biber` on the PATH: its tool mode writes what it read as BibLaTeXML. Prints counts and the first disagreements.

Decided: biber leaves some LaTeX in names (a thin space between initials, `\-`, `\&`, `--`, an accent beside a dotless i), writes years
without their leading noughts and `1999-XX` as 1999-00, and reads digits of other scripts as no date; here it is the Unicode text and
the EDTF date that count. In a name without a comma biber takes a tie for a letter, so that P.~Leroux is one family name; here, as in
BibTeX, it parts words. A number as the last word (the homonyms of DBLP) stays the family name.
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from sergecite.bibtex.parse import parse_entries
from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.encoding import decode

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "bib"
LARGEST = 400_000
_NS = "{http://biblatex-biber.sourceforge.net/biblatexml}"
_PARTS = ("family", "given", "prefix", "suffix")
Read = tuple[str, ...]
"""The parts of a name, in the order of `_PARTS`."""


def main() -> None:
    """Compare what can be compared."""
    arguments = sys.argv[1:]
    shown = int(arguments.pop(arguments.index("--show") + 1)) if "--show" in arguments else 20
    places = [Path(one) for one in arguments if not one.startswith("--")] or [FOLDER]
    paths = [path for place in places for path in (sorted(place.rglob("*.bib")) if place.is_dir() else [place])]
    counts = Counter[str]()
    said: list[str] = []
    for path in paths:
        theirs = _biber(path) if path.stat().st_size <= LARGEST else None
        if theirs is None:
            counts["files that biber refuses, or too large"] += 1
            continue
        counts["files"] += 1
        entries, _ = parse_entries(decode(path.read_bytes()), path.name)
        keys = Counter(entry.citekey for entry in entries)
        for entry in entries:
            if keys[entry.citekey] == 1 and entry.citekey in theirs:
                said += [
                    f"{path.name}: {entry.citekey}: {one}" for one in _compare(entry, theirs[entry.citekey], counts)
                ]
    for label, count in sorted(counts.items()):
        print(f"{count:>8,} {label}")
    print("\n".join(said[:shown]))


def _biber(path: Path) -> Mapping[str, ET.Element] | None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "x.bib").write_bytes(path.read_bytes())
        command = ["biber", "--tool", "-q", "--output-format=biblatexml", "--output-file", "x.bltxml", "x.bib"]
        try:
            subprocess.run(command, cwd=place, capture_output=True, timeout=120, check=False)
            root = ET.parse(Path(place) / "x.bltxml").getroot()  # biber wrote it
        except (OSError, ET.ParseError, subprocess.TimeoutExpired):
            return None
    return {entry.get("id", ""): entry for entry in root.iter(f"{_NS}entry")}


def _compare(entry: Entry, theirs: ET.Element, counts: Counter[str]) -> Iterator[str]:
    for names in theirs.iter(f"{_NS}names"):
        role = names.get("type", "")
        if role not in entry.names:
            continue
        ours = [_ours(name) for name in entry.names[role] if not name.others]
        read = [_theirs(name) for name in names.iter(f"{_NS}name")]
        counts["name lists"] += 1
        counts["names"] += len(read)
        if ours == read and any(name.others for name in entry.names[role]) == (names.get("morenames") == "1"):
            counts["name lists read alike"] += 1
        else:
            yield f"{role}: here {ours}, biber {read}"
    for date in theirs.findall(f"{_NS}date"):
        name = f"{date.get('type', '')}date"
        text = _date(date)
        if name in entry.fields and text:
            counts["dates"] += 1
            if parse_date(entry.fields[name]) == parse_date(text) is not None:
                counts["dates read alike"] += 1
            else:
                yield f"{name}: here {entry.fields[name]}, biber {text}"


def _ours(name: Name) -> Read:
    if name.literal:
        return (_plain(name.literal), "", "", "")
    return tuple(_plain(part) for part in (name.family, name.given, name.particle, name.suffix))


def _theirs(name: ET.Element) -> Read:
    found = dict.fromkeys(_PARTS, "")
    for part in name.iter(f"{_NS}namepart"):
        inner = [one.text or "" for one in part.findall(f"{_NS}namepart")]
        if part.get("type") in found and (inner or part.text):
            found[part.get("type", "")] = _plain(" ".join(inner) if inner else part.text or "")
    return tuple(found[part] for part in _PARTS)


def _plain(text: str) -> str:
    bare = re.sub(r"[{}]|<[^>]*>", "", text).replace("\u00a0", " ").replace("~", " ")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _date(date: ET.Element) -> str:
    start, end = date.find(f"{_NS}start"), date.find(f"{_NS}end")
    if start is not None or end is not None:
        return f"{(start.text or '') if start is not None else ''}/{(end.text or '') if end is not None else ''}"
    return date.text or ""


if __name__ == "__main__":
    main()
