"""The inputs of all engines of bench_csl_peers.py, from the real entries through sergecite's own reader and CSL mapping.

python prepare.py FOLDER SMALL LARGE
"""

import json
import lzma
import random
import sys
from pathlib import Path

from sergecite.bibtex.parse import parse_entries
from sergecite.export.catalog import locale_text, style_text
from sergecite.export.csl_item import csl_item

PERF = Path(__file__).resolve().parents[4] / "shared" / "data" / "perf"
STYLES = ("chicago-author-date", "chicago-notes-bibliography")
Rows = list[dict[str, object]]
PANDOC = [1, 23, 1]
"""The version of pandoc's own JSON."""


def items(count: int) -> Rows:
    """Return that many real entries as CSL items."""
    name = "real1000.bib" if count <= 1000 else "real10000.bib"
    entries, _ = parse_entries(lzma.decompress((PERF / f"{name}.xz").read_bytes()).decode(), name)
    return [dict(csl_item(entry)) for entry in entries[:count]]


def notes(references: Rows, count: int) -> Rows:
    """Return notes that cite one or two of the references, each with a page."""
    pick = random.Random(1)
    return [
        {
            "citationItems": [
                {"id": pick.choice(references)["id"], "locator": str(pick.randint(1, 400)), "label": "page"}
                for _ in range(pick.choice([1, 1, 1, 2]))
            ],
            "properties": {"noteIndex": number},
        }
        for number in range(1, count + 1)
    ]


def prepare(folder: Path, counts: list[int]) -> None:
    """Write the jobs for each engine: a bibliography of each size; documents of so many notes; a lone citation."""
    library = items(min(counts[0], 1000))
    book: dict[str, object] = {
        "id": "a",
        "type": "book",
        "title": "Memoirs of a revolutionary",
        "author": [{"family": "Serge", "given": "Victor"}],
    }
    lone: Rows = [{"citationItems": [{"id": "a", "locator": "34", "label": "page"}], "properties": {"noteIndex": 1}}]
    cases: dict[str, tuple[Rows, Rows]] = {f"bibliography-{count}": (items(count), []) for count in counts}
    cases |= {f"notes-{count}": (library, notes(library, count)) for count in counts}
    cases["cold-1"] = ([book], lone)
    for case, (references, citations) in cases.items():
        (folder / f"{case}.items.json").write_text(json.dumps(references), encoding="utf-8")
        (folder / f"{case}.pandoc.json").write_text(json.dumps(_document(citations)), encoding="utf-8")
        for style in STYLES:
            job = {"style": style, "references": references, "citations": citations}
            if citations:
                job["bibliography_ids"] = []
            (folder / f"{case}.{style}.json").write_text(json.dumps(job), encoding="utf-8")
    for style in STYLES:
        (folder / f"{style}.csl").write_text(style_text(style), encoding="utf-8")
    (folder / "locales-en-US.xml").write_text(locale_text("en-US") or "", encoding="utf-8")


def _document(citations: Rows) -> dict[str, object]:
    """Return pandoc's own JSON: a paragraph for each citation, or every item uncited where there is none."""

    def cite(ids: list[tuple[str, str]], mode: str) -> dict[str, object]:
        rows = [
            {
                "citationId": name, "citationPrefix": [], "citationMode": {"t": mode}, "citationNoteNum": 0, "citationHash": 0,
                "citationSuffix": [{"t": "Str", "c": ","}, {"t": "Space"}, {"t": "Str", "c": page}] if page else [],
            }
            for name, page in ids
        ]  # fmt: skip
        return {"t": "Cite", "c": [rows, [{"t": "Str", "c": "@"}]]}

    rows = [[(one["id"], one["locator"]) for one in citation["citationItems"]] for citation in citations]  # type: ignore[attr-defined]
    blocks = [{"t": "Para", "c": [cite(row, "NormalCitation")]} for row in rows]
    if blocks:
        meta: dict[str, object] = {"suppress-bibliography": {"t": "MetaBool", "c": True}}
    else:
        meta = {"nocite": {"t": "MetaInlines", "c": [cite([("*", "")], "AuthorInText")]}}
    return {"pandoc-api-version": PANDOC, "meta": meta, "blocks": blocks}


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), [int(count) for count in sys.argv[2:]])
