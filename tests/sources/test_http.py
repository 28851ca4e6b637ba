"""The transport: polite to services, wary of what they answer."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sergecite.errors import ServiceError
from sergecite.sources.http import Client
from sergecite.sources.settings import SourceSettings

if TYPE_CHECKING:
    from tests.sources.conftest import Loopback


def test_what_does_not_exist_is_no_failure(client: Client, service: Loopback) -> None:
    """404 and 410 mean that the service knows no such thing."""
    service.say("/gone", b"", status=410)
    assert client.get("x", f"{service.url}/missing") is None
    assert client.get("x", f"{service.url}/gone") is None


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "x did not accept the request (400)"),
        (401, "x refuses access (401)"),
        (403, "x refuses access (403)"),
        (500, "x failed (500)"),
        (503, "x failed (503)"),
        (429, "x is busy (429)"),
    ],
)
def test_each_refusal_has_its_words(client: Client, service: Loopback, status: int, message: str) -> None:
    """A status is told in words; only what may pass is tried again."""
    service.say("/a", b"no", status=status)
    with pytest.raises(ServiceError) as told:
        client.get("x", f"{service.url}/a")
    assert told.value.message == message
    assert len(service.asked) == (3 if status in (429, 500, 503) else 1)


def test_a_failure_that_passes_is_not_told(client: Client, service: Loopback) -> None:
    """One 500 and one broken connection are tried again."""
    service.say("/a", b"", status=500)
    service.act("/a", lambda handler: handler.connection.shutdown(socket.SHUT_RDWR))
    service.json("/a", {"title": "here"})
    reply = client.get("x", f"{service.url}/a")
    assert reply is not None
    assert reply.json() == {"title": "here"}


def test_a_host_that_is_not_there_is_asked_once(settings: SourceSettings) -> None:
    """No connection is no reason to wait, and later questions to the host fail at once; other hosts are not concerned."""
    waits: list[float] = []
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    trusted = frozenset({url.removeprefix("http://")})
    client = Client(replace(settings, trusted=trusted, paces={}), sleep=waits.append)
    for _ in range(50):
        with pytest.raises(ServiceError, match="cannot be reached"):
            client.get("x", f"{url}/a")
    assert waits == []
    client.close()


def test_retry_after_is_obeyed(settings: SourceSettings, service: Loopback) -> None:
    """The seconds a busy service asks for are waited, and the whole host is left alone meanwhile."""
    waits: list[float] = []
    client = Client(settings, sleep=waits.append)
    service.say("/a", b"", status=429, Retry_After="7")
    service.json("/a", {})
    assert client.get("x", f"{service.url}/a") is not None
    assert 6 < max(waits) <= 7
    client.close()


def test_too_long_a_wait_is_reported(client: Client, service: Loopback) -> None:
    """An hour is not slept through."""
    service.say("/a", b"", status=503, Retry_After="3600")
    with pytest.raises(ServiceError, match="asks us to wait 3600 s"):
        client.get("x", f"{service.url}/a")
    assert len(service.asked) == 1


def test_requests_to_one_host_keep_their_distance(settings: SourceSettings, service: Loopback) -> None:
    """ArXiv asks for three seconds between two requests."""
    waits: list[float] = []
    client = Client(settings, sleep=waits.append)
    service.json("/a", {})
    for _ in range(3):
        client.get("arxiv", f"{service.url}/a")
    assert [round(wait) for wait in waits] == [3, 6]
    client.close()


def test_an_advertised_limit_is_kept(settings: SourceSettings, service: Loopback) -> None:
    """What a service says of its limits in an answer slows the next requests."""
    waits: list[float] = []
    client = Client(settings, sleep=waits.append)
    service.json("/a", {}, X_Rate_Limit_Limit="2", X_Rate_Limit_Interval="10s")
    for _ in range(3):
        client.get("unpaced", f"{service.url}/a")
    assert [round(wait) for wait in waits] == [5]
    client.close()


def test_a_search_keeps_the_distance_it_asks_for(settings: SourceSettings, service: Loopback) -> None:
    """Crossref allows fewer searches than records a second; a mirror that needs no pace needs none for searches."""
    for own, slept in ((0.2, [1.0]), (0.0, [])):
        waits: list[float] = []
        client = Client(replace(settings, paces={"x": own}), sleep=waits.append)
        for number in range(2):
            client.get("x", f"{service.url}/{number}", pace=1.0)
        assert [round(wait, 1) for wait in waits] == slept
        client.close()


def test_a_service_is_not_asked_more_at_once_than_it_allows(settings: SourceSettings, service: Loopback) -> None:
    """Six threads, one connection at a time: the server never meets two requests under way."""
    lock, most = threading.Lock(), []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        most.append(lock.acquire(blocking=False))
        time.sleep(0.01)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        lock.release()

    service.act("/a", answer)
    client = Client(replace(settings, at_once={"x": 1}, paces={}))
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: client.get("x", f"{service.url}/a?{number}"), range(6)))
    assert most == [True] * 6
    client.close()


def test_who_asks_is_said(client: Client, service: Loopback) -> None:
    """The User-Agent names the program and the contact; no cookie goes back; the connection is used again."""
    service.json("/a", {}, Set_Cookie="track=1")
    client.get("x", f"{service.url}/a")
    client.get("x", f"{service.url}/a")
    assert service.headers[1]["User-Agent"].startswith("sergecite/")
    assert "mailto:reader@example.org" in service.headers[1]["User-Agent"]
    assert "Cookie" not in service.headers[1]


def _truncated(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(
        b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"title": "Mem'
    )


def _enormous(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    try:
        for _ in range(400):
            handler.wfile.write(b" " * 100_000)
    except OSError:
        pass


def _bomb(handler: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(b" " * 40_000_000)
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body))
    with contextlib.suppress(OSError):
        handler.wfile.write(body)


def _trickle(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n")
    try:
        for _ in range(100):
            handler.wfile.write(b" " * 70_000)
            time.sleep(0.02)
    except OSError:
        pass


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)


def _garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01\x02 not http at all\r\n\r\n")


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (_truncated, "broke off|cannot be reached"),
        (_enormous, "larger than 16 MB|in time"),
        (_bomb, "larger than 16 MB|in time"),
        (_silent, "did not answer in time|cannot be reached"),
        (_garbage, "cannot be reached|broke off"),
        (_trickle, "in time|broke off"),
    ],
)
def test_hostile_answers_end_in_words(
    settings: SourceSettings, service: Loopback, act: Callable[[BaseHTTPRequestHandler], None], message: str
) -> None:
    """Truncated, enormous, compressed beyond measure, silent, trickling or garbled: one sentence each, within bounds."""
    client = Client(replace(settings, timeout=0.2), sleep=lambda _: None)
    service.act("/a", act)
    with pytest.raises(ServiceError, match=message):
        client.get("x", f"{service.url}/a")
    client.close()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<!DOCTYPE html><html><body>Maintenance</body></html>", "x answered with a web page instead of JSON"),
        (b"\xff\xfe\x00garbage", "x answered with something unreadable instead of JSON"),
        (b"", "x answered with nothing instead of JSON"),
        (b"[" * 100_000, "x answered with something unreadable instead of JSON"),
    ],
)
def test_an_error_page_under_200_is_no_data(client: Client, service: Loopback, body: bytes, message: str) -> None:
    """What is not JSON is said to be not JSON, and what it is instead."""
    service.say("/a", body)
    reply = client.get("x", f"{service.url}/a")
    assert reply is not None
    with pytest.raises(ServiceError) as told:
        reply.json()
    assert told.value.message == message


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'.encode("utf-16"),
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/evil.dtd" [ %x; ]><a/>',
        b"<a><b></a>",
    ],
)
def test_xml_that_declares_entities_is_refused(client: Client, service: Loopback, body: bytes) -> None:
    """Entities neither grow nor reach files, whatever the encoding."""
    service.say("/a", body)
    reply = client.get("x", f"{service.url}/a")
    assert reply is not None
    with pytest.raises(ServiceError, match="instead of XML"):
        reply.xml()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/a", "ring of redirects"),
        ("file:///etc/passwd", "no web address"),
        ("ftp://127.0.0.1/x", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("", "no web address"),
        ("http://[::1", "no web address"),
        ("http://localhost:9/x", "private address|cannot be reached"),
        ("http://169.254.169.254/latest/meta-data", "private address|cannot be reached|in time"),
    ],
)
def test_redirects_lead_nowhere_else(settings: SourceSettings, service: Loopback, target: str, message: str) -> None:
    """Rings, other schemes and other private addresses are refused."""
    client = Client(replace(settings, timeout=0.3), sleep=lambda _: None)
    service.say("/a", b"", status=302, Location=target)
    with pytest.raises(ServiceError, match=message):
        client.get("x", f"{service.url}/a")
    client.close()


def test_a_private_address_is_refused_before_anything_is_sent(service: Loopback) -> None:
    """Without the user's word no request reaches the loopback host; `trusted` gives that word."""
    client = Client(SourceSettings(timeout=1.0), sleep=lambda _: None)
    with pytest.raises(ServiceError, match="private address"):
        client.get("web", f"{service.url}/a")
    assert service.asked == []
    client.close()
    service.json("/a", {})
    host = service.url.removeprefix("http://")
    client = Client(SourceSettings(timeout=1.0, trusted=frozenset({host})), sleep=lambda _: None)
    assert client.get("web", f"{service.url}/a") is not None
    client.close()


def test_answers_are_kept_and_serve_offline(cached: SourceSettings, service: Loopback) -> None:
    """The second question costs no request; --offline answers from the cache, redirects and 404 included."""
    service.json("/a", {"n": 1})
    service.say("/b", b"", status=301, Location="/a")
    for _ in range(2):
        client = Client(cached)
        assert client.get("x", f"{service.url}/b") is not None
        assert client.get("x", f"{service.url}/missing") is None
        client.close()
    assert service.asked == ["/b", "/a", "/missing"]
    offline = Client(cached, offline=True)
    reply = offline.get("x", f"{service.url}/b")
    assert reply is not None
    assert reply.json() == {"n": 1}
    with pytest.raises(ServiceError, match="--offline asks no service"):
        offline.get("x", f"{service.url}/other")
    offline.close()


def test_offline_takes_what_is_old(cached: SourceSettings, service: Loopback) -> None:
    """An answer past its days is fetched anew, but served when there is no one to ask; what is cached waits for no one."""
    service.json("/a", {"n": 1})
    waits: list[float] = []
    old = replace(cached, cache_days=-1, paces={"x": 9.0})
    for offline in (False, True):
        client = Client(old, offline=offline, sleep=waits.append)
        reply = client.get("x", f"{service.url}/a")
        assert reply is not None
        assert reply.json() == {"n": 1}
        client.close()
    fresh = Client(replace(cached, paces={"x": 9.0}), sleep=waits.append)
    for _ in range(4):
        fresh.get("x", f"{service.url}/a")
    fresh.close()
    assert len(service.asked) == 2
    assert waits == []


def test_offline_without_a_cache_asks_nothing(settings: SourceSettings, service: Loopback) -> None:
    """No cache, no answer, no request."""
    client = Client(settings, offline=True)
    with pytest.raises(ServiceError, match="--offline asks no service"):
        client.get("x", f"{service.url}/a")
    assert service.asked == []
    client.close()


@pytest.mark.parametrize("body", [b"<html>busy</html>", b'{"title": '])
def test_an_error_page_never_enters_the_cache(cached: SourceSettings, service: Loopback, body: bytes) -> None:
    """After the service has recovered, its real answer is fetched."""
    service.say("/a", body)
    service.json("/a", {"n": 2})
    client = Client(cached)
    first = client.get("x", f"{service.url}/a")
    assert first is not None
    with pytest.raises(ServiceError):
        first.json()
    second = client.get("x", f"{service.url}/a")
    assert second is not None
    assert second.json() == json.loads('{"n": 2}')
    client.close()


def test_a_damaged_cache_is_no_failure(cached: SourceSettings, service: Loopback) -> None:
    """A cache file that is none is told in words, not as a fault of the program."""
    assert isinstance(cached.cache, Path)
    cached.cache.write_bytes(b"this is no database, whatever its name says" * 100)
    service.json("/a", {"n": 1})
    client = Client(cached)
    assert client.get("x", f"{service.url}/a") is not None
    client.close()
