"""`sergecite dedupe`: works entered more than once."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import Session, emit_json, leave, session, visible
from sergecite.cli.listing import plain
from sergecite.cli.progress import progress, size_of
from sergecite.cli.shelf import open_library, plural
from sergecite.errors import ExitCode
from sergecite.model.entry import Entry
from sergecite.store.dedupe import merge_groups
from sergecite.store.works import Group, as_one, find_groups


def command(
    context: typer.Context,
    citekeys: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY...]", help="Only the works these are among.", autocompletion=offered)
    ] = None,
    merge: Annotated[
        bool, typer.Option("--merge", help="Make one entry of each work. With several KEYs: of these, on your word.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; merge the certain ones.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help='[{"citekeys", "certain", "keep", "merged", "reasons", "doubts", "conflicts": '
                           '[{"citekey", "field", "kept", "other"}], "places"}, ...]')
    ] = False,
) -> None:  # fmt: skip
    r"""Find works that stand in the library more than once, and say why.

    Another volume, part, edition, original date, translator, language or first page
    keeps two books two. Exit status 1 if something is left to look at.

    \b
    sergecite dedupe
    sergecite dedupe --merge           asks for each work
    sergecite dedupe --merge --yes     merges what is certain
    sergecite dedupe --merge KEY OTHER

    --merge keeps the entry that is referred to most and gives it what only the
    others say; their citekeys go into its `ids`, and entries and resolution records
    that name them follow. If they contradict each other in more than spelling,
    nothing is merged and you are told where. `sergecite undo` takes it back.
    """
    here = session(context)
    library = open_library(context)
    keys = citekeys or []
    for key in keys:
        library.get(key)
    size = size_of(library)
    with progress(here, "reading the library", size) as tell:
        groups = [as_one(library, keys)] if merge and len(keys) > 1 else find_groups(library, keys, tell)
    chosen = _chosen(here, groups, yes=yes or len(keys) > 1) if merge else []
    with progress(here, "merging", size if chosen else 0):
        merged = merge_groups(library, chosen) if chosen else []
    gone = {_place(entry) for group in merged for entry in group.mergeable}
    if as_json:
        emit_json([_json(group, gone) for group in groups])
    elif not merge or not here.may_ask or yes:
        for group in groups:
            if not all(_place(entry) in gone for entry in group.others):
                sys.stdout.write(_shown(group, to_terminal=sys.stdout.isatty()) + "\n\n")
    for group in merged:
        names = ", ".join(entry.citekey for entry in group.mergeable)
        here.say(f"{names} merged into {group.kept.citekey}")
        for one in group.spellings:
            here.say(f"  spelling kept: {one.kept}; not kept: {one.other}")
    left = sum(not all(_place(entry) in gone for entry in group.others) for group in groups)
    _sum_up(here, groups, left, merged=bool(merged))
    if left:
        here.say(_next_step(groups, gone, merge=merge))
    if left:
        leave(ExitCode.LEFT)


def _sum_up(here: Session, groups: Sequence[Group], left: int, *, merged: bool) -> None:
    if not groups:
        here.say("no work stands in the library more than once")
    elif left:
        certain = sum(group.certain for group in groups)
        words = plural(left, "work left", "works left") if merged else plural(left, "work", "works")
        here.say(words if merged else f"{words} more than once, {certain:,} of them certain")
    if merged:
        here.say("`sergecite undo` takes it back")


def _next_step(groups: Sequence[Group], gone: set[tuple[str, str]], *, merge: bool) -> str:
    """Say what a user can do about the works that are left."""
    left = [group for group in groups if not all(_place(entry) in gone for entry in group.others)]
    if all(any(group.conflicts) for group in left):
        return "`sergecite edit KEY --set FIELD=VALUE` makes entries agree; then merge them"
    if not merge and any(group.certain for group in left):
        return "`sergecite dedupe --merge` merges the certain ones, and on a terminal asks about the others"
    return "`sergecite dedupe --merge KEY OTHER` merges those you name"


def _chosen(here: Session, groups: Sequence[Group], *, yes: bool) -> list[Group]:
    """Return the groups to merge: certain ones, or those a person at the terminal says yes to."""
    if yes or not here.may_ask:
        return [group for group in groups if group.mergeable and (group.certain or not group.pairs)]
    chosen = []
    for group in groups:
        sys.stderr.write(_shown(group, to_terminal=True) + "\n")
        if group.mergeable and typer.confirm("Merge them?", default=group.certain, err=True):
            chosen.append(group)
        sys.stderr.write("\n")
    return chosen


def _place(entry: Entry) -> tuple[str, str]:
    return entry.citekey, entry.place


def _shown(group: Group, *, to_terminal: bool) -> str:
    """Return a work as lines, on a terminal wrapped to its width."""
    if not to_terminal:
        return visible("\n".join(_lines(group)))
    width = shutil.get_terminal_size().columns
    wrapped = (textwrap.wrap(line, width, subsequent_indent=" " * 9, break_on_hyphens=False) for line in _lines(group))
    return visible("\n".join(line for lines in wrapped for line in lines))


def _lines(group: Group) -> Iterator[str]:
    yield ("the same work" if group.certain or not group.pairs else "perhaps the same work") + f", {_reasons(group)}:"
    for entry in group.entries:
        mark = "keep " if entry is group.kept else "     "
        yield f"  {mark}{entry.citekey}  {_summary(entry)}  ({entry.place})"
    for doubt in dict.fromkeys(doubt for pair in group.pairs for doubt in pair.doubts):
        yield f"  but: {doubt}"
    for one in group.spellings:
        yield f"  spelling kept: {one.kept}; not kept: {one.other}"
    for _, conflict in group.conflicts:
        against = f" against {conflict.other}" if conflict.other else ""
        yield f"  not merged: {conflict.field}: {conflict.kept}{against}"


def _reasons(group: Group) -> str:
    return ", ".join(dict.fromkeys(reason for pair in group.pairs for reason in pair.agree)) or "on your word"


def _summary(entry: Entry) -> str:
    people = "; ".join(name.family or name.literal for name in entry.people[:3])
    title = plain(entry.text("title"))
    return ", ".join(part for part in (people, title, entry.text("date") or entry.text("year")) if part)


def _json(group: Group, gone: set[tuple[str, str]]) -> dict[str, Any]:
    return {
        "citekeys": [entry.citekey for entry in group.entries],
        "certain": group.certain,
        "keep": group.kept.citekey,
        "merged": [entry.citekey for entry in group.others if _place(entry) in gone],
        "reasons": list(dict.fromkeys(reason for pair in group.pairs for reason in pair.agree)),
        "doubts": list(dict.fromkeys(doubt for pair in group.pairs for doubt in pair.doubts)),
        "conflicts": [
            {"citekey": entry.citekey, "field": one.field, "kept": one.kept, "other": one.other}
            for entry, one in group.conflicts
        ],
        "places": [entry.place for entry in group.entries],
    }
