#!/usr/bin/env python3
"""Drives the page in a real Chromium against a running server and looks at what a visitor sees.

    pip install -r .ci/requirements-browser.txt
    .ci/check_page.py --url http://127.0.0.1:3000 [--screenshots FOLDER] [--axe axe.min.js]

Chromium and chromedriver are found on the PATH. Prints what failed
and `page: N passed, N failed`; exits 1 on a failure.
"""

import argparse
import base64
import contextlib
import http.server
import importlib.resources
import pathlib
import re
import shutil
import tempfile
import threading
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from report import Report

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
MESSAGE = "WINNER!! Claim your FREE £900 prize now:\ntext <b>YES</b> & your name to 80808, or call 0900 1234567.\nSee you at seven?"
HOSTILE = "</textarea></p><script>alert(1)</script> \"quoted\" 'quoted' &amp; \u202etfel ot thgir\u202c \u05e9\u05dc\u05d5\u05dd 🎭 {{text}}"
LONG_WORD = "free" * 500
TOO_LONG = "x " * 5001
PHONE, SMALL_PHONE, DESKTOP = 390, 320, 1280


def check(report, what, holds, detail=None):
    report.case(what, [] if holds else [detail or "it is not so"])


class Browser:
    """One window, and the page's parts in it."""

    def __init__(self, profile, url):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in [*FLAGS, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
        self.url = url

    def open(self, path="/"):
        self.driver.get(self.url + path)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def until(self, condition):
        WebDriverWait(self.driver, 20, 0.05).until(lambda _: condition())

    def fill(self, text):
        """Typing proper can neither leave the basic plane nor exceed the box's limit."""
        self.run("arguments[0].value = arguments[1]", self.find("#message"), text)

    def submit_without_script(self):
        page = self.find("html")
        self.find("#send").click()
        self.until(lambda: self.find("html") != page)

    def verdict(self):
        """The verdict's markup, without the white space between its elements."""
        return re.sub(r">\s+<", "><", self.find("section").get_attribute("outerHTML"))

    def await_verdict(self):
        self.until(lambda: self.find("#evidence").is_displayed() and not self.all("[aria-busy]"))

    def screen(self, width, scheme="light"):
        metrics = {"width": width, "height": 844 if width < 500 else 900, "deviceScaleFactor": 2 if width < 500 else 1}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics | {"mobile": width < 500})
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": n, "value": v} for n, v in features.items()]}
        )

    def scripting(self, on):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})

    def screenshot(self, file):
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = {"format": "png", "captureBeyondViewport": True, "clip": clip}
        file.write_bytes(base64.b64decode(self.driver.execute_cdp_cmd("Page.captureScreenshot", shot)["data"]))

    def overflows(self):
        return self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0

    def console_errors(self, network=True):
        """What the console complains of since the last call; a wanted error status is a complaint of the network's."""
        entries = self.driver.get_log("browser")
        return [e["message"] for e in entries if e["level"] == "SEVERE" and (network or e["source"] != "network")]


def check_with_script(browser, report):
    browser.open()
    check(report, "the text box has the focus", browser.run("return document.activeElement.id") == "message")
    browser.find("#message").send_keys("see you at seven", Keys.CONTROL, Keys.ENTER)
    browser.await_verdict()
    check(report, "Ctrl+Enter asks", browser.find("#answer .label").text != "")
    marker = browser.run("return window.marker = Math.random()")
    browser.fill(MESSAGE)
    browser.find("#send").click()
    browser.until(lambda: "WINNER" in browser.find("#text").text)
    check(report, "the button asks without loading a page", browser.run("return window.marker") == marker)
    check(report, "the message is shown to the letter", browser.find("#text").get_attribute("textContent") == MESSAGE)
    check(report, "words are marked", browser.all("#text mark"))
    check(report, "the weightiest words are listed", 1 <= len(browser.all("#rows tr")) <= 8)
    check(report, "the verdict is a live region", browser.find("#answer").tag_name == "output")
    check(report, "no console error", not (errors := browser.console_errors()), errors)


def check_examples(browser, report):
    browser.open()
    count = len(browser.all("#examples button"))
    check(report, "there are four to six examples", 4 <= count <= 6, count)
    labels = set()
    for example in browser.all("#examples button"):
        example.click()
        browser.until(lambda: browser.find("#text").get_attribute("textContent") == example.get_attribute("value"))
        labels.add(browser.find("#answer .label").text.lower())
        check(report, 
            f"example {example.text!r} fills the box",
            browser.find("#message").get_attribute("value") == example.get_attribute("value"),
        )
    check(report, "the examples show every label", len(labels) == 2, labels)
    check(report, "no console error", not (errors := browser.console_errors()), errors)


def check_without_script(browser, report):
    for name, message in {"a message": MESSAGE, "a hostile message": HOSTILE, "a long word": LONG_WORD}.items():
        browser.open()
        browser.fill(message)
        browser.find("#send").click()
        browser.await_verdict()
        with_script, title = browser.verdict(), browser.driver.title
        browser.scripting(False)
        browser.open()
        browser.fill(message)
        browser.submit_without_script()
        check(report, f"{name} gets the same verdict without script", browser.verdict() == with_script)
        check(report, f"{name} gets the same title without script", browser.driver.title == title)
        check(report, f"{name} stays in the box", browser.find("#message").get_attribute("value") == message)
        browser.scripting(True)
    browser.scripting(False)
    browser.open()
    page = browser.find("html")
    browser.find("#examples button").click()
    browser.until(lambda: browser.find("html") != page)
    check(report, "an example works without script", browser.find("#answer .label").is_displayed())
    browser.scripting(True)
    check(report, "no console error", not (errors := browser.console_errors()), errors)


def check_errors(browser, report):
    browser.open()
    browser.fill(TOO_LONG)
    browser.find("#send").click()
    browser.until(lambda: browser.find("#problem").is_displayed())
    check(report, "a refused message shows why", browser.find("#problem").text != "")
    check(report, "and has the focus", browser.run("return document.activeElement.id") == "message")
    browser.fill("see you at seven")
    browser.find("#send").click()
    browser.await_verdict()
    check(report, "a later verdict takes the error away", not browser.find("#problem").is_displayed())
    browser.scripting(False)
    browser.open()
    browser.fill(TOO_LONG)
    browser.submit_without_script()
    check(report, "a refused message shows why without script", browser.find("#problem").text != "")
    check(report, "and stays in the box", browser.find("#message").get_attribute("value") == TOO_LONG)
    browser.scripting(True)
    browser.open()
    browser.fill(MESSAGE)
    browser.run("window.fetch = () => Promise.reject(new TypeError('offline'))")
    browser.submit_without_script()
    check(report, "the form is posted when the API cannot be reached", browser.find("#answer .label").is_displayed())
    browser.open("/no/such/page")
    check(report, "an unknown address gets a page of its own", browser.find(".speaker:not(.name)").text == "404")
    browser.find("main a").click()
    check(report, "which leads home", browser.all("#message"))
    check(report, "no console error", not (errors := browser.console_errors(network=False)), errors)


@contextlib.contextmanager
def gateway(page, status, content_type, body):
    """A server of the page at /prod that answers its questions as a gateway does which lets none through."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(200, "text/html; charset=utf-8", page)

        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            answer = (status, content_type, body) if self.path == "/prod/predict" else (404, "text/plain", b"lost")
            self.answer(*answer)

        def answer(self, status, content_type, body):
            self.send_response(status)
            self.send_header("content-type", content_type)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/prod"
        finally:
            server.shutdown()


def check_gateway(browser, report):
    page = urllib.request.urlopen(browser.url).read().replace(b'action="/"', b'action="/prod/"')
    # what stands in for the gateway has no other files
    page = re.sub(rb"<link rel=.manifest[^>]*>", b"", page)
    refusals = {
        (429, "application/json", b'{"message":"Too Many Requests"}'): "Too many messages are asked",
        (503, "application/json", b'{"message":"Service Unavailable"}'): "Hamlet cannot answer",
        (503, "text/html", b"<h1>Unavailable</h1>"): "Hamlet cannot answer",
        (504, "application/json", b'{"message":"Endpoint request timed out"}'): "Endpoint request timed out",
        (502, "text/html", b""): "The server answers 502.",
    }
    for (status, content_type, body), words in refusals.items():
        with gateway(page, status, content_type, body) as url:
            browser.driver.get(url)
            browser.fill(MESSAGE)
            browser.find("#send").click()
            browser.until(lambda: browser.find("#problem").is_displayed())
            found = browser.find("#problem").text
            check(report, f"a gateway's {status} in {content_type} is told in the page's words", found.startswith(words), found)
            check(report, f"a gateway's {status} leaves the message", browser.find("#message").get_attribute("value") == MESSAGE)
            check(report, f"a gateway's {status} ends the waiting", not browser.all("[aria-busy]"))
    check(report, "no console error", not (errors := browser.console_errors(network=False)), errors)


def states(browser):
    """Every state of the page, each by name."""
    browser.open()
    yield "form"
    browser.fill(MESSAGE)
    browser.find("#send").click()
    browser.await_verdict()
    yield "verdict"
    browser.open()
    browser.find("#examples button:nth-of-type(2)").click()
    browser.await_verdict()
    yield "other-verdict"
    browser.fill(LONG_WORD + " " + HOSTILE)
    browser.find("#send").click()
    browser.until(lambda: LONG_WORD in browser.find("#text").text)
    yield "hostile"
    browser.open()
    browser.fill(TOO_LONG)
    browser.find("#send").click()
    browser.until(lambda: browser.find("#problem").is_displayed())
    yield "refused"
    browser.open("/no/such/page")
    yield "404"
    browser.open("/docs")
    yield "docs"


def check_screens(browser, report, axe, folder):
    for scheme in ("light", "dark"):
        for width in (DESKTOP, PHONE, SMALL_PHONE):
            browser.screen(width, scheme)
            for state in states(browser):
                name = f"{state}-{width}-{scheme}"
                check(report, f"{name} needs no scrolling sideways", not browser.overflows())
                if width != SMALL_PHONE:
                    check(report, f"{name} is accessible", not (found := violations(browser, axe)), found)
                if folder and width != SMALL_PHONE and state != "refused":
                    browser.screenshot(folder / f"{name}.png")
    check(report, "no console error", not (errors := browser.console_errors(network=False)), errors)


def violations(browser, axe):
    browser.run(axe)
    results = browser.driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    return [
        (violation["id"], violation["impact"], [node["html"][:120] for node in violation["nodes"]])
        for violation in results["violations"]
    ]


def attempt(part, browser, report, *arguments):
    """What never comes, or is not there, fails the check and leaves the others to go on."""
    try:
        part(browser, report, *arguments)
    except WebDriverException as error:
        check(report, f"{part.__name__} comes to its end", False, f"{error!r} {browser.console_errors()}")
    finally:
        browser.scripting(True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:3000")
    parser.add_argument("--screenshots", type=pathlib.Path, help="folder for screenshots of every state")
    parser.add_argument("--axe", type=pathlib.Path, help="another axe.min.js than the one of axe-core-python")
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    bundled = importlib.resources.files("axe_core_python") / "axe.min.js"
    axe = (options.axe or bundled).read_text("utf-8")
    report = Report("page")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile, options.url.rstrip("/"))
        try:
            attempt(check_with_script, browser, report)
            attempt(check_examples, browser, report)
            attempt(check_without_script, browser, report)
            attempt(check_errors, browser, report)
            attempt(check_gateway, browser, report)
            attempt(check_screens, browser, report, axe, options.screenshots)
        finally:
            browser.driver.quit()
    report.finish()


if __name__ == "__main__":
    main()
