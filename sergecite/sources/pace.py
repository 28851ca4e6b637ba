"""How fast a service may be asked: its pace, what it says of its limits, how long it wants to be left alone."""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

LONGEST_WAIT = 60.0
"""Seconds waited for a service that asks for patience; one that asks for more is reported instead."""


class Pace:
    """Keeps a distance between the requests to one host, however many threads ask."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._least: dict[str, float] = {}
        self._sleep = sleep

    def wait(self, host: str, distance: float) -> None:
        """Wait for one's turn at a host whose requests keep at least this distance (seconds)."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(distance, self._least.get(host, 0.0))
        if turn > now:
            self._sleep(turn - now)

    def learn(self, host: str, distance: float) -> None:
        """Remember the distance a host has asked for; 0.0 is no word about it."""
        with self._lock:
            if distance:
                self._least[host] = distance

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a service asks us to wait (RFC 9110, 10.2.3: seconds or a date)."""
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    if not text:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  # seldom needed, slow to load

    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def advertised(headers: Mapping[str, str]) -> float:
    """Return the seconds between requests that a service asks for in its answer, as Crossref does; 0.0 for none."""
    limit = headers.get("X-Rate-Limit-Limit", "")
    interval = headers.get("X-Rate-Limit-Interval", "").removesuffix("s")
    if not (limit.isdigit() and interval.isdigit() and int(limit)):
        return 0.0
    return min(LONGEST_WAIT, int(interval) / int(limit))
