"""Writers: an `Output` as text, Markdown, HTML, LaTeX or RTF, each escaped for its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sergecite.csl.output import Output
from sergecite.csl.writers.html import write_html
from sergecite.csl.writers.latex import write_latex
from sergecite.csl.writers.markdown import write_markdown
from sergecite.csl.writers.rtf import write_rtf
from sergecite.csl.writers.text import write_text

WRITERS: Mapping[str, Callable[[Output, bool], str]] = {
    "html": write_html,
    "text": write_text,
    "markdown": write_markdown,
    "latex": write_latex,
    "rtf": write_rtf,
}
FORMATS = tuple(WRITERS)


def render(output: Output, to: str, *, links: bool = True) -> str:
    """`output` in one of FORMATS; `links`: DOI and URL become links where the format has them.

    Raises KeyError for an unknown format.
    """
    return WRITERS[to](output, links)
