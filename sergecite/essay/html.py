"""Read web pages and the pages of e-books: notes by their links, in the idioms of blogs, wikis, Word and EPUB.

The text from the place a call points to, up to the next note or to the end of its block, is the note. Pages without
such links are read as plain text, raised digits kept raised.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sergecite.errors import InputError
from sergecite.essay.html_notes import Call, Page, block_of, find_calls, find_in_place, is_marginal, note_places
from sergecite.essay.numerals import value
from sergecite.essay.prose import RAISED, Prose, assemble, read_as_plain
from sergecite.model.document import Document, Marker, Note

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({
    "head", "script", "style", "template", "noscript", "nav", "svg", "math", "button", "select", "textarea",
    "iframe", "object",
})  # fmt: skip
_ITALIC = frozenset(("i", "em", "cite"))
_SLANTING_RULE = re.compile(r"\.([\w-]+)\s*\{[^{}]*font-style\s*:\s*italic")
_RAISED_NUMBER = re.compile(r"\s*[\[(]?([0-9]{1,3})[\])]?\s*$")


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
    calls, silent = find_calls(pages)
    if not calls:
        calls, silent = find_in_place(pages)
    if all(call.target is None for call in calls):
        plain = _read_unlinked(pages, form)
        if plain.notes or not calls:
            return plain
    return _read_linked(pages, calls, silent, form)


def _read_unlinked(pages: Sequence[Page], form: str) -> Document:
    """Read pages without linked notes as plain text, raised digits kept raised and list items numbered."""
    body = Prose()
    items: Counter[Any] = Counter()
    for page in pages:
        raised = {element: _RAISED_NUMBER.match("".join(element.itertext())) for element in page.root.iter("sup")}
        for event in _events(page.root, {element for element, found in raised.items() if found}, ()):
            if event.kind == "text":
                body.add(event.text, italic=event.italic)
            elif event.kind == "call":
                found = raised[event.element]
                body.glue(found[1].translate(RAISED) if found else "")
            else:
                _break_before(body, event.element)
            parent = event.element.getparent() if event.kind == "start" and event.element.tag == "li" else None
            if parent is not None and parent.tag == "ol":
                items[parent] += 1
                body.add(f"{(value(parent.get('start') or '') or 1) - 1 + items[parent]}. ")
        body.break_paragraph()
    return read_as_plain(form, body)


def _read_linked(pages: Sequence[Page], calls: Sequence[Call], silent: Container[Any], form: str) -> Document:
    """Go through the pages once; text inside a note's place goes to the note, all other to the body."""
    by_element = {call.element: call for call in calls if call.element is not call.target}
    blocks, points = note_places(calls)
    body = Prose()
    texts: dict[Any, Prose] = {call.target: Prose(flat=True) for call in calls if call.target is not None}
    markers: list[Marker] = []
    for page in pages:
        sinks = [body]
        ends: dict[Any, int] = {}
        for event in _events(page.root, by_element, silent, blocks):
            sink = sinks[-1]
            if event.kind == "text":
                sink.add(event.text, italic=event.italic)
            elif event.kind == "call":
                call = by_element[event.element]
                if sink is body:
                    markers.append(_marked(body, call))
                else:
                    sink.add(f"[{call.number}]")
            elif event.kind == "start":
                holder = blocks.get(event.element)
                point = points.get(event.element)
                if holder is not None and holder.element is event.element:
                    markers.append(_marked(body, holder))
                if holder is not None:
                    ends[event.element] = len(sinks)
                    sinks.append(texts[holder.target])
                elif point is not None:
                    ends.setdefault(block_of(event.element), len(sinks))
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
        if call.target is not None and texts[call.target].text:
            notes.setdefault((call.chapter, call.number), texts[call.target].as_note(call.number, call.chapter))
    return assemble(form, body, markers, list(notes.values()))


def _marked(body: Prose, call: Call) -> Marker:
    start, end = body.glue(call.number)
    return Marker(number=call.number, start=start, end=end, chapter=call.chapter)


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    element: Any
    text: str = ""
    italic: bool = False


def _events(root: Any, calls: Container[Any], silent: Container[Any], notes: Container[Any] = ()) -> Iterator[_Event]:
    """Yield starts, ends, texts and calls in reading order; what is `silent` or not shown is left out, `notes` never.

    Without recursion: pages of unclosed elements are thousands of elements deep.
    """
    from lxml import etree  # noqa: PLC0415  # only pages need it

    walker = etree.iterwalk(root, events=("start", "end"))
    slanting = _slanting_classes(root)
    slants = [False]
    passed: set[Any] = set()
    for kind, element in walker:
        if kind == "start":
            if element in calls:
                yield _Event("call", element)
            if element in silent:  # its words are no text, but a note may begin at it
                yield _Event("start", element)
                yield _Event("end", element)
            unseen = element.tag in _SILENT or (_is_hidden(element) and element not in notes)
            if element in calls or element in silent or unseen:
                passed.add(element)
                walker.skip_subtree()
                continue
            slants.append(_is_slanted(element, slanting, above=slants[-1]))
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
    if element.tag == "a" and "//" not in "".join(element.itertext()):
        note.add_address(element.get("href") or "")


def _break_before(prose: Prose, element: Any) -> None:
    if element.tag in _BLOCKS:
        prose.break_paragraph()
    elif element.tag == "br":
        prose.break_line()
    elif element.tag in {"td", "th"}:
        prose.add(" ")


def _slanting_classes(root: Any) -> frozenset[str]:
    """Return the classes the page's own style sheet sets in italics: word processors name all styles so."""
    sheets = "".join("".join(style.itertext()) for style in root.iter("style"))
    return frozenset(_SLANTING_RULE.findall(sheets))


def _is_slanted(element: Any, slanting: frozenset[str], *, above: bool) -> bool:
    style = element.get("style") or ""
    if "font-style" in style:
        return "italic" in style
    if element.tag in _ITALIC:
        return True
    return above or not slanting.isdisjoint((element.get("class") or "").split())


def _is_hidden(element: Any) -> bool:
    if is_marginal(element):
        return True
    style = (element.get("style") or "").replace(" ", "")
    return "display:none" in style or element.get("hidden") is not None
