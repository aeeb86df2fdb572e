"""How cost grows: one month on top of histories of many lengths, and files of many sizes; drawn as growth.svg."""

import math
import os
import shutil
import statistics

MONTH = 15_000
YEARLY_CALLS = 196_100


def month_file(simulate, folder):
    """The first calls of January 2024, as many as a month of the real hotline has."""
    path = folder / "month.csv"
    if not path.exists():
        year = simulate(folder / "calls-2024", 2024, MONTH * 13 / YEARLY_CALLS)
        with year.open("rb") as source, path.open("wb") as target:
            target.writelines(line for _, line in zip(range(MONTH + 1), source))
    return path


def month_on_history(run, simulate, ours, hotline, folder, rounds):
    """Seconds of a month's ingest into an empty database and onto ten years of history, in turn."""
    month = month_file(simulate, folder)
    history, target = folder / "history.sqlite", folder / "month.sqlite"
    if not history.exists():
        for year in range(2014, 2024):
            run([hotline, "ingest", simulate(folder / f"calls-{year}-1", year, 1), *ours(history)])
    pairs = []
    for _ in range(max(rounds, 5)):
        for file in folder.glob("month.sqlite*"):
            file.unlink()
        empty = run([hotline, "ingest", month, *ours(target)])
        for file in folder.glob("month.sqlite*"):
            file.unlink()
        shutil.copy(history, target)
        shutil.copy(f"{history}.key", f"{target}.key")
        # Else the ingest's own wait for the disk would be one for this copy.
        os.sync()
        pairs.append((empty, run([hotline, "ingest", month, *ours(target)])))
    return pairs


def by_size(run, simulate, ours, hotline, folder, largest):
    """Calls → seconds of ingest, seconds of a KPI question (all metrics), peak memory, CPU seconds of ingest."""
    figures = []
    for size in [n for n in (10_000, 100_000, 200_000, 1_000_000, 2_000_000, 20_000_000) if n <= largest]:
        file = simulate(folder / f"calls-size-{size}", 2019, size / YEARLY_CALLS)
        database = folder / "size.sqlite"
        for old in folder.glob("size.sqlite*"):
            old.unlink()
        ingest = run([hotline, "ingest", file, *ours(database)])
        kpi = statistics.median(
            run([hotline, "kpi", "--period", "2019", "--by", "district,month", *ours(database)])[0] for _ in range(9))
        figures.append((size, ingest[0], kpi, ingest[2], ingest[1]))
        shutil.rmtree(file.parent)
    return figures


def draw(figures, path):
    """Both costs over the number of calls, on logarithmic axes."""
    width, height, left, bottom, top = 720, 420, 70, 50, 40
    low_x, high_x = math.log10(figures[0][0]), math.log10(figures[-1][0])
    seconds = [value for figure in figures for value in figure[1:3]]
    low_y, high_y = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))

    def x(calls):
        return left + (math.log10(calls) - low_x) / max(1e-9, high_x - low_x) * (width - left - 150)

    def y(value):
        return height - bottom - (math.log10(value) - low_y) / (high_y - low_y) * (height - bottom - top)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
             f'<rect width="{width}" height="{height}" fill="white"/>',
             f'<text x="{left}" y="20" font-size="14">Seconds over number of simulated calls (logarithmic)</text>']
    for power in range(low_y, high_y + 1):
        label = f"{10 ** power:g} s"
        parts.append(f'<line x1="{left}" x2="{width - 150}" y1="{y(10 ** power):.1f}" y2="{y(10 ** power):.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y(10 ** power) + 4:.1f}" text-anchor="end">{label}</text>')
    # Labels that would touch the one before or the last one are left out.
    shown = []
    for calls in [figures[-1][0], *(figure[0] for figure in figures[:-1])]:
        if all(abs(x(calls) - x(other)) > 75 for other in shown):
            shown.append(calls)
            parts.append(f'<text x="{x(calls):.1f}" y="{height - bottom + 20}" text-anchor="middle">{calls:,}</text>')
    for index, (name, colour) in enumerate([("ingest", "#0b6"), ("kpi, all metrics", "#06b")], start=1):
        points = " ".join(f"{x(figure[0]):.1f},{y(figure[index]):.1f}" for figure in figures)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(figure[0]):.1f}" cy="{y(figure[index]):.1f}" r="3.5" fill="{colour}"/>' for figure in figures]
        last = figures[-1]
        parts.append(f'<text x="{x(last[0]) + 10:.1f}" y="{y(last[index]) + 4:.1f}" fill="{colour}">{name}</text>')
    path.write_text("\n".join(parts + ["</svg>"]) + "\n")


def report(run, simulate, ours, hotline, folder, target, largest, rounds):
    pairs = month_on_history(run, simulate, ours, hotline, folder, rounds)
    ratio = statistics.median(full[0] / empty[0] for empty, full in pairs)
    cpu = statistics.median(full[1] / empty[1] for empty, full in pairs)
    figures = by_size(run, simulate, ours, hotline, folder, largest)
    draw(figures, target / "growth.svg")
    lines = [f"A month of {MONTH:,} calls takes {statistics.median(pair[0][0] for pair in pairs):.2f} s into an empty database, "
             f"{statistics.median(pair[1][0] for pair in pairs):.2f} s onto ten years of history: × {ratio:.2f} (CPU × {cpu:.2f}).", "",
             "| calls in one file | ingest | CPU | peak memory | kpi --by district,month |", "| ---: | ---: | ---: | ---: | ---: |"]
    lines += [f"| {calls:,} | {ingest:.2f} s | {cpu:.2f} s | {memory:.0f} MB | {kpi:.3f} s |"
              for calls, ingest, kpi, memory, cpu in figures]
    return "\n".join(lines + ["", "![cost against size](growth.svg)"])
