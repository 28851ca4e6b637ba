"""Lays the library's finds over the note parser's cites: each find is one cite, each cite without a find stays.

Where the two disagree on where a cite begins or ends the library wins: it has seen the title whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sergecite.model.resolution import Cite, CiteKind
from sergecite.resolve.choose import Found
from sergecite.resolve.locators import VALUE, find_locators
from sergecite.resolve.match import Agreement, Hit, Route
from sergecite.resolve.naming import Naming
from sergecite.resolve.stretch import Stretch

_BARE_LOCATOR = re.compile(rf"[”\"’')\]]?[,:]? (?:at )?(?P<value>{VALUE})(?=[,.;:)\] ]|$)")
_OPEN = frozenset({CiteKind.FULL, CiteKind.SHORT, CiteKind.OPAQUE})
_IN = re.compile(r"(?:^|[\s,])(?:in|dans|nel|en)$", re.IGNORECASE)
_TOUCHING = re.compile(r"[\s,.:“”\"‘’'«»(]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One cite of a note: as the parser has it, as the library has it, or both."""

    cite: Cite
    found: Found | None = None


Span = tuple[int, int, Found]


def lay(stretch: Stretch, parsed: Sequence[Cite], founds: Sequence[Found]) -> list[Piece]:
    """Return the cites of a note in reading order."""
    pieces: list[Piece] = []
    spans = [_span(stretch, found) for found in founds]
    used: set[int] = set()
    for cite in parsed:
        inside = [n for n, (start, end, _) in enumerate(spans) if start < cite.end and end > cite.start]
        fresh = [n for n in inside if n not in used]
        used.update(inside)
        if fresh:
            pieces += _shared(stretch, cite, [spans[n] for n in fresh])
        elif inside:
            pieces[-1] = _longer(stretch, pieces[-1], cite.end)
        else:
            pieces.append(Piece(cite=cite))
    for n, (start, end, found) in enumerate(spans):
        if n not in used:
            stop = min((s for s, _, _ in spans if s >= end), default=len(stretch.text))
            pieces.append(Piece(cite=_new_cite(stretch, (start, end, found), stop), found=found))
    return _joined(stretch, sorted(pieces, key=lambda piece: piece.cite.start))


def with_titles(stretch: Stretch, parsed: Sequence[Cite]) -> list[Cite]:
    """Give a bare "cit., p. 12" the title before it, where no other cite has taken those words."""
    whole: list[Cite] = []
    for cite in parsed:
        words = [k for k, word in enumerate(stretch.words) if cite.start <= word.start < cite.end]
        start = cite.start
        if cite.kind is CiteKind.OP_CIT and words and not any(stretch.is_content(k) for k in words):
            start = stretch.words[stretch.begin(words[0])].start
            start = max(start, whole[-1].end if whole else 0)
        text = stretch.text[start : cite.end]
        whole.append(replace(cite, start=start, text=text) if text[: cite.start - start].strip(" ,;.") else cite)
    return whole


def _span(stretch: Stretch, found: Found) -> Span:
    if not stretch.words:
        # A note that is nothing but an address has no words.
        return 0, len(stretch.text), found
    return stretch.words[found.best.start].start, stretch.words[found.best.end - 1].end, found


def _longer(stretch: Stretch, piece: Piece, end: int) -> Piece:
    cite = piece.cite
    return replace(
        piece, cite=replace(cite, end=max(end, cite.end), text=stretch.text[cite.start : max(end, cite.end)])
    )


def _joined(stretch: Stretch, pieces: Sequence[Piece]) -> list[Piece]:
    """Give a find what the parser took for a cite of its own but is only its beginning or its imprint."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is None or not _touch(stretch, before.cite, piece.cite):
            joined.append(piece)
        elif before.found and _is_rest(piece):
            joined[-1] = _longer(stretch, before, piece.cite.end)
        elif piece.cite.kind in (CiteKind.IBID, CiteKind.IDEM) and not piece.found and _IN.search(before.cite.text):
            # "..., in Idem, Collected Papers": whose volume it is.
            joined[-1] = _longer(stretch, before, piece.cite.end)
        elif before.found and piece.cite.kind is CiteKind.IBID and not piece.found:
            # "377-400, aldaar 374": there, not the work before.
            longer = _longer(stretch, before, piece.cite.end)
            locator = replace(longer.cite, locator=piece.cite.locator, label=piece.cite.label)
            joined[-1] = replace(longer, cite=locator if piece.cite.locator else longer.cite)
        elif piece.found and piece.found.best.naming is not Naming.LEAD and _is_rest(before):
            start = before.cite.start
            cite = replace(piece.cite, start=start, text=stretch.text[start : piece.cite.end])
            joined[-1] = replace(piece, cite=cite)
        else:
            joined.append(piece)
    return joined


def _touch(stretch: Stretch, one: Cite, other: Cite) -> bool:
    """Tell whether two cites stand in one sentence with no semicolon or word between."""
    if not _TOUCHING.fullmatch(stretch.text, one.end, max(one.end, other.start)):
        return False
    place = next((k for k, word in enumerate(stretch.words) if word.start >= other.start), 0)
    return place not in stretch.ends and place not in stretch.cuts


def _is_rest(piece: Piece) -> bool:
    cite = piece.cite
    item = cite.item or {}
    return (
        piece.found is None
        and cite.kind in _OPEN
        and not cite.locator
        and not (item.get("author") and item.get("title"))
    )


def _shared(stretch: Stretch, cite: Cite, spans: Sequence[Span]) -> list[Piece]:
    """Divide a parsed cite among the finds inside it."""
    pieces: list[Piece] = []
    first = spans[0]
    rest = spans[1:]
    if cite.kind is CiteKind.IBID and first[0] > cite.start + 4 and first[2].best.naming is Naming.LEAD:
        text = stretch.text[cite.start : first[0]].rstrip(" ;,.")
        pieces.append(Piece(cite=replace(cite, end=cite.start + len(text), text=text, locator=None, label=None)))
        rest = spans
    else:
        stop = rest[0][0] if rest else max(cite.end, first[1])
        whole = replace(cite, kind=_form(first[2].best) if cite.kind in {*_OPEN, CiteKind.IBID} else cite.kind)
        if rest or whole.locator is None:
            locator, label = _locator(stretch.text, first[1], stop)
            whole = replace(whole, locator=locator, label=label)
        if rest:
            end = max(first[1], min(cite.end, stop))
            whole = replace(whole, end=end, text=stretch.text[cite.start : end].rstrip(" ;,"), item=None)
        pieces.append(Piece(cite=whole, found=first[2]))
    for n, span in enumerate(rest):
        stop = rest[n + 1][0] if n + 1 < len(rest) else max(cite.end, span[1])
        pieces.append(Piece(cite=_new_cite(stretch, span, stop), found=span[2]))
    return pieces


def _new_cite(stretch: Stretch, span: Span, stop: int) -> Cite:
    start, end, found = span
    locator, label = _locator(stretch.text, end, stop)
    text = stretch.text[start:end]
    return Cite(kind=_form(found.best), text=text, start=start, end=end, locator=locator, label=label)


def _form(hit: Hit) -> CiteKind:
    whole = hit.route is Route.TITLE and hit.coverage > 0.99 and (hit.year is Agreement.SAME or bool(hit.support))
    return CiteKind.FULL if whole else CiteKind.SHORT


def _locator(text: str, start: int, stop: int) -> tuple[str | None, str | None]:
    """Return the place cited between two offsets: bare just after the work, or labelled further on."""
    if bare := _BARE_LOCATOR.match(text, start, stop):
        return bare["value"], "page"
    if labelled := find_locators(text, start, stop):
        return labelled[0].value, labelled[0].label
    return None, None
