"""`sergecite export`: bibliographies, an essay's notes, reading lists, and the entries as data."""

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import Session, emit, leave, session
from sergecite.cli.exporting import as_biblatex, as_bibtex, cited_entries, parts_of, selected
from sergecite.cli.progress import progress, size_of
from sergecite.cli.records import find_essay
from sergecite.cli.resolving import resolve_one
from sergecite.cli.shelf import open_library
from sergecite.cli.style_option import Style
from sergecite.errors import ExitCode, NothingFoundError, UnwritableError, UsageError
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import language, load_style, locale_text
from sergecite.export.csl_item import csl_item
from sergecite.export.data_formats import write_csl_json, write_csl_yaml, write_endnote, write_ris
from sergecite.export.formats import BINARY, PAGES, Format, choose_format
from sergecite.export.notes import notes_page
from sergecite.export.page import Page, works_of
from sergecite.export.reading_list import reading_list_page
from sergecite.model.entry import Entry
from sergecite.model.resolution import Resolution, Status
from sergecite.store.aliases import by_citekey
from sergecite.store.atomic import replace, stamp
from sergecite.store.library import Library
from sergecite.store.settings import FILE_NAME

_MANY = 2000
"""From so many works on, a bibliography takes more than a second: the user is told what is going on."""

_DATA: Mapping[Format, Callable[[Sequence[dict[str, object]]], str]] = {
    Format.CSL_JSON: write_csl_json,
    Format.CSL_YAML: write_csl_yaml,
    Format.RIS: write_ris,
    Format.ENDNOTE: write_endnote,
}


def command(  # noqa: PLR0917  # one parameter per option is how Typer reads them
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY|KEY]...", help="Which entries: citekeys, or a query as `list` takes it. "
                       "Without it all.", show_default=False, autocompletion=offered),
    ] = None,
    style: Style = "",
    lang: Annotated[str, typer.Option(metavar="TAG", help="The language of the style's terms, like de-DE.")] = "",
    to_format: Annotated[
        Format | None, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(Format)}. Default: what FILE's ending says, else text.", show_default=False)
    ] = None,
    notes: Annotated[
        str, typer.Option(metavar="ESSAY|RECORD", help="The numbered notes of an essay, then what they cite. A record of "
                          "the library goes by its bare name.")
    ] = "",
    reading_list: Annotated[
        bool, typer.Option("--reading-list", help="The parts that [[reading-list]] names in sergecite.toml, with the "
                           "years of writing and of publication.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there, replacing what is there. - is stdout.",
                                  show_default=False)
    ] = None,
) -> None:  # fmt: skip
    r"""Write the library, or some of it, in a citation style or as data.

    Notes that are not settled are said to be so, in brackets, and never printed as citations; the exit status is then 1.

    \b
    sergecite export --style chicago   as a bibliography
    sergecite export serge1951memoirs --style mla --to w.docx
    sergecite export --notes bourrinet2002  and works cited
    sergecite export --notes essay.docx --to notes.html
    sergecite export --reading-list --to read.html
    sergecite export tag:primary --format csl-json | jq .
    """
    here = session(context)
    if notes and reading_list:
        raise UsageError("--notes and --reading-list are two exports", hint="ask for one after the other")
    if notes and words:
        raise UsageError("--notes exports what the essay cites, not a query", hint=f"leave out {' '.join(words)}")
    form = choose_format(to_format, to)
    library = open_library(context)
    entries = by_citekey(library.entries())
    resolution = None
    if notes:
        with progress(here, "resolving", size_of(library)) as shown:
            resolution = resolve_one(Path(notes), library, say=shown.say)
    _spare(to, library, Path(notes) if notes else None, resolution)
    chosen = [] if notes else selected(library, words or [])
    if form in PAGES:
        _write(PAGES[form](_page(here, library, entries, chosen, resolution, style, lang, reading_list)), form, to)
    else:
        if resolution:
            chosen = cited_entries(resolution, entries)
        elif reading_list:
            chosen = list({e.citekey: e for part in parts_of(library, chosen) for e in part.entries}.values())
        _write(_data(chosen, form, library, entries), form, to)
    if resolution and any(note.status in (Status.UNRESOLVED, Status.AMBIGUOUS) for note in resolution.notes):
        leave(ExitCode.LEFT)


def _spare(to: Path | None, library: Library, notes: Path | None, resolution: Resolution | None) -> None:
    """Refuse to write over what the export is made of, and where there is no folder; before the work is done."""
    if to is None or str(to) == "-":
        return
    target = to.resolve()
    if target in [path.resolve() for path in (*library.paths, library.root / FILE_NAME)]:
        raise UsageError(
            f"{to} is a file of the library", hint="--to another file; `edit` and `format` change the library"
        )
    read = (
        [str(find_essay(notes, library.root)), resolution.essay, resolution.notes_from] if notes and resolution else []
    )
    if target in [Path(name).resolve() for name in read if name]:
        raise UsageError(f"{to} is what the notes are read from", hint="--to another file")
    if not target.parent.is_dir():
        raise UnwritableError(f"there is no folder {to.parent}", hint=f"mkdir -p {shlex.quote(str(to.parent))}")


def _page(  # noqa: PLR0917  # the command's own options, passed on
    here: Session,
    library: Library,
    entries: Mapping[str, Entry],
    chosen: Sequence[Entry],
    resolution: Resolution | None,
    style: str,
    lang: str,
    reading_list: bool,
) -> Page:
    loaded = load_style(style or library.settings.style)
    tag = language(lang) if lang else loaded.default_locale or library.settings.lang
    typesetter = Typesetter(loaded, locale_text, lang=tag, related=entries.get)
    title = library.settings.title
    if len(chosen) >= _MANY and sys.stderr.isatty():
        here.say(f"setting {len(chosen):,} works in {loaded.title} ...")
    if resolution:
        page = notes_page(resolution, entries, typesetter)
    elif reading_list:
        parts = parts_of(library, chosen)
        if not parts:
            raise UsageError(
                "the library has no [[reading-list]]", hint=f"name its parts in {library.root}/sergecite.toml"
            )
        written = next((name for name, means in library.settings.provenance.items() if "years of writing" in means), "")
        page = reading_list_page(parts, typesetter, title=title or "Reading list", written_field=written)
    else:
        typesetter.add(chosen)
        works = works_of(typesetter.bibliography())
        if not works.works:
            typed = load_style(style or library.settings.style).title
            raise NothingFoundError(
                f"the style “{typed}” prints no bibliography of this", hint="another --style, or `sergecite cite`"
            )
        printed = {work.citekey for work in works.works}
        if left := [entry.citekey for entry in chosen if entry.citekey not in printed]:
            more = f" and {len(left) - 5} more" if len(left) > 5 else ""
            here.say(f"note: the style leaves out of its bibliography: {', '.join(left[:5])}{more}")
        page = Page(title=title or "Bibliography", lang=typesetter.lang, blocks=(works,), bare=True)
    for warning in typesetter.warnings:
        here.say(f"warning: {warning}")
    return page


def _data(chosen: Sequence[Entry], form: Format, library: Library, entries: Mapping[str, Entry]) -> str:
    if form is Format.BIBLATEX:
        return as_biblatex(chosen, library)
    if form is Format.BIBTEX:
        return as_bibtex(chosen)
    return _DATA[form]([csl_item(entry, related=entries.get) for entry in chosen])


def _write(content: str | bytes, form: Format, to: Path | None) -> None:
    if to is not None and str(to) != "-":
        data = content.encode("utf-8") if isinstance(content, str) else content
        if isinstance(content, str) and not content.endswith("\n"):
            data += b"\n"
        if to.exists() and not to.is_file():  # /dev/stdout, a named pipe
            to.write_bytes(data)
        else:
            replace(to, data, expected=stamp(to), old=to.read_bytes() if to.exists() else b"")
    elif isinstance(content, str):
        emit(content)
    elif form in BINARY and sys.stdout.isatty():
        raise UsageError(f"a terminal cannot show {form}", hint=f"--to FILE.{form}")
    else:
        sys.stdout.buffer.write(content)
