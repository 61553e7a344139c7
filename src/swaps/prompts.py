"""Questions on a terminal: asked on standard error, so that standard output stays the record's. Data is text here, never markup."""

import sys

from rich.console import Console
from rich.prompt import Confirm, Prompt
from rich.text import Text

from swaps.output import height, safe, width


def can_ask() -> bool:
    """Whether there is somebody to ask: without a terminal at both ends nobody would see the question or could answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class Terminal:
    """Asks and tells."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, width=width(), height=height(), markup=False, highlight=False, emoji=False)

    def ask(self, question: str, default: str | None = None) -> str:
        """Return what is typed, or the default."""
        answer = Prompt.ask(Text(safe(question), "bold"), console=self.console, default=default or "", show_default=bool(default))
        return answer.strip()

    def confirm(self, question: str) -> bool:
        """Ask yes or no; whoever just presses Enter says no."""
        return Confirm.ask(Text(safe(question), "bold"), console=self.console, default=False)

    def choose(self, question: str, choices: list[str]) -> str:
        """Ask for one of a few words."""
        return Prompt.ask(Text(safe(question), "bold"), console=self.console, choices=choices)

    def say(self, text: str, style: str = "") -> None:
        """Tell something, its lines broken between words."""
        self.console.print(Text(safe(text), style))

    def show(self, text: str) -> None:
        """Show a text line by line as it is."""
        self.console.print(Text(safe(text)), soft_wrap=True)
