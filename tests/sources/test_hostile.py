"""Services that fail or lie, met by one call of `add` with an item for each: a sentence per item, and nothing written."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from sergecite.cli.app import app
from sergecite.sources.settings import DEFAULT_URLS

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.sources.conftest import Loopback

GOOD = {"DOI": "10.1000/good", "type": "book", "title": ["Memoirs"], "author": [{"family": "Serge", "given": "Victor"}]}


def _cut(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"message": {"DOI": "10.1000/cut", "ti')


def _silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def _page(body: bytes, **headers: str) -> dict[str, Any]:
    return {"body": body, "headers": headers}


HOSTILE: list[tuple[str, dict[str, Any], str]] = [
    ("10.1000/missing", {"status": 404}, "unknown to Crossref"),
    ("10.1000/gone", {"status": 410}, "unknown to Crossref"),
    ("10.1000/busy", {"status": 429}, "Crossref is busy (429)"),
    ("10.1000/later", {"status": 429, "headers": {"Retry-After": "3600"}}, "Crossref is busy and asks us to wait 3600 s"),
    ("10.1000/down", {"status": 500}, "Crossref failed (500)"),
    ("10.1000/shut", {"status": 403}, "Crossref refuses access (403)"),
    ("10.1000/cut", {"act": _cut}, "broke off in the middle of its answer"),
    ("10.1000/silent", {"act": _silent}, "Crossref did not answer in time"),
    ("10.1000/page", _page(b"<html>Maintenance</html>"), "Crossref answered with a web page instead of JSON"),
    ("10.1000/xml", _page(b"<?xml version='1.0'?><a/>"), "Crossref answered with something unreadable instead of JSON"),
    ("10.1000/latin", _page('{"message": {"title": ["Mémoires"]}}'.encode("latin-1")), "something unreadable instead of JSON"),
    ("10.1000/nothing", _page(b""), "Crossref answered with nothing instead of JSON"),
    ("10.1000/list", _page(b"[]"), "Crossref answered without a message"),
    ("10.1000/number", _page(b'{"message": 3}'), "Crossref answered without a message"),
    ("10.1000/other", _page(json.dumps({"message": {**GOOD, "DOI": "10.1000/else"}}).encode()), "about another DOI"),
    ("10.1000/nodoi", _page(json.dumps({"message": {**GOOD, "DOI": "not one"}}).encode()), "about another DOI"),
    ("10.1000/ring", {"status": 302, "headers": {"Location": "/crossref/works/10.1000/ring"}}, "a ring of redirects"),
    ("10.1000/ftp", {"status": 302, "headers": {"Location": "ftp://x.example/a"}}, "no web address: 'ftp://x.example/a'"),
    ("10.1000/file", {"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "no web address"),
    ("10.1000/inside", {"status": 302, "headers": {"Location": "http://localhost:PORT/a"}}, "private address"),
    ("10.1000/huge", _page(b" " * 17_000_000), "the answer is larger than 16 MB"),
]  # fmt: skip


@pytest.fixture(name="root")
def _root(tmp_path: Path, service: Loopback, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty library; every service is at the loopback server."""
    for name in DEFAULT_URLS:
        monkeypatch.setenv(f"SERGECITE_{name.upper()}_URL", f"{service.url}/{name}")
    monkeypatch.setenv("SERGECITE_CACHE", str(tmp_path / "answers.sqlite"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    root = tmp_path / "library"
    root.mkdir()
    (root / "library.bib").write_text("% mine\n", encoding="utf-8")
    (root / "sergecite.toml").write_text("[sources]\ntimeout = 1.0\n", encoding="utf-8")
    service.json("/crossref/works/10.1000/good", {"message": GOOD})
    return root


def test_each_hostile_answer_is_one_sentence_and_the_rest_go_on(
    root: Path, service: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One call, one item for each kind of answer: its own message, nothing written but what was good; exit status 1."""
    monkeypatch.setattr("sergecite.sources.http._BACKOFF", 0.0)
    port = service.url.rsplit(":", 1)[1]
    for doi, answer, _ in HOSTILE:
        path = f"/crossref/works/{doi}"
        if "act" in answer:
            service.act(path, answer["act"])
        else:
            headers = {name: text.replace("PORT", port) for name, text in answer.get("headers", {}).items()}
            service.say(path, answer.get("body", b""), status=answer.get("status", 200), **headers)
        service.say(f"/doi/{doi}", b"", status=404)
    lines = "\n".join([*(doi for doi, *_ in HOSTILE), "10.1000/good"])
    result = CliRunner().invoke(app, ["--library", str(root), "add", "-", "--json"], input=lines)
    rows = json.loads(result.stdout)
    told = {row["input"]: row.get("message", row["status"]) for row in rows}
    assert [(doi, words) for doi, _, words in HOSTILE if words not in told[doi]] == []
    assert told["10.1000/good"] == "added"
    assert result.exit_code == 1
    assert (root / "library.bib").read_text(encoding="utf-8").count("@") == 1


def test_a_list_on_a_narrow_terminal(root: Path, service: Loopback, tmp_path: Path) -> None:
    """Sixty columns: no line is longer, the progress leaves nothing behind, each hint is told once."""
    items = [
        {
            **GOOD,
            "DOI": f"10.1000/{number}",
            "title": ["Memoirs of a Revolutionary"],
            "issued": {"date-parts": [[year]]},
        }
        for number, year in enumerate((1963, 1984, 2012))
    ]
    service.json("/crossref/works", {"message": {"items": items}})
    service.json("/openlibrary/search.json", {"docs": []})
    reading = tmp_path / "reading-list.txt"
    line = "Victor Serge, Memoirs of a Revolutionary"
    reading.write_text(f"{line}\n- {line}\nISBN 0-19-281037-9\n10.1000/good\n", encoding="utf-8")
    shown = _on_terminal([sys.executable, "-m", "sergecite", "--library", str(root), "add", str(reading)])
    lines = [re.sub(r"^.*\x1b\[K", "", one) for one in shown.replace("\r\n", "\n").split("\n")]
    assert max(map(len, lines)) <= 60
    assert shown.count("hint: --best takes") == 1
    assert "1 added, 2 unsure, 1 failed" in lines


def _on_terminal(command: list[str]) -> str:
    """Run a command on a terminal 60 columns wide; return what it showed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    ) as running:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            shown += piece
        running.wait()
    os.close(ours)
    return shown.decode()
