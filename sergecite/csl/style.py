"""The style file: XML to a `Style`, guarded and checked, with every fault placed.

Source: CSL 1.0.2 specification, "File Types", "Style Structure", "Options". Attributes are kept as they stand;
`options` of a style, its citation and its bibliography are plain mappings, inherited by whoever reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from sergecite.errors import InputError

MAX_DEPTH = 200
"""Deeper nesting than any real style has; a style beyond it would exhaust the stack."""


class StyleError(InputError):
    """A style or locale that cannot be used; `place` is "line:column" or the element's name."""


@dataclass(slots=True)
class Element:
    """An XML element without its namespace: a tag, attributes, children, its own text and the line it stands on."""

    tag: str
    attrib: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        return self.attrib.get(name, default)

    def find(self, tag: str) -> Element | None:
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> list[Element]:
        return [child for child in self.children if child.tag == tag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style ready to be compiled: its macros, its two areas and the options that hold everywhere."""

    id: str
    title: str
    parent: str
    """The link of the independent parent for a dependent style, else empty."""
    klass: str
    """"note" or "in-text"."""
    default_locale: str
    options: Mapping[str, str]
    macros: Mapping[str, Element]
    citation: Element
    bibliography: Element | None
    intext: Element | None
    locales: tuple[Element, ...]


def parse_xml(text: str, what: str) -> Element:
    """The root element. Document types and entity declarations are refused, so no entity can expand."""
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    root: list[Element] = []
    stack: list[Element] = []

    def start(tag: str, attrib: dict[str, str]) -> None:
        if len(stack) >= MAX_DEPTH:
            raise StyleError(f"the {what} is nested more than {MAX_DEPTH} elements deep", place=str(parser.CurrentLineNumber))
        element = Element(
            tag.rpartition("}")[2], {name.rpartition("}")[2]: value for name, value in attrib.items()}, parser.CurrentLineNumber
        )
        if stack:
            stack[-1].children.append(element)
        else:
            root.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def data(chars: str) -> None:
        if stack:
            stack[-1].text += chars

    def doctype(*_: object) -> None:
        raise StyleError(
            f"the {what} carries a document type declaration, which is not allowed",
            hint="remove the <!DOCTYPE ...> and its entities; CSL needs none",
            place=str(parser.CurrentLineNumber),
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text.removeprefix("\ufeff").lstrip().encode("utf-8", "surrogatepass"), True)  # noqa: FBT003 - expat's own call
    except ExpatError as error:
        raise StyleError(
            f"the {what} is not well-formed XML: {ErrorString(error.code)}",
            hint="open it in an XML editor at the line named",
            place=f"{error.lineno}:{error.offset + 1}",
        ) from error
    except UnicodeError as error:
        raise StyleError(f"the {what} has characters that cannot be encoded") from error
    return root[0]


def parse_style(text: str) -> Style:
    """Read a style. Raises StyleError (place "line:column") for what is not a CSL style."""
    root = parse_xml(text, "style")
    if root.tag != "style":
        raise StyleError(f"the root element is <{root.tag}>, not <style>", hint="is this a CSL style file?", place=str(root.line))
    info = root.find("info") or Element("info", {}, root.line)
    links = [link for link in info.all("link") if link.get("rel") == "independent-parent"]
    identity, title = (info.find("id"), info.find("title"))
    citation = root.find("citation")
    if citation is None:
        if not links:
            raise StyleError("the style has no <citation>", hint="a style needs <citation><layout>...</layout></citation>", place=str(root.line))
        citation = Element("citation", {}, root.line)
    elif citation.find("layout") is None:
        raise StyleError("<citation> has no <layout>", place=str(citation.line))
    macros = {macro.get("name"): macro for macro in root.all("macro")}
    bibliography = root.find("bibliography")
    if bibliography is not None and bibliography.find("layout") is None:
        raise StyleError("<bibliography> has no <layout>", place=str(bibliography.line))
    areas = [citation, *macros.values(), *([bibliography] if bibliography else [])]
    _check_macros(macros, areas)
    return Style(
        id=identity.text.strip() if identity else "",
        title=" ".join(title.text.split()) if title else "",
        parent=links[0].get("href") if links and not root.find("citation") else "",
        klass=root.get("class", "in-text"),
        default_locale=root.get("default-locale"),
        options=root.attrib,
        macros=macros,
        citation=citation,
        bibliography=bibliography,
        intext=root.find("intext"),
        locales=tuple(root.all("locale")),
    )


def _calls(element: Element) -> list[tuple[str, int]]:
    found = [(element.get("macro"), element.line)] if element.tag in {"text", "key"} and "macro" in element.attrib else []
    for child in element.children:
        found += _calls(child)
    return found


def _check_macros(macros: Mapping[str, Element], areas: list[Element]) -> None:
    """Every macro called exists, and none calls itself through others (iterative, so a long chain is no danger)."""
    calls = {name: _calls(macro) for name, macro in macros.items()}
    for area in areas:
        for name, line in _calls(area):
            if name not in macros:
                raise StyleError(f"the macro “{name}” is called but not defined", hint="define it, or mend its name", place=str(line))
    done: set[str] = set()
    for start in macros:
        path: list[str] = []
        stack = [(start, False)]
        while stack:
            name, left = stack.pop()
            if left:
                path.pop()
                done.add(name)
                continue
            if name in path:
                ring = " -> ".join([*path[path.index(name) :], name])
                raise StyleError(f"macros call each other in a ring: {ring}", place=str(macros[name].line))
            if name in done:
                continue
            path.append(name)
            stack.append((name, True))
            stack += [(called, False) for called, _ in calls[name]]
