"""Catalogues as people might leave them: the same records with keys, styles and line ends at random, and comments everywhere."""

import json
import re
from random import Random
from typing import Any

import yaml

COMMENTS = ("# why: [not], {this}", "#tight", "# it's \"quoted\", isn't it?", "#", "# - no: item", "# ends # twice  ")


class Mess:
    """Writes records in any way that says the same, and keeps the comments that it puts in."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments: list[str] = []
        self.step = random.choice((2, 2, 3, 4))
        self.offset = random.choice((0, 2))

    def catalogue(self, records: list[dict[str, Any]]) -> str:
        """Write a catalogue."""
        records = self.random.sample(records, len(records))
        lines = (["---"] if self.chance(0.1) else []) + self.noise(0)
        for record in records:
            lines += self.noise(0, within=0 if self.in_block else 99) + self.item(record, 0)
        lines += self.noise(0, within=0 if self.in_block else 99)
        text = "\n".join(lines) + ("\n" if self.chance(0.9) else "")
        return text.replace("\n", "\r\n") if self.chance(0.2) else text

    def chance(self, share: float) -> bool:
        """Whether something happens."""
        return self.random.random() < share

    def comment(self) -> str:
        """Make up a comment."""
        text = self.random.choice(COMMENTS) + self.random.choice(("", f" {len(self.comments)}"))
        self.comments.append(text.rstrip())
        return text

    def noise(self, indent: int, within: int = 99) -> list[str]:
        """Make up blank lines and comments, indented at random but not to within a block of text."""
        lines = []
        for _ in range(self.random.choice((0, 0, 0, 1, 3))):
            margin = min(within, max(0, indent + self.random.choice((-2, 0, 0, 0, 1, 2, 4, -9))))
            lines.append("" if self.chance(0.3) else " " * margin + self.comment())
        return lines

    def beside(self) -> str:
        """Make up a comment behind something, or not."""
        return f"{' ' * self.random.choice((1, 2, 9))}{self.comment()}" if self.chance(0.1) else ""

    def item(self, value: Any, indent: int) -> list[str]:
        """Write an item of a list."""
        margin = " " * indent
        if isinstance(value, dict) and not self.chance(0.05):
            inner = indent + self.random.choice((2, 2, 2, 4))
            lines = self.mapping(value, inner)
            if self.chance(0.1):
                return [f"{margin}-{self.beside()}", *lines]
            return [f"{margin}-{' ' * (inner - indent - 1)}{lines[0].lstrip()}", *lines[1:]]
        first, *rest = self.value(value, indent)
        return [f"{margin}- {first}", *rest]

    def mapping(self, value: dict[str, Any], indent: int) -> list[str]:
        """Write a mapping; it does not begin with a comment."""
        lines: list[str] = []
        for number, key in enumerate(self.random.sample(list(value), len(value))):
            held = value[key]
            within = indent if lines and self.in_block else 99
            lines += self.noise(indent, within=within) if number else []
            self.in_block = False
            if isinstance(held, dict) and not self.chance(0.2):
                lines += [f"{' ' * indent}{key}:{self.beside()}", *self.noise(indent), *self.mapping(held, indent + self.step)]
            elif isinstance(held, list) and not (self.plain_list(held) and self.chance(0.7)) and not self.chance(0.05):
                lines.append(f"{' ' * indent}{key}:{self.beside()}")
                for one in held:
                    within = indent + self.offset if self.in_block else 99
                    lines += self.noise(indent + self.offset, within=within) + self.item(one, indent + self.offset)
            else:
                first, *rest = self.value(held, indent)
                lines += [f"{' ' * indent}{key}: {first}", *rest]
        return lines

    in_block = False

    def plain_list(self, value: list[Any]) -> bool:
        """Whether a list holds texts alone."""
        return all(isinstance(one, str) for one in value)

    def value(self, value: Any, indent: int) -> list[str]:
        """Write a value from the line of its key on."""
        self.in_block = False
        if not isinstance(value, str):
            flow = self.flow(value, indent + self.step)
            flow[-1] += self.beside()
            return flow
        shape = self.random.choice(("one", "one", "one", "plain", ">", "|"))
        margin = " " * (indent + self.step)
        lines = [self.scalar(value, False)]
        if shape == "plain" and (words := value.split(" "))[1:]:
            at = self.random.randrange(1, len(words))
            lines = [" ".join(words[:at]), margin + " ".join(words[at:])]
        elif shape in ">|":
            header = shape + ("" if value.endswith("\n") else "-")
            body = value.removesuffix("\n").split("\n")
            lines = [header, *(margin + one for line in body for one in ([line, ""] if shape == ">" else [line]))]
            lines = lines[:-1] if shape == ">" else lines
        if not self.says(lines, value):
            lines = [json.dumps(value, ensure_ascii=False)]
        self.in_block = lines[0][0] in ">|"
        lines[0 if self.in_block else -1] += self.beside()
        return lines

    def flow(self, value: Any, indent: int) -> list[str]:
        """Write a value in brackets, on one line or on several."""
        if isinstance(value, str):
            return [self.scalar(value, True)]
        parts = [("", one) for one in value] if isinstance(value, list) else [(f"{key}: ", one) for key, one in value.items()]
        lines = ["[" if isinstance(value, list) else "{"]
        for number, (lead, one) in enumerate(parts):
            if self.chance(0.2):
                lines[-1] += self.beside()
                lines += [*self.noise(indent), " " * indent]
            first, *rest = self.flow(one, indent)
            lines[-1] += lead + first
            lines += rest
            lines[-1] += ", " if number + 1 < len(parts) else ""
        if self.chance(0.2):
            lines[-1] += self.beside()
            lines += [*self.noise(indent), " " * indent]
        lines[-1] += "]" if isinstance(value, list) else "}"
        return lines

    def scalar(self, text: str, in_flow: bool) -> str:
        """Write a text on one line."""
        styles = [text, text, text, "'" + text.replace("'", "''") + "'", json.dumps(text, ensure_ascii=False)]
        chosen = self.random.choice(styles)
        simple = re.fullmatch(r"[\w~./()+ -]+", text) if in_flow else True
        return chosen if simple and self.says([chosen], text) else json.dumps(text, ensure_ascii=False)

    def says(self, lines: list[str], text: str) -> bool:
        """Whether some lines, as a value, say a text and nothing more."""
        try:
            events = list(yaml.parse("a:\n  b: " + "\n  ".join(lines) + "\n  c: d\n", Loader=yaml.CSafeLoader))
        except yaml.YAMLError:
            return False
        scalars = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
        return scalars == ["a", "b", text, "c", "d"] and text != ""
