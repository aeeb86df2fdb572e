#!/usr/bin/env python3
"""Times `hotline` beside what users would pick, on the same simulated calls, in turn, and writes the figures of README.md.

    make bench                                2,000,000 calls, five rounds
    make bench SCALE=1 ROUNDS=3               one year of a real hotline's size
    make bench LARGEST=20000000               carries the growth curve on to twenty million calls

Each round runs every contender once, so that a busy machine is busy for all of them. The figures are medians of the time of
the whole process; ratios are medians of the ratios within a round. Peers that can be installed from PyPI are, into
`.build-bench`; without a network only those that are there take part.
"""

import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

import breakdowns
import growth
import peers

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOTLINE = ROOT / ".build/release/hotline"
FOLDER = ROOT / ".build-bench"
README = ROOT / "Benchmarks/README.md"
YEARLY_CALLS = 196_100
BASE = "sqlite3 .import, keyed"


def run(command):
    """Seconds, CPU seconds and peak memory (MB) of a whole process; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command}: {errors.decode()}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def python_with_peers():
    """A Python that has the peers, as far as they can be installed."""
    python = FOLDER / "venv/bin/python"
    if not python.exists() and subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"]).returncode != 0:
        return sys.executable
    for package in peers.PACKAGES:
        if not peers.has(python, package):
            subprocess.run([python, "-m", "pip", "install", "-q", package])
    return python


def simulate(folder, year, scale):
    if not (folder / "calls-962200.csv").exists():
        subprocess.run([HOTLINE, "simulate", "--year", str(year), "--out", folder, "--scale", str(scale), "--only",
                        "calls-962200"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return folder / "calls-962200.csv"


def remove(path):
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


def copy_database(source, target):
    remove(target)
    shutil.copy(source, target)
    shutil.copy(f"{source}.key", f"{target}.key")
    # Else the wait for the disk that follows would be one for this copy.
    os.sync()


def ours(database):
    return ["--database", database, "--data", ROOT / "data", "--quiet"]


def other_files(csv, next_year):
    """The same calls in GB18030; and a file of as many calls of which half are known."""
    chinese, overlap = FOLDER / "calls-gb18030.csv", FOLDER / "calls-overlap.csv"
    if not chinese.exists():
        with csv.open(encoding="utf-8-sig", newline="") as source, chinese.open("w", encoding="gb18030", newline="") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    if not overlap.exists():
        # Line by line: the peak memory of what is started later would not fall below that of this script.
        with csv.open("rb") as known, next_year.open("rb") as new, overlap.open("wb") as target:
            rows = sum(1 for _ in known) - 1
            known.seek(0)
            target.writelines(line for number, line in enumerate(known) if number == 0 or number > rows // 2)
            target.writelines(line for number, line in zip(range(rows // 2 + 1), new) if number > 0)
    return chinese, overlap


def small_files(csv):
    """The first calls as a platform exports them day by day: 158 files of 770 rows; and the same rows in one file."""
    folder, whole = FOLDER / "small", FOLDER / "small.csv"
    if not whole.exists():
        folder.mkdir(exist_ok=True)
        with csv.open("rb") as source, whole.open("wb") as joined:
            header = source.readline()
            joined.write(header)
            for number in range(158):
                rows = [source.readline() for _ in range(770)]
                joined.writelines(rows)
                (folder / f"calls-{number:03}.csv").write_bytes(header + b"".join(rows))
    return folder, whole


def contenders(csv, next_year, python):
    """Name → (what to prepare, command)."""
    chinese, overlap = other_files(csv, next_year)
    small, joined = small_files(csv)
    base, extra = FOLDER / "ours.sqlite", FOLDER / "extra.sqlite"
    kpi = [HOTLINE, "kpi", "--period", "2019", "--by", "district,month", "--metric", "connection_rate", *ours(base)]
    explain = [HOTLINE, "explain", "connection_rate", "--period", "2019", "--rows", "missed", *ours(base)]
    found = {
        "hotline ingest": (lambda: remove(base), [HOTLINE, "ingest", csv, *ours(base)]),
        "the same file again": (lambda: None, [HOTLINE, "ingest", csv, *ours(base)]),
        "the file in GB18030": (lambda: remove(extra), [HOTLINE, "ingest", chinese, *ours(extra)]),
        "another year on top": (lambda: copy_database(base, extra), [HOTLINE, "ingest", next_year, *ours(extra)]),
        "as many calls, half of them known": (lambda: copy_database(base, extra), [HOTLINE, "ingest", overlap, *ours(extra)]),
        "158 files of 770 rows": (lambda: remove(extra), [HOTLINE, "ingest", small, *ours(extra)]),
        "those rows in one file": (lambda: remove(extra), [HOTLINE, "ingest", joined, *ours(extra)]),
        "kpi --by district,month (one metric)": (lambda: None, kpi),
        "kpi --by district,month (all metrics)": (lambda: None, kpi[:6] + kpi[8:]),
        "explain --rows, first page": (lambda: None, explain),
        "report monthly": (lambda: None, [HOTLINE, "report", "monthly", "2019-12", "--out", FOLDER / "reports", *ours(base)]),
    }
    for name, (database, command) in peers.commands(python, csv, FOLDER).items():
        prepare = (lambda path: lambda: remove(path))(FOLDER / database) if database else lambda: None
        found[name] = (prepare, command)
    return found


def measure(runs, rounds):
    times = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (prepare, command) in runs.items():
            prepare()
            times[name].append(run(command))
    return times


def digits(value):
    """Two decimals, or three of what is short."""
    return f"{value:.2f}" if value >= 0.2 else f"{value:.3f}"


def table(times):
    lines = ["| | median | ÷ `sqlite3 .import` | CPU | ÷ its CPU | peak memory |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, figures in times.items():
        cells = [f"{digits(statistics.median(figure[index] for figure in figures))} s | "
                 f"{digits(statistics.median(own[index] / base[index] for own, base in zip(figures, times[BASE])))}"
                 for index in (0, 1)]
        lines.append(f"| {name} | {' | '.join(cells)} | {max(figure[2] for figure in figures):.0f} MB |")
    return lines


def ratio(times, one, other):
    return statistics.median(own[0] / base[0] for own, base in zip(times[one], times[other]))


def ratios(times):
    wanted = [("hotline ingest", "DuckDB, typed and keyed", "ingest ÷ DuckDB"),
              ("the file in GB18030", "hotline ingest", "GB18030 ÷ UTF-8"),
              ("the same file again", "hotline ingest", "same file again ÷ first time"),
              ("as many calls, half of them known", "another year on top", "half known ÷ another year on top"),
              ("158 files of 770 rows", "those rows in one file", "158 small files ÷ their rows in one file")]
    return [f"- {text}: {ratio(times, one, other):.2f}" for one, other, text in wanted if one in times and other in times]


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{os.cpu_count()} cores ({model}), {platform.machine()}, Linux"


def write(section, text):
    start, end = f"<!-- {section} -->", f"<!-- end of {section} -->"
    content = README.read_text()
    before, after = content.split(start)[0], content.split(end)[1]
    README.write_text(f"{before}{start}\n{text}\n{end}{after}")


def main():
    parser = argparse.ArgumentParser(description="Times hotline beside its peers.")
    parser.add_argument("--scale", type=float, default=10.2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=int, default=2_000_000, help="calls up to which cost is followed")
    parser.add_argument("--breakdowns", action="store_true", help="only the times of breakdowns, up to --largest calls")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    if options.breakdowns:
        return tell_breakdowns(options)
    csv = simulate(FOLDER / f"calls-2019-{options.scale}", 2019, options.scale)
    next_year = simulate(FOLDER / f"calls-2020-{options.scale}", 2020, options.scale)
    load = os.getloadavg()[0]
    times = measure(contenders(csv, next_year, python_with_peers()), options.rounds)
    rows = round(options.scale * YEARLY_CALLS)
    busy = f" The machine was busy with other work (load {load:.0f} before the start)." if load > 1 else ""
    head = f"{rows:,} simulated calls, {csv.stat().st_size / 1e6:.0f} MB; {options.rounds} rounds; {machine()}.{busy}"
    text = "\n".join([head, "", *table(times), "", *ratios(times)])
    print(text)
    write("figures", text)
    text = growth.report(run, simulate, ours, HOTLINE, FOLDER, ROOT / "Benchmarks", options.largest, options.rounds)
    print(text)
    write("growth", text)
    tell_breakdowns(options)


def tell_breakdowns(options):
    text = breakdowns.report(run, simulate, ours, HOTLINE, python_with_peers(), FOLDER, options.largest, options.rounds, YEARLY_CALLS)
    print(text)
    write("breakdowns", text)


main()
