"""Mends what the parser read of a note's forms: which words point back, whose "Id." it is, where a seen title ends."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from sergecite.model.resolution import Antecedent, Cite, CiteKind
from sergecite.resolve.locators import VALUE, find_locators
from sergecite.resolve.match import title_hits
from sergecite.resolve.memory import Memory
from sergecite.resolve.misread import SCANNED_CIT
from sergecite.resolve.naming import PARTICLES, Naming
from sergecite.resolve.stretch import Stretch

_IN_BRACKETS = re.compile(
    r"[(\[](?:wie |supra |cited in |above )?(?:nn?|notes?|fnn?|footnotes?|fu(?:ß|ss)n(?:ote)?|anm(?:erkung)?|nota|прим)\.? ?"
    r"(?P<note>\d{1,4})(?:[)\]]|$)",
    re.IGNORECASE,
)
_NOTE_WORD = r"(?:foot-?notes?|notes?|nn?|fnn?|anm(?:erkung(?:en)?)?|fu(?:ß|ss)n(?:oten?)?|not[ae]|noot|прим(?:еч)?|сноск[аиу]|przyp(?:is)?|pozn(?:ámka)?)"
_NOTE_NUMBER = re.compile(rf"(?<!\w){_NOTE_WORD}\.? ?\d", re.IGNORECASE)
_NAME_AND_NOTE = re.compile(
    r"(?P<name>[^\W\d_a-zа-я][\w’'. -]{1,60}?),? [(\[]?"
    r"(?i:(?:(?:wie|siehe|s\.|oben|vgl\.|zie|voir|cf\.|vedi|v\.|véase|ver|vid\.|см\.|zob\.|viz|see|as in|as cited in|cited in|cit\. (?:alla?|a|in)|supra|"
    r"above|ci-dessus|sopra)[,:]? )*"
    rf"(?<!\w){_NOTE_WORD}\.? ?(?P<note>\d{{1,4}})(?!\d)[)\]]?(?:,? (?:above|supra|oben|ci-dessus|sopra)[)\]]?)?)(?=[\s,.;:]|$)"
)
"""A name and the note its work was cited in: "Serge, wie Anm. 12", "Serge (см. прим. 12)"."""
_BARE_NOTE = re.compile(
    rf"(?:^|(?<=; )|(?<=\. ))\((?i:wie|as in|cf\.|see|s\.) (?i:{_NOTE_WORD})\.? ?(?P<note>\d{{1,4}})\),? (?:pp?\.|S\.|s\.)? ?(?P<locator>{VALUE})(?=[\s,.;]|$)"
)
_AFTER_CIT = re.compile(r"cit\.? ?\((?P<note>\d{1,4})\)", re.IGNORECASE)
_LOCATED = re.compile(rf"[,:]? ?(?:at )?(?:[^\W\d]{{1,5}}\. ?{VALUE}|(?P<bare>{VALUE}))(?=[\s,.;:)]|$)")
_MENTIONED = re.compile(r"[“„«\"‘'](?P<word>[^“”„«»\"]*)[”“»\"’']")
_IDEM_ALONE = re.compile(r"(?:idem|id|eadem|ead|iidem|eaedem|ders(?:elbe)?|dies(?:elben?)?)(?!\w)[.„,]*", re.IGNORECASE)
_CIT_ALONE = re.compile(
    r"(?:op(?:\.|era)?|art(?:\.|icle)?) ?cit(?:\.|ata?|ato|é)?[\s,.:\d–-]*(?:(?:pp?|pagg?|S)\. ?[\d\s,–-]+)?",
    re.IGNORECASE,
)
_MISREAD = re.compile(rf"(?<!\w)(?:op|art|loc)\.? ?(?:{SCANNED_CIT})\b|, ?(?:{SCANNED_CIT})\.(?=,|$)", re.IGNORECASE)
"""Op. cit. as scans have it."""
_SIGLUM = re.compile(r"«(?P<title>[^«»]{2,30})»,? ?\w{0,4}\.? ?\d")
"""A paper or a source by its letters: "«GUV», p. 642"."""
_CUT_KINDS = frozenset({CiteKind.FULL, CiteKind.SHORT})
_FEW = 12
"""Works of one name that are looked at."""


def is_no_cite(stretch: Stretch, cite: Cite) -> bool:
    """Tell whether "ibid." or the like is a word spoken of, in quotation marks, or "aldaar" means there, in the same work."""
    if cite.kind not in (CiteKind.IBID, CiteKind.IDEM, CiteKind.OP_CIT) or cite.item:
        return False
    place = stretch.place_at(cite.start)
    if place < len(stretch.words) and stretch.words[place].text in ("aldaar", "ald"):
        return any(stretch.is_content(k) for k in range(stretch.begin(place), place))
    return any(
        quoted.start() <= cite.start and cite.end <= quoted.end() and quoted["word"].strip(" .,") in cite.text
        for quoted in _MENTIONED.finditer(stretch.text)
    )


def pointed(stretch: Stretch, cite: Cite) -> Cite:
    """Return a cite of the form its words have: "Serge (Fn. 2), 219" and "Serge, op. cit. (2)" name a note.

    "Ead., in The Book of Michael, p. 3" is the same author, elsewhere; "Art. cit., p. 80" is no title.
    """
    if cite.kind is CiteKind.OP_CIT and cite.antecedent is None and (found := _AFTER_CIT.search(cite.text)):
        return replace(cite, antecedent=Antecedent(note=found["note"]))
    inside = range(stretch.place_at(cite.start), stretch.place_at(cite.end))
    if cite.kind is CiteKind.IBID and _IDEM_ALONE.match(cite.text):
        named = any(stretch.is_content(k) and stretch.words[k].capital for k in inside)
        return replace(cite, kind=CiteKind.IDEM) if named else cite
    if cite.kind is CiteKind.OPAQUE and (called := _SIGLUM.match(cite.text)):
        return replace(cite, kind=CiteKind.SHORT, item={"title": called["title"], "type": "book"})
    if cite.kind not in (CiteKind.FULL, CiteKind.SHORT):
        return cite
    if _CIT_ALONE.fullmatch(cite.text):
        return replace(cite, kind=CiteKind.OP_CIT, item=None)
    if _MISREAD.search(cite.text) or any(stretch.says_cited(k) for k in inside):
        return replace(cite, kind=CiteKind.OP_CIT)
    found = _IN_BRACKETS.search(cite.text)
    return replace(cite, kind=CiteKind.CROSS_NOTE, antecedent=Antecedent(note=found["note"])) if found else cite


def with_notes(stretch: Stretch, cites: Sequence[Cite]) -> list[Cite]:
    """Add "Serge (vedi nota 12), p. 5" where the parser took the note's number for a pointer of the text."""
    if not _NOTE_NUMBER.search(stretch.text):
        return list(cites)
    found: list[Cite] = []
    for match in _NAME_AND_NOTE.finditer(stretch.text):
        first = stretch.place_at(match.start("name"))
        last = stretch.place_at(match.end("name"))
        while first < last and not stretch.is_nameish(first):
            first += 1
        if first == last or not all(
            stretch.is_nameish(k) or stretch.words[k].text in PARTICLES for k in range(first, last)
        ):
            continue
        start, end = stretch.words[first].start, match.end()
        over = [cite for cite in cites if cite.start < end and start < cite.end]
        if any(cite.kind not in _CUT_KINDS and cite.kind is not CiteKind.OPAQUE for cite in over):
            continue
        after = _LOCATED.match(stretch.text, end)
        locators = find_locators(stretch.text, end, after.end()) if after else []
        locator = locators[0] if locators else None
        end = after.end() if after else end
        new = Cite(kind=CiteKind.CROSS_NOTE, text=stretch.text[start:end], start=start, end=end,
                   locator=locator.value if locator else after["bare"] if after else None,
                   label=locator.label if locator else "page" if after and after["bare"] else None,
                   antecedent=Antecedent(note=match["note"]))  # fmt: skip
        found.append(new)
    found += _bare_notes(stretch, [*cites, *found])
    kept = [cite for cite in cites if not any(cite.start < new.end and new.start < cite.end for new in found)]
    return sorted([*kept, *found], key=lambda cite: cite.start)


def _bare_notes(stretch: Stretch, cites: Sequence[Cite]) -> list[Cite]:
    """Read "(wie Anm. 12), S. 5" where a style leaves the name out: a place in a work, so no mere pointer."""
    found = []
    for match in _BARE_NOTE.finditer(stretch.text):
        start, end = match.span()
        if any(cite.kind is CiteKind.CROSS_NOTE and cite.start < end and start < cite.end for cite in cites):
            continue
        found.append(Cite(kind=CiteKind.CROSS_NOTE, text=match.group(), start=start, end=end, locator=match["locator"],
                          label="page", antecedent=Antecedent(note=match["note"])))  # fmt: skip
    return found


def with_authors(stretch: Stretch, cites: Sequence[Cite]) -> list[Cite]:
    """Give what follows a bare "Id." or "Eadem" its author: alone it would be ibid., before a title it is idem."""
    whole: list[Cite] = []
    for cite, following in itertools.zip_longest(cites, cites[1:]):
        before = whole[-1] if whole else None
        if before is not None and cite.start < before.end:
            continue
        if cite.kind is not CiteKind.IBID or cite.locator or not _IDEM_ALONE.fullmatch(cite.text):
            whole.append(cite)
            continue
        place = stretch.place_at(cite.end)
        stop = stretch.finish(place - 1)
        stop = min(stop, stretch.place_at(following.start) if following is not None else stop)
        titled = any(stretch.is_content(k) for k in range(place, stop))
        if titled:
            end = stretch.words[stop - 1].end
            title = stretch.text[cite.end : end].strip(" ,.:")
            new = replace(cite, kind=CiteKind.IDEM, end=end, text=stretch.text[cite.start : end], item={"title": title})
            whole.append(new)
        elif following is not None and following.kind in _CUT_KINDS and place == stop:
            text = stretch.text[cite.start : following.end]
            whole.append(replace(following, kind=CiteKind.IDEM, start=cite.start, text=text, prefix=cite.prefix))
        else:
            whole.append(cite)
    return whole


def rejoined(stretch: Stretch, cites: Sequence[Cite], memory: Memory) -> list[Cite]:
    """Put together what the parser cut in two although it is one title of a work seen before, its author named.

    As with the library's works: who has seen the title whole knows where it ends.
    """
    whole: list[Cite] = []
    for cite in cites:
        before = whole[-1] if whole else None
        if before is not None and cite.start < before.end:
            # Its words went to the title before.
            rest = replace(before, locator=cite.locator, label=cite.label) if before.locator is None else before
            end = max(cite.end, before.end)
            whole[-1] = replace(rest, end=end, text=stretch.text[before.start : end])
        else:
            end = _end_of_title(stretch, cite, memory) if cite.kind in _CUT_KINDS and not cite.locator else cite.end
            whole.append(replace(cite, end=end, text=stretch.text[cite.start : end]) if end > cite.end else cite)
    return whole


def _end_of_title(stretch: Stretch, cite: Cite, memory: Memory) -> int:
    """Return where the title of a seen work that begins in a cite and runs over its end ends, in characters."""
    begin = stretch.place_at(cite.start)
    end = stretch.place_at(cite.end)
    if end == len(stretch.words) or end in stretch.cuts or begin == end:
        return cite.end
    names = [word.text for word in stretch.words[begin:end] if word.capital]
    known = [place for name in names[:1] for place in memory.index.named(name)[:_FEW]]
    hits = [hit for place in known for hit in title_hits(stretch, memory.index, place)]
    ends = [
        hit.core_end
        for hit in hits
        if begin <= hit.core_start < end < hit.core_end <= stretch.finish(begin)
        and hit.naming is Naming.LEAD
        and hit.opens
        and hit.explained >= 0.8
    ]
    return stretch.words[max(ends) - 1].end if ends else cite.end
