"""The Serge library as its files have it, read line by line: house style is one field per line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REFS = Path(__file__).resolve().parents[2] / "refs"
HEAD = re.compile(r"@(?P<type>[a-z]+)\{(?P<citekey>[a-z]+\d*[a-z0-9]+),")
FIELD = re.compile(r"  (?P<name>[a-z]+) = \{(?P<value>\S(?:.*\S)?)\},")


@dataclass(frozen=True)
class Block:
    """One entry, its fields in the order of the file."""

    file: str
    type: str
    citekey: str
    fields: Mapping[str, str]

    def words(self, name: str, separator: str) -> list[str]:
        """Return the parts of a field that lists something."""
        return [part.strip() for part in self.fields.get(name, "").split(separator) if part.strip()]

    @property
    def keywords(self) -> list[str]:
        """The tags of the entry."""
        return self.words("keywords", ",")


def read_blocks(path: Path) -> Iterator[Block]:
    """Read a file in house style; fails where a line is not in it."""
    head: re.Match[str] | None = None
    fields: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        place = f"{path.name}:{number}: {line!r}"
        if head is None:
            head = HEAD.fullmatch(line)
            assert head or not line or line.startswith("%"), place
        elif line == "}":
            yield Block(path.name, head["type"], head["citekey"], fields)
            head, fields = None, {}
        else:
            field = FIELD.fullmatch(line)
            assert field, place
            assert field["name"] not in fields, place
            assert field["value"].count("{") == field["value"].count("}"), place
            fields[field["name"]] = field["value"]
    assert head is None, f"{path.name}: the last entry is not closed"


@pytest.fixture(scope="session", name="refs")
def _refs() -> Path:
    return REFS


@pytest.fixture(scope="session", name="settings")
def _settings() -> dict[str, Any]:
    return tomllib.loads((REFS / "sergecite.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session", name="blocks")
def _blocks(settings: dict[str, Any]) -> list[Block]:
    return [block for name in settings["files"] for block in read_blocks(REFS / name)]


@pytest.fixture(scope="session", name="record")
def _record() -> dict[str, Any]:
    return tomllib.loads((REFS / "essays" / "bourrinet2002.toml").read_text(encoding="utf-8"))
