"""A problem found in a catalogue is a value: where, which rule, how bad, and what to do."""

from typing import NamedTuple

ERROR = "error"
WARNING = "warning"


class Problem(NamedTuple):
    """One thing wrong at one place; values sort by place."""

    path: str
    line: int
    column: int
    rule: str
    level: str
    message: str

    def __str__(self) -> str:
        """Return the problem as one line, as compilers write it."""
        return f"{self.path}:{self.line}:{self.column}: {self.level} {self.rule}: {self.message}"
