"""The halves of the store that parse and change, loaded when they are first needed.

Like the command table of `cli.app`: `list`, `show` and `cite` answer from the index and never pay (some 30 ms) for the
parser and the writer. These modules, and no others, are loaded this way; they import nothing that imports this.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sergecite.store.history import History
    from sergecite.store.indexing import Indexing
    from sergecite.store.reading import Reading
    from sergecite.store.writing import Writer


def make_reading(*given: Any) -> "Reading":
    """Make a `reading.Reading`."""
    made: Reading = importlib.import_module("sergecite.store.reading").Reading(*given)
    return made


def make_writer(*given: Any) -> "Writer":
    """Make a `writing.Writer`."""
    made: Writer = importlib.import_module("sergecite.store.writing").Writer(*given)
    return made


def make_indexing(*given: Any) -> "Indexing":
    """Make an `indexing.Indexing`."""
    made: Indexing = importlib.import_module("sergecite.store.indexing").Indexing(*given)
    return made


def refresh_index(*given: Any) -> bool:
    """Call `refreshing.refresh_index`."""
    return bool(importlib.import_module("sergecite.store.refreshing").refresh_index(*given))


def make_history(*given: Any) -> "History":
    """Make a `history.History`."""
    made: History = importlib.import_module("sergecite.store.history").History(*given)
    return made


def recover(*given: Any) -> str:
    """Call `recovery.recover`."""
    return str(importlib.import_module("sergecite.store.recovery").recover(*given))
