"""Rules on the people and groups of one record."""

import re
import unicodedata
from collections.abc import Iterator

from swaps.checks.check import Context, Finding, error, of, warning
from swaps.models import Exchange
from swaps.names import folded, slug

BODIES = re.compile(r"\b(?:bodies|remains|coffins) of\b|^(?:the )?(?:bodies|remains|coffins)\b")


@of("people")
@error
def person_once(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure nobody is released twice in one record."""
    seen: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for loc, _, person in record.people:
        mine = [person.identity, f"item {person.wikidata}"] if person.wikidata else [person.identity]
        others = [] if person.person else [slug(alias) for alias in person.aliases]
        twice = aliases.get(mine[0]) or next((seen[one] for one in (*mine, *others) if one in seen), None)
        if twice:
            same = "keep one, or give a namesake a person id"
            other = f"as {twice}: keep one, or give both a person id, each their own"
            said = f"{person.name} is released twice here{f': {same}' if twice == person.name else f' {other}'}"
            yield (*loc, "name"), said
        for one in mine:
            seen[one] = person.name
        for one in others:
            aliases[one or person.identity] = person.name


@of("people")
@warning
def latin_name(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a name is in Latin letters, without look-alikes of another script."""
    for loc, _, person in record.people:
        odd = [] if person.name.isascii() else [one for one in person.name if one.isalpha() and not _is_latin(one)]
        if odd:
            named = unicodedata.name(odd[0], "a letter").lower()
            yield (*loc, "name"), f"{person.name} has a letter that is not Latin ({named}): the native name has its own key"


@of("people")
@warning
def alias_is_another_name(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure an alias says something that the name does not."""
    for loc, _, person in record.people:
        if not person.aliases:
            continue
        seen = {person.name, person.native_name}
        for number, alias in enumerate(person.aliases):
            if alias in seen:
                yield (*loc, "aliases", number), f"{alias} stands here already"
            seen.add(alias)


@of("people")
@warning
def sentence_of_the_convicted(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure whoever has a sentence was convicted; what somebody faced is `up to`."""
    for loc, _, person in record.people:
        if person.sentence is None or person.sentence.startswith("up to"):
            continue
        if person.legal_status is not None and person.legal_status != "convicted":
            yield (
                (*loc, "sentence"),
                f"{person.name} is {person.legal_status}, and yet has a sentence: is it what the person faced (up to)?",
            )


@of("groups")
@warning
def members_are_named(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure the members that a group names stand among the people of its leg."""
    for loc, release, group in record.groups:
        if group.people:
            known = {folded(name) for person in release.people for name in (*person.names, person.identity)}
            for number, name in enumerate(group.people):
                if folded(name) not in known:
                    yield (*loc, "people", number), f"{name} is not among the people of this leg"


@of("groups")
@error
def part_within_the_whole(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure women, minors, citizens and named members are not more than the group has."""
    for loc, _, group in record.groups:
        most = group.count.high if group.count is not None else None
        if most is None or (group.count and group.count.about):
            continue
        for key in ("women", "minors"):
            part = getattr(group, key)
            if part is not None and part.low > most:
                yield (*loc, key), f"{part} {key} are more than the {group.count} of the group"
        citizens = sum(one.count.low for one in group.citizenships if one.count is not None)
        if citizens > most:
            yield (*loc, "citizenships"), f"the citizenships add up to {citizens}, the group has {group.count}"
        if len(group.people) > most:
            yield (*loc, "people"), f"{len(group.people)} members are named, the group has {group.count}"


@of("groups")
@warning
def dead_and_living_apart(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure the dead are a group of their own, with the category remains."""
    for loc, _, group in record.groups:
        text = group.description.lower()
        if (group.category == "mixed" and "bodies" in text) or (group.category != "remains" and BODIES.search(text)):
            yield (*loc, "category"), "bodies are a group of their own, with category remains"


@warning
def held_by_the_other_side(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure prisoners of war are not citizens of the party alone that releases them."""
    held = [(loc, release, {*one.citizenships}) for loc, release, one in record.people if one.category == "pows"]
    held += [
        (loc, release, {one.code for one in group.citizenships})
        for loc, release, group in record.groups
        if group.category == "pows"
    ]
    for loc, release, codes in held:
        if codes and codes <= {*release.by}:
            said = f"{' and '.join(release.by)} releases its own: are by and to the wrong way round?"
            yield (*loc, "citizenships"), said


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER", "FEMININE", "MASCULINE"))


CHECKS = (
    person_once, latin_name, alias_is_another_name, sentence_of_the_convicted, members_are_named, part_within_the_whole,
    dead_and_living_apart, held_by_the_other_side,
)  # fmt: skip
