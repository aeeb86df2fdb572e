"""How long a breakdown of several dimensions takes, beside the same question put to DuckDB's own table, in turn."""

import shutil
import statistics

import peers

QUESTIONS = [
    ("one rate by district and topic", ["--metric", "connection_rate", "--by", "district,category"], ["行政区", "业务类别"]),
    ("the same by month too", ["--metric", "connection_rate", "--by", "district,category,month"], ["行政区", "业务类别", "month"]),
    ("of one unit, by topic and quarter",
     ["--metric", "connection_rate", "--by", "category,quarter", "--where", "unit=慈善事业处"], ["业务类别", "quarter"]),
    ("every metric by district and topic", ["--by", "district,category"], None),
]

DUCKDB = """
import duckdb, sys
path, groups, condition = sys.argv[1:4]
base = duckdb.connect(path, read_only=True)
rows = base.execute(f'''
    select {groups}, count(*) filter (where "呼叫结果" = '接通'), count(*) filter (where "呼叫结果" not in ('IVR挂断', '自助服务'))
    from call where "呼叫方向" = '呼入' and year("呼入时间") = 2019 and {condition} group by all order by all''').fetchall()
assert rows
"""


def measure(run, simulate, ours, hotline, python, folder, calls, rounds, yearly):
    """Question → seconds of each run of hotline and of DuckDB; `None` where DuckDB is not there or is not asked."""
    file = simulate(folder / f"calls-size-{calls}", 2019, calls / yearly)
    database, duck = folder / "breakdown.sqlite", folder / "breakdown.db"
    for old in [*folder.glob("breakdown.sqlite*"), *folder.glob("breakdown.db*")]:
        old.unlink()
    run([hotline, "ingest", file, *ours(database)])
    has_duck = peers.has(python, "duckdb")
    if has_duck:
        run([python, "-c", peers.DUCKDB, file, duck])
    shutil.rmtree(file.parent)
    times = {name: ([], []) for name, _, _ in QUESTIONS}
    for _ in range(rounds):
        for name, words, columns in QUESTIONS:
            times[name][0].append(run([hotline, "kpi", "--period", "2019", *words, "--format", "csv", *ours(database)]))
            if has_duck and columns:
                groups = ", ".join({"month": "month(\"呼入时间\")", "quarter": "quarter(\"呼入时间\")"}.get(name, f'"{name}"')
                                   for name in columns)
                condition = "\"承办单位\" = '慈善事业处'" if "--where" in words else "true"
                times[name][1].append(run([python, "-c", DUCKDB, duck, groups, condition]))
    for old in [*folder.glob("breakdown.sqlite*"), *folder.glob("breakdown.db*")]:
        old.unlink()
    return times


def report(run, simulate, ours, hotline, python, folder, largest, rounds, yearly):
    lines = ["| calls | question | hotline kpi | DuckDB, the same counts |", "| ---: | --- | ---: | ---: |"]
    for calls in [n for n in (2_000_000, 20_000_000) if n <= largest]:
        times = measure(run, simulate, ours, hotline, python, folder, calls, rounds, yearly)
        for name, (own, duck) in times.items():
            def shown(runs):
                return f"{statistics.median(seconds for seconds, _, _ in runs):.3f} s" if runs else ""
            lines.append(f"| {calls:,} | {name} | {shown(own)} | {shown(duck)} |")
    if peers.has(python, "duckdb"):
        start = statistics.median(run([python, "-c", "import duckdb; duckdb.connect()"])[0] for _ in range(rounds))
        lines += ["", f"Of DuckDB's times {start:.3f} s are the start of Python and DuckDB."]
    return "\n".join(lines)
