"""Import of 10,000 entries as BibTeX, RIS and CSL-JSON into an empty library, beside the peers that are installed.

    python tests/benchmarks/bench_sources.py [ENTRIES] [FOLDER OF A PEER'S PROGRAMS ...]

Prints user and system CPU seconds of whole cold processes, one after the other in one run; asserts no time. Peers: cobib,
pubs and papis from the folders named (each has an environment of its own), pandoc from the path, which only converts.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = [
    "history",
    "revolution",
    "exile",
    "prison",
    "memoir",
    "letter",
    "opposition",
    "party",
    "congress",
    "soviet",
    "council",
    "workers",
    "literature",
    "novel",
    "city",
    "power",
    "birth",
    "case",
    "comrade",
    "midnight",
    "dawn",
    "witness",
    "memory",
    "archive",
    "notebook",
    "republic",
    "war",
    "peace",
    "silence",
    "border",
    "train",
    "winter",
]


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


def spent(label: str, command: list[str], **environment: str) -> None:
    """Run a program and print its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        result = subprocess.run(
            command,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=900,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"{label:28} more than 900 s of wall time")
        return
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    note = (
        ""
        if result.returncode == 0
        else f"   exit {result.returncode}: {(result.stderr or result.stdout).strip()[-120:]!r}"
    )
    print(f"{label:28} {seconds:8.2f} s{note}", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    peers = {
        path.name: path
        for folder in sys.argv[2:]
        for path in Path(folder).iterdir()
        if path.name in ("cobib", "pubs", "papis")
    }
    works = [work(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {ending: folder / f"works.{ending}" for ending in ("bib", "ris", "json")}
        files["bib"].write_text("".join(map(as_bibtex, works)), encoding="utf-8")
        files["ris"].write_text("".join(map(as_ris, works)), encoding="utf-8")
        files["json"].write_text(json.dumps(list(map(as_csl, works))), encoding="utf-8")
        print(f"{count} entries, CPU of whole processes")
        for ending, file in files.items():
            library = folder / f"library-{ending}"
            library.mkdir()
            (library / "all.bib").touch()
            spent(
                f"sergecite add .{ending}",
                [
                    sys.executable,
                    "-c",
                    "from sergecite.cli.app import main; main()",
                    "--library",
                    str(library),
                    "--quiet",
                    "add",
                    str(file),
                ],
            )
            print(f"{'':28} {(library / 'all.bib').read_text(encoding='utf-8').count('@article')} entries")
        if "cobib" in peers:
            config = folder / "cobib.py"
            config.write_text(
                f"from cobib.config import config\nconfig.database.file = {str(folder / 'cobib.yaml')!r}\nconfig.database.git = False\n",
                encoding="utf-8",
            )
            home = {
                "HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder),
                "XDG_DATA_HOME": str(folder),
                "XDG_CACHE_HOME": str(folder),
            }
            subprocess.run(
                [str(peers["cobib"]), "-c", str(config), "init"],
                env={**os.environ, **home},
                capture_output=True,
                check=False,
            )
            spent("cobib add -b .bib", [str(peers["cobib"]), "-c", str(config), "add", "-b", str(files["bib"])], **home)
        if "pubs" in peers:
            home = {"HOME": str(folder / "pubs-home")}
            (folder / "pubs-home").mkdir()
            subprocess.run(
                [str(peers["pubs"]), "init"],
                env={**os.environ, **home},
                capture_output=True,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            spent("pubs import .bib", [str(peers["pubs"]), "import", str(files["bib"])], **home)
        if "papis" in peers:
            few = folder / "few.bib"
            few.write_text("".join(map(as_bibtex, works[:100])), encoding="utf-8")
            home = {"HOME": str(folder / "papis-home"), "XDG_CONFIG_HOME": str(folder / "papis-home")}
            config_folder = folder / "papis-home" / "papis"
            config_folder.mkdir(parents=True)
            (folder / "papers").mkdir()
            (config_folder / "config").write_text(
                f"[settings]\ndefault-library = papers\n[papers]\ndir = {folder / 'papers'}\n", encoding="utf-8"
            )
            spent(
                "papis bibtex import, 100", [str(peers["papis"]), "bibtex", "read", str(few), "import", "--all"], **home
            )
        if shutil.which("pandoc"):
            for form in ("biblatex", "ris", "csljson"):
                ending = {"biblatex": "bib", "csljson": "json"}.get(form, form)
                spent(
                    f"pandoc .{ending} to CSL-JSON",
                    ["pandoc", "-f", form, "-t", "csljson", str(files[ending]), "-o", str(folder / "out.json")],
                )


if __name__ == "__main__":
    main()
