"""Collect running text from structured formats: white space folded, paragraphs kept, italics and note calls placed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sergecite.essay.labelled import NOTE_WORD
from sergecite.essay.plaintext import LOST, listed, read_plaintext
from sergecite.model.document import Document, Marker, Note

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LABEL = re.compile(
    rf"[\s\[(^]*(?:{NOTE_WORD} )?(?P<label>[0-9]{{1,4}}\*?|[ivxlc]{{1,7}}|[a-z]|[*†‡§]{{1,4}})[\s\])]*[.:]?[\s↑↩︎^]*(?=\S)",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(rf"\s*\[{NOTE_WORD} ", re.IGNORECASE)
"""`[Footnote 1: ...]`: the bracket at the end closes the one at the beginning."""
_ARROW = re.compile(r"[\s↑↩︎^]*(?:\[\]|\(\))?(?:[.:)\]]\s)?[\s↑↩︎^]*(?=\S)")
"""What a way back leaves at the beginning of its note: an arrow, the point or brackets around its number."""
_BACK_LINK = re.compile(r"[\s↑↩︎⤴⏎^]+$")


@dataclass(slots=True)
class Prose:
    """Text under construction, without spaces at its ends. A `flat` one, for a note, has no line breaks."""

    flat: bool = False
    italics: list[tuple[int, int]] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    """Joined when the text is asked for: a book of 100,000 pieces must not be copied for each."""
    _length: int = 0
    _pending: str = ""
    _upright: bool = True
    """Whether words stand after the last italics."""

    @property
    def text(self) -> str:
        """The text so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def add(self, words: str, *, italic: bool = False) -> None:
        """Add words of the current paragraph."""
        folded = _SPACE.sub(" ", words)
        core = folded.strip(" ")
        if not core:
            self._pending = self._pending or folded
            return
        if folded[0] == " ":
            self._pending = self._pending or " "
        self._put_pending()
        start = self._length
        self._put(core)
        self._pending = " " if folded[-1] == " " else ""
        if italic:
            if self.italics and not self._upright:
                start = self.italics.pop()[0]
            self.italics.append((start, self._length))
        self._upright = not italic

    def glue(self, sign: str) -> tuple[int, int]:
        """Add a note's number right after what stands there, where print has it; return its span."""
        if self._pending.startswith("\n"):
            self._put_pending()
        start = self._length
        self._put(sign)
        self._upright = True
        return start, self._length

    def _put_pending(self) -> None:
        if self._length:
            self._put(self._pending)
        self._pending = ""

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def add_address(self, address: str) -> None:
        """Add the address of a link whose words do not show it: in a note it may be all that names the source."""
        _, separator, bare = address.strip().partition("//")
        if separator and address.startswith("http") and bare.rstrip("/") not in self.text:
            self.add(f" <{address.strip()}>")

    def break_line(self) -> None:
        """End the line."""
        if not self._pending.startswith("\n"):
            self._pending = " " if self.flat else "\n"

    def break_paragraph(self) -> None:
        """End the paragraph."""
        self._pending = " " if self.flat else "\n\n"

    def as_note(self, number: str, chapter: int = 0) -> Note:
        """Return the text as a note, without the number before it and the arrow back after it."""
        found = _LABEL.match(self.text)
        if found is None or found["label"] != number:
            found = _ARROW.match(self.text)
        start = found.end() if found else 0
        end = len(_BACK_LINK.sub("", self.text))
        if _ENCLOSED.match(self.text, 0, start) and self.text[:end].endswith("]"):
            end -= 1
        italics = tuple((max(a, start) - start, min(b, end) - start) for a, b in self.italics if b > start and a < end)
        return Note(number=number, text=self.text[start:end], chapter=chapter, italics=italics)


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_as_plain(form: str, body: Prose) -> Document:
    """Read text whose markers and notes were made by hand, as plain text; italics of its notes are kept."""
    plain = read_plaintext(body.text)
    notes = tuple(_without_offsets(note, body) for note in plain.notes)
    return replace(plain, format=form, notes=notes, has_offsets=False)


def _without_offsets(note: Note, body: Prose) -> Note:
    """Return the note with the italics its words have in the body, as far as they still stand one to one."""
    start, end = note.start or 0, note.end or 0
    same = body.text[start:end].replace("\n", " ") == note.text
    slanted = [(max(a, start) - start, min(b, end) - start) for a, b in body.italics if b > start and a < end]
    return replace(note, start=None, end=None, italics=tuple(slanted) if same else ())


def assemble(
    form: str, body: Prose, markers: Sequence[Marker], notes: Sequence[Note], warnings: Sequence[str] = ()
) -> Document:
    """Return the document of a format that has no offsets of its own, saying which notes are missing."""
    below = {(note.chapter, note.number) for note in notes}
    missing = [one.number for one in markers if (one.chapter, one.number) not in below]
    lost = [f"no note found for marker {listed(missing)}" if notes else LOST] if missing else []
    return Document(
        format=form,
        body=body.text,
        markers=tuple(markers),
        notes=tuple(notes),
        warnings=tuple(dict.fromkeys([*warnings, *lost])),
        has_offsets=False,
    )
