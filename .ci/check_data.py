"""Data checks and feedback on the real data: what is known of it is found, what is planted stops, and a model learns from 300 messages
held back as feedback while the test part stays what it was.

    python .ci/check_data.py --data FOLDER     after mvn package
"""

import argparse
import collections
import hashlib
import json
import os
import subprocess
import tempfile
from pathlib import Path

from report import Report

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "function/src/main/resources"
EVERY = 18  # 5,574 / 18: some 300 messages as feedback
SET = "SMSSpamCollection"
TRAINER = "naive_bayes"


def hamlet(folder, *arguments, data=None):
    done = subprocess.run([ROOT / "hamlet", *arguments], cwd=folder, capture_output=True, text=True, timeout=600,
                          env={**os.environ, "HAMLET_DATA": str(data or folder)})
    return done.returncode, done.stderr


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def folder_of(work, name, rows):
    """A folder with raw data of its own, as fetch would leave it."""
    folder = work / name
    raw = folder / "data/raw/messages.tsv"
    raw.parent.mkdir(parents=True)
    raw.write_text("".join(row + "\n" for row in rows), encoding="utf-8", newline="")
    (folder / "params.yaml").write_bytes((ROOT / "params.yaml").read_bytes())
    return folder


def read(file):
    return file.read_text(encoding="utf-8").rstrip("\n").split("\n")


def checked(folder, *arguments):
    code, err = hamlet(folder, "check", *(arguments or ("--against", str(SHIPPED))))
    path = folder / "reports/data.json"
    found = json.loads(path.read_text()) if path.exists() else {"findings": []}
    return code, err, {finding["check"]: finding for finding in found["findings"]}


def beyond(findings):
    return sorted(name for name, finding in findings.items() if finding["verdict"] != "OK")


def expect(name, found, expected):
    return [] if found == expected else [f"{name}: expected {expected}, found {found}"]


def data_checks(report, work, data):
    rows = read(data / SET)
    texts = collections.Counter(row.split("\t", 1)[1] for row in rows)
    labels = collections.defaultdict(set)
    for row in rows:
        label, text = row.split("\t", 1)
        labels[text].add(label)
    sms = folder_of(work, "sms", rows)
    code, err, found = checked(sms)
    report.case("the shipped model's data", expect("exit", code, 0) + expect("beyond", beyond(found), [])
                + expect("repeats", round(found["repeats"]["value"] * len(rows)), len(rows) - len(texts))
                + expect("near_repeats", round(found["near_repeats"]["value"] * len(rows)), 485)
                + expect("conflicts", found["conflicts"]["value"], sum(len(each) > 1 for each in labels.values()))
                + expect("leaks", found["leaks"]["value"], 0)
                + [f"{name}: expected none against itself, found {found[name]['value']}"
                   for name in ("label_drift", "length_drift", "word_drift", "unseen_words") if found[name]["value"]])
    profile = (sms / "reports/profile.json").read_text()
    report.case("a profile holds no text", [f"word {word}" for word in ("prize", "mobile", "lunch") if word in profile])
    first = (sms / "reports/data.json").read_bytes()
    checked(sms)
    report.case("the same report again", expect("bytes", (sms / "reports/data.json").read_bytes() == first, True))

    halves = [folder_of(work, f"half{i}", rows[i::2]) for i in range(2)]
    checked(halves[0])
    code, err, found = checked(halves[1], "--against", str(halves[0] / "reports"))
    report.case("no drift between halves", expect("exit", code, 0)
                + expect("beyond", [name for name in beyond(found) if "drift" in name or "unseen" in name], []))
    india = folder_of(work, "india", read(data / "india_sms.tsv"))
    code, err, found = checked(india)
    report.case("drift of messages from elsewhere", expect("exit", code, 0) + expect(
        "beyond", beyond(found), ["control_characters", "label_drift", "length_drift", "unseen_words", "word_drift"]))

    twisted = ("spam" if rows[0].startswith("ham") else "ham") + "\t" + rows[0].split("\t", 1)[1]
    broken = folder_of(work, "broken", [*rows, twisted, "ham", "eggs\thello"])
    code, err, found = checked(broken)
    report.case("what is planted stops", expect("exit", code, 1)
                + expect("conflicts", found["conflicts"]["where"][0].split()[0::3], ["messages.tsv:1", "messages.tsv:5575"])
                + expect("bad rows", [where.split(": ")[0] for where in found["bad_rows"]["where"]],
                         ["messages.tsv:5576", "messages.tsv:5577"])
                + expect("texts in the log", rows[0].split("\t", 1)[1] in err, False))


def stages(folder, data, *fetch):
    """fetch, check, split and train; the bytes of test part and model."""
    for stage in (("fetch", *fetch), ("check",), ("split",), ("train", "--trainer", TRAINER)):
        code, err = hamlet(folder, *stage, data=data)
        if code:
            raise SystemExit(f"FAILED {' '.join(stage)}: {err}")
    return (folder / "data/processed/test.tsv").read_bytes(), (folder / "models/model.hamlet").read_bytes()


def feedback(report, work, data):
    rows = read(data / SET)
    kept = [row for i, row in enumerate(rows) if i % EVERY]
    held_back = [dict(zip(("label", "text"), row.split("\t", 1))) for row in rows[::EVERY]]
    folder = folder_of(work, "feedback", kept)
    (folder / "data/raw/messages.tsv").rename(folder / SET)
    parameters = (folder / "params.yaml").read_text()
    (folder / "params.yaml").write_text(parameters.replace(sha256(data / SET), sha256(folder / SET)))
    extra = work / "calls.jsonl"
    extra.write_text("".join(json.dumps(each) + "\n" for each in held_back))

    test, model = stages(folder, folder)
    train = read(folder / "data/processed/train.tsv")
    test_with, model_with = stages(folder, folder, "--extra", str(extra))
    train_with = read(folder / "data/processed/train.tsv")
    lineage = json.loads((folder / "data/processed/lineage.json").read_text())
    report.case("feedback leaves the test part as it is", expect("the same", test_with == test, True))
    known = set(row.split("\t", 1)[1] for row in train)
    report.case("feedback is added to the training part", expect("old rows", train_with[:len(train)], train)
                + expect("more than 200 rows", len(train_with) - len(train) > 200, True)
                + expect("rows known before", sum(row.split("\t", 1)[1] in known for row in train_with[len(train):]), 0))
    report.case("the lineage shows it", expect(
        "sources", [(each["name"], each["sha256"], each["rows"]) for each in lineage["sources"]],
        [("SMS Spam Collection v.1", sha256(folder / SET), len(kept)), ("calls.jsonl", sha256(extra), len(held_back))])
        + expect("model", b"data.extra" in model_with and sha256(extra).encode() in model_with, True)
        + expect("model without", b"data.extra" in model, False))
    again = stages(folder, folder)
    report.case("without it, the old model to the byte", expect("test and model", again == (test, model), True)
                + expect("another with it", model_with == model, False))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data.resolve()
    report = Report("data")
    with tempfile.TemporaryDirectory() as work:
        data_checks(report, Path(work), data)
        feedback(report, Path(work), data)
    report.finish()


main()
