"""Rules on the order of things in time."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from swaps.checks.check import Context, Finding, error, of, warning
from swaps.english import MONTHS
from swaps.models import Exchange, Loc
from swaps.words import HANDED_OVER

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY, MONTH = "|".join(WEEKDAYS), "|".join(MONTHS)
WEEKDAY_AND_DATE = re.compile(
    rf"\b({WEEKDAY}),? (?:the )?(?:([0-9]{{1,2}})(?:st|nd|rd|th)? ({MONTH})|({MONTH}) ([0-9]{{1,2}}))\b(?:,? ([0-9]{{4}})\b)?"
    rf"|\b({WEEKDAY}),? \(?([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})\b"
)
"""A weekday before a day: Thursday 10 April 2025, Thursday, April 10, Sunday 2024-06-30; the year may be left out."""


@error
def handover_not_in_the_future(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a handover has taken place by today."""
    if record.date is not None and record.date.earliest > context.today:
        yield ("date",), f"{record.date} has not come yet: an agreed exchange has no date, its history says what is planned"
    for loc, release in record.legs:
        if release.date is not None and release.date.earliest > context.today:
            yield (*loc, "date"), f"{release.date} has not come yet"


@error
def leg_within_date(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a leg of its own date lies within the record's."""
    for loc, release in record.legs:
        if release.date is None or record.when is None:
            continue
        if not record.when.overlaps(release.date.earliest, release.date.latest):
            yield (*loc, "date"), f"{release.date} lies outside the record's {record.when}: widen that one, or mend this"


@of("people")
@error
def released_after_held(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure nobody is released before being held."""
    for loc, release, person in record.people:
        when = release.date or record.when
        if person.held_since is not None and when is not None and person.held_since.earliest > when.latest:
            yield (*loc, "held_since"), f"{person.name} was held since {person.held_since}, and released {when} already"


@of("history")
@warning
def history_in_order(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure the steps of a history stand oldest first."""
    for number, (before, after) in enumerate(zip(record.history, record.history[1:], strict=False), 1):
        if after.date.latest < before.date.earliest:
            yield ("history", number, "date"), f"{after.date} stands after {before.date}: put the steps oldest first"


@of("history")
@error
def history_not_in_the_future(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a history tells what has happened."""
    for number, step in enumerate(record.history):
        if step.date.earliest > context.today:
            yield ("history", number, "date"), f"{step.date} has not come yet"


@of("history")
@warning
def history_agrees_with_status(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure the last step that changed the status changed it to the record's."""
    stated = [(number, step.status) for number, step in enumerate(record.history) if step.status is not None]
    if stated and record.status not in HANDED_OVER and stated[-1][1] != record.status:
        number, status = stated[-1]
        yield ("history", number, "status"), f"the history ends with {status}, the record says {record.status}"


@warning
def id_agrees_with_date(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a day or year in an id is the record's own."""
    numbers = [part for part in record.id.split("-") if part.isdigit() and len(part) in (2, 4)]
    if record.when is None or record.when.is_open or not numbers or len(numbers[0]) != 4:
        return
    year = int(numbers[0])
    if 1700 < year < 2200 and not record.when.earliest.year <= year <= record.when.latest.year:
        yield ("id",), f"the id says {year}, the record stands at {record.when}"


@error
def published_by_today(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure no source, reading or review lies in the future."""
    tomorrow = context.today + timedelta(1)
    for number, source in enumerate(record.sources):
        for key, day in (("published", source.published), ("accessed", source.accessed)):
            if day is not None and day.earliest > tomorrow:
                yield ("sources", number, key), f"{day} has not come yet"
    if record.reviewed is not None and record.reviewed.earliest > tomorrow:
        yield ("reviewed",), f"{record.reviewed} has not come yet"


@error
def read_after_published(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a source was published by the day it was read."""
    for number, source in enumerate(record.sources):
        if source.published and source.accessed and source.published.earliest > source.accessed.latest:
            yield ("sources", number, "accessed"), f"read {source.accessed}, before it was published {source.published}"


@warning
def weekday_fits(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a weekday that stands beside a day is that day's."""
    for loc, text in _of_some_day(record):
        for found in WEEKDAY_AND_DATE.finditer(text):
            weekdays = _weekdays(found, record)
            if weekdays and (found[1] or found[7]) not in weekdays:
                yield loc, f"{found[0]} is a {' or '.join(weekdays)}"


def _of_some_day(record: Exchange) -> Iterator[tuple[Loc, str]]:
    """Yield what a record says in words of ours, where a weekday may be among them, with its place."""
    if record.notes and "day" in record.notes:
        yield ("notes",), record.notes
    for number, step in enumerate(record.history):
        if "day" in step.text:
            yield ("history", number, "text"), step.text
    for number, source in enumerate(record.sources):
        if "day" in source.title:
            yield ("sources", number, "title"), source.title
        if source.locator and "day" in source.locator:
            yield ("sources", number, "locator"), source.locator
    for number, dispute in enumerate(record.disputes):
        claims = [(("claims", at, "value"), claim.value) for at, claim in enumerate(dispute.claims)]
        for loc, text in [(("about",), dispute.about), (("chosen",), dispute.chosen), *claims]:
            if text and "day" in text:
                yield ("disputes", number, *loc), text


def _weekdays(found: re.Match[str], record: Exchange) -> list[str]:
    """Return the weekdays that a day fell on: of its year, or where none is given of the years that the record spans."""
    day, month = found[2] or found[5] or found[10], found[3] or found[4]
    number = MONTHS.index(month) + 1 if month else int(found[9])
    if found[6] or found[8]:
        years = [int(found[6] or found[8])]
    elif record.when is None or record.when.is_open:
        return []
    else:
        years = [*range(record.when.earliest.year, record.when.latest.year + 1)]
    fell = []
    for year in years:
        try:
            fell.append(WEEKDAYS[date(year, number, int(day)).weekday()])
        except ValueError:
            pass  # there is no such day in that year
    return fell


CHECKS = (
    handover_not_in_the_future, leg_within_date, released_after_held, history_in_order, history_not_in_the_future,
    history_agrees_with_status, id_agrees_with_date, published_by_today, read_after_published, weekday_fits,
)  # fmt: skip
