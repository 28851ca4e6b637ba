r"""Read LaTeX: `\footnote`, `\footnotemark` with `\footnotetext`, `\endnote`, and biblatex's citing commands.

The source is scanned for notes here, since offsets must be those of the source; the words of a note are made by
pylatexenc. A citing command outside a note counts as a note where it makes one (`\footcite`, and `\autocite` as in note
styles); its text is written as pandoc writes citations, `[see @key, 12]`, so that all readers name citekeys alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sergecite.essay.numerals import formatted
from sergecite.essay.prose import Prose
from sergecite.model.document import Document, Marker, Note

_HIDDEN = re.compile(
    r"(?<!\\)(?:\\\\)*%[^\n]*|\\begin\{(verbatim\*?|lstlisting|comment|minted|Verbatim)\}.*?(?:\\end\{\1\}|\Z)"
    r"|\\verb\*?([^\s\w*])[^\n]*?\2|\\(?:re)?newcommand\*?\s*\{?\\\w+\}?[^\n]*|\\iffalse\b.*?(?:\\fi\b|\Z)",
    re.DOTALL,
)
_CITING = r"(?:foot|foottext|smart|auto|super|note|footfull)cites?\*?|fullcite|footfullcite"
_COMMAND = re.compile(
    rf"\\(?P<name>footnotetext|footnotemark|footnote|endnotemark|endnotetext|endnote|{_CITING})(?![a-zA-Z@])|\\(?P<chapter>chapter)\*?(?=\s*[\[{{])"
)
_CLASS_WITH_CHAPTERS = re.compile(
    r"\\documentclass\s*(?:\[[^\]]*\])?\s*\{(?:book|report|memoir|scrbook|scrreprt|tufte-book)\}"
)
_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^}]*)\}")
_BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
LONGEST_OPTION = 2000
DEEPEST_GROUP = 60
"""Groups within groups that are still rendered; what is deeper is taken as it stands."""


@dataclass(slots=True)
class _Counting:
    """The numbers given so far; footnotes and endnotes count apart."""

    both: bool
    """With both kinds in one essay, endnotes are numbered i, ii, iii here, so that a number names one note."""
    counts: dict[str, int] = field(default_factory=lambda: {"foot": 0, "end": 0})
    chapter: int = 0

    def next(self, kind: str) -> str:
        self.counts[kind] += 1
        return formatted(self.counts[kind], "lowerRoman" if kind == "end" and self.both else "decimal")


def has_note_commands(text: str) -> bool:
    """Whether the text is LaTeX with notes."""
    return bool(_BEGIN.search(text) or re.search(r"\\(?:footnote|endnote)\s*\{", text))


def read_latex(text: str) -> Document:
    """Return the essay; offsets are those of `text`, a marker covers its whole command."""
    hidden = bytearray(len(text) + 1)
    for span in (found.span() for found in _HIDDEN.finditer(text)):
        hidden[span[0] : span[1]] = b"\1" * (span[1] - span[0])
    begin, end = _BEGIN.search(text), _END.search(text)
    first, last = begin.end() if begin else 0, end.start() if end else len(text)
    chapters = bool(_CLASS_WITH_CHAPTERS.search(text))
    commands = {match["name"] for match in _COMMAND.finditer(text, first, last) if match["name"]}
    ends = {name for name in commands if name.startswith("endnote")}
    counting = _Counting(both=bool(ends) and ends != commands)
    braces = _braces(text)
    markers: list[Marker] = []
    notes: list[Note] = []
    waiting: list[Marker] = []
    warnings = [f"{match[1]} is another file and was not read" for match in _INCLUDED.finditer(text, first, last)
                if not hidden[match.start()]]  # fmt: skip
    position = first
    while match := _COMMAND.search(text, position, last):
        position = match.end()
        if hidden[match.start()]:
            continue
        if match["chapter"]:
            if chapters and any(counting.counts.values()):
                counting.counts = {"foot": 0, "end": counting.counts["end"]}
                counting.chapter += 1
            continue
        name = match["name"]
        arguments = list(_arguments(text, match.end(), braces))
        if not arguments and not name.endswith("mark"):
            line = text.count("\n", 0, match.start()) + 1
            warnings.append(f"line {line}: the brackets after \\{name} do not close; left out")
            continue
        position = arguments[-1].end if arguments else match.end()
        kind = "end" if name.startswith("endnote") else "foot"
        if name.endswith("text") and name in {"footnotetext", "endnotetext"}:
            if waiting and arguments:
                marker = waiting.pop(0)
                notes.append(_note(text, marker, arguments[-1]))
            continue
        given = next((a.inside(text) for a in arguments if a.opening == "["), "")
        number = given if given.isdigit() and "note" in name else counting.next(kind)
        marker = Marker(number=number, start=match.start(), end=position, chapter=counting.chapter)
        if name.endswith("mark"):
            markers.append(marker)
            waiting.append(marker)
        elif "note" in name and not name.startswith("notecite"):
            groups = [argument for argument in arguments if argument.opening == "{"]
            if groups:
                marker = Marker(number=number, start=match.start(), end=groups[0].end, chapter=counting.chapter)
                position = groups[0].end
                markers.append(marker)
                notes.append(_note(text, marker, groups[0]))
        elif arguments:
            markers.append(marker)
            cited = cite_as_pandoc([(argument.opening, argument.inside(text)) for argument in arguments])
            notes.append(Note(number=number, text=cited, start=match.start(), end=position, chapter=counting.chapter))
    warnings += [f"no text found for mark {marker.number}" for marker in waiting]
    notes.sort(key=lambda note: (note.chapter, note.start or 0))
    return Document(format="latex", body=text, markers=tuple(markers), notes=tuple(notes), warnings=tuple(warnings))


@dataclass(frozen=True, slots=True)
class _Argument:
    opening: str
    start: int
    end: int

    def inside(self, text: str) -> str:
        """Return the argument without its brackets."""
        return text[self.start + 1 : self.end - 1]


def _arguments(text: str, position: int, braces: dict[int, int]) -> Iterator[_Argument]:
    """Yield the bracketed arguments that follow a command: options, then one group; again for `footcites`."""
    while position < len(text):
        start = position + len(text[position : position + 200]) - len(text[position : position + 200].lstrip())
        opening = text[start : start + 1]
        if (
            not opening
            or opening not in "[({"
            or "\n\n" in text[position:start]
            or (opening == "(" and start > position)
        ):
            return
        end = braces.get(start) if opening == "{" else _closing(text, start, braces)
        if end is None:
            return
        yield _Argument(opening, start, end)
        position = end
        if opening == "{" and text[position : position + 1] not in {"[", "{"}:
            return


def _closing(text: str, start: int, braces: dict[int, int]) -> int | None:
    """Return where an option that opens at `start` ends; groups inside it are passed over whole."""
    closing = {"[": "]", "(": ")"}[text[start]]
    index, limit = start + 1, min(len(text), start + LONGEST_OPTION)
    while index < limit:
        if text[index] == closing:
            return index + 1
        index = braces.get(index, index + 1 + (text[index] == "\\"))
    return None


def _braces(text: str) -> dict[int, int]:
    """Return for each brace that opens a group where the group ends."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            ends[opened.pop()] = match.end()
    return ends


def cite_as_pandoc(arguments: list[tuple[str, str]]) -> str:
    r"""Return the arguments of a citing command, `[see][12]{key}` or `{a,b}`, as a pandoc citation."""
    items: list[str] = []
    options: list[str] = []
    for opening, inside in arguments:
        if opening == "[":
            options.append(_words(inside))
        elif opening == "{":
            before = options[0] + " " if len(options) > 1 and options[0] else ""
            after = options[-1] if options else ""
            keys = [key.strip() for key in inside.split(",") if key.strip()]
            for at, key in enumerate(keys):
                items.append(
                    (before if at == 0 else "") + f"@{key}" + (f", {after}" if after and at == len(keys) - 1 else "")
                )
            options = []
    return f"[{'; '.join(items)}]"


def _note(text: str, marker: Marker, argument: _Argument) -> Note:
    prose = Prose(flat=True)
    _render(_parsed(argument.inside(text)), prose, italic=False)
    return Note(
        number=marker.number,
        text=prose.text,
        start=argument.start + 1,
        end=argument.end - 1,
        chapter=marker.chapter,
        italics=tuple(prose.italics),
    )


def _words(source: str) -> str:
    prose = Prose(flat=True)
    _render(_parsed(source), prose, italic=False)
    return prose.text


_SLANTED = frozenset(["emph", "textit", "textsl", "mkbibemph", "citetitle", "bibtitle"])
_SLANTING = frozenset(["em", "it", "itshape", "sl", "slshape"])
_QUOTED = {"enquote": ("“", "”"), "mkbibquote": ("“", "”"), "textquote": ("“", "”"), "enquote*": ("‘", "’")}
_CITES = frozenset(
    ["cite", "parencite", "textcite", "footcite", "autocite", "smartcite", "citet", "citep", "fullcite", "footfullcite"]
)
_GLYPHS = {
    "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶", "dag": "†", "ddag": "‡",
    ",": "\u202f", "-": "", "/": "", "@": "", "\\": " ", "newline": " ", "par": " ", " ": " ", "quad": " ",
    "guillemotleft": "«", "guillemotright": "»", "og": "«\u00a0", "fg": "\u00a0»", "slash": "/", "textbackslash": "\\",
}  # fmt: skip


def _render(nodes: Any, prose: Prose, *, italic: bool) -> None:
    """Add the words of LaTeX nodes; unknown commands are left out, what they enclose is kept."""
    slanted = italic
    for node in nodes or ():
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            prose.add(node.chars, italic=slanted)
        elif kind == "LatexSpecialsNode":
            prose.add(_special(node), italic=slanted)
        elif kind == "LatexGroupNode":
            _render(node.nodelist, prose, italic=slanted)
        elif kind == "LatexMacroNode":
            if node.macroname in _SLANTING:
                slanted = True
            else:
                _render_macro(node, prose, italic=slanted)
                if node.macro_post_space and not _arguments_of(node) and node.macroname.isalpha():
                    prose.add(" ") if node.macroname in _GLYPHS else None
        elif kind == "LatexMathNode":
            prose.add(_plain(node), italic=slanted)
        elif kind == "LatexEnvironmentNode":
            _render(node.nodelist, prose, italic=slanted)


def _render_macro(node: Any, prose: Prose, *, italic: bool) -> None:
    name, arguments = node.macroname, _arguments_of(node)
    if name in _SLANTED:
        _render(arguments, prose, italic=not italic)
    elif name in _QUOTED:
        opening, closing = _QUOTED[name]
        prose.add(opening, italic=italic)
        _render(arguments, prose, italic=italic)
        prose.add(closing, italic=italic)
    elif name in _CITES:
        pieces = [
            (a.delimiters[0], a.latex_verbatim()[1:-1]) for a in arguments if type(a).__name__ == "LatexGroupNode"
        ]
        prose.add(cite_as_pandoc(pieces), italic=italic)
    elif name == "href" and len(arguments) > 1:
        _render(arguments[1:], prose, italic=italic)
        prose.add(f" <{arguments[0].latex_verbatim().strip('{}')}>")
    elif name in {"url", "nolinkurl", "path"} and arguments:
        prose.add(arguments[-1].latex_verbatim()[1:-1])
    elif name in _GLYPHS:
        prose.add(_GLYPHS[name], italic=italic)
    elif name in {"label", "index", "vspace", "hspace", "ref", "pageref"}:
        return
    elif _is_sign(name):
        prose.add(_plain(node), italic=italic)
    else:
        _render(arguments, prose, italic=italic)


def _arguments_of(node: Any) -> list[Any]:
    return [one for one in (node.nodeargd.argnlist if node.nodeargd else None) or [] if one is not None]


def _special(node: Any) -> str:
    return {"~": "\u00a0", "``": "“", "''": "”", "--": "–", "---": "—", "\n\n": " "}.get(
        node.specials_chars, str(node.specials_chars)
    )


@cache
def _is_sign(name: str) -> bool:
    """Whether a command is a letter, an accent or another sign of its own."""
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415  # only LaTeX needs it

    spec = get_default_latex_context_db().get_macro_spec(name)
    return spec is not None and name not in {"footnote", "href"}


def _plain(node: Any) -> str:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415  # as above

    return str(LatexNodes2Text(keep_comments=False).nodelist_to_text([node]))


@cache
def _context() -> Any:
    from pylatexenc.latexwalker import get_default_latex_context_db  # noqa: PLC0415  # as above
    from pylatexenc.macrospec import MacroSpec  # noqa: PLC0415

    known = get_default_latex_context_db()
    macros = [MacroSpec(name, "{") for name in (*_QUOTED, "mkbibemph", "nolinkurl", "path", "textsc", "textup")]
    macros += [MacroSpec(name, "[[{") for name in _CITES]
    known.add_context_category("notes", prepend=True, macros=[*macros, MacroSpec("href", "{{")])
    return known


def _parsed(source: str) -> Any:
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415  # as above

    if _depth(source) > DEEPEST_GROUP:
        source = re.sub(r"\\[a-zA-Z]+\*?|[{}]", "", source)
    return LatexWalker(source, latex_context=_context(), tolerant_parsing=True).get_latex_nodes()[0]


def _depth(source: str) -> int:
    depth = deepest = 0
    for match in _BRACE.finditer(source):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        deepest = max(deepest, depth)
    return deepest
