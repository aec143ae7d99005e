#!/usr/bin/env python3
"""The registry on the real data: what must not pass a gate does not and is told why, an alias goes back to byte-identical answers, the shipped
version is made again to the last byte elsewhere, and what was tampered with is named.

    HAMLET_DATA=folder python .ci/check_registry.py [--pipeline DIR]     after mvn package

DIR is where fetch, split, train, evaluate and publish have run; without it they run here first.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from report import Report, stop

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESOURCES = pathlib.Path("function/src/main/resources")
MODEL = RESOURCES / "model.hamlet"
SHIPPED = (ROOT / MODEL).read_bytes()
DATA = pathlib.Path(os.environ.get("HAMLET_DATA", ""))
TEXTS = "\n".join(["To be, or not to be", "WINNER!! Claim your prize now, call 09061701461", "see you at eight", "FREE entry, txt WIN to 80086"] * 50)
# quick to train: few folds, drawn once
FOLDS = (r"folds: 10\n  repeats: 2", "folds: 3\n  repeats: 1")


def hamlet(folder, *arguments, text=None, **environment):
    return subprocess.run([ROOT / "hamlet", *arguments], cwd=folder, capture_output=True, encoding="utf-8", input=text, timeout=600,
                          env={**os.environ, **environment})


def made(folder, *stages):
    for stage in stages:
        run = hamlet(folder, stage)
        if run.returncode:
            stop(f"{stage} in {folder}: {run.stderr}")


def base(work, pipeline):
    """A folder in which the shipped model was measured, with the registry beside it."""
    folder = work / "shipped"
    shutil.copytree(pipeline, folder, ignore=shutil.ignore_patterns("registry", "runs")) if pipeline else folder.mkdir()
    shutil.copy(ROOT / "params.yaml", folder)
    if not pipeline:
        made(folder, "fetch", "split", "train", "evaluate")
        shutil.copytree(ROOT / RESOURCES, folder / RESOURCES, dirs_exist_ok=True)
    return folder


def variant(work, shipped, name, *changes, label=lambda line: line):
    """Another model of the same data, measured on the same messages, and registered; gives its version."""
    folder = work / name
    shutil.copytree(shipped / "data", folder / "data")
    parameters = (ROOT / "params.yaml").read_text(encoding="utf-8")
    for pattern, replacement in [FOLDS, (r"registry_path: registry", "registry_path: ../shipped/registry"), *changes]:
        parameters, count = re.subn(pattern, replacement, parameters, count=1)
        if not count:
            stop(f"{name}: params.yaml has no {pattern}")
    (folder / "params.yaml").write_text(parameters, encoding="utf-8")
    train = folder / "data/processed/train.tsv"
    train.write_text("".join(label(line) for line in train.read_text(encoding="utf-8").splitlines(keepends=True)), encoding="utf-8")
    made(folder, "train", "evaluate", "publish")
    run = hamlet(folder, "register", "--by", "registry check")
    if run.returncode:
        stop(f"register {name}: {run.stderr}")
    return run.stdout.strip()


def short_spam_as_ham(line):
    label, text = line.rstrip("\n").split("\t", 1)
    return f"ham\t{text}\n" if label == "spam" and len(text) <= 100 else line


def refused(run, *parts):
    problems = [] if run.returncode == 1 else [f"expected exit code 1, found {run.returncode}: {run.stderr}"]
    return problems + [f"expected {part!r}, found {run.stderr}{run.stdout}" for part in parts if not re.search(part, run.stderr)]


def done(run, *parts):
    problems = [] if run.returncode == 0 else [f"expected exit code 0, found {run.returncode}: {run.stderr}"]
    return problems + [f"expected {part!r}, found {run.stderr}" for part in parts if part not in run.stderr]


def same(what, expected, found):
    return [] if expected == found else [f"{what}: expected {expected!r:.90}, found {found!r:.90}"]


def check(work, report, shipped):
    registered = hamlet(shipped, "register", "--by", "registry check")
    first = registered.stdout.strip()
    report.case("the shipped model is registered", done(registered, f"version {first} registered"))
    again = hamlet(shipped, "register", "--by", "registry check")
    report.case("registering it again changes nothing", done(again, f"version {first} is there already"))
    report.case("it becomes champion", done(hamlet(shipped, "promote", first, "champion"), f"champion: none → {first}"))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        elsewhere = work / "elsewhere"
        elsewhere.mkdir()
        shutil.copy(ROOT / "params.yaml", elsewhere)
        reproduced = pool.submit(hamlet, elsewhere, "reproduce", str(ROOT / MODEL), "--threads", "1",
                                 HAMLET_JAVA_OPTIONS="-Duser.language=tr -Duser.country=TR")
        worse = pool.submit(variant, work, shipped, "worse", ("trainer: ensemble", "trainer: naive_bayes"),
                            (r"min_messages: 5\n", "min_messages: 5\n  max_features: 200\n"))
        sliced = pool.submit(variant, work, shipped, "slice", label=short_spam_as_ham)
        large = pool.submit(variant, work, shipped, "large", ("trainer: ensemble", "trainer: maxent"), ("min_messages: 5", "min_messages: 1"),
                            ("char_ngrams_max: 4", "char_ngrams_max: 5"))
    run = reproduced.result()
    report.case("reproduce in another folder, on one thread, in Turkish gives the same SHA-256",
                done(run) + same("SHA-256", hashlib.sha256(SHIPPED).hexdigest(), run.stdout.strip()))
    gates(report, shipped, first, worse.result(), sliced.result(), large.result())
    rollback(report, shipped, first, large.result())
    tampering(work, report, shipped, first)


def gates(report, shipped, first, worse, sliced, large):
    report.case("a worse model is refused: its floor, and its loss", refused(
        hamlet(shipped, "promote", worse, "champion"), f"{worse} may not become champion: floors, mcc: expected a low end of at least ",
        f"{worse} may not become champion: loss, mcc: "))
    report.case("a model that fails in one slice is refused", refused(
        hamlet(shipped, "promote", sliced, "champion"), f"{sliced} may not become champion: loss, mcc, length=41–80 characters: "))
    report.case("a model over the size budget is refused", refused(
        hamlet(shipped, "promote", large, "challenger"), f"{large} may not become challenger: size, bytes: expected at most 1000000, found "))
    report.case("a model that nobody approved is refused", refused(
        hamlet(shipped, "promote", first, "prod"), f"{first} may not become prod: review, decision: expected approved by a person .*, found unreviewed"))
    run = hamlet(shipped, "compare", first, sliced)
    report.case("compare tells the slice", done(run) + ([] if re.search(r"length=41–80 characters, mcc +309 +-0\.", run.stdout) else [run.stdout]))
    aliases = json.loads((shipped / "registry/aliases.json").read_text())
    report.case("no alias has moved", same("aliases", {"champion": first}, aliases))


def approved(shipped, version):
    return hamlet(shipped, "review", version, "--approve", "--by", "registry check", "--reason", "a check")


def rollback(report, shipped, first, other):
    shutil.rmtree(shipped / RESOURCES)
    report.case("approved, it ships", done(approved(shipped, first)) + done(hamlet(shipped, "promote", "champion", "prod", "--ship")))
    report.case("what ships is the file", same("model", SHIPPED, (shipped / MODEL).read_bytes()))
    before = hamlet(shipped, "classify", "--model", MODEL, text=TEXTS).stdout
    waive = [*(part for gate in ("floors", "size", "behaviour", "loss", "speed") for part in ("--waive", gate)), "--reason", "a check"]
    report.case("another becomes champion and ships, its gates waived", done(hamlet(shipped, "promote", other, "champion", *waive), f"champion: {first} → {other}")
                + done(approved(shipped, other)) + done(hamlet(shipped, "promote", other, "prod", "--ship", *waive), f"prod: {first} → {other}"))
    report.case("which answers otherwise", [] if hamlet(shipped, "classify", "--model", MODEL, text=TEXTS).stdout != before else ["the same answers"])
    report.case("rollback ships the version before", done(hamlet(shipped, "rollback", "prod", "--reason", "a check"), f"prod: {other} → {first}")
                + same("model", SHIPPED, (shipped / MODEL).read_bytes()))
    report.case("whose answers are the same bytes", same("answers", before, hamlet(shipped, "classify", "--model", MODEL, text=TEXTS).stdout))
    report.case("every file is as it was registered", done(hamlet(shipped, "versions", "--verify")))


def tampering(work, report, shipped, first):
    changed = work / "changed"
    changed.mkdir()
    data = bytearray((DATA / "SMSSpamCollection").read_bytes())
    data[len(data) // 2] ^= 1
    (changed / "SMSSpamCollection").write_bytes(data)
    report.case("a changed byte of the data is named", refused(
        hamlet(shipped, "reproduce", first, HAMLET_DATA=str(changed)),
        f"{first} is not reproduced: SMSSpamCollection: expected SHA-256 [0-9a-f]+, found {hashlib.sha256(data).hexdigest()}"))
    registry = shipped / "registry"
    metrics = registry / "versions" / first / "metrics.json"
    whole = metrics.read_text(encoding="utf-8")
    metrics.write_text(whole.replace("0.96", "0.99", 1), encoding="utf-8")
    named = f"registry/versions/{first}/metrics.json: expected SHA-256 "
    report.case("a changed file of the registry is named", refused(hamlet(shipped, "versions", "--verify"), named))
    report.case("and passes no gate", refused(hamlet(shipped, "promote", first, "challenger"), "intact, files: .*metrics.json"))
    metrics.write_text(whole, encoding="utf-8")
    audit = registry / "audit.jsonl"
    lines = audit.read_text(encoding="utf-8").splitlines(keepends=True)
    audit.write_text("".join(lines[:-1]), encoding="utf-8")
    report.case("a cut audit log is named", refused(hamlet(shipped, "versions"), "audit.jsonl: expected a last line of the hash .*lines were cut"))
    audit.write_text("".join([lines[0].replace("registry check", "somebody else"), *lines[1:]]), encoding="utf-8")
    report.case("a changed line of it, too", refused(hamlet(shipped, "versions"), "audit.jsonl:2: expected the hash .*a line was changed"))
    audit.write_text("".join(lines) + lines[-1][:20], encoding="utf-8")
    report.case("a line without its end is dropped", done(hamlet(shipped, "versions", "--verify"), "the last line has no end"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pipeline", type=pathlib.Path)
    pipeline = parser.parse_args().pipeline
    if not (DATA / "SMSSpamCollection").exists():
        stop("expected SMSSpamCollection in HAMLET_DATA")
    report = Report("registry")
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        check(work, report, base(work, pipeline))
    report.finish()


main()
