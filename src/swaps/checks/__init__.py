"""The rules of the data: one list, run over each record, and what a record may waive."""

from collections.abc import Iterator

from swaps.catalogue import Entry
from swaps.checks import across, alike, parties, persons, shape, sourcing, time
from swaps.checks.check import Check, Context
from swaps.models import Exchange
from swaps.problem import ERROR, WARNING, Problem

CHECKS: tuple[Check, ...] = (*shape.CHECKS, *time.CHECKS, *parties.CHECKS, *persons.CHECKS, *sourcing.CHECKS)
BY_FIELD = [(field, [check for check in CHECKS if check.of == field]) for field in dict.fromkeys(check.of for check in CHECKS)]
ACROSS = (*across.ACROSS, *alike.ACROSS)
WAIVER_RULES = {
    "unknown-waiver": "Ensure a waiver names a rule that there is, and that can be waived.",
    "idle-waiver": "Ensure a waiver waives something.",
}
RULES: dict[str, str] = {check.rule: check.level for check in CHECKS} | {one.rule: one.level for one in ACROSS}
"""Every rule that is a check, with its level."""

__all__ = ["ACROSS", "CHECKS", "RULES", "Context", "check_records", "idle", "settle", "waivers"]

Waived = tuple[int, str, Problem]


def check_records(entries: list[Entry], context: Context) -> list[list[Problem]]:
    """Return the problems of some records, waived ones included; each rule is asked of all of them before the next."""
    found: list[list[Problem]] = [[] for _ in entries]
    records = [
        (entry, record, those) for entry, those in zip(entries, found, strict=True) if isinstance(record := entry.record, Exchange)
    ]
    for field, checks in BY_FIELD:
        having = [one for one in records if field is None or getattr(one[1], field)]
        for check in checks:
            find = check.find
            for entry, record, those in having:
                for loc, message in find(record, context):
                    those.append(entry.problem(loc, check.rule, check.level, message))
    return found


def waivers(entry: Entry) -> Iterator[tuple[str, Problem]]:
    """Yield the rules that a record waives, each with the problem that the waiver is if it waives nothing."""
    record = entry.record
    if isinstance(record, Exchange):
        for number, waiver in enumerate(record.waive):
            yield waiver.rule, entry.problem(("waive", number, "rule"), *idle(waiver.rule))


def idle(rule: str) -> tuple[str, str, str]:
    """Return rule, level and message of a waiver that waives nothing."""
    return "idle-waiver", WARNING, f"{rule} has nothing to complain of here: remove this waiver"


def settle(found: list[tuple[int, Problem]], waived: list[Waived]) -> Iterator[Problem]:
    """Yield the problems that their records do not waive, and those that the waivers are."""
    off = {(n, rule) for n, rule, _ in waived if RULES.get(rule) == WARNING}
    met = {(n, problem.rule) for n, problem in found}
    yield from (problem for n, problem in found if (n, problem.rule) not in off)
    for n, rule, idle in waived:
        if (n, rule) not in off:
            said = "is an error: mend it, it cannot be waived" if rule in RULES else "is no rule"
            yield idle._replace(rule="unknown-waiver", level=ERROR, message=f"{rule} {said}")
        elif (n, rule) not in met:
            yield idle
