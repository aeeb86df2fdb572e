#!/usr/bin/env python3
"""Attacks hotline as somebody would who has its README and source: numbers of citizens that get out, arguments that trap, input that
hangs, files that lead elsewhere, writes that fail, pages. Everything is local and bounded: SECONDS for each part, 20 s and 8 GB for each run.

    Tests/Attack/attack.py [--hotline PATH] [--web PATH] [--seconds 60] [--seed 1] [--only numbers,traps,hangs,files,faults,pages]

Prints what it found, with the command that shows it; exit code 1 if there is anything.
"""
import argparse, os, random, re, resource, shutil, signal, subprocess, sys, tempfile, time, zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
parser = argparse.ArgumentParser()
parser.add_argument("--hotline", default=next((p for p in (f"{ROOT}/.build/release/hotline", f"{ROOT}/.build/debug/hotline")
                                              if os.path.exists(p)), "hotline"))
parser.add_argument("--web", help="the server; beside hotline unless said")
parser.add_argument("--seconds", type=float, default=60)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--only", default="numbers,traps,hangs,files,faults,pages")
options = parser.parse_args()
dice = random.Random(options.seed)
found = []


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))


def run(*arguments, timeout=20, env=None, cwd=ROOT, stdin=None):
    """Status, output and errors; -9 and more for a signal, None for a run that did not end."""
    process = subprocess.Popen([options.hotline, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd,
                               stdin=stdin or subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
                               preexec_fn=limit)
    try:
        output, errors = process.communicate(timeout=timeout)
        return process.returncode, output, errors
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
        return None, output, errors


def finding(part, text):
    found.append((part, text))
    print(f"FOUND {part}: {text}", flush=True)


def expect_words(part, *arguments, **how):
    """A run that ends by itself, with one of the exit codes that there are."""
    status, output, errors = run(*arguments, **how)
    if status not in (0, 1, 2, 64):
        shown = " ".join(repr(a if len(a) < 80 else a[:77] + "…") for a in arguments)
        finding(part, f"{'no end' if status is None else f'status {status}'}: hotline {shown} {errors[-200:]!r}")
    return status, output, errors


class Place(tempfile.TemporaryDirectory):
    def __init__(self):
        super().__init__(prefix="hotline-attack-")
        self.database = f"{self.name}/hotline.sqlite"

    def write(self, name, content):
        path = f"{self.name}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path


HEADER = ["呼叫编号", "热线", "呼叫方向", "主叫号码", "呼入时间", "呼叫结果", "工号", "行政区", "承办单位", "业务类别", "满意度"]
USUAL = ["u", "962200", "呼入", "", "2019-03-05 08:03:11", "接通", "8001", "黄浦区", "民政局", "咨询", "满意"]


def csv(rows):
    return "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows) + "\n"


def calls(count, first=0):
    return csv([HEADER] + [[f"K{first + i}", *USUAL[1:3], str(13800000000 + (first + i) % 40), *USUAL[4:]] for i in range(count)])


# ---------------------------------------------------------------- numbers

def spelled(number):
    """Ways to write an eleven-digit mobile or landline, drawn anew by each run."""
    digits = {"wide": "０１２３４５６７８９", "chinese": "〇一二三四五六七八九", "finance": "零壹贰叁肆伍陆柒捌玖", "circled": "⓪①②③④⑤⑥⑦⑧⑨",
              "arabic": "٠١٢٣٤٥٦٧٨٩", "devanagari": "०१२३४५६७८९", "double": "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡", "super": "⁰¹²³⁴⁵⁶⁷⁸⁹", "radio": "零幺二三四五六七八九"}
    marks = [" ", "  ", "\u00a0", "\u3000", "\u2009", "\u200b", "\u200d", "\ufeff", "\u00ad", "-", "—", "–", "－", ".", "。", "·", "/", "／", "_",
             ",", "，", "、", ":", "：", ";", "|", "~", " - ", " / ", "(", ") ", "）", "\t", "'", "’", "+"]
    text = number
    if dice.random() < 0.3:
        alphabet = dice.choice(list(digits.values()))
        text = "".join(alphabet[int(c)] for c in text)
    if dice.random() < 0.7:
        mark = dice.choice(marks)
        cuts = sorted(dice.sample(range(1, len(text)), dice.choice([1, 2, 2, 3])))
        text = mark.join(text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)]))
    before = dice.choice(["", "", "", "电话", "tel:", "+86", "+86 ", "0086", "86-", "2019-03-05 ", "20190305", "(", "请回电 ", "<", "A", "【"])
    after = dice.choice(["", "", "", "转801", "家", " 2019-03-05", "20190305", ")", "。", "】", " 13987654321", "13987654321", ">"])
    return before + text + after


def numbered_calls():
    """An export with numbers in every column, and what of each must be seen nowhere: `{needle: (column, text)}`."""
    rows, needles = [], {}
    for column in (0, 1, 2, 4, 5, 6, 7, 8, 9, 10):
        for _ in range(12):
            mobile = dice.choice("3456789")
            number = dice.choice([f"1{mobile}{dice.randrange(10**9):09}", f"021{dice.randrange(5, 9)}{dice.randrange(10**7):07}",
                                  f"0{dice.choice(['571', '755', '310', '991', '898', '431'])}{dice.randrange(2, 9)}{dice.randrange(10**6):06}"])
            text = spelled(number)
            row = list(USUAL)
            row[0] = f"r{len(rows)}"
            row[column] = text if column else f"{text}-{len(rows)}"
            rows.append(row)
            needles[text.strip("+ \t'’-_.,:;|~/")] = (HEADER[column], text)
            needles[number[1:] if number[0] == "1" else number] = (HEADER[column], text)
    usual = [[f"u{i}", *USUAL[1:]] for i in range(60)]
    return csv([HEADER] + usual + rows), needles


def numbers():
    end = time.time() + options.seconds
    round_ = 0
    while time.time() < end and round_ < 40:
        round_ += 1
        place = Place()
        content, needles = numbered_calls()
        file = place.write("calls.csv", content)
        traces = []
        for arguments in (["ingest", file, "--max-rejects", "1"], ["ingest", file, "--dry-run", "--format", "json"], ["status"],
                          ["status", "--format", "json"], ["rejects"], ["rejects", "--format", "json"], ["rejects", "calls.csv", "--format", "csv"],
                          ["kpi", "--period", "2019", "--by", "district", "--format", "json"], ["kpi", "--period", "2019", "--by", "agent,category"],
                          ["explain", "connection_rate", "--period", "2019", "--rows", "denominator", "--format", "csv"],
                          ["report", "monthly", "2019-03", "--out", "-", "--format", "html"],
                          ["report", "annual", "2019", "--out", "-", "--format", "markdown"], ["check"]):
            status, output, errors = expect_words("numbers", *arguments, "--database", place.database)
            traces.append((" ".join(arguments[:2]), output + errors))
        for suffix in ("", "-wal"):
            if os.path.exists(place.database + suffix):
                traces.append(("database" + suffix, open(place.database + suffix, "rb").read()))
        for needle, (column, text) in needles.items():
            for name, content in traces:
                if needle.encode() in content:
                    finding("numbers", f"{text!r} in {column}: {needle!r} in {name}")
                    break
        place.cleanup()
    print(f"numbers: {round_} rounds")


# ---------------------------------------------------------------- traps

EXTREMES = ["0", "-1", "1", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e308", "inf", "nan", "", "0x10", "٣",
            "9999", "0001", "0001-01", "9999-12", "1970..2200", "2019-02-30", "data/../data", "a" * 100_000, "\x1b[2J", "'; DROP TABLE call; --", "../../etc/passwd",
            "\u202e", "%n%n", "2019-03", "1", "call_volume", "district", "district=黄浦区"]


def traps():
    place = Place()
    run("ingest", place.write("calls.csv", calls(200)), "--database", place.database)
    commands = [("kpi", ["--period", "--metric", "--by", "--where", "--compare", "--as-of", "--known-at", "--suppress", "--format"]),
                ("explain", ["--period", "--rows", "--page", "--page-size", "--where", "--as-of", "--known-at", "--format"]),
                ("report", ["--out", "--format", "--form", "--suppress", "--known-at"]), ("appraise", ["--as-of", "--format"]),
                ("audit", ["--form", "--last-year", "--as-of"]), ("targets", ["--months", "--as-of", "--format"]), ("rejects", ["--format"]),
                ("forget", []), ("correct", ["--by", "--why", "--line"]), ("profile", ["--format"]), ("ingest", ["--profile", "--max-rejects"])]
    end, count = time.time() + options.seconds, 0
    while time.time() < end:
        name, switches = dice.choice(commands)
        arguments = [name]
        if name == "report": arguments.append(dice.choice(["monthly", "annual", "appraisal"]))
        if name in ("targets", "profile"): arguments.append(dice.choice(["review", "list", "suggest", "check"]))
        if name == "explain": arguments.append("connection_rate")
        arguments += [dice.choice(EXTREMES) for _ in range(dice.choice([0, 1, 1, 2, 4]))]
        for switch in dice.sample(switches, min(len(switches), dice.randrange(4))):
            arguments += [switch, f"{place.name}/out" if switch == "--out" else dice.choice(EXTREMES)]
        if name in ("kpi", "explain") and "--period" not in arguments: arguments += ["--period", "2019"]
        if name != "profile": arguments += ["--database", place.database]
        expect_words("traps", *arguments)
        count += 1
    # A database in which somebody wrote the ends of whole numbers.
    tables = subprocess.run(["sqlite3", place.database, "SELECT m.name || '.' || c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c "
                             "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND c.type LIKE 'INT%'"], capture_output=True, text=True).stdout.split()
    end = time.time() + options.seconds
    for column in dice.sample(tables, len(tables)):
        if time.time() > end: break
        table, name = column.split(".")
        copy = Place()
        for suffix in ("", "-wal", ".key"):
            if os.path.exists(place.database + suffix): shutil.copy(place.database + suffix, copy.database + suffix)
        value = dice.choice([2**63 - 1, -2**63, 2**62, 0, -1, 253402300800])
        subprocess.run(["sqlite3", copy.database, f"UPDATE \"{table}\" SET \"{name}\" = {value} WHERE rowid IN (SELECT rowid FROM \"{table}\" LIMIT 1)"],
                       capture_output=True)
        for arguments in (["check"], ["status"], ["kpi", "--period", "2019", "--by", "month"], ["report", "monthly", "2019-03", "--out", "-", "--format", "markdown"],
                          ["explain", "connection_rate", "--period", "2019", "--rows", "denominator"]):
            before = len(found)
            expect_words("traps", *arguments, "--database", copy.database)
            if len(found) > before: print(f"  with {table}.{name} = {value}")
        count += 5
        copy.cleanup()
    place.cleanup()
    print(f"traps: {count} runs")


# ---------------------------------------------------------------- hangs

def hangs():
    place = Place()
    run("ingest", place.write("calls.csv", calls(200)), "--database", place.database)
    pipe = f"{place.name}/pipe.csv"
    os.mkfifo(pipe)
    data = f"{place.name}/data"
    shutil.copytree(f"{ROOT}/data", data, ignore=shutil.ignore_patterns("*.sqlite*", "logs-*", "demo*"))
    for name in ("metrics.yaml", "locality.yaml", "model.yaml", "districts.csv", "calendar/china.csv", "profiles/calls-zh.yaml"):
        os.rename(f"{data}/{name}", f"{data}/{name}.kept")
        os.mkfifo(f"{data}/{name}")
        for arguments in (["kpi", "--period", "2019"], ["ingest", f"{place.name}/calls.csv", "--dry-run"], ["profile", "list"]):
            expect_words("hangs", *arguments, *(["--database", place.database] if arguments[0] != "profile" else []), "--data", data)
        os.unlink(f"{data}/{name}")
        os.rename(f"{data}/{name}.kept", f"{data}/{name}")
    for arguments in (["ingest", pipe], ["audit", pipe], ["audit", f"{ROOT}/README.md", "--form", pipe], ["appraise", pipe], ["restore", pipe],
                      ["report", "monthly", "2019-03", "--form", pipe, "--out", "-"]):
        expect_words("hangs", *arguments, "--database", place.database)
    expect_words("hangs", "profile", "suggest", pipe)
    # A source's file becomes a pipe, or a device.
    for make in (lambda p: os.mkfifo(p), lambda p: os.symlink("/dev/zero", p)):
        os.unlink(f"{place.name}/calls.csv")
        make(f"{place.name}/calls.csv")
        expect_words("hangs", "check", "--database", place.database)
        expect_words("hangs", "ingest", f"{place.name}/calls.csv", "--again", "--database", place.database)
    for groups in ("day,hour,line,agent", "day,hour", "month,weekday,hour,district,agent,unit"):
        expect_words("hangs", "kpi", "--period", "1970..2200", "--by", groups, "--database", place.database)
    long = "长" * 350_000
    names = place.write("names.csv", csv([HEADER] + [[f"n{i}", *USUAL[1:7], f"{i}{long}", f"{long}{i}", long, "满意"] for i in range(20)]))
    expect_words("hangs", "ingest", names, "--database", place.database)
    expect_words("hangs", "report", "monthly", "2019-03", "--out", f"{place.name}/out", "--format", "html,xlsx,markdown,csv", "--database", place.database)
    many = place.write("many.csv", csv([HEADER] + [[f"m{i}", *USUAL[1:8], f"单位{i}", f"事项{i}", "满意"] for i in range(20_000)]))
    expect_words("hangs", "ingest", many, "--database", place.database, timeout=60)
    expect_words("hangs", "report", "annual", "2019", "--out", f"{place.name}/out", "--database", place.database, timeout=60)
    form = "| 指标 | 权重 | 自评分 |\n| --- | --- | --- |\n" + "| 热线接通率94.3% | 5 | 5 |\n" * 350_000
    expect_words("hangs", "audit", place.write("form.md", form), "--database", place.database)
    expect_words("hangs", "audit", place.write("word.md", "接通率94.3%，" * 700_000), "--database", place.database)
    with zipfile.ZipFile(f"{place.name}/form.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        cells = "".join(f"<w:tr><w:tc><w:p><w:r><w:t>接通率{i % 100}.{i % 10}%</w:t></w:r></w:p></w:tc></w:tr>" for i in range(300_000))
        archive.writestr("word/document.xml", f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>{cells}</w:tbl></w:body></w:document>')
    expect_words("hangs", "audit", f"{place.name}/form.docx", "--database", place.database)
    place.cleanup()
    print("hangs: done")


# ---------------------------------------------------------------- files

def files():
    place = Place()
    run("ingest", place.write("calls.csv", calls(400)), "--database", place.database)
    outside = f"{place.name}/outside"
    os.makedirs(outside)
    out = f"{place.name}/out"
    os.makedirs(out)
    os.symlink(outside, f"{out}/monthly-2019-03-csv")
    os.symlink(f"{outside}/target.html", f"{out}/monthly-2019-03.html")
    expect_words("files", "report", "monthly", "2019-03", "--format", "csv", "--out", out, "--database", place.database)
    expect_words("files", "report", "monthly", "2019-03", "--format", "html", "--out", out, "--database", place.database)
    if os.listdir(outside): finding("files", f"a report left its folder by a link: {os.listdir(outside)}")
    for name in ("hotline.sqlite", "hotline.sqlite.key", "hotline.sqlite-wal"):
        if os.path.exists(f"{place.name}/{name}") and os.stat(f"{place.name}/{name}").st_mode & 0o077:
            finding("files", f"{name} can be read by others")
    # A file that is edited in place while it is read, with the same size and time: what is stored is the one text or the other.
    end, count = time.time() + options.seconds / 2, 0
    one, other = calls(30_000, 10_000).encode(), calls(30_000, 10_000).replace("黄浦区", "静安区").encode()
    while time.time() < end:
        count += 1
        copy = Place()
        file = copy.write("race.csv", one)
        times = os.stat(file)
        process = subprocess.Popen([options.hotline, "ingest", file, "--database", copy.database], cwd=ROOT, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(dice.random() * 0.4)
        with open(file, "r+b") as handle: handle.write(other)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        process.wait(timeout=60)
        if process.returncode == 0:
            rows = subprocess.run(["sqlite3", copy.database, "SELECT count(DISTINCT district_id), (SELECT sha256 FROM source), min(d.name) FROM call JOIN district AS d ON d.id = district_id"],
                                  capture_output=True, text=True).stdout.strip().split("|")
            import hashlib
            hashes = {hashlib.sha256(one).hexdigest(): "黄浦区", hashlib.sha256(other).hexdigest(): "静安区"}
            if rows[0] != "1" or hashes.get(rows[1]) != rows[2]: finding("files", f"a file edited while it was read: {rows}")
        copy.cleanup()
    # A backup that is killed leaves nothing that stays.
    for _ in range(5):
        target = f"{place.name}/copy.sqlite"
        process = subprocess.Popen([options.hotline, "backup", target, "--database", place.database], cwd=ROOT, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(dice.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if os.path.exists(target): os.unlink(target)
    run("backup", target, "--database", place.database)
    left = [name for name in os.listdir(place.name) if ".partial-" in name]
    if left: finding("files", f"killed backups left {left}")
    place.cleanup()
    print(f"files: {count} edits while reading")


# ---------------------------------------------------------------- faults

def faults():
    """Every n-th write, sync and allocation of SQLite fails, in an ingest, a forget and a restore; as many as there is time for."""
    place = Place()
    shim = f"{place.name}/failing.so"
    if subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, f"{ROOT}/Tests/Attack/failing.c", "-ldl"]).returncode:
        return print("faults: no C compiler")
    template = Place()
    run("ingest", template.write("a.csv", calls(300)), "--database", template.database)
    run("ingest", template.write("b.csv", calls(100, 250)), "--database", template.database)
    run("backup", f"{template.name}/copy.sqlite", "--database", template.database)
    file = place.write("c.csv", calls(200, 1000))

    def state(database):
        tables = "SELECT group_concat(s, ' ') FROM (SELECT count(*) || '|' || total(started_at) || '|' || total(next_call_at) AS s FROM call UNION ALL SELECT count(*) || '|' || total(rows) FROM source)"
        return subprocess.run(["sqlite3", database, tables], capture_output=True, text=True).stdout

    def reset():
        for name in os.listdir(place.name):
            if name.startswith("hotline.sqlite"): os.unlink(f"{place.name}/{name}")
        for suffix in ("", "-wal", ".key"):
            if os.path.exists(template.database + suffix): shutil.copy(template.database + suffix, place.database + suffix)

    operations = [["ingest", file], ["forget", "b.csv"], ["restore", f"{template.name}/copy.sqlite"]]
    end, count = time.time() + 3 * options.seconds, 0
    for operation in operations:
        reset()
        before = state(place.database)
        run(*operation, "--database", place.database)
        after = state(place.database)
        plans = []
        for kind in ("write", "sync", "allocation"):
            reset()
            run(*operation, "--database", place.database, env={"LD_PRELOAD": shim, "FAIL_KIND": kind, "FAIL_COUNTS": f"{place.name}/counts"})
            counts = dict(line.split() for line in open(f"{place.name}/counts"))
            plans += [(kind, n, lasting) for n in range(1, int(counts[kind]) + 1)
                      # Without any memory no program goes on: not even a transaction can be ended.
                      for lasting in ((False,) if kind == "allocation" else (False, True))]
        share = time.time() + (end - time.time()) / (len(operations) - operations.index(operation))
        dice.shuffle(plans)
        done = 0
        for kind, n, lasting in plans:
            if time.time() > share: break
            done += 1
            reset()
            env = {"LD_PRELOAD": shim, "FAIL_KIND": kind, "FAIL_AT": str(n), **({"FAIL_ON": "1"} if lasting else {})}
            status, _, errors = run(*operation, "--database", place.database, env=env)
            now = state(place.database)
            if status not in (0, 1): finding("faults", f"{operation[0]}, {kind} {n}{' and on' if lasting else ''}: status {status} {errors[-200:]!r}")
            elif now not in (before, after) or status == 0 and now != after:
                finding("faults", f"{operation[0]}, {kind} {n}{' and on' if lasting else ''}: status {status}, {now!r} is neither {before!r} nor {after!r}")
            elif run("check", "--database", place.database)[0] != 0:
                finding("faults", f"{operation[0]}, {kind} {n}{' and on' if lasting else ''}: check finds the database unsound")
        count += done
        print(f"  {operation[0]}: {done} of {len(plans)} faults")
    place.cleanup()
    template.cleanup()
    print(f"faults: {count}")


# ---------------------------------------------------------------- pages

def pages():
    import pages as of_pages
    place = Place()
    run("ingest", place.write("calls.csv", calls(400)), "--database", place.database)
    content, needles = numbered_calls()
    web = options.web or os.path.join(os.path.dirname(options.hotline), "hotline-web")
    of_pages.attack(web, place, f"{ROOT}/data", content.encode(), needles, EXTREMES, options.seconds, dice,
                    lambda text: finding("pages", text))
    place.cleanup()


for part in options.only.split(","):
    {"numbers": numbers, "traps": traps, "hangs": hangs, "files": files, "faults": faults,
     "pages": pages}[part]()
print(f"{len(found)} found" if found else "nothing found")
sys.exit(1 if found else 0)
