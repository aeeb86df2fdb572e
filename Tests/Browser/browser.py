#!/usr/bin/env python3
"""Opens every page in a real browser: both languages, wide and narrow, light and dark, with script and without; then does what people do.

What is checked on each page: it is whole, nothing hangs over the side, the browser has nothing to complain of (policy, errors), and axe finds no
violation. Pictures go to --out. Ends with 1 when anything is wrong.
"""
import argparse
import base64
import itertools
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

PAGES = [
    ("board", "/month/2019-12"),
    ("board-first", "/month/2018-01"),
    ("metric", "/metric/connection_rate?period=2019&where=line%3D962200"),
    ("metric-orders", "/metric/on_time_closure_rate?period=2019-12"),
    ("metric-count", "/metric/call_volume?period=2019-12"),
    ("rows", "/rows?metric=connection_rate&which=missed&period=2019-12"),
    ("explore-empty", "/explore"),
    ("explore-lines", "/explore?metrics=connection_rate&by=month&period=2019"),
    ("explore-bars", "/explore?metrics=call_volume&by=district&period=2019"),
    ("explore-heat", "/explore?metrics=call_volume&by=district&by=month&period=2019&where=line%3D962200"),
    ("explore-problem", "/explore?metrics=connection_rate&by=planet&period=2019"),
    ("sources", "/sources"),
    ("source", "/sources/1"),
    ("new", "/sources/new"),
    ("names", "/names"),
    ("exports", "/exports"),
    ("reports", "/reports"),
    ("report-month", "/reports/monthly/2019-12"),
    ("forms", "/forms"),
    ("form", "/forms/hotline-2019"),
    ("form-national", "/forms/hotline-national-2019"),
    ("form-basis", "/forms/hotline-2019/basis"),
    ("form-evidence", "/forms/hotline-2019/evidence"),
    ("audit", "/audit"),
    ("admin", "/admin"),
    ("leave", "/leave"),
    ("nowhere", "/nowhere"),
]
SIZES = [(1280, 900), (390, 844)]
# Each language, size and light with each other; of them two that differ in all three.
ALL = list(itertools.product(("zh", "en"), SIZES, ("light", "dark")))
TWO = [("zh", SIZES[0], "light"), ("en", SIZES[1], "dark")]
faults = []


def fault(place, text):
    faults.append(f"{place}: {text}")
    print(f"✘ {place}: {text}", flush=True)


class Server:
    """The server over a small made-up year, in a folder of its own."""

    def __init__(self, hotline, web, folder):
        self.folder = folder
        run = lambda *words: subprocess.run([hotline, *words], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for year in ("2018", "2019"):
            run("simulate", "--year", year, "--scale", "0.02", "--mess", "--out", f"{folder}/{year}")
        database = f"{folder}/hotline.sqlite"
        run("ingest", f"{folder}/2018", f"{folder}/2019", "--database", database, "--max-rejects", "60%", "--quiet")
        data = f"{folder}/data"
        subprocess.run(["cp", "-r", "data", data], check=True)
        self.process = subprocess.Popen(
            [web, "--port", "0", "--database", database, "--data", data, "--lang", "zh"], stdout=subprocess.PIPE, text=True)
        self.link = self.process.stdout.readline().strip()
        self.base = re.match(r"http://[^/]+", self.link).group(0)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def browser(profile):
    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    driver.set_page_load_timeout(300)
    driver.set_script_timeout(300)
    return driver


def size(driver, width, height):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})


def scheme(driver, value):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": value}]})


def script(driver, isOn):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not isOn})


def picture(driver, path):
    metrics = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    shot = driver.execute_cdp_cmd(
        "Page.captureScreenshot",
        {"captureBeyondViewport": True,
         "clip": {"x": 0, "y": 0, "width": metrics["width"], "height": min(metrics["height"], 6000), "scale": 1}})
    path.write_bytes(base64.b64decode(shot["data"]))


def complaints(driver, place, expected=()):
    for entry in driver.get_log("browser"):
        if entry["level"] != "SEVERE" or any(word in entry["message"] for word in expected):
            continue
        # An answer that is an error by its status is a page all the same.
        if "Failed to load resource" in entry["message"] and "/assets/" not in entry["message"]:
            continue
        fault(place, f"the browser complains: {entry['message'][:200]}")


def check(driver, axe, place):
    if not driver.find_elements(By.TAG_NAME, "h1"):
        fault(place, "there is no heading")
    over = driver.execute_script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 1:
        who = driver.execute_script(
            "const w = document.documentElement.clientWidth; return [...document.querySelectorAll('main *')]"
            ".filter(e => e.getBoundingClientRect().right > w + 1 && !e.parentElement.closest('.scroll')).slice(0, 4)"
            ".map(e => e.outerHTML.slice(0, 120))")
        fault(place, f"hangs {over} px over the side: {who}")
    for violation in axe.run(driver)["violations"]:
        nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        fault(place, f"axe: {violation['id']} ({violation['impact']}): {violation['help']}: {nodes}")
    complaints(driver, place)


def pages(driver, axe, server, out, chosen, variations):
    for name, address in PAGES:
        if chosen and name not in chosen:
            continue
        for language, (width, height), light in variations:
            place = f"{name}-{language}-{width}-{light}"
            size(driver, width, height)
            scheme(driver, light)
            driver.get(server.base + address + ("&" if "?" in address else "?") + f"lang={language}")
            check(driver, axe, place)
            picture(driver, out / f"{place}.png")
        # What is shown without script is the same text.
        with_script = driver.find_element(By.TAG_NAME, "main").text
        script(driver, False)
        driver.get(server.base + address + ("&" if "?" in address else "?") + "lang=en")
        if driver.find_element(By.TAG_NAME, "main").text != with_script:
            fault(name, "says something else without script")
        script(driver, True)
        print(f"✔ {name}", flush=True)


def press(driver, text):
    """Activates a button by keyboard alone."""
    button = next(b for b in driver.find_elements(By.TAG_NAME, "button") if b.text == text)
    button.send_keys(Keys.ENTER)


def wait(driver, server, place, text, seconds=120):
    end = time.time() + seconds
    while time.time() < end:
        try:
            if text in driver.find_element(By.TAG_NAME, "body").text:
                return True
        except WebDriverException:
            # The page reloads itself.
            continue
        time.sleep(0.3)
        if not wait.hasScript and "/arrivals/" in driver.current_url:
            driver.get(driver.current_url)
    fault(place, f"“{text}” never came: {driver.find_element(By.TAG_NAME, 'main').text[:200]}")
    return False


def unknown_export(path, mode):
    """An export whose headers no profile knows: times in another writing, a rating in a word that nobody has said the meaning of."""
    rows = ["流水号,服务热线,进线时刻,应答时刻,挂断时刻,处理结果,主叫,所在区,满意程度"]
    for n in range(10, 70):
        day = f"2020/02/{n % 20 + 1:02}"
        rows.append(f"{mode}{n},962200,{day} 09:00:{n % 60:02},{day} 09:01:05,{day} 09:02:05,接通,,黄浦,{'满意' if n % 2 else '很好'}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def choose(driver, name, value):
    Select(driver.find_element(By.NAME, name)).select_by_value(value)


def unknown_story(driver, server, mode, step):
    """An export of an unknown layout becomes a profile without YAML, and its rows are in the month."""
    export = pathlib.Path(server.folder) / f"其他系统-{mode}.csv"
    unknown_export(export, mode)
    driver.get(server.base + "/sources/new?lang=zh")
    driver.find_element(By.ID, "files").send_keys(str(export))
    press(driver, "发送并试读")
    # The second time the profile of the first is known.
    if mode == "script":
        wait(driver, server, mode, "不能入库")
        step("unknown-layout")
        driver.find_element(By.PARTIAL_LINK_TEXT, "新建格式").click()
        wait(driver, server, mode, "字段与列")
        choose(driver, "constant-direction", "inbound")
        choose(driver, "word-satisfaction-0", "satisfied")
        choose(driver, "word-satisfaction-1", "satisfied")
        press(driver, "预览")
        wait(driver, server, mode, "其中 0 行会被拒绝")
        step("new-profile")
        press(driver, "保存并用它再试")
    wait(driver, server, mode, "确认后入库")
    step("recognised")
    press(driver, "确认入库")
    wait(driver, server, mode, "每个文件的行怎样了")
    driver.get(server.base + "/month/2020-02")
    if "60" not in driver.find_element(By.TAG_NAME, "main").text:
        fault(mode, "the rows of the unknown export are not on the board")


def stories(driver, axe, server, out, hasScript, walk=None):
    """The walk of somebody who has never seen a terminal: bring in, correct, forget, publish, see what changed."""
    mode = "script" if hasScript else "plain"
    wait.hasScript = hasScript
    script(driver, hasScript)
    size(driver, 1280, 900)
    scheme(driver, "light")
    number = 0

    def step(name):
        nonlocal number
        number += 1
        place = f"story-{mode}-{number:02}-{name}"
        if hasScript:
            check(driver, axe, place)
        picture(driver, out / f"{place}.png")
        if walk and hasScript:
            # What somebody sees on the screen, not the whole page.
            size(driver, 1280, 1000)
            driver.save_screenshot(str(walk / f"{number:02}-{name}.png"))
            size(driver, 1280, 900)

    unknown_story(driver, server, mode, step)
    export = pathlib.Path(server.folder) / f"calls-{mode}.csv"
    rows = ["call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district"]
    for n in range(60):
        rows.append(f"{mode}-{n},962200,2020-01-{10 + n % 9} 10:00:{n:02},answered,5,60,,黄浦区")
    rows.append(f"{mode}-bad,962200,2020-01-32 10:00:00,answered,5,60,,黄浦区")
    rows.append(f"{mode}-town,962200,2020-01-12 10:00:00,answered,5,60,,{mode}新城")
    export.write_text("\n".join(rows) + "\n", encoding="utf-8")
    driver.get(server.base + "/sources/new?lang=zh")
    driver.find_element(By.ID, "files").send_keys(str(export))
    press(driver, "发送并试读")
    wait(driver, server, mode, "确认后入库")
    text = driver.find_element(By.TAG_NAME, "main").text
    for word in ("calls-en", "61", "被拒绝"):
        if word not in text:
            fault(mode, f"the trial does not say “{word}”")
    step("tried")
    press(driver, "确认入库")
    wait(driver, server, mode, "每个文件的行怎样了")
    step("brought-in")
    # The source's own page, by its number.
    link = next(a for a in driver.find_elements(By.CSS_SELECTOR, "main table a") if f"calls-{mode}" in a.text)
    driver.get(link.get_attribute("href"))
    source = driver.current_url
    step("source")
    driver.get(source.split("?")[0] + "/rejects")
    step("rejects")
    cell = driver.find_element(By.CSS_SELECTOR, "input[aria-invalid=true]")
    cell.clear()
    cell.send_keys("2020-01-13 10:00:00")
    press(driver, "改好的行再读入")
    wait(driver, server, mode, "确认后入库")
    step("corrected")
    press(driver, "确认入库")
    wait(driver, server, mode, "每个文件的行怎样了")
    if "corrected-by-local" not in driver.find_element(By.TAG_NAME, "main").text:
        fault(mode, "the corrected row does not say who corrected it")
    # The unknown name.
    driver.get(server.base + "/names")
    step("names")
    box = next(f for f in driver.find_elements(By.TAG_NAME, "form") if f"{mode}新城" in f.text)
    box.find_element(By.TAG_NAME, "select").send_keys("黄浦区")
    next(b for b in box.find_elements(By.TAG_NAME, "button") if "先看" in b.text).send_keys(Keys.ENTER)
    wait(driver, server, mode, "确认归入")
    step("name-after")
    press(driver, "确认归入")
    time.sleep(1)
    driver.get(server.base + "/names")
    if f"{mode}新城" in driver.find_element(By.TAG_NAME, "main").text:
        fault(mode, "the assigned name is still unknown")
    # The month.
    driver.get(server.base + "/month/2020-01")
    step("board")
    # Publish, forget, see what changed.
    driver.get(server.base + "/reports/monthly/2020-01")
    driver.find_element(By.NAME, "by").send_keys("热线部")
    press(driver, "发布")
    wait(driver, server, mode, "发布的文件")
    publication = driver.current_url
    step("published")
    driver.get(source)
    press_or_check = driver.find_element(By.NAME, "sure")
    press_or_check.send_keys(Keys.SPACE)
    press(driver, "忘记")
    wait(driver, server, mode, "已忘记")
    step("forgotten")
    driver.get(publication)
    if "calls_answered" not in driver.page_source and "接通" not in driver.find_element(By.TAG_NAME, "main").text:
        fault(mode, "the publication does not say what changed")
    step("changes")
    # Audit of the form as it was printed.
    driver.get(server.base + "/audit")
    driver.find_element(By.NAME, "file").send_keys(os.path.abspath("Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md"))
    press(driver, "核查")
    wait(driver, server, mode, "核查结果")
    step("audit")
    # The form: a mistake, put right on the page that comes back; a document to it.
    driver.get(server.base + "/forms/hotline-2019")
    row = driver.find_element(By.ID, "row.funds-compliance")
    if not row.get_attribute("open"):
        row.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    points, reason = "row/funds-compliance/judgement/points", "row/funds-compliance/judgement/reason"
    for name, text in ((points, "9"), (reason, f"缺凭证 {mode}")):
        driver.find_element(By.NAME, name).clear()
        driver.find_element(By.NAME, name).send_keys(text)
    press(driver, "保存")
    wait(driver, server, mode, "没有保存，请先改正")
    step("form-mistake")
    if driver.find_element(By.NAME, reason).get_attribute("value") != f"缺凭证 {mode}":
        fault(mode, "what was typed beside a mistake is gone")
    driver.find_element(By.NAME, points).clear()
    driver.find_element(By.NAME, points).send_keys("4")
    press(driver, "保存")
    wait(driver, server, mode, "已保存")
    step("form-saved")
    if "4 / 6" not in driver.find_element(By.ID, "row.funds-compliance").text:
        fault(mode, "the score does not follow")
    driver.get(server.base + "/forms/hotline-2019/evidence?place=row%2Ffunds-compliance%2Fjudgement")
    document = pathlib.Path(server.folder) / f"voucher-{mode}.txt"
    document.write_text(f"凭证 {mode}\n", encoding="utf-8")
    driver.find_element(By.NAME, "files").send_keys(str(document))
    press(driver, "上传")
    wait(driver, server, mode, f"voucher-{mode}.txt")
    step("form-evidence")
    script(driver, True)
    print(f"✔ stories, {mode}", flush=True)


def keyboard(driver, server):
    """Every link and field of the board can be reached by Tab, and shows that it is."""
    size(driver, 1280, 900)
    driver.get(server.base + "/month/2019-12?lang=zh")
    first = None
    for _ in range(12):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        element = driver.switch_to.active_element
        outline = element.value_of_css_property("outline-style")
        if first is None:
            first = element.text
        if outline == "none" and element.tag_name != "body":
            fault("keyboard", f"{element.tag_name} “{element.text[:20]}” shows no focus")
    if first != "跳到正文":
        fault("keyboard", f"the first stop is “{first}”")
    print("✔ keyboard", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hotline", default=".build/debug/hotline")
    parser.add_argument("--web", default=".build/debug/hotline-web")
    parser.add_argument("--out", default=".build/browser")
    parser.add_argument("--walk", help="a folder for the pictures of the walk, which the guide shows")
    parser.add_argument("--only", default="", help="names of pages, with commas; `stories` for the walk alone")
    parser.add_argument("--quick", action="store_true", help="each page in two of its eight variations")
    asked = parser.parse_args()
    out = pathlib.Path(asked.out)
    out.mkdir(parents=True, exist_ok=True)
    walk = pathlib.Path(asked.walk) if asked.walk else None
    if walk:
        walk.mkdir(parents=True, exist_ok=True)
    chosen = set(asked.only.split(",")) - {""}
    with tempfile.TemporaryDirectory(prefix="hotline-browser-") as folder:
        server = Server(asked.hotline, asked.web, folder)
        driver = browser(f"{folder}/profile")
        try:
            axe = Axe()
            size(driver, 1280, 900)
            driver.get(server.base + "/month/2019-12")
            check(driver, axe, "not-allowed")
            driver.get(server.link)
            if not chosen or chosen - {"stories"}:
                pages(driver, axe, server, out, chosen - {"stories"}, TWO if asked.quick else ALL)
            if not chosen:
                keyboard(driver, server)
            if not chosen or "stories" in chosen:
                for hasScript in (True, False):
                    stories(driver, axe, server, out, hasScript, walk)
        finally:
            driver.quit()
            code = server.stop()
            if code != 0:
                fault("server", f"ended with {code}")
    print(f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
