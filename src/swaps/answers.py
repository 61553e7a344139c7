"""Answers in Python: rows to iterate over, tables to look at, records as models on demand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, overload

from swaps.index import Index
from swaps.precedents import Ranking
from swaps.render import citation, flat, html, life, quotation, ranking, svg
from swaps.render import timeline as timelines
from swaps.render.citation import Cited
from swaps.render.life import Life
from swaps.render.page import plain as plain_page
from swaps.render.quotation import UNWRAPPED
from swaps.render.sentence import Quote, quote
from swaps.render.table import Table, plain
from swaps.timeline import Timeline

if TYPE_CHECKING:
    from swaps.models import Exchange, Tombstone

Row = dict[str, Any]


class Answer(Sequence[Row]):
    """Rows with named columns. `remarks` are what a reader of the numbers must know."""

    def __init__(self, rows: Table, title: str, shown: Table | None = None, remarks: Iterable[str] = ()) -> None:
        self._rows, self._shown = rows, shown or rows
        self.title, self.remarks = title, tuple(remarks)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self._rows.columns)

    def to_dicts(self) -> list[Row]:
        """Return each row as a dictionary."""
        return [dict(zip(self.columns, row, strict=True)) for row in self._rows.rows]

    def to(self, form: str) -> str:
        """Return the rows as text: json, jsonl, csv, tsv or md."""
        if form not in flat.FORMATS:
            raise ValueError(f"there is no format {form!r}: one of {', '.join(flat.FORMATS)}")
        return flat.FORMATS[form](self._rows, False)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """Return a row, or some of them."""
        if isinstance(at, slice):
            return self.to_dicts()[at]
        return dict(zip(self.columns, self._rows.rows[at], strict=True))

    def __str__(self) -> str:
        """Return a plain table, with its remarks below it."""
        return plain(self._shown) + "".join(f"{remark}\n" for remark in self.remarks)

    def __repr__(self) -> str:
        """Say what it is, and how long."""
        return f"<{type(self).__name__}: {self.title}, {len(self):,} row{'' if len(self) == 1 else 's'}>"

    def _repr_html_(self) -> str:
        return html.table(self._shown, "; ".join((self.title, *self.remarks)))


class Selection(Answer):
    """Exchanges that match, as rows; `records` gives each whole."""

    def __init__(self, rows: Table, title: str, shown: Table, remarks: Iterable[str], ids: list[str], index: Index) -> None:
        super().__init__(rows, title, shown, remarks)
        self.ids, self._index = ids, index

    def records(self) -> "Iterator[Exchange]":
        """Yield the records as models, read one by one."""
        for name in self.ids:
            yield cast("Exchange", record(self._index, name))


class TimelineAnswer(Answer):
    """Exchanges on a time axis: as rows, in characters, or as a picture."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timelines.table(timeline), timeline.title, remarks=timelines.legend(timeline))
        self.timeline = timeline

    def svg(self) -> str:
        """Return the picture as SVG."""
        return svg.picture(self.timeline)

    def text(self, width: int = 100) -> str:
        """Return the timeline in characters, at a width."""
        return plain_page(timelines.page(self.timeline, width), width)

    def __str__(self) -> str:
        """Return the timeline in characters."""
        return self.text()

    def _repr_html_(self) -> str:
        return self.svg()


class Precedents(Answer):
    """What can be said of an exchange among those before it; `silent` is what cannot be said, and why."""

    def __init__(self, found: Ranking) -> None:
        super().__init__(
            ranking.table(found), f"{found.title}, {found.within}", remarks=(f"not said: {one}" for one in found.silent)
        )
        self.ranking, self.silent = found, found.silent

    def to_dicts(self) -> list[Row]:
        """Return each statement with the exchanges behind it."""
        return ranking.statements(self.ranking)

    def __str__(self) -> str:
        """Return the statements with the exchanges behind them."""
        return plain_page(ranking.page(self.ranking), 100)


class Citation(Answer):
    """Records and their sources as entries of a bibliography; `sentences` tell each record in a sentence that can be quoted."""

    def __init__(self, cited: Sequence[Cited], title: str) -> None:
        super().__init__(citation.table(cited), title)
        self._cited = cited

    @cached_property
    def sentences(self) -> tuple[Quote, ...]:
        """The sentences, each with the ids of the sources that its notes stand for."""
        return tuple(quote(one.record, one.names, one.stands) for one in self._cited)

    def to(self, form: str) -> str:
        """Return the bibliography as bibtex, ris or csl-json, or its entries in a format of every answer."""
        return citation.FORMATS[form](self._cited) if form in citation.FORMATS else super().to(form)

    def __str__(self) -> str:
        """Return the citations in plain text, each below its record."""
        return plain_page(quotation.bibliography(self._cited), UNWRAPPED)


class Biography(Answer):
    """One person: a row for each exchange or offer with the person in a leg; `life` holds all that the records tell."""

    def __init__(self, told: Life, title: str, remarks: Sequence[str] = ()) -> None:
        super().__init__(life.table(told), title, remarks=remarks)
        self.life = told

    def text(self, width: int = 100) -> str:
        """Return the person as a page of plain text, at a width."""
        return plain_page(life.page(self.life), width)

    def __str__(self) -> str:
        """Return the person as a page of plain text."""
        return self.text()


def record(index: Index, name: str) -> "Exchange | Tombstone":
    """Return a record of the index as a model."""
    from swaps.models import Exchange, Tombstone

    text, kind = index.ask("SELECT record, kind FROM exchanges JOIN records USING (n) WHERE id = ?", [name])[0]
    return (Tombstone if kind is None else Exchange).model_validate_json(text)
