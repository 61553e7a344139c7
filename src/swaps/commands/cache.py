"""`swaps cache`: what is kept between runs, and how to be rid of it."""

import click

from swaps import cache, output
from swaps.commands.options import show_table
from swaps.render.table import Column, Table


@click.command("cache")
@click.option("--clear", is_flag=True, help="Remove everything that is kept; nothing is lost.")
def command(clear: bool) -> None:
    """Show the indexes that make the commands fast. Their size and age, and which catalogues they are of."""
    folder = cache.folder()
    if folder is None:
        output.remark("there is no cache: its folder cannot be written, or is not yours alone")
        return
    if clear:
        number, size = cache.clear(folder)
        output.remark(f"removed {number:,} files, {size / 1e6:,.1f} MB, from {folder}")
        return
    columns = (Column("file", "file"), Column("bytes", "bytes", "right"), Column("days", "days old", "right"), Column("of", "of"))
    show_table(Table(columns, cache.contents(folder)), "table")
    output.remark(folder)
