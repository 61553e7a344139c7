#!/usr/bin/env python3
"""Make a synthetic catalogue of prisoner exchanges, as large as wanted, to measure with.

    gen_catalogue.py 3000 exchanges.yaml
    gen_catalogue.py 3000 exchanges.yaml --like data/exchanges.yaml --parties data/parties.yaml

The output has the form that the design describes: a top-level list, one block per exchange,
oldest first. Everything in it is invented: names are random syllables, hosts are example.org,
and that two real parties stand in one event means nothing. Event i depends on (seed, i) and the
vocabularies alone, so the events of a small catalogue are all found in a larger one, with the
same ids. No two people share a name, save for a small fixed cast that comes back now and then.

--like FILE takes the closed lists (kinds, statuses, charge categories, roles, kinds of source and
so on) from a real catalogue, and leaves out whatever that catalogue never has: a key it does not
know, a part of another shape. --parties FILE draws on no party that the registry lacks.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import sys

# --- vocabularies: change them here, or take them from a real catalogue with --like -------------

VOCABULARY = {
    "kind": ["detainee-swap", "spy-swap", "pow-exchange", "hostage-deal", "ransom", "one-sided-release", "remains-exchange"],
    "status": ["completed", "partial", "failed", "negotiating"],
    "charge": [
        "espionage",
        "treason",
        "terrorism",
        "drug-offences",
        "murder",
        "fraud",
        "sanctions-evasion",
        "extremism",
        "combatant",
    ],
    "legal_status": ["convicted", "charged", "uncharged"],
    "mechanism": ["pardon", "commutation", "deportation"],
    "group": ["pows", "civilians", "detainees", "hostages", "remains"],
    "role": ["mediator", "negotiator", "host", "guarantor", "transit", "logistics", "witness"],
    "location_role": ["transit", "agreed"],
    "source": ["agency", "newspaper", "broadcaster", "official", "state-media", "ngo"],
    "consideration": ["money", "assets", "goods"],
    "relation": ["follow-up-of", "linked-to"],
    "step": ["proposed", "negotiating", "agreed"],
}
MOSTLY = {"kind": "detainee-swap", "status": "completed", "legal_status": "convicted"}

# Where a real catalogue shows these words: the path of keys, lists being walked through.
WHERE = {
    "kind": "kind",
    "status": "status",
    "charge": "releases.people.charges.category",
    "legal_status": "releases.people.legal_status",
    "mechanism": "releases.people.mechanism",
    "group": "releases.groups.category",
    "role": "intermediaries.roles",
    "location_role": "locations.role",
    "source": "sources.kind",
    "consideration": "considerations.kind",
    "relation": "related.relation",
    "step": "history.status",
}
# Parts that an exchange can do without; with --like they must look as they do there, or they go.
OPTIONAL = ["history", "considerations", "disputes", "related"]

# code: (name, first year, last year), well inside the true bounds, so that no check is tempted
PARTIES = {
    "RU": ("Russia", 1993, None),
    "US": ("United States", None, None),
    "DE": ("Germany", 1950, None),
    "UA": ("Ukraine", 1993, None),
    "IL": ("Israel", 1950, None),
    "IR": ("Iran", None, None),
    "TR": ("Turkey", 1925, None),
    "AE": ("United Arab Emirates", 1973, None),
    "QA": ("Qatar", 1973, None),
    "SA": ("Saudi Arabia", 1935, None),
    "CN": ("China", 1950, None),
    "CU": ("Cuba", None, None),
    "VE": ("Venezuela", None, None),
    "BY": ("Belarus", 1993, None),
    "PL": ("Poland", 1950, None),
    "GB": ("United Kingdom", None, None),
    "FR": ("France", None, None),
    "EG": ("Egypt", 1960, None),
    "LB": ("Lebanon", 1950, None),
    "JO": ("Jordan", 1950, None),
    "AM": ("Armenia", 1993, None),
    "AZ": ("Azerbaijan", 1993, None),
    "GE": ("Georgia", 1993, None),
    "FI": ("Finland", 1920, None),
    "AT": ("Austria", 1956, None),
    "CH": ("Switzerland", None, None),
    "NO": ("Norway", 1910, None),
    "OM": ("Oman", 1971, None),
    "SU": ("Soviet Union", 1925, 1990),
    "DD": ("East Germany", 1950, 1989),
    "hamas": ("Hamas", 1989, None),
    "taliban": ("Taliban", 1996, None),
    "hezbollah": ("Hezbollah", 1987, None),
    "farc": ("FARC", 1966, 2015),
    "unita": ("UNITA", 1968, 2000),
}
MEDIATORS = ["TR", "QA", "AE", "SA", "CH", "OM", "EG", "DE", "AT"]
PLACES = [  # place, city, country, latitude, longitude, first year, last year
    ("Esenboğa Airport", "Ankara", "TR", 40.13, 33.00, 1956, None),
    ("Atatürk Airport", "Istanbul", "TR", 40.98, 28.82, None, None),
    ("Hamad Airport", "Doha", "QA", 25.27, 51.61, 2015, None),
    ("Al Bateen Airport", "Abu Dhabi", "AE", 24.43, 54.46, 1983, None),
    ("Abu Dhabi airport", "Abu Dhabi", "AE", 24.43, 54.65, 1983, None),
    ("King Khalid Airport", "Riyadh", "SA", 24.96, 46.70, 1984, None),
    ("Glienicke Bridge", "Potsdam", "DD", 52.41, 13.09, 1950, 1989),
    ("Glienicke Bridge", "Potsdam", "DE", 52.41, 13.09, 1991, None),
    ("Herleshausen crossing", "Herleshausen", "DE", 51.01, 10.17, 1965, 1989),
    ("Cologne Bonn Airport", "Cologne", "DE", 50.87, 7.14, None, None),
    ("Novi Yarylovychi crossing", "Chernihiv", "UA", 51.93, 31.64, 1993, None),
    ("Senkivka crossing", "Chernihiv", "UA", 52.10, 31.75, 1993, None),
    ("Sheremetyevo Airport", "Moscow", "SU", 55.97, 37.41, 1960, 1990),
    ("Vnukovo Airport", "Moscow", "RU", 55.60, 37.29, 1993, None),
    ("Minsk National Airport", "Minsk", "BY", 53.88, 28.03, 1993, None),
    ("Novaya Guta crossing", "Gomel", "BY", 52.06, 30.99, 1993, None),
    ("Rafah crossing", "Rafah", "EG", 31.25, 34.26, 1983, None),
    ("Cairo Airport", "Cairo", "EG", 30.11, 31.41, 1964, None),
    ("Rosh Hanikra crossing", "Naqoura", "LB", 33.09, 35.11, 1950, None),
    ("Beirut Airport", "Beirut", "LB", 33.82, 35.49, 1955, None),
    ("Cointrin Airport", "Geneva", "CH", 46.24, 6.11, None, None),
    ("Schwechat Airport", "Vienna", "AT", 48.11, 16.57, 1956, None),
    ("Vaalimaa crossing", "Vaalimaa", "FI", 60.60, 27.82, 1960, None),
    ("Seeb Airport", "Muscat", "OM", 23.59, 58.28, 1974, None),
    ("Zvartnots Airport", "Yerevan", "AM", 40.15, 44.40, 1993, None),
    ("Red Bridge crossing", "Tbilisi", "GE", 41.33, 45.07, 1993, None),
    ("Heydar Aliyev Airport", "Baku", "AZ", 40.47, 50.05, 1993, None),
    ("José Martí Airport", "Havana", "CU", 22.99, -82.41, None, None),
    ("Maiquetía Airport", "Caracas", "VE", 10.60, -66.99, None, None),
]
GIVEN = (
    "Ada Anton Boris Clara Darya Élise Emil Farid Goran Hana Ida Ivan Jan José Jürgen Karim Leila "
    "Lev Łucja Marta Mira Nadia Oleg Omar Pavel Rosa Samir Sofia Tamar Umut Vera Yusuf Žarko"
).split()
OCCUPATIONS = [
    "journalist",
    "teacher",
    "student",
    "engineer",
    "businessman",
    "soldier",
    "officer",
    "musician",
    "translator",
    "aid worker",
    "lawyer",
    "dual national on a family visit",
]
CHARGE_TEXTS = [
    "Passing secret documents to a foreign service",
    "Membership of a banned organisation",
    "Taken prisoner in the fighting near the river crossing",
    "Carrying a banned substance in the luggage",
    "Exporting controlled electronics through a third country",
    "A post in a social network",
    "A donation to a charity abroad",
    "Laundering money through an exchange of crypto assets",
]
PUBLISHERS = [
    ("Wire One", "agency"),
    ("Northern Press", "agency"),
    ("The Daily Ledger", "newspaper"),
    ("Evening Courier", "newspaper"),
    ("Channel Six", "broadcaster"),
    ("Radio Meridian", "broadcaster"),
    ("Office of the Ombudsman", "official"),
    ("State Bulletin", "state-media"),
    ("Prisoners' Watch", "ngo"),
]
WORDS = (
    "after months of indirect talks the two governments agreed to release detainees held since the "
    "early phase of the conflict families waited at the airport while officials confirmed that the "
    "transfer had been carried out under the supervision of mediators and a further round was expected"
).split()
LIVING = ["soldiers of a border unit", "people held in three prisons", "villagers taken in the summer"]
DEAD = ["bodies of soldiers", "remains of the fallen"]
SENTENCES = ["life", "up to 20 years", "3 years 6 months"]
FIRST_YEAR, LAST_YEAR = 1962, 2025

CONSONANTS, VOWELS, ENDINGS = "bdfgklmnprstvz", "aeiou", ["", "n", "r", "l", "s", "k", "v", "m"]
SYLLABLES = [c + v for c in CONSONANTS for v in VOWELS]
CYRILLIC = str.maketrans("abdefgiklmnoprstuvzАBDEFGIKLMNOPRSTUVZ", "абдефгиклмнопрстувзАБДЕФГИКЛМНОПРСТУВЗ")
PEOPLE_PER_EVENT = 32  # the room for names that an event has


# --- names and dates -----------------------------------------------------------------------------


def family_name(number):
    """A family name for a number, no two alike: four syllables as its digits, well shuffled."""
    number, ending = divmod(number * 48271 % (len(SYLLABLES) ** 4 * len(ENDINGS)), len(ENDINGS))
    digits = []
    for _ in range(4):
        number, digit = divmod(number, len(SYLLABLES))
        digits.append(SYLLABLES[digit])
    return "".join(digits).capitalize() + ENDINGS[ending]


def some(r, words, how_many):
    return r.sample(words, min(len(words), how_many))


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def month_earlier(date):
    year, month = int(date[:4]), int(date[5:7])
    return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"


def earliest(date):
    """The first day that a date can mean, as text that sorts."""
    return (re.match(r"[\d-]+", date)[0] + "-01-01")[:10]


def latest(date):
    return (re.match(r"[\d-]+", date.rpartition("/")[2])[0] + "-12-31")[:10]


# --- one event -----------------------------------------------------------------------------------


class Maker:
    """The seed and the vocabularies; makes event i."""

    def __init__(self, seed, vocabulary, parties, shape=None):
        self.seed, self.vocabulary, self.parties, self.shape = seed, vocabulary, parties, shape
        self.places = [p for p in PLACES if p[2] in parties]
        self.left_out = set()
        self.alive = {}

    def pick(self, r, what):
        words = self.vocabulary[what]
        usual = MOSTLY.get(what)
        if usual in words and r.random() < (0.85 if what == "status" else 0.55):
            return usual
        return r.choice(words) if words else None

    def alive_in(self, year):
        """The parties and the places that there were in a year, and the states among the parties."""
        if year not in self.alive:
            there = lambda first, last: (first or 0) <= year <= (last or 9999)
            parties = [c for c, (_, first, last) in self.parties.items() if there(first, last)]
            places = [p for p in self.places if there(*p[5:]) and p[2] in parties]
            self.alive[year] = parties, [c for c in parties if c.isupper()], places
        return self.alive[year]

    def head(self, i):
        """What the event is called and when it was: enough for another event to refer to it."""
        r = random.Random(f"{self.seed}:{i}:head")
        year = LAST_YEAR - int(r.random() ** 2.2 * (LAST_YEAR - FIRST_YEAR + 1))
        day = f"{year}-{r.randint(1, 12):02d}-{r.randint(1, 26):02d}"
        kind, x = self.pick(r, "kind"), r.random()
        if kind == "programme":
            date = f"{year}-02/{year}-11"
        elif x < 0.78:
            date = day
        elif x < 0.88:
            date = day[:7]
        elif x < 0.93:
            date = day[:4]
        elif x < 0.95:
            date = day[:7] + r.choice("~?")
        else:
            date = f"{day}/{day[:8]}{int(day[8:]) + r.randint(1, 2):02d}"
        places = self.alive_in(year)[2]
        place = r.choice(places) if places else None
        where = slug(place[1]) if place else "undisclosed"
        return {"id": f"{where}-{year}-{i}", "kind": kind, "status": self.pick(r, "status"), "date": date}, day, place

    def event(self, i):
        head, day, place = self.head(i)
        r = random.Random(f"{self.seed}:{i}")
        year = int(day[:4])
        parties, states, places = self.alive_in(year)
        by, to = r.sample(parties, 2)
        sources = self.sources(r, i, day)
        legs = [(by, to)] if head["kind"] == "one-sided-release" else [(by, to), (to, by)]
        if len(legs) == 2 and r.random() < 0.08:
            legs += [(third, to) for third in r.sample(parties, 1) if third not in (by, to)]
        serial = iter(range(i * PEOPLE_PER_EVENT, (i + 1) * PEOPLE_PER_EVENT))
        releases = [self.leg(r, head["kind"], *leg, year, states, sources, serial) for leg in legs]
        cast = self.recurring(r, states)
        if cast and "people" in releases[0]:
            releases[0]["people"].append(cast)
        named = [leg["people"][0]["name"].split()[-1] for leg in releases if "people" in leg]
        title = f"{self.parties[by][0]}–{self.parties[to][0]} exchange"
        event = {
            "id": head["id"],
            "title": "–".join(named[:2]) + " exchange" if len(named) > 1 else f"{title} of {day[:7]}, no. {i}",
            "kind": head["kind"],
            "status": head["status"],
            "date": head["date"],
        }
        locations = self.locations(r, place, places)
        if locations:
            event["locations"] = locations
        event["releases"] = releases
        intermediaries = self.intermediaries(r, parties, [p for leg in legs for p in leg], serial)
        if intermediaries:
            event["intermediaries"] = intermediaries
        if r.random() < 0.04:
            event["considerations"] = [
                {
                    "kind": self.pick(r, "consideration"),
                    "by": to,
                    "to": by,
                    "amount": str(r.randint(1, 90) * 100000),
                    "currency": "USD",
                    "text": "Paid into an account in a third country",
                }
            ]
        if r.random() < 0.06:
            few = r.randint(3, 40)
            event["disputes"] = [
                {
                    "field": "count",
                    "leg": by,
                    "about": "how many were released",
                    "claims": [
                        {"value": str(few), "sources": [sources[0]["id"]]},
                        {"value": f"~{few + 2}", "sources": [sources[1]["id"]]},
                    ],
                }
            ]
        if r.random() < 0.08 and self.vocabulary["step"]:
            event["history"] = [
                {
                    "date": month_earlier(day),
                    "status": r.choice(self.vocabulary["step"]),
                    "text": "An offer is made through the mediator",
                    "sources": [sources[0]["id"]],
                }
            ]
        if head["status"] not in ("completed", "partial"):  # no handover, so no date: it stands in its history
            del event["date"]
            event["history"] = [
                {
                    "date": head["date"],
                    "status": head["status"],
                    "text": "What was offered and by whom",
                    "sources": [sources[0]["id"]],
                }
            ]
        if i and r.random() < 0.03:
            other = self.head(r.randrange(i))[0]
            if latest(other["date"]) < earliest(head["date"]) and self.vocabulary["relation"]:
                event["related"] = [{"relation": r.choice(self.vocabulary["relation"]), "id": other["id"]}]
        event["sources"] = sources
        return self.fit(event, "") if self.shape else event

    def sources(self, r, i, day):
        out, seen = [], set()
        for publisher, kind in r.sample(PUBLISHERS, r.choice([2, 2, 2, 3, 4])):
            published = f"{day[:8]}{int(day[8:]) + r.randint(0, 2):02d}"
            if kind not in self.vocabulary["source"]:
                kind = r.choice(self.vocabulary["source"])
            start = r.randrange(len(WORDS) - 9)
            out.append(
                {
                    "id": f"{slug(publisher)}-{published}",
                    "title": " ".join(WORDS[start : start + r.randint(5, 9)]).capitalize(),
                    "publisher": publisher,
                    "kind": kind,
                    "url": f"https://example.org/{day[:4]}/{i}/{slug(publisher)}",
                    "published": published,
                }
            )
        return out

    def leg(self, r, kind, by, to, year, states, sources, serial):
        leg = {"by": by, "to": to}
        remains = kind == "remains-exchange"
        crowd = remains or kind in ("pow-exchange", "programme") or r.random() < 0.2
        if self.shape and "groups" not in self.shape["releases"]["forms"]:
            crowd = remains = False
        if not crowd or not remains and r.random() < 0.25:
            leg["people"] = [self.person(r, to, year, states, sources, serial) for _ in range(min(8, 1 + int(r.expovariate(1.6))))]
        if crowd:
            leg["groups"] = [self.group(r, kind)]
        return leg

    def person(self, r, to, year, states, sources, serial):
        family = family_name(next(serial))
        given = r.choice(GIVEN)
        citizenships = [to] if to in states else [r.choice(states)]
        if r.random() < 0.2:
            citizenships += [c for c in r.sample(states, 1) if c not in citizenships]
        person = {"name": f"{given} {family}"}
        if r.random() < 0.1:
            person["aliases"] = [f"{given[0]}. {family}"]
        if citizenships[0] in ("RU", "UA", "BY", "SU") and given.isascii():
            person["native_name"] = f"{r.choice(['Анна', 'Иван', 'Мария'])} {family.translate(CYRILLIC)}"
        person["citizenships"] = citizenships
        if r.random() < 0.4:
            person["occupation"] = r.choice(OCCUPATIONS)
        since = f"{year - 1 - int(r.expovariate(0.5))}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
        if r.random() < 0.75:
            person["held_since"] = since[: r.choice([10, 10, 7, 4])]
        status = self.pick(r, "legal_status")
        if status != "uncharged" and self.vocabulary["charge"]:
            person["charges"] = [
                {"category": c, "text": r.choice(CHARGE_TEXTS)}
                for c in some(r, self.vocabulary["charge"], 1 if r.random() < 0.8 else 2)
            ]
        if status:
            person["legal_status"] = status
        if status == "convicted":
            person["sentence"] = r.choice(SENTENCES) if r.random() < 0.2 else f"{r.randint(2, 22)} years"
            if r.random() < 0.25 and self.vocabulary["mechanism"]:
                person["mechanism"] = self.pick(r, "mechanism")
        if r.random() < 0.2:
            person["sources"] = [r.choice(sources)["id"]]
        return person

    def recurring(self, r, states):
        """Now and then somebody whom other events know too, described as they describe them."""
        if r.random() > 0.015:
            return None
        number = r.randrange(40)
        r = random.Random(f"{self.seed}:cast:{number}")
        always = [c for c in ("US", "IR", "FR", "GB", "CH") if c in states]
        return {"name": f"{r.choice(GIVEN)} Recurrent{family_name(number).lower()}", "citizenships": always[:1]} if always else None

    def group(self, r, kind):
        words = self.vocabulary["group"]
        fitting = {"remains-exchange": ["remains"], "pow-exchange": ["pows"], "hostage-deal": ["hostages"]}.get(
            kind, ["detainees", "civilians"]
        )
        category = r.choice([w for w in fitting if w in words] or [w for w in words if w != "remains"] or words)
        size, x = 1 + int(r.expovariate(0.02)), r.random()
        group = {"description": r.choice(DEAD if category == "remains" else LIVING), "category": category}
        if x < 0.55:
            group["count"] = str(size)
        elif x < 0.75:
            group["count"] = f"~{size * 10}"
        elif x < 0.9:
            group["count"] = f"{size}..{size + r.randint(1, 9)}"
        return group

    def locations(self, r, place, places):
        if place is None or r.random() < 0.06:
            return []
        where = lambda p: {"place": p[0], "city": p[1], "country": p[2], "coordinates": f"{p[3]:.2f}, {p[4]:.2f}"}
        if r.random() < 0.03:
            return [{"country": place[2], "undisclosed": "true"}]
        locations = [where(place)]
        if r.random() < 0.05 and self.vocabulary["location_role"]:
            locations += [
                {**where(p), "role": r.choice(self.vocabulary["location_role"])} for p in r.sample(places, 1) if p is not place
            ]
        return locations

    def intermediaries(self, r, parties, sides, serial):
        able = [c for c in MEDIATORS if c in parties and c not in sides]
        out = [{"party": c} for c in some(r, able, r.choice([0, 0, 1, 1, 2]))]
        if r.random() < 0.05:
            out.append({"name": f"{r.choice(GIVEN)} {family_name(next(serial))}"})
        for one in out:
            one["roles"] = some(r, self.vocabulary["role"], 1 if r.random() < 0.7 else 2)
        return out

    def fit(self, node, path):
        """Leave out what the catalogue that this one shall be like never has."""
        if isinstance(node, list):
            return [self.fit(item, path) for item in node]
        if not isinstance(node, dict):
            return node
        known, out = self.shape.get(path, {}), {}
        for key, value in node.items():
            below = f"{path}.{key}".lstrip(".")
            if form(value) not in known.get("forms", {}).get(key, ()):
                self.left_out.add(below)
                continue
            if key in OPTIONAL and not path and not all(self.complete(item, below) for item in value):
                self.left_out.add(below)
                continue
            out[key] = self.fit(value, below)
        return out

    def complete(self, node, path):
        """Whether a part of an optional kind has every key that it always has there, and none that it never has."""
        if isinstance(node, list):
            return all(self.complete(item, path) for item in node)
        if not isinstance(node, dict):
            return True
        known = self.shape.get(path, {"forms": {}, "always": []})
        return set(known["always"]) <= set(node) <= set(known["forms"]) and all(
            form(v) in known["forms"][k] and self.complete(v, f"{path}.{k}") for k, v in node.items()
        )


# --- what a real catalogue and a registry tell ----------------------------------------------------


def form(value):
    if isinstance(value, dict):
        return "mapping"
    if isinstance(value, list):
        return "list of mappings" if value and isinstance(value[0], dict) else "list"
    return "scalar"


def read(path):
    import yaml

    with open(path, "rb") as text:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # every scalar a string


def shape_of(events):
    """For each place in a catalogue: the keys seen there with the forms of their values, and the keys never absent."""
    shape = {}

    def see(node, path):
        if isinstance(node, list):
            for item in node:
                see(item, path)
        elif isinstance(node, dict):
            here = shape.setdefault(path, {"forms": {}, "always": set(node)})
            here["always"] &= set(node)
            for key, value in node.items():
                here["forms"].setdefault(key, set()).add(form(value))
                see(value, f"{path}.{key}".lstrip("."))

    see(events, "")
    return {
        path: {"forms": {k: sorted(v) for k, v in sorted(here["forms"].items())}, "always": sorted(here["always"])}
        for path, here in sorted(shape.items())
    }


def values_at(node, keys):
    if isinstance(node, list):
        for item in node:
            yield from values_at(item, keys)
    elif not keys:
        if isinstance(node, str):
            yield node
    elif isinstance(node, dict) and keys[0] in node:
        yield from values_at(node[keys[0]], keys[1:])


def vocabulary_of(events):
    """The closed lists as a catalogue uses them. Kinds and statuses count only where there is a date and somebody to release."""
    whole = [e for e in events if isinstance(e, dict) and "date" in e and e.get("releases") and "withdrawn" not in e]
    found = {
        what: sorted(set(values_at(whole if what in ("kind", "status") else events, where.split("."))))
        for what, where in WHERE.items()
    }
    found["group"] = [w for w in found["group"] if w != "minors"]
    found["location_role"] = [w for w in found["location_role"] if w not in ("handover", "destination")]
    found["step"] = [w for w in found["step"] if w in VOCABULARY["step"]]
    found["relation"] = [w for w in found["relation"] if w in VOCABULARY["relation"]]
    for what in ("kind", "status", "charge", "role", "source", "group"):
        found[what] = found[what] or VOCABULARY[what]
    return found


def parties_of(registry):
    """The parties of a registry that this script can use: states by their two-letter code, and the groups it knows."""
    if isinstance(registry, dict):
        registry = registry.get("parties", registry)
    entries = (
        [{"id": k, **(v if isinstance(v, dict) else {})} for k, v in registry.items()]
        if isinstance(registry, dict)
        else [e if isinstance(e, dict) else {"id": e} for e in registry]
    )
    found = {}
    for entry in entries:
        code = str(entry.get("id") or entry.get("code"))
        if not re.fullmatch(r"[A-Z]{2}", code) and code not in PARTIES:
            continue
        name, first, last = PARTIES.get(code, (code, 1993, None))
        years = {}
        for key, value in entry.items():
            if re.search(r"year|exist|from|since|start|founded|begin|until|end|dissol", key) and "pending" not in key:
                inner = value if isinstance(value, dict) else {key: value}
                years.update({f"{key}.{k}": v for k, v in inner.items() if isinstance(v, str)})
        for key, value in years.items():
            numbers = [int(n) for n in re.findall(r"\d{4}", value)]
            ends = re.search(r"until|to$|end|last|dissol", key.rpartition(".")[2])
            if len(numbers) == 2 or numbers and not ends:
                first = max(first or 0, numbers[0] + 1)
            if len(numbers) == 2 or numbers and ends:
                last = min(last or 9999, numbers[-1] - 1)
        found[code] = (str(entry.get("name") or name), first, last)
    return dict(sorted(found.items()))


# --- YAML ----------------------------------------------------------------------------------------

NOT_PLAIN = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\s]|: | \#|[:\s]$|^$""")
quoted = False


def scalar(text, flow=False):
    if quoted or NOT_PLAIN.search(text) or flow and re.search(r"[,\[\]{}]", text):
        return json.dumps(text, ensure_ascii=False)
    return text


def lines(mapping, indent):
    pad = " " * indent
    for key, value in mapping.items():
        if isinstance(value, str):
            yield f"{pad}{key}: {scalar(value)}" if value != "true" else f"{pad}{key}: true"
        elif not value or isinstance(value[0], str):
            yield f"{pad}{key}: [{', '.join(scalar(v, flow=True) for v in value)}]"
        else:
            yield f"{pad}{key}:"
            for item in value:
                yield block(item, indent + 2)


def block(mapping, indent):
    text = "\n".join(lines(mapping, indent + 2))
    return " " * indent + "- " + text[indent + 2 :]


# --- the command ---------------------------------------------------------------------------------

maker = None


def one(i):
    event = maker.event(i)
    return earliest(event.get("date") or event["history"][0]["date"]), event["id"], block(event, 0), maker.left_out


def make_maker(seed=7, like=None, parties=None):
    vocabulary, shape, known = VOCABULARY, None, PARTIES
    if like:
        events = read(like)
        vocabulary, shape = vocabulary_of(events), shape_of(events)
    if parties:
        known = parties_of(read(parties))
    if len([c for c in known if c.isupper()]) < 3:
        sys.exit(f"{parties}: fewer than three states of today that this script can use")
    return Maker(seed, vocabulary, known, shape)


def main():
    global maker, quoted
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("n", type=int, help="how many exchanges")
    options.add_argument("output", help="the file to write; - is standard output")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--like", metavar="FILE", help="a catalogue to take the closed lists and the keys from")
    options.add_argument("--parties", metavar="FILE", help="a registry: no party that it lacks is used")
    options.add_argument("--quoted", action="store_true", help="quote every scalar, for readers that would see numbers and dates")
    options.add_argument(
        "--fingerprint", action="store_true", help="print what the output depends on, as a hash, and write nothing"
    )
    given = options.parse_args()
    maker, quoted = make_maker(given.seed, given.like, given.parties), given.quoted
    if given.fingerprint:
        with open(__file__, "rb") as me:
            told = me.read() + json.dumps([given.seed, maker.vocabulary, maker.parties, maker.shape, quoted]).encode()
        print(hashlib.sha256(told).hexdigest()[:16])
        return
    if given.n >= 2000 and hasattr(os, "fork"):
        with multiprocessing.get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
            events = sorted(pool.map(one, range(given.n), chunksize=250), key=lambda e: e[:2])
    else:
        events = sorted(map(one, range(given.n)), key=lambda e: e[:2])
    left_out = sorted(set().union(*(e[3] for e in events))) if events else []
    if left_out:
        print(f"left out, as the catalogue to be like has them not, or in another form: {', '.join(left_out)}", file=sys.stderr)
    out = sys.stdout if given.output == "-" else open(given.output, "w", encoding="utf-8")
    for event in events:
        out.write(event[2] + "\n")
    out.close()


if __name__ == "__main__":
    main()
