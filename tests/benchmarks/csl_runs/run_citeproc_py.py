"""One run of citeproc-py for bench_csl_peers.py: a job file and a style file in, one line for each string out."""

import json
import sys
import warnings
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON


def run(path: Path, style: str) -> None:
    """Render a job and print its strings."""
    job = json.loads(path.read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(style, validate=False), CiteProcJSON(job["references"]), formatter.html
    )
    rows = [citation["citationItems"] for citation in job["citations"]] or [[item] for item in job["references"]]
    citations = [
        Citation(
            [
                CitationItem(str(one["id"]), locator=Locator("page", one["locator"]))
                if "locator" in one
                else CitationItem(str(one["id"]))
                for one in row
            ]
        )
        for row in rows
    ]
    for citation in citations:
        bibliography.register(citation)
    if job["citations"]:
        texts = [str(bibliography.cite(citation, lambda _: None)) for citation in citations]
    else:
        bibliography.sort()
        texts = [str(text) for text in bibliography.bibliography()]
    sys.stdout.writelines(f"{' '.join(text.split())}\n" for text in texts)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
