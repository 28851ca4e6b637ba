"""Items fitted to a style: what a style has no variable for is said with those it has; a title ends without a mark.

Of 2,851 styles about 170 know CSL 1.0.2's `volume-title`, 150 `part-number`, 300 `reviewed-title`, 420 `recipient`. In
the others a volume would lose its title, and a letter or a review would have none.
"""

import re
from typing import Any

from sergecite.csl import Style

CslItem = dict[str, Any]
_FITTED = frozenset({"contributor", "part-number", "recipient", "reviewed-title", "status", "volume-title"})


def _unpointed(title: str) -> str:
    """Return a title without the full stop that catalogues end it with: styles would print “Title.,” with their own mark.

    The stop of what may be an abbreviation stays: of short words ("Inc.", "vols."), of capitals and dots ("U.S.S.R.").
    """
    if not title.endswith(".") or title.endswith(".."):
        return title
    word = re.split(r"[\s\-–—’'(\[.]", title[:-1])[-1]
    whole = word.isalpha() and len(word) > (5 if word.islower() else 7)
    return title[:-1] if whole or re.search(r"[?!][”’»\"]*\.$", title) else title


def _takes_contributors_for_authors(style: Style) -> bool:
    """Tell whether contributors stand beside the authors, as in APA and MHRA: then a contribution cannot be named there."""
    stack = [macro for name, macro in style.macros.items() if name.startswith("author")]
    while stack:
        element = stack.pop()
        if element.tag == "names" and "contributor" in element.get("variable").split():
            return True
        stack += [child for child in element.children if child.tag != "substitute"]
    return False


def fit(item: CslItem, style: Style) -> CslItem:
    """Return the item as this style can print all of it, and well; the item itself is not changed."""
    if item.get("title", "").endswith("."):
        item = item | {name: _unpointed(item[name]) for name in ("title", "title-short") if name in item}
    if not item.keys() & _FITTED:
        return item
    known = style.variables
    if "contributor" in item.keys() & known and _takes_contributors_for_authors(style):
        people = [name for name in item["contributor"] if "literal" not in name]
        item = {key: value for key, value in item.items() if key != "contributor"}
        item |= {"contributor": people} if people else {}
    missing = (item.keys() & _FITTED) - known
    if not missing:
        return item
    fitted = {key: value for key, value in item.items() if key not in missing}
    if "volume-title" in missing:
        _whole_title(fitted, item["volume-title"])
    if "part-number" in missing:
        fitted["volume"] = ".".join(part for part in (item.get("volume", ""), item["part-number"]) if part)
    if "reviewed-title" in missing and "title" not in item:
        authors = _listed(item.get("reviewed-author", []))
        fitted["title"] = f"Review of {item['reviewed-title']}" + (f", by {authors}" if authors else "")
    if "recipient" in missing and "title" not in item:
        # Styles of CSL 1.0.2 describe what has no title, older ones print nothing.
        variable = "genre" if "volume-title" in known else "title"
        words = f"{item.get('genre', 'letter')} to {_listed(item['recipient'])}"
        fitted[variable] = words if variable == "genre" else words[:1].upper() + words[1:]
    if "status" in missing and "issued" not in item:
        fitted["issued"] = {"literal": item["status"]}
    return fitted


def _whole_title(item: CslItem, volume_title: str) -> None:
    """Join the titles of work and volume; the issue of a journal may go without its title."""
    name = "container-title" if "container-title" in item else "title"
    if item["type"].startswith("article") or name not in item:
        return
    item[name] = f"{item[name]}: {volume_title}"
    if name == "title":
        item["title-short"] = volume_title


def _listed(names: list[dict[str, str]]) -> str:
    words = [
        name.get("literal") or " ".join(name[part] for part in ("given", "family") if part in name) for name in names
    ]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
