"""From a query to SQL on the index: a condition that all matching entries meet, and few others.

What cannot be said in SQL is left out; the entries found are matched once more (`search.matches`).
"""

from typing import Any

from sergecite.store import query as q

Condition = tuple[str, list[Any]]
_COLUMNS = {"citekey": "citekey", "type": "type", "name": "name", "title": "title", "keywords": "keywords"}
_UNKNOWN = frozenset({"file", "added"})
"""What queries know and the index does not."""
_PEOPLE = frozenset(
    {"author", "editor", "translator", "editora", "editorb", "editorc", "annotator", "commentator", "introduction",
     "foreword", "afterword", "bookauthor", "holder", "shortauthor", "shorteditor"}
)  # fmt: skip


def condition(query: q.Query) -> Condition | None:
    """Return SQL on the table `entry`, and what its question marks stand for; None if nothing is known."""
    match query:
        case q.Words(field, wanted, exact):
            return _words(field, wanted, exact=exact) if wanted and field not in _UNKNOWN else None
        case q.Years("date", first, last):
            bounds = [("last >= ?", first), ("first <= ?", last)]
            known = [(text, value) for text, value in bounds if value is not None]
            return " AND ".join(text for text, _ in known), [value for _, value in known]
        case q.All(inner):
            found = [one for one in map(condition, inner) if one is not None]
            return _joined(" AND ", found) if found else None
        case q.Any(inner):
            every = [condition(one) for one in inner]
            found = [one for one in every if one is not None]
            return _joined(" OR ", found) if len(found) == len(every) else None
    return None


def _joined(word: str, found: list[Condition]) -> Condition:
    return word.join(f"({text})" for text, _ in found), [value for _, given in found for value in given]


def _words(field: str, wanted: tuple[str, ...], *, exact: bool) -> Condition:
    phrase = f'"{" ".join(wanted)}"' + ("" if exact else "*")
    column = _COLUMNS.get(field) or ("name" if field in _PEOPLE else "")
    if column:
        phrase = f"{column}: {phrase}"
    return "id IN (SELECT rowid FROM words WHERE words MATCH ?)", [phrase]
