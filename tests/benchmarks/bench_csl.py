"""The CSL processor on real entries: bibliographies of 1,000 and 10,000, documents of notes, one citation from cold.

Run: python tests/benchmarks/bench_csl.py [--styles] (the data lies in ../shared/data/perf; --styles: every installed style too)
User CPU of the work alone, each case in a fresh process; ratios of ten times the work; peak memory. bench_csl_peers.py
sets whole processes beside those of pandoc, citeproc-js and citeproc-py.
"""

import json
import lzma
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sergecite import csl
from sergecite.bibtex.parse import parse_entries
from sergecite.export.catalog import installed, load_style, locale_text, style_text
from sergecite.export.csl_item import csl_item

PERF = Path(__file__).resolve().parents[3] / "shared" / "data" / "perf"
STYLES = ("chicago-author-date", "chicago-notes-bibliography")
EMPTY_TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef hello() -> None:\n    print('hello')\napp()\n"
SERGECITE = "from sergecite.cli.app import main; main()"


def items(count: str) -> list[object]:
    """Return the CSL items of the entries of that many."""
    text = lzma.decompress((PERF / f"real{count}.bib.xz").read_bytes()).decode()
    entries, _ = parse_entries(text, f"real{count}.bib")
    return [dict(csl_item(entry)) for entry in entries]


def bibliography(style: str, path: str) -> None:
    """Print the seconds and the megabytes of one bibliography."""
    references = json.loads(Path(path).read_text(encoding="utf-8"))
    begin = time.process_time()
    processor = csl.Processor(load_style(style), locale_text)
    processor.items(references)
    texts = [csl.render(output, "html") for _, output in processor.bibliography().entries]
    seconds = time.process_time() - begin
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, len(texts)]))


def notes(style: str, path: str, count: str) -> None:
    """Print the seconds and megabytes of a document of that many notes."""
    references = json.loads(Path(path).read_text(encoding="utf-8"))
    pick = random.Random(1)
    citations = [
        {
            "citationItems": [
                {"id": pick.choice(references)["id"], "locator": str(pick.randint(1, 400))}
                for _ in range(pick.choice([1, 1, 1, 2]))
            ],
            "properties": {"noteIndex": note},
        }
        for note in range(1, int(count) + 1)
    ]
    begin = time.process_time()
    processor = csl.Processor(load_style(style), locale_text)
    processor.items(references)
    texts = [csl.render(output, "text") for output in processor.cite(citations)]
    seconds = time.process_time() - begin
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, len(texts)]))


def fresh(*arguments: str) -> tuple[float, int, int]:
    """Return what one case prints, run in a process of its own."""
    run = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    seconds, megabytes, count = json.loads(run.stdout)
    return seconds, megabytes, count


def user_ms(arguments: list[str], given: str = "") -> float:
    """Return the least user CPU of eleven runs of the interpreter."""
    best = float("inf")
    for _ in range(11):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.executable, *arguments], input=given, text=True, stdout=subprocess.DEVNULL, check=True)
        best = min(best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return 1000 * best


def cold() -> None:
    """Print what one citation costs from cold, over an empty Typer program."""
    book = {
        "id": "a",
        "type": "book",
        "title": "Memoirs of a revolutionary",
        "author": [{"family": "Serge", "given": "Victor"}],
    }
    job = json.dumps({"style": "chicago", "references": [book], "citations": [[{"id": "a", "locator": "34"}]]})
    empty, citation = user_ms(["-c", EMPTY_TYPER]), user_ms(["-c", SERGECITE, "citeproc"], job)
    print(
        f"one citation in Chicago 18 from cold: {citation:.0f} ms user CPU, {citation - empty:+.0f} over an empty Typer program"
    )


def every_style() -> None:
    """Render two items in every installed style and print counts."""
    references = items("1000")[:30]
    citations = [
        {"citationItems": [{"id": item["id"]}], "properties": {"noteIndex": at + 1}}
        for at, item in enumerate(references)
    ]  # type: ignore[index]
    seen: set[str] = set()
    counts = {"independent": 0, "dependent": 0, "failed": 0}
    begin = time.process_time()
    for row in installed():
        counts["dependent" if row.dependent else "independent"] += 1
        text = style_text(row.id)
        if text in seen:
            continue
        seen.add(text)
        try:
            processor = csl.Processor(csl.parse_style(text), locale_text)
            processor.items(references)
            processor.cite(citations)
            processor.bibliography()
        except csl.StyleError as error:
            counts["failed"] += 1
            print(f"{row.id}: {error}")
    print(f"every style: {counts}, {time.process_time() - begin:.0f} s")


def main() -> None:
    """Run all cases."""
    print(f"{'':40s} {'1,000':>10} {'10,000':>10} {'times':>6} {'MB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for count in ("1000", "10000"):
            Path(folder, f"{count}.json").write_text(json.dumps(items(count)), encoding="utf-8")
        for style in STYLES:
            small, _, _ = fresh("bibliography", style, f"{folder}/1000.json")
            large, megabytes, _ = fresh("bibliography", style, f"{folder}/10000.json")
            print(f"{'bibliography, ' + style:40s} {small:8.2f} s {large:8.2f} s {large / small:6.1f} {megabytes:5d}")
        for style in STYLES:
            small, _, _ = fresh("notes", style, f"{folder}/1000.json", "1000")
            large, megabytes, _ = fresh("notes", style, f"{folder}/1000.json", "10000")
            print(f"{'citations, ' + style:40s} {small:8.2f} s {large:8.2f} s {large / small:6.1f} {megabytes:5d}")
    cold()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bibliography", style, path]:
            bibliography(style, path)
        case ["notes", style, path, count]:
            notes(style, path, count)
        case ["--styles"]:
            main()
            every_style()
        case _:
            main()
