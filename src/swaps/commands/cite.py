"""`swaps cite`: a record and its sources for a bibliography, or in one sentence that can be quoted."""

from collections.abc import Sequence

import click

from swaps.citing import cited
from swaps.commands.options import catalogue_options, present, show_page
from swaps.commands.settings import Failure, settings
from swaps.commands.types import Named
from swaps.index import Index
from swaps.read import sorted_out, unknown
from swaps.render import citation, quotation
from swaps.render.quotation import UNWRAPPED

FORMATS = ("plain", *citation.FORMATS)


@click.command("cite")
@click.argument("ids", nargs=-1, required=True, type=Named("id"), metavar="ID...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="plain", help="For readers, or for a reference manager.")
@click.option("--sentence", is_flag=True, help="One sentence to quote, with a note to each part.")
@catalogue_options
@click.pass_context
def command(context: click.Context, ids: tuple[str, ...], form: str, sentence: bool) -> None:
    """Cite exchanges and their sources. A record is cited with the catalogue's version and hash, and the day of access.

    A sentence is made from the data alone: disputed numbers stand with who says so, numbers that nobody has given are
    undisclosed, and what was only offered stands in the conditional.
    """
    if sentence and form != "plain":
        raise click.UsageError("--sentence is plain text: leave --format out")
    index = settings(context).index()
    right, wrong = sorted_out(index, ids)
    if sentence and right:
        show_page(quotation.sentences(cited(index, right)), width=UNWRAPPED)
    elif right:
        write_bibliography(index, right, form)
    if wrong:
        raise Failure("\n".join(unknown(index, name) for name in wrong))


def write_bibliography(index: Index, ids: Sequence[str], form: str) -> None:
    """Write records and their sources in a format."""
    found = cited(index, ids)
    if form == "plain":
        show_page(quotation.bibliography(found), width=UNWRAPPED)
    else:
        present(citation.FORMATS[form](found))
