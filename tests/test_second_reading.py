"""The second reading: the table on its page is what its data come to."""

import csv
import re
from collections import Counter
from pathlib import Path

from tests.conftest import ROOT

PAGE, DATA = ROOT / "docs" / "second-reading.md", ROOT / "docs" / "second-reading.csv"
FIELDS = ("kind", "status", "date", "place", "country", "count", "people", "intermediaries")
HEAD = (
    "| field | cells | empty in both | compared | the same | not the same | seen by the first alone |\n"
    + "|---"
    + "|--:" * 6
    + "|\n"
)
TABLE = re.compile(r"\| field \|.*?(?=\n\n)", re.DOTALL)
PEOPLE = DATA.with_name("second-reading-people.csv")
VERDICTS = re.compile(r"\| verdict \|.*?(?=\n\n)", re.DOTALL)
OUTCOMES = re.compile(r"\| what became of them \|.*?(?=\n\n)", re.DOTALL)


def cells(path: Path = DATA) -> list[dict[str, str]]:
    """Return what was read twice, cell by cell."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(found: list[dict[str, str]]) -> str:
    """Count by field how many cells agree, those that are empty in both readings apart."""
    lines = []
    for field in (*FIELDS, "total"):
        here = [cell for cell in found if field in (cell["field"], "total")]
        empty = sum(not cell["first"] and not cell["second"] for cell in here)
        said = Counter(cell["agree"] for cell in here)
        compared = len(here) - empty
        same = said["yes"] - empty
        share = f"{same} ({100 * same / compared:.0f} %)"
        lines.append(f"| {field} | {len(here)} | {empty} | {compared} | {share} | {said['no']} | {said['not-seen']} |")
    return HEAD + "\n".join(lines)


def outcomes(found: list[dict[str, str]]) -> str:
    """Count what became of the cells that differ."""
    became = Counter(cell["outcome"].partition(":")[0] for cell in found if cell["agree"] == "no")
    return "| what became of them | cells |\n|---|--:|\n" + "\n".join(
        f"| {said} | {times} |" for said, times in became.most_common()
    )


def verdicts(found: list[dict[str, str]]) -> str:
    """Count what was found of people."""
    said = [*Counter(one["verdict"] for one in found).most_common(), ("total", len(found))]
    return "| verdict | people in records |\n|---|--:|\n" + "\n".join(f"| {word} | {times} |" for word, times in said)


def test_tables_are_what_the_data_say(bless: bool) -> None:
    """The page shows the agreement that its data come to."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = OUTCOMES.sub(outcomes(cells()), TABLE.sub(table(cells()), page))
    fresh = VERDICTS.sub(verdicts(cells(PEOPLE)), fresh)
    if bless:
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    assert TABLE.search(fresh)
    assert OUTCOMES.search(fresh)
    assert VERDICTS.search(fresh)
    assert PAGE.read_text(encoding="utf-8") == fresh, "second-reading.md is stale: pytest --bless"


def test_every_difference_has_an_outcome() -> None:
    """Forty records were read in all fields; two readings that differ are said to, and what came of it."""
    found = cells()
    assert len({cell["record"] for cell in found}) == 40
    assert {cell["field"] for cell in found} == set(FIELDS)
    assert len({(cell["record"], cell["field"], cell["leg"]) for cell in found}) == len(found)
    assert {cell["agree"] for cell in found} == {"yes", "no", "not-seen"}
    assert [cell for cell in found if cell["agree"] == "no" and not cell["outcome"]] == []
    assert [cell for cell in found if cell["agree"] != "yes" and cell["first"] == cell["second"]] == []
    assert {bool(cell["leg"]) for cell in found if cell["field"] in ("count", "people")} == {True}


def test_every_verdict_on_people_has_a_page() -> None:
    """Whatever was confirmed, added or corrected was seen somewhere, and each person of a record was read once."""
    found = cells(PEOPLE)
    assert {one["verdict"] for one in found} == {"confirmed", "added", "corrected", "not-found"}
    assert [one for one in found if not one["what"]] == []
    without = [one for one in found if one["verdict"] != "not-found" and not one["page"].startswith("http")]
    assert {one["person"] for one in without} <= {"Paul Whelan", "Yuliia Paievska"}
    assert len({(one["record"], one["person"]) for one in found}) == len(found)
