#!/usr/bin/env python3
"""Puts plausible errors into the sources, one at a time, and tells which of them no test notices.

    make mutants SEED=1 COUNT=40

Works in a copy under .build-mutants with a build of its own, so that each mutant is built incrementally. The tests of the
mutant's room run first, then all others but the kills; the first that fails ends the run. What does not compile is not counted,
one that hangs is killed. Mutants of equivalent.txt change nothing. Ctrl-C ends the run with the figures so far.
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

import operators

PROJECT = pathlib.Path(__file__).resolve().parents[2]
HOME = PROJECT / ".build-mutants"
COPY = HOME / "copy"
BUILD = ["swift", "build", "--build-tests", "--package-path", str(COPY), "--scratch-path", str(HOME / "build")]
TEST = ["swift", "test", "--skip-build", "--package-path", str(COPY), "--scratch-path", str(HOME / "build")]
LEFT_OUT = ("HotlineSimulation/", "Wording.swift", "ReasonText.swift", "HTMLStyle.swift", "StandardWords.swift")
TESTS = {"hotline": "CommandTests"}  # the tests of a room where they are not called after it
FAULTS = "KillTests|DiskFullTests|ConcurrencyTests"  # slow, and of no help against a wrong figure
LONGEST = 900


def swift_files():
    for path in sorted((PROJECT / "Sources").rglob("*.swift")):
        if not any(part in str(path) for part in LEFT_OUT):
            yield path.relative_to(PROJECT)


def sample(seed, count, rooms):
    """As many mutants of each operator as there are, in turn, no two in one line."""
    by_operator = collections.defaultdict(list)
    for path in swift_files():
        if rooms and path.parts[1] not in rooms:
            continue
        for number, operator, line, changed in operators.sites((PROJECT / path).read_text()):
            by_operator[operator].append((path, number, operator, line, changed))
    dice = random.Random(seed)
    queues = [dice.sample(mutants, len(mutants)) for _, mutants in sorted(by_operator.items())]
    chosen, places = [], set()
    while len(chosen) < count and any(queues):
        for queue in queues:
            while queue:
                mutant = queue.pop()
                if mutant[:2] not in places:
                    places.add(mutant[:2])
                    chosen.append(mutant)
                    break
    return chosen[:count]


def refresh_copy():
    """Brings the copy up to date; files that did not change keep their time, so that they are not compiled again."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=PROJECT,
                            capture_output=True, check=True, text=True).stdout.split("\0")
    names = {name for name in [*listed, "Package.resolved"] if (PROJECT / name).is_file()}
    for name in names:
        source, target = PROJECT / name, COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (target.is_file() and target.read_bytes() == source.read_bytes()):
            shutil.copy(source, target)
    for path in [*(COPY / "Sources").rglob("*.swift"), *(COPY / "Tests").rglob("*.swift")]:
        if str(path.relative_to(COPY)) not in names:
            path.unlink()


def run(command, longest, is_test=False):
    """Runs a command to its end, to the first failed test or to its time limit: "passed", "failed" or "hung", and a word."""
    process = subprocess.Popen(command, cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                               env={**os.environ, "HOTLINE_MUTATIONS": "200"}, start_new_session=True)

    def stop(*_):  # a hang closes no pipe
        raise TimeoutError
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(longest)
    said = ""
    try:
        for line in process.stdout:
            if is_test and line.startswith("✘ Test \""):
                said = line.split('"')[1]
                break
            if "error:" in line and not said:
                said = line.split("error:")[1].strip()
        else:
            return ("failed", said or "ended by a signal") if process.wait() else ("passed", "")
        return "failed", said
    except TimeoutError:
        return "hung", ""
    finally:
        signal.alarm(0)
        # The tests run in a process group of their own, but in the session begun here.
        subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
        process.wait()
        process.stdout.close()


def equivalents():
    """The mutants that change nothing: `file | line as it is | line with the error | reason`."""
    lines = (PROJECT / "Tests/Mutation/equivalent.txt").read_text().splitlines()
    parts = [[part.strip() for part in line.split(" | ")] for line in lines if not line.startswith("#")]
    return {tuple(part[:3]): part[3] for part in parts if len(part) == 4}


def judge(mutant, is_quick):
    """What becomes of a mutant, and the test that noticed it."""
    path, number, _, _, changed = mutant
    file = COPY / path
    text = file.read_text()
    lines = text.split("\n")
    lines[number - 1] = changed
    file.write_text("\n".join(lines))
    try:
        outcome, said = run(BUILD, LONGEST)
        if outcome != "passed":
            return "did not compile", said
        own = TESTS.get(path.parts[1], path.parts[1] + "Tests")
        others = [(".", f"{own}|CommandTests"), ("CommandTests", FAULTS)][:1 if is_quick or own == "CommandTests" else 2]
        for only, skipped in [(own, FAULTS), *others]:
            outcome, said = run([*TEST, "--filter", only, "--skip", skipped], LONGEST, is_test=True)
            if outcome != "passed":
                return "killed", said or "time ran out"
        return "survived", ""
    finally:
        file.write_text(text)


def report(results):
    """The ratio of each room and of all."""
    print("\n| room | mutants | killed | survived | equivalent | ratio |\n| --- | --: | --: | --: | --: | --: |")
    rows = collections.defaultdict(collections.Counter)
    for mutant, verdict in results:
        rows[mutant[0].parts[1]][verdict] += 1
        rows["all"][verdict] += 1
    for name in sorted(rows, key=lambda name: (name == "all", name)):
        row = rows[name]
        counted = row["killed"] + row["survived"]
        ratio = f"{100 * row['killed'] / counted:.0f} %" if counted else "–"
        print(f"| {name} | {counted} | {row['killed']} | {row['survived']} | {row['equivalent']} | {ratio} |")
    print(f"\n{rows['all']['did not compile']} more did not compile.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--rooms", nargs="*", default=[], help="only these, such as HotlineMetrics")
    parser.add_argument("--quick", action="store_true", help="without the tests of the built program")
    parser.add_argument("--list", action="store_true", help="only list the sample")
    options = parser.parse_args()
    chosen = sample(options.seed, options.count, options.rooms)
    if options.list:
        return print("\n".join(f"{at}:{number}: {kind}\n  - {line}\n  + {changed}" for at, number, kind, line, changed in chosen))
    COPY.mkdir(parents=True, exist_ok=True)
    refresh_copy()
    if run(BUILD, 4 * LONGEST)[0] != "passed" or not options.quick and run(TEST + ["--skip", FAULTS], 4 * LONGEST, is_test=True)[0] != "passed":
        sys.exit("the tests fail before any mutant is put in")
    known, results = equivalents(), []
    for index, mutant in enumerate(chosen, 1):
        path, number, operator, line, changed = mutant
        begin = time.monotonic()
        reason = known.get((str(path), line.strip(), changed.strip()))
        try:
            verdict, said = ("equivalent", reason) if reason else judge(mutant, options.quick)
        except KeyboardInterrupt:
            break
        results.append((mutant, verdict))
        print(f"{index}. {path}:{number}: {operator}: {verdict} ({time.monotonic() - begin:.0f} s) {said[-90:]}", flush=True)
        if verdict == "survived":
            print(f"  - {line.strip()}\n  + {changed.strip()}", flush=True)
    report(results)


if __name__ == "__main__":
    main()
