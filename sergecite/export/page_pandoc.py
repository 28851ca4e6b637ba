"""A page as a Word document, through pandoc: the notes become Word's own footnotes.

The page is handed over as pandoc's syntax tree, so nothing in it is ever read as markup. Pandoc is the one on the
machine, or the one that the extra `docx` installs (pypandoc_binary).
"""

import json
import shutil
import subprocess
from typing import Any

from sergecite.csl import Output
from sergecite.csl.writers.nesting import events
from sergecite.errors import SergeciteError, UsageError
from sergecite.export.page import Block, Heading, Notes, Page, Paragraph, PrintedNote, Work, Works, plain

TIMEOUT = 120
"""Seconds; a bibliography of thousands takes a few."""

Node = dict[str, Any]
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_INLINES = {
    ("font-style", "italic"): "Emph",
    ("font-style", "oblique"): "Emph",
    ("font-weight", "bold"): "Strong",
    ("font-variant", "small-caps"): "SmallCaps",
    ("text-decoration", "underline"): "Underline",
    ("vertical-align", "sup"): "Superscript",
    ("vertical-align", "sub"): "Subscript",
}


def write_docx(page: Page) -> bytes:
    """Return the page as a Word document. Raises UsageError where there is no pandoc."""
    command = [_pandoc(), "--from=json", "--to=docx", "--output=-", "--sandbox"]
    source = json.dumps(pandoc_tree(page)).encode("utf-8")
    try:
        done = subprocess.run(command, input=source, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SergeciteError(f"pandoc could not write the document: {error}") from error
    if done.returncode:
        raise SergeciteError(f"pandoc could not write the document: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def _pandoc() -> str:
    if found := shutil.which("pandoc"):
        return found
    try:
        import pypandoc  # noqa: PLC0415  # 34 MB that only this format needs
    except ModuleNotFoundError as error:
        raise UsageError(
            "writing Word documents needs pandoc", hint="pip install pypandoc_binary, or install pandoc"
        ) from error
    return str(pypandoc.get_pandoc_path())


def pandoc_tree(page: Page) -> Node:
    """Return pandoc's syntax tree of the page (pandoc-types 1.23)."""
    blocks: list[Node] = [block for part in page.blocks for block in _block(part)]
    meta = {"title": _meta(page.title), "lang": {"t": "MetaString", "c": page.lang}}
    if page.subtitle:
        meta["subtitle"] = _meta(page.subtitle)
    return {"pandoc-api-version": [1, 23], "meta": meta, "blocks": blocks}


def _meta(text: str) -> Node:
    return {"t": "MetaInlines", "c": _inlines(plain(text))}


def _block(block: Block) -> list[Node]:
    match block:
        case Heading():
            return [{"t": "Header", "c": [block.level - 1, _NO_ATTRIBUTES, _inlines(plain(block.text))]}]
        case Paragraph():
            return [_paragraph(_inlines(block.content))]
        case Notes():
            in_order = [note.number for note in block.notes] == [str(at) for at in range(1, len(block.notes) + 1)]
            return [_note(note, numbered=in_order) for note in block.notes]
        case Works() if block.bibliography:
            entries = [_paragraph(_inlines(work.content)) for work in block.works]
            return [{"t": "Div", "c": [["", [], [["custom-style", "Bibliography"]]], entries]}]
        case Works():
            return [_reading(work) for work in block.works]


def _note(note: PrintedNote, *, numbered: bool) -> Node:
    """Return the sentence, or its end, with its footnote. Word numbers footnotes itself; other numbers are said."""
    words = note.anchor or f"Note {note.number}"
    if not numbered and note.anchor:
        words = f"{note.number}: {words}"
    return _paragraph([*_inlines(plain(words)), {"t": "Note", "c": [_paragraph(_inlines(note.content))]}])


def _reading(work: Work) -> Node:
    head = _inlines(plain(f"{work.number}. ")) if work.number else []
    inlines: list[Node] = [{"t": "Strong", "c": [*head, *_inlines(work.head or plain(""))]}]
    if work.aside:
        inlines += _inlines(plain(f" ({work.aside})"))
    inlines += [{"t": "LineBreak"}, *_inlines(work.content)]
    for remark in work.remarks:
        inlines += [{"t": "LineBreak"}, {"t": "Emph", "c": _inlines(plain(remark))}]
    return _paragraph(inlines)


def _paragraph(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _inlines(output: Output) -> list[Node]:
    """Return the inline nodes of an output, each run of text in the formatting that holds for it."""
    nodes: list[Node] = []
    opened: list[tuple[str, str]] = []
    for kind, what, value in events(output):
        if kind == "text":
            nodes += _dressed(_words(what), opened)
        elif kind == "open":
            opened.append((what, value))
        else:
            opened.pop()
    return nodes


def _dressed(nodes: list[Node], opened: list[tuple[str, str]]) -> list[Node]:
    """Wrap nodes in what is open around them. Pandoc cannot undo: of one attribute the innermost value alone counts."""
    holding: dict[str, str] = {}
    for attribute, value in opened:
        holding |= dict.fromkeys(value.split(), "normal") if attribute == "nodecor" else {attribute: value}
    for attribute, value in reversed(holding.items()):
        if attribute == "link":
            nodes = [{"t": "Link", "c": [_NO_ATTRIBUTES, nodes, [value, ""]]}]
        elif name := _INLINES.get((attribute, value)):
            nodes = [{"t": name, "c": nodes}]
    return nodes


def _words(text: str) -> list[Node]:
    found: list[Node] = []
    for at, word in enumerate(text.replace("\n", " ").split(" ")):
        if at:
            found.append({"t": "Space"})
        if word:
            found.append({"t": "Str", "c": word})
    return found
