"""One .bib file as it was read: its bytes, and the blocks found in them.

Structure is found in the bytes themselves, seen as latin-1 text (offsets are then bytes, whatever the encoding);
meaning is read from the decoded text.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sergecite.bibtex.scan import Block, scan
from sergecite.errors import InputError
from sergecite.store.encoding import decode


@dataclass(frozen=True)
class BibFile:
    """A file of the library. `name` is its path relative to the library's folder."""

    path: Path
    name: str
    data: bytes

    @cached_property
    def view(self) -> str:
        """The bytes as characters, one for one."""
        return self.data.decode("latin-1")

    @cached_property
    def text(self) -> str:
        """The decoded text."""
        return decode(self.data)

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of `view`; offsets are bytes."""
        return scan(self.view)


def read_bib(path: Path, name: str) -> BibFile:
    """Read a file; InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(size + 1)
            if len(data) > size:
                data += file.read()
    except FileNotFoundError as error:
        raise InputError(f"the library has no file {name}", place=str(path)) from error
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}", place=str(path)) from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("the file is UTF-16, which BibTeX cannot read", place=str(path), hint="save it as UTF-8")
    return BibFile(path, name, data)
