"""Locales: terms, date formats and the few options, merged in the specification's order of preference.

Source: CSL 1.0.2, "Locale files" and "Locale Fallback". A term is found by name and form; a missing form falls back
verb-short -> verb -> long, symbol -> short -> long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sergecite.csl.style import Element, StyleError, parse_xml

FALLBACK_FORM = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long", "static": "long"}
PRIMARY = {
    "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "de": "de-DE",
    "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
    "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP",
    "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO",
    "nl": "nl-NL", "nn": "nn-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI",
    "sr": "sr-RS", "sv": "sv-SE", "sw": "sw", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
"""The primary dialect of each language of the locale repository."""

Term = tuple[str, str]
"""Singular and plural."""


@dataclass(slots=True, eq=False, repr=False)
class Locale:
    """What one locale file, or one cs:locale of a style, says; `merged` lays several over each other."""

    lang: str = ""
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    """By name and form."""
    gendered: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    """By name, form and gender-form, the variants only."""
    genders: dict[str, str] = field(default_factory=dict)
    """The gender of a noun, by name of the term."""
    matches: dict[str, str] = field(default_factory=dict)
    """The `match` of an ordinal term, by name."""
    dates: dict[str, Element] = field(default_factory=dict)
    """Localised formats, by form: "text" and "numeric"."""
    options: dict[str, str] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """Return the text, empty where the locale has none."""
        found = self.lookup(name, form, gender)
        return found[plural] if found else ""

    def lookup(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        at: str | None = form
        while at:
            if gender and (found := self.gendered.get((name, at, gender))):
                return found
            if found := self.terms.get((name, at)):
                return found
            at = FALLBACK_FORM.get(at)
        return None

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return the suffix of an ordinal: whole number first, then the last two digits, then the last."""
        for name, digits, match in (
            (f"ordinal-{number:02d}", 0, "whole-number"),
            (f"ordinal-{number % 100:02d}", 2, "last-two-digits"),
            (f"ordinal-{number % 10:02d}", 1, "last-digit"),
        ):
            if (name, "long") not in self.terms and (name, "long", gender) not in self.gendered:
                continue
            wanted = self.matches.get(name) or ("last-digit" if int(name[8:]) < 10 else "last-two-digits")
            if (
                (match == "whole-number" and (wanted == match or (wanted == "last-two-digits" and number < 100)))
                or (digits == 2 and wanted == "last-two-digits")
                or (digits == 1 and wanted == "last-digit")
            ):
                return self.term(name, gender=gender)
        return self.term("ordinal", gender=gender)


def read_locale(root: Element) -> Locale:
    """Return a Locale of a cs:locale element."""
    locale = Locale(lang=root.get("lang"))
    for part in root.children:
        if part.tag == "terms":
            for term in part.children:
                _read_term(locale, term)
        elif part.tag == "date":
            locale.dates[part.get("form", "text")] = part
        elif part.tag == "style-options":
            locale.options.update(part.attrib)
    return locale


def _read_term(locale: Locale, term: Element) -> None:
    name, form, gender = term.get("name"), term.get("form", "long"), term.get("gender-form")
    single, multiple = term.find("single"), term.find("multiple")
    if single is None and multiple is None:
        text = term.text
        value = (text, text)
    else:
        value = (single.text if single else "", multiple.text if multiple else "")
    if gender:
        locale.gendered[name, form, gender] = value
    else:
        locale.terms[name, form] = value
    if "gender" in term.attrib:
        locale.genders[name] = term.get("gender")
    if "match" in term.attrib:
        locale.matches[name] = term.get("match")


@lru_cache(maxsize=8)
def parse_locale(text: str) -> Locale:
    """Read a locale file. Raises StyleError (place "line:column") for what is none.

    Many jobs in one language share the value, which nobody changes.
    """
    root = parse_xml(text, "locale")
    if root.tag != "locale":
        raise StyleError(f"the root element is <{root.tag}>, not <locale>", place=str(root.line))
    return read_locale(root)


def _drop_ordinals(locale: Locale) -> None:
    locale.terms = {key: term for key, term in locale.terms.items() if not key[0].startswith("ordinal")}
    locale.gendered = {key: term for key, term in locale.gendered.items() if not key[0].startswith("ordinal")}


def merged(locales: Iterable[Locale]) -> Locale:
    """One locale of several, the first given winning. An ordinal of a nearer locale drops all ordinals of farther ones."""
    result = Locale()
    for locale in reversed(list(locales)):
        if any(name.startswith("ordinal") for name, _ in locale.terms):
            _drop_ordinals(result)
        for name, form in locale.terms:
            # A redefined term drops the plain fallback's gendered variants with it.
            for gender in ("masculine", "feminine"):
                result.gendered.pop((name, form, gender), None)
        result.terms.update(locale.terms)
        result.gendered.update(locale.gendered)
        result.genders.update(locale.genders)
        result.matches.update(locale.matches)
        result.dates.update(locale.dates)
        result.options.update(locale.options)
        result.lang = locale.lang or result.lang
    return result


def resolve(lang: str, overrides: Iterable[Element], load: Callable[[str], str | None]) -> Locale:
    """Return the locale a document in `lang` uses.

    Preference: cs:locale of the style in the dialect, then in the language, then without a language; the locale file of
    the dialect, of the language's primary dialect, of en-US.
    """
    base = lang[:2]
    styled = [(element.get("lang"), read_locale(element)) for element in overrides]
    chosen = [found for tag in dict.fromkeys([lang, base, ""]) for at, found in styled if at == tag]
    for found in chosen:
        if ("ordinal", "long") not in found.terms:
            _drop_ordinals(found)  # a style's "ordinal-01" to "-04" alone are left from CSL 1.0, which had no others
    files: list[Locale] = []
    for tag in dict.fromkeys([lang, PRIMARY.get(base, base), base, "en-US"]):
        text = load(tag)
        if text is not None:
            file = parse_locale(text)
            if files and base != "en" and tag == "en-US":
                # A term the language has in a longer form stands in that form, not in English.
                terms = {key: term for key, term in file.terms.items() if not files[0].lookup(*key)}
                file = replace(file, terms=terms)
            files.append(file)
            if len(files) == 2 or tag == "en-US":
                break
    result = merged([*chosen, *files])
    result.lang = lang
    return result
