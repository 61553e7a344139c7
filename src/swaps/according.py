"""The numbers of one side: SQL that puts them in the place of the record's, where that side gives any."""

from swaps.index import Index

SUMS = ("people", "remains", "accompanying")
PARTS = ("", "_min", "_max", "_about", "_unknown")

JOIN = "LEFT JOIN tellings AS told ON told.n = exchanges.n AND told.leg = -1 AND told.per = ?"
"""Brings the telling of a side to each record, as `told`."""
OF_COUNTED = {f"{name}{part}": f"{told}{part}" for name, told in (("released", "people"), ("remains", "remains"),
              ("accompanying", "accompanying")) for part in PARTS[:3]}  # fmt: skip
OF_OTHERS = {f"uncounted{part}": f"people{part}" for part in PARTS[:3]}
RELEASES = (
    "releases AS (SELECT r.n, r.leg, r.by, r.\"to\", r.held_by, "
    + ", ".join(f"CASE WHEN told.n IS NULL THEN r.{name}{part} ELSE told.{name}{part} END AS {name}{part}"
                for name in SUMS for part in PARTS)
    + " FROM main.releases AS r LEFT JOIN tellings AS told ON told.n = r.n AND told.leg = r.leg AND told.per = ?), "
)  # fmt: skip
"""A table expression that stands in front of the table of the same name."""


def column_of(column: str, per: str | None) -> str:
    """Return the SQL of a column of `exchanges`, in the telling of a side if there is one."""
    if per is not None and column == "flows":
        return "coalesce(told.flows, exchanges.flows)"
    for columns, applies in ((OF_COUNTED, "counted"), (OF_OTHERS, "NOT counted")):
        if per is not None and column in columns:
            return f"CASE WHEN told.n NOT NULL AND {applies} THEN told.{columns[column]} ELSE exchanges.{column} END"
    return f"exchanges.{column}"


def join(per: str | None) -> tuple[str, list[str]]:
    """Return the join that a query over `exchanges` needs, with its parameters."""
    return ("", []) if per is None else (JOIN, [per])


def releases(per: str | None) -> tuple[str, list[str]]:
    """Return the beginning of a WITH that puts a side's numbers in place of the record's, with its parameters."""
    return ("", []) if per is None else (RELEASES, [per])


def legs_told(index: Index, per: str, where: str, params: list[object]) -> int:
    """Return in how many legs of the matching records a side gives numbers of its own."""
    sql = f"SELECT count(*) FROM tellings WHERE per = ? AND leg >= 0 AND n IN (SELECT n FROM exchanges WHERE {where})"
    return int(index.ask(sql, [per, *params])[0][0])
