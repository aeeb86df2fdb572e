#!/usr/bin/env python3
"""Times `hotline` beside what users would pick, on the same simulated calls, in turn, and writes the table of README.md.

    make bench                   one year of calls (scale 1), three rounds
    make bench SCALE=10 ROUNDS=5

Each round runs every contender once, so that a busy machine is busy for all of them. The figures are medians of the time of
the whole process; ratios are medians of the ratios within a round. Peers do the same work as far as they can: a typed table
with the same key. None of them validates, keeps bad rows, pseudonymises callers or knows where a row came from.
A peer that is not installed is left out (`pip install duckdb pandas`).
"""

import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOTLINE = ROOT / ".build/release/hotline"
START, END = "<!-- figures -->", "<!-- end of figures -->"

DUCKDB = """
import duckdb, sys
base = duckdb.connect(sys.argv[2])
columns = [row[0] for row in base.execute(f"describe select * from read_csv('{sys.argv[1]}')").fetchall()]
key, line = columns[1], columns[2]
base.execute(f"create table call as select * from read_csv('{sys.argv[1]}') limit 0")
base.execute(f'alter table call add primary key ("{key}", "{line}")')
base.execute(f"insert into call select * from read_csv('{sys.argv[1]}')")
base.close()
"""

PANDAS = "import pandas, sys; pandas.read_csv(sys.argv[1])"


def run(command):
    """Seconds and peak memory (MB) of a whole process; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command}: {errors.decode()}")
    return seconds, usage.ru_maxrss / 1024


def has(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0


def sqlite_script(csv):
    header = csv.open(encoding="utf-8-sig").readline().strip().split(",")
    columns = ", ".join(f'"{name}"' for name in header)
    return (f'create table call ({columns}, primary key ("{header[1]}", "{header[2]}")) without rowid;\n'
            f".mode csv\n.import --skip 1 {csv} call\n")


def contenders(csv, folder):
    """Name → (what to prepare, command). The first one is ours."""
    ours = folder / "ours.sqlite"
    data = ["--database", str(ours), "--data", str(ROOT / "data"), "--quiet"]

    def fresh(path):
        def prepare():
            for file in path.parent.glob(path.name + "*"):
                file.unlink()
        return prepare

    sql = folder / "import.sql"
    sql.write_text(sqlite_script(csv))
    found = {
        "hotline ingest": (fresh(ours), [HOTLINE, "ingest", csv, *data]),
        "the same file again": (lambda: None, [HOTLINE, "ingest", csv, *data]),
        "hotline kpi --by district,month": (
            lambda: None, [HOTLINE, "kpi", "--period", "2019", "--by", "district,month", "--metric", "connection_rate", *data]),
        "sqlite3 .import, keyed": (fresh(folder / "sqlite3.sqlite"), ["sqlite3", folder / "sqlite3.sqlite", f".read {sql}"]),
    }
    if has("duckdb"):
        found["DuckDB, typed and keyed"] = (
            fresh(folder / "duck.db"), [sys.executable, "-c", DUCKDB, csv, folder / "duck.db"])
    if has("pandas"):
        found["pandas read_csv (reading alone)"] = (lambda: None, [sys.executable, "-c", PANDAS, csv])
    return found


def main():
    parser = argparse.ArgumentParser(description="Times hotline beside its peers.")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hotline-bench-"))
    try:
        subprocess.run([HOTLINE, "simulate", "--year", "2019", "--out", folder, "--scale", options.scale, "--only", "calls-962200"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        csv = folder / "calls-962200.csv"
        rows = sum(1 for _ in csv.open("rb")) - 1
        runs = contenders(csv, folder)
        times = {name: [] for name in runs}
        memory = {name: 0 for name in runs}
        for _ in range(options.rounds):
            for name, (prepare, command) in runs.items():
                prepare()
                seconds, peak = run([str(part) for part in command])
                times[name].append(seconds)
                memory[name] = max(memory[name], peak)
        base = times["sqlite3 .import, keyed"]
        lines = [
            f"{rows:,} simulated calls, {csv.stat().st_size / 1e6:.0f} MB; {options.rounds} rounds; "
            f"{os.cpu_count()} cores, {platform.machine()}, Linux.", "",
            "| | median | ÷ `sqlite3 .import` | peak memory |", "| --- | ---: | ---: | ---: |"]
        for name in runs:
            ratio = statistics.median(own / other for own, other in zip(times[name], base))
            lines.append(f"| {name} | {statistics.median(times[name]):.2f} s | {ratio:.2f} | {memory[name]:.0f} MB |")
        report = "\n".join(lines)
        print(report)
        readme = ROOT / "Benchmarks/README.md"
        text = readme.read_text()
        before, after = text.split(START)[0], text.split(END)[1]
        readme.write_text(f"{before}{START}\n{report}\n{END}{after}")
    finally:
        shutil.rmtree(folder)


main()
