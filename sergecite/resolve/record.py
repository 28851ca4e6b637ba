"""The resolution record: one essay's notes, what each was found to cite, and who confirmed it, as TOML.

Text in, text out. The record holds facts about the notes, never the essay: an anchor is at most six words, and the
notes' own text is written only when asked for. Its shape:

    [essay]         title, author, date, file, notes-from, markers
    [[note]]        number, chapter, anchor, status, certainty, evidence, provenance, comment
    [[note.cite]]   kind, citekey, locator, label, prefix, suffix, status, confidence, source, confirmed,
                    evidence, candidates [{citekey, confidence}], antecedent {note, cite}, item

Every key may be missing; `evidence` is a string or a list of strings; `candidates` may list bare citekeys.
"""

import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import tomli_w

from sergecite.errors import InputError
from sergecite.model.resolution import (
    Antecedent,
    Candidate,
    Cite,
    CiteKind,
    Evidence,
    Resolution,
    ResolvedNote,
    Source,
    Status,
)

ANCHOR_WORDS = 6
_Word = TypeVar("_Word", bound=StrEnum)


def loads(text: str, *, place: str = "") -> Resolution:
    """Read a record. `place` names the file in errors.

    Raises InputError where the text is no TOML or a value is not what the shape above says.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not a resolution record: {error}", place=place or None) from error
    return _Reader(place).resolution(data)


def dumps(resolution: Resolution, *, with_text: bool = False) -> str:
    """Write a record. `with_text` also writes the notes' text and sentences: the author's words, so only on request."""
    essay = {
        "title": resolution.title,
        "author": resolution.author,
        "date": resolution.date,
        "file": resolution.essay,
        "notes-from": resolution.notes_from,
        "markers": len(resolution.notes),
    }
    notes = [_note_table(note, with_text=with_text) for note in resolution.notes]
    return tomli_w.dumps({"essay": _filled(essay), "note": notes})


def anchor_of(before: str) -> str:
    """Return the last words (at most six) of the text before a marker, white space folded."""
    return " ".join(before.split()[-ANCHOR_WORDS:])


def _note_table(note: ResolvedNote, *, with_text: bool) -> dict[str, Any]:
    table = {
        "number": int(note.number) if note.number.isdecimal() and str(int(note.number)) == note.number else note.number,
        "chapter": note.chapter,
        "anchor": anchor_of(note.anchor),
        "status": str(note.status),
        "certainty": note.certainty,
        "evidence": _one_or_many(note.evidence),
        "provenance": note.provenance,
        "comment": note.comment,
    }
    if with_text:
        table |= {"text": note.text or "", "sentence": note.sentence}
    return _filled(table) | ({"cite": [_cite_table(cite) for cite in note.cites]} if note.cites else {})


def _cite_table(cite: Cite) -> dict[str, Any]:
    return _filled(
        {
            "kind": str(cite.kind),
            "citekey": cite.citekey,
            "locator": cite.locator,
            "label": cite.label,
            "prefix": cite.prefix,
            "suffix": cite.suffix,
            "status": str(cite.status),
            "confidence": round(cite.confidence, 3),
            "source": str(cite.source),
            "confirmed": cite.confirmed,
            "evidence": [f"{reason.kind}: {reason.value}" for reason in cite.evidence],
            "candidates": [{"citekey": c.citekey, "confidence": round(c.confidence, 3)} for c in cite.candidates],
            "antecedent": {"note": cite.antecedent.note, "cite": cite.antecedent.cite} if cite.antecedent else None,
            "item": _plain(cite.item) if cite.item and not cite.citekey else None,
        }
    )


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value not in (None, "", [], (), {}, 0)}


def _one_or_many(words: tuple[str, ...]) -> str | list[str]:
    return words[0] if len(words) == 1 else list(words)


def _plain(value: Any) -> Any:
    """Return JSON data as TOML can hold it: without nulls."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value if inner is not None]
    return value


class _Reader:
    """Reads tables and says where a value is not what it should be."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._note = ""

    def resolution(self, data: Mapping[str, Any]) -> Resolution:
        essay = self._table(data.get("essay", data.get("meta", {})), "[essay]")
        notes = data.get("note")
        if not isinstance(notes, list):
            raise self._fault("has no [[note]] table", hint="`sergecite resolve ESSAY --save RECORD` writes one")
        return Resolution(
            essay=self._text(essay, "file"),
            title=self._text(essay, "title"),
            author=self._text(essay, "author"),
            date=self._text(essay, "date"),
            notes_from=self._text(essay, "notes-from"),
            notes=tuple(self._read_note(self._table(note, "[[note]]")) for note in notes),
        )

    def _read_note(self, table: Mapping[str, Any]) -> ResolvedNote:
        number = self._text(table, "number")
        if not number:
            raise self._fault("a [[note]] has no number")
        self._note = number
        cites = table.get("cite", [])
        if not isinstance(cites, list):
            raise self._fault("`cite` should be written [[note.cite]]")
        found = tuple(self._read_cite(self._table(cite, "[[note.cite]]")) for cite in cites)
        return ResolvedNote(
            number=number,
            chapter=int(self._number(table, "chapter")),
            text=self._text(table, "text") or None,
            sentence=self._text(table, "sentence"),
            anchor=self._text(table, "anchor"),
            status=self._word(Status, table, "status", _overall(found)),
            cites=found,
            certainty=self._text(table, "certainty"),
            evidence=self._texts(table, "evidence"),
            provenance=self._text(table, "provenance"),
            comment=self._text(table, "comment"),
        )

    def _read_cite(self, table: Mapping[str, Any]) -> Cite:
        citekey = self._text(table, "citekey") or None
        antecedent = table.get("antecedent")
        return Cite(
            kind=self._word(CiteKind, table, "kind", CiteKind.FULL),
            citekey=citekey,
            locator=self._text(table, "locator") or None,
            label=self._text(table, "label") or None,
            prefix=self._text(table, "prefix"),
            suffix=self._text(table, "suffix"),
            status=self._word(Status, table, "status", Status.RESOLVED if citekey else Status.UNRESOLVED),
            confidence=self._number(table, "confidence"),
            source=self._word(Source, table, "source", Source.NOTE),
            confirmed=self._text(table, "confirmed"),
            evidence=tuple(_evidence(words) for words in self._texts(table, "evidence")),
            candidates=tuple(self._candidate(candidate) for candidate in self._list(table, "candidates")),
            antecedent=None if antecedent is None else self._antecedent(self._table(antecedent, "antecedent")),
            item=self._table(table["item"], "item") if "item" in table else None,
        )

    def _candidate(self, value: Any) -> Candidate:
        if isinstance(value, str):
            return Candidate(citekey=value, confidence=0.0)
        table = self._table(value, "candidates")
        return Candidate(citekey=self._text(table, "citekey"), confidence=self._number(table, "confidence"))

    def _antecedent(self, table: Mapping[str, Any]) -> Antecedent:
        return Antecedent(note=self._text(table, "note"), cite=int(self._number(table, "cite")))

    def _table(self, value: Any, name: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._fault(f"`{name}` should be a table")
        return value

    def _list(self, table: Mapping[str, Any], name: str) -> Sequence[Any]:
        value = table.get(name, [])
        if not isinstance(value, list):
            raise self._fault(f"`{name}` should be a list")
        return value

    def _text(self, table: Mapping[str, Any], name: str) -> str:
        value = table.get(name, "")
        if isinstance(value, bool | list | dict):
            raise self._fault(f"`{name}` should be text")
        return str(value)

    def _texts(self, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
        value = table.get(name, [])
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._fault(f"`{name}` should be text or a list of texts")
        return tuple(value)

    def _number(self, table: Mapping[str, Any], name: str) -> float:
        value = table.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._fault(f"`{name}` should be a number")
        return float(value)

    def _word(self, words: type[_Word], table: Mapping[str, Any], name: str, default: _Word) -> _Word:
        value = table.get(name)
        if value is None:
            return default
        if value not in [str(word) for word in words]:
            raise self._fault(f"`{name}` is {value!r}", hint=f"one of: {', '.join(words)}")
        return words(value)

    def _fault(self, message: str, *, hint: str | None = None) -> InputError:
        where = f"note {self._note}: " if self._note else ""
        return InputError(f"resolution record: {where}{message}", hint=hint, place=self._place or None)


def _overall(cites: tuple[Cite, ...]) -> Status:
    """Return the status of a note from those of its cites: as open as the most open of them."""
    order = (Status.UNRESOLVED, Status.AMBIGUOUS, Status.RESOLVED)
    return next((status for status in order if any(cite.status is status for cite in cites)), Status.EXPLANATORY)


def _evidence(words: str) -> Evidence:
    kind, separator, value = words.partition(": ")
    return Evidence(kind=kind, value=value) if separator and " " not in kind else Evidence(kind="record", value=words)
