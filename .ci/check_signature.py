#!/usr/bin/env python3
"""Checks that the built function serves a model that OpenSSL's key has signed, and refuses at its start a tampered one, one of another key and
one without a signature: under the real sam local, by serve, and by each handler under AWS's client. The tampered model's own checksums are
made to fit, so that nothing but the signature can tell.

    python .ci/check_signature.py     after mvn package; needs Docker, aws-sam-cli (.ci/requirements.txt) and openssl
"""

import concurrent.futures
import json
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import urllib.request
import zipfile
import zlib

from check_sam_local import ENVIRONMENT, ROOT, free_port, parsed, require, sam
from report import Report, stop
import deployed

JAR = ROOT / "function/target/function.jar"
MODEL, SIGNATURE = "model.hamlet", "model.hamlet.sig"
NOT_SIGNED = "expected a signature of model.hamlet by the public key, found one of other bytes or by another key"
NO_SIGNATURE = "expected a file /model.hamlet.sig in the jar, found none"
HANDLERS = {"handler.PredictHandler": "health-v2.json", "stream.SqsHandler": "stream/sqs.json", "stream.KinesisHandler": "stream/kinesis.json",
            "stream.KafkaHandler": "stream/kafka-msk.json", "stream.ChunkHandler": "batch/rows.json"}


def main():
    require()
    report = Report("signature")
    with tempfile.TemporaryDirectory(prefix="signature-") as folder:
        cases = variants(pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for (name, case), problems in zip(cases.items(), pool.map(invoked, cases.values())):
                report.case(f"sam local invoke, {name}", problems)
        for name, case in cases.items():
            report.case(f"serve, {name}", served(case))
        for handler, event in HANDLERS.items():
            report.case(f"{handler}, signed", started(cases["signed"], handler, event))
            report.case(f"{handler}, tampered with", started(cases["tampered with"], handler, event))
        report.case("verify and openssl agree", verified(cases))
    report.finish()


class Case:
    """A jar, its zip, the key that the function is told, and why it refuses to start; None if it does not."""

    def __init__(self, folder, name, model, signature, key, refusal):
        self.folder = folder / name.replace(" ", "-")
        self.folder.mkdir()
        self.key, self.refusal = key, refusal
        self.jar, self.zip = self.folder / "function.jar", self.folder / "function.zip"
        with zipfile.ZipFile(JAR) as built, zipfile.ZipFile(self.jar, "w") as jar:
            for entry in built.infolist():
                if entry.filename not in (MODEL, SIGNATURE):
                    jar.writestr(entry, built.read(entry))
            jar.writestr(MODEL, model)
            if signature:
                jar.writestr(SIGNATURE, signature)
        with zipfile.ZipFile(self.zip, "w") as artifact:
            artifact.write(self.jar, "lib/function.jar")


def variants(folder):
    model = zipfile.ZipFile(JAR).read(MODEL)
    (folder / MODEL).write_bytes(model)
    keys = {name: key_pair(folder, name) for name in ("owner", "other")}
    openssl("dgst", "-sha256", "-sign", folder / "owner.pem", "-out", folder / SIGNATURE, folder / MODEL)
    signature = (folder / SIGNATURE).read_bytes()
    return {
        "signed": Case(folder, "signed", model, signature, keys["owner"], None),
        "tampered with": Case(folder, "tampered with", tampered(model), signature, keys["owner"], NOT_SIGNED),
        "tampered with, no key": Case(folder, "no key", tampered(model), signature, "", None),
        "another key": Case(folder, "another key", model, signature, keys["other"], NOT_SIGNED),
        "no signature": Case(folder, "no signature", model, None, keys["owner"], NO_SIGNATURE),
    }


def key_pair(folder, name):
    """The public key as the template's parameter takes it."""
    private = folder / f"{name}.pem"
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", private)
    pem = openssl("pkey", "-in", private, "-pubout")
    (folder / f"{name}.pub").write_text(pem)
    return "".join(pem.splitlines()[1:-1])


def openssl(*arguments):
    done = subprocess.run(("openssl", *map(str, arguments)), capture_output=True, text=True)
    if done.returncode:
        stop(f"openssl {arguments[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def tampered(model):
    """A weight near the end is another, and the file's SHA-256 and CRC are those of the new bytes."""
    changed = bytearray(model[:-36])
    changed[-1000] ^= 0x40
    changed += hashlib.sha256(changed).digest()
    return bytes(changed) + zlib.crc32(changed).to_bytes(4, "little")


def invoked(case):
    """By the zip's handler in Lambda's stead; the parameter reaches it as the template says."""
    template = case.folder / "template.yaml"
    template.write_text((ROOT / "template.yaml").read_text("utf-8").replace("function/target/function.zip", str(case.zip)), "utf-8")
    command = [*sam("invoke", "PredictFunction", "--template", str(template), "--event", str(ROOT / "events/health-v2.json"))]
    command += [f"ModelPublicKey={case.key}"] if case.key else []
    run = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8")
    answer = parsed(run.stdout.strip().splitlines()[-1]) if run.stdout.strip() else None
    if case.refusal:
        failed = isinstance(answer, dict) and "errorType" in answer and "statusCode" not in answer
        return refusal(case, run.stderr) + ([] if failed else [f"expected an error of the start, found {run.stdout[:300]!r}"])
    healthy = isinstance(answer, dict) and answer.get("statusCode") == 200
    return [] if healthy else [f"expected an answer, found {run.stdout[:300]!r}; exit {run.returncode}: {run.stderr[-1500:]}"]


def refusal(case, log):
    """A line of JSON says why; Lambda may start the function a second time, and then it says so again."""
    lines = [line for line in map(parsed, log.splitlines()) if isinstance(line, dict) and line.get("message") == "model refused"]
    expected = {"level": "ERROR", "message": "model refused", "reason": case.refusal}
    return [] if lines and all(line == expected for line in lines) else [f"expected {expected} in the log, found {lines}: {log[-1500:]}"]


def served(case):
    port = free_port()
    command = (str(deployed.cold_start.find_jdk() / "bin/java"), "-jar", str(case.jar), "serve", "--port", str(port))
    server = subprocess.Popen(command, env=os.environ | {"MODEL_PUBLIC_KEY": case.key}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if case.refusal:
        out, log = server.communicate(timeout=30)
        return refusal(case, log) + ([] if server.returncode == 1 and not out else [f"expected exit 1, found {server.returncode}: {out}"])
    try:
        line = server.stderr.readline()
        health = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30))
        label = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/model", timeout=30))["sha256"]
        return [] if health["model"]["sha256"] == label and "listens" in line else [f"found {health} after {line}"]
    finally:
        server.terminate()
        server.communicate(timeout=30)


def started(case, handler, event):
    """Under AWS's client and emulator, which is what Lambda's runtime runs: an answer, or a start that fails."""
    with Started(handler, case) as function:
        answer = function(json.loads((ROOT / "events" / event).read_text("utf-8")))
    log = function.log.read_text("utf-8")
    failed = isinstance(answer, dict) and "errorType" in answer
    if case.refusal:
        return refusal(case, log) + ([] if failed else [f"expected an error of the start, found {answer}"])
    return [f"expected an answer, found {answer}: {log[-1500:]}"] if failed else []


class Started(deployed.Function):
    def __init__(self, handler, case):
        super().__init__(handler, case.folder)
        self.artifact, self.environment = case.zip, {"MODEL_PUBLIC_KEY": case.key}


def verified(cases):
    """The command's own word against openssl's, on the same files."""
    found = []
    folder = cases["signed"].folder.parent
    for key, case in (("owner", "signed"), ("other", "signed"), ("owner", "tampered with")):
        model, public = folder / "m.hamlet", folder / f"{key}.pub"
        model.write_bytes(zipfile.ZipFile(cases[case].jar).read(MODEL))
        shutil.copy(folder / SIGNATURE, f"{model}.sig")
        theirs = subprocess.run(("openssl", "dgst", "-sha256", "-verify", public, "-signature", f"{model}.sig", model), capture_output=True)
        ours = subprocess.run((ROOT / "hamlet", "verify", "--model", model, "--public-key", public), capture_output=True, text=True)
        if (ours.returncode == 0) != (theirs.returncode == 0) or ours.returncode != (0 if (key, case) == ("owner", "signed") else 1):
            found.append(f"{key}, {case}: openssl {theirs.returncode}, verify {ours.returncode}: {ours.stdout}{ours.stderr}")
    return found


if __name__ == "__main__":
    main()
