"""The style file: XML to a `Style`, guarded and checked, with every fault placed.

Source: CSL 1.0.2 specification, "File Types", "Style Structure", "Options". Attributes are kept as they stand;
`options` of a style, its citation and its bibliography are plain mappings, inherited by whoever reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from sergecite.csl.patterns import Pattern
from sergecite.errors import InputError

MAX_DEPTH = 120
"""The deepest real style has 72, through its macros; one far beyond would exhaust the stack."""
DOUBLY_ESCAPED = Pattern(r"&amp;(#(?:\d+|x[0-9A-Fa-f]+);)")
"""A no-break space that some tool escaped once more: twenty styles of the repository have it."""
TEXTS = frozenset({"term", "single", "multiple", "id", "title"})
"""The elements whose text is read; all other text is white space between elements."""


class StyleError(InputError):
    """A style or locale that cannot be used; `place` is "line:column" or the element's name."""


def whole(text: str, default: int = 0) -> int:
    """Return the whole number a text is, or the default; more than nine digits are no number anybody meant."""
    return int(text) if text.isdecimal() and len(text) < 10 else default


class Element:
    """An XML element without its namespace: a tag, attributes, children, its own text and the line it stands on."""

    __slots__ = ("attrib", "children", "line", "tag", "text")

    def __init__(self, tag: str, attrib: dict[str, str], line: int, children: list[Element] | None = None) -> None:
        self.tag = tag
        self.attrib = attrib
        self.line = line
        self.children: list[Element] = [] if children is None else children
        self.text = ""

    def get(self, name: str, default: str = "") -> str:
        return self.attrib.get(name, default)

    def find(self, tag: str) -> Element | None:
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def number(self, name: str, default: int = 0) -> int:
        """Return an attribute that is a whole number, or the default."""
        return whole(self.attrib.get(name, ""), default)

    def all(self, tag: str) -> list[Element]:
        return [child for child in self.children if child.tag == tag]


class Calls(NamedTuple):
    """What an element and all in it call."""

    macros: tuple[tuple[str, int, int], ...]
    """Names, with the line of the call and how deep it stands."""
    printed: frozenset[str]
    """The variables of cs:text and cs:number."""
    named: frozenset[str]
    """The values of all attributes `variable`."""
    tests_ambiguity: bool
    """It has a disambiguate condition."""
    depth: int
    """How deep its elements are nested."""


class Style(NamedTuple):
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
    calls: Mapping[str, Calls]
    """By macro, and by "<citation>", "<bibliography>", "<intext>"."""
    variables: frozenset[str]
    """Every variable its macros and areas name, to print or to test."""

    def prints(self, area: str, variable: str) -> bool:
        """Whether an area prints that variable, itself or through a macro."""
        seen: set[str] = set()
        names = [f"<{area}>"]
        while names:
            name = names.pop()
            if name not in seen and (calls := self.calls.get(name)):
                seen.add(name)
                if variable in calls.printed:
                    return True
                names += [called for called, _, _ in calls.macros]
        return False


def parse_xml(text: str, what: str) -> Element:
    """Return the root element. Document types and entity declarations are refused, so no entity can expand."""
    parser = ParserCreate()
    parser.buffer_text = True
    root = Element("", {}, 0)
    stack = [root]
    push, pop = stack.append, stack.pop

    def start(tag: str, attrib: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise StyleError(
                f"the {what} is nested more than {MAX_DEPTH} elements deep", place=str(parser.CurrentLineNumber)
            )
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if "xml:lang" in attrib:
            attrib["lang"] = attrib.pop("xml:lang")
        element = Element(tag, attrib, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        push(element)
        if tag in TEXTS:
            parser.CharacterDataHandler = data

    def end(_: str) -> None:
        if pop().tag in TEXTS:
            parser.CharacterDataHandler = None

    def data(chars: str) -> None:
        stack[-1].text += chars

    def doctype(*_: object) -> None:
        raise StyleError(
            f"the {what} carries a document type declaration, which is not allowed",
            hint="remove the <!DOCTYPE ...> and its entities; CSL needs none",
            place=str(parser.CurrentLineNumber),
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(DOUBLY_ESCAPED.sub(r"&\1", text.removeprefix("\ufeff").lstrip()).encode("utf-8"), True)
    except ExpatError as error:
        raise StyleError(
            f"the {what} is not well-formed XML: {ErrorString(error.code)}",
            hint="open it in an XML editor at the line named",
            place=f"{error.lineno}:{error.offset + 1}",
        ) from error
    except UnicodeError as error:
        raise StyleError(f"the {what} has characters that cannot be encoded") from error
    return root.children[0]


def parse_style(text: str) -> Style:
    """Read a style. Raises StyleError (place "line:column") for what is not a CSL style."""
    root = parse_xml(text, "style")
    if root.tag != "style":
        raise StyleError(
            f"the root element is <{root.tag}>, not <style>", hint="is this a CSL style file?", place=str(root.line)
        )
    info = root.find("info") or Element("info", {}, root.line)
    links = [link for link in info.all("link") if link.get("rel") == "independent-parent"]
    identity, title = (info.find("id"), info.find("title"))
    citation = root.find("citation")
    if citation is None:
        if not links:
            raise StyleError(
                "the style has no <citation>",
                hint="a style needs <citation><layout>...</layout></citation>",
                place=str(root.line),
            )
        citation = Element("citation", {}, root.line)
    elif citation.find("layout") is None:
        raise StyleError("<citation> has no <layout>", place=str(citation.line))
    macros = {macro.get("name"): macro for macro in root.all("macro")}
    bibliography = root.find("bibliography")
    if bibliography is not None and bibliography.find("layout") is None:
        raise StyleError("<bibliography> has no <layout>", place=str(bibliography.line))
    calls = {name: _survey(macro) for name, macro in macros.items()}
    for area in (citation, bibliography, root.find("intext")):
        if area:
            calls[f"<{area.tag}>"] = _survey(area)
    _check_macros(macros, calls)
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
        calls=calls,
        variables=frozenset(name for each in calls.values() for names in each.named for name in names.split()),
    )


def _survey(element: Element) -> Calls:
    """Return what an element calls, itself and in all it contains."""
    macros: list[tuple[str, int, int]] = []
    printed: set[str] = set()
    named: set[str] = set()
    tests = False
    depth = 0
    level = [element]
    while level:
        depth += 1
        below: list[Element] = []
        for at in level:
            attrib = at.attrib
            if "variable" in attrib:
                named.add(attrib["variable"])
                if at.tag in {"text", "number"}:
                    printed.add(attrib["variable"])
            if "macro" in attrib:
                macros.append((attrib["macro"], at.line, depth))
            if "disambiguate" in attrib:
                tests = True
            below += at.children
        level = below
    return Calls(tuple(macros), frozenset(printed), frozenset(named), tests, depth)


def _check_macros(macros: Mapping[str, Element], calls: Mapping[str, Calls]) -> None:
    """Refuse calls of macros that are not there, rings of macros, and nesting through macros that would exhaust the stack."""
    for each in calls.values():
        for name, line, _ in each.macros:
            if name not in macros:
                raise StyleError(
                    f"the macro “{name}” is called but not defined", hint="define it, or mend its name", place=str(line)
                )
    depths: dict[str, int] = {}
    for start in calls:
        path: list[str] = []
        on_path: set[str] = set()
        stack = [(start, False)]
        while stack:
            name, left = stack.pop()
            if left:
                on_path.discard(path.pop())
                each = calls[name]
                depths[name] = max([each.depth, *(depth + depths[called] for called, _, depth in each.macros)])
            elif name in on_path:
                ring = " -> ".join([*path[path.index(name) :], name])
                raise StyleError(f"macros call each other in a ring: {ring}", place=str(macros[name].line))
            elif name not in depths:
                path.append(name)
                on_path.add(name)
                stack.append((name, True))
                stack += [(called, False) for called, _, _ in calls[name].macros]
    if max(depths.values(), default=0) > MAX_DEPTH:
        raise StyleError(f"macros call each other more than {MAX_DEPTH} elements deep")
