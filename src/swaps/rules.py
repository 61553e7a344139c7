"""The rules that `validate` holds a catalogue to, each with its manual: what it asks, why, what breaks it and what does not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from swaps import catalogue, checks, chunks, parser
from swaps.checks import parties, persons, shape, sourcing, time
from swaps.files import PACKAGE, opened
from swaps.problem import ERROR, WARNING

MANUAL = os.path.join(PACKAGE, "rules.yaml")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name in problem lines, how bad it is to break it, and what it ensures in one sentence."""

    name: str
    level: str
    sentence: str
    family: str

    @property
    def can_be_waived(self) -> bool:
        """Whether a record may say that it does not hold there."""
        return self.level == WARNING and self.name in checks.RULES


@dataclass(frozen=True, slots=True)
class Manual:
    """What is to be known of a rule.

    The examples are pieces of a record, or of several; `because` is a good reason for a waiver.
    """

    rule: Rule
    why: str
    bad: str
    good: str
    because: str


def _rules() -> Iterator[Rule]:
    reading = chunks.RULES | parser.RULES
    for family, sentences in (("Reading a file", reading), ("The shape of a record", catalogue.RULES)):
        yield from (Rule(name, ERROR, sentence, family) for name, sentence in sentences.items())
    families = {"What belongs to which kind and status": shape, "Time": time, "Parties and countries": parties, "People": persons,
                "Sources and disputes": sourcing}  # fmt: skip
    for family, module in families.items():
        yield from (Rule(check.rule, check.level, check.sentence, family) for check in module.CHECKS)
    for across in checks.ACROSS:
        yield Rule(across.rule, across.level, across.sentence, "Records held against each other")
    for name, sentence in checks.WAIVER_RULES.items():
        yield Rule(name, WARNING if name == "idle-waiver" else ERROR, sentence, "Waivers")


RULES = {rule.name: rule for rule in _rules()}
"""Every rule by its name."""


def manuals() -> dict[str, Manual]:
    """Return the manual of every rule, in the order of the rules."""
    with opened(MANUAL) as file:
        written = {item.value["rule"]: item.value for item in parser.stream(file, MANUAL, []) if isinstance(item.value, dict)}
    return {name: _manual(rule, **written[name]) for name, rule in RULES.items()}


def _manual(known: Rule, rule: str, why: str, bad: str, good: str, because: str = "") -> Manual:
    return Manual(known, why, bad, good, because)
