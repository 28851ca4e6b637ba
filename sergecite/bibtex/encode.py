"""Unicode with inline markup -> LaTeX as BibLaTeX files keep it: UTF-8, escapes only where LaTeX needs them."""

import re

_TAG = re.compile(r'<(i|b|sc|sup|sub|span class="nocase")>|</(i|b|sc|sup|sub|span)>')
_SPECIAL = re.compile(r"[\\{}&%$#_~^`\u00a0\u00ad\u202f“”‘’'–—-]|\\[A-Za-z]+")
_OPEN = {"i": r"\emph{", "b": r"\textbf{", "sc": r"\textsc{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{"}
_ESCAPES = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "\u00a0": "~", "\u00ad": r"\-", "\u202f": r"\,", "{": r"\{", "}": r"\}", "`": r"\textasciigrave{}",
}  # fmt: skip


def encode(text: str) -> str:
    """Return the LaTeX of a text. Markup that is not well-formed is taken for text."""
    out: list[str] = []
    position = 0
    for tag in _TAG.finditer(text):
        out.append(_escape(text[position : tag.start()]))
        if tag[2]:
            out.append("}")
        else:
            out.append(_OPEN.get(tag[1], "{"))
        position = tag.end()
    out.append(_escape(text[position:]))
    return "".join(out)


def _escape(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return "".join(_ESCAPES.get(letter, letter) for letter in text)
