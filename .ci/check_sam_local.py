#!/usr/bin/env python3
"""Runs the built function under the real sam: every event by sam local invoke, then every request among them over
HTTP by sam local start-api; answers are compared with events/expected.json.

    python .ci/check_sam_local.py     after mvn package; needs Docker, aws-sam-cli and requests (.ci/requirements.txt)
"""

import base64
import concurrent.futures
import contextlib
import json
import os
import platform
import shutil
import socket
import subprocess
import tempfile
import time

import requests

from expectations import EVENTS, cases, problems
from report import Report, stop

ROOT = EVENTS.parent
ARCHITECTURE = {"aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "x86_64")
IMAGE = f"public.ecr.aws/lambda/java:25-{ARCHITECTURE}"
ENVIRONMENT = os.environ | {"SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-central-1"}

# made here: as an event it would weigh more than all the others together
TOO_LARGE = {
    "method": "POST",
    "path": "/predict",
    "headers": {"content-type": "application/json"},
    "data": json.dumps({"texts": ["x" * 4_000] * 500}).encode("utf-8"),
}
EXPECTED_OF_TOO_LARGE = {
    "status": 413,
    "contentType": "application/problem+json",
    "json": {"/type": "urn:hamlet:problem:body-too-large", "/status": 413},
}


def main():
    require()
    report = Report("sam local")
    expected = cases()
    # alone, because sam makes its own image on top of the runtime's the first time
    if dead := problems_of_invoke("health-v2.json", {"status": 200}, invoke("health-v2.json")):
        stop(f"the function does not start: {dead[0]}")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, run in zip(expected, pool.map(invoke, expected)):
            report.case(f"sam local invoke {name}", problems_of_invoke(name, expected[name], run))
    for name, answer in batches().items():
        report.case(f"sam local invoke {name} (template-streaming.yaml)", problems_of_batch(name, answer))
    for name, answer in chunks().items():
        report.case(f"sam local invoke {name} (template-batch.yaml)", problems_of_chunk(name, answer))
    with api() as url:
        for name in expected:
            request = request_of(json.loads((EVENTS / name).read_text("utf-8")))
            if request:
                report.case(f"{request['method']} {request['path']} ({name})", problems_of_request(url, request, expected[name]))
        report.case("POST /predict (a body of 2 MB)", problems_of_request(url, TOO_LARGE, EXPECTED_OF_TOO_LARGE))
    report.finish()


def require():
    """What is missing is a failure, never a reason to skip."""
    if shutil.which("sam") is None:
        stop("no sam on the PATH: pip install -r .ci/requirements.txt")
    if not (ROOT / "function/target/function.zip").is_file():
        stop("no function/target/function.zip: run mvn package first")
    if shutil.which("docker") is None or subprocess.run(("docker", "info"), capture_output=True).returncode:
        stop("Docker's engine does not answer: sam local cannot run")


def sam(*arguments):
    """The command line; an image that is there is used as it is, else sam fetches it."""
    present = subprocess.run(("docker", "image", "inspect", IMAGE), capture_output=True).returncode == 0
    pull = ("--skip-pull-image",) if present else ()
    return ("sam", "local", *arguments, *pull, "--parameter-overrides", f"Architecture={ARCHITECTURE}")


def invoke(name):
    command = sam("invoke", "PredictFunction", "--event", f"events/{name}")
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8")


def batches():
    return json.loads((EVENTS / "stream/expected.json").read_text("utf-8"))


def problems_of_batch(name, expected):
    """Every answer is as expected, but for scores and the model."""
    function = f"{name.replace('.', '-').split('-')[0].capitalize()}Function"
    choices = ("Queue=mapping", "Stream=mapping", "KafkaClusterArn=arn:aws:kafka:eu-central-1:123456789012:cluster/messages/6cc0432b-2")
    command = (*sam("invoke", function, "--template", "template-streaming.yaml", "--event", f"events/stream/{name}"), *choices)
    run = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8")
    answer = parsed(run.stdout)
    for record in answer if isinstance(answer, list) else []:
        record.pop("score", None)
        record.pop("model", None)
        if "explanation" in record:
            record["explanation"] = list(record["explanation"])
    return [] if answer == expected else [f"expected {expected}, found {run.stdout[:300]!r}; exit {run.returncode}: {run.stderr[-1500:]}"]


def chunks():
    return json.loads((EVENTS / "batch/expected.json").read_text("utf-8"))


def problems_of_chunk(name, expected):
    """What the batch's function answers, but for scores, the model, and what these make of a key and a time."""
    run = subprocess.run(sam("invoke", "ChunkFunction", "--template", "template-batch.yaml", "--event", f"events/batch/{name}"),
                         cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8")
    answer = parsed(run.stdout) or {}
    variable = [answer.pop("key", ""), answer.pop("expires", None), answer.get("total", {}).pop("model", None)]
    variable += [each.pop(part, None) for each in answer.get("answers", []) for part in ("score", "model")]
    return [] if answer == expected and variable[0] else [
        f"expected {expected}, found {run.stdout[:300]!r}; exit {run.returncode}: {run.stderr[-1500:]}"]


def problems_of_invoke(name, expected, run):
    try:
        answer = json.loads(run.stdout)
        status = answer["statusCode"]
    except (ValueError, KeyError, TypeError):
        return [f"expected an answer with a statusCode, found {run.stdout[:300]!r}; exit {run.returncode}: {run.stderr[-1500:]}"]
    headers = {key.lower(): value for key, value in answer.get("headers", {}).items()}
    body = answer.get("body") or ""
    if answer.get("isBase64Encoded"):
        body = base64.b64decode(body).decode("utf-8", "replace")
    return problems(expected, status, headers, body) + log_line(status, run.stderr) + logged_text(name, run.stderr)


def log_line(status, log):
    """A request leaves one line of JSON with its id, status and time."""
    lines = [line for line in map(parsed, log.splitlines()) if isinstance(line, dict)]
    whole = len(lines) == 1 and {"requestId", "latencyMs"} <= set(lines[0]) and lines[0].get("status") == status
    return [] if whole else [f"expected one line of JSON with requestId, latencyMs and status {status}, found {lines}"]


def parsed(line):
    try:
        return json.loads(line)
    except ValueError:
        return None


def logged_text(name, log):
    """No message may reach the log, whole or in part."""
    parts = [text[start : start + 16] for text in texts_of(name) for start in range(0, max(1, len(text) - 16), 8)]
    found = [part for part in parts if len(part) >= 8 and part in log]
    return [f"the log holds the message's text {found[0]!r}"] if found else []


def texts_of(name):
    """Every string of a JSON body, or the whole of another."""
    event = json.loads((EVENTS / name).read_text("utf-8"))
    try:
        content = content_of(event).decode("utf-8")
    except ValueError:
        return []
    try:
        return list(strings_of(json.loads(content)))
    except ValueError:
        return [content]


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings_of(part)


def content_of(event):
    """The request's bytes; ValueError when they are not what isBase64Encoded says."""
    body = event.get("body") or ""
    return base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode("utf-8")


def request_of(event):
    """The HTTP request behind an event, or None where there is none, or where sam's own server refuses it (not UTF-8)."""
    try:
        content = content_of(event)
        content.decode("utf-8")
    except ValueError:
        return None
    if "requestContext" not in event:
        return None
    http = event["requestContext"].get("http", {})
    names = ("accept", "content-type")
    headers = {key: value for key, value in event["headers"].items() if key.lower() in names}
    return {
        "method": http.get("method") or event["httpMethod"],
        "path": event.get("rawPath") or event["path"],
        "headers": headers,
        "data": content,
    }


def problems_of_request(url, request, expected):
    arguments = request | {"url": url + request["path"]}
    del arguments["path"]
    answer = requests.request(**arguments, timeout=60, allow_redirects=False)
    headers = {key.lower(): value for key, value in answer.headers.items()}
    return problems(expected, answer.status_code, headers, answer.content.decode("utf-8", "replace"))


@contextlib.contextmanager
def api():
    """The address of a running sam local start-api; its log is shown when it does not come up."""
    port = free_port()
    command = sam("start-api", "--warm-containers", "EAGER", "--host", "127.0.0.1", "--port", str(port))
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=log, stderr=subprocess.STDOUT)
        try:
            if not comes_up(server, port):
                log.seek(0)
                stop(f"sam local start-api did not come up: {log.read()[-2000:]}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()  # on which sam removes its containers
            server.wait(60)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def comes_up(server, port):
    for _ in range(120):
        if server.poll() is not None:
            return False
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.5)
    return False


if __name__ == "__main__":
    main()
