"""The values that options take: words of closed lists, names that the catalogue knows, dates as users type them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from swaps import bounds, cache, clock, files
from swaps.commands.settings import settings
from swaps.index import Index
from swaps.words import Words, nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def beginning(words: Mapping[str, str | None], incomplete: str) -> "list[CompletionItem]":
    """Offer the words that begin so, each with what is said of it."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, help=said) for word, said in words.items() if word.startswith(incomplete)]


class Word(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """A word of a closed list."""

    name = "word"

    def __init__(self, words: Words | Iterable[str]) -> None:
        self.words: dict[str, str | None] = {**words} if isinstance(words, dict) else dict.fromkeys(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Accept a word of the list, in any case, its parts joined with - or _."""
        said = str(value).casefold().replace("_", "-")
        for word in self.words:
            if word.replace("_", "-") == said:
                return word
        self.fail(f"{value!r} is not in the list: {nearest(said, self.words)}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Offer the words of the list."""
        return beginning(self.words, incomplete)


class Named(click.ParamType):  # type: ignore[type-arg]
    """Something that the catalogue knows by name: its values complete from a warm index, and only from there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse an option that was taken for the name that is missing before it."""
        if str(value).startswith("--"):
            two = param is not None and param.nargs == 2
            self.fail(f"{'two names, parted by a blank, are' if two else 'a name is'} wanted before {value}", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Offer the names that begin so."""
        from click.shell_completion import CompletionItem

        try:
            found = files.find(settings(ctx).data)
        except files.NoCatalogue:
            return []
        folder = cache.folder()
        if folder is None or cache.recall(folder, found) is None:
            return []
        return [CompletionItem(value, help=said) for value, said in Index(found).beginning(self.name, incomplete)]


class FilePath(click.ParamType):  # type: ignore[type-arg]
    """A file or a folder, which the shell completes; whether it is there shows when it is read, and in our words."""

    name = "path"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Let the shell complete it."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class Span(click.ParamType):  # type: ignore[type-arg]
    """A date as users type it: the first and the last day that it means, as 2025-01-01."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return both days."""
        try:
            first, last = bounds.span(str(value), clock.today())
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return first.isoformat(), last.isoformat()


class Day(Span):
    """The first day of a date as users type it, or the last."""

    def __init__(self, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return that day."""
        return super().convert(value, param, ctx)[self.last]
