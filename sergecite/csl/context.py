"""What one rendering knows: the item, the cite, the area, and what has been rendered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from sergecite.csl.item import Item
from sergecite.csl.name_input import Name
from sergecite.csl.output import Node


class Position(IntEnum):
    """Where a cite stands towards earlier cites of the same item; each value implies the smaller ones but FIRST."""

    FIRST = 0
    SUBSEQUENT = 1
    IBID = 2
    IBID_WITH_LOCATOR = 3


@dataclass(slots=True, eq=False, repr=False)
class Cite:
    """One cite of a citation."""

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: Position = Position.FIRST
    near_note: bool = False
    first_note: int = 0
    """The number of the note that first cites the item; 0 outside notes."""


@dataclass(slots=True, eq=False, repr=False)
class Plan:
    """How far a cite is disambiguated: names shown and given-name levels by name list, conditions met, year suffix."""

    names: list[int] = field(default_factory=list)
    givens: list[list[int]] = field(default_factory=list)
    conditions: int = 0
    """The first so many disambiguate="true" conditions hold."""
    year_suffix: int = -1

    def copy(self) -> Plan:
        return Plan(self.names[:], [levels[:] for levels in self.givens], self.conditions, self.year_suffix)


NO_PLAN = Plan()
NO_LEVELS: Mapping[Name, int] = {}


class NameList(NamedTuple):
    """What a names element did, for disambiguation: how many names it has and shows, and each one's level."""

    total: int
    shown: int
    levels: list[int]
    names: tuple[Name, ...]


class Context:
    """The state of one rendering of one item."""

    __slots__ = (
        "area", "called", "cite", "conditions_called", "conditions_seen", "done", "first_names", "hit", "implicit_suffix", "item", "levels", "levels_of_first", "lists", "nameset", "number",
        "plain", "plan", "primary", "probing", "rendered", "sorting", "subject", "suffix_done", "title_case", "used",
    )  # fmt: skip

    def __init__(
        self,
        item: Item,
        cite: Cite | None,
        area: str,
        plan: Plan,
        number: int,
        *,
        title_case: bool,
        sorting: bool = False,
    ) -> None:
        self.item = item
        self.cite = cite
        self.area = area
        self.plan = plan
        self.number = number
        """The citation number."""
        self.title_case = title_case
        """The item is in English, so titles may be put in title case."""
        self.sorting = sorting
        self.plain = True
        """Nothing but names, dates, numbers and terms has been printed."""
        self.called = False
        """In the innermost group: a variable was called."""
        self.hit = False
        """In the innermost group: a variable that is not empty was called."""
        self.rendered = False
        """Something has been printed, so a term no longer begins the note or entry."""
        self.done: set[str] = set()
        """Variables that are not printed again: used up by cs:substitute; the locator once it stands in the cite."""
        self.nameset = 0
        self.probing = False
        """Rendered for comparison: the plan's numbers of names are taken to the letter."""
        self.levels_of_first = False
        """They hold for the first name of a list only."""
        self.levels: Mapping[Name, int] = NO_LEVELS
        """The least given-name level of names that would be taken for another person's."""
        self.lists: list[NameList] = []
        self.primary: list[str] = []
        """The names (or the text standing for them) the first names element printed: what repeated authors are found by."""
        self.first_names: Node | None = None
        self.subject = False
        """The first names element has been reached."""
        self.conditions_called = 0
        self.conditions_seen = 0
        self.suffix_done = False
        self.implicit_suffix = False
        """The style calls no year-suffix itself, so the first year takes it."""
        self.used: set[str] | None = None
        """Inside cs:substitute: the variables printed, so that they are not printed again."""
