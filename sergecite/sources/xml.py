"""XML from outside: no entity is declared, so none can grow or reach a file."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring


def parse_xml(data: bytes | str) -> Element:
    """Parse a document; ValueError where it is not well-formed or has a document type with declarations of its own."""
    raw = data.encode() if isinstance(data, str) else data
    raw = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    # UTF-16 puts a zero byte between the letters; without them every encoding a parser guesses shows "<!ENTITY".
    if re.search(rb"(?i)<!\s*(?:ENTITY|DOCTYPE[^>\[]*\[)", raw.replace(b"\x00", b"")):
        raise ValueError("the document declares entities")
    try:
        return fromstring(raw)  # noqa: S314  # entities were refused above
    except (ParseError, LookupError, RecursionError) as fault:
        raise ValueError(str(fault)) from None


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children with one of these names, in any namespace."""
    return (child for child in element if local(child) in names)


def descend(element: Element, path: str) -> Iterator[Element]:
    """Yield what lies at a path of names ("originInfo/place/placeTerm"), in any namespace."""
    found = [element]
    for name in path.split("/"):
        found = [child for parent in found for child in children(parent, name)]
    return iter(found)


def text_of(element: Element | None) -> str:
    """Return all the text under an element, on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def first_text(element: Element, path: str) -> str:
    """Return the text of the first element at a path, "" where there is none."""
    return next((text for found in descend(element, path) if (text := text_of(found))), "")
