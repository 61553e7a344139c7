"""What a YAML reader complains of, in an editor's words, and where the mistake is, if it was met only behind it."""

import re
from typing import NamedTuple

REMEDIES = {
    "mapping values are not allowed": "a ': ' where none can be: check the indentation, or quote the text",
    "cannot start any token": "a tab, or one of @ ` %, begins this: indent with spaces, and quote such a text",
    "expected ',' or": "this list or mapping in brackets is never closed: look for a missing bracket or comma",
    "found a tab character": "a tab: indent with spaces",
    "did not find expected '-'": "this line does not continue the list: check its indentation",
    "did not find expected key": "this line does not fit the block it stands in: check its indentation and quotes",
    "expected comment or line break": "a text that begins with | or > goes on in the next line: quote it",
    "block sequence entries are not": "a list begins in the line below its key: put '- ' there, or quote a text that begins so",
    "found incompatible YAML": "a line that begins with % is none of a catalogue: take it out",
    "found unknown directive": "a line that begins with % is none of a catalogue: take it out",
    "mapping keys are not allowed": "a '?' begins this: quote such a text, and leave out a value that nobody knows",
    "invalid Unicode character escape": "an escape in this quote is no character: write the character itself",
    "did not find expected hexdecimal number": "a backslash in double quotes begins an escape: use single quotes",
    "did not find expected alphabetic or numeric character": "a '*' or '&' begins this: an item begins with '-', quote other text",
    "unknown escape character": "a backslash in double quotes begins an escape: use single quotes",
    "did not find expected node content": "nothing stands between these commas or brackets: take one out",
    "found undefined tag handle": "a '!' begins this: quote such a text",
    "could not find expected ':'": "this line is no 'key: value': a colon, or the blank behind it, or a quote is missing",
    "did not find expected <document start>": "nothing can follow the end of the list: check the indentation",
}
"""What to write instead, by a part of what libyaml says."""


def remedy(said: str) -> str:
    """Return what to do about a complaint; the complaint itself, if it is none of those that editors meet."""
    return next((advice for words, advice in REMEDIES.items() if words in said), said)


class Origin(NamedTuple):
    """Where a mistake is, by line and column from 0, and what is wrong there."""

    row: int
    column: int
    message: str


BARE_HYPHEN = re.compile(r" *-(?=[^\W\d]\w*:)")
OTHER_BLANK = re.compile(r" *(?=[^\S\t\r ])")
OTHER_DASH = re.compile(r" *(?=[–—−‐‑•·] ?\w)")
NO_COLON = re.compile(r" *- (?=[a-z_]+(?: ?[=;：]| \w|:\w)(?!.*: ))")
ITEM = re.compile(r" *- ")


def origin(said: str, lines: list[str], row: int) -> Origin | None:
    """Return where the mistake is that a reader met in a line below it; nothing if it is where it was met."""
    if row >= len(lines):
        return None  # behind the end, where something should still have come
    if "did not find expected key" in said and ITEM.match(lines[row]):
        return _without_hyphen(lines, row)
    if found := OTHER_BLANK.match(lines[row]):
        return Origin(row, found.end(), f"the blank U+{ord(lines[row][found.end()]):04X} is no space: indent with spaces")
    if row == 0 or not ("mapping values" in said or "did not find expected '-'" in said):
        return None
    above = lines[row - 1]
    if "mapping values" in said:
        if found := BARE_HYPHEN.match(above):
            return Origin(row - 1, found.end() - 1, "a space is missing behind the hyphen")
        if found := OTHER_DASH.match(above):
            return Origin(row - 1, found.end(), "an item of a list begins with a hyphen and a space: '- '")
        if (found := NO_COLON.match(above)) and found.end() == _depth(lines[row]):
            return Origin(row - 1, found.end(), remedy("could not find expected ':'"))
    if (found := ITEM.match(above)) and found.end() != _depth(lines[row]) > 0 and _in_line(lines, row):
        return Origin(row - 1, found.end() - 2, "this item stands deeper or less deep than its lines below: check its indentation")
    return None


def _without_hyphen(lines: list[str], row: int) -> Origin | None:
    """Return where the first item of a list lacks the hyphen that one in a line below has."""
    deep = _depth(lines[row])
    parent = next((number for number in range(row - 1, -1, -1) if lines[number].strip() and _depth(lines[number]) < deep), row)
    first = parent + 1
    if first >= row or ITEM.match(lines[first]) or _depth(lines[first]) <= deep:
        return None
    return Origin(first, _depth(lines[first]), "a hyphen is missing: begin this item with '- ', as those below")


def _in_line(lines: list[str], row: int) -> bool:
    """Whether a line stands where the one below it, or the next item there, says that it should."""
    below = lines[row + 1] if row + 1 < len(lines) else ""
    return _depth(below) + (2 if ITEM.match(below) else 0) == _depth(lines[row])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
