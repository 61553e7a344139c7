"""Names however they are spelled: other scripts in Latin letters, and one key for the usual competing romanisations."""

import re
from functools import lru_cache

from swaps.names import folded

BETWEEN = " · "
"""Stands between the names of one person, or of one place, where they are searched as one text."""
CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "ј": "i", "к": "k", "л": "l", "љ": "l", "м": "m", "н": "n", "њ": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ђ": "d", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "џ": "dzh", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
})  # fmt: skip
SOUNDS = (
    ("shch|tsch|sch|sh|zh|tch|cz|ch", "s"), ("ts|tz|th|dh", "t"), ("dzh|dj|dz|z|c(?!k)", "s"), ("kh|gh|ck|[gqhk]", "k"),
    ("ph", "f"), ("d", "t"), ("x", "ks"), ("[aeiouywvj]+", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip
"""What sounds alike, or is written for the same letter of another script, becomes one consonant; vowels go, and v with them, for
where one romanisation has v another has u or w."""
OTHERWISE = (("ch", "kh"), ("j", "kh"), ("c", "ts"), ("z", "ts"), ("k", "c"), ("c", "k"))
"""Letters that stand for others in another language: German and Polish write Chodorkowski, Czech Sencov, Spanish Jodorkovski."""
GLIDES = str.maketrans("jyw", "iiv")
"""Letters of which one language writes the one and another the other."""
LIKE = 0.6
"""How much of its spelling a word shares with one that is taken for it by its sound: two consonants alone prove little."""
STEPS = tuple((re.compile(found), letter) for found, letter in SOUNDS)


@lru_cache(maxsize=4096)
def latin(text: str) -> str:
    """Return folded text with Cyrillic in Latin letters."""
    return folded(text).translate(CYRILLIC)


def is_spelled(text: str, within: str) -> bool:
    """Whether each word of a text, of which the last letters may be missing, begins a word of another."""
    words, parts = latin(text).split(), latin(within).split()
    return bool(words) and all(any(part.startswith(word) for part in parts) for word in words)


@lru_cache(maxsize=4096)
def sounds(text: str) -> str:
    """Return the key of each word of a name: the same for `Yashin` and `Iashin`, `Tsikhanouski` and `Tikhanovsky`."""
    return " ".join(key for key in map(_key, latin(text).split()) if key)


def heard(word: str) -> tuple[str, ...]:
    """Return the keys that one word may sound like, its own first: what is one letter here is another in other languages."""
    plain = latin(word)
    written = (plain, *(plain.replace(letter, other) for letter, other in OTHERWISE if letter in plain))
    return tuple(dict.fromkeys(key for key in map(sounds, written) if key))


def likeness(text: str, said: str) -> float:
    """Return how much of its spelling each word of a text shares with a word that sounds like it: 0 to 1 of the least like one."""
    from difflib import SequenceMatcher

    parts = [(part.translate(GLIDES), sounds(part)) for part in latin(said).split()]
    found = 1.0
    for word in latin(text).split():
        mine, keys = word.translate(GLIDES), heard(word)
        alike = (SequenceMatcher(None, mine, part).ratio() for part, key in parts if key in keys)
        found = min(found, max(alike, default=0.0))
    return found


def _key(word: str) -> str:
    if not word.isascii():
        return ""
    start = "a" if word[0] in "aeiouyj" else word[0] if word[0] in "vw" else ""
    for found, letter in STEPS:
        word = found.sub(letter, word)
    return start.replace("w", "v") + word
