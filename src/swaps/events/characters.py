"""What no text may hold, be it written or escaped."""

import re

# Control characters, surrogates, noncharacters, byte order marks, overrides of the writing direction, invisible tags, and what
# parts or joins words unseen: two publishers that look the same would be two.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)


def named(character: str) -> str:
    """Say what an invisible character is, and what to do."""
    if character == "\x00":
        return "a NUL character: this is no text file, or it was damaged"
    return f"the invisible character U+{ord(character):04X} has no place here: remove it"
