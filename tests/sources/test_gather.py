"""Gathering: in order, side by side, one bad item never holds up the others."""

from __future__ import annotations

import dataclasses
import threading
import time
from typing import TYPE_CHECKING

import pytest

from sergecite.model.identifier import Doi
from sergecite.sources.gather import Gatherer
from sergecite.sources.intake import IdentifierItem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler

    from sergecite.sources.settings import SourceSettings
    from tests.sources.conftest import Loopback


def test_an_item_that_takes_long_holds_up_no_other(service: Loopback, settings: SourceSettings) -> None:
    """While the first of 200 identifiers waits for its answer all others are asked for; the outcomes keep their order."""
    items = [IdentifierItem(identifier=Doi(f"10.1000/{number}"), text=str(number)) for number in range(200)]
    last, in_time = threading.Event(), []

    def slow(handler: BaseHTTPRequestHandler) -> None:
        in_time.append(last.wait(20))
        handler.send_error(404)

    def end(handler: BaseHTTPRequestHandler) -> None:
        last.set()
        handler.send_error(404)

    service.act("/crossref/works/10.1000/0", slow)
    service.act("/crossref/works/10.1000/199", end)
    patient = dataclasses.replace(settings, timeout=30.0, paces={}, at_once={})
    gatherer = Gatherer(patient, offline=False, known=lambda *_: None, parse=lambda _: None, today="2024-01-01")
    outcomes = list(gatherer.gather(items))
    gatherer.close()
    assert in_time == [True]
    assert [outcome.item for outcome in outcomes] == items
    assert all(outcome.problems for outcome in outcomes)


def test_what_is_done_behind_a_stuck_item_is_kept(service: Loopback, settings: SourceSettings) -> None:
    """An interruption while the first is waited for loses none of the others, nor their order."""
    release, fast = threading.Event(), [str(number) for number in range(1, 6)]

    def slow(handler: BaseHTTPRequestHandler) -> None:
        release.wait(20)
        handler.send_error(404)

    service.act("/crossref/works/10.1000/0", slow)
    for number in fast:
        service.json(
            f"/crossref/works/10.1000/{number}", {"message": {"DOI": f"10.1000/{number}", "title": [f"No. {number}"]}}
        )

    def items() -> Iterator[IdentifierItem]:
        for number in ["0", *fast]:
            yield IdentifierItem(identifier=Doi(f"10.1000/{number}"), text=number)
        while len(service.asked) <= len(fast):
            time.sleep(0.01)
        time.sleep(0.2)
        # The pool waits for what is under way; the answer of the first comes too late to count.
        threading.Timer(0.2, release.set).start()
        raise KeyboardInterrupt

    patient = dataclasses.replace(settings, timeout=30.0, paces={}, at_once={})
    gatherer = Gatherer(patient, offline=False, known=lambda *_: None, parse=lambda _: None, today="2024-01-01")
    with pytest.raises(KeyboardInterrupt):
        list(gatherer.gather(items()))
    kept = list(gatherer.finished())
    gatherer.close()
    assert [outcome.item.text for outcome in kept if outcome.found] == fast  # type: ignore[union-attr]
    assert list(gatherer.finished()) == []
