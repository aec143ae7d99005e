"""Tracks runs at a real MLflow server, kills it at the worst moments, and asks MLflow's own client what is there.

HAMLET_DATA=folder .venv/mlflow/bin/python .ci/check_mlflow.py     after make package; the environment is what `make mlflow` makes
"""

import hashlib
import http.client
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import mlflow
import pandas
from report import Report, stop

HAMLET = Path(__file__).resolve().parents[1]
NAME = "sms-spam"
ROWS = 1500
FIGURES = ["mcc", "f1", "recall", "blocked", "auc"]


class Server:
    """`make mlflow`, with its storage in a folder; the same storage after a kill."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        command = ["make", "--silent", "mlflow", f"MLFLOW_PORT={self.port}", f"MLFLOW_FOLDER={self.folder}"]
        with open(f"{self.folder}.log", "ab") as log:
            self.process = subprocess.Popen(command, cwd=HAMLET, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=2).read()
                return
            except OSError:
                time.sleep(0.5)
        stop(f"expected MLflow's server within two minutes, found none: {Path(f'{self.folder}.log').read_text()[-2000:]}")

    def kill(self):
        """With all its workers, at once: nobody gets to say goodbye."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()


class Proxy(http.server.ThreadingHTTPServer):
    """Passes requests on, keeps their headers, and kills the server instead of the n-th request of a kind when told so."""

    def __init__(self, server):
        super().__init__(("127.0.0.1", 0), Handler)
        self.server_behind = server
        self.seen = []
        self.kill_at = None
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def kills(self, request):
        if self.kill_at is None or self.kill_at[0] not in request:
            return False
        self.kill_at = (self.kill_at[0], self.kill_at[1] - 1)
        if self.kill_at[1] == 0:
            self.kill_at = None
            self.server_behind.kill()
            return True
        return False


class Handler(http.server.BaseHTTPRequestHandler):
    def pass_on(self):
        request = f"{self.command} {self.path}"
        self.server.seen.append((request, self.headers.get("Authorization")))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.close_connection = True
        if self.server.kills(request):
            return
        try:
            behind = http.client.HTTPConnection("127.0.0.1", self.server.server_behind.port, timeout=60)
            behind.request(self.command, self.path, body, {"Content-Type": self.headers.get("Content-Type") or "text/plain"})
            answer = behind.getresponse()
            content = answer.read()
        except OSError:
            return
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(content)))
        # or Java's client would ask again on a connection that is closed
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = pass_on

    def log_message(self, *_):
        pass


def free_port():
    with http.server.socketserver.TCPServer(("127.0.0.1", 0), None) as server:
        return server.server_address[1]


def prepare(work):
    """A cheap pipeline on a part of the real data."""
    lines = Path(os.environ["HAMLET_DATA"], "SMSSpamCollection").read_bytes().splitlines(keepends=True)[:ROWS]
    (work / "data-set").mkdir()
    (work / "data-set/SMSSpamCollection").write_bytes(b"".join(lines))
    yaml = (HAMLET / "params.yaml").read_text(encoding="utf-8")
    for key, value in {
        "    sha256": hashlib.sha256(b"".join(lines)).hexdigest(),
        "trainer": "naive_bayes",
        "  folds": "3",
        "  repeats": "1",
    }.items():
        yaml = re.sub(rf"(?m)^{key}: [\w]+$", f"{key}: {value}", yaml, count=1)
    (work / "params.yaml").write_text(yaml, encoding="utf-8")
    commit = ["-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "--allow-empty", "--message", "x"]
    for command in (["init", "--quiet"], commit):
        subprocess.run(["git", *command], cwd=work, check=True)
    return [line.split(b"\t", 1)[1].decode().strip() for line in lines]


class Hamlet:
    def __init__(self, work, uri):
        self.work = work
        self.environment = {
            **os.environ,
            "HAMLET_DATA": str(work / "data-set"),
            "MLFLOW_TRACKING_URI": uri,
            "MLFLOW_TRACKING_TOKEN": "t0ken",
        }

    def run(self, *arguments, **more):
        return subprocess.run(
            [HAMLET / "hamlet", *arguments], cwd=self.work, env=self.environment, capture_output=True, text=True, **more
        )

    def runs(self, stage):
        found = [json.loads(file.read_text()) for file in sorted(self.work.glob("runs/*/run.json"))]
        return [run for run in found if run["stage"] == stage]


def ran(result, warnings=0):
    found = [line for line in result.stderr.splitlines() if " WARN " in line and "export" in line]
    problems = [] if result.returncode == 0 else [f"expected exit code 0, found {result.returncode}: {result.stderr[-500:]}"]
    if len(found) != warnings:
        problems.append(f"expected {warnings} warnings of MLflow, found {found}")
    return problems


def expect(what, expected, found):
    return [] if expected == found else [f"expected {what} {expected}, found {found}"]


def of_stage(client, stage, more=""):
    experiment = client.get_experiment_by_name(NAME)
    return client.search_runs([experiment.experiment_id], f"tags.stage = '{stage}'{more}")


def check_run(client, work, hamlet):
    evaluated = of_stage(client, "evaluate", " and metrics.mcc > .5")
    problems = expect("runs of evaluate with metrics.mcc > .5", 1, len(evaluated))
    problems += expect("runs of evaluate with metrics.mcc > 1.5", 0, len(of_stage(client, "evaluate", " and metrics.mcc > 1.5")))
    report = json.loads((work / "reports/metrics.json").read_text())["evaluation"]["figures"]
    data = evaluated[0].data
    for name in FIGURES:
        figure = report[name]
        problems += expect(name, [figure["value"], figure["low"], figure["high"]], [data.metrics[name + end] for end in ("", ".low", ".high")])
    kept = hamlet.runs("evaluate")[0]
    problems += expect("the status", "FINISHED", evaluated[0].info.status)
    problems += expect("parameters", kept["parameters"], data.params)
    problems += expect("tags", kept["tags"], {name: data.tags.get(name) for name in kept["tags"]})
    for tag in ("parameters.sha256", "model.version", "git.commit", "git.dirty", "version.smile", "hamlet.run", "mlflow.source.git.commit"):
        problems += [] if data.tags.get(tag) else [f"expected a tag {tag}, found {sorted(data.tags)}"]
    return problems


def check_folds(client):
    run = of_stage(client, "train")[0]
    steps = [metric.step for metric in client.get_metric_history(run.info.run_id, "cv.fold.mcc")]
    return expect("steps of cv.fold.mcc", [0, 1, 2], sorted(steps)) + ([] if run.data.tags.get("data.sha256") else ["expected a tag data.sha256"])


def check_artifacts(client, run, files):
    problems = []
    for name, file in files.items():
        with tempfile.TemporaryDirectory() as folder:
            found = Path(client.download_artifacts(run.info.run_id, name, folder)).read_bytes()
        problems += [] if found == file.read_bytes() else [f"expected the bytes of {file.name} as artifact {name}, found others"]
    return problems


def check_model(client, work, hamlet, texts):
    version = client.get_model_version_by_alias(NAME, "champion")
    model = mlflow.pyfunc.load_model(f"models:/{NAME}@champion")
    found = model.predict(pandas.DataFrame({"text": texts}))
    classify = hamlet.run("classify", "--model", "function/src/main/resources/model.hamlet", input="\n".join(texts) + "\n")
    answers = [json.loads(line) for line in classify.stdout.splitlines()]
    problems = expect("answers", len(texts), len(answers))
    problems += expect("labels and scores as classify has them", [(a["label"], a["score"]) for a in answers], list(zip(found["label"], found["score"])))
    bad = model.predict(pandas.DataFrame({"text": ["two\nlines", ""]}))
    problems += expect("errors", [None, "expected a message, found an empty text"], list(bad["error"]))
    return problems + expect("status of the version", "READY", version.status)


def main():
    report = Report("mlflow")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        work.mkdir()
        texts = prepare(work)
        (Path(folder) / "mlflow").mkdir()
        server = Server(str(Path(folder) / "mlflow"))
        try:
            server.start()
            check(report, work, texts[:300], server)
        finally:
            server.kill()
    report.finish()


def check(report, work, texts, server):
    proxy = Proxy(server)
    hamlet = Hamlet(work, proxy.address)
    mlflow.set_tracking_uri(server.address)
    os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
    os.environ["JAVA_HOME"] = hamlet.run("java-home").stdout.strip()
    client = mlflow.MlflowClient()

    for stage in ("fetch", "split", "train", "evaluate", "publish"):
        report.case(f"{stage} beside MLflow", ran(hamlet.run(stage)))
    report.case("a run with its figures, parameters and tags", check_run(client, work, hamlet))
    report.case("figures of each fold as steps", check_folds(client))
    files = {name: work / "reports" / name for name in ("metrics.json", "metrics.html", "predictions.tsv")}
    report.case("artifacts of evaluate", check_artifacts(client, of_stage(client, "evaluate")[0], files))
    report.case("the model of train", check_artifacts(client, of_stage(client, "train")[0], {"model.hamlet": work / "models/model.hamlet"}))
    tokens = {authorization for _, authorization in proxy.seen}
    report.case("every request has the token", expect("Authorization", {"Bearer t0ken"}, tokens))

    trained = (work / "models/model.hamlet").read_bytes()
    # the first two come when the run begins
    proxy.kill_at = ("runs/log-batch", 3)
    report.case("train while MLflow is killed", ran(hamlet.run("train"), warnings=1))
    report.case("the same model as before", expect("its bytes", True, trained == (work / "models/model.hamlet").read_bytes()))
    report.case("a run without any server", ran(hamlet.run("train", "--out", "models/other.hamlet"), warnings=1))
    server.start()
    proxy.kill_at = ("PUT ", 4)
    report.case("register while MLflow is killed", ran(hamlet.run("register"), warnings=1))
    server.start()
    half = of_stage(client, "register") + of_stage(client, "train")
    report.case("what is half there says so", expect("status", ["RUNNING", "RUNNING", "FINISHED"], [run.info.status for run in half]))
    report.case("nothing is half registered", expect("versions", [], client.search_model_versions(f"name = '{NAME}'")))

    report.case("export", ran(hamlet.run("export")))
    report.case("export, again", ran(hamlet.run("export")))
    report.case("export of what is there", ran(hamlet.run("export", hamlet.runs("register")[0]["id"])))
    runs = {run.data.tags["hamlet.run"]: run for stage in ("register", "train") for run in of_stage(client, stage)}
    report.case("each run once, and whole", expect("runs", [(run["id"], "FINISHED") for stage in ("register", "train") for run in hamlet.runs(stage)],
                sorted(((name, run.info.status) for name, run in runs.items()), key=lambda each: ("train" in each[0], each[0]))))
    registered = of_stage(client, "register")
    report.case("no run twice", expect("runs of register and train", 4, len(registered) + len(of_stage(client, "train"))))
    kept = work / "runs" / hamlet.runs("register")[0]["id"] / "artifacts"
    files = {str(file.relative_to(kept)): file for file in kept.rglob("*") if file.is_file()}
    report.case("artifacts of register", check_artifacts(client, registered[0], files))
    versions = client.search_model_versions(f"name = '{NAME}'")
    report.case("one version registered", expect("tags", [hamlet.runs("register")[0]["tags"]["model.version"]], [v.tags["hamlet.version"] for v in versions]))

    waive = [part for gate in ("floors", "behaviour", "speed") for part in ("--waive", gate)]
    version = versions[0].tags["hamlet.version"]
    report.case("promote", ran(hamlet.run("promote", version, "champion", *waive, "--reason", "learned from few messages")))
    report.case("the alias is MLflow's, too", expect("its version", version, client.get_model_version_by_alias(NAME, "champion").tags["hamlet.version"]))
    report.case("the champion, loaded by its URI, answers as classify does", check_model(client, work, hamlet, texts))
    listed = hamlet.run("runs", "--where", "mcc > .5").stdout.splitlines()
    report.case("runs lists what was exported", expect("lines", True, len(listed) >= 2 and all("\tFINISHED\texported\t" in line for line in listed[1:])))


if __name__ == "__main__":
    sys.exit(main())
