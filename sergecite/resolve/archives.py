"""The calls of archives: where one stands that the model took for something else, and what its parts are."""

import re
from collections.abc import Sequence

from sergecite.resolve import labels as kind
from sergecite.resolve.tokens import Token

_HOUSE = re.compile(r"[^,:;\d]+?(?=[,:;\d]|\. (?:ф|f|фонд|fond)\.? ?\d|$)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<!\w)(?:Arch(?:ives|\.)? (?:nat|dép|départ|mun|comm|dioc|féd|nationales|départementales|municipales|communales|diocésaines|fédérales)(?!\w)\.?"
    r"|(?:Archives?|Archivio|Archivo|Arquivo) [^,;:.()\d]{3,70} \([A-Z][A-Za-z-]{1,9}\))"
)
"""An archive by its full or its shortened name, which no journal bears: "Arch. dép.", "Archives de la Préfecture (APP)"."""
_CALL = re.compile(
    r"[^;.\d]{0,60}\d[^;,]*?(?=[;,]|\.?$)(?:, (?!\d{1,2}(?:er)? [^\W\d_]{3}|[a-zà-ÿ]{4})[^;,]*?(?=[;,]|\.?$))*"
)
"""The rest of a call, to a date or to the words on what was found there."""
_TRIM = " .,;:·"


def name_archives(text: str, labels: list[str], tokens: Sequence[Token]) -> None:
    """Label the archives known by their names, with their calls, in place; those in a sentence stay prose."""
    for named in _NAMED.finditer(text):
        call = _CALL.match(text, named.end())
        inside = [place for place, token in enumerate(tokens) if call and named.start() <= token.start < call.end()]
        if not inside or labels[inside[0]] == kind.PROSE:
            continue
        first, end = inside[0], inside[-1] + 1
        # "Report of the prefect, 12 June 1924, Arch. dép., 4 M 102": what was found there has begun the cite.
        opens = first == 0 or labels[first - 1] == kind.PROSE or not tokens[first].gap.startswith(",")
        labels[first:end] = [kind.ARCHIVE] * (end - first)
        labels[first] = (kind.BEGIN if opens else "") + kind.ARCHIVE


def read_archive(text: str) -> dict[str, str]:
    """Divide an archive's call into the house and the place in it: at the first comma, number or word of a call."""
    head = _HOUSE.match(text)
    house = (head[0] if head else "").strip(_TRIM + "(")
    rest = text[head.end() if head else 0 :].strip(_TRIM)
    if not house:
        return {"archive_location": rest} if rest else {}
    return {"archive": house} | ({"archive_location": rest} if rest else {})
