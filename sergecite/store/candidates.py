"""From a query to SQL on the index: a condition that all matching entries meet, and few others.

What cannot be said in SQL is left out; the entries found are matched once more (`search.matches`).
"""

from collections.abc import Sequence
from typing import Any

from sergecite.model.entry import Entry
from sergecite.store import query as q
from sergecite.store.words import words

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
    each = " AND ".join(f'"{word}"' for word in wanted) + ("" if exact else "*")
    column = _COLUMNS.get(field) or ("name" if field in _PEOPLE else "")
    return "id IN (SELECT rowid FROM words WHERE words MATCH ?)", [f"{column} : ({each})" if column else each]


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
    return "id IN (SELECT rowid FROM words WHERE words MATCH ?)", [" OR ".join(wanted)]


def _any(found: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in found)


def identified(kind: str, value: str) -> Condition | None:
    """Return what all entries meet that carry an identifier, however it is written; None where that cannot be said."""
    if kind not in _SOUGHT or '"' in value or "\\" in value:
        return None
    bare = value.lower().replace("-", "").replace(" ", "").removeprefix("pmc")
    # ISBN-10 and ISBN-13 of one book share the nine digits between prefix and check digit.
    bare = bare[-10:-1] if kind == "isbn" else bare
    return "instr(replace(replace(replace(lower(data), '-', ''), '–', ''), ' ', ''), ?)", [bare]


_SOUGHT = frozenset({"doi", "isbn", "issn", "pmid", "pmcid", "arxiv"})
