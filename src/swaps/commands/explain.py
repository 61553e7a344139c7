"""`swaps explain`: what a rule asks, why, what breaks it, and how it is waived."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from swaps.commands.options import catalogue_options, show_page, show_table
from swaps.commands.settings import Failure
from swaps.commands.types import beginning

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    from swaps.rules import RULES

    return beginning({rule.name: rule.sentence for rule in RULES.values()}, incomplete)


@click.command("explain")
@click.argument("rule", required=False, metavar="[RULE]", shell_complete=_complete)
@catalogue_options
def command(rule: str | None) -> None:
    """Explain a rule of 'swaps validate'; without one, list them all."""
    from swaps.render import manual
    from swaps.rules import RULES, manuals

    if rule is None:
        show_table(manual.listed(RULES.values()), "table")
        return
    name = rule.casefold().replace("_", "-")
    if name not in RULES:
        close = get_close_matches(name[:60], RULES, 3, 0.6)
        advice = f"did you mean {' or '.join(close)}?" if close else "'swaps explain' lists them"
        raise Failure(f"there is no rule {rule!r}: {advice}")
    show_page(manual.page(manuals()[name]))
