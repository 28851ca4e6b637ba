"""Identifiers that addresses carry: of resolvers, publishers, archives and bookshops, and behind libraries' proxies."""

import re
from urllib.parse import unquote

from sergecite.model.identifier import (
    ArchiveId,
    ArxivId,
    Doi,
    HalId,
    Identifier,
    IdentifierError,
    Isbn,
    Issn,
    Lccn,
    Oclc,
    OpenLibraryId,
    Pmcid,
    Pmid,
    WebAddress,
    split_url,
)

_HOSTS: tuple[tuple[str, type[Identifier], str], ...] = (
    (r"doi\.org", Doi, r"^/(?:doi:\s*)?(.+?)/?$"),
    (r"(?:[\w.-]+\.)?arxiv\.org|xxx\.lanl\.gov|ar5iv\.org", ArxivId, r"^/(?:abs|pdf|html|ps|format|list)/(.+?)(?:\.pdf)?/?$"),
    (r"pubmed\.ncbi\.nlm\.nih\.gov", Pmid, r"^/(\d+)"),
    (r"ncbi\.nlm\.nih\.gov", Pmid, r"^/pubmed/(?:\?term=)?(\d+)$"),
    (r"(?:pmc\.)?ncbi\.nlm\.nih\.gov|europepmc\.org", Pmcid, r"(?i)/(PMC\d+)"),
    (r"europepmc\.org", Pmid, r"(?i)/med/(\d+)"),
    (r"lccn\.loc\.gov", Lccn, r"^/(\w[\w-]*)"),
    (r"(?:[\w-]+\.)*worldcat\.org", Oclc, r"/(?:oclc|title)/(?:[^/]*/)?(?:oclc/)?(\d+)"),
    (r"(?:[\w-]+\.)*(?:archives-ouvertes\.fr|hal\.science|ccsd\.cnrs\.fr|inria\.fr)", HalId, r"/([a-z_]+(?:-[a-z]+)?-\d{8})"),
    (r"archive\.org", ArchiveId, r"^/(?:details|stream|download|embed)/([^/]+)"),
    (r"ia\d+\.us\.archive\.org", ArchiveId, r"^/\d+/items/([^/]+)"),
    (r"amazon\.[a-z.]+", Isbn, r"/(?:dp|gp/product|ASIN)/(\d{9}[\dX])(?:/|$)"),
    (r".*", Isbn, r"(?i)/isbn/(97[89][\d-]{10,14}|[\d-]{9,12}[\dX])(?:/|$)"),
    (r"openlibrary\.org", OpenLibraryId, r"^/(?:works|books)/(OL\d+[MW])"),
    (r"portal\.issn\.org|(?:[\w-]+\.)*worldcat\.org", Issn, r"(?i)/ISSN/(\d{4}-\d{3}[\dXx])"),
    (r"(?:papers\.)?ssrn\.com", Doi, r"[/?]abstract(?:_id)?=(\d+)"),
)  # fmt: skip
"""Host -> what its paths (with the query) carry, and where."""
_BY_HOST = tuple((re.compile(host), kind, re.compile(path)) for host, kind, path in _HOSTS)
_JSTOR = re.compile(r"(?:^|[.-])jstor[.-]org(?:\.|$)")
"""Libraries' proxies lengthen the host: jstor.org.ezproxy.example.edu, www-jstor-org.ezproxy.example.edu."""
_STABLE = re.compile(r"/(?:stable|discover)/(?:pdf/|info/)?(10\.\d+/[^?#]+|[a-z]?[\w.]+?)(?:\.pdf)?/?$")
_DOI_WITHIN = re.compile(
    r"/(?:doi/(?:\w+/)?|article/|chapter/|book/|article-)?(10\.\d{4,9}/[^?#]+?)"
    r"(?:/(?:full|abstract|pdf|meta|html|xml)|\.pdf|\.xml)?/?$"
)
_ISBN_WITHIN = re.compile(r"/(97[89]\d{10})(?=[/.]|$)")
_RESOLVERS = {"ark:": "https://n2t.net/", "hdl:": "https://hdl.handle.net/", "urn:nbn:": "https://nbn-resolving.org/"}
"""What a persistent name begins with -> the resolver that takes it behind its own address."""


def from_url(url: str) -> Identifier:
    """Return the identifier an address carries; the address itself where it carries none."""
    split = split_url(url)
    if split is None:
        raise IdentifierError(f"not a web address: {url!r}", hint="a web address begins with http:// or https://")
    _, host, path, query = split
    host = host.removeprefix("www.").removeprefix("dx.").removeprefix("m.")
    path = unquote(path)
    if path.endswith("/login"):
        for name in ("url", "qurl"):
            # The gate of a library's proxy: what lies behind it is meant.
            if query.get(name, [""])[0].startswith(("http://", "https://")):
                return from_url(query[name][0])
    if (found := _by_host(host, path, query)) or (found := _by_path(host, path)) or (found := _by_query(query)):
        return found
    if isbn := _ISBN_WITHIN.search(path):
        try:
            return Isbn(isbn[1])
        except IdentifierError:
            pass
    return WebAddress(url)


def persistent(text: str) -> Identifier | None:
    """Return the address at a resolver of an ARK, a handle or a URN:NBN, or the DOI a handle is; None for any other text."""
    for prefix, resolver in _RESOLVERS.items():
        if re.fullmatch(rf"(?i){prefix}\S*\d\S*", text):
            return from_url(resolver + (text[len(prefix) :] if prefix == "hdl:" else text))
    return None


def _by_host(host: str, path: str, query: dict[str, list[str]]) -> Identifier | None:
    whole = path + ("?" + "&".join(f"{name}={values[0]}" for name, values in query.items()) if query else "")
    for form, kind, what in _BY_HOST:
        if form.fullmatch(host) and (found := what.search(path) or what.search(whole)):
            try:
                return Doi(f"10.2139/ssrn.{found[1]}") if "ssrn" in host else kind(found[1])
            except IdentifierError:
                if kind is Doi:
                    raise
    return None


def _by_path(host: str, path: str) -> Identifier | None:
    if _JSTOR.search(host) and (found := _STABLE.search(path)):
        return Doi(found[1] if found[1].startswith("10.") else f"10.2307/{found[1]}")
    found = _DOI_WITHIN.search(path)
    return Doi(found[1]) if found else None


def _by_query(query: dict[str, list[str]]) -> Identifier | None:
    """Read what a search or a shop is asked for: id=10.1371/..., isbn=..., vid=ISBN..., q=bn:..."""
    for name, values in query.items():
        value = values[0].strip()
        try:
            if Doi.FORM.fullmatch(value):
                return Doi(value)
            if name.lower() in ("isbn", "isbn13", "ean") or re.match(r"(?i)(?:ISBN|bn:)", value):
                return Isbn(re.sub(r"(?i)^(?:ISBN:?|bn:)", "", value))
        except IdentifierError:
            continue
    return None
