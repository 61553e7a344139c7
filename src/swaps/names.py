"""Names brought to one form: slugs for identity, folded text for search."""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "ng",
    "ə": "a", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "ʿ": "", "ʾ": "",
})  # fmt: skip
"""Letters that Unicode does not take apart, and apostrophes, which no two writers set alike."""
NOT_WORD = re.compile(r"[\W_]+")
NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Return text without case, accents, apostrophes and punctuation, its words parted by one space."""
    if text.isascii():
        return NOT_WORD.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(LETTERS)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return NOT_WORD.sub(" ", bare).strip()


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return the kebab-case ASCII form of a name in Latin letters."""
    plain = folded(name)
    return plain.replace(" ", "-") if plain.isascii() else NOT_ASCII_WORD.sub("-", plain).strip("-")
