"""`sergecite cite`: one citation, to paste."""

from typing import Annotated

import typer

from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import emit, emit_json, session
from sergecite.cli.shelf import open_library
from sergecite.cli.style_option import Style
from sergecite.csl import FORMATS, render
from sergecite.errors import UsageError
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import language, load_style, locale_text
from sergecite.export.csl_item import default_label
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.entry import Entry
from sergecite.store.library import Library

_SIGNS = {"§": "section", "¶": "paragraph"}


def command(  # noqa: PLR0917  # one parameter per option is how Typer reads them
    context: typer.Context,
    cites: Annotated[
        list[str],
        typer.Argument(metavar="KEY[@LOCATOR]...", help="Citekeys; after @ the page, or chap. 4, fol. 12r, § 3.",
                       show_default=False, autocompletion=offered),
    ],
    style: Style = "",
    lang: Annotated[str, typer.Option(metavar="TAG", help="The language of its terms, like de-DE.")] = "",
    to: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")] = "text",
    short: Annotated[bool, typer.Option("--short", help="The shortened form of a later note.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help='{"citation", "citekeys", "style"}')] = False,
) -> None:  # fmt: skip
    r"""Write a citation of one work, or of several together, as the style has it.

    \b
    sergecite cite serge1951memoirs@76
    sergecite cite serge1951memoirs@"chap. 4" trotsky1939ussr
    sergecite cite serge1951memoirs@76 --short
    sergecite cite serge1951memoirs --style mla
    """
    if to not in FORMATS:
        raise UsageError(f"a citation cannot be written as {to}", hint=f"one of {', '.join(FORMATS)}")
    here = session(context)
    library = open_library(context)
    wanted = [_split(cite) for cite in cites]
    entries = {key: library.get(key) for key, _ in wanted}
    name = style or library.settings.style
    chosen = load_style(name)
    tag = language(lang) if lang else chosen.default_locale or library.settings.lang
    typesetter = Typesetter(chosen, locale_text, lang=tag, related=lambda key: _found(library, key))
    typesetter.add(entries.values())
    items = tuple(_item(entries[key], locator) for key, locator in wanted)
    earlier = [Citation(items=items, note=1)] if short else []
    printed = typesetter.cite([*earlier, Citation(items=items, note=len(earlier) * 2 + 1)])
    for warning in typesetter.warnings:
        here.say(f"warning: {warning}")
    text = render(printed[-1], to)
    if as_json:
        emit_json({"citation": text, "citekeys": list(dict.fromkeys(item.citekey for item in items)), "style": name})
    else:
        emit(text)


def _found(library: Library, citekey: str) -> Entry | None:
    """Return an entry that another names, if the library has it."""
    try:
        return library.get(citekey)
    except UsageError:
        return None


def _split(cite: str) -> tuple[str, str]:
    key, _, locator = cite.partition("@")
    if not key:
        raise UsageError(f"{cite} names no citekey", hint="write KEY@LOCATOR, like serge1951memoirs@76")
    return key, locator.strip()


def _item(entry: Entry, locator: str) -> CitationItem:
    label = _SIGNS.get(locator[:1], "")
    value = locator[1:].strip() if label else locator
    return CitationItem(citekey=entry.citekey, locator=value, label=label or default_label(entry))
