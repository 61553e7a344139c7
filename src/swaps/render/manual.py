"""The manual of the rules: of one rule as a page, of all as Markdown, and the list of them as a table."""

from collections.abc import Iterable
from itertools import groupby

from swaps.problem import ERROR
from swaps.render.page import Page, block
from swaps.render.table import Column, Table
from swaps.rules import Manual, Rule

HEAD = """\
# Rules

What `swaps validate` holds a catalogue to. Each problem line names its rule, and `swaps explain RULE` shows what stands here. An
error must be mended; a warning can be waived in its record, with a reason. The examples are pieces of records.
"""
HEADING = "bold"


def page(manual: Manual) -> Page:
    """Set the manual of one rule as a page."""
    rule = manual.rule
    blocks = [block((rule.name, "bold underline"), f" · {rule.level}"), block(rule.sentence), block(""), block(manual.why)]
    for heading, text in _parts(manual):
        blocks += [block(""), block((heading, HEADING)), *(block(line, indent=4) for line in text.splitlines())]
    return blocks if rule.can_be_waived else [*blocks, block(""), block(_not_waived(rule))]


def _parts(manual: Manual) -> list[tuple[str, str]]:
    parts = [("This breaks it:", manual.bad), ("This does not:", manual.good)]
    if manual.rule.can_be_waived:
        waiver = f"waive:\n  - rule: {manual.rule.name}\n    because: {manual.because}\n"
        parts.append(("Where it does not fit, the record says so, and why:", waiver))
    return parts


def _not_waived(rule: Rule) -> str:
    return "It cannot be waived." if rule.level == ERROR else "It cannot be waived: remove the waiver."


def markdown(manuals: Iterable[Manual]) -> str:
    """Set the manual of all rules as Markdown."""
    parts = [HEAD]
    for family, members in groupby(manuals, key=lambda manual: manual.rule.family):
        parts.append(f"## {family}\n")
        parts.extend(map(_section, members))
    return "\n".join(parts)


def _section(manual: Manual) -> str:
    rule = manual.rule
    parts = [f"### {rule.name}\n", f"*{rule.level}* · {rule.sentence}\n", f"{manual.why}\n"]
    parts += [f"{heading}\n\n```yaml\n{text}```\n" for heading, text in _parts(manual)]
    return "\n".join(parts if rule.can_be_waived else [*parts, f"{_not_waived(rule)}\n"])


def listed(rules: Iterable[Rule]) -> Table:
    """Make the table of the rules."""
    columns = (Column("rule", "rule"), Column("level", "level"), Column("sentence", "what it ensures"))
    return Table(columns, [(rule.name, rule.level, rule.sentence) for rule in rules])
