"""Disambiguation of cites: more names, fuller given names, disambiguate="true", year suffixes.

Source: CSL 1.0.2, "Disambiguation". Items whose cites print alike form a pool; only pools are worked on, each cite text
is rendered once for a plan, so the work grows with the number of items, not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sergecite.csl.context import NameList, Plan
from sergecite.csl.name_format import FULL, INITIALS, initials
from sergecite.csl.name_input import Name


class Rule(NamedTuple):
    """What the style's cs:citation asks for."""

    add_names: bool
    add_givenname: bool
    givenname_rule: str
    add_year_suffix: bool
    has_condition: bool

    @property
    def by_cite(self) -> bool:
        return self.givenname_rule == "by-cite"

    @property
    def modes(self) -> tuple[str, ...]:
        modes: list[str] = []
        if self.add_names or (self.add_givenname and self.by_cite):
            modes.append("names")
        if self.add_year_suffix:
            modes.append("years")
        elif self.has_condition:  # tried only where nothing else can tell cites apart; a year suffix always can
            modes.append("condition")
        return tuple(modes)


class Probe(NamedTuple):
    """A cite rendered for comparison."""

    text: str
    lists: list[NameList]
    conditions: int
    """How many disambiguate conditions were asked."""


Prober = Callable[[str, Plan], Probe]


def name_levels(
    items: Iterable[tuple[str, list[NameList]]], rule: Rule, *, demote_never: bool, hyphen: bool
) -> dict[Name, int]:
    """Return the given-name level each name needs so that no two persons look alike, for the rules that are not by-cite."""
    primary = rule.givenname_rule.startswith("primary-name")
    families: dict[str, dict[str, set[str]]] = {}
    seen: dict[Name, tuple[str, str]] = {}
    for _, lists in items:
        for one in lists:
            for at, name in enumerate(one.names):
                if not (name.family or name.given) or (primary and at):
                    continue
                family = name.family.replace(".", " ").strip() + (
                    f" {name.non_dropping}" if demote_never and name.non_dropping else ""
                )
                given = " ".join(name.given.replace(".", " ").split())
                initial = initials(given, "", hyphen=hyphen)
                families.setdefault(family, {}).setdefault(initial, set()).add(given)
                seen[name] = (family, initial)
    levels: dict[Name, int] = {}
    with_initials = rule.givenname_rule.endswith("-with-initials")
    for name, (family, initial) in seen.items():
        known = families[family]
        if not name.given:
            continue
        if not with_initials and len(known[initial]) > 1:
            levels[name] = FULL
        elif len(known) > 1:
            levels[name] = INITIALS  # the whole name in a style without initials
    return levels


class Disambiguator:
    """Finds the plan of every item of a pool. The course follows the reference processor's, for its order is visible."""

    def __init__(self, rule: Rule, probe: Prober, order: Callable[[str], int]) -> None:
        """`order`: the place of an item in the bibliography, by which year suffixes are given."""
        self.rule = rule
        self.order = order
        self.plans: dict[str, Plan] = {}
        self._probe = probe
        self._known: dict[tuple[object, ...], Probe] = {}

    def probe(self, item: str, plan: Plan) -> Probe:
        key = (item, tuple(plan.names), tuple(map(tuple, plan.givens)), plan.conditions)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._probe(item, plan)
        return found

    def run(self, pools: Sequence[Sequence[str]]) -> dict[str, Plan]:
        """Plans of the items of all pools."""
        for pool in pools:
            if len(pool) > 1 and self.rule.modes:
                _Pool(self, list(pool)).run()
                self._known.clear()
        return self.plans


class _Pool:
    """The work on one pool: `base` only ever grows, `better` holds what of it has helped."""

    def __init__(self, owner: Disambiguator, items: list[str]) -> None:
        self.owner = owner
        self.rule = owner.rule
        self.modes = owner.rule.modes
        self.mode = 0
        probes = {item: owner.probe(item, Plan()) for item in items}
        first = probes[items[0]]
        self.base = Plan([one.shown for one in first.lists], [_levels(one, one.shown) for one in first.lists])
        for item in items[1:]:
            lists = probes[item].lists
            if len(lists) < len(self.base.names):
                self.base = Plan(self.base.names[: len(lists)], self.base.givens[: len(lists)])
            for at, one in enumerate(lists[: len(self.base.names)]):
                if one.shown > self.base.names[at]:
                    self.base.names[at] = one.shown
                    self.base.givens[at] = _levels(one, one.shown)
        self.better = self.base.copy()
        items.sort(key=lambda item: ([one.total for one in probes[item].lists], item))
        self.totals = {item: [one.total for one in probes[item].lists] for item in items}
        self.names_max = self.totals[items[0]][0] if self.totals[items[0]] else 0
        self.sets_max = len(self.base.names) - 1
        self.givens_max = 2 if self.rule.by_cite and self.rule.add_givenname else None
        self.queue: list[list[str]] = [items]
        self.nameset = self.name = 0
        self.fresh = True

    def run(self) -> None:
        while self.queue:
            items = self.queue.pop(0)
            self.nameset = self.name = 0
            if len(items) == 1:
                self.register(items)
                continue
            self.names(items)

    def register(self, items: list[str], plan: Plan | None = None) -> None:
        for item in items:
            self.owner.plans[item] = (plan or self.better).copy()

    def split(self, items: list[str], plan: Plan) -> list[list[str]]:
        """Items grouped by what they print under a plan, in order of first appearance."""
        groups: dict[str, list[str]] = {}
        for item in items:
            groups.setdefault(self.owner.probe(item, plan).text, []).append(item)
        return list(groups.values())

    def names(self, items: list[str]) -> None:
        """Step through name forms until every item stands alone or nothing is left to try."""
        if "names" not in self.modes:
            self.beyond_names(items)
            return
        clashing = len(items)
        maxed = False
        fresh = True
        while len(items) > 1:
            if not fresh:
                maxed = self.increment()
            fresh = False
            groups = self.split(items, self.base)
            largest = max(len(group) for group in groups)
            if len(groups) > 1 and (largest < clashing or any(len(group) == 1 for group in groups)):
                self.capture()
                alone = [item for group in groups if len(group) == 1 for item in group]
                self.register(alone)
                left = [group for group in groups if len(group) > 1]
                if not left:
                    return
                items = left[0] if len(left) == 1 else [item for group in left for item in group]
                clashing = max(len(group) for group in left)
            if maxed:
                for group in self.split(items, self.base):
                    self.beyond_names(group)
                return
        self.register(items)

    def increment(self) -> bool:
        """One step further: the next level of a given name, one more name, the next list of names. True at the end."""
        base = self.base
        if not base.names:
            return True
        givens = base.givens[self.nameset]
        grow_names = self.givens_max is None
        if self.givens_max is not None:
            if self.name < len(givens) and givens[self.name] < self.givens_max:
                givens[self.name] += 1
            else:
                grow_names = True
        if grow_names:
            if self.rule.add_names and self.name < self.names_max:
                if self.name + 1 >= base.names[self.nameset]:
                    base.names[self.nameset] += 1
                self.name += 1
                while len(givens) < base.names[self.nameset]:
                    givens.append(0)
            elif self.nameset < self.sets_max:
                self.nameset += 1
                self.name = 0
        givens = base.givens[self.nameset]
        return (
            self.nameset >= self.sets_max
            and (not self.rule.add_names or self.name >= self.names_max)
            and (self.givens_max is None or self.name >= len(givens) or givens[self.name] >= self.givens_max)
        )

    def capture(self) -> None:
        """Keep the step just taken: it made a difference."""
        better, base = self.better, self.base
        if not base.names:
            return
        if self.rule.by_cite and self.name < len(base.givens[self.nameset]):
            mine = better.givens[self.nameset]
            while len(mine) <= self.name:
                mine.append(0)
            mine[self.name] = base.givens[self.nameset][self.name]
        better.names[self.nameset] = base.names[self.nameset]

    def beyond_names(self, items: list[str]) -> None:
        """Year suffixes or conditions, for items that names could not part."""
        if len(items) == 1:
            self.register(items)
            return
        plan = self.better.copy()
        if "condition" in self.modes:
            items, plan = self.conditions(items, plan)
        if "years" in self.modes:
            for number, item in enumerate(sorted(items, key=self.owner.order)):
                suffixed = plan.copy()
                suffixed.year_suffix = number
                self.owner.plans[item] = suffixed
            return
        self.register(items, plan)

    def conditions(self, items: list[str], plan: Plan) -> tuple[list[str], Plan]:
        """Let disambiguate="true" hold, one condition more each time; what is still alike at the end is returned."""
        count = 0
        while count < max(self.owner.probe(item, plan).conditions for item in items):
            count += 1
            plan.conditions = count
            groups = self.split(items, plan)
            self.register([item for group in groups if len(group) == 1 for item in group], plan)
            items = [item for group in groups if len(group) > 1 for item in group]
            if not items:
                break
        return items, plan


def _levels(one: NameList, count: int) -> list[int]:
    return one.levels[:count]
