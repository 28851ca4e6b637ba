"""A page as one HTML file: embedded CSS, no scripts, readable in print, in the dark, and aloud."""

import re
from html import escape
from unicodedata import bidirectional

from sergecite.csl import Output, render
from sergecite.export.page import Block, Heading, Notes, Page, Paragraph, Work, Works

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1b18; --soft: #5f5a52; --paper: #fdfcf9; --line: #ddd7cb; --mark: #8c2f1b; --open: #f6ecd6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e4dc; --soft: #a9a296; --paper: #191816; --line: #3a3732; --mark: #e8957f; --open: #33291a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Charter, "Bitstream Charter", Georgia, "Noto Serif", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 3.5rem 1.25rem 5rem; overflow-wrap: break-word; hyphens: manual; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; font-weight: 600; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 1rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); font-weight: 600; }
p { margin: 0 0 1rem; }
.subtitle, .lead { color: var(--soft); }
.subtitle { margin-top: .35rem; }
h1 + section { margin-top: 1.75rem; }
nav { margin: 1.5rem 0 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: 3px; font-size: .9688rem; }
nav li { margin: .15rem 0; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
ol, ul { margin: 0; padding: 0; list-style: none; }
.bibliography > li { margin: 0 0 .7rem; padding-inline-start: 2rem; text-indent: -2rem; }
.bibliography.flush > li { padding-inline-start: 0; text-indent: 0; }
.bibliography.numbered > li { padding-inline-start: 3rem; text-indent: 0; position: relative; }
.csl-left-margin { position: absolute; inset-inline-start: 0; }
.csl-block, .csl-right-inline { display: block; }
.csl-indent { margin-left: 2rem; }
.notes > li, .reading > li { display: grid; grid-template-columns: 2.75rem 1fr; margin: 0 0 .8rem; }
.number { color: var(--soft); font-variant-numeric: tabular-nums; padding-right: .9rem; text-align: right; }
.open .body { background: var(--open); box-shadow: 0 0 0 .35rem var(--open); border-radius: 1px; }
.reading > li { margin-bottom: 1.6rem; }
.reading.plain > li { grid-template-columns: 1fr; }
h3 { font-size: 1.0625rem; line-height: 1.4; font-weight: 600; margin: 0; }
.years { margin: 0; color: var(--mark); font-size: .9375rem; }
.reference { margin: .3rem 0 0; color: var(--soft); font-size: .9688rem; line-height: 1.5; }
.remark { margin: .25rem 0 0; font-size: .875rem; font-style: italic; color: var(--soft); }
@media (max-width: 30rem) { main { padding-top: 2rem; } .notes > li, .reading > li { grid-template-columns: 2.1rem 1fr; } .number { padding-right: .6rem; } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --line: #bbb; --mark: #6d2315; --open: #eee; }
  main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } li { break-inside: avoid; } .open .body { box-shadow: none; }
}
"""


def write_html(page: Page) -> str:
    """Return the whole document."""
    title = escape(page.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(page.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="sergecite">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
    ]
    if page.subtitle:
        lines.append(f'<p class="subtitle">{escape(page.subtitle)}</p>')
    lines += _contents(page)
    for number, block in enumerate(page.blocks):
        lines += _block(block, number)
    return "\n".join([*lines, "</main>", "</body>", "</html>", ""])


def _contents(page: Page) -> list[str]:
    """Return links to the parts of a page that has several."""
    headings = [(number, block) for number, block in enumerate(page.blocks) if isinstance(block, Heading)]
    if len(headings) < 3:
        return []
    links = [f'<li><a href="#part-{number}">{escape(block.text)}</a></li>' for number, block in headings]
    return ['<nav aria-label="Contents">', '<ul role="list">', *links, "</ul>", "</nav>"]


def _block(block: Block, number: int) -> list[str]:
    match block:
        case Heading():
            return [f'<h{block.level} id="part-{number}">{escape(block.text)}</h{block.level}>']
        case Paragraph():
            return [f'<p class="lead">{_html(block.content)}</p>']
        case Notes():
            notes = [
                f'<li id="note-{number}-{_slug(note.number)}"{"" if note.settled else _OPEN}>'
                f'<span class="number">{escape(note.number)}</span><span class="body">{_html(note.content)}</span></li>'
                for note in block.notes
            ]
            return ['<section role="doc-endnotes">', '<ol class="notes" role="list">', *notes, "</ol>", "</section>"]
        case Works() if block.bibliography:
            works = map(_entry, block.works)
            return [
                '<section role="doc-bibliography">',
                f'<ul class="{_kind(block)}" role="list">',
                *works,
                "</ul>",
                "</section>",
            ]
        case Works():
            numbered = any(work.number for work in block.works)
            kind, tag = ("reading", "ol") if numbered else ("reading plain", "ul")
            return [
                f'<{tag} class="{kind}" role="list">',
                *(_reading(work, numbered=numbered) for work in block.works),
                f"</{tag}>",
            ]


_OPEN = ' class="open"'


def _kind(block: Works) -> str:
    if block.parameters.get("second-field-align"):
        return "bibliography numbered"
    return "bibliography" if block.parameters.get("hangingindent") else "bibliography flush"


def _entry(work: Work) -> str:
    return f'<li id="ref-{_slug(work.citekey)}"{_direction(work.content)}>{_html(work.content)}</li>'


def _direction(output: Output) -> str:
    """Return what sets an entry that begins in Arabic, Hebrew or the like from right to left, its number and all."""
    text = output.text
    strong = "" if text.isascii() else next((way for way in map(bidirectional, text) if way in {"L", "R", "AL"}), "")
    return ' dir="rtl"' if strong in {"R", "AL"} else ""


def _reading(work: Work, *, numbered: bool) -> str:
    number = f'<span class="number">{work.number or ""}</span>' if numbered else ""
    head = _html(work.head) if work.head else ""
    years = f'<p class="years">{escape(work.aside)}</p>' if work.aside else ""
    remarks = "".join(f'<p class="remark">{escape(remark)}</p>' for remark in work.remarks)
    body = f'<h3>{head}</h3>{years}<p class="reference">{_html(work.content)}</p>{remarks}'
    return f'<li id="work-{_slug(work.citekey)}">{number}<div>{body}</div></li>'


def _html(output: Output) -> str:
    return render(output, "html")


def _slug(text: str) -> str:
    """Return an id that is one word, whatever the citekey holds."""
    return re.sub(r"[^\w.:-]+", "-", text).strip("-") or "x"
