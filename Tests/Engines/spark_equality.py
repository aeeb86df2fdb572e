#!/usr/bin/env python3
"""The same answers through SQLite and through Apache Spark, byte for byte: `make engine`.

    .build-engine/venv/bin/python Tests/Engines/spark_equality.py .build/release/hotline [--local]

A standalone cluster of one master and two workers is started (`--local` does without it). For a messy year, two made-up years and a
folder of public layouts the exports are ingested and, beside that, summed on Spark; KPIs, explanations, forms and reports must be the
same bytes, sources must have the same counts. Once a worker is killed in the middle, once the job is run twice. The exit code is 1 when
anything differs.
"""

import csv
import filecmp
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HOTLINE = os.path.abspath(sys.argv[1])
WEB = f"{os.path.dirname(HOTLINE)}/hotline-web"
PROJECT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
DATA = f"{PROJECT}/data"
failures = []


def run(*arguments, check=True):
    done = subprocess.run([HOTLINE, *arguments], capture_output=True, check=False)
    if check and done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: {done.returncode}\n{done.stderr.decode()}")
    return done


class Cluster:
    """One master and two workers of one core each."""

    def __init__(self, folder):
        import pyspark
        self.home, self.folder, self.workers = os.path.dirname(pyspark.__file__), folder, []
        self.environment = os.environ | {"SPARK_HOME": self.home, "SPARK_WORKER_DIR": f"{folder}/work"}
        port = 7077 + os.getpid() % 1000
        self.url = f"spark://127.0.0.1:{port}"
        self.master = self.start("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        time.sleep(4)
        self.add_worker()
        self.add_worker()
        time.sleep(4)

    def start(self, name, *arguments):
        log = open(f"{self.folder}/{name}-{len(self.workers)}.log", "wb")
        return subprocess.Popen([f"{self.home}/bin/spark-class", f"org.apache.spark.deploy.{name}", *arguments],
                                env=self.environment, stdout=log, stderr=log, start_new_session=True)

    def add_worker(self):
        self.workers.append(self.start("worker.Worker", self.url, "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                                       "--webui-port", "0"))

    def kill_worker(self):
        """Ends a worker with its executor, as a machine that fails does."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def stop(self):
        for process in [*self.workers, self.master]:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def spark(master, logs, database, output, *more, asynchronous=False):
    command = [HOTLINE, "engine", "spark", "--master", master, "--input", logs, "--output", output, "--database", database,
               "--data", DATA, "--quiet", "--max-rejects", "70%", "--conf", "spark.executor.memory=900m",
               "--conf", "spark.ui.enabled=false", *more]
    log = open(f"{output}.log", "wb")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    if asynchronous:
        return process
    if process.wait() not in (0, 1):
        sys.exit(f"{' '.join(command)}\n" + open(f"{output}.log", encoding="utf-8", errors="replace").read()[-4000:])
    return None


def compare(name, database, output, questions):
    """Puts the same questions to both."""
    same = 0
    for question in questions:
        one = run(*question, "--database", database, "--data", DATA, "--quiet", check=False)
        two = run(*question, "--sums", output, "--data", DATA, "--quiet", check=False)
        if (one.returncode, one.stdout) == (two.returncode, two.stdout) and one.returncode == 0:
            same += 1
        else:
            failures.append(f"{name}: {' '.join(question)} ({one.returncode}, {two.returncode}) {two.stderr.decode()[:300]}")
    rows = ("SELECT file, sha256, rows, header, blank, skipped, accepted, updated, unchanged, merged, rejected, fields, first_at,"
            " last_at, latest_event_at, exported_at FROM source ORDER BY id")
    counts = [sqlite3.connect(path).execute(rows).fetchall() for path in (database, f"{output}/sums.sqlite")]
    if counts[0] != counts[1]:
        failures.append(f"{name}: the counts of the sources differ")
    print(f"{name}: {same} of {len(questions)} answers are the same bytes, {len(counts[0])} sources", flush=True)


def compare_reports(name, database, output, folder, reports):
    for number, report in enumerate(reports):
        outs = [f"{folder}/{side}-{name}-{number}" for side in ("one", "two")]
        run("report", *report, "--database", database, "--data", DATA, "--quiet", "--out", outs[0])
        two = run("report", *report, "--sums", output, "--data", DATA, "--quiet", "--out", outs[1], check=False)
        files = sorted(os.listdir(outs[0])) if os.path.isdir(outs[0]) else []
        if not files or filecmp.cmpfiles(*outs, files, shallow=False)[0] != files:
            failures.append(f"{name}: report {' '.join(report)} {two.stderr.decode()[:300]}")
        else:
            print(f"{name}: report {' '.join(report)}: {len(files)} files are the same bytes", flush=True)


def page(opener, address):
    """A page's status and bytes, but for a form's token, and for the row from which the next page goes on: sums have no next one."""
    try:
        with opener.open(address, timeout=300) as answer:
            return answer.status, re.sub(rb'(name="form-token" value=")\w+|&amp;after=[^"&]*', rb"\1", answer.read())
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def pages(name, database, output, folder, addresses):
    """Asks a server over each for the same pages."""
    answers = []
    for number, place in enumerate((["--database", database, "--read-only"], ["--sums", output])):
        port = 20_000 + (os.getpid() * 2 + number) % 20_000
        server = subprocess.Popen([WEB, "--port", str(port), "--data", DATA, "--lang", "zh", *place], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        try:
            link = server.stdout.readline().strip()
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            opener.open(link, timeout=120).read()
            answers.append([page(opener, f"http://127.0.0.1:{port}{address}") for address in addresses])
        finally:
            server.terminate()
            server.wait()
    same = [address for address, one, two in zip(addresses, *answers) if one == two and one[0] == 200]
    failures.extend(f"{name}: page {address} ({one[0]}, {two[0]})" for address, one, two in zip(addresses, *answers)
                    if address not in same)
    print(f"{name}: {len(same)} of {len(addresses)} pages are the same bytes", flush=True)


def kpis(*periods):
    questions = []
    for period in periods:
        for more in ([], ["--all-lines"], ["--by", "month"], ["--by", "district"], ["--by", "unit,category"], ["--by", "agent"],
                     ["--by", "hour"], ["--by", "day,line"], ["--by", "weekday,hour"], ["--by", "quarter,district,kind"],
                     ["--by", "month,category,district"], ["--where", "district=黄浦区"], ["--where", "district=虹口区", "--by", "hour"],
                     ["--compare", "previous,year-ago"], ["--suppress", "5", "--by", "district"]):
            questions.append(["kpi", "--period", period, "--format", "json", *more])
    for metric in ("connection_rate", "first_contact_rate", "repeat_call_rate", "first_call_resolution_rate",
                   "on_time_closure_rate", "average_closure_days"):
        questions.append(["explain", metric, "--period", periods[0]])
    return questions


def layouts(folder):
    """Small files of four public layouts, with legs, repeated calls in one second, second exports and rows that are rejected."""
    chance = random.Random(7)
    os.makedirs(folder)
    day = 1_551_657_600  # 2019-03-04 00:00 UTC
    callers = [f"1380000{number:04d}" for number in range(40)]

    def stamp(moment):
        return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(moment + 28_800))

    def write(name, header, rows):
        with open(f"{folder}/{name}", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])

    def calls(count):
        for number in range(count):
            start = day + chance.randrange(0, 12 * 86_400) // 30 * 30
            answered = start + chance.randrange(1, 40) if chance.random() < 0.8 else None
            end = (answered or start) + chance.randrange(5, 300)
            yield number, start, answered, end, chance.choice(callers)

    rows = []
    for number, start, answered, end, caller in calls(300):
        for leg in range(chance.choice([1, 1, 1, 2, 3])):
            ring = start + 60 * leg
            begin = answered + 60 * leg if answered and chance.random() < 0.7 else None
            rows.append([f"S{number}", "962200", chance.choice(["normal", "normal", "dialout"]), stamp(ring),
                         stamp(begin) if begin else "", stamp(end + 60 * leg), chance.randrange(0, 30),
                         "dealing" if begin else chance.choice(["notDeal", "queueLeak", "leak"]), caller,
                         f"{chance.randrange(8001, 8009)}" if begin else ""])
    rows += chance.sample(rows, 20) + [["", "962200", "normal", "yesterday", "", "", "", "dealing", "", ""]]
    chance.shuffle(rows)
    write("7moor.csv", ["CallSheetID", "CalledNo", "CallType", "Ring", "Begin", "End", "QueueTime", "State", "CallNo", "Agent"], rows)
    write("clink.csv",
          ["UniqueId", "Hotline", "StartTime", "BridgeTime", "EndTime", "IbWaitDuration", "IbRingingDuration", "BridgeDuration",
           "FirstJoinQueueTime", "ClientRingingTime", "CustomerNumber", "Cno"],
          [[f"medias-{number}", "962200", start, answered or "", end, 3, chance.randrange(0, 9),
            end - answered if answered else "", start, "", caller, chance.randrange(2001, 2006) if answered else ""]
           for number, start, answered, end, caller in calls(300)])
    write("aliyun.csv",
          ["contactId", "contactType", "calledNumber", "callingNumber", "startTime", "establishedTime", "releaseTime", "waitTime",
           "talkTime", "contactDisposition", "agentId"],
          [[f"job-{number}", chance.choice(["Inbound", "Inbound", "Outbound"]), "12345", caller, start * 1000,
            answered * 1000 if answered else "", end * 1000, chance.randrange(0, 40), end - answered if answered else 0,
            "Success" if answered else chance.choice(["AbandonedInQueue", "NoAnswer", "AbandonedInIVR"]),
            "seat" if answered else ""] for number, start, answered, end, caller in calls(300)])
    header = ["案件编号", "工单类型", "状态", "发现时间", "案件期限", "结案时间", "事实认定", "是否满意区回访", "联系电话", "主责部门", "事项大类"]
    orders = []
    for number in range(200):
        received = day + chance.randrange(0, 9 * 86_400)
        due = received + chance.choice([3, 5, 15]) * 86_400
        orders.append([f"HK{number}", chance.choice(["投诉", "求助", "咨询"]), "处置中", stamp(received), stamp(due), "", "", "",
                       chance.choice(callers), chance.choice(["虹口区城管", "虹口区民政"]), chance.choice(["市容", "养老", "殡葬"])])
    write("hongkou-1.csv", header, orders)
    closed = []
    for order in chance.sample(orders, 140):
        order = list(order)
        received = day + chance.randrange(0, 9 * 86_400)
        order[2], order[5] = "已结案", stamp(received + chance.randrange(9 * 86_400, 20 * 86_400))
        order[6], order[7] = chance.choice(["属实", ""]), chance.choice(["满意", "不满意", ""])
        closed.append(order)
    write("hongkou-2.csv", header, closed + chance.sample(closed, 15))
    shutil.copy(f"{folder}/clink.csv", f"{folder}/z-again.csv")
    for case, names in {"call-in-parts": ("r", "t"), "column-lost": ("m1", "m7", "m8", "m9"), "own-times":
                        ("o-20190310", "o-20190312", "o-20190320")}.items():
        for name in names:
            shutil.copy(f"{PROJECT}/Tests/CommandTests/Cases/{case}/{name}.csv", f"{folder}/{case}-{name}.csv")


def tables(output):
    """All rows of the database of sums, but for how often and when it was written."""
    database = sqlite3.connect(f"{output}/sums.sqlite")
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
    return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))
            for name in names if name not in ("setting", "sqlite_sequence")}


def main():
    folder = tempfile.mkdtemp(prefix="hotline-engine-")
    cluster = None if "--local" in sys.argv else Cluster(folder)
    master = cluster.url if cluster else "local[2]"
    try:
        sets = {}
        run("simulate", "--year", "2019", "--scale", "0.02", "--mess", "--seed", "11", "--out", f"{folder}/messy", "--data", DATA)
        sets["messy"] = (f"{folder}/messy", kpis("2019", "2019-12"), ["2019-12", "2019"])
        for year in ("2018", "2019"):
            run("simulate", "--year", year, "--scale", "0.01", "--out", f"{folder}/years/{year}", "--data", DATA)
            for name in os.listdir(f"{folder}/years/{year}"):
                os.rename(f"{folder}/years/{year}/{name}", f"{folder}/years/{year}-{name}")
            os.rmdir(f"{folder}/years/{year}")
        sets["years"] = (f"{folder}/years", kpis("2019", "2018", "2018-11..2019-02"), ["2019-12", "2019"])
        layouts(f"{folder}/layouts")
        sets["layouts"] = (f"{folder}/layouts", kpis("2019", "2019-03"), ["2019-03"])
        for name, (logs, questions, periods) in sets.items():
            database, output = f"{folder}/{name}.sqlite", f"{folder}/{name}.sums"
            run("ingest", logs, "--database", database, "--data", DATA, "--quiet", "--max-rejects", "70%")
            spark(master, logs, database, output)
            compare(name, database, output, questions)
            reports = [["monthly" if "-" in period else "annual", period, "--format", "html,markdown"] for period in periods]
            if name != "layouts":
                reports.append(["appraisal", f"{DATA}/indicators/hotline-2019.yaml", "--format", "markdown"])
            compare_reports(name, database, output, folder, reports)
            month = [period for period in periods if "-" in period][0]
            pages(name, database, output, folder, [
                f"/month/{month}", f"/metric/connection_rate.json?period={month}", f"/metric/first_contact_rate.json?period={month}",
                "/explore.json?metrics=call_volume&metrics=satisfaction_rate&by=district&period=2019",
                f"/rows?metric=on_time_closure_rate&which=missed&period={month}", f"/reports/monthly/{month}.md"])
            if name == "messy":
                parts = f"{folder}/parts.sums"
                spark(master, logs, database, parts, "--split", "20000")
                log = open(f"{parts}.log", encoding="utf-8", errors="replace").read()
                if "hotline: cut," not in log or tables(parts) != tables(output):
                    failures.append("files read in parts have other sums")
                else:
                    print("files read in parts have the same sums", flush=True)
                again = f"{folder}/again.sums"
                if cluster:
                    process = spark(master, logs, database, again, asynchronous=True)
                    while process.poll() is None and not os.path.exists(f"{again}.partial/raw/marked/call/_SUCCESS"):
                        time.sleep(0.2)
                    cluster.kill_worker()
                    print("a worker was killed in the middle", flush=True)
                    if process.wait() not in (0, 1):
                        failures.append("the job failed when a worker was killed: "
                                        + open(f"{again}.log", encoding="utf-8", errors="replace").read()[-2000:])
                    cluster.add_worker()
                else:
                    spark(master, logs, database, again)
                if not os.path.exists(again) or tables(again) != tables(output):
                    failures.append("the second run has other sums")
                else:
                    print("the second run has the same sums", flush=True)
    finally:
        if cluster:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
    for failure in failures:
        print("DIFFERS " + failure)
    print("all the same" if not failures else f"{len(failures)} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
