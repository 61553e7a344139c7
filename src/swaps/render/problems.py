"""Problems as text for people and editors, as annotations for GitHub, as JSON for programs."""

import json as json_
from collections import Counter

from swaps.output import safe, safe_json
from swaps.problem import ERROR, WARNING, Problem


def text(problems: list[Problem]) -> str:
    """Return one line to a problem, as compilers write them."""
    return "".join(f"{safe(str(problem))}\n" for problem in problems)


def github(problems: list[Problem]) -> str:
    """Return workflow commands, which GitHub shows on the lines of a pull request."""
    return "".join(
        f"::{problem.level} file={_property(problem.path)},line={problem.line},col={problem.column},"
        f"title={_property(problem.rule)}::{_data(problem.message)}\n"
        for problem in problems
    )


def json(problems: list[Problem]) -> str:
    """Return a list of objects with the keys of a problem."""
    lines = [safe_json(json_.dumps(problem._asdict(), ensure_ascii=False)) for problem in problems]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def summary(problems: list[Problem], names: list[str]) -> str:
    """Say in one line what was checked and how many problems there are."""
    levels = Counter(problem.level for problem in problems)
    said = [f"{levels[level]:,} {level}{'s' if levels[level] > 1 else ''}" for level in (ERROR, WARNING) if levels[level]]
    return f"{', '.join(names)}: {', '.join(said) or 'no problems'}"


def _data(value: str) -> str:
    return safe(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": text, "github": github, "json": json}
