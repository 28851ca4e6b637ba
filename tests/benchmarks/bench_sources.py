"""Import of 10,000 entries in three formats beside the peers installed; 1,000 DOIs and 2,000 mixed lines over loopback.

    python tests/benchmarks/bench_sources.py [ENTRIES] [FOLDER OF A PEER'S PROGRAMS ...]

Prints user and system CPU seconds of whole cold processes, one after the other in one run, and how many entries each has
afterwards, so that no one is quick by losing some; asserts no time. Peers: cobib, pubs and papis from the folders named
(each has an environment of its own) keep a library; pandoc and bibutils, from the path or those folders, only convert.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from sergecite.sources.settings import DEFAULT_URLS

WORDS = [
    "history", "revolution", "exile", "prison", "memoir", "letter", "opposition", "party",
    "congress", "soviet", "council", "workers", "literature", "novel", "city", "power",
    "birth", "case", "comrade", "midnight", "dawn", "witness", "memory", "archive",
    "notebook", "republic", "war", "peace", "silence", "border", "train", "winter",
]  # fmt: skip


def work(number: int) -> dict[str, str]:
    """Return a made-up article that shares its title and author with no other."""
    words = [WORDS[number // len(WORDS) ** place % len(WORDS)] for place in range(4)]
    return {
        "key": f"author{number}",
        "family": f"{words[3].title()}{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676 % 26)}",
        "title": f"The {words[0]} of {words[1]} and the {words[2]} in volume {number}",
        "journal": f"Journal of {words[1].title()}",
        "year": str(1900 + number % 120),
        "volume": str(number % 90),
        "pages": f"{number % 500}",
        "doi": f"10.1000/made.{number}",
        "abstract": " ".join(WORDS[(number + place) % len(WORDS)] for place in range(40)),
    }


def as_bibtex(one: dict[str, str]) -> str:
    return (
        f"@article{{{one['key']},\n  author = {{{one['family']}, Anna and Serge, Victor}},\n  title = {{{one['title']}}},\n"
        f"  journal = {{{one['journal']}}},\n  year = {{{one['year']}}},\n  volume = {{{one['volume']}}},\n"
        f"  pages = {{{one['pages']}--{one['pages']}9}},\n  doi = {{{one['doi']}}},\n  abstract = {{{one['abstract']}}},\n}}\n\n"
    )


def as_ris(one: dict[str, str]) -> str:
    return (
        f"TY  - JOUR\nID  - {one['key']}\nAU  - {one['family']}, Anna\nAU  - Serge, Victor\nTI  - {one['title']}\n"
        f"T2  - {one['journal']}\nPY  - {one['year']}\nVL  - {one['volume']}\nSP  - {one['pages']}\nEP  - {one['pages']}9\n"
        f"DO  - {one['doi']}\nAB  - {one['abstract']}\nER  - \n\n"
    )


def as_csl(one: dict[str, str]) -> dict[str, object]:
    return {
        "id": one["key"],
        "type": "article-journal",
        "author": [{"family": one["family"], "given": "Anna"}, {"family": "Serge", "given": "Victor"}],
        "title": one["title"],
        "container-title": one["journal"],
        "issued": {"date-parts": [[int(one["year"])]]},
        "volume": one["volume"],
        "page": f"{one['pages']}-{one['pages']}9",
        "DOI": one["doi"],
        "abstract": one["abstract"],
    }


def spent(
    label: str, command: list[str] | str, count: Callable[[], int], *, stdin: str | None = None, **environment: str
) -> None:
    """Run a program and print its CPU seconds and the entries there are afterwards."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    try:
        result = subprocess.run(
            command,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=900,
            input=stdin or "",
            shell=isinstance(command, str),
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"{label:42} more than 900 s of wall time")
        return
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    fault = f"   exit {result.returncode}: {(result.stderr or result.stdout).strip()[-120:]!r}"
    note = fault if result.returncode not in (0, 1, 5) else ""
    print(f"{label:42} {seconds:8.2f} s CPU {wall:8.2f} s wall {count():8} entries{note}", flush=True)


def entries_in(file: Path, sign: str = r"(?m)^\ufeff?@\w+\{") -> Callable[[], int]:
    """Return how many entries a file will hold."""
    return lambda: len(re.findall(sign, file.read_text(encoding="utf-8"))) if file.is_file() else 0


def files_in(folder: Path, pattern: str) -> Callable[[], int]:
    return lambda: sum(1 for _ in folder.rglob(pattern))


def sergecite(library: Path, *words: str) -> list[str]:
    """Return the command line of this program on a new library."""
    library.mkdir()
    (library / "all.bib").touch()
    return [sys.executable, "-m", "sergecite", "--library", str(library), "--quiet", *words]


def keepers(folder: Path, files: dict[str, Path], programs: dict[str, Path], count: int) -> None:
    """Import into a library of one's own: this program, cobib, pubs and papis."""
    for ending, file in files.items():
        library = folder / f"library-{ending}"
        spent(f"sergecite add .{ending}", sergecite(library, "add", str(file)), entries_in(library / "all.bib"))
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    if "cobib" in programs:
        database, config = folder / "cobib.yaml", folder / "cobib.py"
        config.write_text(
            f"from cobib.config import config\nconfig.database.file = {str(database)!r}\nconfig.database.git = False\n",
            encoding="utf-8",
        )
        cobib = [str(programs["cobib"]), "-c", str(config)]
        subprocess.run([*cobib, "init"], env={**os.environ, **home}, capture_output=True, check=False)
        spent("cobib add -b .bib", [*cobib, "add", "-b", str(files["bib"])], entries_in(database, r"(?m)^---"), **home)
    if "pubs" in programs:
        home["HOME"] = str(folder / "pubs-home")
        Path(home["HOME"]).mkdir()
        pubs = str(programs["pubs"])
        subprocess.run(
            [pubs, "init"], env={**os.environ, **home}, capture_output=True, input="", text=True, check=False
        )
        spent("pubs import .bib", [pubs, "import", str(files["bib"])], files_in(Path(home["HOME"]), "*.bib"), **home)
    if "papis" in programs:
        # It takes about a tenth of a second for each, and longer the more there are.
        few, papers, config = folder / "few.bib", folder / "papers", folder / "papis" / "config"
        few.write_text("".join(as_bibtex(work(number)) for number in range(min(count, 100))), encoding="utf-8")
        papers.mkdir()
        config.parent.mkdir()
        config.write_text(f"[settings]\ndefault-library = papers\n[papers]\ndir = {papers}\n", encoding="utf-8")
        command = [str(programs["papis"]), "bibtex", "read", str(few), "import", "--all"]
        spent("papis bibtex import, 100", command, files_in(papers, "info.yaml"), **{**home, "HOME": str(folder)})


def converters(folder: Path, files: dict[str, Path], programs: dict[str, Path]) -> None:
    """Convert, keeping nothing: pandoc to CSL-JSON, bibutils to BibTeX."""
    if "pandoc" in programs:
        for form, ending in (("biblatex", "bib"), ("ris", "ris"), ("csljson", "json")):
            out = folder / f"pandoc-{ending}.json"
            command = [str(programs["pandoc"]), "-f", form, "-t", "csljson", str(files[ending]), "-o", str(out)]
            spent(f"pandoc .{ending} to CSL-JSON", command, entries_in(out, r'(?m)^ *"id":'))
    if "ris2xml" in programs:
        for ending, program in (("bib", "bib2xml"), ("ris", "ris2xml")):
            out = folder / f"bibutils-{ending}.bib"
            line = f"{program} {files[ending]} 2>/dev/null | xml2bib >{out} 2>/dev/null"
            spent(f"bibutils .{ending} to BibTeX", line, entries_in(out))


class Services(BaseHTTPRequestHandler):
    """Answers about made-up works as the services do, head and body in one packet."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        status, value = self.answer(address.path.split("/")[1], unquote(address.path), asked)
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/xml" if isinstance(value, bytes) else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @staticmethod
    def answer(service: str, path: str, asked: dict[str, str]) -> tuple[int, object]:
        """Return the status and what is answered: DOIs named "gone" are unknown, of those named "broken" nothing comes."""
        if "broken" in path:
            return 500, {}
        if service in ("loc", "dnb", "bnf"):
            return 200, b"<searchRetrieveResponse><numberOfRecords>0</numberOfRecords></searchRetrieveResponse>"
        if service == "openlibrary" and (isbn := asked.get("bibkeys")):
            one = work(int(isbn[-8:-1]))
            return 200, {isbn: {"details": {"title": one["title"], "authors": [{"name": f"Anna {one['family']}"}]}}}
        if service == "crossref" and (words := asked.get("query.bibliographic")):
            # Who searches gets the work and some that are like it.
            number = int(re.findall(r"volume (\d+)", words)[0])
            return 200, {"message": {"items": [as_crossref(work(number + more)) for more in (0, 1, 32, 1024)]}}
        if service == "crossref" and "made" in path:
            return 200, {"message": as_crossref(work(int(path.rsplit(".", 1)[-1])))}
        return (200, {"docs": []}) if service == "openlibrary" else (404, {})


def as_crossref(one: dict[str, str]) -> dict[str, object]:
    return {
        "DOI": one["doi"],
        "type": "journal-article",
        "title": [one["title"]],
        "container-title": [one["journal"]],
        "author": [{"family": one["family"], "given": "Anna"}],
        "issued": {"date-parts": [[int(one["year"])]]},
    }


def as_line(number: int) -> str:
    """Return the line of a list as people have them: of 100, 64 DOIs, 15 references, 15 ISBNs, 5 unknown DOIs, a failing one."""
    one, place = work(number), number % 100
    if place < 64:
        return one["doi"]
    if place < 79:
        return f"{one['family']}, Anna, “{one['title']}”, {one['journal']} {one['volume']} ({one['year']})"
    if place < 94:
        digits = f"97803{number:07}"
        check = -sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(digits)) % 10
        return f"{digits}{check}"
    return f"10.1000/{'gone' if place < 99 else 'broken'}.{number}"


def over_loopback(folder: Path, dois: int, lines: int) -> None:
    """Add what a server on this machine answers, then the same from the cache: a list of DOIs, a mixed one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Services)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = {f"SERGECITE_{name.upper()}_URL": f"http://127.0.0.1:{server.server_port}/{name}" for name in DEFAULT_URLS}
    here["SERGECITE_CONTACT"] = "reader@example.org"
    for what, items in (
        (f"{dois} DOIs", [work(number)["doi"] for number in range(dois)]),
        (f"{lines} mixed lines", [as_line(number) for number in range(lines)]),
    ):
        here["SERGECITE_CACHE"] = str(folder / f"answers to {what}")
        for how in ("loopback", "from the cache"):
            library = folder / f"{what} {how}"
            command = sergecite(library, "add", "-")
            spent(f"{what}, {how}", command, entries_in(library / "all.bib"), stdin="\n".join(items), **here)
    server.shutdown()


def into_a_large_library(folder: Path, count: int) -> None:
    """Look for what a large library has before it is added: one identifier, many, a work in fields; nothing is asked."""
    library = folder / "large"
    command = [*sergecite(library, "--offline", "add", "--dry-run")]
    with (library / "all.bib").open("w", encoding="utf-8") as out:
        out.writelines(as_bibtex(work(number)) for number in range(count))
    print(f"into a library of {count} entries, its index made")
    subprocess.run([*command, "10.1000/made.1"], capture_output=True, check=False)
    dois = "\n".join(f"10.1000/made.{number * 31}" for number in range(20))
    fields = ["--type", "book", "--author", "Nobody, Ann", "--title", "A quite new thing", "--date", "1999"]
    for label, words, stdin in (
        ("one DOI", ["10.1000/made.77"], ""),
        ("one OCLC number, not there", ["oclc:123456"], ""),
        ("20 DOIs", ["-"], dois),
        ("one by fields", fields, ""),
    ):
        spent(f"sergecite add, {label}", [*command, *words], lambda: count, stdin=stdin)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    names = ("cobib", "pubs", "papis", "pandoc", "ris2xml")
    found = {name: shutil.which(name, path=os.pathsep.join([*sys.argv[2:], os.environ["PATH"]])) for name in names}
    programs = {name: Path(path) for name, path in found.items() if path}
    works = [work(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {ending: folder / f"works.{ending}" for ending in ("bib", "ris", "json")}
        files["bib"].write_text("".join(map(as_bibtex, works)), encoding="utf-8")
        files["ris"].write_text("".join(map(as_ris, works)), encoding="utf-8")
        files["json"].write_text(json.dumps(list(map(as_csl, works))), encoding="utf-8")
        print(f"{count} entries, whole processes")
        keepers(folder, files, programs, count)
        converters(folder, files, programs)
        over_loopback(folder, min(count, 1_000), min(count, 2_000))
        into_a_large_library(folder, 10 * count)


if __name__ == "__main__":
    main()
