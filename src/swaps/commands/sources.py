"""`swaps sources`: what the records rest on, and whether it can still be read."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import click

from swaps import output, sources
from swaps.commands.options import ColumnsCommand, catalogue_options, filters, no_such, outputs, show_table
from swaps.commands.settings import Failure, settings
from swaps.index import Index, Row
from swaps.query import Query, UnknownName
from swaps.render import sources as tables
from swaps.render.table import Table, arranged

BY = "sources by"
ROT = "rot"


class SourcesCommand(ColumnsCommand):
    """A command with other columns where it counts, and where it asks the addresses."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, by what was asked for."""
        asked = click.get_current_context().meta
        if BY in asked:
            return (asked[BY], *tables.COUNTED)
        return (*tables.ROT, *sources.COLUMNS) if ROT in asked else sources.COLUMNS


def _note(context: click.Context, parameter: click.Parameter, given: bool) -> None:
    """Keep what is asked for; eager, because the columns to choose from depend on it."""
    name = str(parameter.name)
    key, value = (BY, name.removeprefix("by_")) if name.startswith("by_") else (ROT, name)
    if given:
        if {BY, ROT} & context.meta.keys():
            raise click.UsageError("one of --by-publisher, --by-kind, --by-language and --rot at a time")
        context.meta[key] = value


def ways(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the flags that say what is wanted of the sources."""
    helps = {f"--by-{name}": f"Count them by the {name} of the source." for name in sources.DIMENSIONS}
    helps["--rot"] = "Ask each address whether it still answers (needs swaps[rot])."
    for flag, said in reversed(helps.items()):
        option = click.option(flag, is_flag=True, is_eager=True, expose_value=False, callback=_note, help=said)
        command = option(command)
    return command


@click.command("sources", cls=SourcesCommand)
@ways
@filters
@outputs
@catalogue_options
@click.pass_context
def command(
    context: click.Context, query: Query, form: str, columns: list[str] | None, sort: str, reverse: bool, limit: int, raw: bool
) -> None:
    """List the sources of the exchanges that match. They are in the order of publisher and age.

    With --rot every address is asked over HTTP, gently, and those that are dead or unclear are listed, with the archived
    copy where the record has one; the exit code is 1 if any is dead. No address of a private network is asked.
    """
    try:
        table, for_readers = _made(settings(context).index(), query, form, context.meta)
    except UnknownName as error:
        no_such(error)
    if not table.rows and ROT not in context.meta:
        output.remark("no source matches")
    names = columns or (for_readers if form in ("table", "md") else None)
    show_table(arranged(table, names, sort, reverse, limit), form, raw)
    if ROT in context.meta and any(row[0] == "dead" for row in table.rows):
        context.exit(1)


def _made(index: Index, query: Query, form: str, asked: dict[str, Any]) -> tuple[Table, list[str] | None]:
    """Make the table that was asked for; return with it the columns for readers."""
    if BY in asked:
        return tables.counted(sources.counted(index, query, asked[BY]), asked[BY], form), None
    rows = sources.listed(index, query)
    if ROT in asked:
        return tables.rotten(rows, _ask(rows)), tables.ROT_FOR_READERS
    return tables.listed(rows), tables.FOR_READERS


def _ask(rows: list[Row]) -> dict[str, tuple[str, str]]:
    """Ask the addresses of the sources; return the answers to complain of."""
    try:
        from swaps import rot
    except ModuleNotFoundError:
        raise Failure("asking addresses needs httpx: type python -m pip install 'swaps[rot]'", 2) from None
    from swaps.render.terminal import progress

    url, copy = sources.COLUMNS.index("url"), sources.COLUMNS.index("archive_url")
    copies: dict[str, str | None] = {}
    for row in rows:
        if row[url]:
            copies[row[url]] = copies.get(row[url]) or row[copy]
    with progress(len(copies), "asking addresses") as step:
        answers = rot.check(copies, rot.MANNERS, step)
    states = Counter(answer.state for answer in answers.values())
    archived = sum(1 for one, answer in answers.items() if answer.state == "dead" and copies[one])
    output.remark(f"{len(copies):,} addresses asked: {states['alive']:,} alive, {states['dead']:,} dead "
                  f"({archived:,} with an archived copy), {states['unclear']:,} unclear")  # fmt: skip
    return {one: answer for one, answer in answers.items() if answer.state != "alive"}
