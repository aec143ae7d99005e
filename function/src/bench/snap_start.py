#!/usr/bin/env python3
"""Measures the first answers after a SnapStart restore, with priming and without.

No snapshot is taken: what can be shown without AWS is what is in the JVM when it would be. A small Runtime
API starts AWS's Java runtime client as SnapStart does, lets it run its hooks until it asks for the restore,
waits, says that it is restored, and sends events. Time is taken from the event's last byte to the answer's.
The rows take turns; each start is a fresh process.

rows:
  unprimed   the same jar, started as on demand: the model is read, and nothing more
  primed     started as SnapStart does

needs: `make package` first; Linux; Maven and a JDK 25.
"""

import argparse
import http.server
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

import cold_start

RUNTIME = "/2018-06-01/runtime/"
EVENTS = ("predict-v2.json", "predict-v2-explain.json", "form-v2-base64.json", "page-v2.json")
# the managed runtime's, but for the compiler: with SnapStart both tiers compile
JVM_FLAGS = tuple(flag for flag in cold_start.JVM_FLAGS if "Tiered" not in flag) + (
    "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",)
# as the managed runtime has it; by itself, every client on a machine unpacks it to the same file
LIBRARY = "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
ROWS = {"unprimed": "on-demand", "primed": "snap-start"}


class RuntimeApi(http.server.ThreadingHTTPServer):
    """Gives a runtime the events one by one, and keeps the milliseconds that each answer took."""

    daemon_threads = True

    def __init__(self, events, settle):
        super().__init__(("127.0.0.1", 0), Calls)
        self.events, self.settle = list(events), settle
        self.begin, self.init_millis, self.sent, self.millis = time.perf_counter(), None, None, []
        self.done = threading.Event()

    def snapshot(self):
        """When the snapshot is taken: the start is over."""
        if self.init_millis is None:
            self.init_millis = (time.perf_counter() - self.begin) * 1000
            time.sleep(self.settle)


class Calls(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize, disable_nagle_algorithm = 1 << 20, True  # an answer leaves in one piece and at once

    def do_GET(self):
        api = self.server
        api.snapshot()
        if self.path == RUNTIME + "restore/next":
            return self.answer(200, b"")
        if not api.events:
            return api.done.set()
        event = api.events.pop(0)
        self.answer(200, event, ("Lambda-Runtime-Aws-Request-Id", f"request-{len(api.millis)}"),
                    ("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 60_000)),
                    ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:hamlet"))
        api.sent = time.perf_counter()

    def do_POST(self):
        api = self.server
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path.endswith("/response") and b'"statusCode":200' in body:
            api.millis.append((time.perf_counter() - api.sent) * 1000)
        else:
            print(f"snap_start: {self.path}: {body[:500]!r}", file=sys.stderr)
            api.done.set()
        self.answer(202, b"")

    def answer(self, status, body, *headers):
        self.send_response(status)
        for name, value in (*headers, ("content-type", "application/json"), ("content-length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_):
        pass


def start(java, task, kind, events, settle):
    with RuntimeApi(events, settle) as api, tempfile.TemporaryFile() as log:
        threading.Thread(target=api.serve_forever, daemon=True).start()
        environment = os.environ | {
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_address[1]}", "AWS_LAMBDA_INITIALIZATION_TYPE": kind,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(cold_start.MEMORY_MB), "LAMBDA_TASK_ROOT": str(task)}
        api.begin = time.perf_counter()
        process = subprocess.Popen(java, cwd=task, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            api.done.wait(60)
        finally:
            process.kill()
            process.wait()
            api.shutdown()
        if len(api.millis) != len(events):
            log.seek(0)
            raise SystemExit(f"snap_start: {len(api.millis)} of {len(events)} answers\n{log.read().decode()[-2000:]}")
        return api.init_millis, api.millis


def unpacked_library(client):
    machine = {"aarch64": "aarch_64"}.get(platform.machine(), platform.machine())
    jar = next(client.glob("aws-lambda-java-runtime-interface-client-*.jar"))
    with zipfile.ZipFile(jar) as archive:
        return archive.extract(f"jni/libaws-lambda-jni.linux-{machine}.so", cold_start.BENCH)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--starts", type=int, default=10, metavar="N", help="starts of each row and event (default: 10)")
    add("--jar", type=pathlib.Path, default=cold_start.TARGET / "function.jar", metavar="FILE")
    add("--settle", type=float, default=0.5, metavar="S", help="seconds from the hooks' end to the restore (default: 0.5)")
    add("--flag", action="append", default=[], help="one more flag of the JVM")
    add("--rows", default=",".join(ROWS), metavar="A,B", help="only these rows")
    options = parser.parse_args()
    jdk = cold_start.find_jdk()
    client = cold_start.fetch_client(jdk)
    java = (str(jdk / "bin" / "java"), *JVM_FLAGS, f"{LIBRARY}={unpacked_library(client)}", *options.flag, "-cp", f"{client}/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", cold_start.HANDLER)
    names = options.rows.split(",")
    print(f"{'event':<26} {'row':<9} {'start ms':>9} {'first ms':>9} {'second ms':>10} {'tenth ms':>9}")
    with tempfile.TemporaryDirectory(prefix="snap-start-") as scratch:
        task = pathlib.Path(scratch)
        cold_start.one_jar(options.jar, task)
        for name in EVENTS:
            event = (cold_start.ROOT / "events" / name).read_bytes()
            found = {row: [] for row in names}
            for _ in range(options.starts):
                for row in names:
                    found[row].append(start(java, task, ROWS[row], [event] * 10, options.settle))
            for row, starts in found.items():
                middle = [statistics.median(column) for column in
                          zip(*((init, millis[0], millis[1], millis[9]) for init, millis in starts))]
                print(f"{name:<26} {row:<9} {middle[0]:>9.0f} {middle[1]:>9.2f} {middle[2]:>10.2f} {middle[3]:>9.2f}",
                      flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
