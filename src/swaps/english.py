"""Counts, dates, names and places as an English sentence says them."""

import re
from collections.abc import Sequence

from swaps.counts import Count

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNKNOWN = "an undisclosed number"
QUALIFIERS = {"~": "around ", "?": "possibly ", "%": "possibly around "}

ARTICLED = frozenset({
    "academy", "agency", "alliance", "allies", "archive", "archives", "armies", "army", "association", "authority", "bahamas",
    "branch", "brigade", "brigades", "center", "centre", "chronicle", "church", "coalition", "college", "colonies", "command",
    "commission", "commissioner", "committee", "community", "comoros", "conference", "cong", "congress", "coordination",
    "corps", "council", "court", "crescent", "cross", "cypriots", "department", "directorate", "dynasty", "embassy", "emirate",
    "emirates", "empire", "encyclopedia", "expert", "faction", "factions", "federation", "force", "forces", "foundation",
    "front", "gambia", "gazette", "government", "group", "guard", "guards", "herald", "houthis", "independent", "institute",
    "institution", "islands", "journal", "kingdom", "league", "legion", "mail", "maldives", "military", "minh", "minister",
    "ministry", "mission", "movement", "museum", "nations", "netherlands", "network", "newspaper", "observatory", "observer",
    "office", "opposition", "order", "organisation", "organization", "parliament", "partisans", "party", "philippines",
    "platform", "post", "presidency", "province", "provinces", "rally", "region", "reich", "republic", "resistance", "rouge",
    "secretary", "see", "sentinel", "service", "societies", "society", "spokesman", "spokeswoman", "states", "strip", "taliban",
    "team", "telegraph", "territory", "tigers", "times", "tribune", "trust", "tupamaros", "un", "union", "units", "vanguard",
})  # fmt: skip
"""The words that take an article where they stand at the head of a name."""
# The patterns are texts, compiled where a name first needs them: most answers name nobody in a sentence.
HEAD = r"[^(/,–]*?(?= (?:of|for|in|on|to|under|–) | ?[(/,–]| [0-9]|$)"
ASIDE = r" \(.*?\)| under .*|, .*"
OFFICE = (
    r"(?!(?:an?|the|his|her|their) )[a-z](?:(?! of )[\w -])*[^s\W] of |(?:University|City) of |(?:\w+ )?State of |Associated Press"
)
"""An office without its article: `head of the army`; a university, a city and a state have one only before the `of`."""
DESCRIPTIONS = {"Families": "families", "Private": "private", "Captors": "the captors", "Hijackers": "the hijackers",
                "delegation": "a delegation"}  # fmt: skip
"""The words that begin a description in the registry with a capital, and have none within a sentence, and the articles of some."""

SITE = r"(?i).*\b(airport|airbase|bridge|camp|checkpoint|crossing|hotel|jail|junction|prison|station)( point| post)?"
NOT_A_NAME = (
    r"(?i)(?:administrative|airport|banks|blocked|border|bridge|buffer|checkpoint|courtyard|crossing|embassy|harbour|hills|hospital|"
    r"inner-german|kilometre|military|mountains|neutral|penal|port|presidential|reception|residence|road|seafront|square)\b"
)
"""How the descriptions begin that are no names of a place, and would need an article."""


def number(value: int) -> str:
    """Write a number: one to nine as words."""
    return SMALL[value] if 0 <= value < len(SMALL) else f"{value:,}"


def ordinal(number: int) -> str:
    """Return `first`, `second`, ... and from the eleventh on `11th`."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number:,}{ending}"


def amount(count: Count) -> str:
    """Write a count of which something is known: `about 1,000`, `at least 50`, `between 72 and 74`."""
    about = "about " if count.about else ""
    if count.high is None:
        return f"at least {about}{number(count.low)}"
    if count.high > count.low:
        return f"{about}between {number(count.low)} and {number(count.high)}"
    return f"{about}{number(count.low)}"


def people(count: Count, one: str, many: str) -> str:
    """Write a count of people: `one hostage`, `an undisclosed number of hostages`."""
    if count.is_unknown:
        return f"{UNKNOWN} of {many}"
    return f"{amount(count)} {one if max(count.low, count.high or 0) == 1 else many}"


def day(text: str) -> str:
    """Write `1962-02-10` as 10 February 1962; a date that is known to the month or the year likewise."""
    year, *rest = text.rstrip("~?%").split("-")
    parts = [MONTHS[int(rest[0]) - 1]] if rest else []
    parts += [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*reversed(parts), year])


def date(text: str) -> str:
    """Write a date of one part or two, without a preposition: `around 1962`, `10 to 12 February 1962`."""
    first, slash, last = text.partition("/")
    if not slash:
        return f"{QUALIFIERS.get(text[-1], '')}{day(text)}"
    if last == "..":
        return f"{date(first)} onwards"
    return f"{_shortened(first, last)} to {_end(first, last)}"


def when(text: str) -> str:
    """Write a date as it stands in a sentence: `on 10 February 1962`, `in 1962`, `between May and June 1962`."""
    first, slash, last = text.partition("/")
    if slash:
        return f"since {date(first)}" if last == ".." else f"between {_shortened(first, last)} and {_end(first, last)}"
    preposition = "on" if text.count("-") == 2 else "in"
    return {"~": f"around {day(text)}", "?": f"possibly {preposition} {day(text)}", "%": f"possibly around {day(text)}"}.get(
        text[-1], f"{preposition} {day(text)}"
    )


def _shortened(first: str, last: str) -> str:
    """Write the first of two dates without the month and the year that it shares with the last."""
    said = date(first)
    if first.startswith(f"{last}-"):
        return said.removesuffix(f" {day(last)}")
    if first.count("-") != last.count("-") or not (first + last).replace("-", "").isdigit():
        return said
    words, others = said.split(), day(last).split()
    while len(words) > 1 and words[-1] == others[-1]:
        words, others = words[:-1], others[:-1]
    return " ".join(words)


def _end(first: str, last: str) -> str:
    """Write the last of two dates, which may be the month or the year that the first lies in."""
    return f"the end of {day(last)}" if first.startswith(f"{last}-") else date(last)


def series(parts: Sequence[str], comma: str = ", ", last: str = " and ") -> str:
    """Join parts: `a, b and c`."""
    return f"{comma.join(parts[:-1])}{last}{parts[-1]}" if len(parts) > 1 else "".join(parts)


def notes(numbers: Sequence[int]) -> str:
    """Write the numbers of notes, in rising order: ` [1, 3–5]`; empty where there are none."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f" [{', '.join(said)}]" if said else ""


def the(name: str) -> str:
    """Put an article before a name, of a party or a body or an office, that takes one."""
    if name.casefold().startswith(("the ", "a ", "an ", "il ")):
        return name
    first, space, rest = name.partition(" ")
    if first in DESCRIPTIONS:
        return f"{DESCRIPTIONS[first]}{space}{rest}"
    if re.match(OFFICE, name):
        return f"the {name}"
    found = re.match(HEAD, name)
    whole = re.sub(ASIDE, "", name) if not name[:1].islower() else ""
    heads = [words[-1] for words in (found[0].split() if found else [], whole.split()) if words]
    return f"the {name}" if ARTICLED.intersection(map(str.casefold, heads)) else name


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def place(name: str, city: str, country: str) -> str:
    """Write where something happened: `at Vnukovo airport in Moscow, Russia`; any part may be empty."""
    around = "" if city in name else city
    within, behind = _within(around, country), [part for part in (around, _bare(country)) if part]
    if not name:
        return f"in {within}" if within else ""
    if name.casefold().startswith("near "):
        return ", ".join([name[0].lower() + name[1:], *behind])
    if name.startswith(("a ", "an ", "the ")):
        return f"at {name}" if not country or _bare(country) in name else f"at {name} in {within}"
    site, comma, _ = name.partition(",")
    if re.fullmatch(SITE, site) and not re.match(NOT_A_NAME, site):
        return ", ".join([f"at {name}", *behind]) if comma or not within else f"at {name} in {within}"
    if city or country:
        return f"in {_within(city, country)} ({_described(name)})"
    return f"at the {_described(name)}" if re.match(NOT_A_NAME, name) else f"at {name}"


def _within(city: str, country: str) -> str:
    return f"{city}, {_bare(country)}" if city and country else city or country


def _bare(country: str) -> str:
    """Take the article from a country's name: behind a comma it has none."""
    return country.removeprefix("the ")


def _described(name: str) -> str:
    """Write the description of a place without its capital, but not a name that begins like one: Checkpoint Charlie."""
    _, _, rest = name.partition(" ")
    return name if rest[:1].isupper() or not re.match(NOT_A_NAME, name) else f"{name[0].lower()}{name[1:]}"
