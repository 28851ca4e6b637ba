"""A page as a PDF, set by Typst, whose Python wheel carries the compiler and its fonts (extra `pdf`).

Every text goes into Typst as a string, never as markup, so no title can be read as a command.
"""

from sergecite.csl import Output
from sergecite.csl.writers.nesting import events
from sergecite.errors import UsageError
from sergecite.export.page import Block, Heading, Notes, Page, Paragraph, Work, Works

_PREAMBLE = """\
#set page(margin: 2.6cm, numbering: "1")
#set text(size: 10.5pt)
#set par(justify: true, leading: 0.65em, spacing: 0.9em)
#show heading: set block(above: 1.6em, below: 0.9em)
"""
_FUNCTIONS = {
    ("font-style", "italic"): "#emph[",
    ("font-style", "oblique"): "#emph[",
    ("font-style", "normal"): '#text(style: "normal")[',
    ("font-weight", "bold"): "#strong[",
    ("font-variant", "small-caps"): "#smallcaps[",
    ("text-decoration", "underline"): "#underline[",
    ("vertical-align", "sup"): "#super[",
    ("vertical-align", "sub"): "#sub[",
    ("nodecor", ""): '#text(style: "normal", weight: "regular")[',
}


def write_pdf(page: Page) -> bytes:
    """Return the page as a PDF. Raises UsageError where Typst is not installed."""
    try:
        import typst  # noqa: PLC0415  # 30 MB that only this format needs
    except ModuleNotFoundError as error:
        raise UsageError("writing PDF needs Typst", hint="pip install typst") from error
    return bytes(typst.compile(write_typst(page).encode("utf-8")))


def write_typst(page: Page) -> str:
    """Return the page's Typst source."""
    lang = page.lang[:2] if page.lang[:2].isalpha() else "en"
    lines = [_PREAMBLE, f'#set text(lang: "{lang}")', f"#set document(title: {_string(page.title)})"]
    lines.append(f"#heading(level: 1)[{_text(page.title)}]")
    if page.subtitle:
        lines.append(f"#par[{_text(page.subtitle)}]")
    return "\n".join([*lines, *(line for block in page.blocks for line in _block(block)), ""])


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"#heading(level: {block.level})[{_text(block.text)}]"]
        case Paragraph():
            return [f"#par[{_typst(block.content)}]"]
        case Notes():
            rows = [f"  [{_text(note.number + '.')}], [{_typst(note.content)}]," for note in block.notes]
            return ["#grid(columns: (2.4em, 1fr), row-gutter: 0.8em,", *rows, ")"]
        case Works():
            return [_work(work) for work in block.works]


def _work(work: Work) -> str:
    if work.head is None:
        return f"#par(hanging-indent: 1.8em)[{_typst(work.content)}]"
    number = _text(f"{work.number}. ") if work.number else ""
    aside = f" #text(fill: luma(90))[{_text(work.aside)}]" if work.aside else ""
    lines = [f"#strong[{number}{_typst(work.head)}]{aside}", _typst(work.content)]
    lines += [f"#emph[{_text(remark)}]" for remark in work.remarks]
    return f"#block(breakable: false)[{' #linebreak() '.join(lines)}]"


def _typst(output: Output) -> str:
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(_text(what))
        elif kind == "close":
            out.append("]")
        elif what == "link":
            out.append(f"#link({_string(value)})[")
        else:
            out.append(_FUNCTIONS.get((what, value), "#box[" if what == "display" and value == "left-margin" else "#["))
    return "".join(out)


def _text(text: str) -> str:
    return f"#{_string(text)};"


def _string(text: str) -> str:
    """Return a Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
