r"""Read LaTeX: `\footnote` and its kin, `\footnotemark` with `\footnotetext`, `\endnote`, biblatex's citing commands.

The source is scanned for notes here, since offsets must be those of the source; the words of a note are made by
pylatexenc. A citing command outside a note counts as a note where it makes one (`\footcite`, `\autocite` as in note
styles); its text is written as pandoc writes citations, `[see @key, 12]`, so that all readers name citekeys alike.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sergecite.essay.latex_words import cite_as_pandoc, rendered
from sergecite.essay.numerals import formatted, value
from sergecite.model.document import Document, Marker, Note

_HIDDEN = re.compile(
    r"\\(?:url|nolinkurl|path|href)\s*\{[^{}\n]*\}|(?<!\\)(?:\\\\)*%[^\n]*|\\begin\{(verbatim\*?|lstlisting|comment|minted|Verbatim)\}.*?(?:\\end\{\1\}|\Z)"
    r"|\\verb\*?([^\s\w*])[^\n]*?\2|\\(?:(?:re|provide)?newcommand\*?|NewDocumentCommand|def|let)\s*\{?\\\w+\}?[^\n]*|\\iffalse\b.*?(?:\\fi\b|\Z)",
    re.DOTALL,
)
_NOTES = ("footnote", "endnote", "sidenote", "sidefootnote", "tablefootnote", "pagenote", "thanks")
_SERIES = re.compile(r"(?:foot|end)note(?P<after>[A-E])|(?P<before>[A-E])(?:foot|end)note")
"""Further series of notes in editions, each with its own count: memoir, manyfoot, bigfoot, reledmac."""
_MARKS = ("footnotemark", "endnotemark")
_TEXTS = ("footnotetext", "endnotetext", "footcitetext", "footcitetexts")
_ENDNOTES = frozenset({"endnote", "endnotemark", "endnotetext", "pagenote"})
_CITING = r"(?:foot|super|[sS]mart|[aA]uto)cites?\*?|footcitetexts?|footfullcite"
_COUNTING = r"\\(?P<chapter>chapter)\*?(?=\s*[\[{])|\\setcounter\s*\{footnote\}\s*\{(?P<count>[0-9]{1,4})\}"
_ALIAS = re.compile(
    r"\\(?:(?:re|provide)?newcommand\*?|NewDocumentCommand|def|let)\s*\{?\\(?P<alias>[a-zA-Z]+)\}?\s*(?:\[1\]|\{m\}|#1|=)?"
    r"\s*\{?\s*\\(?P<meant>footnote|endnote|footcite)(?:\s*\{\s*#1\s*\}\s*\}|\s*\}|(?![a-zA-Z@]|\s*\{))"
)
"""A command that is another name for one that makes notes."""
_CLASS_WITH_CHAPTERS = re.compile(
    r"\\documentclass\s*(?:\[[^\]]*\])?\s*\{(?:book|report|memoir|scrbook|scrreprt|tufte-book)\}"
)
_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^}]*)\}")
_BRACE = re.compile(r"\\(?:url|nolinkurl|path|href)\s*\{[^{}\n]*\}|\\.|%[^\n]*|[{}]", re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\r\n]|(?<!\\)%[^\n]*\n)*")
_OPTION_PART = re.compile(r"\\.|[\])}{]", re.DOTALL)
LONGEST_OPTION = 2000


@dataclass(slots=True)
class _Counting:
    """The numbers given so far; footnotes and endnotes count apart."""

    both: bool
    """With both kinds in one essay, endnotes are numbered i, ii, iii here, so that a number names one note."""
    counts: Counter[str] = field(default_factory=Counter)
    chapter: int = 0

    def next(self, kind: str) -> str:
        """Return the number of the next note of a kind: "foot", "end", "thanks", or the letter of a series (A1, A2)."""
        self.counts[kind] += 1
        forms = {"end": "lowerRoman" if self.both else "decimal", "thanks": "chicago"}
        number = formatted(self.counts[kind], forms.get(kind, "decimal"))
        return number if kind in {"foot", "end", "thanks"} else kind + number

    def chapter_begins(self) -> None:
        """Count footnotes from 1 again; endnotes go on."""
        if self.counts["foot"] or self.counts["end"]:
            self.counts["foot"] = 0
            self.chapter += 1


def has_note_commands(text: str) -> bool:
    """Whether the text is LaTeX with notes."""
    return bool(_BEGIN.search(text) or re.search(r"\\(?:footnote|endnote)\s*\{", text))


def read_latex(text: str) -> Document:
    """Return the essay; offsets are those of `text`, a marker covers its whole command."""
    reading = _Reading(text)
    reading.read()
    notes = sorted(reading.notes, key=lambda note: (note.chapter, note.start or 0))
    return Document(
        format="latex", body=text, markers=tuple(reading.markers), notes=tuple(notes), warnings=tuple(reading.warnings)
    )


class _Reading:
    """Goes through the commands of one source in order."""

    def __init__(self, text: str) -> None:
        self.markers: list[Marker] = []
        self.notes: list[Note] = []
        self.warnings: list[str] = []
        self._text = text
        self._hidden = bytearray(len(text) + 1)
        for start, end in (found.span() for found in _HIDDEN.finditer(text)):
            self._hidden[start:end] = b"\1" * (end - start)
        begin, end_of_text = _BEGIN.search(text), _END.search(text)
        self._first = begin.end() if begin else 0
        self._last = end_of_text.start() if end_of_text else len(text)
        self._aliases = {found["alias"]: found["meant"] for found in _ALIAS.finditer(text)}
        aliases = map(re.escape, self._aliases)
        names = "|".join([*aliases, _SERIES.pattern, *_NOTES, *_MARKS, *_TEXTS, _CITING])
        self._command = re.compile(rf"\\(?P<name>{names})(?![a-zA-Z@])|{_COUNTING}")
        kinds = {_kind(self._name(found)) for found in self._commands(0) if found["name"]}
        self._counting = _Counting(both={"foot", "end"} <= kinds)
        self._chapters = bool(_CLASS_WITH_CHAPTERS.search(text))
        self._braces = _braces(text)
        self._newlines = [found.start() for found in re.finditer("\n", text)]
        self._waiting: list[Marker] = []

    def read(self) -> None:
        """Find the markers and notes, and what is to be said about them."""
        self.warnings += [
            f"{found[1]} is another file and was not read"
            for found in _INCLUDED.finditer(self._text, self._first, self._last)
            if not self._hidden[found.start()]
        ]
        position = 0
        while found := next(self._commands(position), None):
            position = self._read(found) if found["name"] else self._count(found)
        self.warnings += [f"no text found for mark {marker.number}" for marker in self._waiting]

    def _commands(self, position: int) -> Iterator[re.Match[str]]:
        """Yield the commands that are printed: in the text, and thanks in the title before it."""
        for found in self._command.finditer(self._text, position, self._last):
            if not self._hidden[found.start()] and (found.start() >= self._first or found["name"] == "thanks"):
                yield found

    def _name(self, found: re.Match[str]) -> str:
        return self._aliases.get(found["name"], found["name"])

    def _count(self, found: re.Match[str]) -> int:
        if found["count"]:
            self._counting.counts["foot"] = int(found["count"])
        elif self._chapters:
            self._counting.chapter_begins()
        return found.end()

    def _read(self, found: re.Match[str]) -> int:
        """Read one command; return where to go on, which for a note is behind it."""
        name, start = self._name(found), found.start()
        arguments = list(_arguments(self._text, found.end(), self._braces))
        if not arguments and name not in _MARKS:
            line = bisect_left(self._newlines, start) + 1
            self.warnings.append(f"line {line}: the brackets after \\{name} do not close; left out")
            return found.end()
        if name in _TEXTS:
            self._add_text(name, arguments)
            return arguments[-1].end
        noted = name in _NOTES or _SERIES.fullmatch(name) is not None
        option = next((one.inside(self._text) for one in arguments if one.opening == "["), "")
        by_hand = value(option) is not None and (noted or name in _MARKS)
        number = option if by_hand else self._counting.next(_kind(name))
        group = next((one for one in arguments if one.opening == "{"), None)
        end = group.end if noted and group is not None else arguments[-1].end if arguments else found.end()
        marker = Marker(number=number, start=start, end=end, chapter=self._counting.chapter)
        self.markers.append(marker)
        if name in _MARKS:
            self._waiting.append(marker)
        elif not noted:
            self._add_cite(marker, arguments, start, end)
        elif group is not None:
            self.notes.append(_note(self._text, marker, group))
        return end

    def _add_cite(self, marker: Marker, arguments: Sequence["_Argument"], start: int, end: int) -> None:
        cited = cite_as_pandoc([(one.opening, one.inside(self._text)) for one in arguments])
        self.notes.append(Note(number=marker.number, text=cited, start=start, end=end, chapter=marker.chapter))

    def _add_text(self, name: str, arguments: Sequence["_Argument"]) -> None:
        """Give a text to the mark of its number, else to the first that waits."""
        option = next((one.inside(self._text) for one in arguments if one.opening == "["), "")
        numbered = [marker for marker in self._waiting if marker.number == option]
        for marker in (numbered or self._waiting)[:1]:
            self._waiting.remove(marker)
            if "cite" in name:
                self._add_cite(marker, arguments, arguments[0].start, arguments[-1].end)
            else:
                self.notes.append(_note(self._text, marker, arguments[-1]))


def _kind(name: str) -> str:
    series = _SERIES.fullmatch(name)
    if series:
        return series["after"] or series["before"]
    return "thanks" if name == "thanks" else "end" if name in _ENDNOTES else "foot"


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
        blank = _BLANK.match(text, position, position + LONGEST_OPTION)
        start = blank.end() if blank else position
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
    while found := _OPTION_PART.search(text, index, limit):
        if found.group() == closing:
            return found.end()
        index = braces.get(found.start(), found.end())
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


def _note(text: str, marker: Marker, argument: _Argument) -> Note:
    prose = rendered(argument.inside(text))
    return Note(
        number=marker.number,
        text=prose.text,
        start=argument.start + 1,
        end=argument.end - 1,
        chapter=marker.chapter,
        italics=tuple(prose.italics),
    )
