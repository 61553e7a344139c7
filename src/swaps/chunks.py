"""Bytes to pieces of text: a file cut at its records, each piece decoded strictly, so that a large file needs little memory."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

Place = tuple[int, int]

BOM = b"\xef\xbb\xbf"
BLOCK = 1 << 20
MAX_PIECE = 1 << 25
"""A file that cannot be cut, or a record, of more bytes than this is no catalogue."""
RECORD_STARTS = (b"- ", b"-\n", b"-\r")
PLAIN_HEAD = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n)*\Z")
DOCUMENT_MARK = re.compile(r"^(?:---|\.\.\.)(?=\s|$)", re.MULTILINE)
OTHER_FILES = {
    b"\xff\xfe\0\0": "this is UTF-32: save the file as UTF-8",
    b"\0\0\xfe\xff": "this is UTF-32: save the file as UTF-8",
    b"\xff\xfe": "this is UTF-16: save the file as UTF-8",
    b"\xfe\xff": "this is UTF-16: save the file as UTF-8",
    b"\x1f\x8b": "this is a compressed file: unpack it first",
    b"PK\x03\x04": "this is a compressed file: unpack it first",
    b"BZh": "this is a compressed file: unpack it first",
    b"\xfd7zXZ": "this is a compressed file: unpack it first",
    b"\x28\xb5\x2f\xfd": "this is a compressed file: unpack it first",
}


RULES = {
    "encoding": "Ensure a file is text in UTF-8.",
    "too-large": "Ensure a file is not larger than any catalogue.",
}
"""The rules of decoding, each in one sentence."""


class Chunk(NamedTuple):
    """A piece of a file that holds whole records: its first line, counted from 1, its text, and where its bytes stand."""

    line: int
    text: str
    offset: int = 0
    size: int = 0


class Stop(Exception):
    """The text cannot be read past this place."""

    def __init__(self, place: Place, rule: str, message: str) -> None:
        super().__init__(message)
        self.place, self.rule, self.message = place, rule, message


def cut(file: BinaryIO) -> Iterator[Chunk]:
    """Cut a file at its top-level list items, which begin with a hyphen at the margin; a file of another shape is one piece.

    Raises Stop at the first byte that is not UTF-8, and where the file is none of text.
    """
    rest = file.read(BLOCK)
    _refuse_other_files(rest)
    head = 0 if rest.removeprefix(BOM)[:2] in RECORD_STARTS else next(_starts(rest, 0), None)
    if head is None or not PLAIN_HEAD.match(rest[:head].removeprefix(BOM)):
        yield _piece(_within(rest + file.read(MAX_PIECE), 1), 1, 0)
        return
    line, offset = 1, 0
    more = True
    while more:
        block = file.read(BLOCK)
        more = block != b""
        rest = _within(rest + block, line)
        starts = [0, *_starts(rest, head)]  # what stands above a record is its
        ends = [*starts[1:], *([] if more else [len(rest)])]
        for start, end in zip(starts, ends, strict=False):
            piece = _piece(rest[start:end], line, offset + start)
            if end < len(rest):
                _refuse_document_marks(piece)
            yield piece
            line += rest.count(b"\n", start, end)
        if len(starts) > 1:
            offset, rest, head = offset + starts[-1], rest[starts[-1] :], 0


def _starts(data: bytes, after: int) -> Iterator[int]:
    """Yield where records begin: with a hyphen at the margin that stands alone."""
    found = data.find(b"\n-", after)
    while found >= 0:
        if data[found + 1 : found + 3] in RECORD_STARTS:
            yield found + 1
        found = data.find(b"\n-", found + 1)


def at(file: BinaryIO, offset: int, size: int) -> Chunk:
    """Return the piece of a file that stands at a place known from an earlier reading."""
    file.seek(offset)
    return _piece(file.read(size), 1, offset)


def place_in(text: str, index: int, first_line: int = 1) -> Place:
    """Return line and column of a character as editors count them: only line feeds end lines."""
    before = text[:index]
    return before.count("\n") + first_line, index - before.rfind("\n")


def _piece(data: bytes, line: int, offset: int) -> Chunk:
    encoding = "utf-8" if offset else "utf-8-sig"
    try:
        return Chunk(line, data.decode(encoding), offset, len(data))
    except UnicodeDecodeError as error:
        at = error.start + (len(BOM) if not offset and data.startswith(BOM) else 0)
        before = data[:at].decode(encoding, "replace")
        message = f"byte 0x{data[at]:02x} is not UTF-8: save the file as UTF-8"
        raise Stop(place_in(before, len(before), line), "encoding", message) from None


def _within(data: bytes, line: int) -> bytes:
    if len(data) > MAX_PIECE:
        raise Stop((line, 1), "too-large", f"more than {MAX_PIECE:,} bytes without a record: this is no catalogue")
    return data


def _refuse_document_marks(piece: Chunk) -> None:
    """Refuse what would end the document before the next record; of a piece that is the last, the reader itself says so."""
    if "\n---" not in piece.text and "\n..." not in piece.text:
        return
    found = DOCUMENT_MARK.search(piece.text, piece.text.find("- ") + 1)
    if found:
        raise Stop(place_in(piece.text, found.start(), piece.line), "syntax", "a file holds one document: remove this line")


def _refuse_other_files(data: bytes) -> None:
    for head, message in OTHER_FILES.items():
        if data.startswith(head):
            raise Stop((1, 1), "encoding", message)
    if len(data) > 3 and b"\0" in data[:2] and data[:2] != b"\0\0":
        raise Stop((1, 1), "encoding", "this is UTF-16: save the file as UTF-8")
    if b"\r" in data and b"\n" not in data:
        raise Stop((1, 1), "encoding", "the lines end with a carriage return alone: save the file with line feeds")
    if data.removeprefix(BOM).lstrip()[:1] == b"<":
        raise Stop((1, 1), "syntax", "this looks like HTML or XML, not YAML: was an error page saved?")
