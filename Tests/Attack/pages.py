"""Attacks the pages of hotline-web: without a session, with nonsense in every address, on the bare socket, with numbers in what is sent."""
import http.client, os, re, shutil, signal, socket, subprocess, time, urllib.parse

ADDRESSES = ["/", "/month/2019-03", "/metric/connection_rate", "/rows", "/explore", "/sources", "/sources/1", "/sources/new", "/sources/1/rejects",
             "/profiles", "/profiles/new", "/names", "/exports", "/reports", "/reports/monthly/2019-03", "/reports/annual/2019", "/publications/1/changes",
             "/publications/1/files/a.html", "/forms", "/forms/hotline-2019", "/forms/hotline-2019/basis", "/forms/hotline-2019/evidence",
             "/forms/hotline-2019/evidence.zip", "/audit", "/admin", "/arrivals/a", "/arrivals/a/state", "/assets/pages.css", "/login", "/leave"]
FIELDS = ["metric", "metrics", "by", "where", "period", "compare", "which", "page", "after", "table", "lang", "from", "place", "file", "name", "sort"]
FIGURES = re.compile(rb"962200|\\u9ec4\\u6d66|\xe9\xbb\x84\xe6\xb5\xa6")  # the line and the district of the calls


class Server:
    def __init__(self, web, database, data):
        self.process = subprocess.Popen([web, "--port", "0", "--database", database, "--data", data], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.link = self.process.stdout.readline().strip()
        self.host = urllib.parse.urlsplit(self.link).netloc
        self.cookie = ""

    def open(self):
        self.cookie = self.ask("GET", self.link[self.link.index(self.host) + len(self.host):])[1].get("Set-Cookie", "").split(";")[0]

    def ask(self, method, address, body=None, headers=None, timeout=30):
        """Status, headers and body; (None, …) when no answer came in time, (0, …) when the line was cut."""
        connection = http.client.HTTPConnection(self.host, timeout=timeout)
        try:
            connection.putrequest(method, address, skip_accept_encoding=True)
            for name, value in {"Cookie": self.cookie, **(headers or {}), **({"Content-Length": str(len(body))} if body is not None else {})}.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except TimeoutError:
            return None, {}, b""
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}, b""
        finally:
            connection.close()

    def is_alive(self):
        return self.process.poll() is None and self.ask("GET", "/health")[0] == 200

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=30), self.process.communicate()[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None, ""


def form(server, address, fields, files=(), token=True):
    """Sends a form from the page at an address, with the secret that stands in it."""
    secret = re.search(rb'name="form-token" value="([^"]+)"', server.ask("GET", address)[2])
    parts = [("form-token", None, (secret[1] if secret else b"") if token else b"x")] + [(name, None, value.encode()) for name, value in fields]
    parts += [("files", name, content) for name, content in files]
    body = b""
    for name, file, content in parts:
        body += f'--b0undary\r\nContent-Disposition: form-data; name="{name}"{f"; filename={chr(34)}{file}{chr(34)}" if file else ""}\r\n\r\n'.encode()
        body += content + b"\r\n"
    return server.ask("POST", address, body + b"--b0undary--\r\n",
                      {"Content-Type": "multipart/form-data; boundary=b0undary", "Origin": f"http://{server.host}"})


def without_session(server, found):
    for address in ADDRESSES:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
            for ending in ("", ".json", ".csv", ".xlsx"):
                status, _, body = server.ask(method, address + ending, b"" if method == "POST" else None)
                if status in (None, 0) or status >= 500 and status != 501:
                    found(f"{method} {address}{ending} without a session: {status}")
                if FIGURES.search(body):
                    found(f"{method} {address}{ending} without a session shows figures")


def nonsense(server, extremes, seconds, dice, found):
    end, count = time.time() + seconds, 0
    while time.time() < end:
        address = dice.choice(ADDRESSES)
        if dice.random() < 0.4:
            parts = address.split("/")
            parts[dice.randrange(1, len(parts))] = dice.choice(["..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "a" * 3000, "-1", "0",
                                                                "99999999999999999999", "%ff%fe", "{{x}}", "<b>", "%0d%0aSet-Cookie:a=b"])
            address = "/".join(parts)
        asked = [(dice.choice(FIELDS), dice.choice(extremes)[:4000]) for _ in range(dice.randrange(5))]
        address += dice.choice(["", "", ".json", ".csv", ".xlsx"]) + ("?" + urllib.parse.urlencode(asked, errors="replace") if asked else "")
        method = dice.choice(["GET"] * 8 + ["HEAD", "POST", "OPTIONS", "TRACE"])
        begin = time.time()
        status, headers, body = server.ask(method, address, b"a=b" if method == "POST" else None,
                                           {"Host": "evil.example"} if dice.random() < 0.02 else None)
        count += 1
        shown = f"{method} {address[:300]}"
        if status is None or time.time() - begin > 20:
            found(f"{shown}: no answer in {time.time() - begin:.0f} s")
        elif status == 0 or status in (500, 502):
            found(f"{shown}: {status}")
        if b"root:" in body or headers.get("Set-Cookie", "").startswith("a=b"):
            found(f"{shown}: leads out of the folder, or into the headers")
        if b"<b>" in body and "%3Cb%3E" not in address and "<b>" in address:
            found(f"{shown}: markup comes back as it was sent")
        if not server.is_alive():
            return found(f"{shown}: the server is gone")
    return count


def bare_sockets(server, dice, found):
    host, port = server.host.split(":")
    for text in (b"", b"\0" * 5000, b"GET / HTTP/1.1\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"/a" * 60_000 + b" HTTP/1.1\r\n\r\n",
                 b"GET / HTTP/1.1\r\n" + b"".join(b"x%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
                 b"POST /login HTTP/1.1\r\nHost: " + server.host.encode() + b"\r\nContent-Length: 99999999999999999999\r\n\r\n",
                 b"POST /login HTTP/1.1\r\nHost: " + server.host.encode() + b"\r\nContent-Length: -1\r\n\r\n",
                 b"POST /login HTTP/1.1\r\nHost: " + server.host.encode() + b"\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 b"POST /login HTTP/1.1\r\nHost: " + server.host.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                 bytes(dice.randrange(256) for _ in range(4000))):
        with socket.create_connection((host, int(port)), timeout=5) as line:
            try:
                line.sendall(text)
                line.settimeout(1)
                line.recv(65536)
            except OSError:
                pass
        if not server.is_alive():
            return found(f"the server is gone after {text[:60]!r}")
    idle = []
    for _ in range(300):
        idle.append(socket.create_connection((host, int(port)), timeout=5))
        idle[-1].sendall(b"GET / HT")
    begin = time.time()
    if server.ask("GET", "/month/2019-03")[0] != 200 or time.time() - begin > 5:
        found(f"300 half requests: a page took {time.time() - begin:.1f} s")
    for line in idle:
        line.close()


def numbers(server, place, content, needles, found):
    """Brings in an export full of numbers: none of them stands in a page, a twin, the log or a file beside the database."""
    _, headers, _ = form(server, "/sources/new", [], [("calls-13812345678.csv", content)])
    arrival = headers.get("Location", "")
    traces = {}
    for _ in range(100):
        traces[arrival] = server.ask("GET", arrival)[2]
        if b"/confirm" in traces[arrival] or b"/discard" in traces[arrival]:
            break
        time.sleep(0.2)
    secret = re.search(rb'name="form-token" value="([^"]+)"', traces[arrival])
    # Half of its rows are rejected, which takes a tick.
    body = urllib.parse.urlencode({"form-token": secret[1] if secret else b"", "all": "yes"})
    status, _, answer = server.ask("POST", arrival + "/confirm", body.encode(), {"Content-Type": "application/x-www-form-urlencoded"})
    if status not in (303, 409):
        found(f"the export with numbers cannot be confirmed: {status} {re.sub(rb'<[^>]+>', b' ', answer)[-200:]!r}")
    for _ in range(100):
        traces[arrival + " "] = server.ask("GET", arrival)[2]
        if b"data-live" not in traces[arrival + " "]:
            break
        time.sleep(0.2)
    for address in ("/sources", "/sources/2", "/sources/2/rejects", "/names", "/rows?metric=connection_rate&period=2019-03", "/month/2019-03", "/admin",
                    "/explore?metrics=call_volume&by=district,agent&period=2019", "/explore?metrics=call_volume&by=category,unit&period=2019"):
        for ending in ("", ".json", ".csv"):
            path, _, query = address.partition("?")
            traces[address + ending] = server.ask("GET", path + ending + ("?" + query if query else ""))[2]
    for folder, _, names in os.walk(place.name):
        for name in names:
            # What was sent is kept as it is until it is confirmed, and for its rejects afterwards, for the server's user alone.
            path = f"{folder}/{name}"
            if ".sqlite.files" in path or ".sqlite.sent" in path or not os.path.isfile(path) or name == "calls-13812345678.csv":
                if os.path.isfile(path) and os.stat(path).st_mode & 0o077 and "sqlite." in path:
                    found(f"{path} can be read by others")
                continue
            with open(path, "rb") as file:
                traces[path] = file.read()
    for needle, (column, text) in needles.items():
        for name, shown in traces.items():
            if needle.encode() in shown:
                found(f"{text!r} in {column}: {needle!r} in {name}")
                break
    return len(traces)


def attack(web, place, data, content, needles, extremes, seconds, dice, found):
    """Attacks a server over the calls at `place.database`; `found` is told each fault."""
    own = f"{place.name}/data"
    shutil.copytree(data, own, ignore=shutil.ignore_patterns("*.sqlite*", "logs*", "demo*"))
    server = Server(web, place.database, own)
    without_session(server, found)
    server.open()
    if server.ask("GET", "/month/2019-03")[0] != 200:
        found("the link opens nothing")
    if form(server, "/sources/new", [], [("a.csv", b"a")], token=False)[0] != 403:
        found("a form without the page's secret is taken")
    traces = numbers(server, place, content, needles, found)
    bare_sockets(server, dice, found)
    count = nonsense(server, extremes, seconds, dice, found)
    status, errors = server.stop()
    if status != 0:
        found(f"the server ended with {status}: {errors[-300:]!r}")
    for needle, (column, text) in needles.items():
        if needle in errors:
            found(f"{text!r} in {column}: {needle!r} in the log")
    print(f"pages: {count} addresses, {traces} places looked through for numbers")
