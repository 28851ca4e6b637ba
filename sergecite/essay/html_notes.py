"""Find the notes of web pages by their links: which links call a note, and where each note's text stands.

A call is a link to a place further on that is set like a note's number: raised, bracketed, marked as a note reference
(EPUB 3 `noteref`, DPUB-ARIA `doc-noteref`) or pointing to a note-like name. Pages without such links may have their notes
in place, shown beside the text or when touched (side notes as of Tufte CSS, WordPress plug-ins).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_NOTE_HOLDERS = frozenset(["li", "p", "div", "aside", "dd", "td", "section", "blockquote", "tr"])
_CONTINUING = _NOTE_HOLDERS | {"table", "ul", "ol", "dl", "pre", "center", "figure"}
_NUMBER_HOLDERS = frozenset({"td", "tr", "div", "p", "li"})
_NUMBER = re.compile(
    r"[\s\[(^]*(?:note |n\.? ?)?(?P<number>[0-9]{1,4}\*?|[ivxlcIVXLC]{1,7}|[a-z]|[*†‡§¶]{1,4})[\s\])]*$"
)
_NOTE_NAME = re.compile(
    r"(?:^|[^a-z])(?:e?d?f(?:oot)?n|_?ftn|_?edn|(?:foot|end|side)?-?notes?|n|ref|cite[_-]note|reference)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_BACK_NAME = re.compile(r"(?:fn|ftn|edn|note|foot\w*|cite)[_:-]?(?:ref|anchor|link|back)|back|return", re.IGNORECASE)
_NEAR = 2
"""Elements around a call that may carry the name the way back leads to."""
_IN_PLACE = re.compile(r"(?:^|\s)(?:sidenote|footnote_tooltip|\S*footnotes?-footnote__note|inline-footnote)(?:\s|$)")
"""Classes of elements that hold a note where it is called."""
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, for links from other pages of the same book, and its root element."""

    name: str
    root: Any


@dataclass(slots=True)
class Call:
    """A link that calls a note: where it is, its sign, and the place it points to; a note in place is both itself."""

    element: Any
    number: str
    target: Any
    chapter: int = 0


def find_calls(pages: Sequence[Page]) -> tuple[list[Call], set[Any]]:
    """Return the links that call notes, in order and per chapter, and those that lead back to the calls."""
    places: dict[tuple[str, str], Any] = {}
    order: dict[Any, int] = {}
    hrefs: list[tuple[str, Any]] = []
    links: list[tuple[Any, Any]] = []
    for page in pages:
        for element in page.root.iter():
            if not isinstance(element.tag, str):
                continue
            order[element] = len(order)
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault((page.name, name), element)
            if element.tag == "a" and "#" in (element.get("href") or ""):
                hrefs.append((page.name, element))
    for page_name, link in hrefs:
        name, _, identifier = link.get("href").rpartition("#")
        target = places.get((_beside(page_name, name), identifier))
        if target is not None:
            links.append((link, target))
    found: list[Call] = []
    for link, target in links:
        identifier = link.get("href").rpartition("#")[2]
        number = _NUMBER.match("".join(link.itertext()))
        if number is None or not _is_call(link, target, identifier, order):
            continue
        found.append(Call(link, number["number"], target))
    callers = {
        one for call in found for one in (call.element, *list(call.element.iterancestors())[:_NEAR], *call.element)
    }
    called = {call.element for call in found}
    return _chaptered(found), {link for link, target in links if target in callers and link not in called}


def find_in_place(pages: Sequence[Page]) -> tuple[list[Call], set[Any]]:
    """Return the notes that stand where they are called, and the elements that hold their numbers."""
    calls: list[Call] = []
    numbers: set[Any] = set()
    for page in pages:
        last: Any = None
        for element in page.root.iter("sup", "span", "small", "aside", "div"):
            if element.tag == "sup":
                last = element
            elif _IN_PLACE.search(element.get("class") or ""):
                shown = _NUMBER.match("".join(last.itertext())) if last is not None else None
                if shown is not None:
                    numbers.add(last)
                calls.append(Call(element, shown["number"] if shown else str(len(calls) + 1), element))
                last = None
    return _chaptered(calls), numbers


def _beside(page: str, name: str) -> str:
    """Return the name of a page of the same book as a link gives it; "" is the page itself."""
    if not name or not page:
        return page
    parts = page.split("/")[:-1]
    for part in name.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _is_call(link: Any, target: Any, identifier: str, order: dict[Any, int]) -> bool:
    said = " ".join(filter(None, (link.get(_EPUB_TYPE), link.get("epub:type"), link.get("role"), link.get("class"))))
    if re.search(r"noteref|footnote-ref|footnote-anchor|footnoteRef|fn-ref", said):
        return order[target] > order[link] or "noteref" in said
    if re.search(r"backlink|backref|back|reversefootnote|footnote-number", said) or link.get("rev") == "footnote":
        return False
    if order[target] <= order[link] or (_BACK_NAME.search(identifier) and not _NOTE_NAME.search(identifier)):
        return False
    raised = any(
        one.tag == "sup" for one in [*link.iterancestors(), *link.iterdescendants()] if one.tag in {"sup", "p", "li"}
    )
    bracketed = "".join(link.itertext()).strip()[:1] in "[(*†‡§"
    return raised or bracketed or bool(_NOTE_NAME.search(identifier))


def _chaptered(calls: list[Call]) -> list[Call]:
    """Count a chapter on where a number returns that calls another place."""
    seen: dict[str, Any] = {}
    chapter = 0
    for call in calls:
        if call.number in seen and seen[call.number] is not call.target:
            chapter += 1
            seen = {}
        seen[call.number] = call.target
        call.chapter = chapter
    return calls


def note_places(calls: Sequence[Call]) -> tuple[dict[Any, Call], dict[Any, Call]]:
    """Return the blocks that are notes, and the points inside a block from which a note runs to the next or to its end.

    A place inside a block stands for the whole block where no other note, and not its own call, is in that block.
    Blocks between two notes of one list go on with the note before them.
    """
    in_place = {call.target: call for call in calls if call.target is call.element}
    targets = {call.target: call for call in calls if call.target is not call.element}
    inside: dict[Any, list[Any]] = {}
    shared = Counter(ancestor for target in targets for ancestor in target.iterancestors())
    for target in targets:
        inside.setdefault(_with_text(block_of(target), shared), []).append(target)
    around = {(call.target, ancestor) for call in calls for ancestor in call.element.iterancestors()}
    blocks: dict[Any, Call] = {}
    points: dict[Any, Call] = {}
    for block, found in inside.items():
        if len(found) == 1 and (block is found[0] or (found[0], block) not in around):
            blocks[block] = targets[found[0]]
        else:
            points |= {target: targets[target] for target in found}
    return blocks | _continued(blocks) | in_place, points


def block_of(element: Any) -> Any:
    while element.tag not in _NOTE_HOLDERS and element.getparent() is not None:
        element = element.getparent()
    return element


def _with_text(block: Any, shared: Counter[Any]) -> Any:
    """Return the block, or what is around it where it holds no more than the note's number: a row of a table."""
    while _NUMBER.match("".join(block.itertext()).rstrip(". \n")):
        parent = block.getparent()
        if parent is None or parent.tag not in _NUMBER_HOLDERS or shared[parent] != 1:
            break
        block = parent
    return block


def _continued(blocks: dict[Any, Call]) -> dict[Any, Call]:
    found: dict[Any, Call] = {}
    for parent in {block.getparent() for block in blocks} - {None}:
        children = list(parent)
        notes = [at for at, child in enumerate(children) if child in blocks]
        call = None
        for child in children[notes[0] : notes[-1]]:
            call = blocks.get(child, call)
            if call is not None and child not in blocks and child.tag in _CONTINUING:
                found[child] = call
    return found
