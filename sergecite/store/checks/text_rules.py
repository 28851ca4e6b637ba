"""Rules on words: names that look wrong, what LaTeX cannot print, what went wrong in copying."""

import re
import unicodedata
from collections.abc import Iterator

from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS
from sergecite.store.checks.finding import Finding, Item, Level
from sergecite.store.checks.mend import PRINTED, PROSE, mend

_BRACED = re.compile(r"\{[^{}]*\}")
_ROLE = re.compile(r"[(\[]\s*(?:eds?|hrsg|hg|trans|tr|dir|comps?)\.?\s*[)\]]|,\s*eds?\.?\s*$", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s\\?&\s")
_ET_AL = re.compile(r"\bet\.?\s+al\b", re.IGNORECASE)
_LONE_COMMA = re.compile(r",\s*(?:and\b|$)|(?:^|\band)\s*,")
_LONE_AND = re.compile(r"(?:^|\sand)\s+and\s|\sand\s*$|^\s*and\s", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s++and\s+")
_HTML = re.compile(
    r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});"
    r"|</?(?:a|b|i|u|p|br|em|div|span|strong|small|sub|sup|scp?|tt|li|ul|ol|h[1-6]|font|italic|bold|(?:jats|mml):\w+)\b[^<>]*>",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ\u009d“”˜¦]|\ufffd|ï¿½")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_a-z]\.){2,}(?![^\W\d_])")
_ADDRESS = re.compile(r"https?://|\bwww\.\w")
_PAGES_INSIDE = re.compile(r"\b(?:pp?\.?|pages?)\s*\d+", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "["}
_ANY_BRACKET = re.compile(r"[()\[\]]")
_TITLES = frozenset({"title", "subtitle", "booktitle"})
_ENDING = frozenset({*_TITLES, "journaltitle", "journal", *LIST_FIELDS})
_CUT_SHORT = re.compile(r"\b(?:conference|workshop|symposium|colloquium) (?:on|of)\s*$", re.IGNORECASE)
_STOP = re.compile(r"[^\W\d_]{5,}\.$")
_BARE = re.compile(r"(?<!\\)[&%#]|(?<![\\{])[_^](?!\{)")
_VERBATIM_COMMAND = re.compile(r"\\(?:url|path|href|nolinkurl|verb)\b")
_DOLLAR = re.compile(r"(?<!\\)\$")
_SAYS_ABSTRACT = re.compile(r"\W*abstract\b", re.IGNORECASE)
_SHOUTED = re.compile(r"[^\W\d_]{2,}(?:[\s,:;.'’-]+[^\W\d_]{2,}){3,}")


def names(item: Item) -> Iterator[Finding]:
    """Report that a name list reads wrong: `&` or `;` for `and`, too many commas, roles, capitals, several in one."""
    for role, people in item.entry.names.items():
        raw = item.raw.fields.get(role)
        if raw is None:
            continue
        bare = _BRACED.sub("x", raw)
        said = list(_in_list(role, bare))
        if said and mend(role, raw) != raw:
            said = [(message, (hint + "; " if hint else "") + "--fix mends it") for message, hint in said]
        for message, hint in said:
            yield item.finding(Level.WARNING, "name", message, role, hint=hint or None)
        if not people and raw.strip():
            yield item.finding(Level.WARNING, "name", f"{role} names nobody", role)
        for person in people:
            if person.literal or person.others:
                continue
            if any(sign.isdigit() for sign in person.family):
                yield item.finding(Level.INFO, "name", f"{role}: {person.display} has a digit in it", role)
            if person.family and (run := _INITIALS.search(person.given)) and "{" not in raw:
                apart = run[0].replace(".", ". ").strip()
                yield item.finding(
                    Level.INFO, "name", f"{role}: {person.display} has initials run together", role,
                    f"{apart}, else styles take {run[0]} for one name",
                )  # fmt: skip
            letters = [sign for sign in person.family if sign.isalpha()]
            if len(letters) > 4 and person.given and all(sign.isupper() for sign in letters):
                yield item.finding(
                    Level.WARNING, "name", f"{role}: {person.display} is in capitals", role,
                    "write the name as it is spoken; a body's name goes in braces",
                )  # fmt: skip


def _in_list(role: str, bare: str) -> Iterator[tuple[str, str]]:
    if ";" in bare or _AMPERSAND.search(bare):
        yield f"{role}: names are parted by `and`, not by & or ;", "a body's name goes in braces"
    elif _ET_AL.search(bare):
        yield f"{role}: et al. is written `and others`", ""
    elif _LONE_COMMA.search(bare) and "=" not in bare:
        yield f"{role}: a comma too many beside `and`, at the beginning or at the end", ""
    if _LONE_AND.search(bare):
        yield f"{role}: an `and` without a name beside it", ""
    if _ROLE.search(bare):
        yield f"{role}: (ed.) and the like are no part of a name", "the field says the role; editortype for others"
    for name in _AND.split(bare):
        if name.count(",") > 2 and "=" not in name:
            yield (
                f"{role}: {' '.join(name.split())[:80]} has too many commas",
                "people are parted by `and`: Last, First and Last, First",
            )


def latex(item: Item) -> Iterator[Finding]:
    """Report what stops LaTeX or is swallowed by it: bare & % # _ ^, a `$` without its partner; and HTML."""
    for name, raw in item.raw.fields.items():
        if name not in PRINTED:
            continue
        html = _HTML.search(raw)
        if html:
            hint = "--fix mends it" if html[0] == "&amp;" else None
            yield item.finding(Level.WARNING, "html", f"{name} has HTML in it: {html[0]}", name, hint=hint)
            continue
        if "\\" in raw and _VERBATIM_COMMAND.search(raw):
            continue
        dollars = "$" in raw and len(_DOLLAR.findall(raw))
        if dollars and dollars % 2:
            yield item.finding(Level.WARNING, "latex", f"{name} has a $ without its partner", name, hint=r"\$")
        elif not dollars and (found := _BARE.search(raw)) and not (name in NAME_FIELDS and found[0] == "&"):
            hint = f"\\{found[0]}" + ("; --fix mends it" if found[0] in "&%#" and name not in NAME_FIELDS else "")
            yield item.finding(Level.WARNING, "latex", f"{name} has a bare {found[0]}", name, hint=hint)


def copied(item: Item) -> Iterator[Finding]:
    """Report letters broken by a wrong encoding, and invisible characters."""
    for name, raw in item.raw.fields.items():
        if raw.isascii() and raw.isprintable():
            continue
        broken = _MOJIBAKE.search(raw)
        if broken:
            around = " ".join(raw[max(0, broken.start() - 10) : broken.end() + 10].split())
            yield item.finding(Level.WARNING, "encoding", f"{name} has broken letters: {around}", name)
        elif invisible := _CONTROL.search(raw):
            code = f"U+{ord(invisible[0]):04X}"
            yield item.finding(Level.WARNING, "encoding", f"{name} has an invisible character, {code}", name)
        elif name in PROSE and not unicodedata.is_normalized("NFC", raw):
            hint = "--fix joins them"
            yield item.finding(Level.INFO, "accents", f"{name} has letters and accents apart", name, hint=hint)


def shouting(item: Item) -> Iterator[Finding]:
    """Report a title in capitals."""
    for name in ("title", "booktitle", "maintitle", "subtitle"):
        raw = item.raw.fields.get(name, "")
        if raw.isupper() and _SHOUTED.search(raw):
            yield item.finding(
                Level.INFO, "capitals", f"{name} is in capitals", name, hint="styles can raise, not lower"
            )


def tags(item: Item) -> Iterator[Finding]:
    """Report a tag that is given twice."""
    seen: set[str] = set()
    for word in item.entry.keywords if "keywords" in item.raw.fields else ():
        if word.casefold() in seen:
            yield item.finding(Level.INFO, "tags", f"keywords has {word} twice", "keywords")
        seen.add(word.casefold())


def ending(item: Item) -> Iterator[Finding]:
    """Report a comma or semicolon left at the end of a value, a full stop after a title, or a title cut short."""
    for name in _ENDING & item.raw.fields.keys():
        raw = item.raw.fields[name].rstrip()
        if raw[-1:] in {",", ";"}:
            yield item.finding(Level.WARNING, "ending", f"{name} ends in {raw[-1]}", name)
        elif name in _TITLES and _STOP.search(raw):
            yield item.finding(Level.INFO, "ending", f"{name} ends in a full stop", name, hint="styles set their own")
    if _CUT_SHORT.search(item.raw.fields.get("booktitle", "")):
        yield item.finding(Level.WARNING, "ending", "booktitle breaks off", "booktitle")


def titles(item: Item) -> Iterator[Finding]:
    """Report what has no place in a title: an address, pages, a bracket without its partner."""
    for name in _TITLES & item.raw.fields.keys():
        raw = item.raw.fields[name]
        if _ADDRESS.search(raw):
            yield item.finding(
                Level.INFO, "title", f"{name} has an address in it", name, hint="the field url is for it"
            )
        if name == "booktitle" and (found := _PAGES_INSIDE.search(raw)):
            yield item.finding(
                Level.INFO, "title", f"{name} has pages in it: {found[0]}", name, hint="pages is for them"
            )
        if (lone := _lone_bracket(raw)) is not None:
            yield item.finding(Level.INFO, "title", f"{name} has a {lone} without its partner", name)


def _lone_bracket(raw: str) -> str | None:
    waiting: list[str] = []
    for sign in _ANY_BRACKET.findall(raw):
        if sign in _BRACKETS.values():
            waiting.append(sign)
        elif waiting and waiting[-1] == _BRACKETS[sign]:
            waiting.pop()
        else:
            return str(sign)
    return waiting[0] if waiting else None


def abstract(item: Item) -> Iterator[Finding]:
    """Report an abstract that begins by saying what it is."""
    if "abstract" in item.raw.fields and _SAYS_ABSTRACT.match(item.raw.fields["abstract"]):
        yield item.finding(Level.INFO, "abstract", "the abstract begins with the word Abstract", "abstract")
