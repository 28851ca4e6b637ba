"""Unicode with inline markup -> LaTeX as BibLaTeX files keep it: UTF-8, escapes only where LaTeX needs them."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from sergecite.bibtex.latex import OPTIONAL, decode, simple_math
from sergecite.bibtex.symbols import (
    ACCENTS,
    ADDRESSES,
    CYRILLIC,
    DECLARATIONS,
    DROPPED,
    LETTERS,
    MARKUP,
    MATH,
    SILENT,
    SURROUND,
    TEXT,
)
from sergecite.errors import InputError

_TAG = re.compile(r'<(?:(i|b|sc|sup|sub)|span class="nocase")>|</(i|b|sc|sup|sub|span)>')
_SPECIAL = re.compile(r"\\([A-Za-z]+\*?|.|$)|[{}&%$#_~^`\u00a0\u00ad\u202f]|-(?=-)|'(?=')", re.DOTALL)
_OPEN = {"i": r"\emph{", "b": r"\textbf{", "sc": r"\textsc{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{"}
_ESCAPES = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "\u00a0": "~", "\u00ad": r"\-", "\u202f": r"\,", "`": r"\textasciigrave{}", "-": r"-\/", "'": r"'\/",
    "{": r"\{", "}": r"\}",
}  # fmt: skip
_UNPAIRED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_KNOWN = frozenset({"ensuremath"}).union(
    ACCENTS, ADDRESSES, CYRILLIC, DECLARATIONS, DROPPED, LETTERS, MARKUP, MATH, SILENT, SURROUND, TEXT
)
_TOKEN = re.compile(rf"\\([A-Za-z]+\*?|[^<]?)(?:(?:\[[^\[\]{{}}\\$%<]*\])++(?=\{{))?|[{{}}]|{_TAG.pattern}", re.DOTALL)
_ASCII = {
    **{letter: f"\\{name}{{}}" for name, letter in LETTERS.items() if letter},
    **{sign: f"\\{name}{{}}" for name, sign in TEXT.items() if len(sign) == 1 and not sign.isascii() and len(name) > 2},
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": r"\textquoteleft{}", "’": r"\textquoteright{}", "§": r"\S{}", "¶": r"\P{}",
    "…": r"\dots{}",
}  # fmt: skip
_COMBINING = {mark: name for name, mark in reversed(ACCENTS.items())}


def encode(text: str, *, ascii_only: bool = False) -> str:
    """Return the LaTeX of a text; markup that is not well-formed is taken for text.

    `ascii_only`: for files in an old encoding; InputError where a character has no name in LaTeX.
    """
    escapes = _ESCAPES if _paired(text) else _ESCAPES | _UNPAIRED
    tags = _well_formed(text)
    literal = _literal_braces(text, tags) if escapes is _ESCAPES and "\\" in text else frozenset()
    opened = {start: element for start, _, element in tags}
    out: list[str] = []
    closers: list[str] = []
    position = 0
    for start, end, element in tags:
        out.append(_escaped(text, position, start, escapes, literal))
        position = end
        if element is None:
            out.append(closers.pop())
        elif element == "nocase":
            after_command = bool(out) and _ends_in_command(out)
            follows = opened.get(end)
            special = (
                follows is not None
                if end in opened
                else _is_special(text, end, escapes, literal, ascii_only=ascii_only)
            )
            special = special and follows != "nocase"
            # Among the arguments of an unknown command a brace would be one of them.
            before = r"\text{" if start in literal else r"\protect" if after_command else ""
            out.append(before + ("{{" if special else "{"))
            closers.append(("}}" if special else "}") + ("}" if start in literal else ""))
        else:
            out.append(_OPEN[element])
            closers.append("}")
    out.append(_escaped(text, position, len(text), escapes, literal))
    done = "".join(out)
    return done if done.isascii() or not ascii_only else _asciified(done)


def _well_formed(text: str) -> list[tuple[int, int, str | None]]:
    """Return the tags that pair, in order, as (start, end, element opened or None where it closes)."""
    if "<" not in text:
        return []
    found = list(_TAG.finditer(text))
    paired: dict[int, str | None] = {}
    waiting: list[tuple[int, str]] = []
    for index, tag in enumerate(found):
        if not tag[2]:
            waiting.append((index, tag[1] or "nocase"))
        else:
            element = "nocase" if tag[2] == "span" else tag[2]
            opened = next((at for at in range(len(waiting) - 1, -1, -1) if waiting[at][1] == element), None)
            if opened is None:
                continue
            at = waiting[opened][0]
            del waiting[opened:]
            if text[found[at].end() : tag.start()].strip():
                paired[at], paired[index] = element, None
    return [(found[index].start(), found[index].end(), paired[index]) for index in sorted(paired)]


def _paired(text: str) -> bool:
    """Whether the literal braces of a text pair, so that BibTeX may count them."""
    depth = 0
    for sign in text:
        if sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth < 0:
                return False
    return depth == 0


def _literal_braces(text: str, tags: Sequence[tuple[int, int, str | None]]) -> frozenset[int]:
    """Return where the braces stand that hold the arguments of unknown commands, and what opens among the arguments.

    As they are read: one after the other behind the command, and all braces and tags that are not inside of other tags.
    """
    known = {start: element for start, _, element in tags}
    found: list[int] = []
    pending: list[int] = []
    waiting: list[int] = []
    """What is open: of the braces of an argument how many are pending before it; else one of these."""
    markup, other = -2, -1
    expected = -1
    for token in _TOKEN.finditer(text):
        at, sign = token.start(), token[0]
        innermost = waiting[-1] if waiting else other
        if sign[0] == "\\":
            expected = token.end() if token[1] not in _KNOWN else -1
        elif sign == "{":
            literal = at == expected or innermost >= 0
            waiting.append(len(pending) if literal else other)
            pending += [at] if literal else []
        elif sign == "}" and waiting and innermost != markup:
            waiting.pop()
            if innermost >= 0:
                pending.append(at)
                expected = at + 1
                if not waiting or waiting[-1] < 0:
                    found += pending[innermost:]
                    del pending[innermost:]
        elif known.get(at):
            waiting.append(markup)
            pending += [at] if innermost >= 0 else []
        elif at in known:
            while (opened := waiting.pop()) != markup:
                del pending[opened if opened >= 0 else len(pending) :]
    return frozenset(found)


def _escaped(text: str, position: int, end: int, escapes: Mapping[str, str], literal: Collection[int]) -> str:
    """Return the LaTeX of a stretch of a text without markup."""
    out: list[str] = []
    while found := _SPECIAL.search(text, position, end):
        at, sign = found.start(), found[0]
        out.append(text[position:at])
        position = found.end()
        if sign[0] == "\\":
            if found[1] and found[1] not in _KNOWN and escapes is _ESCAPES:
                optional = OPTIONAL.match(text, position, end)
                position = optional.end() if optional and optional.end() in literal else position
                out.append(text[at:position])
            else:
                out.append(r"\textbackslash{}")
                position = at + 1
        elif sign == "$":
            stop = text.find("$", position, end)
            if stop > 0 and simple_math(text[position:stop]) is None and _paired(text[position:stop]):
                out.append(text[at : stop + 1])
                position = stop + 1
            else:
                out.append(r"\$")
        else:
            out.append(sign if at in literal else escapes[sign])
    out.append(text[position:end])
    return "".join(out)


def _ends_in_command(out: list[str]) -> bool:
    return bool(re.search(r"\\(?:[A-Za-z]+\*?|[^A-Za-z])(?:\{.*\})*$", "".join(out[-3:]), re.DOTALL))


def _is_special(text: str, at: int, escapes: Mapping[str, str], literal: Collection[int], *, ascii_only: bool) -> bool:
    """Whether the LaTeX of what stands at a place begins with a backslash."""
    sign = text[at : at + 1]
    if ascii_only and not sign.isascii():
        return _asciified(sign)[:1] == "\\"
    if sign == "$":
        return _escaped(text, at, len(text), escapes, literal)[:1] == "\\"
    return at not in literal and escapes.get(sign, sign)[:1] == "\\"


def _asciified(text: str) -> str:
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        piece = letter if letter.isascii() else _ASCII.get(letter) or _accented(letter) or _named(letter)
        # Dashes and quotes that meet would join: -- and - are not ---.
        out += r"\/" + piece if out[-1:] in {"-", "`", "'"} and piece[0] == out[-1] else piece
    return out


def _accented(letter: str) -> str | None:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if len(marks) != 1 or marks[0] not in _COMBINING:
        return None
    inner = base if base.isascii() else _ASCII.get(base, "")
    return f"\\{_COMBINING[marks[0]]}{{{inner}}}" if inner else None


def _named(letter: str) -> str:
    from pylatexenc.latexencode import unicode_to_latex  # noqa: PLC0415  # for the rare letters of old files only

    found = unicode_to_latex(letter, unknown_char_policy="keep", unknown_char_warning=False)
    if not found.isascii() or r"\cyr" in found.lower() or decode(found) != letter:
        raise InputError(
            f"{letter} (U+{ord(letter):04X}) cannot be written in this file's old encoding",
            hint="save the file as UTF-8 first",
        )
    return str(found)
