"""Gathering: in order, side by side, one bad item never holds up the others."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

from sergecite.model.identifier import Doi
from sergecite.sources.gather import Gatherer
from sergecite.sources.intake import IdentifierItem

if TYPE_CHECKING:
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
