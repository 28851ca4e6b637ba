"""CSL-JSON and CSL-YAML -> entries: the one mapping table for reading them.

Sources: csl-data.json of https://github.com/citation-style-language/schema; CSL 1.0.2, appendices III and IV; the
BibLaTeX manual, 2.1 and 2.2. DOI agencies answer in this format too (content negotiation).
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sergecite.errors import InputError
from sergecite.model.name import Name
from sergecite.sources.dates import from_csl
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import pair
from sergecite.sources.ris import page_range
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem, Reading

TYPES: Mapping[str, tuple[str, str]] = {
    "article": ("online", ""), "article-journal": ("article", ""), "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"), "bill": ("legislation", "bill"), "book": ("book", ""),
    "broadcast": ("video", "broadcast"), "chapter": ("incollection", ""), "classic": ("book", "classical"),
    "collection": ("misc", "collection"), "dataset": ("dataset", ""), "document": ("misc", ""),
    "entry": ("inreference", ""), "entry-dictionary": ("inreference", "dictionary"),
    "entry-encyclopedia": ("inreference", ""), "event": ("misc", "event"), "figure": ("artwork", "figure"),
    "graphic": ("artwork", ""), "hearing": ("misc", "hearing"), "interview": ("misc", "interview"),
    "legal_case": ("jurisdiction", ""), "legislation": ("legislation", ""), "manuscript": ("unpublished", ""),
    "map": ("misc", "map"), "motion_picture": ("movie", ""), "musical_score": ("music", "score"),
    "pamphlet": ("booklet", ""), "paper-conference": ("inproceedings", ""), "patent": ("patent", ""),
    "performance": ("performance", ""), "periodical": ("periodical", ""), "personal_communication": ("letter", ""),
    "post": ("online", "post"), "post-weblog": ("online", "blog"), "regulation": ("legislation", "regulation"),
    "report": ("report", ""), "review": ("review", ""), "review-book": ("review", "book"), "software": ("software", ""),
    "song": ("audio", ""), "speech": ("unpublished", "speech"), "standard": ("standard", ""), "thesis": ("thesis", ""),
    "treaty": ("legal", "treaty"), "webpage": ("online", ""),
}  # fmt: skip
"""CSL type -> (entry type, entrysubtype)."""

_ALIASES: Mapping[str, str] = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "proceedings-article": "paper-conference",
    "dissertation": "thesis", "posted-content": "article", "peer-review": "review", "reference-entry": "entry",
    "journal-issue": "periodical", "journal": "periodical",
}  # fmt: skip
"""Types of Crossref's own that come where CSL's are due."""

TEXT: Mapping[str, str] = {
    "title": "title", "title-short": "shorttitle", "shortTitle": "shorttitle", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn",
    "URL": "url", "abstract": "abstract", "annote": "annotation", "archive": "archive",
    "archive_collection": "archive_collection", "archive_location": "archive_location", "archive-place": "archiveplace",
    "call-number": "library", "chapter-number": "chapter", "collection-title": "series", "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "dimensions": "dimensions", "edition": "edition", "event-title": "eventtitle",
    "event": "eventtitle", "event-place": "venue", "genre": "type", "issue": "number", "keyword": "keywords",
    "language": "langid", "medium": "medium", "note": "note", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation", "original-title": "origtitle",
    "page": "pages", "part-number": "part", "part-title": "titleaddon", "PMCID": "pmcid", "PMID": "pmid",
    "publisher": "publisher", "publisher-place": "location", "references": "references", "reviewed-title": "reviewedtitle",
    "reviewed-genre": "reviewedgenre", "scale": "scale", "section": "section", "status": "pubstate",
    "version": "version", "volume": "volume", "volume-title": "volumetitle",
    "printing-number": "printing", "supplement-number": "supplement", "jurisdiction": "jurisdiction", "authority": "institution",
    "source": "source", "citation-key": "", "citation-label": "", "first-reference-note-number": "", "locator": "",
    "year-suffix": "", "citation-number": "", "page-first": "", "custom": "", "categories": "", "id": "", "type": "",
    "number": "number", "collection-number": "number", "container-title": "booktitle", "division": "division", "title_short": "shorttitle",
}  # fmt: skip
"""Text variable -> field, where the type does not decide otherwise; "" is left out (it is the processor's own)."""

NAMES: Mapping[str, tuple[str, str]] = {
    "author": ("author", ""), "editor": ("editor", ""), "translator": ("translator", ""), "container-author": ("bookauthor", ""),
    "recipient": ("recipient", ""), "director": ("director", ""), "original-author": ("origauthor", ""),
    "collection-editor": ("editora", "serieseditor"), "compiler": ("editora", "compiler"), "composer": ("editora", "composer"),
    "contributor": ("editora", "contributor"), "curator": ("editora", "curator"), "chair": ("editora", "chair"),
    "editorial-director": ("editora", "editorialdirector"), "editortranslator": ("editor", ""),
    "editor-translator": ("editor", ""), "executive-producer": ("editora", "producer"), "guest": ("editora", "guest"),
    "host": ("editora", "host"), "illustrator": ("editora", "illustrator"), "interviewer": ("editora", "interviewer"),
    "narrator": ("editora", "narrator"), "organizer": ("editora", "organizer"), "performer": ("editora", "performer"),
    "producer": ("editora", "producer"), "reviewed-author": ("reviewedauthor", ""), "script-writer": ("editora", "scriptwriter"),
    "series-creator": ("editora", "seriescreator"),
}  # fmt: skip
"""Name variable -> (name list, its editor type). A second typed list takes editorb, a third editorc."""

DATES: Mapping[str, str] = {
    "issued": "date", "accessed": "urldate", "original-date": "origdate", "event-date": "eventdate",
    "available-date": "availabledate", "submitted": "submitted",
}  # fmt: skip

_SERIAL = {"article-journal", "article-magazine", "article-newspaper", "review", "review-book", "periodical"}
_INSTITUTED = {"thesis", "report"}
_DEEPEST = 200
"""Levels of nesting read."""
_PUBSTATES = {
    "forthcoming": "forthcoming", "in preparation": "inpreparation", "in press": "inpress",
    "advance online publication": "prepublished", "submitted manuscript": "submitted",
}  # fmt: skip


def draft_from_csl(item: Mapping[str, Any], *, place: str = "") -> Draft:
    """Read one CSL item. InputError where it is no object or says nothing at all about a work."""
    if not isinstance(item, Mapping):
        raise InputError("not a CSL item: an object was expected", place=place or None)
    kind = _scalar(item.get("type")) or "document"
    kind = _ALIASES.get(kind, kind)
    entry_type, subtype = TYPES.get(kind.replace("_", "-") if kind not in TYPES else kind, ("misc", ""))
    if kind == "book" and not item.get("author") and item.get("editor"):
        entry_type = "collection"
    if kind == "chapter" and item.get("container-author"):
        entry_type = "inbook"
    draft = Draft(entry_type, citekey=_citekey(item.get("citation-key") or item.get("id")), place=place)
    draft.put("entrysubtype", subtype)
    for variable, value in item.items():
        field = _field(variable, kind)
        if field and isinstance(value, str | int | float) and not isinstance(value, bool):
            _put_text(draft, variable, field, value)
        elif field and isinstance(value, list):
            for one in value:
                _put_text(draft, variable, field, _scalar(one))
    for variable, field in DATES.items():
        draft.put(field, from_csl(item.get(variable)))
    if isinstance(below := item.get("subtitle"), list) and below:
        # Crossref's answers have it beside CSL's variables.
        title = item.get("title")
        draft.title(_scalar(title[0] if isinstance(title, list) and title else title), _scalar(below[0]))
    _put_names(draft, item)
    _refine(draft, item, kind)
    if (
        not any(name in draft.fields for name in ("title", "booktitle", "url", "doi", "isbn", "date", "note"))
        and not draft.names
    ):
        raise InputError(
            "this item says nothing about a work", hint="a CSL item has at least a title", place=place or None
        )
    return draft


def csl_name(value: Any) -> Name | None:
    """Read one CSL name: family and given, or literal."""
    if isinstance(value, str):
        return Name(literal=value) if value.strip() else None
    if not isinstance(value, Mapping):
        return None
    text = {key: _scalar(part) for key, part in value.items()}
    if text.get("literal"):
        return Name(literal=text["literal"])
    particle = " ".join(filter(None, (text.get("dropping-particle"), text.get("non-dropping-particle"))))
    if not particle:
        return pair(text.get("family", ""), text.get("given", ""), text.get("suffix", ""))
    return Name(
        family=text.get("family", ""), given=text.get("given", ""), particle=particle, suffix=text.get("suffix", "")
    )


def _field(variable: str, kind: str) -> str:
    if variable == "container-title":
        return (
            "journaltitle"
            if kind in _SERIAL
            else "series"
            if kind == "book"
            else "booktitle"
            if kind not in ("webpage", "post", "post-weblog")
            else "titleaddon"
        )
    if variable == "publisher" and kind in _INSTITUTED:
        return "institution"
    if variable == "publisher" and kind in ("article", "webpage", "post", "post-weblog"):
        return "organization"
    return TEXT.get(variable, "")


def _put_text(draft: Draft, variable: str, field: str, value: Any) -> None:
    if field == "pages":
        value = page_range(str(value))
    elif field == "pubstate":
        value = _PUBSTATES.get(str(value).lower(), value)
    elif field == "keywords":
        for word in re.split(r"[,;]", str(value)):
            draft.keyword(word)
        return
    elif field == "langid":
        draft.put("langid", langid(str(value)))
        draft.put("language", "" if "langid" in draft.fields else value)
        return
    elif field == "origtitle" and value == draft.fields.get("title"):
        return
    elif field in ("title", "booktitle"):
        draft.title(value, field=field)
        return
    if variable == "number" and "number" in draft.fields:
        return
    if variable in ("issue", "collection-number"):
        draft.fields.pop("number", None)
    draft.put(field, value)


def _put_names(draft: Draft, item: Mapping[str, Any]) -> None:
    slots = iter(("editora", "editorb", "editorc"))
    for variable, (role, editor_type) in NAMES.items():
        values = item.get(variable)
        if not isinstance(values, list) or not values:
            continue
        target = role if not editor_type else next(slots, "")
        if not target:
            draft.remarks.append(f"no room for the {variable}")
            continue
        for value in values:
            if variable == "reviewed-author":
                name = csl_name(value)
                draft.put("reviewedauthor", name.display if name else "")
            elif variable == "recipient":
                draft.name("recipient", csl_name(value))
            else:
                draft.name(target, csl_name(value))
        if editor_type:
            draft.put(f"{target}type", editor_type)


def _refine(draft: Draft, item: Mapping[str, Any], kind: str) -> None:
    """Make of the parts what BibLaTeX has a better word for."""
    if kind in ("article-journal", "review") and item.get("collection-title") and not item.get("container-title"):
        draft.put("journaltitle", draft.fields.pop("series", ""))
    if kind == "article" and item.get("container-title"):
        draft.put("titleaddon", draft.fields.pop("booktitle", ""))
    if found := re.fullmatch(r'<span class="nocase">([^<]*)</span>', draft.fields.get("origtitle", "")):
        # A title in another language keeps its case as it is.
        draft.fields["origtitle"] = found[1]
    if draft.fields.get("doi") and draft.fields.get("url", "").lower().endswith(draft.fields["doi"]):
        del draft.fields["url"]


def _citekey(value: Any) -> str:
    """Return an id that BibTeX can take as a citekey, else "" (an address, a number, words)."""
    text = _scalar(value)
    return text if re.fullmatch(r"[^\W\d][\w:.+/-]{0,79}", text) and "//" not in text else ""


def _scalar(value: Any) -> str:
    """Return text or a number as text; a list or object is none, however many times a YAML alias repeats it."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def items_of(value: Any) -> Iterable[Any]:
    """Return the items of a JSON value: a list, one item, or an object that holds them."""
    if isinstance(value, Mapping):
        for name in ("items", "references"):
            if isinstance(value.get(name), list):
                return list(value[name])
        if value and all(isinstance(one, Mapping) for one in value.values()):
            return [{"id": key, **one} for key, one in value.items()]
        return [value]
    return value if isinstance(value, list) else [value]


def read_csl_items(value: Any, place: str) -> Reading:
    """Read every item; one that is none becomes a problem with its number."""
    entries, problems = [], []
    for number, item in enumerate(items_of(value), 1):
        try:
            entries.append(draft_from_csl(item, place=f"{place}: item {number}").entry())
        except InputError as fault:
            problems.append(Problem(message=fault.message, hint=fault.hint, place=f"{place}: item {number}"))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def read_csl_json(data: bytes, place: str) -> Reading:
    """Read CSL-JSON: an array, one item, or one item per line (JSON Lines). InputError where it is no JSON."""
    text = decoded(data)
    try:
        return read_csl_items(json.loads(text), place)
    except ValueError as fault:
        lines = text.splitlines()
        if len(lines) > 1 and lines[0].lstrip().startswith("{") and lines[0].rstrip().endswith("}"):
            return _read_lines(lines, place)
        line = getattr(fault, "lineno", 1)
        raise InputError(f"not JSON: {getattr(fault, 'msg', fault)}", place=f"{place}:{line}") from None
    except RecursionError:
        raise InputError("JSON nested too deeply", place=place) from None


def _read_lines(lines: list[str], place: str) -> Reading:
    entries, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entries.append(draft_from_csl(json.loads(line), place=f"{place}:{number}").entry())
        except (ValueError, InputError) as fault:
            problems.append(Problem(message=getattr(fault, "message", f"not JSON: {fault}"), place=f"{place}:{number}"))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def read_csl_yaml(data: bytes, place: str) -> Reading:
    """Read CSL-YAML, with or without `references:`, and the metadata block of a Markdown file."""
    # PyYAML takes longer to load than most commands to run.
    import yaml  # noqa: PLC0415

    text = decoded(data)
    if _is_deep(text):
        raise InputError("YAML nested too deeply", place=place)
    try:
        loaded = next(iter(yaml.load_all(text, Loader=_yaml_loader(yaml))), None)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{place}:{mark.line + 1}" if mark else place
        raise InputError(f"not YAML: {getattr(fault, 'problem', fault)}", place=where) from None
    return read_csl_items(loaded if loaded is not None else [], place)


def _is_deep(text: str) -> bool:
    """Whether a text is nested deeper than any bibliography: libyaml's stack would not bear it."""
    depth = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth += 1 if bracket[0] in "[{" else -1 if depth else 0
        if depth > _DEEPEST:
            return True
    return bool(re.search(rf"(?m)^(?:[ \t]|[-?:][ \t]+){{{_DEEPEST}}}", text))


def _yaml_loader(yaml: Any) -> Any:
    """Return a loader that knows strings, numbers, lists and maps alone: no dates, no yes and no."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    left_out = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    resolvers = {
        letter: [(tag, form) for tag, form in rows if tag not in left_out]
        for letter, rows in base.yaml_implicit_resolvers.items()
    }
    return type("PlainLoader", (base,), {"yaml_implicit_resolvers": resolvers})


CSL_JSON = Format(
    name="csl-json",
    label="CSL-JSON",
    suffixes=(".json", ".jsonl", ".csljson"),
    detects=lambda text: bool(re.match(r"\s*(?:\[\s*(?:\{|\])|\{)", text)),
    read=read_csl_json,
)
CSL_YAML = Format(
    name="csl-yaml",
    label="CSL-YAML",
    suffixes=(".yaml", ".yml"),
    detects=lambda text: bool(re.match(r"(?s)(?:---\s*\n)?(?:.{0,2000}\n)?references:\s*\n", text)),
    read=read_csl_yaml,
)
