"""The processor: items in, citations and a bibliography out, for one style in one language.

Source: CSL 1.0.2. The order of work: read items; sort them, which numbers them; disambiguate; then print citations with
their positions, and the bibliography.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sergecite.csl.bibliography import BibliographyStyle, Entry, lay_out
from sergecite.csl.citation_input import read_citation
from sergecite.csl.cluster import Rendering, assemble, begins_sentence, cluster_style
from sergecite.csl.collation import fold, sort_by_keys
from sergecite.csl.compiler import Compiler
from sergecite.csl.context import NO_PLAN, Cite, Context, Plan, Position
from sergecite.csl.disambiguate import Disambiguator, Probe, Rule, name_levels
from sergecite.csl.item import Item, read_item
from sergecite.csl.locale import resolve
from sergecite.csl.name_input import Name
from sergecite.csl.output import Braces, Node, Output, Rendered, flatten, leads, plain_text, without
from sergecite.csl.patterns import Pattern
from sergecite.csl.positions import Citation, set_positions
from sergecite.csl.punctuation import QuoteStyle, mend
from sergecite.csl.richtext import RichText
from sergecite.csl.sorting import SortKeys
from sergecite.csl.style import Element, Style

ENGLISH = Pattern(r"\s*[eE][nN](?:$|[- ])")
NOTHING = "[NO_PRINTED_FORM]"
NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"


class Bibliography(NamedTuple):
    """Entries in order, by item id, and what a page needs to set them."""

    entries: tuple[tuple[str, Output], ...]
    parameters: Mapping[str, Any]
    """"hangingindent", "second-field-align", "entryspacing", "linespacing", "maxoffset"."""


@dataclass(slots=True, eq=False, repr=False)
class _Area:
    """A compiled area of the style."""

    element: Element
    compiler: Compiler
    render: Callable[[Context], list[Rendered]]
    sort: SortKeys | None = None
    implicit_suffix: bool = True


@dataclass(slots=True, eq=False, repr=False)
class _State:
    """What is known of the items once they are sorted and disambiguated."""

    order: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    levels: dict[Name, int] = field(default_factory=dict)


class Processor:
    """Formats items in a style.

    `locales("de-DE")` gives the text of a locale file or None; en-US is the last resort. `lang` is a language tag; without
    it the style's own default holds, then en-US. `abbreviations` maps a variable to {full form: short form}.
    """

    def __init__(
        self,
        style: Style,
        locales: Callable[[str], str | None],
        lang: str | None = None,
        abbreviations: Mapping[str, Any] | None = None,
    ) -> None:
        self.style = style
        self.lang = lang or style.default_locale or "en-US"
        self.locale = resolve(self.lang, style.locales, locales)
        self.warnings: list[str] = []
        term = self.locale.term
        outer = (term("open-quote") or "“", term("close-quote") or "”")
        inner = (term("open-inner-quote") or "‘", term("close-inner-quote") or "’")
        self._rich = RichText(outer, inner)
        self._quotes = QuoteStyle(outer, inner, self.locale.options.get("punctuation-in-quote") == "true")
        self._abbreviations = (abbreviations or {}).get("default", abbreviations) or {}
        self._english = self.lang[:2] == "en"
        self._items: dict[str, Item] = {}
        self._state: _State | None = None
        self._citation = self._area(style.citation)
        self._bibliography = self._area(style.bibliography) if style.bibliography else None
        self._intext = self._area(style.intext) if style.intext and style.intext.find("layout") else None
        layout = style.citation.find("layout") or Element("layout", {}, 0)
        self._cluster = cluster_style(
            style.citation,
            layout,
            self._citation.compiler.look(layout),
            range_mark=term("citation-range-delimiter") or "–",
            in_text=style.klass != "note",
            numeric=style.prints("citation", "citation-number"),
        )
        attrib = style.citation.attrib
        self._rule = Rule(
            attrib.get("disambiguate-add-names") == "true",
            attrib.get("disambiguate-add-givenname") == "true",
            attrib.get("givenname-disambiguation-rule", "by-cite"),
            attrib.get("disambiguate-add-year-suffix") == "true",
            any(calls.tests_ambiguity for calls in style.calls.values()),
        )

    def _area(self, element: Element) -> _Area:
        layout = element.find("layout") or Element("layout", {}, element.line)
        compiler = Compiler(self.style, element, self.locale, self._rich, self._abbreviations)
        area = _Area(element, compiler, compiler.sequence(layout.children))
        area.implicit_suffix = not any(
            self.style.prints(element.tag, variable) for variable in ("year-suffix", "citation-label")
        )
        sort = element.find("sort")
        if sort and sort.children:
            area.sort = SortKeys(compiler, sort)
        return area

    # Items

    def items(self, items: Iterable[object]) -> None:
        """Add CSL-JSON items; a later one of the same id replaces the earlier. Faults go to `warnings`."""
        for number, raw in enumerate(items):
            item = read_item(raw, number, self.warnings.append)
            if item:
                self._items[item.id] = item
        self._state = None

    def _settle(self, cited: Sequence[str] = (), *, unsorted: bool = False, uncited: bool = True) -> _State:
        """Sort, number and disambiguate; items come in the order of citation, then as given."""
        state = self._state = _State()
        known = list(dict.fromkeys([*cited, *(self._items if uncited else ())]))
        for number, name in enumerate(known):
            state.numbers[name] = number + 1
        area = self._bibliography
        state.order = self._sorted(area, known) if area and area.sort and not unsorted else known
        if not (area and area.sort and area.sort.by_number_descending):
            state.numbers = {name: at + 1 for at, name in enumerate(state.order)}
        else:
            state.order = list(reversed(known))
            state.numbers = {name: at + 1 for at, name in enumerate(known)}
        return state

    def _sorted(self, area: _Area, names: list[str]) -> list[str]:
        sort = area.sort
        if sort is None:
            return names
        return sort_by_keys(names, lambda name, at: self._key(sort, name, area.element.tag, at), sort.descending)

    def _key(self, sort: SortKeys, name: str, tag: str, at: int) -> str:
        context = self._context(
            self._items[name], Cite(name) if tag == "citation" else None, tag, NO_PLAN, sorting=True
        )
        return fold(sort.key(context, at), self.lang)

    def _disambiguate(self, state: _State) -> None:
        """Find the plans of ambiguous cites."""
        if self._rule.add_givenname and not self._rule.by_cite:
            state.levels = name_levels(
                ((name, self._compared(name, NO_PLAN)[1].lists) for name in state.order),
                self._rule,
                demote_never=self.style.options.get("demote-non-dropping-particle") == "never",
                hyphen=self.style.options.get("initialize-with-hyphen") != "false",
            )
        if not self._rule.modes:
            return
        pools: dict[str, list[str]] = {}
        for name in state.order:
            pools.setdefault(self._probe(name, NO_PLAN).text, []).append(name)
        place = {name: at for at, name in enumerate(state.order)}
        disambiguator = Disambiguator(self._rule, self._probe, place.__getitem__)
        state.plans = disambiguator.run([pool for pool in pools.values() if len(pool) > 1])

    def _probe(self, name: str, plan: Plan) -> Probe:
        kids, context = self._compared(name, plan)
        return Probe(plain_text(Node(kids)) if kids else "", context.lists, context.conditions_called)

    def _compared(self, name: str, plan: Plan) -> tuple[list[Rendered], Context]:
        """Render a later cite of an item, as cites are compared."""
        cite = Cite(name, position=Position.SUBSEQUENT, near_note=True)
        context = self._context(self._items[name], cite, "citation", plan)
        context.probing = True
        return self._citation.render(context), context

    def _context(self, item: Item, cite: Cite | None, area: str, plan: Plan, *, sorting: bool = False) -> Context:
        state = self._state or _State()
        title_case = bool(ENGLISH.match(item.language)) if item.language else self._english
        context = Context(item, cite, area, plan, state.numbers.get(item.id, 0), title_case=title_case, sorting=sorting)
        context.levels = state.levels
        context.levels_of_first = self._rule.givenname_rule.startswith("primary-name")
        compiled = self._bibliography if area == "bibliography" else self._citation
        context.implicit_suffix = bool(compiled and compiled.implicit_suffix)
        return context

    # Citations

    def cite(self, citations: Sequence[object], *, unsorted: bool = False, uncited: bool = True) -> list[Output]:
        """Format citations: citeproc-js citation objects (positions are worked out), or plain lists of cite items.

        Items are numbered in the order of citation objects and of lists whose cites say their "position".
        Unknown items go to `warnings` and are left out. `unsorted`: cites and entries keep the order they came in.
        `uncited`: items no citation names take part in numbering and disambiguation, as they should where the
        bibliography has them; False leaves them to the bibliography, as citeproc-js does when they are added later.
        """
        read = [read_citation(raw, self._items.__contains__, self.warnings.append) for raw in citations]
        cited = list(dict.fromkeys(cite.id for citation in read if citation.in_document for cite in citation.cites))
        state = self._settle(cited, unsorted=unsorted, uncited=uncited or not cited)
        self._disambiguate(state)
        self._place(read, state, unsorted=unsorted)
        outputs = [self._cite(citation, state) for citation in read]
        if not uncited and cited:
            self._disambiguate(self._settle(cited, unsorted=unsorted))
        return outputs

    def _place(self, citations: Sequence[Citation], state: _State, *, unsorted: bool) -> None:
        """Put the cites of every citation in order and find their positions."""
        if not unsorted:
            for citation in citations:
                self._order(citation, state)
        tracked = [citation for citation in citations if citation.tracked]
        set_positions(tracked, self.style.citation.number("near-note-distance", 5))

    def _order(self, citation: Citation, state: _State) -> None:
        """Sort and group the cites of a citation."""
        sort = self._citation.sort
        if sort is None or len(citation.cites) < 2 or citation.unsorted:
            return

        places = [*range(len(sort.descending))]
        if sort.dated >= 0:
            # Cites of one author and date stand in the order of their year suffixes.
            places.insert(sort.dated + 1, -1)

        def key(cite: Cite, at: int) -> str:
            if places[at] < 0:
                suffix = max(state.plans[cite.id].year_suffix, 0) if cite.id in state.plans else 0
                return f"{suffix:06d}"
            return self._key(sort, cite.id, "citation", places[at])

        descending = [at >= 0 and sort.descending[at] for at in places]
        citation.cites = sort_by_keys(citation.cites, key, descending)
        if self._cluster.grouped:
            groups: dict[str, list[Cite]] = {}
            for cite in citation.cites:
                rendering = self._rendering(cite, state, first=False)
                groups.setdefault(rendering.author_key or f"\u0000{cite.id}", []).append(cite)
            citation.cites = [cite for group in groups.values() for cite in group]

    def _rendering(self, cite: Cite, state: _State, *, first: bool) -> Rendering:
        context = self._context(self._items[cite.id], cite, "citation", state.plans.get(cite.id, NO_PLAN))
        context.rendered = bool(cite.prefix and not begins_sentence(cite.prefix)) or (not first and not cite.prefix)
        kids = self._citation.render(context)
        names = context.first_names
        node: Rendered | None = Node(kids) if kids else None
        key = plain_text(Node(names.kids)) if names else ""
        if cite.author_only:
            node = self._author(cite, state, names) or node
        elif cite.suppress_author and names is not None and node is not None:
            grouped = self._cluster.collapse or self._cluster.group_delimiter
            node = without(node, lambda at: at is names) if grouped or leads(names, node) else node
        return Rendering(cite, node, names, context.number, key, context.plain)

    def _author(self, cite: Cite, state: _State, names: Node | None) -> Rendered | None:
        if self._intext is None:
            return names
        context = self._context(self._items[cite.id], cite, "intext", state.plans.get(cite.id, NO_PLAN))
        kids = self._intext.render(context)
        return Node(kids) if kids else names

    def _cite(self, citation: Citation, state: _State) -> Output:
        if citation.mode == "composite" and citation.cites:
            author = self._cluster_node(citation, state, "author-only")
            rest = self._cluster_node(citation, state, "suppress-author")
            infix = self._rich.parse(citation.infix) if citation.infix else []
            between: list[Rendered] = (
                [" ", *infix, " "] if infix and citation.infix[0] not in ",.;:’'" else [*infix, " "]
            )
            return self._finish(Node([part for part in (author, Node(between), rest) if part]))
        return self._finish(self._cluster_node(citation, state, citation.mode) or NOTHING)

    def _cluster_node(self, citation: Citation, state: _State, mode: str) -> Node | None:
        cites = citation.cites
        if not cites:
            return Node([])
        if mode == "author-only":
            cites[0].author_only, cites[0].suppress_author = True, False
        elif mode == "suppress-author" and self._cluster.in_text:
            cites[0].author_only, cites[0].suppress_author = False, True
        renderings = [self._rendering(cite, state, first=not at) for at, cite in enumerate(cites)]
        if cites[0].author_only:
            node = renderings[0].node
            return Node([node]) if node else None
        if renderings[0].node is None and not cites[0].suppress_author:
            renderings[0].node = NO_FORM
            self.warnings.append(f"{cites[0].id}: the style prints nothing for this citation")
        node = assemble(renderings, self._cluster, self._rich)
        if node and (citation.prefix or citation.suffix):
            node = Node([*self._rich.parse(citation.prefix), node, *self._rich.parse(citation.suffix)])
        return node

    def _finish(self, node: Rendered | None) -> Output:
        tokens: list[Any] = []
        if node is not None:
            flatten(node, tokens, Braces() if self.style.klass == "note" else None)
        return mend(tokens, self._quotes)

    # Bibliography

    def bibliography(self, ids: Iterable[str] | None = None) -> Bibliography:
        """Format the bibliography of all items, or of `ids`, in the style's order."""
        area = self._bibliography
        if area is None:
            return Bibliography((), {})
        state = self._state
        if state is None:
            state = self._settle()
            self._disambiguate(state)
        wanted = set(ids) if ids is not None else None
        style = BibliographyStyle.of(area.element, area.compiler)
        entries = self._entries(area, state, [name for name in state.order if wanted is None or name in wanted])
        outputs = tuple((name, self._finish(node)) for name, node in lay_out(entries, style, self._rich))
        return Bibliography(outputs, style.parameters(len(outputs)))

    def _entries(self, area: _Area, state: _State, names: Iterable[str]) -> Iterator[Entry]:
        for name in names:
            context = self._context(self._items[name], None, "bibliography", state.plans.get(name, NO_PLAN))
            kids = area.render(context)
            if kids:
                yield Entry(name, kids, context.first_names, tuple(context.primary))
