"""What a YAML reader complains of, in an editor's words."""

REMEDIES = {
    "mapping values are not allowed": "a ': ' where none can be: check the indentation, or quote the text",
    "cannot start any token": "a tab, or one of @ ` %, begins this: indent with spaces, and quote such a text",
    "expected ',' or": "this list or mapping in brackets is never closed: look for a missing bracket or comma",
    "found a tab character": "a tab: indent with spaces",
    "did not find expected '-'": "this line does not continue the list: check its indentation",
    "did not find expected key": "this line does not fit the block it stands in: check its indentation and quotes",
    "expected comment or line break": "a text that begins with | or > goes on in the next line: quote it",
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
