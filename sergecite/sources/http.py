"""Asking services: the only module that imports requests.

Polite: one connection pool, a pace per host, Retry-After obeyed, a contact in the User-Agent, answers cached on disk.
Wary: http and https only, no private address unless the user's settings name it (checked on the connected socket, so
no DNS answer can change in between), redirects followed one by one under the same checks, size and time bounded, only
answers that are what was asked for enter the cache.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element

from sergecite import __version__
from sergecite.errors import ServiceError
from sergecite.sources.pace import LONGEST_WAIT, Pace, advertised, retry_after
from sergecite.sources.refusals import label, needed_offline, refusal
from sergecite.sources.settings import SourceSettings
from sergecite.sources.xml import parse_xml

if TYPE_CHECKING:
    # requests and urllib3 take longer to load than a file to import: they come with the first Client.
    from requests import PreparedRequest, Response, Session
    from requests.adapters import HTTPAdapter

JSON = "application/json"
XML = "application/xml"
TEXT = "text/plain"
PAGE = "text/html,application/xhtml+xml,application/pdf"
CSL_JSON = "application/vnd.citationstyles.csl+json"
_PRIVATE = "private address"
_REDIRECTS = 8
_ATTEMPTS = 3
_CONNECTING = 6.0
"""Longest wait for a connection; a service that is there answers at once, however long it then thinks."""
_BACKOFF = 0.5
"""Seconds; doubled with each attempt at a service that failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A service's answer: its last address, declared type, bytes, and the day (ISO 8601) it was given."""

    service: str
    url: str
    content_type: str
    body: bytes
    date: str

    def json(self) -> Any:
        """Return the answer as JSON; ServiceError where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise self._not("JSON") from None

    def xml(self) -> Element:
        """Return the answer as XML; ServiceError where it is none or declares entities."""
        try:
            return parse_xml(self.body)
        except ValueError:
            raise self._not("XML") from None

    def _not(self, wanted: str) -> ServiceError:
        page = b"<html" in self.body[:2000].lower()
        got = "a web page" if page else "something unreadable" if self.body else "nothing"
        return ServiceError(
            f"{label(self.service)} answered with {got} instead of {wanted}",
            hint="the service may be down for maintenance, or its address in [sources] is wrong",
        )


class _UnreachableError(ServiceError):
    """No connection to a host: asking again in this run would not help."""


def _is_trusted(host: str, port: int | None, trusted: frozenset[str]) -> bool:
    return host.lower() in trusted or f"{host.lower()}:{port}" in trusted


def _adapter(settings: SourceSettings, turn: Callable[[], AbstractContextManager[None]]) -> HTTPAdapter:
    """Return a transport that reads every answer whole, within bounds, over connections to public addresses.

    Only what the cache does not answer comes here: within `turn` it is the request's turn to go out.
    """
    from requests import ReadTimeout, RequestException  # noqa: PLC0415
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool  # noqa: PLC0415
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415
    from urllib3.exceptions import NewConnectionError  # noqa: PLC0415

    trusted = _trusted_hosts(settings)

    def guarded(kind: type[HTTPConnection]) -> type[HTTPConnection]:
        def connect(self: HTTPConnection) -> socket.socket:
            sock = kind._new_conn(self)  # noqa: SLF001  # the one place that knows the peer before anything is sent
            peer = ipaddress.ip_address(sock.getpeername()[0].split("%")[0])
            peer = getattr(peer, "ipv4_mapped", None) or peer
            if not peer.is_global and not _is_trusted(self.host, self.port, trusted):
                sock.close()
                raise NewConnectionError(self, f"{self.host} is at the {_PRIVATE} {peer}")
            return sock

        return type(f"Guarded{kind.__name__}", (kind,), {"_new_conn": connect})

    class BoundedAdapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            plain = type("Plain", (HTTPConnectionPool,), {"ConnectionCls": guarded(HTTPConnection)})
            secure = type("Secure", (HTTPSConnectionPool,), {"ConnectionCls": guarded(HTTPSConnection)})
            self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}

        def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
            kwargs["stream"] = True
            with turn():
                return self._whole(super().send(request, *args, **kwargs))

        @staticmethod
        def _whole(response: Response) -> Response:
            end = time.monotonic() + settings.timeout * 3
            chunks, size = [], 0
            for chunk in response.iter_content(65_536):
                size += len(chunk)
                if size > settings.largest:
                    response.close()
                    raise RequestException(f"the answer is larger than {settings.largest // 1_000_000} MB")
                if time.monotonic() > end:
                    response.close()
                    raise ReadTimeout("the answer trickles in too slowly")
                chunks.append(chunk)
            response._content = b"".join(chunks)  # noqa: SLF001  # as requests itself fills it
            return response

    return BoundedAdapter(pool_connections=16, pool_maxsize=settings.parallel, max_retries=0)


class Client:
    """Fetches from services. One for a whole run; safe to share between threads."""

    def __init__(
        self, settings: SourceSettings, *, offline: bool = False, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        from http.cookiejar import DefaultCookiePolicy  # noqa: PLC0415  # comes with requests

        self.settings = settings
        self.offline = offline
        self._pace = Pace(sleep)
        self._sleep = sleep
        self._turns = {name: threading.Semaphore(most) for name, most in settings.at_once.items()}
        self._unreachable: dict[str, _UnreachableError] = {}
        self._session = _session(settings, stale=offline)
        self._asking = threading.local()
        self._proxies: dict[str, dict[str, str]] = {}
        adapter = _adapter(settings, self._turn)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        contact = f"; mailto:{settings.contact}" if settings.contact else ""
        self._session.headers["User-Agent"] = f"sergecite/{__version__} (reference manager{contact})"
        # What the environment says of proxies and certificates is looked up once, not with every request.
        self._session.trust_env = False
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    @staticmethod
    def today() -> str:
        """Return the day, for provenance (ISO 8601, UTC)."""
        return datetime.now(UTC).date().isoformat()

    def get(
        self, service: str, url: str, *, params: Mapping[str, str] | None = None, accept: str = JSON, pace: float = 0.0
    ) -> Reply | None:
        """Fetch an address; None where the service says there is no such thing (404, 410).

        `pace` is the distance in seconds that a kind of request asks for where it is more than the service's own.
        Raises ServiceError when the service fails, refuses, is unreachable, or is needed while offline.
        """
        address = url + ("?" + urlencode(dict(params)) if params else "")
        seen = [address]
        while True:
            response = self._ask(service, address, accept, pace)
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            address = _next_address(service, address, response.headers.get("Location", ""))
            if address in seen or len(seen) > _REDIRECTS:
                raise ServiceError(
                    f"{label(service)} sends us round in a ring of redirects at {urlsplit(address).hostname}"
                )
            seen.append(address)
        if response.status_code in (404, 410):
            return None
        if response.status_code != 200:
            raise refusal(service, response.status_code, response.headers)
        return Reply(
            service=service,
            url=address,
            content_type=response.headers.get("Content-Type", ""),
            body=response.content,
            date=_date(response),
        )

    def _ask(self, service: str, address: str, accept: str, pace: float) -> Response:
        host = urlsplit(address).netloc
        for attempt in range(1, _ATTEMPTS + 1):
            response, fault = self._once(service, address, accept, host, pace)
            if response is not None and response.status_code not in (429, 500, 502, 503, 504):
                return response
            if attempt == _ATTEMPTS or self.offline or isinstance(fault, _UnreachableError):
                break
            delay = retry_after(response.headers) if response is not None else None
            if delay is not None and delay > LONGEST_WAIT:
                raise ServiceError(
                    f"{label(service)} is busy and asks us to wait {delay:.0f} s", hint="try again later"
                )
            patience = delay if delay is not None else _BACKOFF * 2**attempt
            if delay is not None or (response is not None and response.status_code in (429, 503)):
                self._pace.hold(host, patience)
            else:
                self._sleep(patience)  # one item's trouble does not stop the others
        if response is not None:
            raise refusal(service, response.status_code, response.headers)
        raise fault or ServiceError(f"{label(service)} cannot be reached")

    def _once(
        self, service: str, address: str, accept: str, host: str, pace: float
    ) -> tuple[Response | None, ServiceError | None]:
        """Ask one time; a failure that may pass is returned, one that will not is raised."""
        self._asking.now = (service, host, pace)
        try:
            response = self._get(address, host, accept)
        except ValueError as wrong:  # requests reads the address of a redirect even if it is not to follow it
            raise ServiceError(f"{label(service)}: what it leads to is no web address: {wrong}") from None
        except OSError as broken:  # every other exception of requests is one
            fault = _fault(service, host, broken)
            if isinstance(fault, _UnreachableError):
                # A list of a thousand numbers must not wait a thousand times for a host that is not there.
                self._unreachable[host] = fault
            return None, fault
        if not getattr(response, "from_cache", False):
            self._pace.learn(host, advertised(response.headers))
        return response, None

    def _get(self, address: str, host: str, accept: str) -> Response:
        from requests.utils import get_environ_proxies  # noqa: PLC0415

        patience = (min(_CONNECTING, self.settings.timeout), self.settings.timeout)
        if host not in self._proxies:
            self._proxies[host] = get_environ_proxies(address)
        return self._session.get(
            address,
            headers={"Accept": accept},
            timeout=patience,
            allow_redirects=False,
            proxies=dict(self._proxies[host]),
        )

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until what this thread asks may go out; ServiceError where nothing may, or the host is not there."""
        service, host, pace = self._asking.now
        if self.offline:
            raise needed_offline(service)
        if host in self._unreachable:
            raise self._unreachable[host]
        own = self.settings.paces.get(service, 0.0)
        self._pace.wait(host, max(own, pace) if own else 0.0)
        with self._turns.get(service, nullcontext()):
            yield


def _fault(service: str, host: str, fault: OSError) -> ServiceError:
    """Say what went wrong; raise what trying again would not mend."""
    from requests import ConnectionError as Unreachable  # noqa: PLC0415
    from requests import ConnectTimeout, Timeout  # noqa: PLC0415
    from requests.exceptions import ChunkedEncodingError, ContentDecodingError  # noqa: PLC0415

    told = f"{label(service)} cannot be reached ({host})"
    hint = "is the network up? --offline asks no service"
    if isinstance(fault, ConnectTimeout):
        return _UnreachableError(told, hint=hint)
    if isinstance(fault, Timeout):
        return ServiceError(
            f"{label(service)} did not answer in time", hint="try again later, or raise timeout in [sources]"
        )
    if isinstance(fault, ChunkedEncodingError | ContentDecodingError):
        return ServiceError(f"{label(service)} broke off in the middle of its answer", hint="try again later")
    if _PRIVATE in str(fault):
        raise ServiceError(
            f"{label(service)}: refusing to connect: {host} is at a private address",
            hint="add the host to `trusted` in [sources] if it is yours",
        ) from None
    if isinstance(fault, Unreachable):
        # No connection at all, or one that broke: urllib3 tells, under requests' one name for both.
        nothing = any(
            word in str(fault) for word in ("NewConnectionError", "NameResolutionError", "Failed to establish")
        )
        return (_UnreachableError if nothing else ServiceError)(told, hint=hint)
    raise ServiceError(
        f"{label(service)}: {fault} ({host})", hint="download it and add the file" if service == "web" else None
    ) from None


def _session(settings: SourceSettings, *, stale: bool) -> Session:
    """Return a session that keeps answers, if it is to keep them; a cache that is damaged begins anew."""
    from requests import Session  # noqa: PLC0415

    if settings.cache is None:
        return Session()
    # Its import costs as much as requests' own; only what keeps a cache pays.
    from requests_cache import CachedSession  # noqa: PLC0415

    for attempt in (1, 2):
        try:
            settings.cache.parent.mkdir(parents=True, exist_ok=True)
            return CachedSession(
                str(settings.cache),
                backend="sqlite",
                serializer="json",
                fast_save=True,  # a cache lost in a power cut is fetched again
                expire_after=settings.cache_days * 86_400,
                allowable_codes=(200, 301, 302, 303, 307, 308, 404, 410),
                key_fn=_key,
                stale_if_error=stale,
                filter_fn=_is_what_was_asked_for,
            )
        except sqlite3.DatabaseError:
            if attempt == 1:
                settings.cache.unlink(missing_ok=True)
        except OSError:
            break
    return Session()


def _key(request: PreparedRequest, **_: Any) -> str:
    """Return what an answer is kept under: the form that was wanted, and the address."""
    return f"{request.headers.get('Accept', '')} {request.url}"


def _is_what_was_asked_for(response: Response) -> bool:
    """Whether an answer may enter the cache: an error page under status 200 may not."""
    wanted = response.request.headers.get("Accept", "")
    if response.status_code != 200:
        return True
    try:
        if "json" in wanted:
            json.loads(response.content)
        elif wanted == XML:
            parse_xml(response.content)
    except (ValueError, RecursionError):
        return False
    return True


def _trusted_hosts(settings: SourceSettings) -> frozenset[str]:
    """Return the hosts the user named: their private addresses are meant."""
    return frozenset(
        {
            *(host.lower() for host in settings.trusted),
            *(urlsplit(url).netloc.lower() for url in settings.urls.values() if url),
        }
    )


def _next_address(service: str, address: str, location: str) -> str:
    try:
        target = urljoin(address, location)
        parts = urlsplit(target)
        if location and parts.scheme in ("http", "https") and parts.hostname:
            return target
    except ValueError:  # "http://[::1"
        pass
    raise ServiceError(f"{label(service)} redirects to something that is no web address: {location[:80]!r}")


def _date(response: Response) -> str:
    created = getattr(response, "created_at", None) or datetime.now(UTC)
    return str(created.date().isoformat())
