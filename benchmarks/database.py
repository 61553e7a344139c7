"""Put the list of a catalogue beside it as a database and a CSV file, and its records as JSON, for the peers."""

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any


def lines(path: Path, *call: str) -> list[dict[str, Any]]:
    """Return the rows that a command prints of a catalogue."""
    swaps = [str(Path(sys.executable).parent / "swaps"), *call, "--format", "jsonl", "--data", str(path)]
    printed = subprocess.run(swaps, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def main() -> None:
    """Write the three files."""
    path = Path(sys.argv[1])
    rows = lines(path, "list")
    columns = list(rows[0])
    records = lines(path, "sql", "select record from records order by n", "--limit", "1000000", "--seconds", "600")
    path.with_suffix(".json").write_text(f"[{','.join(row['record'] for row in records)}]", encoding="utf-8")
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    path.with_suffix(".db").unlink(missing_ok=True)
    with sqlite3.connect(path.with_suffix(".db")) as connection:
        connection.execute(f"CREATE TABLE exchanges ({', '.join(columns)})")
        connection.executemany(
            f"INSERT INTO exchanges VALUES ({','.join('?' * len(columns))})", (tuple(row.values()) for row in rows)
        )
        connection.execute("CREATE INDEX by_time ON exchanges (date_latest)")
    connection.close()


if __name__ == "__main__":
    main()
