"""Records and their sources as entries of a bibliography, and the formats that reference managers read: BibTeX, RIS, CSL-JSON."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from swaps import english
from swaps.output import safe, safe_json
from swaps.render.table import Column, Table

CATALOGUE = "swaps, the open catalogue of prisoner exchanges"
LICENCE = "CC BY 4.0"
RECORD = "record"
PAGES = re.compile(r"(?:pp?\.|pages?) *([0-9][0-9–-]*)")
"""What can stand as pages in a bibliography; any other place within a source is a note."""
VERSION = re.compile(r"([0-9]{4})\.([0-9]{2})\.([0-9]{2})")
CSL = {RECORD: "dataset", "book": "book", "academic": "article"}
RIS = {RECORD: "DATA", "book": "BOOK"}
LATEX = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{$\lbrace$}", "}": r"{$\rbrace$}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_",
})  # fmt: skip

LIGATURE = re.compile(r"(?<=([-'`,<>]))(?=\1)|(?<=[!?])(?=`)")
"""Where LaTeX would draw two characters as another one: a dash, a quotation mark."""


class Edition(NamedTuple):
    """Which catalogue is cited: its version, its SHA-256, and the day on which it was read."""

    version: str
    sha256: str
    accessed: str


class Cited(NamedTuple):
    """A record as it is cited: with the names of parties at its time, where it stands in time, and its edition."""

    record: dict[str, Any]
    names: dict[str, str]
    stands: str
    edition: Edition

    @property
    def title(self) -> str:
        """What the record is called."""
        title: str = self.record.get("title") or self.record["id"]
        return title


class Entry(NamedTuple):
    """One entry of a bibliography; what is not known is empty, and dates are EDTF.

    The author of a source is its publisher, and its title is the catalogue's words for what the page reports.
    """

    key: str
    kind: str
    title: str
    author: str
    within: str
    issued: str
    url: str
    accessed: str
    language: str
    pages: str
    version: str
    note: str


def entries(cited: Iterable[Cited]) -> list[Entry]:
    """Return the entries of some records and their sources; a page that several records name stands there once."""
    found: dict[tuple[str, str], Entry] = {}
    for one in cited:
        sources = one.record.get("sources", ())
        for entry in (_of_record(one), *(_of_source(source, one.record["id"]) for source in sources)):
            found.setdefault((entry.url, entry.pages or entry.note) if entry.url else ("", entry.key), entry)
    return [*found.values()]


def _of_record(cited: Cited) -> Entry:
    edition, name = cited.edition, cited.record["id"]
    day = VERSION.fullmatch(edition.version)
    note = f"Record {name}, version {edition.version}, SHA-256 {edition.sha256}, {LICENCE}"
    if "withdrawn" in cited.record:
        note += f", withdrawn {english.when(cited.record['withdrawn']['date'])}"
    return Entry(
        f"swaps-{name}", RECORD, cited.title, author="swaps", within=CATALOGUE, issued="-".join(day.groups()) if day else "",
        url="", accessed=edition.accessed, language="en", pages="", version=edition.version, note=note,
    )  # fmt: skip


def _of_source(source: dict[str, str], record: str) -> Entry:
    locator = source.get("locator", "")
    pages = PAGES.fullmatch(locator)
    return Entry(
        f"{record}-{source['id']}", source["kind"], source["title"], source["publisher"], within="",
        issued=source.get("published", ""), url=source.get("url", ""), accessed=source.get("accessed", ""),
        language=source.get("language", ""), pages=pages[1] if pages else "", version="", note="" if pages else locator,
    )  # fmt: skip


def table(cited: Iterable[Cited]) -> Table:
    """Make a table of the entries; what is not known is None."""
    columns = tuple(Column(name, name) for name in Entry._fields)
    return Table(columns, [tuple(value or None for value in entry) for entry in entries(cited)])


def bibtex(cited: Iterable[Cited]) -> str:
    """Return BibTeX, for BibTeX and biblatex alike: `@misc` for all but books, titles as they are written."""
    return "\n".join(map(_bibtex, entries(cited)))


def _bibtex(entry: Entry) -> str:
    fields = {
        "author": _literal(entry.author), "title": _literal(entry.title), "howpublished": _latex(entry.within),
        "date": entry.issued, "year": entry.issued[:4], "url": entry.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": entry.accessed, "langid": entry.language, "pages": _latex(entry.pages), "version": entry.version,
        "note": _latex(entry.note),
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{'book' if entry.kind == 'book' else 'misc'}{{{entry.key},\n{''.join(lines)}}}\n"


def _latex(text: str) -> str:
    return LIGATURE.sub("{}", safe(text).replace("\n", " ").translate(LATEX))


def _literal(text: str) -> str:
    """Brace a text, so that no style changes its case or takes it for a first and a last name."""
    return f"{{{_latex(text)}}}" if text else ""


def ris(cited: Iterable[Cited]) -> str:
    """Return RIS."""
    return "\n".join(map(_ris, entries(cited)))


def _ris(entry: Entry) -> str:
    fields = [
        ("TY", RIS.get(entry.kind, "ELEC")), ("ID", entry.key), ("TI", entry.title), ("T2", entry.within),
        ("AU", "" if "," in entry.author else entry.author), ("PB", entry.author), ("PY", entry.issued[:4]),
        ("DA", _slashed(entry.issued)), ("UR", entry.url), ("Y2", _slashed(entry.accessed)), ("LA", entry.language),
        ("SP", entry.pages), ("ET", entry.version), ("N1", entry.note), ("ER", " "),
    ]  # fmt: skip
    return "".join(f"{tag}  - {safe(value).replace(chr(10), ' ').strip()}\n" for tag, value in fields if value)


def _slashed(text: str) -> str:
    """Write a date as RIS does: year/month/day/, any of them empty."""
    parts = [f"{part:02d}" for part in _parts(text)[0]] if text else []
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""


def csl_json(cited: Iterable[Cited]) -> str:
    """Return CSL-JSON: a list of items."""
    from json import dumps

    return safe_json(dumps([_csl(entry) for entry in entries(cited)], ensure_ascii=False, indent=2)) + "\n"


def _csl(entry: Entry) -> dict[str, object]:
    item = {
        "id": entry.key, "type": CSL.get(entry.kind, "webpage"), "title": entry.title,
        "author": [{"literal": entry.author}] if entry.author else "", "container-title": entry.within,
        "issued": _date(entry.issued), "URL": entry.url, "accessed": _date(entry.accessed), "language": entry.language,
        "page": entry.pages, "version": entry.version, "note": entry.note,
    }  # fmt: skip
    return {name: value for name, value in item.items() if value}


def _date(text: str) -> dict[str, object]:
    if not text:
        return {}
    sure = text.strip("0123456789-/.") == ""
    return {"date-parts": _parts(text)} if sure else {"date-parts": _parts(text), "circa": True}


def _parts(text: str) -> list[list[int]]:
    """Return the numbers of a date, or of the two dates of an interval: year, month, day."""
    return [[int(number) for number in part.rstrip("~?%").split("-")] for part in text.split("/") if part != ".."]


FORMATS = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}
