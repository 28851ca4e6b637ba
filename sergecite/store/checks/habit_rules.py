"""Rules on how the library does things: one name for one journal, citekeys by its pattern, what is to be ignored."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator

from sergecite.store.agreement import abbreviates, telling_words
from sergecite.store.checks.examined import Examined
from sergecite.store.checks.finding import Finding, Level
from sergecite.store.citekeys import make_citekey
from sergecite.store.duplicates import fold
from sergecite.store.settings import DEFAULT_CITEKEY, FILE_NAME


def journals(library: Examined) -> Iterator[Finding]:
    """Report that a journal stands under its full name and an abbreviation of it."""
    counts = Counter(card.journal for card in library.cards if card.journal)
    alike: dict[str, list[str]] = defaultdict(list)
    folded = {name: fold(name) for name in counts}
    for name, words in folded.items():
        alike["".join(word[0] for word in telling_words(words))].append(name)
    elsewhere: dict[str, str] = {}
    for names in alike.values():
        for short in names:
            full = [name for name in names if abbreviates(folded[short], folded[name])]
            if len(full) == 1:
                elsewhere[short] = full[0]
    for number, card in enumerate(library.cards):
        name = elsewhere.pop(card.journal, "")
        if name:
            field = "journaltitle" if "journaltitle" in card.names else "journal"
            message = f"{card.journal} ({counts[card.journal]:,}) is {name} ({counts[name]:,}) elsewhere"
            yield library.item(number).finding(Level.INFO, "journal", message, field, hint="one name, or @string")


def pattern(library: Examined) -> Iterator[Finding]:
    """Report citekeys that are not made by the pattern in the settings, if the library has one of its own."""
    wanted = library.settings.citekey
    if wanted == DEFAULT_CITEKEY:
        return
    for number, card in enumerate(library.cards):
        if not card.citekey or card.entry_type in ("xdata", "set"):
            continue
        item = library.item(number)
        made = make_citekey(item.entry, (), wanted)
        if not re.fullmatch(re.escape(made) + r"[a-z]{0,2}", card.citekey):
            yield item.finding(
                Level.INFO, "pattern", f"by the pattern {wanted} it would be {made}", hint="sergecite rename"
            )


def ignored(library: Examined, known: Container[str]) -> Iterator[Finding]:
    """Report what the settings say is to be ignored and does not exist: codes that are not `known`, and citekeys."""
    wanted = library.settings.check
    words = [(code, f"{code} is no code of a finding") for code in wanted.codes if code not in known]
    words += [
        (citekey, f"no entry has the citekey {citekey}") for citekey in wanted.entries if citekey not in library.by_key
    ]
    lines = (library.root / FILE_NAME).read_text(encoding="utf-8-sig").splitlines() if words else []
    for word, message in words:
        line = next((number for number, text in enumerate(lines, 1) if word in text), 1)
        yield Finding(level=Level.WARNING, code="settings", message=f"check: {message}", file=FILE_NAME, line=line)
