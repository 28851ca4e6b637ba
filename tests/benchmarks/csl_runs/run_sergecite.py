"""One run of sergecite's own API for bench_csl_peers.py: a job file in, one line of HTML for each string out."""

import json
import sys
from pathlib import Path

from sergecite import csl
from sergecite.export.catalog import load_style, locale_text


def run(path: Path) -> None:
    """Render a job and print its strings."""
    job = json.loads(path.read_text(encoding="utf-8"))
    processor = csl.Processor(load_style(job["style"]), locale_text)
    processor.items(job["references"])
    if job["citations"]:
        outputs = processor.cite(job["citations"])
    else:
        outputs = [output for _, output in processor.bibliography().entries]
    sys.stdout.writelines(f"{csl.render(output, 'html').replace(chr(10), ' ')}\n" for output in outputs)


if __name__ == "__main__":
    run(Path(sys.argv[1]))
