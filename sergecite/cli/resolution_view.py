"""How resolutions are shown: the JSON scripts rely on, and the listing a person reads."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from sergecite.model.resolution import Cite, Resolution, ResolvedNote, Status

_INNER_QUOTES = str.maketrans("“”", "‘’")


def resolution_json(resolution: Resolution) -> dict[str, Any]:
    """Return the JSON form of a resolution (`resolve --json`)."""
    return {
        "essay": resolution.essay,
        "notes": [note_json(note) for note in resolution.notes],
        "summary": resolution.summary,
    }


def note_json(note: ResolvedNote) -> dict[str, Any]:
    """Return the JSON form of a note. What a record adds is there only where it says something."""
    more = {
        "anchor": note.anchor,
        "certainty": note.certainty,
        "evidence": list(note.evidence),
        "provenance": note.provenance,
        "comment": note.comment,
    }
    return {
        "number": note.number,
        "chapter": note.chapter,
        "text": note.text,
        "sentence": note.sentence,
        "status": str(note.status),
        "cites": [cite_json(cite) for cite in note.cites],
    } | {name: value for name, value in more.items() if value}


def cite_json(cite: Cite) -> dict[str, Any]:
    """Return the JSON form of a cite."""
    antecedent = cite.antecedent
    return {
        "kind": str(cite.kind),
        "text": cite.text,
        "start": cite.start,
        "end": cite.end,
        "item": _plain(cite.item),
        "locator": cite.locator,
        "label": cite.label,
        "prefix": cite.prefix,
        "suffix": cite.suffix,
        "status": str(cite.status),
        "citekey": cite.citekey,
        "confidence": round(cite.confidence, 4),
        "antecedent": {"note": antecedent.note, "cite": antecedent.cite} if antecedent else None,
        "candidates": [{"citekey": one.citekey, "confidence": round(one.confidence, 4)} for one in cite.candidates],
        "evidence": [{"kind": one.kind, "value": one.value, "weight": round(one.weight, 2)} for one in cite.evidence],
        "source": str(cite.source),
    } | ({"confirmed": cite.confirmed} if cite.confirmed else {})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def listing(resolution: Resolution, width: int) -> str:
    """Return the notes as lines to read: number, status, what each resolves to, how surely and why."""
    parts = [_note_lines(note, width) for note in resolution.notes]
    return "\n".join(
        [
            *(line for part in parts for line in part),
            *([""] if parts else []),
            *_wrapped(summary_line(resolution), width, "", ""),
        ]
    )


def summary_line(resolution: Resolution) -> str:
    """Return how many notes stand at each status, in words."""
    return total_line([resolution])


def total_line(resolutions: Sequence[Resolution]) -> str:
    """Return how many notes of several essays stand at each status, in words."""
    summed = {status: sum(one.summary[status] for one in resolutions) for status in Status}
    counts = ", ".join(f"{count} {status}" for status, count in summed.items() if count)
    total = sum(len(one.notes) for one in resolutions)
    return f"{total} note{'' if total == 1 else 's'}: {counts}" if total else "no notes"


def _note_lines(note: ResolvedNote, width: int) -> list[str]:
    words = note.text if note.text is not None else f"… {note.anchor}" if note.anchor else ""
    lines = _wrapped(f"{note.number}. {words}", width, "", "    ", most=3)
    if not note.cites:
        lines += _wrapped(
            "cites nothing" if note.status is Status.EXPLANATORY else str(note.status), width, "    ", "    "
        )
    for cite in note.cites:
        lines += cite_lines(cite, width)
    lines += _wrapped(note.comment, width, "      ", "      ") if note.comment else []
    return lines


def cite_lines(cite: Cite, width: int, *, with_candidates: bool = True) -> list[str]:
    """Return a cite as lines: what it is, how surely, why, and what else it could be."""
    place = f", {cite.label or 'page'} {cite.locator}" if cite.locator else ""
    match cite.status:
        case Status.RESOLVED if cite.citekey:
            head = f"= {cite.citekey}{place}  {_share(cite)}"
        case Status.RESOLVED if cite.antecedent:
            head = f"= the work of note {cite.antecedent.note}{place}  {_share(cite)}"
        case _:
            head = f"? {cite.status}{place}"
    lines = _wrapped(head, width, "    ", "      ")
    if cite.status is not Status.RESOLVED and cite.text:
        lines += _wrapped(f"“{cite.text.translate(_INNER_QUOTES)}”", width, "      ", "      ", most=2)
    if cite.evidence:
        lines += _wrapped("; ".join(reason.value for reason in cite.evidence), width, "      ", "      ")
    if cite.candidates and with_candidates:
        others = ", ".join(f"{one.citekey} ({one.confidence:.0%})" for one in cite.candidates if one.citekey)
        lines += _wrapped(f"or: {others}", width, "      ", "      ") if others else []
    return lines


def _share(cite: Cite) -> str:
    return f"confirmed: {cite.confirmed}" if cite.confirmed else f"{min(cite.confidence, 0.99):.0%}"


def _wrapped(text: str, width: int, first: str, rest: str, *, most: int = 0) -> list[str]:
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    if most and len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1][: width - 2] + " …"
    return lines
