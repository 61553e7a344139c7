"""`swaps sql`: any question to the index, in SQL."""

import click

from swaps import output
from swaps.commands.options import MOST_ROWS, catalogue_options, show_table
from swaps.commands.settings import Failure, settings
from swaps.guard import Refused, ask
from swaps.render import asked, flat
from swaps.render.schema import tables


@click.command("sql")
@click.argument("query", required=False)
@click.option("--schema", is_flag=True, help="Name the tables, with a sentence on each column.")
@click.option("--format", "form", type=click.Choice(list(flat.FORMATS)), default="table", help="How to write it.")
@click.option(
    "--limit", type=click.IntRange(1, MOST_ROWS), default=10_000, show_default=True, metavar="N", help="At most so many rows."
)
@click.option("--seconds", type=click.FloatRange(min=0), default=10, show_default=True, metavar="N", help="How long it may take.")
@click.option(
    "--length",
    type=click.IntRange(1, MOST_ROWS),
    default=1_000_000,
    show_default=True,
    metavar="N",
    help="How long a text may be, in bytes.",
)
@click.option("--raw", is_flag=True, help="CSV and TSV without the guard against formulas in spreadsheets.")
@catalogue_options
@click.pass_context
def command(
    context: click.Context, query: str | None, schema: bool, form: str, limit: int, seconds: float, length: int, raw: bool
) -> None:  # fmt: skip
    """Ask the index in SQL; it can only be read.

    swaps sql "select kind, count(*) from exchanges group by kind"
    """
    if schema or query is None:
        if not schema:
            raise click.UsageError('a query is missing: swaps sql "select ..."; --schema names the tables')
        show_table(tables(), form, raw)
        return
    try:
        answer = ask(settings(context).index(), query, limit, seconds, length)
    except Refused as error:
        raise Failure(f"sql: {error}", 2) from None
    show_table(asked.table(answer), form, raw)
    if answer.cut:
        output.remark(f"there are more than {limit:,} rows: --limit shows more")
