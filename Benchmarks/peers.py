"""What users would pick instead: the same file into a keyed table, or merely read.

Each peer is a command that works on a CSV file. Those that store it have a typed table (but for `sqlite3 .import`, which has no
types to offer) with the calls' key; rows that do not fit are kept aside where the tool can. None of them validates, replaces
callers by pseudonyms, knows where a row came from or keeps sums.
"""

import subprocess
import sys

PACKAGES = ["duckdb", "pandas", "polars"]

DUCKDB = """
import duckdb, sys
csv, path = sys.argv[1:3]
base = duckdb.connect(path)
columns = base.execute("describe select * from read_csv(?, sample_size=20000)", [csv]).fetchall()
types = ", ".join(f'"{column[0]}" {column[1]}' for column in columns)
base.execute(f'create table call ({types}, primary key ("{columns[1][0]}", "{columns[2][0]}"))')
base.execute("insert into call select * from read_csv(?, store_rejects=true)", [csv])
base.close()
"""

UPSERT = """
import duckdb, sys
csv, path = sys.argv[1:3]
base = duckdb.connect(path)
base.execute("insert or replace into call select * from read_csv(?, store_rejects=true)", [csv])
base.close()
"""

PANDAS = "import pandas, sys; pandas.read_csv(sys.argv[1], on_bad_lines='warn')"

POLARS = "import polars, sys; polars.read_csv(sys.argv[1], ignore_errors=True)"


def has(python, module):
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def sqlite_script(csv):
    """The text of an import into a keyed table without types."""
    header = csv.open(encoding="utf-8-sig").readline().strip().split(",")
    columns = ", ".join(f'"{name}"' for name in header)
    return (f'create table call ({columns}, primary key ("{header[1]}", "{header[2]}")) without rowid;\n'
            f".mode csv\n.import --skip 1 {csv} call\n")


def commands(python, csv, folder):
    """Name → (files to remove before, command)."""
    script = folder / "import.sql"
    script.write_text(sqlite_script(csv))
    found = {"sqlite3 .import, keyed": ("sqlite3.sqlite", ["sqlite3", folder / "sqlite3.sqlite", f".read {script}"])}
    if has(python, "duckdb"):
        found["DuckDB, typed and keyed"] = ("duck.db", [python, "-c", DUCKDB, csv, folder / "duck.db"])
        found["DuckDB, the same file as upsert"] = (None, [python, "-c", UPSERT, csv, folder / "duck.db"])
    if has(python, "pandas"):
        found["pandas, reading alone"] = (None, [python, "-c", PANDAS, csv])
    if has(python, "polars"):
        found["polars, reading alone"] = (None, [python, "-c", POLARS, csv])
    return found
