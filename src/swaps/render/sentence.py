"""A record in one sentence that can be quoted: made from the data alone, hedged where the data is, with a note to each part."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from swaps import english
from swaps.counts import UNKNOWN, Count
from swaps.dates import PartialDate
from swaps.render.whom import ANYBODY, CALLED, whom
from swaps.words import HANDED_OVER

Record = dict[str, Any]

BARGAINS = {
    "one-sided-release": "a release", "hostage-deal": "a hostage deal", "ransom": "a ransom deal", "programme": "a programme",
    "remains-exchange": "a return of the dead",
}  # fmt: skip
"""What an offer was about; all others are exchanges."""
STAGES = {
    "failed": "discussed {}", "refused": "offered {}", "proposed": "proposed {}", "negotiating": "discussed {}",
    "agreed": "agreed {}",
}  # fmt: skip
FATES = {"failed": " and not carried out", "refused": " and refused"}
AGREED = ("agreed", "partial", "completed")
OUTCOMES = {
    "proposed": "no handover is on record", "negotiating": "no handover is on record", "agreed": "no handover is on record",
    "partial": "only a part of what was agreed was carried out",
}  # fmt: skip
HELPED = {
    "mediator": "mediated", "negotiator": "negotiated", "host": "hosted", "guarantor": "guaranteed", "witness": "witnessed",
    "logistics": "assisted with logistics", "transit": "given passage",
}  # fmt: skip
GIVEN = {"money": "money", "assets": "assets", "goods": "goods", "arms": "arms", "sanctions-relief": "an easing of sanctions"}
"""What is named of the considerations; all others are other terms."""
DIFFER = {
    "status": "how far it came", "kind": "whether it was an exchange", "location": "the place", "intermediary": "who mediated",
    "person": "who was among them",
}  # fmt: skip
"""The disputes that a sentence only points to, in the words for one that has none of its own."""
NUMBERS = {"count": "the number", "date": "the day"}
"""The disputes whose values a sentence gives, each with who says so."""


class Quote(NamedTuple):
    """A sentence, and the ids of the sources that its notes stand for, in the order of their numbers."""

    text: str
    notes: list[str]


def quote(record: Record, names: dict[str, str], stands: str) -> Quote:
    """Put a record into a sentence; `names` are those of the parties at its time, `stands` is where it stands in time."""
    teller = Teller(record, names)
    text = " ".join("".join(teller.parts(stands)).split())
    return Quote(f"{english.capital(text).removesuffix('.')}.", teller.notes)


class Teller:
    """Tells one record part by part, in the order of the sentence, so that its notes are numbered as they come."""

    def __init__(self, record: Record, names: dict[str, str]) -> None:
        self.record, self.names = record, names
        self.kind, self.status = record.get("kind", ""), record.get("status", "")
        self.publishers = {source["id"]: source["publisher"] for source in record.get("sources", ())}
        self.notes: list[str] = []
        self.legs = _legs(record)
        self.offered = self.status not in HANDED_OVER or self.kind == "framework"
        self.apart = any(map(_handovers, self.legs))
        self.disputes = [(self._leg_of(one), one) for one in record.get("disputes", ())]

    def parts(self, stands: str) -> Iterator[str]:
        """Yield the sentence in parts."""
        if "withdrawn" in self.record:
            gone = self.record["withdrawn"]
            yield f"the catalogue withdrew its record {self.record['id']} {english.when(gone['date'])}: {gone['reason']}"
            return
        yield self._opening(stands)
        told = [self._leg(number, leg) for number, leg in enumerate(self.legs)] or [self._nobody()]
        few = len(told) < 3
        yield english.series(told, *((", and ", ", and ") if few else ("; ", "; and ")))
        place = "" if self.apart else self._where(self.record)
        around = [f"{place}{self._cite(_named(_handovers(self.record)))}", *self._helped()] if place else [*self._helped()]
        if around:
            yield f"{', ' if few else '; all this '}{', '.join(around)}"
        numbers = self._open_numbers()
        for clause in (numbers, self._terms(), self._denied(), self._outcome(), self._open_questions(" also" if numbers else "")):
            if clause:
                yield f"; {clause}"

    def _opening(self, stands: str) -> str:
        """Say when it happened, or what kind of offer it was."""
        if self.kind == "framework":
            what = "agreement" if self.status in AGREED else "framework"
            time = f" ({english.date(stands)})" if stands else ""
            return f'under the {what} recorded as "{self.record["title"]}"{time}{FATES.get(self.status, "")}, '
        time = english.when(stands) if stands else "at a time that is not on record"
        if self.offered:
            stage = STAGES[self.status].format(time)
            return f"in {BARGAINS.get(self.kind, 'an exchange')} {stage}{FATES.get(self.status, '')}, "
        disputed = [one for leg, one in self.disputes if one["field"] == "date" and leg is None and "person" not in one]
        day = f"{time}{''.join(map(self._disputed, disputed))}"
        return f"in a standing programme {day}, " if self.kind == "programme" else f"{day} "

    def _nobody(self) -> str:
        """Speak of a record that names nobody."""
        return f"{english.people(UNKNOWN, *ANYBODY)} {'would be' if self.offered else 'were'} released{self._cite(self.publishers)}"

    def _leg(self, number: int, leg: Record) -> str:
        """Say who released whom to whom."""
        over = self.status in FATES
        auxiliary = ("would have " if over else "would ") if self.offered else ""
        release, hand_over = ("release", "hand over") if self.offered and not over else ("released", "handed over")
        who = whom(leg, self.offered)
        living = _beside(who.living, f"accompanied by {who.along}") if who.living and who.along else who.living or who.along
        done = [f"{release} {living}"] if living else []
        done += [f"{hand_over} {who.dead}"] if who.dead else []
        said = f"{self._sides(leg['by'])} {auxiliary}{english.series(done) or f'{release} nobody'}"
        said += f", held by {self._sides(leg['held_by'])}," if leg.get("held_by") else ""
        said += f" to {self._sides(leg['to'])}" if leg.get("to") else ""
        said += self._day_of(leg)
        where = leg if _handovers(leg) or not self.apart else self.record
        place = self._where(where)
        said += f" {place}" if place else ""
        said += f" ({who.declined})" if who.declined else ""
        cited = [*self._sources_of(number)]
        said = said.removesuffix(",") + self._cite([*cited, *_named(_handovers(where))] if cited else [])
        return said + "".join(self._disputed(one) for at, one in self.disputes if at == number and one["field"] in NUMBERS)

    def _day_of(self, leg: Record) -> str:
        """Say when a leg was carried out where that was not the record's day; the year only where it is not clear."""
        date, whole = leg.get("date"), self.record.get("date")
        if not date or date == whole:
            return ""
        if whole and whole.startswith(f"{date}-"):
            return f" sometime that {'month' if '-' in date else 'year'}"
        years = {part[:4] for part in f"{date}/{whole}".split("/")}
        is_in_it = len(years) == 1 and all("-" in part for part in date.split("/"))
        said = english.when(date)
        return f" {said.removesuffix(f' {min(years)}') if is_in_it else said}"

    def _sources_of(self, number: int) -> Iterable[str]:
        """Return a leg's sources; where it names none, the record's stand for it and for those before it."""
        following = self.legs[number + 1 : number + 2]
        return _sources(self.legs[number]) or ([] if following and not _sources(following[0]) else self.publishers)

    def _where(self, holder: Record) -> str:
        """Say where people changed hands."""
        said: dict[tuple[str, str], list[str]] = {}
        for one in _handovers(holder):
            country = self._party(one["country"]) if one.get("country") else ""
            site = "an undisclosed place" if one.get("undisclosed") else one.get("place", "")
            city = one.get("city", "")
            only_city = bool(city and country and not site)
            said.setdefault(("", country) if only_city else (english.place(site, city, country), ""), []).append(city)
        places = [place or english.place("", english.series([*dict.fromkeys(cities)]), country)
                  for (place, country), cities in said.items() if place or country]  # fmt: skip
        return english.series(places, last=", and ")

    def _helped(self) -> Iterator[str]:
        """Say who mediated, who hosted it and so on; roles that the same people had are put together."""
        helpers = self.record.get("intermediaries", ())
        said: dict[tuple[str, ...], list[str]] = {}
        cited: dict[tuple[str, ...], list[Record]] = {}
        for role, words in HELPED.items():
            those = [one for one in helpers if role in one["roles"]]
            if those:
                who = tuple(map(self._helper, those))
                said.setdefault(who, []).append(words)
                cited.setdefault(who, []).extend(those)
        for who, roles in said.items():
            yield f"{english.series(roles)} by {english.series(who)}{self._cite(_named(cited[who]))}"

    def _helper(self, one: Record) -> str:
        who = self._party(one.get("name") or one["party"])
        return f"{who} (for {self._party(one['on_behalf_of'])})" if one.get("on_behalf_of") else who

    def _leg_of(self, dispute: Record) -> int | None:
        """Return the leg that a dispute is about, by its id or its `by`; a number that names none is that of the only leg."""
        name = dispute.get("leg")
        if name is None:
            return 0 if len(self.legs) == 1 and dispute["field"] == "count" else None
        named = [(leg.get("id"), "+".join(_listed(leg["by"])), *_listed(leg["by"])) for leg in self.legs]
        return next((number for number, names in enumerate(named) if name in names), None)

    def _disputed(self, dispute: Record, otherwise: str = "") -> str:
        """Give each competing value with who says so."""
        about = dispute.get("about") or CALLED.get(dispute.get("category", ""), ("", ""))[1] or otherwise
        return f" ({f'{about}: ' if about else ''}{'; '.join(self._claim(dispute, claim) for claim in dispute['claims'])})"

    def _claim(self, dispute: Record, claim: Record) -> str:
        try:
            value = english.amount(Count.parse(claim["value"])) if dispute["field"] == "count" else _day(claim["value"])
        except ValueError:
            value = claim["value"]
        return f"{value} according to {self._speaker(claim)}{self._cite(claim['sources'])}"

    def _speaker(self, claim: Record) -> str:
        """Say who makes a claim: a party, somebody else by name, or else the publishers that it stands in."""
        if "per" not in claim:
            return english.series([*dict.fromkeys(english.the(self.publishers.get(name, name)) for name in claim["sources"])])
        who, comma, more = claim["per"].partition(", ")
        return f"{self._party(who)}{comma}{more}"

    def _open_numbers(self) -> str:
        """Give the disputed numbers that belong to no leg."""
        given = ""
        for leg, one in self.disputes:
            of_the_day = one["field"] == "date" and "person" not in one and not self.offered
            if leg is None and one["field"] in NUMBERS and not of_the_day:
                given += self._disputed(one, NUMBERS[one["field"]])
        return f"sources differ{given}" if given else ""

    def _terms(self) -> str:
        """Say what else changed hands, as far as the record names it."""
        terms = self.record.get("considerations", ())
        named = [one for one in terms if one["kind"] in GIVEN]
        said = []
        for one in named:
            worth = english.amount(Count.parse(one["amount"])) if one.get("amount") else ""
            what = f"{GIVEN[one['kind']]} ({worth} {one.get('currency', '')})".replace(" )", ")") if worth else GIVEN[one["kind"]]
            by, to = ("by", "on") if one["kind"] == "sanctions-relief" else ("from", "to")
            way = [f" {word} {self._sides(one[key])}" for key, word in (("by", by), ("to", to)) if one.get(key)]
            said.append(f"{what}{''.join(way)}")
        said += ["other terms"] if len(named) < len(terms) else []
        return f"besides people, the record names {english.series(said)}{self._cite(_named(terms))}" if said else ""

    def _denied(self) -> str:
        those = [one for one in self.record.get("acknowledged", ()) if one["answer"] == "denied"]
        who = english.series([self._party(one["by"]) for one in those])
        over = self.status in FATES
        was = ("would have been" if over else "would be") if self.offered and self.kind != "framework" else "was"
        return f"according to {who} it {was} no exchange{self._cite(_named(those))}" if those else ""

    def _outcome(self) -> str:
        return "" if self.kind == "framework" and self.status == "agreed" else OUTCOMES.get(self.status, "")

    def _open_questions(self, also: str) -> str:
        """Point to what else sources differ on."""
        those = [one for _, one in self.disputes if one["field"] in DIFFER and "person" not in one]
        said = [f"on {one.get('about') or DIFFER[one['field']]}" for one in those]
        notes = (name for one in those for claim in one["claims"] for name in claim["sources"])
        return f"sources{also} differ {english.series(said)}{self._cite(notes)}" if said else ""

    def _party(self, name: str) -> str:
        """Call a party, a body or a person."""
        return english.the(self.names.get(name, name))

    def _sides(self, parties: str | list[str]) -> str:
        return english.series([*map(self._party, _listed(parties))])

    def _cite(self, sources: Iterable[str]) -> str:
        """Return the numbers of the notes for some sources: ` [1, 3–5]`; empty where there are none."""
        cited = [name for name in dict.fromkeys(sources) if name in self.publishers]
        self.notes += [name for name in cited if name not in self.notes]
        return english.notes(sorted(self.notes.index(name) + 1 for name in cited))


def _beside(text: str, more: str) -> str:
    """Put something in brackets behind a text, into its own brackets where it ends with some."""
    return f"{text[:-1]}; {more})" if text.endswith(")") else f"{text} ({more})"


def _day(text: str) -> str:
    """Write a date that a claim gives; raises ValueError where it is none."""
    return english.when(PartialDate.parse(text).text)


def _legs(record: Record) -> list[Record]:
    """Return the legs; of a framework, what was planned, as legs."""
    legs: dict[str, Record] = {}
    for one in record.get("planned", ()):
        leg = legs.setdefault(f"{one['by']} {one.get('to')}", {"by": one["by"], "to": one.get("to"), "groups": []})
        leg["groups"].append({"category": "mixed"} | one)
    return [*record.get("releases", ()), *legs.values()]


def _handovers(holder: Record) -> list[Record]:
    return [one for one in holder.get("locations", ()) if one.get("role", "handover") == "handover"]


def _listed(parties: str | list[str]) -> list[str]:
    return [parties] if isinstance(parties, str) else parties


def _sources(leg: Record) -> list[str]:
    """Return the sources that a leg, its people, its groups and its places name, each once."""
    return _named([leg, *leg.get("people", ()), *leg.get("groups", ()), *_handovers(leg)])


def _named(parts: Iterable[Record]) -> list[str]:
    """Return the sources that some parts of a record name, each once."""
    return [*dict.fromkeys(name for part in parts for name in part.get("sources", ()))]
