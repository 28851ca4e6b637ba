"""The official processor fixtures and the comparisons with citeproc-js, read for the tests."""

import json
import re
from pathlib import Path
from typing import Any

OPENING = re.compile(r"^.*>>=+\s*([A-Z0-9-]+)\s*=+>>.*")
CLOSING = re.compile(r"^.*<<=+\s*([A-Z0-9-]+)\s*=+<<.*")
JSON_PARTS = {"INPUT", "INPUT2", "ABBREVIATIONS", "BIBENTRIES", "BIBSECTION", "CITATION-ITEMS", "CITATIONS"}
RAISED = dict(zip("ᵉʳᵒᵃⁿᵈᵗʰˢ", "eroandths", strict=True))


def read_fixture(path: Path) -> dict[str, Any]:
    """Return the parts of a fixture by name, JSON parts parsed."""
    parts: dict[str, Any] = {}
    name, lines = "", []
    for line in re.split(r"\r\n|\n", path.read_text(encoding="utf-8-sig")):
        if not name and (opened := OPENING.match(line)):
            name, lines = opened[1], []
        elif name and CLOSING.match(line):
            text = "\n".join(lines)
            parts[name] = json.loads(text) if name in JSON_PARTS else text
            name = ""
        elif name:
            lines.append(line)
    return parts


def job_of(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the job a fixture asks for; of an incremental session the final state."""
    inputs = [*parts["INPUT"], *(parts.get("INPUT2") or [])]
    references = [{"id": f"item-{at}", **item} for at, item in enumerate(inputs)]
    job: dict[str, Any] = {"style": parts["CSL"], "references": references, "format": "html"}
    mode = parts["MODE"].strip()
    if steps := parts.get("CITATIONS"):
        latest = {citation["citationID"]: citation for citation, _, _ in steps}
        final, before, after = steps[-1]
        order = [name for name, _ in before] + [final["citationID"]] + [name for name, _ in after]
        for name, note in [*before, *after]:
            if name in latest:
                latest[name].setdefault("properties", {})["noteIndex"] = note
        job["citations"] = [latest[name] for name in order if name in latest]
    elif parts.get("CITATION-ITEMS"):
        job["citations"] = parts["CITATION-ITEMS"]
    elif mode.startswith("citation"):
        job["citations"] = [[{"id": item["id"]} for item in references]]
    for part, key in (("ABBREVIATIONS", "abbreviations"), ("BIBSECTION", "bibliography_filter")):
        if parts.get(part):
            job[key] = parts[part]
    if parts.get("BIBENTRIES"):
        job["bibliography_ids"] = parts["BIBENTRIES"][-1]
    if mode.endswith("nosort"):
        job["sort"] = False
    job["format"] = {"rtf": "rtf", "plain": "text"}.get(mode.split("-")[-1], "html")
    return job


def normal(text: str) -> str:
    """Fold white space, entity spelling, em and i, and the state marks of an incremental session."""
    for entity, char in (("&#38;", "&"), ("&amp;", "&"), ("&#60;", "<"), ("&lt;", "<"), ("&#62;", ">"), ("&gt;", ">")):
        text = text.replace(entity, char)
    text = re.sub(r"<(/?)em>", r"<\1i>", text)
    text = re.sub(r"<(/?)strong>", r"<\1b>", text)
    text = re.sub(r"(font-\w+|text-decoration|vertical-align):\s+", r"\1:", text)
    text = re.sub(r"^(\.\.|>>)\[\d+\] ", "", text, flags=re.MULTILINE)
    text = re.sub(r"\s*<(/?)div([^>]*)>\s*", r"<\1div\2>", text).replace("\u00a0", " ")
    text = re.sub("[ᵉʳᵒᵃⁿᵈᵗʰˢ]", lambda found: f"<sup>{RAISED[found[0]]}</sup>", text)
    return re.sub(r"\s+", " ", text).strip()
