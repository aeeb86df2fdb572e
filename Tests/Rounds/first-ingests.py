#!/usr/bin/env python3
"""Plays rounds of four first ingests, begun at the same moment, into a database that does not exist yet.

    Tests/Rounds/first-ingests.py ROUNDS [--binary .build/debug/hotline] [--readers]

Every ingest must end with exit code 0 and the facts of all four files must be there, under one key. With --readers,
`status`, `kpi`, `check` and `backup` run in between: they may say that there is nothing yet, and nothing else.
Prints the messages of what failed with their number, and exits with 1 if there was any.
"""
import argparse
import collections
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
HEADER = "呼叫编号,热线,呼叫方向,呼入时间,呼叫结果,主叫号码,行政区,满意度\n"
NOTHING_YET = ("there is no database yet", "the database is empty or older", "the database holds no data yet")


def export(folder, number, rows=20):
    path = folder / f"part-{number}.csv"
    keys = range(number * rows, (number + 1) * rows)
    path.write_text(HEADER + "".join(
        f"K{key},962200,呼入,2019-03-{1 + key % 28:02d} 08:03:11,接通,{13_800_000_000 + key % 10},黄浦区,满意\n" for key in keys))
    return path


def begin(binary, arguments, database):
    return subprocess.Popen([binary, *arguments, "--database", database, "--lang", "en"], cwd=PROJECT, text=True,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def play(binary, files, place, readers):
    """The messages of one round that should not be there."""
    database = place / "hotline.sqlite"
    ingests = [begin(binary, ["ingest", file], database) for file in files]
    questions = []
    problems = []
    while readers and any(process.poll() is None for process in ingests):
        copy = place / f"copy-{len(questions)}.sqlite"
        for question in (["status"], ["kpi", "--period", "2019"], ["check"], ["backup", copy]):
            questions.append((question[0], begin(binary, question, database)))
        for _, process in questions[-4:]:
            process.wait()
    for process in ingests:
        _, said = process.communicate()
        if process.returncode != 0:
            problems.append("ingest: " + said.strip().splitlines()[-1].replace(str(place), ""))
    for name, process in questions:
        _, said = process.communicate()
        if process.returncode != 0 and not any(text in said for text in NOTHING_YET):
            problems.append(f"{name}: {said.strip().splitlines()[0]}".replace(str(place), ""))
    with sqlite3.connect(database) as connection:
        found = connection.execute(
            "SELECT count(*), count(DISTINCT caller), (SELECT count(*) FROM source) FROM call").fetchone()
    connection.close()
    if found != (80, 10, 4):
        problems.append(f"facts, callers, sources: {found}")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", type=int)
    parser.add_argument("--binary", default=str(PROJECT / ".build/debug/hotline"))
    parser.add_argument("--readers", action="store_true")
    options = parser.parse_args()
    counts = collections.Counter()
    failed = 0
    home = pathlib.Path(tempfile.mkdtemp(prefix="hotline-rounds-"))
    files = [export(home, number) for number in range(4)]
    for number in range(1, options.rounds + 1):
        place = home / f"round-{number}"
        place.mkdir()
        problems = play(options.binary, files, place, options.readers)
        failed += bool(problems)
        for problem in problems:
            counts[problem] += 1
            print(f"round {number}: {problem}", flush=True)
        shutil.rmtree(place)
        if number % 100 == 0:
            print(f"{number} rounds, {failed} failed", flush=True)
    shutil.rmtree(home)
    for problem, count in counts.most_common():
        print(f"{count} x {problem}")
    print(f"{options.rounds} rounds of four first ingests, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
