#!/usr/bin/env python3
"""Drives the page's browser mode in a real Chromium: the same answers as the server's, and answers without a server.

    pip install -r .ci/requirements-browser.txt
    .ci/check_edge.py [--data SMSSpamCollection] [--json FIGURES] [--screenshots FOLDER] [--axe axe.min.js]

Starts and stops ./hamlet serve itself, with models that it fits; "make package" comes first. Chromium and chromedriver are found on the PATH.
Prints the figures, what failed, and `edge: N passed, N failed`; exits 1 on a failure.
"""

import argparse
import contextlib
import gzip
import http.server
import importlib.resources
import json
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import unicodedata
import urllib.error
import urllib.request

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import edge_answers
from report import Report

ROOT = pathlib.Path(__file__).parent.parent
GOLDEN = ROOT / "function/src/main/resources/golden.tsv"
BEHAVIOUR = ROOT / "training/src/main/resources/dev/hamlet/training/evaluation/behaviour.tsv"
MESSAGE = "WINNER!! Claim your FREE £900 prize now: text YES & your name to 80808, or call 0900 1234567. See you at seven?"
DISGUISED = "F R E E pr1ze w\u0430iting, cl\u200baim \U0001d427\U0001d428\U0001d430 \U0001f381"
#: How far a score may be off: exponential functions differ in the last place.
SCORE, WEIGHT = 1e-6, 1e-9
PARTS = ("logit", "bias", "remainder", "unseen")


class Server:
    """A ./hamlet serve at one port, whatever model it is started with."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process = None

    def start(self, *options):
        command = [ROOT / "hamlet", "serve", "--port", str(self.port), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            with contextlib.suppress(OSError):
                return json.loads(urllib.request.urlopen(self.url + "health").read())["model"]["version"]
            time.sleep(0.1)
        raise SystemExit("FAILED expected ./hamlet serve to answer within 30 s")

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None


class Page:
    def __init__(self, driver, url, report):
        self.driver, self.url, self.report = driver, url, report

    def check(self, what, holds, detail=None):
        self.report.case(what, [] if holds else [str(detail) if detail is not None else "it is not so"])

    def open(self):
        self.driver.get(self.url)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.driver.execute_script("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def run_async(self, body):
        """The value of an async function's body."""
        return self.driver.execute_async_script(f"(async () => {{{body}}})().then(arguments[0], e => arguments[0](String(e)))")

    def until(self, condition, what, seconds=30):
        try:
            WebDriverWait(self.driver, seconds, 0.02).until(lambda _: condition())
            self.report.case(what, [])
        except WebDriverException:
            self.report.case(what, [f"not within {seconds} s; the page says {self.text('#edge')!r}"])

    def choose(self, where):
        self.find(f"#where [value={where}]").click()

    def ready(self, what):
        self.until(lambda: self.run("return document.getElementById('edge')?.dataset.ready") == "offline", what)

    def ask(self, message, what, by):
        self.run("document.getElementById('by').textContent = ''")
        self.run("arguments[0].value = arguments[1]", self.find("#message"), message)
        self.find("#send").click()
        self.until(lambda: self.text("#by").startswith(by), what)

    def verdict(self):
        """The section of the verdict without who gave it."""
        return self.run(
            "const copy = document.querySelector('section').cloneNode(true);"
            "copy.querySelector('#by').textContent = ''; return copy.outerHTML;"
        )

    def caches(self):
        return self.run_async("return caches.keys();")

    def complaints(self):
        """What the console has against the page; a server that is not there is no fault of its."""
        entries = self.driver.get_log("browser")
        return [e["message"] for e in entries if e["level"] == "SEVERE" and e["source"] != "network"]


def texts(data):
    """Messages by name of where they are from."""
    found = {}
    if data:
        lines = data.read_text("utf-8").removesuffix("\n").split("\n")
        found["messages"] = [line.split("\t", 1)[1] for line in lines]
    golden = [line.split("\t")[2] for line in GOLDEN.read_text("utf-8").split("\n")[1:] if line]
    found["golden texts"] = [unescaped(text) for text in golden]
    rows = [line.split("\t") for line in BEHAVIOUR.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    found["behaviour suite"] = [text for row in rows for text in row[3:] if text.strip()]
    found["every character"] = characters()
    return found


def unescaped(cell):
    return re.sub(r"\\(.)", lambda found: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[found[1]], cell)


def characters():
    """Each code point of the planes that have characters, alone, in a word and under a mark; 25 to a text."""
    points = [*range(0x20, 0xD800), *range(0xE000, 0x20000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE0200)]
    forms = [f"{chr(point)} fr{chr(point)}e {chr(point)}\u0301 X{chr(point)}" for point in points]
    return [" ".join(forms[start : start + 25]) for start in range(0, len(forms), 25)]


def server_answers(server, batch):
    """By ./hamlet classify where a message is a line, else by POST /predict."""
    lines = [i for i, text in enumerate(batch) if "\n" not in text and "\r" not in text]
    given = "".join(batch[i] + "\n" for i in lines).encode("utf-8")
    out = subprocess.run([ROOT / "hamlet", "classify", "--explain"], input=given, capture_output=True, timeout=300).stdout
    found = dict(zip(lines, map(json.loads, out.decode("utf-8").splitlines()), strict=True))
    for i in set(range(len(batch))) - set(lines):
        body = json.dumps({"text": batch[i], "explain": True}).encode()
        request = urllib.request.Request(server.url + "predict", body, {"content-type": "application/json"})
        try:
            found[i] = json.loads(urllib.request.urlopen(request).read())
        except urllib.error.HTTPError:
            found[i] = {"error": "refused"}
    return [found[i] for i in range(len(batch))]


def differences(expected, found):
    """What differs between two answers, and by how much score and weights do at most."""
    if "error" in expected or "error" in found:
        return [] if ("error" in expected) == ("error" in found) else ["only one is an error"], 0, 0
    theirs, ours = expected["explanation"], found["explanation"]
    problems = [] if expected["label"] == found["label"] else [f"label {expected['label']} and {found['label']}"]
    if theirs["undone"] != ours["undone"]:
        problems.append(f"undone {theirs['undone']} and {ours['undone']}")
    places = [[(token["start"], token["end"]) for token in each["tokens"]] for each in (theirs, ours)]
    if places[0] != places[1]:
        return [*problems, "other tokens"], 0, 0
    weights = [abs(a["weight"] - b["weight"]) for a, b in zip(theirs["tokens"], ours["tokens"])]
    weight = max([0, *weights, *(abs(theirs[part] - ours[part]) for part in PARTS)])
    score = abs(expected["score"] - found["score"])
    if score > SCORE or weight > WEIGHT:
        problems.append(f"score off by {score}, weights by {weight}")
    return problems, score, weight


def check_parity(driver, server, report, data, figures):
    figures["load"] = edge_answers.load(driver, server.url)
    for name, batch in texts(data).items():
        ours, theirs = edge_answers.answers(driver, batch), server_answers(server, batch)
        problems, scores, weights = zip(*map(differences, theirs, ours))
        figures[name] = {
            "texts": len(batch), "score": max(scores), "weight": max(weights), "scores that differ": sum(score > 0 for score in scores)
        }
        wrong = [f"text {i}: {'; '.join(found)}" for i, found in enumerate(problems) if found]
        report.case(f"{name}: answers and reasons are the server's", wrong[:5])
    batch = texts(data).get("messages") or texts(data)["golden texts"]
    batch = [text for text in batch if text.strip()]
    for method in ("predict", "explain"):
        figures[f"µs to {method}"] = round(statistics.median(edge_answers.microseconds(driver, batch, method)), 1)


REFUSED = """
const [cut, old, done] = arguments;
const normalize = String.prototype.normalize;
(async () => {
  const file = await (await fetch(document.getElementById('ask').action + 'model.hamlet')).arrayBuffer();
  if (old) String.prototype.normalize = function () { return String(this); };
  return window.scorer.read(new Int8Array(file.slice(0, cut ?? file.byteLength)));
})().then(version => 'read ' + version, error => error.message).then(found => {
  String.prototype.normalize = normalize;
  done(found);
});
"""


def check_refusals(driver, report, figures):
    expected = {
        (1000, False): f"expected a file of {figures['model.hamlet']['bytes']} bytes, found 1000 (model.hamlet, offset 12)",
        (3, False): "expected a Hamlet model file, found the end of the file (model.hamlet, offset 3)",
        (None, True): "expected a browser that knows Unicode 16, found one that is older",
    }
    for (cut, old), words in expected.items():
        found = driver.execute_async_script(REFUSED, cut, old)
        report.case(f"refused in the reader's words: {words}", [] if found == words else [f"found {found!r}"])


def check_switch(page, report, version, figures):
    page.open()
    page.check("the server answers at first", page.find("#where [value=server]").is_selected())
    page.check("the switch is shown", page.find("#where").is_displayed())
    page.check("nothing is stored unasked", page.caches() == [] and page.run_async(
        "return (await navigator.serviceWorker.getRegistrations()).length;") == 0, page.caches())
    page.ask(MESSAGE, "the server says that it answers", f"Answered by the server, model {version}.")
    by_server = page.verdict()
    page.run("document.querySelector('#where [value=server]').focus()")
    started = time.monotonic()
    page.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    page.check("an arrow key chooses the browser", page.find("#where [value=browser]").is_selected())
    page.ready("the browser gets ready for having no network")
    figures["s to get ready"] = round(time.monotonic() - started, 2)
    page.check("it names the model", version in page.text("#edge"), page.text("#edge"))
    page.check("one cache holds page, module and model", len(page.caches()) == 1 and page.run_async(
        "return (await (await caches.open((await caches.keys())[0])).keys()).length;") == 3, page.caches())
    page.ask(MESSAGE, "the browser says that it answers, and how fast", "Answered in this browser in ")
    page.check("by the same model", page.text("#by").endswith(f" ms, model {version}."), page.text("#by"))
    page.check("its verdict is the server's to the letter", page.verdict() == by_server)
    page.ask("\u200b", "a blank message is refused as by the server", "")
    page.until(lambda: "expected some text, found none" in page.text("#problem"), "and told why")
    page.open()
    page.check("the choice is remembered", page.find("#where [value=browser]").is_selected())
    page.ready("and is ready again")


def check_installable(page):
    errors = page.driver.execute_cdp_cmd("Page.getInstallabilityErrors", {})["installabilityErrors"]
    page.check("the page can be installed", errors in ([], [{"errorId": "in-incognito", "errorArguments": []}]), errors)
    manifest = page.driver.execute_cdp_cmd("Page.getAppManifest", {})
    page.check("its manifest is without errors", manifest["errors"] == [] and manifest["url"].endswith("/manifest.webmanifest"), manifest)


def check_offline(page, server, version):
    server.stop()
    page.open()
    page.check("the page loads without a server", page.all("#message"))
    page.ready("and gets ready without one")
    page.check("the model is named at its foot", f"<dd>{version}</dd>" in page.driver.page_source)
    page.ask(DISGUISED, "a message is answered without a server", "Answered in this browser in ")
    page.check("with the words that led to the answer", page.all("#text mark") and page.all("#rows tr"))
    page.check("and what was undone", page.text("#undone").startswith("Written to mislead: "), page.text("#undone"))
    page.choose("server")
    page.ask(MESSAGE, "the browser steps in for a server that is gone", "Answered in this browser in ")
    page.choose("browser")


def check_another_model(page, server, model, old):
    new = server.start("--model", model)
    page.check("the models differ", new != old)
    page.run("dispatchEvent(new Event('online'))")
    page.until(lambda: "newer model" in page.text("#edge") and page.all("#edge a"), "an open page says that there is a newer model")
    page.open()
    page.ready("the new model gets ready")
    page.check("the page names it", f"<dd>{new}</dd>" in page.driver.page_source and new in page.text("#edge"))
    page.ask(MESSAGE, "the new model answers", "Answered in this browser in ")
    page.check("by its name", page.text("#by").endswith(f"model {new}."), page.text("#by"))
    page.check("the old one's cache is gone", len(page.caches()) == 1, page.caches())
    server.stop()
    page.open()
    page.ready("the new model is ready without a server")
    page.ask(MESSAGE, "and answers without one", "Answered in this browser in ")
    page.check("in the old one's place", page.text("#by").endswith(f"model {new}."), page.text("#by"))
    return new


def check_forest(page, server, forest):
    server.start("--model", forest)
    with urllib.request.urlopen(server.url) as answer:
        html = answer.read().decode("utf-8")
    page.check("no switch is shown for a forest", "<fieldset" not in html and "manifest" not in html)
    try:
        status = urllib.request.urlopen(server.url + "model.hamlet").status
    except urllib.error.HTTPError as refused:
        status = refused.code
        page.check("and told that it is one", "found a forest" in json.loads(refused.read())["detail"])
    page.check("a forest's file is refused", status == 404, status)
    server.stop()


class Stage(http.server.ThreadingHTTPServer):
    """The server behind a stage, /prod, as API Gateway has it; can be slow, and can spoil files."""

    daemon_threads = True

    def __init__(self, server):
        self.server, self.spoilt, self.delay = server, None, 0
        super().__init__(("127.0.0.1", 0), StageHandler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/prod/"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class StageHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.removeprefix("/prod")
        with urllib.request.urlopen(self.server.server.url + path.removeprefix("/")) as answer:
            body, headers = answer.read(), dict(answer.headers.items())
        if path == "/":
            time.sleep(self.server.delay)
            for attribute in (b"action", b"href"):
                body = body.replace(attribute + b'="/', attribute + b'="/prod/')
        if path.partition("?")[0] == self.server.spoilt:
            body = body[:5000] + bytes([body[5000] ^ 1]) + body[5001:]
        self.send_response(200)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "date", "connection"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def check_stage(driver, server, report):
    version = server.start()
    stage = Stage(server)
    page = Page(driver, stage.url, report)
    for spoilt, what in {"/edge.js": "a scorer", "/model.hamlet": "a model"}.items():
        stage.spoilt = spoilt
        page.open()
        page.choose("browser")
        words = f"expected {what} with the SHA-256 "
        page.until(lambda: words in page.text("#edge"), f"{what} that was changed on its way is not used, and the page says so")
        page.check(f"{what} that was changed leaves the server chosen", page.find("#where [value=server]").is_selected())
        page.check(f"{what} that was changed is not stored", page.run_async(
            f"return (await caches.match(new Request('{spoilt}'), {{ ignoreSearch: true }})) === undefined;"))
    stage.spoilt = None
    page.open()
    page.choose("browser")
    page.ready("behind a stage the browser gets ready, too")
    scope = page.run_async("return (await navigator.serviceWorker.ready).scope;")
    page.check("the worker keeps to its stage", scope == stage.url, scope)
    stage.delay = 20
    started = time.monotonic()
    page.open()
    took = time.monotonic() - started
    page.check("a page that is slow to come is taken from the cache", page.all("#message") and took < 15, took)
    page.ready("and gets ready meanwhile")
    page.check("with the model it names", version in page.text("#edge"))
    stage.delay = 0
    stage.shutdown()
    server.stop()


def check_screens(page, server, report, axe, folder):
    server.start()
    for scheme in ("light", "dark"):
        for width in (1280, 320):
            metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
            page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
            page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            name = f"edge-{width}-{scheme}"
            page.open()
            if not page.find("#where [value=browser]").is_selected():
                page.choose("browser")
            page.ready(f"{name} gets ready")
            page.ask(MESSAGE, f"{name} answers", "Answered in this browser in ")
            page.run("document.querySelector('#where [value=browser]').focus()")
            sideways = page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            page.check(f"{name} needs no scrolling sideways", sideways <= 0, sideways)
            page.run(axe)
            results = page.driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
            found = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in results["violations"]]
            page.check(f"{name} is accessible", not found, found)
            if folder:
                page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics | {"height": 1500})
                page.driver.save_screenshot(str(folder / f"{name}.png"))
    server.stop()


def fit(folder, name, *options):
    """A model of the golden texts."""
    data = folder / "golden.tsv"
    rows = [line.split("\t") for line in GOLDEN.read_text("utf-8").split("\n")[1:] if line]
    kept = {row[2]: row[0] for row in rows if unicodedata.is_normalized("NFKC", row[2]) and "\\" not in row[2] and row[2].strip()}
    data.write_text("".join(f"{label}\t{text}\n" for text, label in kept.items()), "utf-8")
    out = folder / name
    command = [ROOT / "hamlet", "fit", "--data", data, "--out", out, "--skip-bad-rows", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if not out.exists():
        raise SystemExit(f"FAILED expected ./hamlet fit to make {name}, found {done.stderr[-500:]}")
    return out


def sizes(server):
    figures = {}
    for name in ("edge.js", "model.hamlet"):
        body = urllib.request.urlopen(server.url + name).read()
        figures[name] = {"bytes": len(body), "gzip": len(gzip.compress(body, 9))}
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, help="label<TAB>text, a message a line: all are answered both ways")
    parser.add_argument("--json", type=pathlib.Path, help="file for the figures")
    parser.add_argument("--screenshots", type=pathlib.Path, help="folder for screenshots")
    parser.add_argument("--axe", type=pathlib.Path, help="another axe.min.js than the one of axe-core-python")
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    axe = (options.axe or importlib.resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")
    report, server = Report("edge"), Server()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            version = server.start()
            figures = sizes(server)
            with edge_answers.chromium() as driver:
                check_parity(driver, server, report, options.data, figures)
                check_refusals(driver, report, figures)
            with edge_answers.chromium() as driver:
                page = Page(driver, server.url, report)
                check_switch(page, report, version, figures)
                check_installable(page)
                check_offline(page, server, version)
                check_another_model(page, server, fit(folder, "another.hamlet"), version)
                check_forest(page, server, fit(folder, "forest.hamlet", "--trainer", "random_forest"))
                page.check("nothing of it breaks the page's policy", not (found := page.complaints()), found)
            with edge_answers.chromium() as driver:
                check_stage(driver, server, report)
            with edge_answers.chromium() as driver:
                check_screens(Page(driver, server.url, report), server, report, axe, options.screenshots)
        finally:
            server.stop()
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False), "utf-8")
    report.finish()


if __name__ == "__main__":
    main()
