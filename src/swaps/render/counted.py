"""Counts as tables: with bars for readers, with every number for programs."""

from collections.abc import Iterator

from swaps.measures import Named
from swaps.render.measured import share
from swaps.render.table import BAR, BAR_LENGTH, Cell, Column, Table
from swaps.stats import Counted, Line, Overview, Sum

FOR_READERS = ("exchanges", "people", "dead", "accompanying", "uncounted")


def table(counted: Counted, form: str) -> Table:
    """Make the table of a count by one or two dimensions."""
    if form not in ("table", "md"):
        return _flat(counted)
    return _cross(counted) if len(counted.dimensions) == 2 else _bars(counted)


def remarks(counted: Counted) -> list[str]:
    """Say what a reader of the table must know."""
    said = []
    if any(dimension.of_people for dimension in counted.dimensions):
        said.append("people: only those who are named")
    if counted.shared:
        said.append("a record may stand in several lines; the total counts it once")
    if counted.total.uncounted:
        records = "1 record does" if counted.total.uncounted == 1 else f"{counted.total.uncounted:,} records do"
        said.append(f"{records} not count, being an offer, a failure, a framework or a programme")
    return said


def _bars(counted: Counted) -> Table:
    dimension = counted.dimensions[0]
    most = max((line.exchanges for line in counted.lines if line.labels[0]), default=0) or 1
    rows: list[tuple[Cell, ...]] = []
    for line in counted.lines:
        bar = "█" * (round(BAR_LENGTH * line.exchanges / most) or 1) if line.exchanges and line.labels[0] else ""
        rows.append((line.labels[0] or f"({dimension.missing})", *_numbers(line), bar))
    rows.append(("total", *_numbers(counted.total), ""))
    numbers = [Column(name, name, "right") for name in FOR_READERS]
    columns = [Column(dimension.heading, dimension.heading), *numbers, Column(BAR, "")]
    kept = [n for n, column in enumerate(columns) if column.name not in ("dead", "accompanying", "uncounted") or any(
        row[n] not in ("", 0) for row in rows)]  # fmt: skip
    return Table(tuple(columns[n] for n in kept), [tuple(row[n] for n in kept) for row in rows])


def _numbers(line: Line) -> tuple[Cell, ...]:
    return line.exchanges, line.people.text, _or_nothing(line.remains), _or_nothing(line.accompanying), line.uncounted


def _or_nothing(one: Sum) -> str:
    return "" if one.text == "0" else one.text


def _cross(counted: Counted) -> Table:
    """Make a matrix; a cell says how many exchanges, and in them how many people."""
    first, second = counted.dimensions
    cells = {line.labels: f"{line.exchanges:,} / {line.people.text}" for line in counted.lines if line.exchanges}
    across = list(dict.fromkeys(line.labels[1] for line in counted.lines if line.labels in cells))
    across.sort(key=lambda label: (label is None, label or ""))
    down = list(dict.fromkeys(line.labels[0] for line in counted.lines))
    rows = [
        (one or f"({first.missing})", *(cells.get((one, other), "") for other in across))
        for one in down
        if any((one, other) in cells for other in across)
    ]
    headings = [Column(first.heading, f"{first.heading} (exchanges / people)")]
    headings += [Column(f"{other}", other or f"({second.missing})", "right") for other in across]
    return Table(tuple(headings), rows)


def _flat(counted: Counted) -> Table:
    names = [dimension.heading.replace(" ", "_") for dimension in counted.dimensions]
    columns = [*names, "exchanges", "uncounted"]
    for name in ("people", "remains", "accompanying"):
        columns += [name, f"{name}_min", f"{name}_max", f"{name}_unknown"]
    rows: list[tuple[Cell, ...]] = []
    for line in counted.lines:
        sums = [part for one in line[3:] for part in (_plain(one), one.low, one.most, one.unknown)]
        rows.append((*line.labels, line.exchanges, line.uncounted, *sums))
    return Table(tuple(Column(name, name) for name in columns), rows)


def _plain(one: Sum) -> str:
    return str(one.as_count)


def overview(seen: Overview, form: str) -> Table:
    """Make the table of an overview; for programs each value also as its least, its most and what is unknown of it."""
    columns = (Column("what", "what"), Column("value", "value", "right"))
    others = ((f"not counted: {kind}, {status}", number) for kind, status, number in seen.by_status)
    rows: list[tuple[str, Cell]] = [*_people(seen), *_days(seen), *others]
    if form in ("table", "md"):
        return Table(columns, rows)
    total = seen.total
    sums = {"people released": total.people, "dead returned": total.remains, "accompanying": total.accompanying,
            "people-days held": seen.days}  # fmt: skip
    numbers: dict[str, tuple[Cell, ...]] = {name: (one.low, one.most, one.unknown) for name, one in sums.items()}
    numbers["named share"] = (*Named("", seen.named, total.people).share, None)
    if seen.held is not None:
        numbers["days held, median"] = (seen.held[1], seen.held[1], None)
    return Table(
        (*columns, *(Column(name, name, "right") for name in ("min", "max", "unknown"))),
        [(what, value, *numbers.get(what, _as_number(value))) for what, value in rows],
    )


def _people(seen: Overview) -> Iterator[tuple[str, Cell]]:
    """Yield how many records, exchanges and people there are, and from when to when."""
    total = seen.total
    yield "records", seen.records
    yield "exchanges", total.exchanges
    yield "people released", total.people.text
    yield "of them named", seen.named
    yield "named share", share(Named("", seen.named, total.people))
    yield "dead returned", total.remains.text
    yield "accompanying", total.accompanying.text
    yield "first", seen.first
    yield "last", seen.last


def _days(seen: Overview) -> Iterator[tuple[str, Cell]]:
    """Yield how long those who are named had been held."""
    if seen.held is not None:
        low, middle, high = seen.held
        yield "days held, least", low
        yield "days held, median", f"{middle:,.0f}"
        yield "days held, most", high
        yield "days held, known of", seen.held_known
    if seen.named:
        yield "days held, unknown of those named", seen.days.unknown
        yield "people-days held", seen.days.text


def _as_number(value: Cell) -> tuple[Cell, ...]:
    return (value, value, None) if isinstance(value, int) else (None, None, None)
