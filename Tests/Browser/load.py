#!/usr/bin/env python3
"""Fifty readers look at pages while a large export is read in; prints how long their answers took and how much memory the server used.

  load.py --hotline .build/release/hotline --web .build/release/hotline-web --database data/demo.sqlite --calls 2000000
"""
import argparse
import http.client
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

BOARD = ["/month/2019-12", "/month/2019-11", "/month/2019-10"]
EXPLORE = [
    f"/explore?metrics={metric}&by={group}&period=2019"
    for metric in ("connection_rate", "call_volume", "average_wait") for group in ("month", "district", "hour")]


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


class Readers:
    """Readers who look at one page after the other, each with a pause of up to a second between."""

    def __init__(self, count, host, cookie):
        self.times = {"board": [], "explore": []}
        self.failed = []
        self.stop = False
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.read, args=(n, host, cookie), daemon=True) for n in range(count)]

    def read(self, number, host, cookie):
        dice = random.Random(number)
        connection = http.client.HTTPConnection(host, timeout=60)
        while not self.stop:
            kind = "board" if dice.random() < 0.5 else "explore"
            address = dice.choice(BOARD if kind == "board" else EXPLORE)
            start = time.monotonic()
            try:
                connection.request("GET", address, headers={"Cookie": cookie})
                answer = connection.getresponse()
                answer.read()
                ok = answer.status == 200
            except Exception as error:
                ok, answer = False, error
                connection = http.client.HTTPConnection(host, timeout=60)
            taken = time.monotonic() - start
            with self.lock:
                self.times[kind].append(taken)
                if not ok:
                    self.failed.append(f"{address}: {getattr(answer, 'status', answer)}")
            time.sleep(dice.random())

    def tell(self, name):
        for kind, times in self.times.items():
            print(f"{name}, {kind}: {len(times)} answers, median {quantile(times, .5) * 1000:.0f} ms, "
                  f"p95 {quantile(times, .95) * 1000:.0f} ms, slowest {max(times, default=0) * 1000:.0f} ms")
        print(f"{name}: {len(self.failed)} failed {self.failed[:3]}", flush=True)


def peak(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", text).group(1)) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hotline", required=True)
    parser.add_argument("--web", required=True)
    parser.add_argument("--database", required=True, help="a database that is copied")
    parser.add_argument("--calls", type=int, default=2_000_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hotline-load-") as folder:
        database = f"{folder}/hotline.sqlite"
        for ending in ("", ".key"):
            shutil.copy(asked.database + ending, database + ending)
        export = f"{folder}/calls.csv"
        with open(export, "w", encoding="utf-8") as file:
            file.write("call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district\n")
            for n in range(asked.calls):
                day, second = 1 + n % 28, n % 86_400
                file.write(f"load-{n},962200,2020-{1 + n % 6:02}-{day:02} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},"
                           f"answered,{n % 20},{60 + n % 90},138{10_000_000 + n % 5_000_000},黄浦区\n")
        server = subprocess.Popen([asked.web, "--port", "0", "--database", database, "--lang", "zh"], stdout=subprocess.PIPE, text=True)
        link = server.stdout.readline().strip()
        host = re.match(r"http://([^/]+)", link).group(1)
        connection = http.client.HTTPConnection(host)
        connection.request("GET", link[len("http://" + host):])
        answer = connection.getresponse()
        cookie = answer.getheader("Set-Cookie").split(";")[0]
        answer.read()

        def first(addresses, when):
            """How long pages take that nobody asked for before."""
            connection, times = http.client.HTTPConnection(host, timeout=120), []
            for address in addresses:
                start = time.monotonic()
                connection.request("GET", address, headers={"Cookie": cookie})
                answer = connection.getresponse()
                answer.read()
                times.append(time.monotonic() - start)
                if answer.status != 200:
                    print(f"{address}: {answer.status}")
            print(f"{when}, drawn for the first time: {len(times)} pages, median {quantile(times, .5) * 1000:.0f} ms, "
                  f"slowest {max(times) * 1000:.0f} ms", flush=True)

        first(BOARD, "board")
        first(EXPLORE, "explore")
        quiet = Readers(asked.readers, host, cookie)
        for thread in quiet.threads:
            thread.start()
        time.sleep(asked.seconds)
        quiet.stop = True
        for thread in quiet.threads:
            thread.join()
        quiet.tell("no ingest")
        busy = Readers(asked.readers, host, cookie)
        for thread in busy.threads:
            thread.start()
        start = time.monotonic()
        subprocess.run([asked.hotline, "ingest", export, "--database", database, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        print(f"ingest of {asked.calls:,} calls beside {asked.readers} readers: {time.monotonic() - start:.1f} s", flush=True)
        time.sleep(5)
        busy.stop = True
        for thread in busy.threads:
            thread.join()
        busy.tell("during the ingest and five seconds after")
        first([f"/month/2020-{month:02}" for month in range(1, 7)], f"board with {asked.calls:,} calls more")
        first([address.replace("2019", "2020") for address in EXPLORE], f"explore with {asked.calls:,} calls more")
        print(f"peak memory of the server: {peak(server.pid):.0f} MB")
        start = time.monotonic()
        server.send_signal(signal.SIGTERM)
        print(f"ended with {server.wait(timeout=60)} after {time.monotonic() - start:.2f} s")


if __name__ == "__main__":
    main()
