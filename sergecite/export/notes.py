"""The numbered notes of an essay, and the bibliography of what they cite.

What a note was found to cite is printed as the style has it: in full first, shortened later. Whatever is not settled is
said in brackets and never printed as a citation: a lost note, several candidates, a citekey the library lacks. A cite
that is settled but unconfirmed and less sure than `SURE` carries its probability. Everything in brackets holds a place
in the sequence, so that no "ibid." reaches across it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sergecite.csl import Output
from sergecite.export.bibliography import Typesetter
from sergecite.export.csl_item import CslItem
from sergecite.export.csl_titles import plain_title
from sergecite.export.page import Block, Heading, Notes, Page, Paragraph, PrintedNote, join, plain, works_of
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.entry import Entry
from sergecite.model.resolution import Cite, CiteKind, Resolution, ResolvedNote, Status

SURE = 0.9
"""Of the cites reported at .9, nine in ten are right; below it, a cite says how sure it is."""


_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A note before it is printed: its cites in order, and what is said instead of or after each."""

    items: tuple[CitationItem, ...]
    remarks: Mapping[int, str]
    """By place: a cite with a remark under the key "?..." is the remark alone."""
    note: ResolvedNote


def notes_page(resolution: Resolution, entries: Mapping[str, Entry], typesetter: Typesetter) -> Page:
    """Return the notes of an essay and the bibliography of the works they cite."""
    planner = _Planner(entries)
    planned = [planner.plan(note, at) for at, note in enumerate(resolution.notes)]
    cited = {item.citekey for plan in planned for item in plan.items if not item.citekey.startswith("?")}
    typesetter.add(entry for key, entry in entries.items() if key in cited)
    typesetter.add_items(planner.items.values())
    where = range(1, len(planned) + 1) if typesetter.in_notes else [0] * len(planned)
    blocks: list[Block] = [Paragraph(content=plain(_summary(resolution)))]
    printed = _printed(planned, list(where), typesetter)
    blocks += _by_chapter(resolution, printed)
    works = works_of(typesetter.bibliography(cited))
    if works.works:
        blocks += [Heading(text="Bibliography"), works]
    return Page(
        title=resolution.title or f"Notes to {resolution.essay.rpartition('/')[2]}",
        subtitle=", ".join(part for part in (resolution.author, resolution.date) if part),
        lang=typesetter.lang,
        blocks=tuple(blocks),
    )


class _Planner:
    """Decides, note by note, what is cited and what is said to be open."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self.items: dict[str, CslItem] = {}
        """What is cited without an entry: items as the notes give them, by the key they are cited under."""
        self._keys: dict[tuple[str, int], str] = {}
        """The key of each cite so far, by its note's number and its place there: what later short forms point to."""

    def plan(self, note: ResolvedNote, at: int) -> _Planned:
        cites: list[CitationItem] = []
        remarks: dict[int, str] = {}
        for place, cite in enumerate(note.cites):
            key = self._key(cite) if cite.status is Status.RESOLVED else None
            if key is None:
                remarks[place] = _open(cite, self._entries)
                key = f"?{at}.{place}"
            elif not cite.confirmed and cite.confidence < SURE:
                how = "inferred" if note.text is None and cite.kind is CiteKind.CONTEXT else "uncertain"
                remarks[place] = f"[{how}, {_percent(cite.confidence)}]"
            self._keys[note.number, place] = key
            cites.append(_citation_item(cite, key))
        return _Planned(items=tuple(cites), remarks=remarks, note=note)

    def _key(self, cite: Cite) -> str | None:
        """Return what a settled cite is cited under; None where its work is not known well enough to be printed."""
        if cite.citekey:
            return cite.citekey if cite.citekey in self._entries else None
        if cite.antecedent:
            key = self._keys.get((cite.antecedent.note, cite.antecedent.cite), "?")
            return None if key.startswith("?") else key
        return _item_key(cite.item, self.items) if cite.item and cite.item.get("title") else None


def _item_key(item: Mapping[str, Any], items: dict[str, CslItem]) -> str:
    """Return the id under which an item that is in no library is cited; the same item keeps its id."""
    bare = {key: value for key, value in item.items() if key != "id"}
    for key, other in items.items():
        if {**other, "id": key} == {**bare, "id": key}:
            return key
    key = f"item {len(items) + 1}"
    items[key] = {**bare, "id": key}
    return key


def _citation_item(cite: Cite, key: str) -> CitationItem:
    return CitationItem(
        citekey=key,
        locator=cite.locator or "",
        label=cite.label or "page",
        prefix=cite.prefix,
        suffix=cite.suffix,
    )


def _printed(planned: list[_Planned], where: list[int], typesetter: Typesetter) -> list[Output]:
    """Print the runs of cites that nothing interrupts as one citation each."""
    whole = [Citation(items=plan.items, note=note) for plan, note in zip(planned, where, strict=True)]
    printed = typesetter.cite_in_runs(whole, known=_is_known)
    return [_with_remarks(plan, runs) for plan, runs in zip(planned, printed, strict=True)]


def _is_known(key: str) -> bool:
    return not key.startswith("?")


def _with_remarks(plan: _Planned, runs: list[Output]) -> Output:
    """Return a note: its citations and what is open, in order; the author's own words where it cites nothing."""
    if not plan.items:
        return plain(_silent(plan.note))
    parts: list[Output] = []
    left = iter(runs)
    for known, run in groupby(enumerate(plan.items), lambda placed: _is_known(placed[1].citekey)):
        parts += [next(left)] if known else []
        parts += [plain(plan.remarks[place]) for place, _ in run if place in plan.remarks]
    return join(*parts)


def _silent(note: ResolvedNote) -> str:
    if note.status is Status.EXPLANATORY:
        return note.text or "[explanatory: a remark, no source expected]"
    if note.text:
        return f"{note.text} [unresolved]"
    return "[unresolved: nothing is known of this note]"


def _open(cite: Cite, entries: Mapping[str, Entry]) -> str:
    """Say what stands open, with the candidates and how likely each is."""
    if cite.status is Status.RESOLVED and cite.citekey:
        return f"[not in the library: {cite.citekey}]"
    words = f"“{cite.text.translate(_INNER_QUOTES)}” " if cite.text and cite.kind is not CiteKind.CONTEXT else ""
    if cite.status is Status.EXPLANATORY:
        return f"[explanatory: {words or 'cites nothing'}]".replace(" ]", "]")
    if cite.status is Status.RESOLVED and cite.antecedent:
        return f"[unresolved: {words}the work of note {cite.antecedent.note}]"
    status = "ambiguous" if cite.status is Status.AMBIGUOUS else "unresolved"
    ranked = sorted(cite.candidates, key=lambda candidate: -candidate.confidence)
    named = "; ".join(f"{describe(found.citekey, entries)} ({_percent(found.confidence)})" for found in ranked)
    if cite.citekey and not ranked:
        named = f"{describe(cite.citekey, entries)} ({_percent(cite.confidence)})"
    said = f"{words}perhaps {named}" if named else words.strip() or "no candidate"
    return f"[{status}: {said}]"


def describe(citekey: str, entries: Mapping[str, Entry]) -> str:
    """Name an entry in a few words, as no citation style does: the reader must not take it for a citation."""
    entry = entries.get(citekey)
    if entry is None:
        return citekey
    who = next((f"{person.particle} {person.family}".strip() or person.literal for person in entry.people), "")
    title = plain_title(entry.fields.get("shorttitle") or entry.fields.get("title", ""))
    date = entry.date()
    words = (who, title, str(date.year) if date and date.year else entry.fields.get("pubstate", ""))
    return ", ".join(word for word in words if word) or citekey


def _percent(confidence: float) -> str:
    return f"{round(confidence * 100)}%"


def _summary(resolution: Resolution) -> str:
    """Say how far the notes are settled, before anyone reads them as the author's."""
    counts = resolution.summary
    lost = _lost(resolution)
    cites = [cite for note in resolution.notes for cite in note.cites if cite.status is Status.RESOLVED]
    confirmed = sum(bool(cite.confirmed) for cite in cites)
    total = len(resolution.notes)
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    said = f"{total} note{'s' * (total != 1)}: {', '.join(parts)}."
    if lost == total and total:
        said += " The text of the notes is lost: what they cite is inferred from the essay."
    elif lost:
        said += f" The text of {lost} of them is lost: what those cite is inferred from the essay."
    if cites:
        said += f" Confirmed by a reader: {confirmed} of {len(cites)} citations."
    return said


def _lost(resolution: Resolution) -> int:
    """Return how many notes have lost their text; a record alone never holds it, but what was read there says it was."""
    without = sum(note.text is None for note in resolution.notes)
    read = any(cite.kind is not CiteKind.CONTEXT for note in resolution.notes for cite in note.cites)
    return 0 if without == len(resolution.notes) and read else without


def _by_chapter(resolution: Resolution, printed: list[Output]) -> list[Block]:
    """Return the notes, under a heading for each part where the numbering begins again."""
    chapters: dict[int, list[PrintedNote]] = {}
    for note, content in zip(resolution.notes, printed, strict=True):
        settled = note.status in (Status.RESOLVED, Status.EXPLANATORY)
        chapters.setdefault(note.chapter, []).append(
            PrintedNote(
                number=note.number,
                content=content,
                anchor=note.sentence or (f"… {note.anchor}" if note.anchor else ""),
                settled=settled,
            )
        )
    if len(chapters) < 2:
        return [Heading(text="Notes"), *(Notes(notes=tuple(notes)) for notes in chapters.values())]
    blocks: list[Block] = []
    for part, notes in enumerate(chapters.values(), start=1):
        blocks += [Heading(text=f"Notes, part {part}"), Notes(notes=tuple(notes))]
    return blocks
