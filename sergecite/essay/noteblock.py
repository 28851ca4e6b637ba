"""Find the notes of a plain-text essay: numbered lines after the body, per chapter, per page, or in a file of their own.

Numbered lines are also lists, dates and tables. A run of them counts as notes when its numbers are those of the markers
that stand before it, or when it stands under a heading that says so.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sergecite.essay.chain import Candidate, Link, best_chain
from sergecite.model.document import Marker, Note

LEAST_AGREEMENT = 0.6
"""Share of the markers' numbers a run of lines must carry to be their notes; a list in the body carries few."""

MIXTURE = 1.1
"""How much longer a chain of mixed forms must be than the best chain of one form."""

CLEAR_FORM = 6.0
"""`1.`, `[1]`, `(1)`, `1)`, a superscript, `<sup>1</sup>`, `[^1]:`."""
BARE_FORM = 4.0
"""`1 Smith`, `1<tab>Smith`: dates and wrapped lines look like this too."""
GLUED_FORM = 3.0
"""`1Smith`: a pasted superscript."""
ALONE_FORM = 1.0
"""The number alone on its line, the note below it."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LINE = re.compile(
    r"^(?P<lead>[ \t >]*)(?:"
    r"(?P<clear>\[\^?0{0,2}(?P<b>[1-9][0-9]{0,2})\][:.]?(?:[ \t]*\r?\n\s*)?|\((?P<p>[1-9][0-9]{0,2})\)|\^?(?P<d>[1-9][0-9]{0,2})[.)\]:](?![0-9])"
    r"|<sup>[ \t]*(?P<t>[1-9][0-9]{0,2})[ \t]*</sup>[.)]?|(?P<s>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2})[.)]?)[ \t ]*(?=\S)"
    r"|(?P<bare>[1-9][0-9]{0,2})[ \t ]+(?=\S)"
    r"|(?P<glued>[1-9][0-9]{0,2})(?=[^\W\da-z]|[^\w\s.,;:)\]%°–-])"
    r"|(?P<alone>[1-9][0-9]{0,2})[.)]?[ \t]*\r?\n\s*(?=\S)"
    r")",
    re.MULTILINE,
)
_HEADING = re.compile(
    r"^[ \t#*_=]*(?:end-?|foot-?)?notes?(?: and references| to [^\n]{1,60})?[ \t:*_=]*\r?$"
    r"|^[ \t#*_]*(?:anmerkungen|fu(?:ß|ss)noten|endnoten|notes de bas de page|notas|note|noten|примечания|"
    r"przypisy|références|references|referencias)[ \t:*_]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_AFTERWORDS = re.compile(
    r"\n[ \t]*\r?\n(?:\*{3} ?end of|end of (?:the )?project gutenberg)|\n[ \t]*\r?\n[ \t#*_]*(?:(?:select(?:ed)? )?bibliograph(?:y|ie)|works cited|references|literatur(?:verzeichnis)?|"
    r"sources?|further reading|suggested readings?|about the authors?|acknowledge?ments?|index|appendix|share this|"
    r"related(?: posts)?|comments|leave a (?:reply|comment)|chapter\b[^\n]{0,60}|part\b[^\n]{0,60})[ \t:*_]*\r?(?:\n|\Z)",
    re.IGNORECASE,
)
_BACK_LINK = re.compile(r"^[\s↑↩︎⤴^]+|[\s↑↩︎⤴]+$")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Block:
    """Notes of one numbering; `spans` are the parts of the text they fill, numbers included."""

    notes: tuple[Note, ...]
    spans: tuple[tuple[int, int], ...]


def find_blocks(text: str, markers: Sequence[Marker]) -> list[Block]:
    """Return the blocks of notes that belong to the markers found so far."""
    blocks = []
    taken = 0
    chapters: dict[int, dict[int, int]] = {}
    for marker in markers:
        chapters.setdefault(marker.chapter, {})[int(marker.number)] = marker.start
    runs = _runs(text, restarts=len(chapters) != 1 or bool(_HEADING.search(text)))
    for run in [run for run in runs if _is_headed(run, text)] or runs:
        chapter = _chapter_of(run, chapters, taken, text)
        if chapter is not None:
            blocks.append(_block(text, run, chapter, chapters.get(chapter, {})))
            taken = chapter + 1
    return blocks


def read_note_list(text: str) -> tuple[Note, ...]:
    """Read a text that is nothing but notes, in one numbering or several."""
    return tuple(
        note for chapter, run in enumerate(_runs(text, restarts=True)) for note in _block(text, run, chapter, {}).notes
    )


def without_heading(text: str) -> str:
    """Return a text that is nothing but notes without the heading that says so."""
    heading = _HEADING.match(text.lstrip())
    return text.lstrip()[heading.end() :] if heading else text


def _runs(text: str, *, restarts: bool) -> list[list[Link]]:
    """Return the numbered lines, a run for each time the numbering begins; once only unless it may begin again.

    Notes are all written in one form, lists in the body often in another: the form with the longest chain wins unless
    the mixture is clearly longer (a file in which some numbers lost their point).
    """
    forms: dict[str, list[Candidate]] = {}
    for form, candidate in _numbered_lines(text):
        forms.setdefault(form, []).append(candidate)
    every = sorted((line for lines in forms.values() for line in lines), key=lambda line: line.start)
    mixed = best_chain(every, restarts=restarts)[1]
    pure = max((best_chain(lines, restarts=restarts)[1] for lines in forms.values()), key=len, default=[])
    runs: dict[int, list[Link]] = {}
    for link in mixed if len(mixed) > MIXTURE * len(pure) else pure:
        runs.setdefault(link.chapter, []).append(link)
    return list(runs.values())


def _numbered_lines(text: str) -> Iterator[tuple[str, Candidate]]:
    for match in _LINE.finditer(text):
        if match["clear"]:
            form, weight = next(name for name in "bpdst" if match[name]), CLEAR_FORM
            digits = match[form].translate(_SUPERSCRIPTS)
        elif match["bare"]:
            following = text[match.end()]
            dubious = following.islower() or following.isdigit()
            digits, form, weight = match["bare"], "bare", ALONE_FORM if dubious else BARE_FORM
        elif match["glued"]:
            digits, form, weight = match["glued"], "glued", GLUED_FORM
        else:
            digits, form, weight = match["alone"], "alone", ALONE_FORM
        yield form, Candidate(match.start(), match.end(), (int(digits),), weight)


def _chapter_of(run: list[Link], chapters: Mapping[int, Mapping[int, int]], first: int, text: str) -> int | None:
    """Return the chapter whose markers the run answers: the first not yet answered that fits."""
    lines = {link.candidate.numbers[0]: link.candidate.start for link in run}
    for chapter in range(first, max(chapters, default=-1) + 1):
        calls = chapters.get(chapter, {})
        answered = sum(lines.get(number, -1) > start for number, start in calls.items())
        if answered >= LEAST_AGREEMENT * max(len(calls), len(lines)):
            return chapter
    return first if _is_headed(run, text) and len(run) >= 2 else None


def _is_headed(run: list[Link], text: str) -> bool:
    """Whether the run stands right under a heading that says it is notes."""
    start = run[0].candidate.start
    return any(
        not text[heading.end() : start].strip() for heading in _HEADING.finditer(text, max(0, start - 200), start)
    )


def _block(text: str, run: list[Link], chapter: int, calls: Mapping[int, int]) -> Block:
    """Return the notes of a run; `calls` are the places of the markers with their numbers."""
    gathered = [_is_gathered(calls, one, two) for one, two in itertools.pairwise(run)]
    paged = False in gathered
    single = paged or _single(text, run)
    bounds = [link.candidate.start for link in run[1:]]
    ends = [
        _end_of_note(text, link.candidate.end, following, short=paged and not below)
        for link, following, below in zip(run, bounds, gathered, strict=False)
    ]
    ends.append(_end_of_note(text, run[-1].candidate.end, None, short=single))
    notes, spans = [], []
    for link, end in zip(run, ends, strict=True):
        start = link.candidate.end
        raw = text[start:end]
        note = _BACK_LINK.sub("", raw)
        start += raw.find(note) if note else 0
        notes.append(
            Note(
                number=str(link.candidate.numbers[0]),
                text=" ".join(note.split()),
                start=start,
                end=start + len(note),
                chapter=chapter,
            )
        )
        spans.append((link.candidate.start, end))
    return Block(tuple(notes), tuple(spans))


def _is_gathered(calls: Mapping[int, int], one: Link, two: Link) -> bool | None:
    """Whether the second note was called before the first stands, so that no text can be between them; None: unknown."""
    call = calls.get(two.candidate.numbers[0])
    return None if call is None else call < one.candidate.start


def _single(text: str, run: list[Link]) -> bool:
    """Whether the notes of the run, the last left out, are one paragraph each."""
    pairs = itertools.pairwise(run)
    return all(not _PARAGRAPH_END.search(text[one.candidate.end : two.candidate.start].rstrip()) for one, two in pairs)


def _end_of_note(text: str, start: int, following: int | None, *, short: bool) -> int:
    limit = len(text) if following is None else following
    if short:
        ended = _PARAGRAPH_END.search(text, start, limit)
        return ended.start() if ended else limit
    after = _AFTERWORDS.search(text, start, limit) or _HEADING.search(text, start, limit)
    return after.start() if after else limit
