#!/usr/bin/env python3
"""Runs the stages of dvc.yaml in a fresh clone, by DVC and by ./hamlet pipeline: what runs, what is skipped, and that each takes the other's
lock as its own. FOLDER is where the same stages ran otherwise: the files must be the same, too.

    HAMLET_DATA=folder python .ci/check_dvc.py [--same-as FOLDER]     after mvn package; needs .ci/requirements-dvc.txt
"""

import argparse
import filecmp
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from report import Report, stop

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRAINERS = ["maxent", "sparse_logistic_regression", "linear_svm", "naive_bayes", "random_forest", "ensemble"]
STAGES = ["fetch", "check", "split", *(f"train@{trainer}" for trainer in TRAINERS), "select", "evaluate", "publish"]
SHIPPED = [f"function/src/main/resources/{name}" for name in ["model.hamlet", "golden.tsv", "profile.json"]]
MADE = [*SHIPPED, "models/model.hamlet", "reports/metrics.json", "reports/metrics.html", "reports/metrics-curve.tsv", "reports/predictions.tsv", "reports/data.json"]
SECONDS = 1200


def main():
    if "HAMLET_DATA" not in os.environ:
        stop("no HAMLET_DATA: name the folder with the data sets")
    parser = argparse.ArgumentParser()
    parser.add_argument("--same-as", type=pathlib.Path)
    other = parser.parse_args().same_as
    report = Report("dvc")
    committed(report)
    with tempfile.TemporaryDirectory() as folder:
        clone = pathlib.Path(folder, "clone")
        fresh(clone)
        everything(clone, report)
        for name in MADE if other else []:
            report.case(f"the same {name} on one thread", differing(other / name, clone / name))
        nothing(clone, report)
        copy = pathlib.Path(folder, "copy")
        shutil.copytree(clone, copy, symlinks=True)
        one_parameter(clone, copy, report)
        shown(clone, report)
        from_nothing(copy, report)
    report.finish()


def fresh(clone):
    """A clone with this tree's tracked files as they are now, whether committed or not, and jars newer than them."""
    run(["git", "clone", "--quiet", str(ROOT), str(clone)], ROOT)
    for name in run(["git", "diff", "--name-only", "--diff-filter=d", "HEAD"], ROOT)[1].split():
        shutil.copy(ROOT / name, clone / name)
    # an experiment is a commit, too
    run(["git", "config", "user.name", "check"], clone)
    run(["git", "config", "user.email", "check@localhost"], clone)
    run(["git", "commit", "--quiet", "--all", "--allow-empty", "--message", "as it is now"], clone)
    for module in ["function", "training"]:
        jar = ROOT / module / "target" / f"{module}.jar"
        if not jar.is_file():
            stop(f"no {jar.relative_to(ROOT)}: run mvn package first")
        (clone / module / "target").mkdir()
        shutil.copyfile(jar, clone / module / "target" / jar.name)


def committed(report):
    """Sources change and the lock need not follow, but what it says of the shipped model must be true."""
    lock = (ROOT / "dvc.lock").read_text()
    for name in SHIPPED:
        md5 = hashlib.md5((ROOT / name).read_bytes()).hexdigest()
        found = f"path: {name}\n      hash: md5\n      md5: {md5}\n" in lock
        report.case(f"dvc.lock knows the shipped {name}", [] if found else [f"expected its MD5, {md5}, in dvc.lock"])


def everything(clone, report):
    code, out = dvc(clone, "repro")
    report.case("dvc repro in a fresh clone", problems(code, out, dvc_ran(out), STAGES))
    for name in SHIPPED:
        report.case(f"the shipped {name} is what publish makes", differing(ROOT / name, clone / name))
    chosen = run(["git", "diff", "--stat", "--", *SHIPPED], clone)[1]
    report.case("nothing that ships has changed", [chosen] if chosen else [])


def nothing(clone, report):
    code, out = dvc(clone, "repro")
    report.case("dvc repro again", problems(code, out, dvc_ran(out), []))
    code, out = pipeline(clone)
    report.case("./hamlet pipeline after dvc repro", problems(code, out, pipeline_ran(out), []))
    report.case("./hamlet pipeline names each stage", problems(code, out, pipeline_skipped(out), STAGES))


def one_parameter(clone, copy, report):
    """The same change by an experiment of DVC's and by hand."""
    expected = ["train@random_forest", "select"]
    code, out = dvc(clone, "exp", "run", "-S", "hyper_parameters.random_forest.max_depth=5")
    report.case("dvc exp run -S …max_depth=5", problems(code, out, dvc_ran(out), expected))
    params = copy / "params.yaml"
    params.write_text(params.read_text().replace("max_depth: 35", "max_depth: 5"))
    code, out = pipeline(copy, "--dry")
    report.case("./hamlet pipeline --dry, max_depth 5", problems(code, out, re.findall(r"(\S+): would run: ", out), expected[:1]))
    code, out = pipeline(copy)
    report.case("./hamlet pipeline, max_depth 5", problems(code, out, pipeline_ran(out), expected))
    why = "train@random_forest: run: params hyper_parameters.random_forest.max_depth 35 → 5"
    report.case("it says why", [] if why in out else [f"expected {why!r} in {out!r}"])
    report.case("both locks are the same", differing(clone / "dvc.lock", copy / "dvc.lock"))
    accepted(copy, report, "after one parameter")


def shown(clone, report):
    for arguments, expected in [
        (["dag"], ["train@ensemble", "publish"]),
        (["metrics", "diff"], ["reports/train/random_forest.json", "figures.mcc"]),
        (["params", "diff"], ["hyper_parameters.random_forest.max_depth", "35", "5"]),
        (["metrics", "show"], ["reports/selection.json", "reports/metrics.json"]),
        (["exp", "show", "--csv"], ["hyper_parameters.random_forest.max_depth"]),
        (["plots", "diff", "HEAD", "--out", "plots"], ["index.html"]),
    ]:
        code, out = dvc(clone, *arguments)
        missing = [f"expected {text!r} in {out[:2000]!r}" for text in expected if text not in out]
        report.case("dvc " + " ".join(arguments), missing if code == 0 else [out[-2000:]])
        broken = [out] if "WARNING" in out else []
        report.case("nothing to warn of", broken)
    page = (clone / "plots/index.html").read_text()
    for column in ["caught", "blocked", "precision", "predicted"]:
        found = f'"{column}"' in page
        report.case(f"a plot with {column}", [] if found else ["expected it on the page, found none"])


def from_nothing(copy, report):
    """All stages by ./hamlet pipeline, with models that take less time, and a lock of DVC's to compare with."""
    params = copy / "params.yaml"
    params.write_text(params.read_text().replace("folds: 10\n  repeats: 2", "folds: 2\n  repeats: 1"))
    (copy / "dvc.lock").unlink()
    shutil.rmtree(copy / "models")
    code, out = pipeline(copy)
    report.case("./hamlet pipeline without a lock", problems(code, out, pipeline_ran(out), STAGES))
    accepted(copy, report, "without a lock")
    code, out = dvc(copy, "repro")
    report.case("dvc repro after ./hamlet pipeline", problems(code, out, dvc_ran(out), []))
    ours = copy / "dvc.lock.ours"
    (copy / "dvc.lock").rename(ours)
    dvc(copy, "commit", "--force")
    report.case("DVC writes the same lock", differing(ours, copy / "dvc.lock"))


def accepted(copy, report, when):
    code, out = dvc(copy, "status")
    report.case(f"dvc status {when}", [] if code == 0 and "up to date" in out else [out])


def problems(code, out, found, expected):
    if code != 0:
        return [f"expected exit code 0, found {code}: {out[-3000:]}"]
    return [] if sorted(found) == sorted(expected) else [f"expected {sorted(expected)}, found {sorted(found)}: {out[-3000:]}"]


def differing(one, other):
    return [] if filecmp.cmp(one, other, shallow=False) else [f"{one} and {other} differ"]


def dvc_ran(out):
    return re.findall(r"Running stage '(.*?)'", out)


def pipeline_ran(out):
    return re.findall(r"(\S+): run: ", out)


def pipeline_skipped(out):
    return re.findall(r"(\S+): skipped: unchanged", out)


def dvc(folder, *arguments):
    return run([sys.executable, "-m", "dvc", *arguments], folder)


def pipeline(folder, *arguments):
    return run(["./hamlet", "pipeline", *arguments], folder)


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False)
    return done.returncode, done.stdout


main()
