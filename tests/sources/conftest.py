"""A loopback server that answers as the services do, and a client that speaks to it."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sergecite.sources.http import Client
from sergecite.sources.settings import DEFAULT_URLS, SourceSettings


@dataclass
class Answer:
    """What the server says: status, headers, body; `times` limits how often, then the next answer of the path follows."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None


class Loopback:
    """Routes (the unquoted path with its query) -> the answers given one after the other; the last is repeated."""

    def __init__(self) -> None:
        self.routes: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in two small packets would wait for each other, 40 ms a request.
            wbufsize = -1
            disable_nagle_algorithm = True

            def log_message(self, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                outer.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up on hostile answers
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def json(self, path: str, value: Any, **options: Any) -> None:
        """Answer a path with JSON."""
        self.say(path, json.dumps(value).encode(), content_type="application/json", **options)

    def say(
        self, path: str, body: bytes | str, *, content_type: str = "text/plain", status: int = 200, **headers: str
    ) -> None:
        """Answer a path with bytes; called again, the next request gets the next answer."""
        data = body if isinstance(body, bytes) else body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes.setdefault(path, []).append(Answer(data, status, {"Content-Type": content_type, **named}))

    def act(self, path: str, act: Callable[[BaseHTTPRequestHandler], None]) -> None:
        """Let a function speak on the bare connection."""
        self.routes.setdefault(path, []).append(Answer(act=act))

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = unquote(handler.path.replace("+", " "))
        self.asked.append(path)
        self.headers.append(dict(handler.headers.items()))
        answers = self.routes.get(path) or self.routes.get(path.split("?")[0]) or [Answer(b"not found", 404)]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        if found.act:
            handler.close_connection = True
            found.act(handler)
            return
        handler.send_response(found.status)
        for name, value in found.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(found.body)))
        handler.end_headers()
        handler.wfile.write(found.body)


@pytest.fixture(name="service")
def _service() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.server.shutdown()
    server.server.server_close()
    server.thread.join()


@pytest.fixture(name="settings")
def _settings(service: Loopback) -> SourceSettings:
    """Every service at the loopback server, each under its own name."""
    urls = {name: f"{service.url}/{name}" for name in DEFAULT_URLS if name != "web"}
    return SourceSettings(urls=urls, timeout=2.0, contact="reader@example.org")


@pytest.fixture(name="client")
def _client(settings: SourceSettings) -> Iterator[Client]:
    client = Client(settings, sleep=lambda _: None)
    yield client
    client.close()


@pytest.fixture(name="cached")
def _cached(settings: SourceSettings, tmp_path: Path) -> SourceSettings:
    from dataclasses import replace  # noqa: PLC0415

    return replace(settings, cache=tmp_path / "answers.sqlite")
