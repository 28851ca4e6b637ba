"""A page as plain text and as Markdown."""

import re
import textwrap

from sergecite.csl import Output, render
from sergecite.export.page import Block, Heading, Notes, Page, Paragraph, Work, Works


def write_text(page: Page) -> str:
    """Return the page as plain text, UTF-8, no line longer or shorter than its paragraph."""
    title = [] if page.bare else [_heading(page.title, "="), page.subtitle]
    blocks = [*title, *(_text_block(block) for block in page.blocks)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def write_markdown(page: Page) -> str:
    """Return the page as CommonMark."""
    title = [] if page.bare else [f"# {_escaped(page.title)}", _escaped(page.subtitle)]
    blocks = [*title, *(_markdown_block(block) for block in page.blocks)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _text(output: Output) -> str:
    return _line(render(output, "text"))


def _markdown(output: Output) -> str:
    return _line(render(output, "markdown"))


def _line(text: str) -> str:
    """Fold white space: an entry is one line, and nothing in it can begin another."""
    return re.sub(r"\s*\n\s*", " ", text).strip()


def _escaped(text: str) -> str:
    return _markdown(Output((text,))) if text else ""


def _heading(text: str, rule: str) -> str:
    return f"{text}\n{rule * len(text)}" if text else ""


def _text_block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block.text, "-")
        case Paragraph():
            return _text(block.content)
        case Notes():
            return "\n\n".join(f"{note.number}. {_text(note.content)}" for note in block.notes)
        case Works():
            return "\n\n".join(_text_work(work) for work in block.works)


def _text_work(work: Work) -> str:
    if work.head is None:
        return _text(work.content)
    number = f"{work.number}. " if work.number else ""
    lines = [_text(work.content), *work.remarks]
    head = f"{number}{_text(work.head)}" + (f" ({work.aside})" if work.aside else "")
    return "\n".join([head, *(textwrap.indent(line, "   ") for line in lines)])


def _markdown_block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_escaped(block.text)}"
        case Paragraph():
            return _guarded(_markdown(block.content))
        case Notes():
            return "\n".join(f"{_marker(note.number)} {_markdown(note.content)}" for note in block.notes)
        case Works():
            return "\n\n".join(_markdown_work(work) for work in block.works)


def _marker(number: str) -> str:
    """Return a list marker where Markdown has one; any other sign stands escaped in front."""
    return f"{number}." if number.isdecimal() and len(number) < 10 else f"- {_escaped(number)}"


def _markdown_work(work: Work) -> str:
    if work.head is None:
        return _guarded(_markdown(work.content))
    bullet = f"{work.number}. " if work.number else "- "
    aside = f" ({_escaped(work.aside)})" if work.aside else ""
    lines = [
        f"**{_markdown(work.head)}**{aside}",
        _markdown(work.content),
        *(f"*{_escaped(remark)}*" for remark in work.remarks),
    ]
    return bullet + ("  \n" + " " * len(bullet)).join(lines)


def _guarded(line: str) -> str:
    """Return a paragraph that no leading sign turns into a list, a heading or a quotation."""
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+*#>=~])(?=\s|$|#)", r"\\\1", line))
