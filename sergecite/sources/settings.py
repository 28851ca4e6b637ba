"""Where the services are and how to treat them: the library's settings, overruled by the environment.

    [sources]
    contact = "me@example.org"        # named in the User-Agent: Crossref and others answer politely identified users sooner
    parallel = 3                      # requests under way at once; Crossref asks for no more
    trusted = ["mirror.example:8080"] # hosts that may have private addresses

    [sources.crossref]
    url = "https://api.crossref.org"
    enabled = true
    pace = 0.1                        # seconds between two requests

Environment: SERGECITE_CONTACT, SERGECITE_CACHE, SERGECITE_CATALOGUE, SERGECITE_<SERVICE>_URL.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sergecite.errors import UsageError

DEFAULT_URLS: Mapping[str, str] = {
    "crossref": "https://api.crossref.org",
    "doi": "https://doi.org",
    "openlibrary": "https://openlibrary.org",
    "loc": "http://lx2.loc.gov:210/LCDB",
    "dnb": "https://services.dnb.de/sru/dnb",
    "bnf": "https://catalogue.bnf.fr/api/SRU",
    "arxiv": "https://export.arxiv.org/api/query",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
    "hal": "https://api.archives-ouvertes.fr/search",
    "archive": "https://archive.org",
    "web": "",
}
"""Service -> where it is. `web` is any page; an address for it is the prefix of a proxy or archive."""


LABELS: Mapping[str, str] = {
    "crossref": "Crossref", "doi": "the DOI's agency", "openlibrary": "Open Library", "loc": "the Library of Congress",
    "dnb": "the Deutsche Nationalbibliothek", "bnf": "the Bibliothèque nationale de France", "arxiv": "arXiv", "pubmed": "PubMed",
    "pmc": "PubMed Central", "hal": "HAL", "archive": "the Internet Archive", "web": "the page",
}  # fmt: skip
"""Service -> what users call it."""
PACES: Mapping[str, tuple[float, float]] = {
    "crossref": (0.1, 0.2), "doi": (0.1, 0.2), "openlibrary": (0.34, 1.0), "arxiv": (3.0, 3.0), "pubmed": (0.34, 0.34),
    "pmc": (0.34, 0.34), "loc": (0.5, 0.5), "dnb": (0.2, 0.2), "bnf": (0.2, 0.2), "hal": (0.2, 0.2), "archive": (0.25, 0.25),
    "web": (0.5, 0.5),
}  # fmt: skip
"""Seconds between two requests to a service, as it asks: of users who name a contact, of others."""
AT_ONCE: Mapping[str, tuple[int, int]] = {"crossref": (3, 1), "arxiv": (1, 1)}
"""Requests a service allows under way at once, likewise; what is not here sets no limit of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """How to reach the outside. Times in seconds, sizes in bytes."""

    urls: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_URLS))
    disabled: frozenset[str] = frozenset()
    contact: str = ""
    trusted: frozenset[str] = frozenset()
    """Hosts ("name" or "name:port") that may be at private addresses, besides those of `urls`."""
    paces: Mapping[str, float] = field(default_factory=lambda: {name: polite for name, (polite, _) in PACES.items()})
    """Service -> seconds between two requests to its host."""
    parallel: int = 3
    """Requests under way at once, over all services."""
    at_once: Mapping[str, int] = field(default_factory=lambda: {name: polite for name, (polite, _) in AT_ONCE.items()})
    """Service -> requests under way at once that it allows."""
    timeout: float = 20.0
    """Longest silence of a service; a whole answer may take three times that."""
    largest: int = 16_000_000
    """Longest answer read."""
    cache: Path | None = None
    """The file of the cache; None keeps nothing."""
    cache_days: int = 30
    catalogue: Path | None = None
    """The offline catalogue the user names; None where none is named."""


def read_settings(table: Mapping[str, Any], environment: Mapping[str, str], *, cache: Path | None) -> SourceSettings:
    """Join the table `[sources]` of sergecite.toml and the environment; `cache` is the default.

    Raises UsageError for an unknown service, a value of the wrong kind, or an address that is none.
    """
    urls, disabled = dict(DEFAULT_URLS), set()
    paces: dict[str, Any] = {}
    plain: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            if name not in DEFAULT_URLS:
                raise UsageError(f"[sources.{name}]: no such service", hint=f"services: {', '.join(DEFAULT_URLS)}")
            urls[name] = str(value.get("url", urls[name]))
            paces |= {name: value["pace"]} if "pace" in value else {}
            if value.get("enabled") is False:
                disabled.add(name)
        else:
            plain[name] = value
    for name in DEFAULT_URLS:
        urls[name] = environment.get(f"SERGECITE_{name.upper()}_URL", urls[name])
        if urls[name] and not urls[name].startswith(("http://", "https://")):
            raise UsageError(f"the address of {name} is no web address: {urls[name]}", hint="it begins with https://")
    defaults = SourceSettings()
    contact = environment.get("SERGECITE_CONTACT", str(plain.get("contact", "")))
    try:
        return SourceSettings(
            # What pages are fetched through is put before their addresses as it stands: https://web.archive.org/web/
            urls={name: url if name == "web" else url.rstrip("/") for name, url in urls.items()},
            disabled=frozenset(disabled),
            contact=contact,
            paces={name: float(paces.get(name, _pace(name, urls[name], polite=bool(contact)))) for name in PACES},
            at_once={name: limits[0 if contact else 1] for name, limits in AT_ONCE.items() if not _is_near(urls[name])},
            trusted=frozenset(str(host) for host in plain.get("trusted", ())),
            parallel=max(1, min(16, int(plain.get("parallel", defaults.parallel)))),
            timeout=float(plain.get("timeout", defaults.timeout)),
            cache=_path(environment.get("SERGECITE_CACHE") or plain.get("cache")) or cache,
            cache_days=int(plain.get("cache-days", defaults.cache_days)),
            catalogue=_path(environment.get("SERGECITE_CATALOGUE") or plain.get("catalogue")),
        )
    except (TypeError, ValueError) as fault:
        raise UsageError(f"[sources] holds a value of the wrong kind: {fault}") from None


def _pace(name: str, url: str, *, polite: bool) -> float:
    """Return a service's pace; a mirror on this machine needs none."""
    return 0.0 if _is_near(url) else PACES[name][0 if polite else 1]


def _is_near(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


def _path(text: Any) -> Path | None:
    return Path(str(text)).expanduser() if text else None
