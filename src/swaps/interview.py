"""A record asked for step by step. What is asked comes from the models, what is suggested from the catalogue."""

from datetime import date
from typing import Any

from swaps import suggest
from swaps.catalogue import build
from swaps.chunks import Chunk
from swaps.index import Index
from swaps.layout import keys
from swaps.models import Charge, Exchange, Group, Intermediary, Location, Person, Release, Source, Step
from swaps.models.readers import Known
from swaps.models.values import Model
from swaps.nodes import Item
from swaps.prompts import Terminal
from swaps.words import (
    CATEGORIES,
    CHARGES,
    HANDED_OVER,
    INTERMEDIARY_ROLES,
    KINDS,
    LEGAL_STATUSES,
    MECHANISMS,
    SOURCE_KINDS,
    STATUSES,
    Words,
)

Record = dict[str, Any]

ASKED: dict[type[Model], tuple[str, ...]] = {
    Exchange: ("title", "kind", "status", "date", "sources", "history", "locations", "releases", "intermediaries", "notes", "id"),
    Source: ("url", "title", "publisher", "kind", "published", "language"),
    Step: ("date", "text", "sources"),
    Location: ("country", "city", "place"),
    Release: ("by", "to", "people", "groups"),
    Person: ("name", "native_name", "citizenships", "occupation", "held_since", "held_in", "charges", "legal_status", "sentence",
             "mechanism", "sources"),
    Charge: ("category", "text"),
    Group: ("description", "category", "count", "sources"),
    Intermediary: ("party", "roles", "sources"),
}  # fmt: skip
"""What is asked of each part, the first key being the one that may be left empty to end a list; the rest is for the editor."""

WORDS: dict[tuple[type[Model], str], Words] = {
    (Exchange, "kind"): KINDS, (Exchange, "status"): STATUSES, (Source, "kind"): SOURCE_KINDS, (Charge, "category"): CHARGES,
    (Person, "legal_status"): LEGAL_STATUSES, (Person, "mechanism"): MECHANISMS, (Group, "category"): CATEGORIES,
    (Intermediary, "roles"): INTERMEDIARY_ROLES,
}  # fmt: skip
PARTIES = ("by", "to", "party", "country", "citizenships")
"""The keys that name a party, which may be typed by its name."""
LISTS = ("citizenships", "roles", "sources")
CALLED = {
    "sources": "source", "history": "step", "locations": "place", "releases": "leg", "people": "person", "groups": "group",
    "charges": "charge", "intermediaries": "intermediary",
}  # fmt: skip
MANNERS = "Enter takes what stands in brackets, or leaves out; - leaves out; ? says what can be typed; Ctrl-C stops."


class Interview:
    """Asks for one record, and checks each answer as the catalogue would."""

    def __init__(self, terminal: Terminal, index: Index, known: Known, today: date) -> None:
        self.terminal, self.index, self.known, self.today = terminal, index, known, today
        self.record: Record = {}
        self.host: Record = {}

    def hold(self) -> Record:
        """Ask for a record from the title to the id."""
        self.terminal.say(MANNERS, "dim")
        self.fill(Exchange, self.record, "")
        return self.record

    def fill(self, model: type[Model], part: Record, lead: str) -> None:
        """Ask for what is still open in a part of the record."""
        for key in ASKED[model]:
            if key in part or not self.applies(model, key, part):
                continue
            if keys(model)[key].below:
                self.several(model, key, part, lead)
            else:
                self.one(model, key, part, lead, self.needed(model, key))

    def several(self, model: type[Model], key: str, part: Record, lead: str) -> None:
        """Ask for the items of a list until one is left out."""
        below = keys(model)[key].below
        assert below is not None
        listed: list[Record] = []
        while True:
            item: Record = {}
            named = f"{lead}{CALLED[key]} {len(listed) + 1} · "
            if not self.one(below, ASKED[below][0], item, named, not listed and self.needed(model, key)):
                return
            listed.append(item)
            part[key] = listed
            self.fill(below, item, named)
            if below is Source:
                item.setdefault("id", suggest.source_id(item, [one["id"] for one in listed[:-1]]))
                item["accessed"] = self.today.isoformat()

    def one(self, model: type[Model], key: str, part: Record, lead: str, needed: bool) -> bool:
        """Ask for one value until it is right; return whether there is one."""
        self.terminal.say(f"{model.model_fields[key].description}", "dim")
        while True:
            answer = self.terminal.ask(f"{lead}{key}", self.default(model, key, part))
            if answer == "?":
                self.explain(model, key)
            elif answer not in ("", "-"):
                value = self.read(model, key, answer)
                refusal = self.refusal(model, key, value)
                if refusal is None:
                    part[key] = value
                    self.follow(model, key, part)
                    return True
                self.terminal.say(refusal, "red")
            elif not needed:
                return False
            else:
                self.terminal.say(f"{key} is needed: a record does not do without", "red")

    def applies(self, model: type[Model], key: str, part: Record) -> bool:
        """Whether a key has a place in what has been said so far."""
        if model is Exchange and key == "date":
            return self.done
        if model is Exchange and key == "releases":
            return bool(self.record["kind"] != "framework")
        if model is Person and key == "sentence":
            return bool(part.get("legal_status") == "convicted")
        return key != "sources" or model is Exchange or len(self.record.get("sources", ())) > 1

    @property
    def done(self) -> bool:
        """Whether there has been a handover."""
        return self.record.get("status") in HANDED_OVER

    def needed(self, model: type[Model], key: str) -> bool:
        """Whether a record, as far as it goes, does not do without a key."""
        if model is Exchange and key in ("date", "releases", "history"):
            return self.done != (key == "history")
        return model.model_fields[key].is_required()

    def default(self, model: type[Model], key: str, part: Record) -> str | None:
        """Return what is probably meant."""
        others = [leg for leg in self.record.get("releases", ()) if leg is not part]
        if model is Source:
            return self.host.get(key)
        if model is Release and len(others) == 1 and key in ("by", "to"):
            other = others[0].get("to" if key == "by" else "by")
            return other if isinstance(other, str) else None
        if model is Group and key == "category":
            return suggest.OF_THE_KIND.get(self.record["kind"])
        if model is Exchange and key == "id":
            return suggest.record_id(self.index, self.record)
        return "completed" if model is Exchange and key == "status" else None

    def read(self, model: type[Model], key: str, answer: str) -> Any:
        """Return an answer as the record writes it: parties by their ids, words in full, lists at their commas."""
        listed = key in LISTS or key in ("by", "to")
        parts = [part.strip() for part in answer.split(",")] if listed else [answer]
        words = self.words(model, key)
        if words:
            parts = [_completed(part, words) for part in parts]
        elif key in PARTIES:
            parts = [suggest.party(self.index, part) for part in parts]
        return parts if key in LISTS or len(parts) > 1 else parts[0]

    def words(self, model: type[Model], key: str) -> Words:
        """Return the words that can be said, each with its sentence, where they are few."""
        if key == "sources" and model is not Exchange:
            return {source["id"]: source["title"] for source in self.record["sources"]}
        return WORDS.get((model, key), {})

    def refusal(self, model: type[Model], key: str, value: Any) -> str | None:
        """Return what is wrong with a value, in the catalogue's words."""
        item = Item({key: value}, Chunk(1, ""), ((1, 1), None, None))
        wrong = [problem.message for problem in build(model, item, "", self.known)[1] if problem.rule != "missing-key"]
        if key == "sources" and isinstance(value, list):
            known = self.words(model, key)
            wrong += [f"the record has no source {one!r}: it has {', '.join(known)}" for one in value if one not in known]
        if model is Exchange and key == "id" and self.index.ask("SELECT 1 FROM exchanges WHERE id = ?", [value]):
            wrong.append(f"{value} is taken: choose another id")
        return wrong[0] if wrong else None

    def explain(self, model: type[Model], key: str) -> None:
        """Say what can be typed."""
        said = self.words(model, key) or (dict(suggest.parties(self.index)) if key in PARTIES else {})
        for word, sentence in said.items():
            self.terminal.say(f"  {word} – {sentence}")
        if not said or key in PARTIES:
            self.terminal.say("  any other party by its code or name" if key in PARTIES else "  a text of yours", "dim")

    def follow(self, model: type[Model], key: str, part: Record) -> None:
        """Take over, or mention, what the catalogue knows of an answer."""
        if model is Source and key == "url":
            self.host = suggest.source(self.index, part["url"])
            if "title" in self.host:
                part |= self.host
                self.terminal.say(f"Another record cites this page as {self.host['title']}: taken over.", "green")
        elif model is Charge and key == "category":
            for text in suggest.charges(self.index, part["category"]):
                self.terminal.say(f"  elsewhere: {text}", "dim")
        elif model is Person and key == "name":
            self.recognise(part)

    def recognise(self, part: Record) -> None:
        """Ask whether somebody of this name, or of one that is spelled like it, is the same person."""
        near = [part["name"]] if suggest.person(self.index, part["name"]) else suggest.people_near(self.index, part["name"])
        for name in near:
            found = suggest.person(self.index, name)
            if found and self.terminal.confirm(f"Is this {found[1]['name']} of {found[0]}?"):
                part |= found[1]
                return


def _completed(part: str, words: Words) -> str:
    """Return the one word that begins like this, or what was typed."""
    said = part.casefold().replace(" ", "-").replace("_", "-")
    close = [word for word in words if word.startswith(said)]
    return said if said in words else close[0] if len(close) == 1 else part
