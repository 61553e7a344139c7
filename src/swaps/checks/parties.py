"""Rules on parties, countries and citizenships: what they are, and that they were there in that year."""

from collections.abc import Iterator
from datetime import date

from swaps.checks.check import Context, Finding, error, of
from swaps.models import Exchange


@error
def party_of_its_time(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a party, country or citizenship existed in the year of the exchange."""
    mortal = context.mortal
    for loc, name, when in record.parties + record.countries:
        if name not in mortal or when is None:
            continue
        party = mortal[name]
        if party.stands_in(when.earliest, when.latest):
            continue
        if not party.stands_in(date(when.earliest.year, 1, 1), date(when.latest.year, 12, 31)):
            yield loc, f"{name} ({party.name}) stands from {party.years}, not in {when}"


@of("countries")
@error
def country_is_a_country(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure countries and citizenships are states or territories."""
    for loc, name, _ in record.countries:
        if name in context.no_countries:
            yield loc, f"{name} is no country but a party of kind {context.parties[name].kind}"


CHECKS = (party_of_its_time, country_is_a_country)
