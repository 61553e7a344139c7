"""Put the list of a catalogue beside it as a database, a CSV file and JSON lines, for the peers."""

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Write the three files."""
    path = Path(sys.argv[1])
    call = [str(Path(sys.executable).parent / "swaps"), "list", "--format", "jsonl", "--data", str(path)]
    lines = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    columns = list(rows[0])
    path.with_suffix(".jsonl").write_text("\n".join(lines), encoding="utf-8")
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
