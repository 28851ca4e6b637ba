r"""The words of LaTeX as print has them, made by pylatexenc; citing commands as pandoc writes citations."""

import re
from functools import cache
from typing import Any

from sergecite.essay.prose import Prose

DEEPEST_GROUP = 60
"""Groups within groups that are still rendered; what is deeper is taken as it stands."""

_ADDRESS = re.compile(r"(\\(?:url|nolinkurl|path|href)\s*\{)([^{}]*)(?=\})")
_SHORTHANDS = {'"`': "„", "\"'": "“", '"<': "«", '">': "»"}
"""Of babel's German."""
_SHORTHAND = re.compile("|".join(map(re.escape, _SHORTHANDS)))
_GROUP = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)


def rendered(source: str) -> Prose:
    """Return the words of a piece of LaTeX, in one line, with what is in italics."""
    prose = Prose(flat=True)
    shielded = _ADDRESS.sub(lambda found: found[1] + re.sub(r"(?<!\\)%", r"\\%", found[2]), source)
    _render(_parsed(_SHORTHAND.sub(lambda found: _SHORTHANDS[found[0]], shielded)), prose, italic=False)
    return prose


def cite_as_pandoc(arguments: list[tuple[str, str]]) -> str:
    r"""Return the arguments of a citing command, `[see][12]{key}` or `{a,b}`, as a pandoc citation."""
    items: list[str] = []
    options: list[str] = []
    for opening, inside in arguments:
        if opening == "[":
            options.append(rendered(inside).text)
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
        prose.add(f" <{_address(arguments[0])}>")
    elif name in {"url", "nolinkurl", "path"} and arguments:
        prose.add(_address(arguments[-1]))
    elif name == "foreignlanguage":
        _render(arguments[-1:], prose, italic=italic)
    elif name in _GLYPHS:
        prose.add(_GLYPHS[name], italic=italic)
    elif name in {"label", "index", "vspace", "hspace", "ref", "pageref"}:
        return
    elif _is_sign(name):
        prose.add(_plain(node), italic=italic)
    else:
        _render(arguments, prose, italic=italic)


def _address(argument: Any) -> str:
    """Return an address as it was written: LaTeX lets some signs be escaped in it."""
    words = str(argument.latex_verbatim()).removeprefix("{").removesuffix("}")
    return re.sub(r"\\([%#_&])", r"\1", words.replace(r"\~{}", "~"))


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
    known.add_context_category(
        "notes", prepend=True, macros=[*macros, MacroSpec("href", "{{"), MacroSpec("foreignlanguage", "[{{")]
    )
    return known


def _parsed(source: str) -> Any:
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415  # as above

    if _depth(source) > DEEPEST_GROUP:
        source = re.sub(r"\\[a-zA-Z]+\*?|[{}]", "", source)
    return LatexWalker(source, latex_context=_context(), tolerant_parsing=True).get_latex_nodes()[0]


def _depth(source: str) -> int:
    depth = deepest = 0
    for match in _GROUP.finditer(source):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        deepest = max(deepest, depth)
    return deepest
