"""What `add` does with the works that were found: compares, names, writes, and says so."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sergecite.bibtex.write import field_value, format_entry
from sergecite.cli.add_report import candidate_row, complain, describe, fitting, reasons, services_of, sureness
from sergecite.cli.context import Session, emit, say_some
from sergecite.cli.progress import progress
from sergecite.cli.sourcing import KnownWorks, known_by_identifier, open_catalogue, parse_reference, source_settings
from sergecite.errors import ExitCode, UsageError
from sergecite.model.entry import Entry
from sergecite.sources.gather import Gatherer, Outcome
from sergecite.sources.intake import FileItem, Item
from sergecite.sources.merge import fill_missing
from sergecite.sources.provenance import FIELD as PROVENANCE
from sergecite.sources.provenance import stamp, statement
from sergecite.sources.types import Found, Problem, Provenance
from sergecite.store.citekeys import make_citekey
from sergecite.store.discovery import find_library
from sergecite.store.duplicates import Duplicate, duplicates_of, find_duplicates
from sergecite.store.library import Library

_ONE_BY_ONE = 10
"""Problems of one file that are told one by one; --json has them all."""
_TOLD = 20
"""Works written at once up to which each is described; a longer import is told by its summary."""
_FEW = 8
"""Works compared one by one with those like them; of more, as many as this is to the entries (one in `_RARE`)."""
_RARE = 100
_PATIENCE = 1.0
"""Seconds of single comparing after which all entries are read all the same."""
_BATCH = 200
"""Works written at once: a long list that is interrupted keeps what was found so far."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A work found and not yet written: what was asked for, where that stood, what was found."""

    text: str
    place: str
    found: Found


class Adding:
    """One run of `add`."""

    def __init__(
        self,
        here: Session,
        *,
        given: Entry | None,
        to: str | None,
        dry_run: bool,
        force: bool,
        merge: bool,
        best: bool,
        as_json: bool,
    ) -> None:
        place = find_library(here.library, os.environ, Path.cwd())
        if not dry_run:
            place.check_writable()
        self.library = Library.open(place)
        self.rows: list[dict[str, Any]] = []
        self._here = here
        self._given = given
        self._to = to
        self._dry_run = dry_run
        self._force = force
        self._merge = merge
        self._best = best
        self._as_json = as_json
        self._added: list[Entry] = []
        self._taken = set(map(str.casefold, self.library.citekeys()))
        self._waiting: list[_Waiting] = []
        self._codes: list[ExitCode] = []
        self._hints: list[str] = []
        self._clear: Callable[[], None] = lambda: None

    @property
    def exit_code(self) -> ExitCode:
        """0 when all went in; the fault's own status when nothing did; otherwise 1."""
        if not self._codes:
            return ExitCode.DONE
        if any(row["status"] in ("added", "merged", "known") for row in self.rows) or len(set(self._codes)) > 1:
            return ExitCode.LEFT
        # Services that all fail are one fault, however many items wait for them.
        return self._codes[0] if len(self.rows) == 1 or self._codes[0] is ExitCode.SERVICE else ExitCode.LEFT

    def fields(self) -> None:
        """Add the entry that the field options make."""
        assert self._given is not None  # noqa: S101  # the command checks
        given, self._given = self._given, None
        self._waiting.append(_Waiting("", "", Found(entry=given)))
        self._flush()

    def items(self, items: Iterable[Item | Problem], *, alone: bool) -> None:
        """Find and add each item; the field options overrule what was found when there is one item alone."""
        if self._given is not None and not alone:
            raise UsageError("fields can only be given with one item", hint="add the works one by one")
        settings = source_settings(self.library.root)
        today = datetime.now(UTC).date().isoformat()
        # Who wants fields filled, or another entry, wants the services asked about what is there, too.
        known = known_by_identifier([]) if self._merge or self._force else KnownWorks(self.library)
        catalogue = open_catalogue(settings)
        gatherer = Gatherer(
            settings, offline=self._here.offline, known=known, parse=parse_reference, today=today, catalogue=catalogue
        )
        try:
            with progress(self._here, "looking up") as shown, closing(gatherer.gather(items)) as outcomes:
                self._clear = shown.clear
                for number, outcome in enumerate(outcomes, 1):
                    self._take(outcome, today)
                    shown("looked up", number)
                    if len(self._waiting) >= _BATCH and not isinstance(outcome.item, FileItem):
                        self._flush()
        except KeyboardInterrupt:
            for outcome in gatherer.finished():
                self._take(outcome, today)
            self._say("interrupted: what was found so far is kept; the same call goes on from there")
            self._codes.append(ExitCode.LEFT)
        finally:
            gatherer.close()
            if catalogue is not None:
                catalogue.close()
        self._flush()
        if len(self.rows) > 1:
            self._summary()
        for hint in self._hints:
            self._say(f"hint: {hint}")

    def _take(self, outcome: Outcome, today: str) -> None:
        item = outcome.item
        text = "" if isinstance(item, Problem) else item.text
        self._problems(text, outcome.problems)
        if outcome.known is not None:
            self._known(text, item.place, outcome.known)
        for found in outcome.found:
            origin: tuple[Provenance, ...] = ()
            if isinstance(item, FileItem) and item.form.name != "bibtex":
                origin = (
                    Provenance(
                        service=item.form.name, date=today, identifier=Path(found.entry.place or item.place).name
                    ),
                )
            stamped = replace(found, entry=stamp(found.entry, (*found.provenance, *origin)))
            self._waiting.append(_Waiting(text, found.entry.place or item.place, stamped))
        if outcome.candidates and not outcome.found:
            self._candidates(text, item.place, outcome.candidates)

    def _problems(self, text: str, problems: tuple[Problem, ...]) -> None:
        """Tell what was lost, --quiet or not, then what came in with a fault: of each the first, then their number."""
        # A parent that the file lacks may wait in the library.
        problems = tuple(
            one for one in problems if not one.awaited or not self._taken.issuperset(map(str.casefold, one.awaited))
        )
        lost = [problem for problem in problems if problem.lost]
        warnings = [problem for problem in problems if not problem.lost]
        if lost:
            self._clear()
        told = lost[:_ONE_BY_ONE]
        for number, problem in enumerate(told):
            # A hint that helps several in a row is told after the last of them.
            repeated = number + 1 < len(told) and told[number + 1].hint == problem.hint
            complain(_placed(problem), None if repeated else problem.hint)
        if len(lost) > len(told):
            complain(f"... and {len(lost) - len(told):,} more of this file; --json lists them all")
        say_some(self._say, [_placed(problem) for problem in warnings], "--json")
        for problem in problems:
            self._codes.append(problem.exit_code if problem.lost else ExitCode.LEFT)
            self._row(text, problem.place, "problem" if problem.lost else "warning", message=problem.message)

    def _candidates(self, text: str, place: str, candidates: tuple[Found, ...]) -> None:
        if self._best:
            best = candidates[0]
            self._waiting.append(_Waiting(text, place, replace(best, entry=stamp(best.entry, best.provenance))))
            return
        self._codes.append(ExitCode.LEFT)
        self._row(text, place, "candidates", candidates=[candidate_row(one) for one in candidates])
        where = f"{place}: " if place else ""
        self._say(f"{where}not sure what is meant by {text!r}:")
        for one in candidates:
            self._say(f"{describe(one.entry)} · {services_of(one)}", f"  {one.confidence:4.0%}  ", " " * 8)
            self._say(reasons(one), " " * 8, " " * 8)
        self._hint("--best takes the first of those unsure; a DOI or ISBN is surer")

    def _flush(self) -> None:
        """Compare what was found with the library and within itself, then write it in one go."""
        waiting, self._waiting = self._waiting, []
        added: list[Entry] = []
        moved: dict[str, str] = {}
        twins = self._twins([one.found.entry for one in waiting])
        for number, (one, twin) in enumerate(zip(waiting, twins, strict=True)):
            found = one.found
            entry = self._overruled(found.entry)
            if twin is not None and not self._force:
                moved[entry.citekey] = self._twin(one, entry, twin)
                continue
            old = entry.citekey
            entry = replace(entry, citekey=self._citekey(entry))
            if old and entry.citekey != old:
                self._say(f"{old} is taken; added as {entry.citekey}")
            moved[old] = entry.citekey
            self._taken.add(entry.citekey.casefold())
            added.append(entry)
            # The twins of what follows name it by its new citekey.
            self._renamed[number] = entry.citekey
            self._row(one.text, one.place, "added", citekey=entry.citekey, title=entry.text("title"),
                      services=[origin.service for origin in found.provenance], confidence=found.confidence)  # fmt: skip
            self._told(found, entry, briefly=len(waiting) > _TOLD)
        added = [_following(entry, moved) for entry in added]
        if self._dry_run:
            shown = [format_entry(entry) for entry in added]
        else:
            shown = list(self.library.add(added, to=self._to)) if added else []
        if shown and not self._as_json:
            emit("\n".join(shown))
        self._added += added

    def _twins(self, new: list[Entry]) -> Iterator[Duplicate | None]:
        """Yield for each new entry what of the library, or of the new ones before it, is the same work."""
        self._renamed: dict[int, str] = {}
        probes = [replace(entry, citekey=entry.citekey or "the new one") for entry in new]
        self._numbers = {id(probe): number for number, probe in enumerate(probes)}
        unwritten = self._added if self._dry_run else []
        if len(new) <= max(_FEW, len(self._taken) // _RARE):
            found: list[Duplicate | None] = []
            began = time.monotonic()
            for number, probe in enumerate(probes):
                alike = [*self.library.alike(probe), *unwritten, *probes[:number]]
                found.append(next(iter(duplicates_of(probe, alike)), None))
                if time.monotonic() - began > _PATIENCE:
                    break
            if len(found) == len(new):
                return iter(found)
        twins: dict[int, Duplicate] = {}
        for pair in find_duplicates([*self.library.entries(), *unwritten, *probes]):
            if id(pair.second) in self._numbers:
                twins.setdefault(self._numbers[id(pair.second)], pair)
        return iter([twins.get(number) for number in range(len(new))])

    def _twin(self, new: _Waiting, entry: Entry, twin: Duplicate) -> str:
        """Merge a work into what is there, or tell of it; return the citekey of what is there."""
        number = self._numbers.get(id(twin.first))
        citekey = twin.first.citekey if number is None else self._renamed.get(number, "")
        old = self._there(citekey)
        if self._merge and old is not None:
            merged, filled = fill_missing(old, entry)
            merged = stamp(merged, new.found.provenance)
            if merged != old and not self._dry_run:
                values = {field: field_value(merged, field) for field in (*filled, PROVENANCE) if merged.text(field)}
                self.library.set_fields(citekey, values)
            self._row(
                new.text, new.place, "merged", citekey=citekey, title=old.text("title"), message=", ".join(filled)
            )
            self._say(f"{citekey}: filled {', '.join(filled)}" if filled else f"{citekey}: nothing was missing")
            return citekey
        if old is not None and _is_from(old, new.found.provenance):
            # The same record of the same service: an earlier run of a long list has taken it.
            self._known(new.text, new.place, old)
            return citekey
        self._codes.append(ExitCode.LEFT)
        reasons = ", ".join(reason.removesuffix(" (100 of 100)") for reason in twin.agree)
        self._row(new.text, new.place, "duplicate", citekey=citekey, title=entry.text("title"), message=reasons)
        self._say(f"{describe(entry)}: seems to be there as {citekey} ({reasons} agree)")
        for doubt in twin.doubts:
            self._say(f"but {doubt}", "  ")
        self._hint("--merge fills what is missing there, --force adds it all the same")
        return citekey

    def _known(self, text: str, place: str, entry: Entry) -> None:
        self._row(text, place, "known", citekey=entry.citekey, title=entry.text("title"))
        self._say(f"{text}: in the library as {entry.citekey}")

    def _there(self, citekey: str) -> Entry | None:
        """Return an entry as it is now, in the library or among those added."""
        try:
            return self.library.get(citekey)
        except UsageError:
            return next((one for one in self._added if one.citekey == citekey), None)

    def _overruled(self, entry: Entry) -> Entry:
        given = self._given
        if given is None:
            return entry
        return replace(
            entry,
            citekey=given.citekey or entry.citekey,
            entry_type=given.entry_type if given.entry_type != "misc" else entry.entry_type,
            fields=MappingProxyType({**entry.fields, **given.fields}),
            names=MappingProxyType({**entry.names, **given.names}),
            lists=MappingProxyType({**entry.lists, **given.lists}),
        )

    def _citekey(self, entry: Entry) -> str:
        if entry.citekey and entry.citekey.casefold() not in self._taken:
            return entry.citekey
        if entry.citekey and self._given is not None:
            raise UsageError(f"the citekey {entry.citekey} is taken", hint="choose another with --key")
        return make_citekey(entry, self._taken, self.library.settings.citekey)

    def _told(self, found: Found, entry: Entry, *, briefly: bool) -> None:
        if briefly and not found.remarks:
            return
        where = f" · {services_of(found)}, {sureness(found)}" if found.provenance else ""
        self._say(f"{describe(entry)}{where}")
        for remark in found.remarks:
            self._say(f"note: {remark}", "  ", "    ")

    def _row(self, text: str, place: str, status: str, **values: Any) -> None:
        self.rows.append({"input": text, "place": place, "status": status, **values})

    def _say(self, message: str, first: str = "", rest: str = "  ") -> None:
        """Tell the user something, on lines that fit, where the progress stood."""
        self._clear()
        self._here.say(fitting(message, first, rest))

    def _hint(self, hint: str) -> None:
        """Remember a hint: what helps many items is told once, at the end."""
        if hint not in self._hints:
            self._hints.append(hint)

    def _summary(self) -> None:
        counts = {status: sum(row["status"] == status for row in self.rows) for status in _STATUSES}
        self._say(", ".join(f"{count} {_STATUSES[status]}" for status, count in counts.items() if count))


_STATUSES = {
    "added": "added", "merged": "merged", "known": "there already", "duplicate": "likely duplicates left out",
    "candidates": "unsure", "problem": "failed", "warning": "to look at",
}  # fmt: skip


def _is_from(entry: Entry, origins: Sequence[Provenance]) -> bool:
    """Tell whether an entry says that it came from these services, asked for the same, on whatever day."""
    told = {part.rpartition(" (")[0].strip() for part in entry.text(PROVENANCE).split(";")}
    return bool(origins) and {statement(one).rpartition(" (")[0] for one in origins} <= told


def _placed(problem: Problem) -> str:
    return f"{problem.place}: {problem.message}" if problem.place else problem.message


def _following(entry: Entry, moved: Mapping[str, str]) -> Entry:
    """Let an entry refer to its relatives by the citekeys they were given here."""
    fields = dict(entry.fields)
    for name in ("crossref", "xref", "xdata", "related", "entryset"):
        if name in fields:
            keys = [key.strip() for key in fields[name].split(",")]
            fields[name] = ",".join(moved.get(key, key) for key in keys)
    return entry if fields == dict(entry.fields) else replace(entry, fields=MappingProxyType(fields))
