#!/usr/bin/env python3
"""What a job of `hotline engine spark` costs on one machine: seconds and processor seconds of each phase, memory of each process.

    python3 Tests/Engines/spark_cost.py ROWS hotline engine spark --master 'local[2]' --input logs --output sums ...

ROWS are the rows of the exports, by which the cost of a row is told. Processes are looked at four times a second, from outside: phases
are what the job prints.
"""

import os
import re
import subprocess
import sys
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")


def processes(root):
    """The processes under one, itself among them: what each is, its processor seconds, the most memory that it had."""
    found, parents = {}, {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
            with open(f"/proc/{name}/cmdline", "rb") as file:
                words = file.read().decode(errors="replace").split("\0")
            with open(f"/proc/{name}/status", encoding="utf-8", errors="replace") as file:
                memory = re.search(r"VmHWM:\s+(\d+)", file.read())
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(name)] = int(fields[1])
        kind = ("JVM" if words[0].endswith("java") else "hotline records" if "records" in words[1:2]
                else "Python workers" if "pyspark.daemon" in words else "Python driver" if "python" in words[0]
                else "hotline" if "engine" in words[1:2] else "others")
        found[int(name)] = kind, (int(fields[11]) + int(fields[12])) / TICKS, int(memory[1]) / 1024 if memory else 0
    own = {root}
    while more := {number for number, parent in parents.items() if parent in own} - own:
        own |= more
    return {number: found[number] for number in own if number in found}


def main():
    rows, command = int(sys.argv[1]), sys.argv[2:]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace")
    phases, kinds, spent, memory, current = [], {}, {}, {}, {}
    lock, begin = threading.Lock(), time.monotonic()

    def look():
        while process.poll() is None:
            with lock:
                for number, (kind, seconds, most) in processes(process.pid).items():
                    # A process that has ended no longer says what it was.
                    kind = kinds.setdefault(number, kind)
                    spent[kind, number] = max(spent.get((kind, number), 0), seconds)
                    memory[kind] = max(memory.get(kind, 0), most)
            time.sleep(0.25)

    def end_of(phase):
        nonlocal begin, current
        with lock:
            totals = {}
            for (kind, _), seconds in spent.items():
                totals[kind] = totals.get(kind, 0) + seconds
        now = time.monotonic()
        phases.append((phase, now - begin, {kind: seconds - current.get(kind, 0) for kind, seconds in totals.items()}))
        begin, current = now, totals

    threading.Thread(target=look, daemon=True).start()
    for line in process.stderr:
        if told := re.match(r"hotline: ([a-z_ ]+), [\d.]+ s$", line):
            time.sleep(0.3)
            end_of(told[1])
        else:
            sys.stderr.write(line)
    process.wait()
    end_of("sums.sqlite")
    shown = [kind for kind in ("JVM", "Python driver", "Python workers", "hotline records", "hotline", "others") if kind in memory]
    print("| phase | seconds | processor | " + " | ".join(shown) + " | µs a row |")
    print("| --- |" + " ---: |" * (len(shown) + 3))
    total = "all", sum(phase[1] for phase in phases), {kind: sum(phase[2].get(kind, 0) for phase in phases) for kind in shown}
    for name, seconds, used in [*phases, total]:
        used = [used.get(kind, 0) for kind in shown]
        print(f"| {name} | {seconds:.1f} | {sum(used):.1f} | " + " | ".join(f"{one:.1f}" for one in used)
              + f" | {sum(used) / rows * 1e6:.1f} |")
    print("| most memory, MB | | | " + " | ".join(f"{memory[kind]:.0f}" for kind in shown) + " | |")
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
