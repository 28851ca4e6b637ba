"""`sergecite add`: identifiers, files, words or fields in; entries of the library out."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.add_fields import fields_entry
from sergecite.cli.adding import Adding
from sergecite.cli.context import emit_json, leave, session
from sergecite.errors import ExitCode, InputError, UsageError
from sergecite.sources.intake import Item, item_of, items_in, pasted
from sergecite.sources.table import FORMATS
from sergecite.sources.types import Problem

_FORMS = ", ".join(form.label for form in FORMATS)


def command(  # noqa: PLR0917  # one parameter per option is how Typer reads them
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WHAT ...]", show_default=False, help="A DOI, ISBN, ISSN, arXiv id, PMID, LCCN, OCLC "
                       "number or web address; a title or whole reference in words; a file (" + _FORMS + ", or a list, one "
                       "item per line); - for stdin. Any number, mixed."),
    ] = None,
    entry_type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Entry type: book, article, ...")] = None,
    author: Annotated[list[str] | None, typer.Option(help='An author, "Serge, Victor"; repeat for more.', metavar="NAME")] = None,
    editor: Annotated[list[str] | None, typer.Option(help="An editor; repeat for more.", metavar="NAME")] = None,
    translator: Annotated[list[str] | None, typer.Option(help="A translator; repeat for more.", metavar="NAME")] = None,
    title: Annotated[str | None, typer.Option(help="The title.", metavar="TEXT")] = None,
    date: Annotated[str | None, typer.Option(help="1951, 1951-05, 1951/1953, 1951~", metavar="DATE")] = None,
    publisher: Annotated[str | None, typer.Option(help="The publisher.", metavar="TEXT")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any other field; repeatable.")] = None,
    key: Annotated[str | None, typer.Option(metavar="KEY", help="The citekey; otherwise made from the pattern.")] = None,
    to: Annotated[str | None, typer.Option(metavar="FILE", help="The library's file it goes into; otherwise the first.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show the entries as BibLaTeX.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Add it although it seems to be there.")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="Fill the missing fields of what is there.")] = False,
    best: Annotated[bool, typer.Option("--best", help="Take the best candidate even where it is not sure.")] = False,
    as_json: Annotated[
        bool,
        typer.Option("--json", help='[{"input", "place", "status": "added|merged|duplicate|known|candidates|problem|warning", "citekey", '
                     '"title", "services", "confidence", "message", "candidates"}, ...] instead of citekeys.'),
    ] = False,
) -> None:  # fmt: skip
    r"""Add works to the library: what was found is said on stderr, the new citekeys stand on stdout.

    \b
    sergecite add 10.1000/182
    sergecite add 978-1-59017-451-7
    sergecite add https://arxiv.org/abs/1706.03762
    sergecite add "Serge, Memoirs of a Revolutionary, 1963"
    sergecite add export.ris reading-list.txt
    pbpaste | sergecite add -
    sergecite add --type book --title Tropiques --date 1946

    A work that seems to be in the library is shown and not added; nothing is taken on a weak match.
    """
    here = session(context)
    typed = {"author": author, "editor": editor, "translator": translator}
    single = {"title": title, "date": date, "publisher": publisher}
    given = fields_entry(entry_type, {name: value for name, value in typed.items() if value}, single, set_ or [], key)
    adding = Adding(here, given=given, to=to, dry_run=dry_run, force=force, merge=merge, best=best, as_json=as_json)
    if not what:
        if given is None:
            raise UsageError(
                "nothing to add", hint="give a DOI, an ISBN, a file, words, or fields: sergecite add --help"
            )
        adding.fields()
    else:
        adding.items(_items(what), alone=len(what) == 1)
    if as_json:
        emit_json(adding.rows)
    code = adding.exit_code
    if code is not ExitCode.DONE:
        leave(code)


def _items(what: list[str]) -> Iterator[Item | Problem]:
    for text in what:
        try:
            yield from _argument(text)
        except InputError as fault:
            yield Problem(message=fault.message, hint=fault.hint, place=fault.place or text)


def _argument(text: str) -> Iterator[Item | Problem]:
    if text == "-":
        yield from items_in(sys.stdin.buffer.read(), "-")
        return
    entry = pasted(text)
    if entry is not None:
        yield entry
        return
    path = Path(text)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # words too long for a path, or with a zero byte
        is_file = False
    if is_file:
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise InputError(f"cannot read it: {fault.strerror}", place=text) from fault
        yield from items_in(data, text)
    elif os.sep in text and path.is_dir():
        raise InputError("a folder, not a file", place=text)
    elif path.suffix.lower() in _SUFFIXES and " " not in text and "//" not in text:
        raise InputError("no such file", place=text)
    else:
        yield item_of(text)


_SUFFIXES = {suffix for form in FORMATS for suffix in form.suffixes} | {".txt", ".pdf", ".md"}
