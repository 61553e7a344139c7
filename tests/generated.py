"""Invented records of every shape that the models allow, one for each number."""

from random import Random
from typing import Any

from swaps.words import CATEGORIES, CONSIDERATIONS, HANDED_OVER, INTERMEDIARY_ROLES, KINDS, STATUSES

PARTIES = {
    "AA": "Aland", "BB": "United Bélands", "CC": "Saint Celia, Ascension and Dee", "front": "Popular Front for the Freedom of Dee",
    "rebels": "Rebels", "crowd": "The Crowd", "families": "Families of the prisoners", "north": "Army of the North (Aland)",
}  # fmt: skip
GIVEN = ("Ada", "Boris", "Chloé", "D'Arcy", "Émile", "Fu  Lin", "Gül", "Hans-Otto", "Ia", "Jan")
FAMILY = ("Quill", "Zwo", "O’Round", "van der Meer", "Ł", "(Smith)", "Petrov & Sons", "<b>Bold</b>", "{Brace}", "Stop.")
PLACES = (
    "Old Bridge", "Vale airport", "near the mill", "an airport in Aland", "Border of two towns", "Gate, east side", "Road  to Alt",
    "Ofer prison, East", "Checkpoint",
)  # fmt: skip
ABOUTS = ("how many soldiers", "whether the civilians are within it", "the total of both sides")
SAYING = ("AA", "front", "BB, the day before", "a spokesman", "International Office of Counting")


def record(number: int) -> dict[str, Any]:
    """Return the record of a number: always the same for the same number."""
    return Maker(number).record(number)


class Maker:
    """Draws one record."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.sources = [f"s{n}" for n in range(self.random.randint(1, 9))]
        self.people = 0

    def maybe(self, key: str, value: Any, chance: float = 0.4) -> dict[str, Any]:
        """Return a key with its value, or nothing."""
        return {key: value} if value and self.random.random() < chance else {}

    def some(self, values: Any, most: int) -> list[Any]:
        """Return some of the values, at least one."""
        return self.random.sample([*values], self.random.randint(1, min(most, len(values))))

    def cited(self, chance: float = 0.5) -> dict[str, Any]:
        """Name sources, or none."""
        return self.maybe("sources", self.some(self.sources, 4), chance)

    def date(self) -> str:
        """Return a date of any precision, qualified at times, or an interval."""
        year, month, day = self.random.randint(1900, 2025), self.random.randint(1, 12), self.random.randint(1, 27)
        one = self.random.choice(
            (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}-{day:02d}")
        )
        if self.random.random() < 0.2:
            return one + self.random.choice("~?%")
        if self.random.random() < 0.25:
            later = (f"{year}-{month:02d}-{day + 1:02d}", f"{year}-12-31", f"{year + 1}-05", f"{year + 2}", f"{year + 1}-01-03~")
            return f"{one}/{self.random.choice(later)}"
        return one

    def count(self) -> str:
        """Return a count of any form."""
        low = self.random.choice((1, 2, 5, 9, 10, 42, 999, 1000, 33755))
        return self.random.choice((f"{low}", f"{low}", f"{low}", f"~{low}", f"{low}+", f"{low}..{low + 3}"))

    def parties(self) -> Any:
        """Return one party, or several."""
        return self.random.choice([*PARTIES]) if self.random.random() < 0.8 else self.some(PARTIES, 3)

    def name(self) -> str:
        """Return a name that nobody else has."""
        self.people += 1
        return f"{self.random.choice(GIVEN)} {self.random.choice(FAMILY)} {chr(64 + self.people % 26)}{'x' * (self.people // 26)}"

    def person(self) -> dict[str, Any]:
        """Draw a named person."""
        drawn: dict[str, Any] = {"name": self.name()} | self.cited(0.3)
        return drawn | self.maybe("category", self.random.choice([*CATEGORIES]), 0.5) | self.maybe("declined", True, 0.1)

    def group(self, people: list[dict[str, Any]]) -> dict[str, Any]:
        """Draw a group, some of the named among it."""
        drawn = {"description": "some people"} | self.maybe("category", self.random.choice([*CATEGORIES]), 0.9)
        drawn |= self.maybe("count", self.count(), 0.7) | self.maybe("planned", self.count(), 0.3)
        members = [one["name"] for one in people if not one.get("declined")]
        return (
            drawn
            | self.maybe("people", members[: self.random.randint(0, 3)], 0.3)
            | self.maybe("declined", self.count(), 0.1)
            | self.cited()
        )

    def place(self) -> dict[str, Any]:
        """Draw a place."""
        drawn = self.maybe("role", self.random.choice(("handover", "agreed", "transit")), 0.3)
        drawn |= self.maybe("place", self.random.choice(PLACES), 0.6) | self.maybe(
            "city", self.random.choice(("Vale", "Port")), 0.5
        )
        drawn |= self.maybe("country", self.random.choice(("AA", "BB", "CC")), 0.7) | self.maybe("undisclosed", True, 0.1)
        return (drawn if drawn.keys() - {"role"} else drawn | {"city": "Port"}) | self.cited(0.3)

    def leg(self, number: int) -> dict[str, Any]:
        """Draw a leg."""
        people = [self.person() for _ in range(self.random.choice((0, 0, 1, 2, 5)))]
        groups = [self.group(people if n == 0 else []) for n in range(self.random.choice((0, 0, 1, 2, 3)))]
        drawn = {"id": f"leg-{number}", "by": self.parties()} | self.maybe("to", self.parties(), 0.9) | self.cited()
        drawn |= (
            self.maybe("held_by", self.parties(), 0.1)
            | self.maybe("date", self.date(), 0.2)
            | self.maybe("planned", self.count(), 0.2)
        )
        drawn |= self.maybe("locations", [self.place()], 0.2)
        return drawn | ({"people": people} if people else {}) | ({"groups": groups} if groups else {})

    def planned(self) -> dict[str, Any]:
        """Draw what a framework promised."""
        drawn = {"by": self.parties()} | self.maybe("to", self.parties(), 0.8) | self.maybe("count", self.count(), 0.7)
        return drawn | self.maybe("category", self.random.choice([*CATEGORIES]), 0.8) | self.cited()

    def helper(self) -> dict[str, Any]:
        """Draw an intermediary."""
        party, person = {"party": self.random.choice([*PARTIES])}, {"name": self.name()} | self.maybe("on_behalf_of", "AA")
        return self.random.choice((party, person)) | {"roles": self.some(INTERMEDIARY_ROLES, 3)} | self.cited()

    def dispute(self, legs: int) -> dict[str, Any]:
        """Draw a dispute."""
        field = self.random.choice(
            ("count", "count", "count", "date", "location", "kind", "status", "intermediary", "person", "charge")
        )
        draw = {"count": self.count, "date": self.date}.get(field, lambda: "one thing")
        claims = [
            {"value": draw(), "sources": self.some(self.sources, 2)} | self.maybe("per", self.random.choice(SAYING), 0.6)
            for _ in range(self.random.randint(2, 3))
        ]
        drawn = {"field": field, "claims": claims} | self.maybe("about", self.random.choice(ABOUTS), 0.6)
        drawn |= self.maybe("leg", f"leg-{self.random.randrange(legs)}" if legs else "", 0.6)
        return drawn | self.maybe("person", "ada-quill", 0.1) | self.maybe("category", self.random.choice([*CATEGORIES]), 0.2)

    def record(self, number: int) -> dict[str, Any]:
        """Draw a record."""
        kind, status = self.random.choice([*KINDS]), self.random.choice([*STATUSES, "completed", "completed"])
        drawn: dict[str, Any] = {"id": f"generated-{number}", "title": 'A title  of (two) "parts"', "kind": kind, "status": status}
        if status in HANDED_OVER:
            drawn["date"] = f"{self.random.randint(1950, 1999)}/.." if kind == "programme" else self.date()
        else:
            drawn["history"] = [{"date": self.date(), "text": "Somebody says something.", "status": status}]
        legs = self.random.choice((1, 2, 2, 2, 3, 5))
        if kind == "framework":
            drawn["planned"] = [self.planned() for _ in range(legs)]
        else:
            drawn["releases"] = [self.leg(n) for n in range(legs)]
        helpers = [self.helper() for _ in range(self.random.randint(1, 3))]
        given = [
            {"kind": kind} | self.maybe("by", self.parties(), 0.8) | self.maybe("to", self.parties(), 0.8) | self.cited()
            | self.maybe("amount", f"{self.random.randint(1, 9_000_000)}") | self.maybe("currency", "USD")
            for kind in self.some(CONSIDERATIONS, 2)
        ]  # fmt: skip
        answers = [{"by": self.random.choice([*PARTIES]), "answer": self.random.choice(("acknowledged", "denied"))} | self.cited()]
        drawn |= self.maybe("locations", [self.place() for _ in range(self.random.randint(1, 3))], 0.7)
        drawn |= self.maybe("intermediaries", helpers) | self.maybe("considerations", given, 0.3)
        drawn |= self.maybe("acknowledged", answers, 0.3)
        drawn |= self.maybe(
            "disputes", [self.dispute(len(drawn.get("releases", ()))) for _ in range(self.random.randint(1, 3))], 0.6
        )
        if self.random.random() < 0.02:
            drawn["withdrawn"] = {"date": self.date(), "reason": "It was told twice."}
        return drawn | {"sources": [self.source(name) for name in self.sources]}

    def source(self, name: str) -> dict[str, Any]:
        """Draw a source."""
        publisher = self.random.choice(("Daily B", "Agency A", "The Gazette of the Old Town", "Ministry, press office"))
        drawn = {"id": name, "title": "What it reports", "publisher": publisher, "kind": "agency"}
        return drawn | self.maybe("url", f"https://example.org/{name}", 0.8) | self.maybe("published", self.date())
