"""`swaps show`: whole records, as pages."""

from collections.abc import Callable

import click

from swaps import output
from swaps.commands.options import catalogue_options, present, set_page
from swaps.commands.settings import Failure, settings
from swaps.commands.types import Named
from swaps.index import Index
from swaps.read import dossier, record_json, sorted_out, unknown, written
from swaps.render import page
from swaps.render.page import Page
from swaps.render.record import page as page_of

FORMATS = ("text", "json", "yaml", "md")


@click.command("show")
@click.argument("ids", nargs=-1, required=True, type=Named("id"), metavar="ID...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="A page, or the record itself.")
@click.option("--tellings", is_flag=True, help="Leg by leg, what each side says, and how far they lie apart.")
@catalogue_options
@click.pass_context
def command(context: click.Context, ids: tuple[str, ...], form: str, tellings: bool) -> None:
    """Show exchanges whole. Who went which way, on what charges, through whom, according to whom.

    With --format json one record is one object, and several are a list.
    """
    if tellings and form == "yaml":
        raise click.UsageError("--tellings is no record, and has no YAML: text, json or md")
    index = settings(context).index()
    right, wrong = sorted_out(index, ids)
    if right:
        present(_tellings(index, right, form) if tellings else RENDERERS[form](index, right))
    if wrong:
        raise Failure("\n".join(unknown(index, name) for name in wrong))


def _text(index: Index, ids: list[str]) -> str:
    return _set([page_of(dossier(index, name)) for name in ids])


def _set(pages: list[Page]) -> str:
    return set_page([line for number, one in enumerate(pages) for line in ([page.block("")] * 2 if number else []) + one])


def _json(index: Index, ids: list[str]) -> str:
    return _listed([record_json(index, name) for name in ids])


def _listed(texts: list[str]) -> str:
    safe = [output.safe_json(text) for text in texts]
    return safe[0] if len(safe) == 1 else "[\n" + ",\n".join(safe) + "\n]"


def _yaml(index: Index, ids: list[str]) -> str:
    return "".join(output.safe(written(index, name)) for name in ids)


def _md(index: Index, ids: list[str]) -> str:
    return "\n".join(page.as_markdown(page_of(dossier(index, name))) for name in ids)


def _tellings(index: Index, ids: list[str], form: str) -> str:
    from swaps.render import tellings
    from swaps.sides import tellings_of

    told = [tellings_of(index, name) for name in ids]
    if form == "json":
        return _listed([tellings.as_json(one) for one in told])
    pages = [tellings.page(one) for one in told]
    return "\n".join(map(page.as_markdown, pages)) if form == "md" else _set(pages)


RENDERERS: dict[str, Callable[[Index, list[str]], str]] = {"text": _text, "json": _json, "yaml": _yaml, "md": _md}
