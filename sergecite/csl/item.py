"""CSL-JSON items, read once and tolerantly: text, names, dates, and a warning for what cannot be read.

Source: CSL 1.0.2 appendix "Variables" and the CSL-JSON schema. A value of the wrong kind is left out with a warning;
the rest of the item still renders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sergecite.csl.date_input import Date, read_date
from sergecite.csl.name_input import Name, read_names
from sergecite.csl.patterns import Pattern

NAME_VARIABLES = frozenset(
    [
        "author",
        "chair",
        "collection-editor",
        "compiler",
        "composer",
        "container-author",
        "contributor",
        "curator",
        "director",
        "editor",
        "editorial-director",
        "editortranslator",
        "editor-translator",
        "executive-producer",
        "guest",
        "host",
        "illustrator",
        "interviewer",
        "narrator",
        "organizer",
        "original-author",
        "performer",
        "producer",
        "recipient",
        "reviewed-author",
        "script-writer",
        "series-creator",
        "translator",
    ]
)
DATE_VARIABLES = frozenset(
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted", "locator-date"]
)
NUMBER_VARIABLES = frozenset(
    [
        "chapter-number",
        "citation-number",
        "collection-number",
        "edition",
        "first-reference-note-number",
        "issue",
        "locator",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "page",
        "page-first",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "version",
        "volume",
    ]
)
FAMILY_FIRST_EVERYWHERE = frozenset({"zh", "ja"})
FAMILY_FIRST = frozenset({"hu", "vi"})
"""Languages whose works print the family name first, as in the reference processor; Chinese and Japanese in every region."""
TOO_MUCH = 10**30
NOTE_FIELD = Pattern(r"^([\-_a-z]+|[A-Z]+):\s*([^}]+)$")
NOTE_BRACED = Pattern(r"\{:((?:[\-_a-z]+|[A-Z]+):[^}]+)\}")


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """One item. `text` has strings only (numbers made strings), `names` and `dates` what could be read."""

    id: str
    type: str
    text: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    language: str = ""
    present: frozenset[str] = frozenset()
    """The variables that are not empty."""


def read_item(raw: object, number: int, warn: Callable[[str], None]) -> Item | None:
    """Return an Item of a CSL-JSON object; None where it is no object. `number` names it where it has no id."""
    if not isinstance(raw, Mapping):
        warn(f"item {number + 1} is not an object and was left out")
        return None
    identity = raw.get("id")
    name = str(identity) if isinstance(identity, str | int | float) else f"item-{number}"
    item = Item(name, _text(raw.get("type")) or "document")
    fields: dict[str, Any] = dict(raw)
    _note_fields(fields)
    if isinstance(fields.get("type"), str):
        item.type = fields["type"]
    for key, value in fields.items():
        if key in {"id", "type"} or value is None or value == "":
            continue
        variable = str(key)
        if variable in DATE_VARIABLES:
            date = read_date(value)
            if date is None:
                warn(f"{name}: {variable} is not a date and was left out")
            else:
                item.dates[variable] = date
        elif variable in NAME_VARIABLES:
            names = read_names(value)
            if names:
                item.names[variable] = names
            elif value:
                warn(f"{name}: {variable} is not a list of names and was left out")
        elif (text := _text(value)) is not None:
            if text := text.strip() if variable != "note" else text:
                item.text[variable] = text
        elif variable not in {"categories", "custom", "multi", "keyword"}:
            warn(f"{name}: {variable} is not text and was left out")
    item.language = item.text.get("language", "")
    if item.language in FAMILY_FIRST or item.language[:2] in FAMILY_FIRST_EVERYWHERE:
        item.names = {
            variable: tuple(name._replace(static=not name.literal) for name in names)
            for variable, names in item.names.items()
        }
    _aliases(item)
    item.present = frozenset([*item.text, *item.names, *item.dates])
    return item


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value) if isinstance(value, int) and abs(value) < TOO_MUCH else None


def _aliases(item: Item) -> None:
    """Older and Zotero names of variables, and those that follow from others."""
    text = item.text
    for new, old in (
        ("event-title", "event"), ("event", "event-title"), ("title-short", "shortTitle"),
        ("container-title-short", "journalAbbreviation"),
    ):  # fmt: skip
        if new not in text and old in text:
            text[new] = text[old]
    if "page" in text and "page-first" not in text and (first := re.match(r"\s*([^\s\-–,&;]+)", text["page"])):
        text["page-first"] = first[1]


def _note_fields(fields: dict[str, Any]) -> None:
    """Variables written into the note, "key: value" on the first lines or {:key: value}, as Zotero users do."""
    note = fields.get("note")
    if not isinstance(note, str) or ":" not in note:
        return
    lines = NOTE_BRACED.sub(r"\n\1\n", note).split("\n") if "{:" in note else note.split("\n")
    names: dict[str, list[dict[str, str]]] = {}
    kept: list[str] = []
    for at, line in enumerate(lines):
        found = NOTE_FIELD.match(line)
        if not line.strip():
            continue
        if not found:
            kept += lines[at : at + 1] if at == 0 else lines[at:]
            if at == 0:
                continue
            break
        key, value = found[1], found[2].strip()
        if key == "type":
            fields["type"] = value
        elif key in DATE_VARIABLES:
            fields[key] = {"raw": value}
        elif key in NAME_VARIABLES:
            if key in fields and key not in names:
                continue
            family, _, given = value.partition("||")
            person = {"family": family.strip(), "given": given.strip()} if given else {"literal": value}
            names.setdefault(key, []).append(person)
            fields[key] = names[key]
        elif key not in fields:
            fields[key] = value
    fields["note"] = "\n".join(kept).strip()
