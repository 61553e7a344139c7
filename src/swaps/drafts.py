"""A record that is not in the catalogue yet: where it would stand there, and what would be wrong with it."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from swaps import build, catalogue, edit, parser
from swaps.files import Files, opened
from swaps.nodes import Item
from swaps.problem import ERROR, Problem

NAME = "draft"
"""What problems of the record itself name as their file; their lines are those of its text."""


@dataclass
class Draft:
    """A record's text with its problems, and the file that would hold it, as it is and as it would be."""

    text: str
    problems: list[Problem] = field(default_factory=list)
    path: str = ""
    line: int = 0
    before: bytes = b""
    after: bytes = b""

    @property
    def errors(self) -> int:
        """How many problems forbid to put it there."""
        return sum(problem.level == ERROR for problem in self.problems)


def draft(files: Files, text: str) -> Draft:
    """Read the text of one record, bring it into its usual form, and see what the catalogue would be with it."""
    reading = parser.read(text.encode(), NAME)
    if not reading.problems and len(reading.items) != 1:
        reading.problems.append(Problem(NAME, 1, 1, "top-level", ERROR, "one record is wanted here"))
    if reading.problems:
        return Draft(text, reading.problems)
    record, _ = catalogue.build(catalogue.model_of(reading.items[0].value), reading.items[0], NAME, None)
    text = edit.formatted(text.encode()).decode() if record else text.rstrip("\n") + "\n"
    (item,) = parser.read(text.encode(), NAME).items
    path = _home(files, item)
    with opened(path) as file:
        before = file.read()
    try:
        after, line = edit.inserted(before, text)
    except edit.Unplaceable:
        said = f"no record can be put into {path} as it stands: run 'swaps fmt {path}' first"
        return Draft(text, [Problem(NAME, 1, 1, "top-level", ERROR, said)])
    found = Draft(text, [], path, line, before, after)
    found.problems = sorted(_placed(found, item, _problems(files, found)))
    return found


def _home(files: Files, item: Item) -> str:
    """Return the file that a record belongs in: that of the record before it."""
    mine = edit.standing(item)
    if len(files.paths) == 1 or mine is None:
        return files.paths[-1]
    earlier = []
    for path in files.paths:
        with opened(path) as file:
            places = [its for one in parser.stream(file, path, []) if (its := edit.standing(one)) and its < mine]
        earlier += [(max(places), path)] if places else []
    return max(earlier)[1] if earlier else files.paths[0]


def _problems(files: Files, found: Draft) -> list[Problem]:
    """Return the problems that the catalogue would have, as if they were in its own file."""
    with tempfile.TemporaryDirectory() as folder:
        aside = os.path.join(folder, os.path.basename(found.path))
        with open(aside, "wb") as file:
            file.write(found.after)
        paths = tuple(aside if path == found.path else path for path in files.paths)
        connection, problems = build.private(files._replace(paths=paths))
        connection.close()
    return [problem._replace(path=found.path if problem.path == aside else problem.path) for problem in problems]


def _placed(found: Draft, item: Item, problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems of the record, at their lines in its text, and the errors elsewhere, at their lines before it came."""
    size = found.text.count("\n")
    name = item.value.get("id") if isinstance(item.value, dict) else None
    for problem in problems:
        line = problem.line - found.line
        if problem.path == found.path and 0 <= line < size:
            yield problem._replace(path=NAME, line=line + 1)
        elif problem.level == ERROR:
            there = problem._replace(line=problem.line - size) if problem.path == found.path and line >= size else problem
            if problem.rule == "unique-id" and problem.message.startswith(f"{name} is taken"):
                said = f"{name} is taken, by the record on line {there.line} of {os.path.basename(there.path)}: choose another id"
                yield Problem(NAME, *item.place(("id",)), problem.rule, ERROR, said)
            else:
                yield there
