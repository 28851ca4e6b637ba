"""Rules on single values: dates, numbers of books and articles, pages, addresses."""

import re
from collections.abc import Iterator

from sergecite.model.date import Date, parse_date
from sergecite.model.entry import MONTHS
from sergecite.model.identifier import ArxivId, Doi, IdentifierError, Isbn, Issn
from sergecite.store.checks.datamodel import DATE_FIELDS
from sergecite.store.checks.finding import Finding, Item, Level
from sergecite.store.checks.mend import DOI_PREFIX, mend, month_macro

_PAGE = r"[\w.:/*†§ivxlcdm]+(?:\s[\w.]+)?"
_PAGES = re.compile(
    rf"{_PAGE}(?:\s?[–—-]{{1,2}}\s?{_PAGE}|[–—-]{{1,2}}|ff?\.?)?(?:\s*[,;+&]\s*{_PAGE}(?:\s?[–—-]{{1,2}}\s?{_PAGE})?)*"
)
_YEAR = re.compile(r"-?\d{4}")
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SEVERAL = re.compile(r"\s*[,;]\s*|\s+(?:and|und|et)\s+|(?<=[\dXx])\s+(?=(?:[\d-]{9,}[\dXx]|[\d-]{8,}[\dXx])\b)")
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]|^\s*(?:e-?)?IS[BS]N(?:-1[03])?:?\s*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DATE_HINT = "as in 1951, 1951-05-01, 1930/1932, 1723~, 199X"
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_ISSUE_NUMBER = re.compile(r"(?:no\.?\s*|nr\.?\s*)?\d+(?:[-–/]+\d+)?", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|\.)?(?:\s*(?:ed|edn|edition)\.?)?", re.IGNORECASE)
_EDITION = re.compile(r"\d+|[^\W\d]{4,}.*", re.DOTALL)
_PREPRINT = re.compile(
    r"10\.(?:48550/arxiv|2139/ssrn|3123[45]/osf|20944/preprints|21203/rs|26434/chemrxiv|1101/(?:\d{4}\.\d\d\.|\d{6}(?!\d)))",
    re.IGNORECASE,
)


def dates(item: Item) -> Iterator[Finding]:
    """Report that a date is none that BibLaTeX reads, or runs backwards."""
    for name in DATE_FIELDS:
        text = item.own(name)
        if not text:
            continue
        date = parse_date(text)
        if date is None:
            mended = mend(name, item.raw.fields[name])
            hint = f"{mended}? --fix writes it" if mended != item.raw.fields[name] else _DATE_HINT
            yield item.finding(Level.WARNING, "date", f"{name} = {text} is no date", name, hint=hint)
        elif date.end is not None and not date.years:
            yield item.finding(Level.WARNING, "date", f"{name} = {text} runs backwards", name)
    year = item.own("year")
    if year and not _YEAR.fullmatch(year):
        level = Level.INFO if _HAS_YEAR.search(year) or year.isalpha() else Level.WARNING
        message = f"year = {year} is no year; it will be printed as it is"
        yield item.finding(level, "date", message, "year", f"date = {year}" if parse_date(year) else None)
    yield from _month(item)
    if item.raw.fields.keys() >= {"date", "year"}:
        yield item.finding(Level.WARNING, "date", "date and year are both given; date counts", "year")
    if item.own("origdate") and _is_later(item.entry.date("origdate"), item.entry.date()):
        message = f"origdate = {item.own('origdate')} is later than the date of the edition"
        yield item.finding(Level.WARNING, "date", message, "origdate")


def _is_later(first: Date | None, second: Date | None) -> bool:
    """Whether a date begins in a later year than another one ends."""
    if first is None or second is None or first.year is None or second.end == "open":
        return False
    return bool(second.years) and first.year > second.years[-1]


def _month(item: Item) -> Iterator[Finding]:
    month = item.own("month")
    if not month or (month.isdigit() and 1 <= int(month) <= 12):
        return
    macro = month_macro(month)
    if macro:
        hint = f"{macro} without braces, or {MONTHS[macro]}; --fix writes {macro}"
        yield item.finding(Level.INFO, "month", f"month = {month} is no number", "month", hint=hint)
    else:
        yield item.finding(Level.WARNING, "month", f"month = {month} is no month", "month", hint="1 to 12, or jan")


def identifiers(item: Item) -> Iterator[Finding]:
    """Report that an ISBN, ISSN, ISMN, DOI or arXiv id is malformed or has a wrong check digit."""
    for name, kind in (("isbn", Isbn), ("issn", Issn)):
        for number in filter(None, _SEVERAL.split(item.own(name))):
            try:
                kind(_REMARK.sub("", number) or number)
            except IdentifierError as error:
                yield item.finding(Level.WARNING, name, error.message, name, hint=error.hint)
    ismn = item.own("ismn")
    if ismn and not is_ismn(ismn):
        yield item.finding(Level.WARNING, "ismn", f"not an ISMN, or its check digit is wrong: {ismn}", "ismn")
    doi = item.own("doi")
    if doi:
        bare = DOI_PREFIX.sub("", doi)
        try:
            Doi(bare)
        except IdentifierError as error:
            yield item.finding(Level.WARNING, "doi", error.message, "doi", hint=error.hint)
        else:
            if bare != doi:
                yield item.finding(
                    Level.WARNING, "doi", f"doi = {doi} has an address around it", "doi", f"{bare}; --fix writes it"
                )
    if item.own("eprint") and (item.own("eprinttype") or item.own("archiveprefix")).casefold() == "arxiv":
        try:
            ArxivId(re.sub(r"(?i)^arxiv:", "", item.own("eprint")))
        except IdentifierError as error:
            yield item.finding(Level.WARNING, "arxiv", error.message, "eprint", hint=error.hint)


def is_ismn(text: str) -> bool:
    """Whether a text is an ISMN (ISO 10957): M or 979-0, eight digits, a check digit."""
    digits = re.sub(r"[\s–-]", "", text).upper()
    digits = re.sub(r"^M(?=\d{9}$)", "9790", digits)
    if not re.fullmatch(r"9790\d{9}", digits):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, [1, 3] * 6 + [1], strict=True)) % 10 == 0


def pages(item: Item) -> Iterator[Finding]:
    """Report that a page range reads wrong."""
    text = item.own("pages")
    if not text:
        return
    bare = text.strip().rstrip(".")
    if re.match(r"pp?\.\s*\d", bare):
        yield item.finding(Level.INFO, "pages", f"pages = {text} has its own p.", "pages", hint="styles print it")
        bare = re.sub(r"^pp?\.\s*", "", bare)
    elif not _PAGES.fullmatch(bare):
        yield item.finding(Level.WARNING, "pages", f"pages = {text} is no range of pages", "pages")
        return
    for first, last in re.findall(r"(?<![\w.:/])(\d+)\s?[–—-]{1,2}\s?(\d+)(?![\w.:/])", bare):
        full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if int(full) < int(first):
            yield item.finding(Level.WARNING, "pages", f"pages = {text} runs backwards", "pages")
    if mend("pages", item.raw.fields["pages"]) != item.raw.fields["pages"]:
        yield item.finding(
            Level.INFO, "dash", f"pages = {text} is not parted by two hyphens", "pages", "12--34; --fix writes it"
        )


def preprint(item: Item) -> Iterator[Finding]:
    """Report that a printed article carries the DOI of its preprint."""
    doi = item.own("doi")
    printed = doi and item.entry.text("pages") and (item.entry.text("journaltitle") or item.entry.text("journal"))
    if printed and _PREPRINT.match(DOI_PREFIX.sub("", doi)):
        hint = "the DOI of the article, and the preprint in eprint"
        yield item.finding(Level.INFO, "preprint", f"doi = {doi} is that of a preprint", "doi", hint=hint)


def issue(item: Item) -> Iterator[Finding]:
    """Report that `issue`, which is for "Spring" and the like, holds a number."""
    text = item.own("issue")
    if text and _ISSUE_NUMBER.fullmatch(text):
        hint = "number is for it; issue for Spring and the like"
        yield item.finding(Level.INFO, "issue", f"issue = {text} is a number", "issue", hint=hint)


def edition(item: Item) -> Iterator[Finding]:
    """Report that an edition is neither a number nor a phrase: `2nd` prints as it is, `2` as the language has it."""
    text = item.own("edition")
    bare = text.strip()
    if not bare or bare.isdecimal():
        return
    if found := _ORDINAL.fullmatch(bare):
        yield item.finding(Level.INFO, "edition", f"edition = {text} is printed as it is", "edition", hint=found[1])
    elif not _EDITION.match(bare):
        yield item.finding(Level.INFO, "edition", f"edition = {text} is neither a number nor a phrase", "edition")


def url(item: Item) -> Iterator[Finding]:
    """Report that a URL is none, or that a date of access has no URL."""
    text = item.own("url")
    if text:
        if not _SCHEME.match(text):
            hint = f"https://{text}?" if "." in text.partition("/")[0] else "https://..."
            yield item.finding(Level.WARNING, "url", f"url = {text[:60]} has no https://", "url", hint=hint)
        elif re.search(r"\s", text):
            yield item.finding(Level.WARNING, "url", f"url = {text[:60]} has a blank in it", "url")
        elif re.fullmatch(r"[a-z]+:/*", text, re.IGNORECASE):
            yield item.finding(Level.WARNING, "url", f"url = {text[:60]} leads nowhere", "url")
        doi = DOI_PREFIX.sub("", item.own("doi"))
        address = _DOI_ADDRESS.match(text)
        if doi and address and text[address.end() :].casefold() == doi.casefold():
            yield item.finding(Level.INFO, "url", "url says what doi says", "url", hint="it can go")
    if item.own("urldate") and not any(item.entry.text(name) for name in ("url", "doi", "eprint", "howpublished")):
        yield item.finding(Level.INFO, "url", "urldate without a url", "urldate")
