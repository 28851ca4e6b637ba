"""LaTeX as it stands in .bib files <-> Unicode with the inline markup of CSL.

Nothing is executed. A command that is not known stays as it is written, arguments included, so nothing is lost.
The law: `decode(encode(text)) == text` for every text whose markup is well-formed.
"""

import re
import unicodedata
from typing import NamedTuple

from sergecite.bibtex.careful import end_of_braced
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

NOCASE = '<span class="nocase">'
_BUSY = re.compile(r"[\\{}~$`\t\n\r\f\v]")
_MARKS = re.compile(r"[\\~$`]|--|''")
_LONG = 100_000
"""Length from which it is worth while to see first whether there is anything but braces to read."""
_STOP = re.compile(r"[\\{}~$`']|-{2,3}")
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.|$)", re.DOTALL)
_ACCENT = re.compile(
    r"""\\(?:([`'^"~=.])|([uvHtcdbkrGUfh])(?![A-Za-z]))\s*
        (?:\{\s*(?:\\([ij])(?![A-Za-z])|([^\W\d_]))\s*\}|\\([ij])(?![A-Za-z])\s*|([^\W\d_]))""",
    re.VERBOSE,
)
OPTIONAL = re.compile(r"(?:\[[^\[\]{}\\$%]*\])+(?=\{)")
"""The optional arguments of an unknown command."""
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_EMPTY_GROUP = re.compile(r"[ \t\r\n]*\{\}|[ \t\r\n]+")
_MATH_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|([\^_])\s*(?:\{([^{}\\$]*)\}|([^\s{}\\]))|([^\\{}^_$])")


class _Group(NamedTuple):
    """An open group: where it begins in the output, what surrounds it, the accent its first letter takes.

    The place in the output is kept free for `before`: nothing that was written is joined or moved when a group closes,
    so that the deepest nesting takes linear time.
    """

    at: int
    before: str = ""
    after: str = ""
    accent: str = ""
    implicit: bool = False
    literal: bool = False
    dropped: bool = False
    keeps_case: bool = False
    """Whether it, or a group around it, protects the case: braces in it need not do so again."""


def decode(text: str, *, protected: bool = False) -> str:
    """Return the Unicode text of a LaTeX value; white space is squeezed.

    `protected`: the field is a title, where braces keep the case of what they hold (-> `<span class="nocase">`);
    a group that begins with a command is no protection (BibTeX's "special character").
    """
    if _BUSY.search(text) is None and "  " not in text and "--" not in text and "''" not in text:
        return text.strip(" ")
    if len(text) > _LONG and not protected and (plain := _unbraced(text)) is not None:
        return plain
    out: list[str] = []
    groups: list[_Group] = []
    position, size, single = 0, len(text), False
    after_literal = False
    while position < size:
        stop = _STOP.search(text, position)
        if stop is None:
            out.append(text[position:])
            break
        if stop.start() > position:
            out.append(text[position : stop.start()])
            after_literal = False
        sign, position = stop[0], stop.end()
        if sign == "{":
            if after_literal or _in_literal(groups):
                _open_group(out, groups, _Group(len(out), "{", "}", literal=True))
            elif protected and text[position : position + 1] not in ("\\", "}") and not _keeps_case(groups):
                _open_group(out, groups, _Group(len(out), NOCASE, "</span>"))
            else:
                _open_group(out, groups, _Group(len(out)))
            after_literal = False
        elif sign == "}":
            after_literal = _close_group(out, groups)
        elif sign == "\\":
            position, after_literal = _command(text, stop.start(), out, groups)
        else:
            after_literal = False
            if sign == "`":
                double = text.startswith("`", position)
                position += double
                out.append("“" if double else "‘")
                single = single or not double
            elif sign == "'":
                if text.startswith("'", position):
                    position += 1
                    out.append("”")
                elif single and not text[position : position + 1].isalpha():
                    out.append("’")
                    single = False
                else:
                    out.append("'")
            elif sign == "$":
                position = _math(text, position, out)
            else:
                out.append({"~": "\u00a0", "--": "–", "---": "—"}[sign])
    while groups:
        _close_group(out, groups)
    return _SPACE.sub(" ", "".join(out)).strip(" ")


def _unbraced(text: str) -> str | None:
    """Return a text whose braces pair and which has nothing else to be read without them; None where it is another."""
    plain = text.replace("{", "").replace("}", "")
    if _MARKS.search(plain) or end_of_braced(f"{{{text}}}", 0) != len(text) + 2:
        return None
    return _SPACE.sub(" ", plain).strip(" ")


def _in_literal(groups: list[_Group]) -> bool:
    return bool(groups) and groups[-1].literal


def _open_group(out: list[str], groups: list[_Group], group: _Group) -> None:
    keeps = group.before == NOCASE or bool(groups and groups[-1].keeps_case)
    groups.append(group._replace(keeps_case=keeps))
    out.append("")


def _close_group(out: list[str], groups: list[_Group]) -> bool:
    """Close the innermost explicit group; tell whether it was the argument of an unknown command."""
    if not groups:
        out.append("}")
        return False
    while True:
        group = groups.pop()
        if group.dropped:
            del out[group.at :]
        elif group.literal or len(out) > group.at + 1:
            out[group.at] = group.before
            if group.after:
                out.append(group.after)
            if group.accent:
                _accent(out, group)
        else:
            del out[group.at :]
        if not group.implicit or not groups:
            return group.literal


def _keeps_case(groups: list[_Group]) -> bool:
    return bool(groups) and groups[-1].keeps_case


def _accent(out: list[str], group: _Group) -> None:
    """Put the accent of a group on its first letter, which may stand a few braces deeper."""
    for at in range(group.at + 1, min(len(out), group.at + 9)):
        first = out[at].lstrip(" \t\r\n")
        if first and first[0] != "<":
            out[at] = unicodedata.normalize("NFC", _undotted(first[0]) + group.accent) + first[1:]
            return


def _undotted(letter: str) -> str:
    return {"ı": "i", "ȷ": "j"}.get(letter, letter)


def _command(text: str, position: int, out: list[str], groups: list[_Group]) -> tuple[int, bool]:
    """Read one command at `position`; return where reading goes on, and whether literal arguments follow."""
    accent = _ACCENT.match(text, position)
    if accent:
        letter = accent[3] or accent[4] or accent[5] or accent[6]
        mark = ACCENTS[accent[1] or accent[2]]
        end = accent.end()
        if mark == "\u0361":
            out.append(letter + mark)
        else:
            out.append(unicodedata.normalize("NFC", letter + mark))
        return end, False
    found = _COMMAND.match(text, position)
    name, end = (found[1], found.end()) if found else ("", position + 1)
    meant = TEXT.get(name, LETTERS.get(name, CYRILLIC.get(name)))
    if meant is not None:
        if meant:
            out.append(meant)
        if name[:1].isalpha():
            gap = _EMPTY_GROUP.match(text, end)
            end = gap.end() if gap else end
        return end, False
    argument = _SPACE.match(text, end)
    at = argument.end() if argument and name[:1].isalpha() else end
    if name in DECLARATIONS:
        element = DECLARATIONS[name]
        _open_group(out, groups, _Group(len(out), f"<{element}>", f"</{element}>", implicit=bool(groups)))
        return at, False
    if name in SILENT:
        return at, False
    opened = text.startswith("{", at)
    if opened and (name in MARKUP or name in SURROUND):
        before, after = (f"<{MARKUP[name]}>", f"</{MARKUP[name]}>") if name in MARKUP else SURROUND[name]
        _open_group(out, groups, _Group(len(out), before, after))
        return at + 1, False
    if opened and name in ACCENTS:
        _open_group(out, groups, _Group(len(out), accent=ACCENTS[name]))
        return at + 1, False
    if opened and name in DROPPED:
        _open_group(out, groups, _Group(len(out), dropped=True))
        return at + 1, False
    if opened and name in ADDRESSES and (closing := end_of_braced(text, at)) is not None:
        out.append(decode_verbatim(text[at + 1 : closing - 1]))
        return closing, False
    if opened and name == "ensuremath":
        closing = text.find("}", at)
        inner = simple_math(text[at + 1 : closing]) if closing > 0 else None
        if inner:
            out.append(inner)
        if inner is not None:
            return closing + 1, False
    if name in MATH:
        out.append(MATH[name])
        gap = _EMPTY_GROUP.match(text, end)
        return (gap.end() if gap else end), False
    optional = OPTIONAL.match(text, end)
    out.append(text[position : optional.end() if optional else end])
    return at if opened else optional.end() if optional else end, True


def _math(text: str, position: int, out: list[str]) -> int:
    """Read `$...$`: simple formulas become text, others stay as written."""
    end = text.find("$", position)
    if end < 0:
        out.append("$")
        return position
    inner = simple_math(text[position:end])
    if inner != "":
        out.append(f"${text[position:end]}$" if inner is None else inner)
    return end + 1


def simple_math(text: str) -> str | None:
    """Return a formula as text with <sup> and <sub>; None where that would lose something."""
    out: list[str] = []
    position = 0
    while position < len(text):
        found = _MATH_TOKEN.match(text, position)
        if found is None:
            return None
        if found[1] is not None:
            if found[1] not in MATH:
                return None
            out.append(MATH[found[1]])
        elif found[2] is not None:
            element = "sup" if found[2] == "^" else "sub"
            out.append(f"<{element}>{found[3] if found[3] is not None else found[4]}</{element}>")
        else:
            out.append(found[5])
        position = found.end()
    return "".join(out)


def decode_date(text: str) -> str:
    """Return the text of a date: there `~` says "about", and is no space that does not break."""
    return decode(text.replace("~", r"\textasciitilde{}"))


_VERBATIM = re.compile(r"\\++([_%&#~$^{}])(?:\{\})?|\{?\\textasciitilde\s*(?:\{\})?\}?")
_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}\s*$", re.DOTALL)


def decode_verbatim(text: str, *, escaped: bool = True) -> str:
    """Return a verbatim value (a URL, a DOI) as it was meant: without the escapes that BibTeX styles once needed.

    `escaped=False`: a backslash is one (paths of files).
    """
    text = _SPACE.sub(" ", text).strip(" ")
    if escaped and "\\" in text:
        wrapped = _URL.match(text)
        text = wrapped[1].strip(" ") if wrapped else text
        text = _VERBATIM.sub(lambda found: found[1] or "~", text)
    while len(text) > 1 and text[0] == "{" and text[-1] == "}":
        text = text[1:-1].strip()
    return text
