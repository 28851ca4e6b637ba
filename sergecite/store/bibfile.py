"""One .bib file as it was read: its bytes, and the blocks found in them.

Structure is found in the bytes themselves, seen as latin-1 text (offsets are then bytes, whatever the encoding);
meaning is read from the decoded text.
"""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sergecite.bibtex.edit import Splice
from sergecite.bibtex.scan import Block, scan
from sergecite.errors import InputError, UnwritableError
from sergecite.store.atomic import Stamp, stamp_of
from sergecite.store.chunks import Blocks, Places
from sergecite.store.declaration import declared_encoding
from sergecite.store.digest import digest
from sergecite.store.encoding import decode, is_utf8
from sergecite.store.transcoding import opened


@dataclass(frozen=True)
class BibFile:
    """A file of the library. `name` is its path relative to the library's folder; `seen` its stamp when read.

    `data` is what stands on disk, or that turned into UTF-8 out of `codec`.
    """

    path: Path
    name: str
    data: bytes
    seen: Stamp | None
    known: Places | None = field(default=None, compare=False, repr=False)
    """What the index knows of it."""
    codec: str = ""

    @cached_property
    def stored(self) -> bytes:
        """What stands on disk, or is to stand there; UnwritableError where that would not read as it was meant."""
        if not self.codec:
            return self.data
        try:
            stored = self.data.decode().encode(self.codec)
        except UnicodeError:
            stored = b""
        if opened(stored)[0] != self.data:
            raise UnwritableError(
                f"the change of {self.name} cannot be written in {self.codec}, the encoding of the file",
                place=str(self.path),
                hint="convert the file to UTF-8 first",
            )
        return stored

    def becoming(self, view: str, seen: Stamp | None = None) -> "BibFile":
        """Return the file with another content, given as its view."""
        return BibFile(self.path, self.name, view.encode("latin-1"), seen, codec=self.codec)

    @cached_property
    def view(self) -> str:
        """The bytes as characters, one for one."""
        return self.data.decode("latin-1")

    @cached_property
    def newline(self) -> str:
        """What ends a line."""
        return "\r" if "\r" in self.view and "\n" not in self.view else "\n"

    @cached_property
    def digest(self) -> str:
        """The hash of the bytes on disk."""
        return digest(self.stored)

    @cached_property
    def text(self) -> str:
        """The decoded text."""
        return decode(self.data)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The blocks of `view`; offsets are bytes."""
        return Blocks(self.view, self.known.chunks) if self.known is not None else scan(self.view)

    @cached_property
    def declared(self) -> str:
        """What encoding the file says it is in: Python's name where it has one; "" where it says nothing."""
        return declared_encoding(self.data)

    @cached_property
    def ascii_only(self) -> bool:
        """Whether new text must be plain ASCII because the file is, or says it is, in an old encoding and is not known to be."""
        if self.codec:
            return False
        if self.declared not in ("", "utf-8", "ascii"):
            return True
        return not (self.known.utf8 if self.known is not None else is_utf8(self.data))

    def find(self, citekey: str) -> list[int]:
        """Return the numbers of the blocks of the entries that have a citekey."""
        blocks = self.blocks
        if self.known is not None and isinstance(blocks, Blocks):
            found = [
                number for start in self.known.starts_of(citekey) if (number := blocks.number_at(start)) is not None
            ]
            if found:
                return found
        return [number for number, block in enumerate(blocks) if block.kind == "entry" and key_of(block.key) == citekey]

    def citekeys(self) -> Iterable[str]:
        """Return the citekeys in order."""
        known = self.known.citekeys() if self.known is not None else []
        return known or (key_of(block.key) for block in self.blocks if block.kind == "entry")

    def holds(self, text: str) -> bool:
        """Whether new text can be put into the file as it is, and need not be written in LaTeX's plain ASCII."""
        if text.isascii():
            return True
        try:
            self.encoded(text)
        except UnicodeEncodeError:
            return False
        return not self.ascii_only

    def encoded(self, text: str) -> str:
        """Return new text as characters of `view`; UnicodeEncodeError where the file's encoding has no such letter."""
        if self.codec:
            text.encode(self.codec)
        return text.encode("cp1252" if self.ascii_only else "utf-8").decode("latin-1")


def read_bib(path: Path, name: str) -> BibFile:
    """Read a file; InputError where it cannot be read."""
    try:
        with open(path, "rb", opener=_unwaiting) as file:  # Path.open takes no opener
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError("that is no regular file", place=str(path), hint="a library consists of plain files")
            data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += file.read()
    except FileNotFoundError as error:
        raise InputError(f"the library has no file {name}", place=str(path)) from error
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}", place=str(path)) from error
    try:
        data, codec = opened(data)
    except InputError as error:
        raise InputError(error.message, place=str(path), hint=error.hint) from None
    return BibFile(path, name, data, stamp_of(status), codec=codec)


def _unwaiting(path: str, flags: int) -> int:
    """Open a file; for a pipe, without waiting for somebody to write to it."""
    return os.open(path, flags | os.O_NONBLOCK)


def new_bib(path: Path, name: str) -> BibFile:
    """Return a file that is still to be made."""
    return BibFile(path, name, b"", None)


class Written(NamedTuple):
    """A file that was changed: as it was and as it is, and the splices between, in bytes of the file as it was.

    `seen` is its new stamp, `checked` when that was taken, in ns: before anybody else could change it.
    """

    old: BibFile
    now: BibFile
    seen: Stamp
    checked: int
    splices: Sequence[Splice]


def key_of(view: str) -> str:
    """Return the text of a citekey found in a file's latin-1 view."""
    return view if view.isascii() else decode(view.encode("latin-1"))
