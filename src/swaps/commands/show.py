"""`swaps show`: whole records, as pages."""

from collections.abc import Callable

import click

from swaps import output
from swaps.commands.options import catalogue_options, present
from swaps.commands.settings import Failure, settings
from swaps.commands.types import Named
from swaps.index import Index
from swaps.read import dossier, nearest, record_json, written
from swaps.render import page
from swaps.render.record import page as page_of

FORMATS = ("text", "json", "yaml", "md")


@click.command("show")
@click.argument("ids", nargs=-1, required=True, type=Named("id"), metavar="ID...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="A page, or the record itself.")
@catalogue_options
@click.pass_context
def command(context: click.Context, ids: tuple[str, ...], form: str) -> None:
    """Show exchanges whole: who went which way, on what charges, through whom, according to whom.

    With --format json one record is one object, and several are a list.
    """
    index = settings(context).index()
    wrong = [name for name in ids if not index.ask("SELECT 1 FROM exchanges WHERE id = ?", [name])]
    right = [name for name in ids if name not in wrong]
    if right:
        present(RENDERERS[form](index, right))
    if wrong:
        raise Failure("\n".join(_unknown(index, name) for name in wrong))


def _unknown(index: Index, name: str) -> str:
    close = nearest(index, name)
    return f"there is no record {name!r}" + (f": did you mean {' or '.join(close)}?" if close else "")


def _text(index: Index, ids: list[str]) -> str:
    pages = [page_of(dossier(index, name)) for name in ids]
    whole = [line for number, one in enumerate(pages) for line in ([page.block("")] * 2 if number else []) + one]
    if output.on_terminal():
        from swaps.render.terminal import draw_page

        return draw_page(whole)
    return page.plain(whole, output.width())


def _json(index: Index, ids: list[str]) -> str:
    texts = [output.safe_json(record_json(index, name)) for name in ids]
    return texts[0] if len(texts) == 1 else "[\n" + ",\n".join(texts) + "\n]"


def _yaml(index: Index, ids: list[str]) -> str:
    return "".join(output.safe(written(index, name)) for name in ids)


def _md(index: Index, ids: list[str]) -> str:
    return "\n".join(page.as_markdown(page_of(dossier(index, name))) for name in ids)


RENDERERS: dict[str, Callable[[Index, list[str]], str]] = {"text": _text, "json": _json, "yaml": _yaml, "md": _md}
