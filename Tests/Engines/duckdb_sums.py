#!/usr/bin/env python3
"""Every sum of every metric: DuckDB over `hotline records` beside SQLite over the database of `hotline ingest`.

    python3 -m venv .build-bench/engines && .build-bench/engines/bin/pip install duckdb
    .build-bench/engines/bin/python Tests/Engines/duckdb_sums.py .build/release/hotline [SCALE [PERIOD…]]

A made-up year is drawn (no legs and no second exports: the views of DuckDB take the newest row of a fact as it stands), ingested
and written as records. The exit code is 1 when a sum differs.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile

import duckdb


def main() -> int:
    hotline = os.path.abspath(sys.argv[1])
    scale = sys.argv[2] if len(sys.argv) > 2 else "0.02"
    with tempfile.TemporaryDirectory(prefix="hotline-engines-") as folder:
        database, records = f"{folder}/hotline.sqlite", f"{folder}/records.ndjson"

        def run(*arguments: str) -> str:
            return subprocess.run([hotline, *arguments], check=True, capture_output=True, text=True).stdout

        run("simulate", "--year", "2019", "--scale", scale, "--out", f"{folder}/logs")
        run("ingest", f"{folder}/logs", "--quiet", "--database", database)
        with open(records, "w", encoding="utf-8") as output:
            subprocess.run(
                [hotline, "records", f"{folder}/logs", "--quiet", "--database", database], check=True, stdout=output)
        duck = duckdb.connect()
        for statement in run("engine", "views", records, "--dialect", "duckdb").splitlines():
            duck.execute(statement)
        # The questions go over a view many times: its rows are kept.
        for (view,) in duck.execute("SELECT view_name FROM duckdb_views() WHERE view_name LIKE '%\\_view' ESCAPE '\\'"
                                    " AND NOT internal").fetchall():
            duck.execute(f"CREATE TABLE kept_{view} AS SELECT * FROM {view}")
            duck.execute(f"CREATE OR REPLACE VIEW {view} AS SELECT * FROM kept_{view}")
        own = sqlite3.connect(database)
        with open(f"{os.path.dirname(os.path.abspath(__file__))}/../../data/metrics.yaml", encoding="utf-8") as file:
            text = file.read().split("\nmetrics:\n")[1].split("\n\n")[0]
        metrics = [line[2:-1] for line in text.splitlines()
                   if line.startswith("  ") and line[2].isalpha() and line.endswith(":")]
        compared, different, zero = 0, [], 0
        for metric in metrics:
            for period in sys.argv[3:] or ["2019", "2019-02", "2019-12-24"]:
                def statements(dialect: str) -> list[tuple[str, str]]:
                    printed = run("engine", "sql", metric, "--dialect", dialect, "--period", period,
                                  "--as-of", "2019-12-27")
                    parts = [part.split("\n", 1) for part in printed.split("\n-- ")[1:] if "SELECT" in part]
                    return [(title, sql) for title, sql in parts]

                for (title, theirs), (_, ours) in zip(statements("duckdb"), statements("sqlite"), strict=True):
                    # A percentile of no cases has no row.
                    (one,) = duck.execute(theirs).fetchone() or (None,)
                    (two,) = own.execute(ours).fetchone() or (None,)
                    compared += 1
                    zero += not one
                    if (one is None) != (two is None) or (one is not None and abs(float(one) - float(two)) > 1e-9):
                        different.append(f"{metric} {period} {title}: DuckDB {one}, SQLite {two}")
    print(f"{len(metrics)} metrics, {compared} sums ({zero} of them 0 or empty), {len(different)} differ")
    for line in different[:40]:
        print(line)
    return 1 if different or compared < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
