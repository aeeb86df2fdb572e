#!/usr/bin/env python3
"""Puts plausible errors into the sources, one at a time, and tells which of them no test notices.

    make mutants SEED=1 COUNT=150

Works in a copy under .build-mutants with a build of its own. All mutants are built at once (schema.py), chosen by an environment
variable when the tests run; some of a hundred cannot be and are not counted. The tests of the mutant's room run first, then those of
the rooms that stand on it, then those of the built program; the first that fails ends the run. What does not compile is not counted,
one that hangs is killed. Mutants of equivalent.txt change nothing. Ctrl-C ends the run with the figures so far.
"""
import argparse
import collections
import os
import pathlib
import queue
import random
import re
import resource
import shutil
import string
import subprocess
import sys
import threading
import time

import operators
import schema

PROJECT = pathlib.Path(__file__).resolve().parents[2]
HOME = PROJECT / ".build-mutants"
COPY = HOME / "copy"
BUILD = ["swift", "build", "--build-tests", "--package-path", str(COPY), "--scratch-path", str(HOME / "build")]
FAST = ["-c", "release", "-Xswiftc", "-enable-testing"]  # the tests of a survivor take a third of the time
RUN = [str(HOME / "build/release/hotlinePackageTests.xctest"), "--testing-library", "swift-testing"]
LEFT_OUT = ("HotlineSimulation/", "Wording.swift", "ReasonText.swift", "HTMLStyle.swift", "StandardWords.swift")
TESTS = {"hotline": "CommandTests"}  # the tests of a room where they are not called after it
QUICK = "RegressionTests"  # notices most of what the room's own tests do not, in a third of the time of all of CommandTests
FAULTS = "KillTests|DiskFullTests|ConcurrencyTests|InjectedFaultTests|ExtremeTests|InterruptTests"  # slow, and of no help against a wrong figure
LONGEST = 1800  # seconds by the clock, for what waits for ever
PROCESSOR = 900  # seconds of one process' processor time, for what computes for ever: a busy machine kills no mutant


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
    names = {name for name in [*listed, "Package.resolved"] if (PROJECT / name).is_file() or (PROJECT / name).is_symlink()}
    for name in names:
        source, target = PROJECT / name, COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():  # the profiles of another city are those of this one
            target.unlink(missing_ok=True)
            target.symlink_to(source.readlink())
        elif not (target.is_file() and target.read_bytes() == source.read_bytes()):
            shutil.copy(source, target)
    for path in [*(COPY / "Sources").rglob("*.swift"), *(COPY / "Tests").rglob("*.swift")]:
        if str(path.relative_to(COPY)) not in names:
            path.unlink()


def bound():
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))


def run(command, longest, mutant=0, is_test=False):
    """Runs a command to its end, to the first failed test or to its time limit: "passed", "failed" or "hung", and its output."""
    # Tests share folders by name: those of two mutants must not meet in one.
    temporary = HOME / f"tmp-{threading.current_thread().name}"
    temporary.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "HOTLINE_MUTATIONS": "200", "HOTLINE_MUTANT": str(mutant), "NO_COLOR": "1", "TMPDIR": str(temporary)}
    process = subprocess.Popen(command, cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                               env=environment, start_new_session=True, preexec_fn=bound if is_test else None)

    def end():
        # The tests run in a process group of their own, but in the session begun here.
        subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
    late = threading.Event()
    timer = threading.Timer(longest, lambda: (late.set(), end()))
    timer.start()
    said = []
    try:
        for line in process.stdout:
            if not is_test:
                said.append(line)
            elif line.startswith("✘ Test \""):
                return "failed", line.split('"')[1]
        status = process.wait()
        return ("hung", "") if late.is_set() else ("failed", "".join(said) or f"ended by {status}") if status else ("passed", "")
    finally:
        timer.cancel()
        end()
        process.wait()
        process.stdout.close()


def equivalents():
    """The mutants that change nothing: `file | line as it is | line with the error | reason`."""
    lines = (PROJECT / "Tests/Mutation/equivalent.txt").read_text().splitlines()
    parts = [[part.strip() for part in line.split(" | ")] for line in lines if not line.startswith("#")]
    return {tuple(part[:3]): part[3] for part in parts if len(part) == 4}


def put_in(mutants, sources):
    """Writes these sources with all mutants in them; gives those that cannot be in one build."""
    alone = []
    for path, source in sources.items():
        own = [(number, line, changed) for number, (at, line, _, _, changed) in mutants.items() if at == path]
        text, left = schema.with_mutants(source, own)
        (COPY / path).write_text(text)
        alone += left
    for room in (COPY / "Sources").iterdir():
        if list(room.rglob("*.swift")):
            (room / "Mutant.swift").write_text(schema.SWITCH)
    return alone


def blamed(output):
    """The mutants in whose code the compiler found an error."""
    numbers = set()
    for path, line in re.findall(r"^(/\S+?\.swift):(\d+):\d+: error:", output, re.M):
        before = "\n".join(pathlib.Path(path).read_text().split("\n")[:int(line)])
        found = re.findall(rf"{schema.CHOSEN} == (\d+)", before)
        numbers |= {int(found[-1])} if found else set()
    return numbers


def build_all(mutants):
    """Builds the sources with all mutants in them; gives the verdicts on those that cannot be in it."""
    left, verdicts = dict(mutants), {}
    sources = {path: (COPY / path).read_text() for path, *_ in mutants.values()}
    while True:
        for number in put_in(left, sources):
            verdicts[number] = "does not fit"
            del left[number]
        outcome, output = run(BUILD, LONGEST)
        if outcome == "passed":
            outcome, output = run(BUILD + FAST, LONGEST)
        if outcome == "passed":
            return verdicts
        wrong = blamed(output)
        if not wrong:
            sys.exit(output[-3000:])
        for number in wrong:
            verdicts[number] = "did not compile"
            del left[number]


def test(only, mutant=0):
    """Runs the tests of that name on a mutant."""
    skipped = FAULTS + (f"|{QUICK}" if only == "CommandTests" else "")
    return run([*RUN, "--filter", only, "--skip", skipped], LONGEST, mutant, is_test=True)


def judge(number, mutant):
    """What becomes of a mutant that is built in, and the test that noticed it."""
    for only in steps(mutant[0].parts[1]):
        outcome, said = test(only, number)
        if outcome != "passed":
            return "killed", said or "time ran out"
    return "survived", ""


def standing_on(room):
    """The tests that an error in a room can change: those of targets that stand on it, directly or not."""
    targets = {}
    for target in (PROJECT / "Package.swift").read_text().split("\n    ."):
        name, *rest = re.findall(r'"(\w+)"', target) or [""]
        targets[name] = set(rest)
    found, last = {room}, set()
    while found != last:
        last, found = found, found | {name for name, needs in targets.items() if needs & found}
    return sorted(name for name in found if name.endswith("Tests"))


def steps(room):
    """What is run, one after the other: the room's tests, what the program prints of two years, the tests of the rooms that stand on it,
    those of the program."""
    own = TESTS.get(room, room + "Tests")
    others = [tests for tests in standing_on(room) if tests not in (own, "CommandTests")]
    return [*([own] if own != "CommandTests" else []), QUICK, *(["|".join(others)] if others else []), "CommandTests"]


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
    print(f"\n{rows['all']['did not compile']} more did not compile, {rows['all']['does not fit']} did not fit into one build.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--rooms", nargs="*", default=[], help="only these, such as HotlineMetrics")
    parser.add_argument("--workers", type=int, default=2, help="how many mutants are tested side by side")
    parser.add_argument("--list", action="store_true", help="only list the sample")
    options = parser.parse_args()
    chosen = dict(enumerate(sample(options.seed, options.count, options.rooms), 1))
    if options.list:
        return print("\n".join(f"{at}:{number}: {kind}\n  - {line}\n  + {changed}" for at, number, kind, line, changed in chosen.values()))
    COPY.mkdir(parents=True, exist_ok=True)
    refresh_copy()
    known, results, waiting = equivalents(), {}, queue.Queue()

    def tell(number, verdict, said, seconds=0):
        path, line, operator, before, changed = chosen[number]
        results[number] = verdict
        text = f"{number}. {path}:{line}: {operator}: {verdict} ({seconds:.0f} s) {said[-90:].strip()}"
        print(text + (f"\n  - {before.strip()}\n  + {changed.strip()}" if verdict == "survived" else ""), flush=True)

    for number, (path, _, _, line, changed) in chosen.items():
        reason = known.get((str(path), line.strip(), changed.strip()))
        if reason:
            tell(number, "equivalent", reason)
    for number, verdict in build_all({number: mutant for number, mutant in chosen.items() if number not in results}).items():
        tell(number, verdict, "")
    for only in sorted({only for mutant in chosen.values() for only in steps(mutant[0].parts[1]) if "|" not in only}):
        outcome, said = test(only)
        if outcome != "passed":
            sys.exit(f"the tests fail before any mutant is chosen: {said}")

    def work():
        while True:
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            begin = time.monotonic()
            verdict, said = judge(number, chosen[number])
            tell(number, verdict, said, time.monotonic() - begin)

    for number in chosen:
        if number not in results:
            waiting.put(number)
    workers = [threading.Thread(target=work, name=letter, daemon=True) for letter in string.ascii_lowercase[:options.workers]]
    try:
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    except KeyboardInterrupt:
        pass
    report([(chosen[number], verdict) for number, verdict in sorted(results.items())])


if __name__ == "__main__":
    main()
