"""Locators: where in a source a note points, and what kind of place that is.

The labels are those of CSL 1.0.2 (specification, "Locators"); the spellings are the ones notes use in English, German,
French, Italian, Spanish, Latin and Russian.
"""

import re
from typing import NamedTuple


class Locator(NamedTuple):
    """A place inside a source. `value` is as written, without its label; `label` is a CSL locator term."""

    value: str
    label: str
    start: int
    end: int


_SPELLINGS: dict[str, str] = {
    "page": r"pp?|pags?|pages?|páginas?|págs?|pagg|pagin[ae]|Seiten?|S|Ss|[сС]тр|[сС]|blz|bladz|at p|at pp",
    "folio": r"ff(?=\.? ?\d)|fols?|foll|folios?|folio|fos?|fo|cc?(?=\.? ?\d+ ?[rv])|carta|carte|Bl|Blatt|fls?|[лЛ]л?",
    "chapter": r"chaps?|chapters?|ch|chs|Kap|Kapitel|chapitres?|cap|capp|capitol[oi]|capítulos?|[гГ]л|hfdst",
    "volume": r"vols?|volumes?|Bd|Bde|Band|Bände|tomes?|tom|voll|volum[ei]|[тТ]",
    "section": r"ss?(?=\. \d)|sections?|secs?|sect|Abschn|Abschnitt|sez|sezione",
    "paragraph": r"paras?|paragraphs?|parr|par|Abs|Absatz|Rn|Rdnr|Rz|Randnr|alinéa|al",
    "note": r"nn?(?=\.? ?\d)|notes?|Anm|Fn|not[ae]",
    "line": r"lines?|ll?(?=\.? ?\d)|Z|Zeilen?|lignes?|righ[ei]",
    "verse": r"verses?|vv?(?=\.? ?\d)|vers",
    "column": r"cols?|columns?|coll|Sp|Spalten?|colonnes?|colonn[ae]",
    "book": r"books?|bks?|livres?|liv|lib|libr[oi]|Buch",
    "part": r"parts?|pts?|Teil|partie|parte",
    "figure": r"figs?|figures?|Abb|Abbildung(?:en)?",
    "table": r"tab|tables?|Tabellen?|tavola",
    "plate": r"plates?|pls?|tavv?|Taf|Tafeln?|planches?",
    "article": r"arts?|articles?|Artikel|articol[oi]|artt",
    "sub-verbo": r"s\. ?v|sub verbo|sub voce|s\. ?vv|s\. ?n",
}
_CSL_LABEL = {"plate": "figure", "article": "article-locator"}
_DASH = r"[-–—‒−]"
_ONE = r"(?:[A-Z]?\d{1,6}(?:[a-eg-z](?!\w))?(?: ?[rv](?:er|erso|ecto)?°?)?|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})(?=ff?(?!\w)|ss(?!\w)|\W|$)"
_FOLLOWING = (
    r"(?: ?(?:ff?|sqq?|seqq?|et seqq?|et sqq?|et suiv|suiv|ss|sgg?|segg?|e segg?|e sgg?|passim|ш|и сл|и след)(?!\w)\.?)"
)
_RANGE = rf"{_ONE}(?: ?{_DASH}{{1,2}} ?{_ONE})?{_FOLLOWING}?"
VALUE = rf"{_RANGE}(?:(?:, ?| ?& ?| and | und | et | e | y ){_RANGE}){{0,12}}"
_LABELS = "|".join(rf"(?P<{label.replace('-', '_')}>{pattern})" for label, pattern in _SPELLINGS.items())
_LABELLED = re.compile(rf"(?<!\w)(?:(?:{_LABELS})(?!\w)\.? ?|(?P<sign>§§?|¶¶?) ?)(?P<value>{VALUE})")
_LABELLED_WORDS = re.compile(r"(?<!\w)(?:s\. ?v{1,2}\.?|sub (?:verbo|voce)) ?[\"“„«'‘]?(?P<value>[^\"”“»'’.;]{1,60})")
_BARE = re.compile(rf"(?<![\w.])(?P<value>(?=[A-Z]?\d|[ivxlcdm]{{2}}|[ivx](?!\w)){VALUE})")


def find_locators(text: str, start: int = 0, end: int | None = None) -> list[Locator]:
    """Return the labelled locators of a stretch of `text`, in order; offsets are those of `text`."""
    stop = len(text) if end is None else end
    labelled = [
        Locator(match["value"].strip(), _label(match), match.start(), match.end())
        for match in _LABELLED.finditer(text, start, stop)
    ]
    words = [
        Locator(match["value"].strip(), "sub-verbo", match.start(), match.end())
        for match in _LABELLED_WORDS.finditer(text, start, stop)
    ]
    return sorted(labelled + words, key=lambda locator: locator.start)


def read_locator(text: str) -> Locator | None:
    """Read a stretch that is known to be a locator ("pp. 12-15", "§ 3", "77"); without a label it means a page."""
    if labelled := find_locators(text):
        return labelled[-1]
    bare = _BARE.search(text)
    return Locator(bare["value"].strip(), "page", bare.start(), bare.end()) if bare else None


def _label(match: re.Match[str]) -> str:
    if sign := match["sign"]:
        return "section" if sign.startswith("§") else "paragraph"
    name = next(label for label in _SPELLINGS if match[label.replace("-", "_")] is not None)
    return _CSL_LABEL.get(name, name)
