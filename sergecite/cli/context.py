"""What every command shares: the session's options, where the library is, and how to speak."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Never

import typer

from sergecite.errors import ExitCode

_ONE_BY_ONE = 10
"""Messages of one kind that are said one by one."""


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The options that hold for every command."""

    library: Path | None
    offline: bool
    quiet: bool
    colour: Colour

    @property
    def coloured(self) -> bool:
        """Whether stdout may carry colour."""
        if self.colour is Colour.AUTO:
            return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return self.colour is Colour.ALWAYS

    @property
    def may_ask(self) -> bool:
        """Whether a person is there to answer."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def say(self, message: str) -> None:
        """Tell the user something; never data."""
        if not self.quiet:
            sys.stderr.write(visible(message) + "\n")


def say_some(say: Callable[[str], None], messages: Sequence[str], all_of_them: str) -> None:
    """Say messages that may be many: the first few, how many more there are, and what lists them all."""
    for message in messages[:_ONE_BY_ONE]:
        say(message)
    if len(messages) > _ONE_BY_ONE:
        say(f"... and {len(messages) - _ONE_BY_ONE:,} more of this kind; {all_of_them} lists them all")


def session(context: typer.Context) -> Session:
    """Return the session of the running command."""
    found = context.find_root().obj
    assert isinstance(found, Session)  # noqa: S101  # set by the callback of the root, always
    return found


def emit(text: str) -> None:
    """Write data to stdout, ending in one newline.

    On a terminal, control characters are shown, not sent: a title must not drive the terminal.
    """
    if sys.stdout.isatty():
        text = visible(text)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def emit_json(value: Any) -> None:
    """Write one JSON value to stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def visible(text: str) -> str:
    """Show control characters (except tab and newline), and those that turn the direction of writing, as escapes."""
    return text.translate(_VISIBLE)


_VISIBLE = {
    code: f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    for code in [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
}


def leave(code: ExitCode) -> Never:
    """End the command with an exit status."""
    raise typer.Exit(code)


def read_text(path: Path) -> str:
    """Read a text file the user named; `-` is stdin. UTF-8, with or without BOM."""
    from_stdin = str(path) == "-"
    data = sys.stdin.buffer.read() if from_stdin else path.read_bytes()
    return data.decode("utf-8-sig", errors="surrogateescape")
