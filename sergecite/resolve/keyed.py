"""Citations by citekey, as pandoc's Markdown writes them and the LaTeX reader passes a footcite on: `[see @key, 12]`.

Source: the pandoc manual, "Citation syntax".
"""

import re
from collections.abc import Callable, Iterator, Sequence

from sergecite.model.resolution import Cite, CiteKind
from sergecite.resolve.locators import VALUE, find_locators

_KEY = re.compile(r"(?<![\w@.])-?@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w(?:[\w*]|[:.#$%&\-+?<>~/](?=\w))*))")
_GROUP = re.compile(r"\[[^\[\]]*\]")
_AFTER = re.compile(rf"(?: ?\[(?P<bracket>[^\[\]]*)\]|, ?(?P<value>{VALUE})(?=[\s.,;:)\]]|$))")


def keyed_cites(text: str, is_known: Callable[[str], bool]) -> list[Cite]:
    """Return the cites that name a citekey, in order, not yet settled.

    In square brackets anything with an at sign is one; in running text only a key the library has (`@name` is also how
    people are addressed). The item is {"id": citekey}.
    """
    cites: list[Cite] = []
    taken = 0
    for group in _GROUP.finditer(text):
        inside = list(_in_group(text, group.start() + 1, group.end() - 1))
        if inside:
            cites += [*_in_prose(text, taken, group.start(), is_known), *inside]
            taken = group.end()
    return [*cites, *_in_prose(text, taken, len(text), is_known)]


def without(text: str, cites: Sequence[Cite]) -> str:
    """Return the text with these cites blanked out, offsets kept; brackets that held nothing else go too."""
    for cite in cites:
        text = text[: cite.start] + " " * (cite.end - cite.start) + text[cite.end :]
    return re.sub(r"\[[\s;]*\]", lambda empty: " " * len(empty.group()), text) if cites else text


def _in_group(text: str, start: int, end: int) -> Iterator[Cite]:
    for part in re.finditer(r"[^;]+", text[start:end]):
        first, last = start + part.start(), start + part.end()
        key = _KEY.search(text, first, last)
        if key:
            found = find_locators(text, key.end(), last)[:1] or _bare(text, key.end(), last)
            rest = text[found[0][3] if found else key.end() : last]
            yield Cite(
                kind=CiteKind.FULL,
                text=text[first:last].strip(),
                start=first,
                end=last,
                item={"id": key["braced"] or key["plain"]},
                locator=found[0][0] if found else None,
                label=found[0][1] if found else None,
                prefix=text[first : key.start()].strip(),
                suffix=rest.strip(" ,"),
            )


def _bare(text: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    found = re.compile(rf",? ?({VALUE})(?=\s*$|[\s,])").match(text[:end], start)
    return [(found[1], "page", found.start(1), found.end())] if found else []


def _in_prose(text: str, start: int, end: int, is_known: Callable[[str], bool]) -> Iterator[Cite]:
    for key in _KEY.finditer(text, start, end):
        citekey = key["braced"] or key["plain"]
        if not is_known(citekey):
            continue
        after = _AFTER.match(text, key.end(), end)
        inside = after["bracket"] if after else None
        labelled = find_locators(inside) if inside else []
        value = labelled[0].value if labelled else inside or (after["value"] if after else None)
        stop = after.end() if after else key.end()
        yield Cite(
            kind=CiteKind.FULL,
            text=text[key.start() : stop],
            start=key.start(),
            end=stop,
            item={"id": citekey},
            locator=value,
            label=(labelled[0].label if labelled else "page") if value else None,
        )
