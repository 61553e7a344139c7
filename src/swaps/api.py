"""The catalogue in Python: everything that the command line answers, as values."""

import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING, TypeVar

from swaps import files, guard, measures, persons, sources, stats
from swaps.answers import Answer, Biography, Citation, Precedents, Selection, TimelineAnswer, record
from swaps.asking import Names, Query, days
from swaps.citing import cited
from swaps.files import NoCatalogue
from swaps.guard import Refused
from swaps.index import Index, Unreadable
from swaps.lives import NotOne, life_of, sought, unsure
from swaps.precedents import NotCounted, rank
from swaps.problem import Problem
from swaps.query import COLUMNS, OVERLAP, UnknownName, select
from swaps.read import dossier, unknown
from swaps.related import Branch, related
from swaps.render import asked, counted, found, measured, page
from swaps.render import people as named
from swaps.render import sources as listings
from swaps.render import tellings as told
from swaps.render.record import page as page_of
from swaps.render.rows import exchanges, needed
from swaps.render.table import Cell
from swaps.search import search
from swaps.sides import tellings_of
from swaps.tallies import DIMENSIONS
from swaps.timeline import EACH, timeline
from swaps.wording import described, whose_numbers

if TYPE_CHECKING:
    from swaps.models import Exchange, Tombstone

__all__ = [
    "Answer", "Biography", "Branch", "Catalogue", "Citation", "NoCatalogue", "NotCounted", "NotOne", "Precedents", "Problem",
    "Query", "Refused", "Selection", "TimelineAnswer", "UnknownName", "Unreadable", "load",
]  # fmt: skip
T = TypeVar("T")
EVERYTHING = Query()


class Catalogue(Mapping[str, "Exchange | Tombstone"]):
    """A catalogue, as it was when it was loaded: records by their ids as models, and answers over all of them."""

    def __init__(self, read: files.Files, use_cache: bool = True) -> None:
        self.files = read
        self.index = Index(read, use_cache)

    @property
    def version(self) -> str:
        """The catalogue's version, a date."""
        return self.files.version

    @cached_property
    def sha256(self) -> str:
        """The hash of the catalogue's file."""
        return self.files.sha256

    def __getitem__(self, name: str) -> "Exchange | Tombstone":
        """Return a record as a model; raises KeyError that names the nearest ids."""
        self._check(name)
        return record(self.index, name)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all records, those that were withdrawn among them."""
        return iter([name for (name,) in self.index.ask("SELECT id FROM exchanges ORDER BY n")])

    def __len__(self) -> int:
        """Return how many records there are."""
        return int(self.index.ask("SELECT count(*) FROM exchanges")[0][0])

    def __contains__(self, name: object) -> bool:
        """Whether there is a record of this id."""
        return bool(self.index.ask("SELECT 1 FROM exchanges WHERE id = ?", [str(name)]))

    def __repr__(self) -> str:
        """Say which catalogue it is."""
        return f"<Catalogue {self.files.name}, version {self.version}, {len(self):,} records>"

    def select(self, query: Query = EVERYTHING, columns: Names | None = None) -> Selection:
        """Return the exchanges that match, oldest first: `swaps list`."""
        wanted = _columns(columns, (*COLUMNS, OVERLAP))
        everything = list(COLUMNS)
        rows = select(self.index, query, [*everything, OVERLAP])
        readable = needed(None, "table")
        places = [everything.index(name) for name in readable]
        shown = exchanges([(*(row[place] for place in places), row[-1]) for row in rows], readable, None, "table")
        made = exchanges(rows, everything, wanted, "json")
        return Selection(made, self._title("exchanges", query), shown, self._remarks(query), [row[0] for row in rows], self.index)

    def search(self, text: str, query: Query = EVERYTHING) -> Selection:
        """Return the exchanges that say a text, however it is spelled, the best match first: `swaps search`."""
        everything = list(COLUMNS)
        rows = search(self.index, text, query, everything)
        places = [everything.index(name) for name in found.FOR_READERS]
        readable = [(*(row[place] for place in places), *row[-2:]) for row in rows]
        shown = found.matches(readable, found.FOR_READERS, None, "table", text)
        title, remarks = self._title(f"exchanges that say {text!r}", query), filter(None, [found.only_heard(rows, text)])
        return Selection(
            found.matches(rows, everything, None, "json", text), title, shown, remarks, [row[0] for row in rows], self.index
        )

    def cite(self, *names: str) -> Citation:
        """Cite records by their ids: for a bibliography, or each in a sentence that can be quoted: `swaps cite`."""
        for name in names:
            self._check(name)
        many = f"{len(names):,} records" if len(names) != 1 else names[0]
        return Citation(cited(self.index, names), f"citation of {many}, catalogue {self.version}")

    def people(self, query: Query = EVERYTHING, columns: Names | None = None) -> Answer:
        """Return the people who are named, each once, with the exchanges and the offers behind: `swaps people`."""
        wanted = _columns(columns, named.PEOPLE)
        rows = _in_order(persons.people(self.index, query), named.PEOPLE, query)
        shown = named.people_table(rows, wanted, "table")
        return Answer(named.people_table(rows, wanted, "json"), self._title("people", query), shown)

    def person(self, name: str) -> Biography:
        """Return a person by name or id, in any spelling on record: `swaps person`; raises NotOne."""
        life = life_of(self.index, sought(self.index, name))
        said = unsure(life, name)
        return Biography(life, f"{life.person.id}, catalogue {self.version}", [said] if said else [])

    def held(self, on: str | date, query: Query = EVERYTHING, columns: Names | None = None) -> Answer:
        """Return who was held on a day, of the people exchanged later: `swaps held`."""
        first, last = days(on, "on")
        wanted = _columns(columns, named.HELD)
        known, unknown = persons.held(self.index, query, first, last)
        rows = _in_order(named.held(known, first, last), named.HELD, query)
        shown = named.held_table(rows, wanted, "table")
        title = self._title(f"people held on {on}", query)
        return Answer(named.held_table(rows, wanted, "json"), title, shown, named.held_remarks(rows, unknown))

    def sources(self, query: Query = EVERYTHING, by: str | None = None) -> Answer:
        """Return the sources of what matches, or count them by publisher, kind or language: `swaps sources`."""
        if by not in (None, *sources.DIMENSIONS):
            raise ValueError(f"there is no dimension {by!r}: choose from {', '.join(sources.DIMENSIONS)}")
        if by is None:
            return Answer(listings.listed(sources.listed(self.index, query)), self._title("sources", query))
        rows = sources.counted(self.index, query, by)
        return Answer(listings.counted(rows, by, "json"), self._title("sources", query), listings.counted(rows, by, "table"))

    def sql(self, text: str, limit: int = 10_000, seconds: float = 10, length: int = 1_000_000) -> Answer:
        """Ask the index in SQL, within limits of rows, time and length of a text: `swaps sql`; raises Refused."""
        answer = guard.ask(self.index, text, limit, seconds, length)
        return Answer(asked.table(answer), text, remarks=[f"there are more than {limit:,} rows"] if answer.cut else [])

    def stats(self, query: Query = EVERYTHING, by: Names = (), measure: str = "counts") -> Answer:
        """Count or measure what matches, by one dimension or two, or in an overview: `swaps stats`."""
        dimensions = (by,) if isinstance(by, str) else tuple(by)
        wrong = [name for name in dimensions if name not in DIMENSIONS]
        if wrong:
            raise ValueError(f"there is no dimension {', '.join(wrong)}: choose from {', '.join(DIMENSIONS)}")
        if measure not in ("counts", *measures.MEASURES):
            raise ValueError(f"there is no measure {measure!r}: one of counts, {', '.join(measures.MEASURES)}")
        if len(dimensions) > (2 if measure == "counts" else 1):
            raise ValueError("counts go by two dimensions at most, all other measures by one")
        title = self._title(measure, query)
        if measure != "counts":
            lines = measures.measure(self.index, query, measure, *dimensions)
            return Answer(measured.table(lines, "json"), title, measured.table(lines, "table"), [lines.said, *self._remarks(query)])
        if not dimensions:
            seen = stats.overview(self.index, query)
            return Answer(counted.overview(seen, "json"), title, counted.overview(seen, "table"), self._remarks(query))
        tally = stats.count_by(self.index, query, dimensions)
        remarks = [*counted.remarks(tally), *self._remarks(query)]
        return Answer(counted.table(tally, "json"), title, counted.table(tally, "table"), remarks)

    def timeline(self, query: Query = EVERYTHING, each: str | None = None) -> TimelineAnswer:
        """Put what matches on a time axis, a line for each exchange, month or year: `swaps timeline`."""
        if each not in (None, *EACH):
            raise ValueError(f"there is no unit {each!r}: one of {', '.join(EACH)}")
        return TimelineAnswer(timeline(self.index, query, each))

    def rank(self, name: str) -> Precedents:
        """Rank an exchange among those before it: `swaps rank`; raises NotCounted for what is no handover that counts."""
        self._check(name)
        return Precedents(rank(self.index, name))

    def tellings(self, name: str) -> Answer:
        """Return what each side says of an exchange, a row for each claim: `swaps show --tellings`."""
        self._check(name)
        sides = tellings_of(self.index, name)
        return Answer(told.table(sides), f"tellings of {sides.title}")

    def related(self, name: str) -> tuple[Branch, ...]:
        """Return what a record is tied to, as a tree."""
        self._check(name)
        return related(self.index, name)

    def show(self, name: str, width: int = 100) -> str:
        """Return a record as a page of plain text: `swaps show`."""
        self._check(name)
        return page.plain(page_of(dossier(self.index, name)), width)

    def validate(self) -> list[Problem]:
        """Return everything that is wrong with the catalogue, each with its place: `swaps validate`."""
        from swaps.build import problems

        return problems(self.files)

    def _check(self, name: str) -> None:
        if name not in self:
            raise KeyError(unknown(self.index, name))

    def _title(self, what: str, query: Query) -> str:
        said = described(self.index, query)
        return f"{what}{f' {said}' if said else ''}, catalogue {self.version}"

    def _remarks(self, query: Query) -> list[str]:
        said = whose_numbers(self.index, query)
        return [said] if said else []


def _columns(columns: Names | None, known: Collection[str]) -> list[str] | None:
    """Return the columns that are asked for; None for all."""
    wanted = None if columns is None else [columns] if isinstance(columns, str) else list(columns)
    wrong = [name for name in wanted or () if name not in known]
    if wrong:
        raise ValueError(f"there is no column {', '.join(wrong)}: choose from {', '.join(known)}")
    return wanted


def _in_order(rows: Sequence[T], known: dict[str, Callable[[T], Cell]], query: Query) -> list[T]:
    """Sort rows of people, turn them round and cut them as a query wants it."""
    if query.sort is not None and query.sort not in known:
        raise ValueError(f"people cannot be sorted by {query.sort}: choose from {', '.join(known)}")
    return named.ordered(rows, known, query.sort, query.reverse)[: query.limit]


def load(data: str | PathLike[str] | None = None, cache: bool = True) -> Catalogue:
    """Load a catalogue: a file, or a folder of .yaml files; without a path the one that the command line reads.

    Raises NoCatalogue for a path that leads to none, Unreadable for one with records that cannot be read.
    """
    catalogue = Catalogue(files.find(fspath(data) if data else None), cache)
    errors = catalogue.index.errors
    if errors:
        warnings.warn(f"{catalogue.files.name} has {errors:,} error{'s' if errors > 1 else ''}: see validate()", stacklevel=2)
    return catalogue
