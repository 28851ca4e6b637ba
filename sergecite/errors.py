"""What can go wrong, in the words and with the exit status a user meets.

One boundary (`cli.app.main`) turns these into `error:` and `hint:` lines and the exit status of the class.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit statuses scripts rely on."""

    DONE = 0
    LEFT = 1
    """Done, but something is left for the user."""
    USAGE = 2
    BAD_INPUT = 3
    UNWRITABLE = 4
    SERVICE = 5


class SergeciteError(Exception):
    """A fault the user can understand and often mend.

    `place` is "file", "file:line" or "file:line:column" where the fault lies in a file.
    """

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, message: str, *, hint: str | None = None, place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class UsageError(SergeciteError):
    """The call is wrong: an unknown citekey, style or field."""

    exit_code = ExitCode.USAGE


class NothingFoundError(SergeciteError):
    """What was asked for is not there; nothing is broken."""

    exit_code = ExitCode.LEFT


class InputError(SergeciteError):
    """A file or text that cannot be read or parsed."""


class UnwritableError(SergeciteError):
    """The library could not be written: locked, changed on disk, read-only, full."""

    exit_code = ExitCode.UNWRITABLE


class ServiceError(SergeciteError):
    """A service failed, is unreachable, or is needed while offline."""

    exit_code = ExitCode.SERVICE
