"""Items -> works: reads files, asks services, in parallel and in order; one bad item never loses the others."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from sergecite.errors import ExitCode, InputError, NothingFoundError, SergeciteError
from sergecite.model.entry import Entry
from sergecite.sources.agreement import agreement
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.http import Client
from sergecite.sources.intake import FileItem, IdentifierItem, Item, WordsItem
from sergecite.sources.look_up import look_up
from sergecite.sources.ranking import weighed
from sergecite.sources.settings import SourceSettings
from sergecite.sources.types import Found, Problem
from sergecite.sources.words import SURE, find_words

ParseWords = Callable[[str], Mapping[str, Any] | None]
"""A reference in words -> the CSL item read from it, or None; the caller brings it."""
_AHEAD = 1_000
"""Items begun or done behind one that takes long: a service that fails holds up its own item, not the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item: works (several from a file), weaker candidates in words, problems."""

    item: Item | Problem
    found: tuple[Found, ...] = ()
    candidates: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Entry | None = None
    """The entry of the library that carries the identifier already: nothing was asked."""


class Gatherer:
    """Finds works for items.

    `known` returns the library's entry that carries an identifier (it is called by the thread that gathers), `parse` reads
    words, `catalogue` is asked before services.
    """

    def __init__(
        self,
        settings: SourceSettings,
        *,
        offline: bool,
        known: Callable[[str, str], Entry | None],
        parse: ParseWords,
        today: str,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._settings = settings
        self._offline = offline
        self._known = known
        self._parse = parse
        self._today = today
        self._client: Client | None = None
        self._catalogue = catalogue
        self._waiting: deque[Future[Outcome]] = deque()

    def gather(self, items: Iterable[Item | Problem]) -> Generator[Outcome]:
        """Yield an outcome per item, in order, as they come in."""
        waiting = self._waiting
        with ThreadPoolExecutor(self._settings.parallel) as pool:
            try:
                for item in items:
                    waiting.append(self._start(pool, item))
                    while waiting and (waiting[0].done() or len(waiting) >= _AHEAD):
                        yield self._first()
                while waiting:
                    yield self._first()
            finally:
                for future in waiting:
                    future.cancel()

    def finished(self) -> Iterator[Outcome]:
        """Yield, in order, what was done behind an item that was waited for when gathering was interrupted."""
        while self._waiting:
            future = self._waiting.popleft()
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()

    def _first(self) -> Outcome:
        """Wait for the item whose turn it is; it leaves the queue when it is done, not when the waiting is interrupted."""
        outcome = self._waiting[0].result()
        self._waiting.popleft()
        return outcome

    def close(self) -> None:
        """Give the connections back."""
        if self._client is not None:
            self._client.close()

    def _start(self, pool: ThreadPoolExecutor, item: Item | Problem) -> Future[Outcome]:
        outcome = self._at_once(item)
        if outcome is None:
            if self._client is None:
                self._client = Client(self._settings, offline=self._offline)
            return pool.submit(self._ask, item, self._client)
        done: Future[Outcome] = Future()
        done.set_result(outcome)
        return done

    def _at_once(self, item: Item | Problem) -> Outcome | None:
        """Return what becomes of an item that nobody needs to be asked about."""
        match item:
            case Problem():
                return Outcome(item=item, problems=(item,))
            case FileItem():
                return self._read(item)
            case IdentifierItem(identifier=identifier):
                known = self._known(identifier.kind, identifier.value)
                return Outcome(item=item, known=known) if known is not None else None
            case WordsItem():
                return None

    def _read(self, item: FileItem) -> Outcome:
        try:
            reading = item.form.read(item.data, item.place)
        except InputError as fault:
            return Outcome(item=item, problems=(_problem(fault, item.place),))
        found = tuple(Found(entry=entry) for entry in reading.entries)
        problems = reading.problems
        if not found and not problems:
            problems = (Problem(message=f"no entry in this {item.form.label} file", place=item.place),)
        return Outcome(item=item, found=found, problems=problems)

    def _ask(self, item: Item | Problem, client: Client) -> Outcome:
        assert isinstance(item, IdentifierItem | WordsItem)  # noqa: S101  # the others are done at once
        try:
            if isinstance(item, WordsItem):
                return self._words(item, client)
            found = look_up(client, item.identifier, self._catalogue)
            if item.words:
                found = _checked(found, self._parse(item.words), item.words)
        except SergeciteError as fault:
            return Outcome(item=item, problems=(_problem(fault, item.place or item.text),))
        return (
            Outcome(item=item, found=(found,)) if found.confidence >= SURE else Outcome(item=item, candidates=(found,))
        )

    def _words(self, item: WordsItem, client: Client) -> Outcome:
        candidates = find_words(client, item.text, self._parse(item.text), self._catalogue)
        if not candidates:
            raise NothingFoundError(f"nothing found for {item.text[:80]!r}")
        if candidates[0].confidence >= SURE:
            return Outcome(item=item, found=candidates[:1], candidates=candidates[1:])
        return Outcome(item=item, candidates=candidates)


def _checked(found: Found, item: Mapping[str, Any] | None, words: str) -> Found:
    """Lower the confidence in an identifier's work that has little in common with the line it stood in."""
    verdict = agreement(found.entry, item, words)
    one = weighed(found.entry, verdict, found.provenance[0])
    if one.confidence >= 0.5:
        return found
    return replace(found, confidence=one.confidence, agree=verdict.agree, differ=verdict.differ)


def _problem(fault: SergeciteError, place: str) -> Problem:
    return Problem(
        message=fault.message, hint=fault.hint, place=fault.place or place, exit_code=ExitCode(fault.exit_code)
    )
