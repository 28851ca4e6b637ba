"""Whatever items and styles are given, the processor answers or says what is wrong; it never crashes."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sergecite import csl
from sergecite.csl.item import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from sergecite.errors import SergeciteError
from sergecite.export.catalog import load_style, locale_text

STYLES = ("chicago-notes-bibliography", "apa", "ieee", "modern-language-association", "din-1505-2")
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKED = st.text(alphabet="ab <i></i>\"'“”‘’.,;:!?&-–()²١\u00a0{}\\\n\u0000", max_size=30)
TEXT = st.one_of(
    MARKED,
    st.text(max_size=12),
    st.sampled_from(["12-15", "iv–vi", "3:14", "2nd", "1\\-2", "²", "0", "-5", "1 & 2", "<i>", "'"]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
NAME = st.fixed_dictionaries(
    {},
    optional={
        "family": TEXT | JSON, "given": TEXT | JSON, "literal": TEXT, "suffix": TEXT, "dropping-particle": TEXT,
        "non-dropping-particle": TEXT, "comma-suffix": st.booleans(), "static-ordering": st.booleans(), "parse-names": st.booleans(),
    },
)  # fmt: skip
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers() | TEXT | st.none(), max_size=4), max_size=3) | JSON,
        "season": JSON, "circa": JSON, "literal": TEXT, "raw": TEXT,
    },
)  # fmt: skip
TYPES = st.sampled_from(
    ["book", "article-journal", "chapter", "webpage", "legal_case", "personal_communication", "entry-encyclopedia", ""]
)
VARIABLES: dict[str, Any] = {
    **{name: st.lists(NAME, max_size=4) | JSON for name in sorted(NAME_VARIABLES)[:12]},
    **dict.fromkeys(sorted(DATE_VARIABLES), DATE | JSON),
    **{name: TEXT | st.integers() | JSON for name in sorted(NUMBER_VARIABLES)},
    **dict.fromkeys(
        ("title", "container-title", "publisher", "URL", "DOI", "language", "note", "title-short", "genre"), TEXT | JSON
    ),
}
ITEM = st.fixed_dictionaries({"id": TEXT | st.integers(), "type": TYPES | JSON}, optional=VARIABLES)
CITE = st.fixed_dictionaries(
    {"id": TEXT | st.integers()},
    optional={
        "locator": TEXT | JSON, "label": st.sampled_from(["page", "section", "sub verbo", "x"]) | JSON, "prefix": TEXT, "suffix": TEXT,
        "suppress-author": JSON, "author-only": JSON, "position": JSON, "near-note": JSON,
    },
)  # fmt: skip
LOADED = {name: load_style(name) for name in STYLES}
TAGS = ("text", "number", "label", "group", "choose", "names", "date")


@QUIET
@given(
    st.sampled_from(STYLES),
    st.lists(ITEM | JSON, max_size=4),
    st.lists(st.lists(CITE | JSON, max_size=3) | JSON, max_size=4),
)
def test_any_items_and_citations(style: str, items: list[Any], citations: list[Any]) -> None:
    """One output for every citation, in every format, whatever the items and cites are."""
    processor = csl.Processor(LOADED[style], locale_text)
    processor.items(items)
    cited = [[{"id": item.get("id")} for item in items if isinstance(item, dict)], *citations]
    outputs = processor.cite(cited)
    assert len(outputs) == len(cited)
    bibliography = processor.bibliography()
    for output in [*outputs, *(entry for _, entry in bibliography.entries)]:
        for to in csl.FORMATS:
            assert isinstance(csl.render(output, to), str)


@QUIET
@given(JSON | st.fixed_dictionaries({"style": st.sampled_from(STYLES), "references": JSON}, optional={"citations": JSON, "lang": JSON, "abbreviations": JSON, "bibliography_filter": JSON}))  # fmt: skip
def test_any_job(job: Any) -> None:
    """A job gives a result that is JSON, or an error of ours."""
    with suppress(SergeciteError):
        json.dumps(csl.run_job(job, load_style, locale_text))


ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["variable", "term", "macro", "value", "form", "prefix", "suffix", "delimiter", "quotes", "text-case", "font-style", "display", "plural", "date-parts", "name", "match", "type", "position", "disambiguate", "is-numeric", "locator", "strip-periods", "et-al-min", "et-al-use-first", "name-as-sort-order", "initialize-with", "and"]
    ),
    st.sampled_from(
        ["title", "author", "editor", "issued", "page", "locator", "volume", "citation-number", "year-suffix", "ordinal", "roman", "short", "long", "text", "numeric", "true", "false", "title", "italic", "first", "all", "any", "none", "book", "ibid", "1", "0", "x", "a"]
    )
    | st.text(alphabet="a.,: ()", max_size=3),
    max_size=4,
)  # fmt: skip


def _element(tag: str, attributes: dict[str, str], children: list[str]) -> str:
    from_attributes = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{from_attributes}>{''.join(children)}</{tag}>"


ELEMENT = st.recursive(
    st.builds(_element, st.sampled_from(TAGS), ATTRIBUTES, st.just([])),
    lambda inner: st.builds(
        _element,
        st.sampled_from(
            (
                "group",
                "choose",
                "if",
                "else",
                "names",
                "substitute",
                "name",
                "label",
                "date",
                "date-part",
                "text",
                "sort",
            )
        ),
        ATTRIBUTES,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
CASES = st.lists(ELEMENT, max_size=4).map("".join)
SERGE = {
    "id": "a",
    "type": "book",
    "title": "Memoirs",
    "author": [{"family": "Serge", "given": "Victor"}],
    "issued": {"date-parts": [[1951, 5], [1952]]},
    "page": "1-5",
}


@settings(QUIET, max_examples=150)
@given(CASES, CASES, CASES, ATTRIBUTES, st.sampled_from(["note", "in-text"]))
def test_any_style(citation: str, bibliography: str, macro: str, options: dict[str, str], kind: str) -> None:
    """A style of random elements prints something or is refused with a message."""
    text = (
        f'<style class="{kind}" version="1.0"><macro name="x">{macro}</macro>'
        f"{_element('citation', options, [_element('layout', {}, [citation])])}"
        f"{_element('bibliography', options, [_element('layout', {}, [bibliography])])}</style>"
    )
    with suppress(csl.StyleError):
        processor = csl.Processor(csl.parse_style(text), locale_text)
        processor.items([SERGE, {**SERGE, "id": "b"}])
        assert (
            len(
                processor.cite(
                    [{"citationItems": [{"id": "a", "locator": "3"}, {"id": "b"}], "properties": {"noteIndex": 1}}]
                )
            )
            == 1
        )
        processor.bibliography()


@pytest.mark.parametrize("text", ["", "x", "<style/>", "<a><b></a>", "<locale/>", "\ud800"])
def test_what_is_no_style(text: str) -> None:
    """Text that is no style is refused with a StyleError."""
    with pytest.raises(csl.StyleError):
        csl.parse_style(text)
