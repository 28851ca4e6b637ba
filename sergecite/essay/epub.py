"""Read e-books: the pages in the order of the spine, notes wherever the book keeps them.

EPUB 3.3, https://www.w3.org/TR/epub-33/: container.xml, package document, spine.
"""

import posixpath
from urllib.parse import unquote

from sergecite.errors import InputError
from sergecite.essay.archive import Archive
from sergecite.essay.encoding import decode
from sergecite.essay.html import parse_html, read_pages
from sergecite.essay.html_notes import Page, beside
from sergecite.model.document import Document

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})


def read_epub(data: bytes, place: str) -> Document:
    """Return the essay or book; it has no offsets in its source. A page beside the spine is read where one of it links there."""
    archive = Archive(data, place)
    if "META-INF/encryption.xml" in archive and "META-INF/rights.xml" in archive:
        raise InputError("the book is locked (DRM)", place=place)
    root = archive.xml("META-INF/container.xml").find(f".//{_CONTAINER}rootfile")
    if root is None:
        raise InputError("this is no EPUB: the container names no book", place=place)
    package_name = root.get("full-path") or ""
    package = archive.xml(package_name)
    folder = posixpath.dirname(package_name)
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in package.iter(f"{_PACKAGE}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    names = [
        items[reference.get("idref")]
        for reference in package.iter(f"{_PACKAGE}itemref")
        if reference.get("idref") in items
    ]
    names = [name for name in dict.fromkeys(names) if name in archive]
    if not names:
        raise InputError("the book has no pages", place=place)
    pages = [_page(archive, name) for name in names]
    linked = {
        beside(page.name, link.get("href").partition("#")[0])
        for page in pages
        for link in page.root.iter("a")
        if link.get("href")
    }
    further = [name for name in dict.fromkeys(items.values()) if name in linked.difference(names) and name in archive]
    return read_pages([*pages, *(_page(archive, name) for name in further)], "epub")


def _page(archive: Archive, name: str) -> Page:
    return Page(name, parse_html(decode(archive.read(name), f"{archive.place} ({name})")[0]))
