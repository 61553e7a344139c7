"""What a check is: a named rule over one record, which yields where it is broken and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from swaps.models import Exchange, Loc, PartyEntry
from swaps.problem import ERROR, WARNING
from swaps.words import COUNTRY_KINDS

Finding = tuple[Loc, str]


@dataclass(frozen=True)
class Context:
    """What a check may know besides the record: the registry, and which day it is."""

    parties: dict[str, PartyEntry]
    today: date

    @cached_property
    def mortal(self) -> dict[str, PartyEntry]:
        """The parties that began or ended at some time."""
        return {name: party for name, party in self.parties.items() if party.since is not None or party.to is not None}

    @cached_property
    def no_countries(self) -> dict[str, PartyEntry]:
        """The parties that nobody can be a citizen of."""
        return {name: party for name, party in self.parties.items() if party.kind not in COUNTRY_KINDS}


class Named:
    """What is called after the function that finds where it is broken."""

    find: Callable[..., Iterator[Any]]

    @property
    def rule(self) -> str:
        """The name that problem lines show."""
        return self.find.__name__.replace("_", "-")

    @property
    def sentence(self) -> str:
        """The rule in one sentence, beginning with "Ensure"."""
        return (self.find.__doc__ or "").strip()


@dataclass(frozen=True)
class Check(Named):
    """A rule over one record: the function that finds where it is broken, and how bad that is."""

    find: Callable[[Exchange, Context], Iterator[Finding]]
    level: str
    of: str | None = None
    """The list of a record that it speaks of alone: a record without one need not be asked."""


def error(find: Callable[[Exchange, Context], Iterator[Finding]]) -> Check:
    """Make a rule that nobody can waive."""
    return Check(find, ERROR)


def warning(find: Callable[[Exchange, Context], Iterator[Finding]]) -> Check:
    """Make a rule that a record can waive, with a reason."""
    return Check(find, WARNING)


def of(field: str) -> Callable[[Check], Check]:
    """Make a rule one that speaks of a single list of the record."""
    return lambda check: replace(check, of=field)
