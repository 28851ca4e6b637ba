"""The first entries of ../shared/data/perf as a library: as they are, or such that every program measured takes all of them."""

import json
import lzma
import re
from itertools import islice
from pathlib import Path

from sergecite.bibtex.edit import Splice, apply, unset_field
from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.scan import Block, fields, scan

PERF = Path(__file__).resolve().parents[3] / "shared" / "data" / "perf"
_SIZES = (1_000, 10_000, 100_000)
_LEFT_OUT = frozenset({"file", "pdf", "attachments", "note"})
"""Fields that name a file, which pubs wants to copy and ends where it is not there; coBib takes a note for one."""
_CITEKEY = re.compile(r"[A-Za-z0-9_:.+-]+")
"""What no peer stumbles over."""


def _raw_bib(size: int) -> bytes:
    """Return the smallest of the files that holds so many entries."""
    name = next(limit for limit in _SIZES if size <= limit)
    return lzma.decompress((PERF / f"real{name}.bib.xz").read_bytes())


def prepare(size: int, bib: Path, *, plain: bool) -> str:
    """Write the first entries to a file, and beside it what papis keeps of them; return a citekey.

    `plain`: only entries that all programs can read, without the fields that name files.
    """
    text = _raw_bib(min(2 * size, _SIZES[-1]) if plain else size).decode()
    blocks = (block for block in scan(text) if block.kind == "entry")
    found = (
        written for block in blocks if (written := _plain(text, block) if plain else text[block.start : block.end])
    )
    entries = list(islice(found, size))
    bib.write_text("\n\n".join(entries) + "\n", encoding="utf-8", newline="")
    read, _ = parse_entries(bib.read_text(encoding="utf-8"), "")
    rows = [
        {"ref": entry.citekey, "type": entry.entry_type, **entry.fields,
         **{role: " and ".join(name.inverted for name in people) for role, people in entry.names.items()}}
        for entry in read
    ]  # fmt: skip
    bib.with_suffix(".json").write_text(json.dumps(rows), encoding="utf-8")
    return next(entry.citekey for entry in read[len(read) // 2 :] if re.fullmatch(r"[a-z0-9_-]+", entry.citekey))


def count_entries(path: Path) -> int:
    """Return how many entries a .bib file holds."""
    return sum(block.kind == "entry" for block in scan(path.read_bytes().decode("latin-1")))


def _plain(text: str, block: Block) -> str:
    """Return an entry as all programs can read it; "" where a peer would stumble over more than a field.

    Macros become values in braces: one that is not defined stops papis. An entry is left out for a citekey with other
    signs or a field given twice (pubs), a name that is empty or has three commas, or a value that ends in a backslash
    (coBib, which loses the entry or all of them).
    """
    known = fields(text, block)
    names = [text[one.start : one.name_end].lower() for one in known]
    if block.faults or not _CITEKEY.fullmatch(block.key) or len(set(names)) < len(names):
        return ""
    splices, gone = [], []
    for name, one in zip(names, known, strict=True):
        value = text[one.value_start : one.value_end]
        inner = value[1:-1] if value[:1] in ("{", '"') and "#" not in value else re.sub(r"[{}\"#]", "", value)
        if name in _LEFT_OUT or not inner.strip():
            gone.append(name)
        elif inner.endswith("\\") or (name in ("author", "editor") and not _named(inner)):
            return ""
        elif inner != value[1:-1]:
            splices.append(Splice(one.value_start - block.start, one.value_end - block.start, f"{{{inner}}}"))
    body = apply(text[block.start : block.end], splices)
    for name in gone:
        body = apply(body, unset_field(body, scan(body)[0], name))
    return body


def _named(value: str) -> bool:
    """Whether each name of a list is one, and has no three commas."""
    return all(name.strip() and name.count(",") < 3 for name in re.split(r"\s+and(?=\s|$)", f" {value}"))
