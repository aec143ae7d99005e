#!/usr/bin/env python3
"""Answers of the page's own scorer in a real Chromium, a JSON object a line as ./hamlet classify --explain gives.

    .ci/edge_answers.py --url http://127.0.0.1:3000 < messages.txt > answers.jsonl

A message a line, in UTF-8. Or from Python: browser_answers(url, texts) gives an object for each text:
{label, score, explanation: {logit, bias, remainder, unseen, undone, tokens}, model}, or {error} for a blank one.
"""

import argparse
import contextlib
import json
import shutil
import sys
import tempfile

from selenium import webdriver

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
CHUNK = 500

# the module and the model as the page names them, without its service worker
LOAD = """
const done = arguments[arguments.length - 1];
const { sha256, edge } = document.getElementById('ask').dataset;
const root = document.getElementById('ask').action;
(async () => {
  const started = performance.now();
  const model = await (await fetch(`${root}model.hamlet?${sha256}`)).arrayBuffer();
  window.scorer = await import(`${root}edge.js?${edge}`);
  const read = performance.now();
  const version = window.scorer.read(new Int8Array(model));
  return { version, fetched: read - started, read: performance.now() - read, model: model.byteLength };
})().then(done, error => done({ error: String(error) }));
"""
ANSWER = """
return arguments[0].map(text => window.scorer.isBlank(text) ? { error: 'blank' } : window.scorer.explain(text));
"""
# each message as often as shows on the clock, which is coarse
MEASURE = """
const [texts, method, times] = arguments;
const score = window.scorer[method];
for (let i = 0; i < 3; i++) texts.forEach(text => score(text));
return texts.map(text => {
  const start = performance.now();
  for (let i = 0; i < times; i++) score(text);
  return (performance.now() - start) / times * 1000;
});
"""


@contextlib.contextmanager
def chromium(*flags):
    """A driver of a Chromium with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in [*FLAGS, *flags, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
        driver.set_script_timeout(300)
        try:
            yield driver
        finally:
            driver.quit()


def load(driver, url):
    """Opens the page and loads its scorer; gives version, sizes and milliseconds."""
    driver.get(url)
    loaded = driver.execute_async_script(LOAD)
    if "error" in loaded:
        raise SystemExit(f"FAILED expected a scorer at {url}, found {loaded['error']}")
    return loaded


def answers(driver, texts):
    found = []
    for start in range(0, len(texts), CHUNK):
        found += driver.execute_script(ANSWER, texts[start : start + CHUNK])
    return found


def microseconds(driver, texts, method, times=20):
    """What each text takes, by predict or explain, after a warm-up."""
    return driver.execute_script(MEASURE, texts, method, times)


def browser_answers(url, texts):
    """The scorer's answer to each text, by the page at url."""
    with chromium() as driver:
        load(driver, url)
        return answers(driver, texts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:3000")
    options = parser.parse_args()
    texts = sys.stdin.buffer.read().decode("utf-8").removesuffix("\n").split("\n")
    for answer in browser_answers(options.url.rstrip("/") + "/", texts):
        print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
