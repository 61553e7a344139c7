"""The closed lists of the catalogue: each word with the sentence that defines it."""

from collections.abc import Collection
from typing import Final

Words = dict[str, str]

KINDS: Final[Words] = {
    "detainee-swap": "People held by one side are freed for people held by another.",
    "spy-swap": "The people exchanged were held as intelligence officers or agents, on at least one side.",
    "pow-exchange": "Prisoners of war go home on both sides.",
    "hostage-deal": "Hostages are freed for prisoners or other people.",
    "ransom": "People are freed for money or goods.",
    "one-sided-release": "One side releases people as part of a bargain, and nobody is named in return.",
    "remains-exchange": "The dead are returned.",
    "framework": "An agreement carried out in rounds that are records of their own; it holds no people.",
    "programme": "A standing scheme without single dated handovers; its totals are shown and never summed.",
}

STATUSES: Final[Words] = {
    "proposed": "Somebody has made an offer.",
    "negotiating": "The sides have said that they talk about it.",
    "agreed": "The sides have agreed, and nobody has been handed over yet.",
    "partial": "A part of what was agreed has been carried out.",
    "completed": "The handover has taken place.",
    "failed": "The talks or the agreement came to nothing.",
    "refused": "The offer was turned down.",
}

HANDED_OVER: Final = ("completed", "partial")
"""The statuses that stand for a handover: with them a record has a date, and its people count."""

LOCATION_ROLES: Final[Words] = {
    "handover": "Where people changed hands.",
    "agreed": "Where the exchange was agreed.",
    "transit": "Where people passed through.",
    "destination": "Where people were taken.",
}

CATEGORIES: Final[Words] = {
    "pows": "Prisoners of war.",
    "civilians": "Civilians held in a conflict.",
    "detainees": "People under arrest, on trial or detained without a charge.",
    "hostages": "People held as hostages.",
    "convicts": "People serving a sentence.",
    "accompanying": "People who came along and were not themselves exchanged; a sum of its own.",
    "remains": "The dead; a sum of its own.",
    "mixed": "Several of these in one count.",
}

APART: Final = ("remains", "accompanying")
"""The categories that are never added to the living who were released."""

UNSAID: Final = "detainees"
"""What people were held as where the record does not say."""

CHARGES: Final[Words] = {
    "espionage": "Spying, or acting as an agent of another state.",
    "treason": "High treason or help to an enemy.",
    "terrorism": "Terrorism, or membership of an organisation held to be terrorist.",
    "extremism": "Extremism, or membership of an organisation held to be extremist.",
    "sabotage": "Sabotage.",
    "murder": "Murder or attempted murder.",
    "violence": "Assault, robbery or another violent offence.",
    "kidnapping": "Kidnapping, hostage-taking or hijacking.",
    "war-crimes": "War crimes or crimes against humanity.",
    "arms-trafficking": "Trade in arms.",
    "sanctions-evasion": "Evasion of sanctions or export controls.",
    "drug-offences": "Possession, smuggling or trade of drugs.",
    "fraud": "Fraud or theft.",
    "corruption": "Bribery, embezzlement or abuse of office.",
    "money-laundering": "Money laundering.",
    "cybercrime": "Computer crime.",
    "illegal-entry": "Illegal entry, stay or border crossing.",
    "desertion": "Desertion, or help to deserters or refugees.",
    "hooliganism": "Hooliganism or disorder.",
    "speech": "Something said, written or published.",
    "political-activity": "Protest, opposition or membership of a political group.",
    "combatant": "Fighting for the other side.",
    "other": "A charge that no other word covers.",
}

LEGAL_STATUSES: Final[Words] = {
    "convicted": "Found guilty by a court of the holding side, or pleaded guilty.",
    "on-trial": "Before a court, without a verdict.",
    "charged": "Charged, and not yet before a court.",
    "wanted": "Sought, with a warrant out.",
    "awaiting-extradition": "Held at the request of another state.",
    "uncharged": "Held without a charge.",
    "acquitted": "Acquitted, or the charge was dropped by a court.",
    "prisoner-of-war": "Held as a prisoner of war.",
}

MECHANISMS: Final[Words] = {
    "pardon": "A pardon or an act of clemency.",
    "commutation": "The sentence was commuted.",
    "sentence-served": "The sentence had been served, or was reduced to the time served.",
    "charges-dropped": "The charges were dropped or dismissed.",
    "deportation": "Deported or expelled.",
    "extradition-refused": "A request for extradition was refused or withdrawn.",
    "transfer": "Transferred to serve the sentence elsewhere.",
    "bail": "Released on bail.",
    "furlough": "Released on leave from prison.",
    "military-release": "Released by the armed forces or group that held the person.",
    "other": "A way that no other word covers.",
}

INTERMEDIARY_ROLES: Final[Words] = {
    "mediator": "Brought the sides together, or carried their offers.",
    "negotiator": "Negotiated for one of the sides.",
    "host": "Let the talks or the handover take place on its ground.",
    "guarantor": "Vouched for what was agreed.",
    "transit": "Let people pass through.",
    "logistics": "Transported people, or made the handover work.",
    "witness": "Watched the handover.",
}

CONSIDERATIONS: Final[Words] = {
    "money": "Money paid.",
    "assets": "Assets unfrozen or returned.",
    "goods": "Goods delivered.",
    "arms": "Arms delivered.",
    "sanctions-relief": "Sanctions lifted or eased.",
    "legal": "Charges, warrants or claims dropped.",
    "political": "A political step: recognition, withdrawal, an apology.",
    "information": "Information handed over: maps, files, a sign of life.",
    "other": "Something that no other word covers.",
}

ANSWERS: Final[Words] = {
    "acknowledged": "The party says that it was an exchange.",
    "denied": "The party says that it was not.",
}

DISPUTED: Final[Words] = {
    "date": "The day of the handover; the values are dates.",
    "location": "The place.",
    "count": "How many; the values are counts.",
    "person": "Who was among them, or what is said of a person.",
    "charge": "What a person was charged with.",
    "sentence": "What a person was sentenced to.",
    "held_since": "Since when a person was held; the values are dates.",
    "status": "Whether it took place, or how far it got.",
    "kind": "Whether it was an exchange at all, or of what kind.",
    "intermediary": "Who mediated.",
    "other": "Anything else.",
}

DATED: Final = ("date", "held_since")
"""The disputed fields whose values are dates."""

RELATIONS: Final[Words] = {
    "part-of": "This record is a round of that framework.",
    "follow-up-of": "This record continues that one.",
    "precursor-of": "This record led to that one.",
    "failed-attempt-at": "This record failed at what that one achieved.",
    "linked-to": "The sources name the two together.",
}

INVERSE_RELATIONS: Final[dict[str, str]] = {
    "part-of": "has-part",
    "follow-up-of": "followed-by",
    "precursor-of": "preceded-by",
    "failed-attempt-at": "attempted-before-by",
    "linked-to": "linked-to",
}
"""What the other record of a relation says: derived, never written."""

SOURCE_KINDS: Final[Words] = {
    "agency": "A news agency.",
    "newspaper": "A newspaper or magazine, in print or online.",
    "broadcaster": "Radio or television.",
    "official": "A government, parliament, army or international organisation.",
    "state-media": "Media run by a state, writing for it.",
    "court": "A court or prosecutor.",
    "ngo": "A non-governmental organisation.",
    "book": "A book.",
    "academic": "Research.",
    "reference": "An encyclopaedia, chronology or database.",
}

PARTY_KINDS: Final[Words] = {
    "state": "A state of today.",
    "former-state": "A state that is no more.",
    "territory": "A territory with a code of its own.",
    "de-facto-state": "A government in place that few or no states recognise.",
    "armed-group": "An armed group.",
    "movement": "A political movement or party.",
    "organisation": "An organisation of states or a humanitarian organisation.",
    "coalition": "Several parties acting as one.",
    "private": "Families, companies and other private people.",
}

COUNTRY_KINDS: Final = ("state", "former-state", "territory", "de-facto-state")
"""The kinds of party that can be a country or a citizenship."""


def nearest(text: str, words: Collection[str]) -> str:
    """Return the advice that names the nearest of some words, or all of them if none is near."""
    from difflib import get_close_matches  # only a mistake needs it

    close = get_close_matches(text.casefold()[:60], words, 1, 0.6)
    return f"did you mean {close[0]}?" if close else f"one of {', '.join(words)}"
