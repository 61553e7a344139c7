"""What all commands share: which catalogue, the filters, the output."""

from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from swaps import output
from swaps.commands.settings import settings
from swaps.commands.types import Day, FilePath, Named, Word, beginning
from swaps.query import COLUMNS, OVERLAP, Query, UnknownName
from swaps.render import flat
from swaps.render.table import Table
from swaps.words import CHARGES, KINDS, STATUSES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from swaps.index import Index
    from swaps.render.page import Page

Command = TypeVar("Command", bound=Callable[..., Any])
DRAWN_ROWS = 200
MOST_ROWS = 1_000_000_000
"""Nobody asks for more rows, nor for longer texts."""
"""A longer table is set in plain text: rich takes a millisecond for each row."""


def _keep(name: str, value: object) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, parameter: click.Parameter, given: Any) -> None:
        if given not in (None, False):
            setattr(settings(context), name, given if value is None else value)

    return callback


def catalogue_options(command: Command) -> Command:
    """Take --data, --no-cache, --no-pager and -v, before and after the command's name."""
    options = (
        click.option("--data", metavar="PATH", type=FilePath(), expose_value=False, callback=_keep("data", None), is_eager=True,
                     help="The catalogue: a file, or a folder of .yaml files."),
        click.option("--no-cache", is_flag=True, expose_value=False, callback=_keep("use_cache", False), is_eager=True,
                     help="Read the catalogue anew, and leave no index behind."),
        click.option("--no-pager", is_flag=True, expose_value=False, callback=_keep("use_pager", False), is_eager=True,
                     help="On a terminal, write long output without a pager."),
        click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_keep("verbose", True), is_eager=True,
                     help="Say which catalogue is read."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def present(text: str) -> None:
    """Write the payload, on a terminal through the pager."""
    context = click.get_current_context(silent=True)
    if output.on_terminal() and (context is None or settings(context).use_pager):
        output.page(text)
    else:
        output.write(text)


PARTY, COUNTRY, PLACE = Named("party"), Named("country"), Named("place")
FILTERS = (
    click.option("--since", metavar="DATE", type=Day(), help="From this day on: 2025, 2025-01, 90d, 2y, 'April 2025'."),
    click.option("--until", metavar="DATE", type=Day(last=True), help="Up to this day."),
    click.option("--strict-dates", is_flag=True, help="Only what lies wholly within --since and --until."),
    click.option("--status", multiple=True, type=Word(STATUSES), metavar="STATUS", help="completed, negotiating, ..."),
    click.option("--kind", multiple=True, type=Word(KINDS), metavar="KIND", help="detainee-swap, pow-exchange, ..."),
    click.option("--party", multiple=True, type=PARTY, metavar="PARTY", help="A party on either side, by code or name."),
    click.option("--between", multiple=True, nargs=2, type=PARTY, metavar="A B", help="People going from A to B, or from B to A."),
    click.option("--by", multiple=True, type=PARTY, metavar="PARTY", help="The party that released."),
    click.option("--to", multiple=True, type=PARTY, metavar="PARTY", help="The party that received; with --by, in the same leg."),
    click.option("--location", multiple=True, type=PLACE, metavar="PLACE", help="A place or city, by its name then or now."),
    click.option("--country", multiple=True, type=COUNTRY, metavar="COUNTRY", help="The country of the place, by code or name."),
    click.option("--person", multiple=True, type=Named("person"), metavar="NAME", help="By this name, in any spelling on record."),
    click.option("--citizenship", multiple=True, type=COUNTRY, metavar="COUNTRY", help="A citizen of this state; the same person."),
    click.option("--charge", multiple=True, type=Word(CHARGES), metavar="CHARGE", help="espionage, treason, ...; the same person."),
    click.option("--intermediary", multiple=True, type=PARTY, metavar="WHO", help="A party or person that helped it along."),
)  # fmt: skip
TELLING = click.option(
    "--according-to", type=Named("teller"), metavar="WHO", help="The numbers that this side gives, where it gives any."
)


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the filters, and pass them on as one query."""
    names = set(Query._fields) - {"sort", "reverse", "limit"}

    def run(*args: Any, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in [*given] if name in names}
        if chosen["since"] and chosen["until"] and chosen["since"] > chosen["until"]:
            raise click.UsageError(f"--since {chosen['since']} lies after --until {chosen['until']}")
        return command(*args, query=Query(**chosen), **given)

    run = update_wrapper(run, command)
    for option in reversed(FILTERS):
        run = option(run)
    return run


def _known(context: click.Context) -> tuple[str, ...]:
    """Return the names of the columns that the command has."""
    with context.scope(cleanup=False):
        return context.command.columns if isinstance(context.command, ColumnsCommand) else ()


def _columns(context: click.Context, parameter: click.Parameter, given: str | None) -> list[str] | None:
    if given is None:
        return None
    named = [name.strip() for name in given.split(",") if name.strip()]
    known = _known(context)
    wrong = [name for name in named if name not in known]
    if wrong or not named:
        said = f"there is no column {', '.join(wrong)}: " if wrong else ""
        raise click.BadParameter(f"{said}choose from {', '.join(known)}")
    return named


class ColumnsCommand(click.Command):
    """A command whose rows have columns to choose from."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (*COLUMNS, OVERLAP)


def _sort(context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    return None if given is None else _sortable(context).convert(given, parameter, context)


def _sortable(context: click.Context) -> Word:
    return Word(name for name in _known(context) if name != OVERLAP)


def _complete_sort(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    return _sortable(context).shell_complete(context, parameter, incomplete)


def _complete_columns(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the columns that are not named yet."""
    before, comma, last = incomplete.rpartition(",")
    left = (name for name in _known(context) if name not in before.split(","))
    return beginning(dict.fromkeys(f"{before}{comma}{name}" for name in left), f"{before}{comma}{last}")


def outputs(command: Command) -> Command:
    """Take the options of the output."""
    options = (
        click.option("--format", "form", type=click.Choice(list(flat.FORMATS)), default="table", help="How to write it."),
        click.option(
            "--columns",
            metavar="A,B,C",
            callback=_columns,
            shell_complete=_complete_columns,
            help="Which columns; a wrong name lists them all.",
        ),
        click.option("--sort", metavar="COLUMN", callback=_sort, shell_complete=_complete_sort, help="Sort by a column."),
        click.option("--reverse", is_flag=True, help="The other way round."),
        click.option("--limit", type=click.IntRange(0, MOST_ROWS), metavar="N", help="At most so many rows."),
        click.option("--raw", is_flag=True, help="CSV and TSV without the guard against formulas in spreadsheets."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def show_table(table: Table, form: str, raw: bool = False) -> None:
    """Write a table in a format; on a terminal, draw it."""
    if form == "table" and output.on_terminal() and len(table.rows) <= DRAWN_ROWS:
        from swaps.render.terminal import draw

        present(draw(table))
    else:
        present(flat.FORMATS[form](table, raw))


def show_page(page: "Page", form: str = "text", width: int | None = None) -> None:
    """Write a page as text or as Markdown."""
    present(set_page(page, form, width))


def set_page(page: "Page", form: str = "text", width: int | None = None) -> str:
    """Set a page as text or as Markdown; for a terminal, draw it; else wrap it to 80 columns, or to a width that is given."""
    from swaps.render.page import as_markdown, plain

    if form == "md":
        return as_markdown(page)
    if output.on_terminal():
        from swaps.render.terminal import draw_page

        return draw_page(page)
    return plain(page, width or output.width())


def say_whose_numbers(index: "Index", query: Query) -> None:
    """Remark for how many legs the numbers are those of one side."""
    if query.according_to is not None:
        from swaps.wording import whose_numbers

        output.remark(whose_numbers(index, query) or "")


def no_such(error: UnknownName) -> NoReturn:
    """Refuse a filter that names what is not there."""
    raise click.UsageError(str(error))
