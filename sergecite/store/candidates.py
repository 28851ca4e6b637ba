"""From a query to SQL on the index: a condition that all matching entries meet, and few others.

What cannot be said in SQL is left out; the entries found are matched once more (`search.matches`).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sergecite.model.entry import Entry
from sergecite.store import query as q
from sergecite.store.words import words


class Condition(NamedTuple):
    """SQL on the table `entry`, and what its question marks stand for. `exact`: whatever meets it matches the query."""

    text: str
    given: list[Any]
    exact: bool = False


_COLUMNS = {"citekey": "citekey", "type": "type", "name": "name", "title": "title", "keywords": "keywords"}
_MATCH = "id IN (SELECT rowid FROM words WHERE words MATCH ?)"
_UNKNOWN = frozenset({"file", "added"})
"""What queries know and the index does not."""
_PEOPLE = frozenset(
    {"author", "editor", "translator", "editora", "editorb", "editorc", "annotator", "commentator", "introduction",
     "foreword", "afterword", "bookauthor", "holder", "shortauthor", "shorteditor"}
)  # fmt: skip


def condition(query: q.Query) -> Condition | None:
    """Return what all entries meet that match a query; None if nothing is known."""
    match query:
        case q.Words(field, wanted, exact):
            return _words(field, wanted, exact=exact) if wanted and field not in _UNKNOWN else None
        case q.Years("date", first, last):
            bounds = [("last >= ?", first), ("first <= ?", last)]
            known = [(text, value) for text, value in bounds if value is not None]
            return Condition(" AND ".join(text for text, _ in known), [value for _, value in known], exact=True)
        case q.All(inner):
            every = [condition(one) for one in inner]
            found = [one for one in every if one is not None]
            return _joined(" AND ", found, exact=len(found) == len(every)) if found else None
        case q.Any(inner):
            every = [condition(one) for one in inner]
            found = [one for one in every if one is not None]
            return _joined(" OR ", found, exact=True) if len(found) == len(every) else None
    return None


def _joined(word: str, found: list[Condition], *, exact: bool) -> Condition:
    text = word.join(f"({one.text})" for one in found)
    return Condition(text, [value for one in found for value in one.given], exact and all(one.exact for one in found))


def _words(field: str, wanted: tuple[str, ...], *, exact: bool) -> Condition:
    """Ask for words; that they stand in a row, or in the very field of that person, only the entry itself can tell."""
    each = " AND ".join(f'"{word}"' for word in wanted) + ("" if exact else "*")
    column = _COLUMNS.get(field) or ("name" if field in _PEOPLE else "")
    told = len(wanted) == 1 and (not field or field in _COLUMNS)
    return Condition(_MATCH, [f"{column} : ({each})" if column else each], exact=told)


def title_words(entry: Entry) -> list[str]:
    """Return the words of an entry's title and subtitle, each once."""
    return list(dict.fromkeys(words(f"{entry.text('title')} {entry.text('subtitle')}")))


def alike(entry: Entry, rarest: Sequence[str]) -> Condition | None:
    """Return what all entries meet that may be the same work: one of the rarest title words, or a surname and any of them.

    None where there is no title: then nothing can be told to be the same.
    """
    titles = [word for word in title_words(entry) if len(word) > 2] or title_words(entry)
    if not titles:
        return None
    wanted = [f"title : ({_any(rarest)})"] if rarest else []
    people = [name for role in ("author", "editor") for name in entry.names.get(role, ()) if not name.others]
    surnames = [word for name in people for word in words(name.family or name.literal)]
    if surnames:
        wanted.append(f"(name : ({_any(surnames)}) AND title : ({_any(titles)}))")
    if not wanted:
        return None
    return Condition(_MATCH, [" OR ".join(wanted)])


def _any(found: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in found)
