"""Turns exports into statements by `hotline records`: small files one by one, large ones in parts.

What is written can be written twice: files get their names when they are whole.
"""

import json
import os
import subprocess
import tempfile
import uuid


def records(places, path, *more, output=subprocess.PIPE):
    """Runs `hotline records` on a file; Spark tries the task again, on another machine if there is one, when it cannot work at all."""
    command = [places["hotline"], "records", path, "--data", places["data"], "--quiet", "--lang", "en", *more]
    if places.get("profile"):
        command += ["--profile", places["profile"]]
    if places.get("max_rejects") is not None:
        command += ["--max-rejects", str(places["max_rejects"])]
    ended = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, check=False)
    errors = ended.stderr.decode(errors="replace")
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: {ended.returncode}\n{errors}")
    return ended.stdout, [line.removeprefix("error: ") for line in errors.splitlines() if line.startswith("error: ")]


def cut_file(plan, path):
    """Cuts a large file into parts; returns the line that says how, and the parts: none of a file that is read as a whole."""
    cut, _ = records(plan["places"], path, "--cut", str(plan["places"]["split_bytes"]))
    # Of what cannot be read at all the whole reading says so.
    return (cut, json.loads(cut)["parts"]) if cut else (None, [])


def write_statements(plan, name, path, part=None):
    """Writes the statements of a file, or of a part of it; returns where they are, the lines of the notes, and what went wrong."""
    places = plan["places"]
    folder = f"{places['output']}/statements"
    os.makedirs(folder, exist_ok=True)
    target = f"{folder}/{name}.{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory(prefix="hotline-") as own, open(target, "wb") as output:
        more = ["--part", json.dumps(part)] if part else []
        _, problems = records(places, path, "--key", places["key"], "--as-written", "--notes", f"{own}/notes", *more, output=output)
        if not os.path.exists(f"{own}/notes"):
            raise RuntimeError(f"{path}: no notes\n{problems}")
        with open(f"{own}/notes", encoding="utf-8") as notes:
            return target, list(notes), problems


def read_file(plan, place, path):
    """Turns one file into statements, a file for each source; returns the notes on its sources and what went wrong."""
    folder = f"{plan['places']['output']}/statements"
    target, notes, problems = write_statements(plan, f"{place:06d}", path)
    sources, rejects = [], []
    for text in notes:
        note = json.loads(text)
        if "reject" in note:
            rejects.append(text)
            continue
        source = note["source"]
        sources.append({"names": [f"{place:06d}-{len(sources):04d}"], "note": source, "file": None, "is_parts": False,
                        "rejects": [] if source.get("refusal") is not None else rejects})
        rejects = []
    is_alone = len(sources) == 1
    with open(target, "rb") as statements:
        for source in sources:
            left = source["note"]["records"]
            if left == 0:
                continue
            line = statements.readline()
            tell_first(source, line)
            if is_alone:
                break
            own = f"{target}.{source['names'][0]}"
            with open(own, "wb") as output:
                output.write(line)
                for _ in range(left - 1):
                    output.write(statements.readline())
            os.replace(own, f"{folder}/{source['names'][0]}")
    if is_alone:
        os.replace(target, f"{folder}/{sources[0]['names'][0]}")
    else:
        os.remove(target)
    return {"sources": sources, "problems": problems}


def tell_first(source, line):
    """Takes up what a source's first statement says of all."""
    first = json.loads(line)
    source["file"], source["is_parts"] = first["source_file"], first["rows"] == "parts"


def read_part(plan, place, number, path, part):
    """Turns a part of a file into statements; returns the lines of its notes."""
    name = f"{place:06d}-0000-{number:04d}"
    target, notes, _ = write_statements(plan, name, path, part)
    os.replace(target, f"{plan['places']['output']}/statements/{name}")
    return notes


def join_parts(plan, place, path, cut, notes):
    """Joins what the readers of a file's parts tell; returns what `read_file` would, `None` when the file has to be read as a whole."""
    folder = f"{plan['places']['output']}/statements"
    names = [f"{place:06d}-0000-{number:04d}" for number in range(len(notes))]
    with tempfile.TemporaryDirectory(prefix="hotline-") as own:
        with open(f"{own}/notes", "wb") as output:
            output.write(cut.strip() + b"\n")
            output.writelines(text.encode() for part in notes for text in part)
        joined, problems = records(plan["places"], path, "--join", f"{own}/notes")
    if not joined.strip():
        for name in names:
            os.remove(f"{folder}/{name}")
        return None
    note = json.loads(joined)["source"]
    is_refused = note.get("refusal") is not None
    source = {"names": names, "note": note, "file": None, "is_parts": False,
              "rejects": [] if is_refused else [text for part in notes for text in part if "reject" in json.loads(text)]}
    for name in names:
        with open(f"{folder}/{name}", "rb") as statements:
            if line := statements.readline():
                tell_first(source, line)
                break
    return {"sources": [source], "problems": problems}


def read_parts(context, shared, files, lap):
    """Reads the large files, a part in each task; returns what they tell by the files' places, nothing of those that have to be read as a
    whole."""
    plan = shared.value
    split = plan["places"]["split_bytes"]
    large = [(place, path) for place, path in enumerate(files) if split and os.path.getsize(path) >= 2 * split]
    if not large:
        return {}
    cuts = {place: cut for place, cut in context.parallelize(large, len(large))
            .map(lambda item: (item[0], cut_file(shared.value, item[1]))).collect() if cut[1]}
    lap("cut")
    parts = [(place, number, files[place], part) for place, (_, parts) in cuts.items() for number, part in enumerate(parts)]
    if not parts:
        return {}
    notes = {place: [None] * len(parts) for place, (_, parts) in cuts.items()}
    for place, number, lines in (context.parallelize(parts, len(parts))
                                 .map(lambda item: (*item[:2], read_part(shared.value, *item))).collect()):
        notes[place][number] = lines
    joined = {place: join_parts(plan, place, files[place], cut, notes[place]) for place, (cut, _) in cuts.items()}
    return {place: outcome for place, outcome in joined.items() if outcome is not None}


def read_files(context, plan, files, lap):
    """Turns the files into statements; returns what each tells, in their order."""
    shared = context.broadcast(plan)
    found = read_parts(context, shared, files, lap)
    whole = [(place, path) for place, path in enumerate(files) if place not in found]
    if whole:
        found |= dict(context.parallelize(whole, len(whole))
                      .map(lambda item: (item[0], read_file(shared.value, *item))).collect())
    return [outcome for _, outcome in sorted(found.items())]
