"""The bare processor as one call: a job as `citeproc` and citeproc-js know it in, a result out.

    {"style": CSL XML, "lang"?, "format"?, "references": [...], "citations"?: [...], "abbreviations"?, "bibliography_ids"?,
     "bibliography_filter"?, "sort"?}  ->  {"citations": [...], "bibliography": [[id, text]], "bibliography_parameters", "warnings"}

As in a session of citeproc-js, tracked citations are formatted among themselves; references none of them names come to the
bibliography afterwards and change its numbers and year suffixes only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sergecite.csl.processor import Processor
from sergecite.csl.style import Style
from sergecite.csl.writers import FORMATS, render
from sergecite.errors import InputError, UsageError


def run_job(
    job: object,
    style: Callable[[str], Style],
    locales: Callable[[str], str | None],
) -> dict[str, Any]:
    """Run one job. `style` turns the job's "style" (XML, or an id) into a Style.

    Raises UsageError or InputError for a job that cannot be run at all; faults of single items are in "warnings".
    """
    if not isinstance(job, Mapping):
        raise InputError("a job is a JSON object", hint='for example {"style": "apa", "references": [...]}')
    named = job.get("style")
    if not isinstance(named, str) or not named.strip():
        raise UsageError("the job names no style", hint='give "style" an id such as "apa", or the text of a CSL file')
    to = job.get("format") or "html"
    if to not in FORMATS:
        raise UsageError(f"there is no format “{to}”", hint=f"formats: {', '.join(FORMATS)}")
    references = job.get("references")
    if isinstance(references, Mapping):
        references = list(references.values())
    if not isinstance(references, list):
        raise InputError("the job has no list of references", hint='"references" is a list of CSL-JSON items')
    lang, abbreviations, citations = job.get("lang"), job.get("abbreviations"), job.get("citations")
    processor = Processor(
        style(named),
        locales,
        lang if isinstance(lang, str) and lang else None,
        abbreviations if isinstance(abbreviations, Mapping) else None,
    )
    processor.items(references)
    outputs = processor.cite(
        citations if isinstance(citations, list) else [], unsorted=job.get("sort") is False, uncited=False
    )
    bibliography = processor.bibliography(_chosen(job, references))
    return {
        "citations": [render(output, to, links=False) for output in outputs],
        "bibliography": [[name, render(output, to, links=False)] for name, output in bibliography.entries],
        "bibliography_parameters": dict(bibliography.parameters),
        "warnings": processor.warnings,
    }


def _chosen(job: Mapping[str, Any], references: list[Any]) -> list[str] | None:
    """Return the items the bibliography is limited to, by id or by citeproc-js's filter; None for all."""
    ids, limit = job.get("bibliography_ids"), job.get("bibliography_filter")
    if isinstance(ids, list):
        return [str(name) for name in ids]
    if not isinstance(limit, Mapping):
        return None
    chosen: list[str] = []
    for number, item in enumerate(references):
        if not isinstance(item, Mapping):
            continue

        def holds(test: Any, item: Mapping[str, Any] = item) -> bool:
            return isinstance(test, Mapping) and _matches(test.get("value"), item.get(str(test.get("field"))))

        include = True
        if tests := limit.get("include"):
            include = any(holds(test) for test in tests)
        elif tests := limit.get("exclude"):
            include = not any(holds(test) for test in tests)
        elif tests := limit.get("select"):
            include = all(holds(test) for test in tests)
        if include and (tests := limit.get("quash")):
            include = not all(holds(test) for test in tests)
        if include:
            chosen.append(str(item.get("id", f"item-{number}")))
    return chosen


def _matches(wanted: Any, value: Any) -> bool:
    if not wanted:
        return not value
    return wanted in value if isinstance(value, list) else bool(wanted == value)
