"""A page as a LaTeX document that compiles as it stands, and as RTF."""

import re

from sergecite.csl import Output, render
from sergecite.export.page import Block, Heading, Notes, Page, Paragraph, Work, Works

_PREAMBLE = r"""\documentclass{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
\else
  \usepackage{fontspec}
\fi
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}
\setlength{\emergencystretch}{3em}
\setlength{\parskip}{.4\baselineskip}
\newcommand{\entry}[1]{\hangindent=2em\hangafter=1\relax #1\par}
\newcommand{\numbered}[2]{\hangindent=2.5em\hangafter=1\relax\makebox[2.5em][l]{#1}#2\par}
"""
_OTHER_SCRIPTS = r"""\ifPDFTeX
  \PackageError{sergecite}{This text has letters that pdfLaTeX cannot print}{Compile it with LuaLaTeX or XeLaTeX.}
  \expandafter\stop
\else
  \IfFontExistsTF{Noto Serif}{\setmainfont{Noto Serif}}{\IfFontExistsTF{DejaVu Serif}{\setmainfont{DejaVu Serif}}{}}
\fi
"""
"""For Greek, Cyrillic and beyond: a font that has more than Latin, where there is one."""
_LATIN = 0x250
"""Letters from here on are not Latin."""
_LINK_TEXT = re.compile(r"(?<=\}\{)https?:[^{} ]*(?=\})")


def write_latex(page: Page) -> str:
    """Return the whole document; LuaLaTeX or XeLaTeX print every script their font has."""
    title = [f"\\section*{{{_latex(Output((page.title,)))}}}"]
    if page.subtitle:
        title.append(f"{_latex(Output((page.subtitle,)))}\\par")
    body = [line for block in page.blocks for line in _latex_block(block)]
    text = "\n".join(["\\begin{document}", *title, *body, "\\end{document}", ""])
    others = any(char.isalpha() and ord(char) >= _LATIN for char in text)
    return _PREAMBLE + (_OTHER_SCRIPTS if others else "") + text


def _latex(output: Output) -> str:
    """Return an output in LaTeX; the addresses it shows may break at their slashes."""
    text = render(output, "latex").replace("\n", " ")
    return _LINK_TEXT.sub(lambda found: re.sub(r"(?<!/)/(?!/)", r"/\\allowbreak{}", found[0]), text)


def _latex_block(block: Block) -> list[str]:
    match block:
        case Heading():
            return ["", f"\\subsection*{{{_latex(Output((block.text,)))}}}"]
        case Paragraph():
            return ["", f"{_latex(block.content)}\\par"]
        case Notes():
            return [
                f"\\numbered{{{_latex(Output((note.number,)))}.}}{{{_latex(note.content)}}}" for note in block.notes
            ]
        case Works():
            return [_latex_work(work) for work in block.works]


def _latex_work(work: Work) -> str:
    if work.head is None:
        return f"\\entry{{{_latex(work.content)}}}"
    number = f"{work.number}. " if work.number else ""
    aside = f" ({_latex(Output((work.aside,)))})" if work.aside else ""
    lines = [f"\\textbf{{{number}{_latex(work.head)}}}{aside}", _latex(work.content)]
    lines += [f"\\emph{{{_latex(Output((remark,)))}}}" for remark in work.remarks]
    return "\\entry{" + " \\newline ".join(lines) + "}"


def write_rtf(page: Page) -> str:
    """Return the whole document in RTF 1.9, ASCII only."""
    lines = [r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}}\f0\fs24"]
    lines.append(f"{{\\pard\\sa120\\b\\fs32 {_rtf(Output((page.title,)))}\\par}}")
    if page.subtitle:
        lines.append(f"{{\\pard\\sa240 {_rtf(Output((page.subtitle,)))}\\par}}")
    lines += [line for block in page.blocks for line in _rtf_block(block)]
    return "\n".join([*lines, "}", ""])


def _rtf(output: Output) -> str:
    return render(output, "rtf").replace("\n", " ")


def _rtf_block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{{\\pard\\sb240\\sa120\\keepn\\b\\fs28 {_rtf(Output((block.text,)))}\\par}}"]
        case Paragraph():
            return [f"{{\\pard\\sa120 {_rtf(block.content)}\\par}}"]
        case Notes():
            return [
                f"{{\\pard\\sa120\\fi-720\\li720\\tx720 {_rtf(Output((note.number,)))}.\\tab {_rtf(note.content)}\\par}}"
                for note in block.notes
            ]
        case Works():
            return [_rtf_work(work) for work in block.works]


def _rtf_work(work: Work) -> str:
    if work.head is None:
        return f"{{\\pard\\sa120\\fi-720\\li720 {_rtf(work.content)}\\par}}"
    number = f"{work.number}. " if work.number else ""
    aside = f" ({_rtf(Output((work.aside,)))})" if work.aside else ""
    lines = [f"{{\\b {number}{_rtf(work.head)}}}{aside}", _rtf(work.content)]
    lines += [f"{{\\i {_rtf(Output((remark,)))}}}" for remark in work.remarks]
    return "{\\pard\\sa160\\li360 " + "\\line ".join(lines) + "\\par}"
