#!/usr/bin/env python3
"""Checks the bills of material by another library than the one that writes them: the model's and the function's are what CycloneDX's
published schema asks for; the model's figures are those of the evaluation's JSON, digit for digit; the function's lists what its jar holds.

    python .ci/check_bom.py FOLDER     after mvn package, and make bom, where FOLDER's pipeline ended with ./hamlet card; needs cyclonedx-python-lib
"""

import hashlib
import json
import pathlib
import sys
import zipfile

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from report import Report

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR, SBOM = ROOT / "function/target/function.jar", ROOT / "function/target/bom.json"
SCORER = "dev/hamlet/handler/page/edge.js"  # compiled from TeaVM's class library, too
# of each library, a class that the function cannot do without
HELD = {
    "aws-lambda-java-core": "com/amazonaws/services/lambda/runtime/Context.class", "crac": "org/crac/Core.class",
    "gson": "com/google/gson/stream/JsonReader.class", "slf4j-api": "org/slf4j/Logger.class", "slf4j-nop": "org/slf4j/nop/NOPServiceProvider.class",
    "jzlib": SCORER, "teavm-core": SCORER, "teavm-interop": SCORER, "teavm-jso": SCORER, "teavm-jso-apis": SCORER,
    "teavm-platform": SCORER, "smile-base": "smile/math/MathEx.class", "smile-core": "smile/classification/Maxent.class", "teavm-classlib": SCORER,
}
PACKAGES = ("com/amazonaws/services/lambda/runtime/", "com/google/gson/", "org/crac/", "org/slf4j/", "smile/")


def main():
    report = Report("bills of material")
    run = pathlib.Path(sys.argv[1])
    bill = (run / "reports/ml-bom.cdx.json").read_text("utf-8")
    metrics = (run / "reports/metrics.json").read_text("utf-8")
    report.case("the model's bill is valid", invalid(bill))
    report.case("its figures are the evaluation's", differences(bill, metrics))
    report.case("its hash is the file's", other_file(json.loads(bill), run / "function/src/main/resources/model.hamlet"))
    for name, spoil in SPOILED.items():
        spoiled = json.loads(bill)
        spoil(spoiled["metadata"]["component"])
        text = json.dumps(spoiled)
        report.case(f"notices {name}", [] if invalid(text) or differences(text, metrics) else ["a spoiled bill passed"])
    report.case("the function's bill is valid", invalid(SBOM.read_text("utf-8")))
    report.case("it lists what the jar holds", unlisted(json.loads(SBOM.read_text("utf-8"))))
    report.finish()


def invalid(text):
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return [str(error)[:500]] if error else []


def metrics_of(bill):
    card = json.loads(bill)["metadata"]["component"]["modelCard"]
    return card["quantitativeAnalysis"]["performanceMetrics"]


def differences(bill, metrics):
    """Numbers are compared as they are written."""
    evaluation = json.loads(metrics, parse_float=str, parse_int=str)["evaluation"]
    expected = lines("", evaluation["figures"])
    for part in evaluation["slices"]:
        expected |= lines(f"{part['by']}={part['kind']}", part["figures"])
    found = {}
    for metric in metrics_of(bill):
        if metric["type"] != "behaviour_failure_rate":
            bounds = metric.get("confidenceInterval", {})
            found[metric.get("slice", ""), metric["type"]] = (metric["value"], bounds.get("lowerBound"), bounds.get("upperBound"))
    keys = expected.keys() | found.keys()
    wrong = [f"{key}: expected {expected.get(key)}, found {found.get(key)}" for key in sorted(keys) if expected.get(key) != found.get(key)]
    return wrong if len(expected) > 40 else wrong + [f"expected more than 40 figures, found {len(expected)}"]


def lines(part, figures):
    return {(part, name): (figure["value"], figure["low"], figure["high"]) for name, figure in figures.items()}


def other_file(bill, model):
    found = bill["metadata"]["component"]["hashes"]
    expected = {"alg": "SHA-256", "content": hashlib.sha256(model.read_bytes()).hexdigest()}
    return [] if found == [expected] else [f"expected {expected}, found {found}"]


def unlisted(bill):
    entries = set(zipfile.ZipFile(JAR).namelist())
    components = {each["name"]: each for each in bill["components"]}
    found = [f"{name} is listed and not in the jar" for name in components if HELD.get(name) not in entries]
    found += [f"{name} is in the jar and not listed" for name in HELD if name not in components]
    found += [f"{name} has no licence" for name, each in components.items() if not each.get("licenses")]
    classes = {entry for entry in entries if entry.endswith(".class") and not entry.startswith("dev/hamlet/")}
    return found + [f"{entry} is of no library that is listed" for entry in sorted(classes) if not entry.startswith(PACKAGES)][:5]


def figure(model):
    return model["modelCard"]["quantitativeAnalysis"]["performanceMetrics"][0]


SPOILED = {
    "a rounded figure": lambda model: figure(model).update(value=figure(model)["value"][:6]),
    "a wider interval": lambda model: figure(model)["confidenceInterval"].update(lowerBound="0.5"),
    "a missing figure": lambda model: model["modelCard"]["quantitativeAnalysis"]["performanceMetrics"].pop(0),
    "a missing type": lambda model: model.pop("type"),
}


if __name__ == "__main__":
    main()
