#!/usr/bin/env python3
"""Puts plausible errors into the sources, one at a time, and tells which of them no test notices.

    make mutants SEED=1 COUNT=150

Works in a copy under .build-mutants with a build of its own. All mutants are built at once (schema.py), chosen by an environment
variable when the tests run; some of a hundred cannot be and are not counted. Each suite runs once without an error and notes which of
the places it comes to; an error is then tried by the suites that come to its place, the quickest first, and the first that fails ends
it. What does not compile is not counted, one that hangs is killed. Mutants of equivalent.txt change nothing. Ctrl-C ends the run with
the figures so far.
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
BUILD = ["swift", "build", "--package-path", str(COPY), "--scratch-path", str(HOME / "build")]  # says soonest what does not compile
FAST = ["--build-tests", "-c", "release", "-Xswiftc", "-enable-testing"]  # the tests of a survivor take a third of the time
RUN = [str(HOME / "build/release/hotlinePackageTests.xctest"), "--testing-library", "swift-testing"]
LEFT_OUT = ("HotlineSimulation/", "Wording.swift", "ReasonText.swift", "HTMLStyle.swift", "StandardWords.swift")
FAULTS = "KillTests|DiskFullTests|ConcurrencyTests|InjectedFaultTests|ExtremeTests|InterruptTests".split("|")  # slow, and of no help against a wrong figure
BUILDING = 3600  # seconds by the clock
WITHOUT = 900  # seconds for a suite without an error; with one it has ten times what it took, and a minute


def swift_files():
    for path in sorted((PROJECT / "Sources").rglob("*.swift")):
        if not any(part in str(path) for part in LEFT_OUT):
            yield path.relative_to(PROJECT)


def sample(seed, count, rooms):
    """A random sample of all errors that the operators find, each as likely as any other, no two in one line."""
    found = [(path, number, operator, line, changed)
             for path in swift_files() if not rooms or path.parts[1] in rooms
             for number, operator, line, changed in operators.sites((PROJECT / path).read_text())]
    random.Random(seed).shuffle(found)
    chosen = {}
    for mutant in found:
        chosen.setdefault(mutant[:2], mutant)
    return list(chosen.values())[:count]


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


def run(command, longest, mutant="0", is_test=False):
    """Runs a command to its end, to the first failed test or to its time limit: "passed", "failed" or "hung", and its output.

    The limit is seconds by the clock for a build. For tests it is processor time, so that a busy machine kills no mutant, and ten times
    as much by the clock, for what waits for ever.
    """
    # Tests share folders by name: those of two mutants must not meet in one.
    temporary = HOME / f"tmp-{threading.current_thread().name}"
    temporary.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "HOTLINE_MUTATIONS": "200", "HOTLINE_MUTANT": mutant, "NO_COLOR": "1", "TMPDIR": str(temporary)}
    process = subprocess.Popen(command, cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                               env=environment, start_new_session=True, preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))) if is_test else None)

    def end():
        # The tests run in a process group of their own, but in the session begun here.
        subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
    late = threading.Event()
    timer = threading.Timer(longest * 10 if is_test else longest, lambda: (late.set(), end()))
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
    known = {tuple(part[:3]): part[3] for part in parts if len(part) == 4}
    # A line of a source that has changed since is no reason for anything any more.
    there = {(str(path), line.strip(), changed.strip()) for path in swift_files()
             for _, _, line, changed in operators.sites((PROJECT / path).read_text())}
    print(f"{len(known)} errors are known to change nothing; {len(known.keys() - there)} of them can no longer be put in.", flush=True)
    return known


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
        found = re.findall(rf"{schema.CHOSEN}\((\d+)\)", before)
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
        outcome, output = run(BUILD, BUILDING)
        if outcome == "passed":
            outcome, output = run(BUILD + FAST, BUILDING)
        if outcome == "passed":
            return verdicts
        wrong = blamed(output)
        if not wrong:
            sys.exit(output[-3000:])
        for number in wrong:
            verdicts[number] = "did not compile"
            del left[number]


def side_by_side(count, work, items):
    """Does the work on each item, this many at once; Ctrl-C leaves the rest undone."""
    waiting = queue.Queue()
    for item in items:
        waiting.put(item)

    def take():
        while not waiting.empty():
            try:
                work(waiting.get_nowait())
            except queue.Empty:
                return
    workers = [threading.Thread(target=take, name=letter, daemon=True) for letter in string.ascii_lowercase[:count]]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def suites():
    """The names of all suites that may notice a wrong figure, as `Room.Suite`."""
    listed = subprocess.run([*RUN, "--list-tests"], cwd=COPY, capture_output=True, check=True, text=True).stdout
    names = {line.split("/")[0] for line in listed.splitlines() if "/" in line}
    return sorted(name for name in names if name.split(".")[1] not in FAULTS)


def test(suite, longest, mutant):
    return run([*RUN, "--filter", f"^{suite}/"], longest, mutant, is_test=True)


def reached(count):
    """What each suite comes to without an error: for each place the suites, the quickest first, with the seconds that they took."""
    found = []

    def note(suite):
        notes = HOME / f"reached-{suite}"
        notes.unlink(missing_ok=True)
        begin = time.monotonic()
        outcome, said = test(suite, WITHOUT, str(notes))
        if outcome != "passed":
            print(f"{suite} is left out: it fails without an error, at {said}", flush=True)
        elif notes.exists():
            found.append((time.monotonic() - begin, suite, set(map(int, notes.read_text().split()))))
    side_by_side(count, note, suites())
    by_place = collections.defaultdict(list)
    for seconds, suite, places in sorted(found):
        for number in places:
            by_place[number].append((suite, seconds))
    return by_place


def judge(number, suites):
    """What becomes of an error, and the test that noticed it or how many did not."""
    for suite, seconds in suites:
        outcome, said = test(suite, 60 + int(seconds * 10), str(number))
        if outcome != "passed":
            return "killed", f"{suite}: {said or 'time ran out'}"
    return "survived", f"{len(suites)} suites come to it"


def report(results):
    """The ratio of each operator, of each room and of all."""
    rows = collections.defaultdict(collections.Counter)
    for (path, _, operator, *_), verdict in results:
        for name in (0, operator), (1, path.parts[1]), (2, "all"):
            rows[name][verdict] += 1
    print("\n| operator, room | mutants | killed | survived | equivalent | ratio |\n| --- | --: | --: | --: | --: | --: |")
    for key, row in sorted(rows.items()):
        counted = row["killed"] + row["survived"]
        ratio = f"{100 * row['killed'] / counted:.0f} %" if counted else "–"
        print(f"| {key[1]} | {counted} | {row['killed']} | {row['survived']} | {row['equivalent']} | {ratio} |")
    everything = rows[2, "all"]
    print(f"\n{everything['did not compile']} more did not compile, {everything['does not fit']} did not fit into one build.")


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
    known, results = equivalents(), {}

    def tell(number, verdict, said, seconds=0):
        path, line, operator, before, changed = chosen[number]
        results[number] = verdict
        text = f"{number}. {path}:{line}: {operator}: {verdict} ({seconds:.0f} s) {said[:120].strip()}"
        print(text + (f"\n  - {before.strip()}\n  + {changed.strip()}" if verdict == "survived" else ""), flush=True)

    for number, (path, _, _, line, changed) in chosen.items():
        reason = known.get((str(path), line.strip(), changed.strip()))
        if reason:
            tell(number, "equivalent", reason)
    for number, verdict in build_all({number: mutant for number, mutant in chosen.items() if number not in results}).items():
        tell(number, verdict, "")
    by_place = reached(options.workers)

    def work(number):
        begin = time.monotonic()
        verdict, said = judge(number, by_place[number])
        tell(number, verdict, said, time.monotonic() - begin)

    try:
        side_by_side(options.workers, work, [number for number in chosen if number not in results])
    except KeyboardInterrupt:
        pass
    report([(chosen[number], verdict) for number, verdict in sorted(results.items())])


if __name__ == "__main__":
    main()
