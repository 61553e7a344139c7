"""What all commands share: which catalogue, the filters, the output."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import update_wrapper
from typing import Any, NoReturn, TypeVar

import click

from swaps import bounds, clock, files, output
from swaps.index import Index, Unreadable
from swaps.query import COLUMNS, OVERLAP, Query, UnknownName
from swaps.render import flat
from swaps.render.page import Page, as_markdown, plain
from swaps.render.table import Table
from swaps.words import CHARGES, KINDS, STATUSES, Words

Command = TypeVar("Command", bound=Callable[..., Any])
DRAWN_ROWS = 200
"""A longer table is set in plain text: rich takes a millisecond for each row."""


class Failure(Exception):
    """The command cannot do what was asked: one line, and an exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.message, self.code = message, code


@dataclass(slots=True)
class Settings:
    """What stands before the command's name, or after it: which catalogue, and how it is read."""

    data: str | None = None
    use_cache: bool = True
    verbose: bool = False

    def files(self) -> files.Files:
        """Return the files of the catalogue to read."""
        try:
            found = files.find(self.data)
        except files.NoCatalogue as error:
            raise Failure(str(error)) from None
        if self.verbose:
            from swaps.build import file_hash

            output.remark(f"catalogue {found.version}, sha256 {file_hash(found)}, {found.name}")
        return found

    def index(self) -> Index:
        """Return the index of the catalogue, open."""
        found = self.files()
        try:
            index = Index(found, self.use_cache)
        except Unreadable as error:
            raise Failure(_errors(found.name, error.errors)) from None
        if index.errors:
            output.remark(f"swaps: {_errors(found.name, index.errors)}")
        return index


def _errors(name: str, number: int) -> str:
    return f"{name} has {number:,} error{'s' if number > 1 else ''}: run 'swaps validate {name}' to see them"


def settings(context: click.Context) -> Settings:
    """Return the settings of this run."""
    found: Settings = context.ensure_object(Settings)
    return found


def _keep(name: str, value: object) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, parameter: click.Parameter, given: Any) -> None:
        if given:
            setattr(settings(context), name, given if value is None else value)

    return callback


def catalogue_options(command: Command) -> Command:
    """Take --data, --no-cache and -v, before and after the command's name."""
    options = (
        click.option("--data", metavar="PATH", expose_value=False, callback=_keep("data", None), is_eager=True,
                     help="The catalogue: a file, or a folder of .yaml files."),
        click.option("--no-cache", is_flag=True, expose_value=False, callback=_keep("use_cache", False), is_eager=True,
                     help="Read the catalogue anew, and leave no index behind."),
        click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_keep("verbose", True), is_eager=True,
                     help="Say which catalogue is read."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


class Word(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """A word of a closed list."""

    name = "word"

    def __init__(self, words: Words | Iterable[str]) -> None:
        self.words = list(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Accept a word of the list, in any case."""
        said = str(value).casefold().replace("_", "-")
        if said in self.words:
            return said
        close = get_close_matches(said[:60], self.words, 1, 0.6)
        advice = f"did you mean {close[0]}?" if close else f"one of {', '.join(self.words)}"
        self.fail(f"{value!r} is not in the list: {advice}", param, ctx)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date as users type it; the first day that it means, or the last."""

    name = "date"

    def __init__(self, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a day as 2025-01-01."""
        try:
            first, last = bounds.span(str(value), clock.today())
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return (last if self.last else first).isoformat()


FILTERS = (
    click.option("--since", metavar="DATE", type=Day(), help="From this day on: 2025, 2025-01, 90d, 2y, 'April 2025'."),
    click.option("--until", metavar="DATE", type=Day(last=True), help="Up to this day."),
    click.option("--strict-dates", is_flag=True, help="Only what lies wholly within --since and --until."),
    click.option("--status", multiple=True, type=Word(STATUSES), metavar="STATUS", help="completed, negotiating, ..."),
    click.option("--kind", multiple=True, type=Word(KINDS), metavar="KIND", help="detainee-swap, pow-exchange, ..."),
    click.option("--party", multiple=True, metavar="PARTY", help="A party on either side, by code or name."),
    click.option("--between", multiple=True, nargs=2, metavar="A B", help="People going from one to the other, either way."),
    click.option("--by", multiple=True, metavar="PARTY", help="The party that released."),
    click.option("--to", multiple=True, metavar="PARTY", help="The party that received; with --by in one and the same leg."),
    click.option("--location", multiple=True, metavar="PLACE", help="A place or city, by its name then or now."),
    click.option("--country", multiple=True, metavar="COUNTRY", help="The country of the place, by code or name."),
    click.option("--person", multiple=True, metavar="NAME", help="Somebody of this name, in any spelling on record."),
    click.option("--citizenship", multiple=True, metavar="COUNTRY", help="A citizen of this state; the same person."),
    click.option("--charge", multiple=True, type=Word(CHARGES), metavar="CHARGE", help="espionage, treason, ...; the same person."),
    click.option("--intermediary", multiple=True, metavar="WHO", help="A party or person that helped it along."),
)  # fmt: skip


TELLING = click.option("--according-to", metavar="WHO", help="The numbers that this side gives, where it gives any.")


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the filters, and pass them on as one query."""
    names = {field.name for field in fields(Query)} - {"sort", "reverse", "limit"}

    def run(*args: Any, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in [*given] if name in names}
        if chosen["since"] and chosen["until"] and chosen["since"] > chosen["until"]:
            raise click.UsageError(f"--since {chosen['since']} lies after --until {chosen['until']}")
        return command(*args, query=Query(**chosen), **given)

    run = update_wrapper(run, command)
    for option in reversed(FILTERS):
        run = option(run)
    return run


def _columns(context: click.Context, parameter: click.Parameter, given: str | None) -> list[str] | None:
    if given is None:
        return None
    named = [name.strip() for name in given.split(",") if name.strip()]
    known = context.command.columns if isinstance(context.command, ColumnsCommand) else ()
    wrong = [name for name in named if name not in known]
    if wrong or not named:
        said = f"there is no column {', '.join(wrong)}: " if wrong else ""
        raise click.BadParameter(f"{said}choose from {', '.join(known)}")
    return named


class ColumnsCommand(click.Command):
    """A command whose rows have columns to choose from."""

    columns: tuple[str, ...] = (*COLUMNS, OVERLAP)


def outputs(command: Command) -> Command:
    """Take the options of the output."""
    options = (
        click.option("--format", "form", type=click.Choice(list(flat.FORMATS)), default="table", help="How to write it."),
        click.option("--columns", metavar="A,B,C", callback=_columns, help="Which columns; a wrong name lists them all."),
        click.option("--sort", metavar="COLUMN", type=Word(COLUMNS), help="Sort by a column; by date unless told otherwise."),
        click.option("--reverse", is_flag=True, help="The other way round."),
        click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many rows."),
        click.option("--raw", is_flag=True, help="CSV and TSV without the guard against formulas in spreadsheets."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def show_table(table: Table, form: str, raw: bool = False) -> None:
    """Write a table in a format; on a terminal, draw it."""
    if form == "table" and output.on_terminal() and len(table.rows) <= DRAWN_ROWS:
        from swaps.render.terminal import draw

        output.write(draw(table))
    else:
        output.write(flat.FORMATS[form](table, raw))


def show_page(shown: Page, form: str = "text") -> None:
    """Write a page as text or as Markdown; on a terminal, draw it."""
    if form == "md":
        output.write(as_markdown(shown))
    elif output.on_terminal():
        from swaps.render.terminal import draw_page

        output.write(draw_page(shown))
    else:
        output.write(plain(shown, output.width()))


def say_whose_numbers(index: Index, query: Query) -> None:
    """Remark for how many legs the numbers are those of one side."""
    if query.according_to is not None:
        from swaps.wording import whose_numbers

        output.remark(whose_numbers(index, query) or "")


def no_such(error: UnknownName) -> NoReturn:
    """Refuse a filter that names what is not there."""
    raise click.UsageError(str(error))
