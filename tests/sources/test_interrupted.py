"""Long lists that are interrupted, as processes: what was found is kept, and the same call goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from sergecite.sources.settings import DEFAULT_URLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.sources.conftest import Loopback

_COUNT = 260
"""Works: more than are written at once."""
_MAIN = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('sergecite', run_name='__main__')"
)
"""The program, which hears Ctrl-C where the tests run in the background of a shell, too."""


@pytest.fixture(name="run")
def _run(tmp_path: Path, service: Loopback) -> Callable[[list[str]], subprocess.Popen[str]]:
    """Start `add` with a list on stdin."""
    urls = {f"SERGECITE_{name.upper()}_URL": f"{service.url}/{name}" for name in DEFAULT_URLS}
    environment = {**os.environ, **urls, "SERGECITE_CACHE": str(tmp_path / "answers.sqlite")}
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "a.bib").write_text("", encoding="utf-8")
    for number in range(_COUNT):
        work = {"DOI": f"10.1000/{number}", "type": "book", "title": [f"On {_word(number)}"], "publisher": "Mole"}
        service.json(f"/crossref/works/10.1000/{number}", {"message": work})

    def start(lines: list[str]) -> subprocess.Popen[str]:
        (tmp_path / "list.txt").write_text("\n".join(lines), encoding="utf-8")
        words = ["--library", str(tmp_path / "library"), "add", str(tmp_path / "list.txt")]
        return subprocess.Popen(
            [sys.executable, "-c", _MAIN, *words],
            env=environment, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    return start


def _word(number: int) -> str:
    """Return a word of its own for each number, so that no work is like another."""
    return "".join("bdfglmnprt"[int(digit)] + "aeiou"[int(digit) // 2] for digit in f"{number * 7919 % 100000:05}")


def _held(tmp_path: Path) -> list[str]:
    text = (tmp_path / "library" / "a.bib").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.startswith("  doi")]


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


def test_ctrl_c_keeps_what_is_done_behind_a_stuck_item(
    tmp_path: Path, service: Loopback, run: Callable[[list[str]], subprocess.Popen[str]]
) -> None:
    """Written in the order of the list; the exit status says that something is left."""
    release = threading.Event()

    def stuck(handler: BaseHTTPRequestHandler) -> None:
        release.wait(30)
        handler.send_error(404)

    service.act("/crossref/works/10.1000/stuck", stuck)
    process = run(["10.1000/stuck", *(f"10.1000/{number}" for number in range(20))])
    _until(lambda: len(service.asked) > 20)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    threading.Timer(0.5, release.set).start()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1, said
    assert _held(tmp_path) == [f"doi = {{10.1000/{number}}}," for number in range(20)]
    assert "interrupted: what was found so far is kept" in said


def test_a_killed_run_is_resumed(
    tmp_path: Path, service: Loopback, run: Callable[[list[str]], subprocess.Popen[str]]
) -> None:
    """Whole batches are in the library, answers in the cache: the second run asks for nothing it was told and adds nothing twice."""
    last, release = threading.Event(), threading.Event()

    def stuck(handler: BaseHTTPRequestHandler) -> None:
        last.set()
        release.wait(30)
        handler.send_error(404)

    service.act("/crossref/works/10.1000/stuck", stuck)
    lines = [*(f"10.1000/{number}" for number in range(_COUNT)), "10.1000/stuck"]
    process = run(lines)
    _until(lambda: last.is_set() and len(_held(tmp_path)) == 200)
    process.kill()
    process.communicate(timeout=60)
    release.set()
    asked = len(service.asked)
    written, said = run(lines[:-1]).communicate(timeout=60)
    assert _held(tmp_path) == [f"doi = {{10.1000/{number}}}," for number in range(_COUNT)]
    assert len(written.split()) == _COUNT - 200
    # Of three requests at once the last was stuck; the answers of the others may have been on their way.
    assert len(service.asked) <= asked + 2, said
    assert "60 added, 200 there already" in said
