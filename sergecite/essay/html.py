"""Read web pages and the pages of e-books: notes by their links, in the idioms of blogs, wikis, Word and EPUB.

A call is a link to a place further on that is set like a note's number: raised, bracketed, marked as a note reference
(EPUB 3 `noteref`, DPUB-ARIA `doc-noteref`) or pointing to a note-like name. The text from that place to the next note,
or to the end of its block, is the note. Pages without such links are read as plain text, raised digits kept raised.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sergecite.errors import InputError
from sergecite.essay.plaintext import read_plaintext
from sergecite.essay.prose import Prose, assemble
from sergecite.model.document import Document, Marker, Note

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "nav",
        "svg",
        "math",
        "button",
        "select",
        "textarea",
        "iframe",
        "object",
    ]
)
_NOTE_HOLDERS = frozenset(["li", "p", "div", "aside", "dd", "td", "section", "blockquote", "tr"])
_ITALIC = frozenset(("i", "em", "cite"))
_NUMBER = re.compile(r"[\s\[(^]*(?:note |n\.? ?)?(?P<number>[0-9]{1,4}|[ivxlcIVXLC]{1,7}|[a-z]|[*†‡§¶]{1,4})[\s\])]*$")
_NOTE_NAME = re.compile(
    r"(?:^|[^a-z])(?:e?d?f(?:oot)?n|_?ftn|_?edn|(?:foot|end|side)?-?notes?|n|ref|cite[_-]note|reference)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_BACK_NAME = re.compile(r"(?:fn|ftn|edn|note|foot\w*|cite)[_:-]?(?:ref|anchor|link|back)|back|return", re.IGNORECASE)
_NEAR = 2
"""Elements around a call that may carry the name the way back leads to."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_NUMBER = re.compile(r"\s*[\[(]?([0-9]{1,3})[\])]?\s*$")
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, for links from other pages of the same book, and its root element."""

    name: str
    root: Any


@dataclass(slots=True)
class _Call:
    """A link that calls a note: where it is, its sign, and the place it points to."""

    element: Any
    number: str
    target: Any
    chapter: int = 0


def parse_html(text: str) -> Any:
    """Return the root element of a page, whatever state it is in."""
    from lxml import html  # noqa: PLC0415  # only pages need it

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser, ensure_head_body=True)
    if any(fault.level_name == "FATAL" for fault in parser.error_log):
        raise InputError("the page is broken: its elements are nested thousands deep")
    return root


def is_page(text: str) -> bool:
    """Whether the text is a web page."""
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
            text[:2000],
            re.IGNORECASE | re.DOTALL,
        )
    )


def read_html(text: str) -> Document:
    """Return the essay of one page; it has no offsets in its source."""
    return read_pages([Page("", parse_html(text))], "html")


def read_pages(pages: Sequence[Page], form: str) -> Document:
    """Return the essay that one or several pages hold together, notes often on a page of their own."""
    calls, ways_back = _find_calls(pages)
    if not calls:
        return _read_unlinked(pages, form)
    return _read_linked(pages, calls, ways_back, form)


def _read_unlinked(pages: Sequence[Page], form: str) -> Document:
    """Read pages without linked notes as plain text, raised digits kept raised and list items numbered."""
    body = Prose()
    for page in pages:
        raised = {element: _RAISED_NUMBER.match("".join(element.itertext())) for element in page.root.iter("sup")}
        for event in _events(page.root, {element for element, found in raised.items() if found}, ()):
            if event.kind == "text":
                body.add(event.text)
            elif event.kind == "call":
                found = raised[event.element]
                body.glue(found[1].translate(_RAISED) if found else "")
            else:
                _break_before(body, event.element)
            if event.kind == "start" and event.element.tag == "li":
                body.add(_item_number(event.element))
        body.break_paragraph()
    plain = read_plaintext(body.text)
    notes = tuple(replace(note, start=None, end=None) for note in plain.notes)
    return replace(plain, format=form, notes=notes, has_offsets=False)


def _item_number(item: Any) -> str:
    """Return the number a list item shows."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    first = parent.get("start") or "1"
    before = sum(one.tag == "li" for one in item.itersiblings(preceding=True))
    return f"{before + (int(first) if first.isdigit() else 1)}. "


def _read_linked(pages: Sequence[Page], calls: Sequence[_Call], ways_back: Container[Any], form: str) -> Document:
    """Go through the pages once; text inside a note's place goes to the note, all other to the body."""
    by_element = {call.element: call for call in calls}
    blocks, points = _places(calls)
    body = Prose()
    texts: dict[Any, Prose] = {call.target: Prose(flat=True) for call in calls}
    markers: list[Marker] = []
    for page in pages:
        sinks = [body]
        ends: dict[Any, int] = {}
        for event in _events(page.root, by_element, ways_back):
            sink = sinks[-1]
            if event.kind == "text":
                sink.add(event.text, italic=event.italic)
            elif event.kind == "call":
                call = by_element[event.element]
                if sink is body:
                    start, end = body.glue(call.number)
                    markers.append(Marker(number=call.number, start=start, end=end, chapter=call.chapter))
                else:
                    sink.add(f"[{call.number}]")
            elif event.kind == "start":
                holder = blocks.get(event.element)
                point = points.get(event.element)
                if holder is not None:
                    ends[event.element] = len(sinks)
                    sinks.append(texts[holder.target])
                elif point is not None:
                    ends.setdefault(_block_of(event.element), len(sinks))
                    sinks.append(texts[point.target])
                _break_before(sinks[-1], event.element)
            else:
                if sink is not body:
                    _add_address(sink, event.element)
                if event.element in ends:
                    del sinks[ends.pop(event.element) :]
                _break_before(sinks[-1], event.element)
        body.break_paragraph()
    notes: dict[tuple[int, str], Note] = {}
    for call in calls:
        if texts[call.target].text:
            notes.setdefault((call.chapter, call.number), texts[call.target].as_note(call.number, call.chapter))
    return assemble(form, body, markers, list(notes.values()))


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    element: Any
    text: str = ""
    italic: bool = False


def _events(root: Any, calls: Container[Any], ways_back: Container[Any]) -> Iterator[_Event]:
    """Yield starts, ends, texts and calls in reading order; what is not shown and the ways back are left out.

    Without recursion: pages of unclosed elements are thousands of elements deep.
    """
    from lxml import etree  # noqa: PLC0415  # only pages need it

    walker = etree.iterwalk(root, events=("start", "end"))
    slants = [False]
    passed: set[Any] = set()
    for kind, element in walker:
        if kind == "start":
            if element in calls:
                yield _Event("call", element)
            if element in calls or element.tag in _SILENT or element in ways_back or _is_hidden(element):
                passed.add(element)
                walker.skip_subtree()
                continue
            slants.append(slants[-1] or element.tag in _ITALIC or "italic" in (element.get("style") or ""))
            yield _Event("start", element)
            if element.text:
                yield _Event("text", element, element.text, slants[-1])
            continue
        if element in passed:
            passed.remove(element)
        else:
            slants.pop()
            yield _Event("end", element)
        if element.tail and element is not root:
            yield _Event("text", element, element.tail, slants[-1])


def _add_address(note: Prose, element: Any) -> None:
    """Add the address of a link whose words do not show it: in a note it may be all that names the source."""
    address = element.get("href") or ""
    if element.tag == "a" and address.startswith("http") and "//" not in "".join(element.itertext()):
        note.add(f" <{address}>")


def _break_before(prose: Prose, element: Any) -> None:
    if element.tag in _BLOCKS:
        prose.break_paragraph()
    elif element.tag == "br":
        prose.break_line()
    elif element.tag in {"td", "th"}:
        prose.add(" ")


def _find_calls(pages: Sequence[Page]) -> tuple[list[_Call], set[Any]]:
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
    found: list[_Call] = []
    for link, target in links:
        identifier = link.get("href").rpartition("#")[2]
        number = _NUMBER.match("".join(link.itertext()))
        if number is None or not _is_call(link, target, identifier, order):
            continue
        found.append(_Call(link, number["number"], target))
    callers = {
        one for call in found for one in (call.element, *list(call.element.iterancestors())[:_NEAR], *call.element)
    }
    called = {call.element for call in found}
    return _chaptered(found), {link for link, target in links if target in callers and link not in called}


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


def _chaptered(calls: list[_Call]) -> list[_Call]:
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


def _places(calls: Sequence[_Call]) -> tuple[dict[Any, _Call], dict[Any, _Call]]:
    """Return the blocks that are notes, and the points inside a block from which a note runs to the next or to its end.

    A place inside a block stands for the whole block where no other note, and not its own call, is in that block.
    Blocks between two notes of one list go on with the note before them.
    """
    targets = {call.target: call for call in calls}
    inside: dict[Any, list[Any]] = {}
    for target in targets:
        inside.setdefault(_block_of(target), []).append(target)
    around = {ancestor for call in calls for ancestor in call.element.iterancestors()}
    blocks: dict[Any, _Call] = {}
    points: dict[Any, _Call] = {}
    for block, found in inside.items():
        if len(found) == 1 and (block is found[0] or block not in around):
            blocks[block] = targets[found[0]]
        else:
            points |= {target: targets[target] for target in found}
    return blocks | _continued(blocks), points


def _block_of(element: Any) -> Any:
    while element.tag not in _NOTE_HOLDERS and element.getparent() is not None:
        element = element.getparent()
    return element


def _continued(blocks: dict[Any, _Call]) -> dict[Any, _Call]:
    found: dict[Any, _Call] = {}
    for parent in {block.getparent() for block in blocks} - {None}:
        children = list(parent)
        notes = [at for at, child in enumerate(children) if child in blocks]
        call = None
        for child in children[notes[0] : notes[-1]]:
            call = blocks.get(child, call)
            if call is not None and child not in blocks and child.tag in _NOTE_HOLDERS:
                found[child] = call
    return found


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return "display:none" in style or element.get("hidden") is not None
