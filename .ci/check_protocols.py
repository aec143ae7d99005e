#!/usr/bin/env python3
"""Talks to a running Hamlet as other people's clients do: NVIDIA's Triton client over the Open Inference Protocol, and
requests as MLflow's and SageMaker's documentation has them. Each answer must be that of POST /predict.

    ./hamlet serve --port 3210 & python .ci/check_protocols.py --url http://127.0.0.1:3210
"""

import argparse
import csv
import io
import json

import numpy
import requests
from openapi_spec_validator import validate
from tritonclient.http import InferenceServerClient, InferInput, InferRequestedOutput
from tritonclient.utils import InferenceServerException

from report import Report

TEXTS = [
    "Congratulations! You have won a FREE prize, call 09061 234567 now",
    'Left the key next door, "see you" at seven?',
    "two\nlines, and a comma",
    "¿Vienes mañana? 🎭",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:3000")
    url = parser.parse_args().url.rstrip("/")
    report = Report("protocols")
    explained = requests.post(url + "/predict", json={"texts": TEXTS, "explain": True}, timeout=10).json()["predictions"]
    expected = requests.post(url + "/predict", json={"texts": TEXTS}, timeout=10).json()
    triton(report, url, expected, [prediction["explanation"] for prediction in explained])
    mlflow(report, url, expected["predictions"], explained)
    sagemaker(report, url, expected["predictions"])
    report.case("openapi.json is OpenAPI", invalid(requests.get(url + "/openapi.json", timeout=10).json()))
    report.finish()


def same(expected, found):
    return [] if expected == found else [f"expected {expected}, found {found}"]


def invalid(document):
    try:
        validate(document)
        return []
    except Exception as error:  # whatever the validator has to say
        return [repr(error)[:300]]


def triton(report, url, expected, explanations):
    client = InferenceServerClient(url.removeprefix("http://"))
    version = expected["model"]
    labels = [prediction["label"] for prediction in expected["predictions"]]
    scores = [prediction["score"] for prediction in expected["predictions"]]
    report.case("triton: live", same(True, client.is_server_live()))
    report.case("triton: ready", same(True, client.is_server_ready()))
    report.case("triton: server", same("hamlet", client.get_server_metadata()["name"]))
    report.case("triton: model ready", same(True, client.is_model_ready("hamlet")))
    report.case("triton: version ready", same(True, client.is_model_ready("hamlet", version)))
    report.case("triton: another version is not ready", same(False, client.is_model_ready("hamlet", "1")))
    report.case("triton: another model is not ready", same(False, client.is_model_ready("macbeth")))
    metadata = client.get_model_metadata("hamlet", version)
    report.case("triton: versions", same([version], metadata["versions"]))
    [tensor] = metadata["inputs"]
    for shape in ([len(TEXTS)], [len(TEXTS), 1]):
        texts = InferInput(tensor["name"], shape, tensor["datatype"])
        texts.set_data_from_numpy(numpy.array(TEXTS, dtype=object).reshape(shape), binary_data=False)
        for outputs in (None, [InferRequestedOutput(output["name"], binary_data=False) for output in metadata["outputs"]]):
            result = client.infer("hamlet", [texts], outputs=outputs, request_id="42", model_version=version)
            name = f"triton: {shape}, {'all' if outputs is None else 'requested'} outputs"
            report.case(f"{name}: labels", same(labels, result.as_numpy("label").tolist()))
            report.case(f"{name}: scores to the bit", same(scores, result.as_numpy("score").tolist()))
            report.case(f"{name}: id and version", same(("42", version), (result.get_response()["id"], result.get_response()["model_version"])))
    wishes = {"a parameter": {"parameters": {"explain": True}},
              "an output": {"outputs": [InferRequestedOutput("explanation", binary_data=False)]}}
    for name, wish in wishes.items():
        found = client.infer("hamlet", [texts], **wish).as_numpy("explanation").tolist()
        report.case(f"triton: explanations by {name}", same(explanations, list(map(json.loads, found))))
    only = client.infer("hamlet", [texts], outputs=[InferRequestedOutput("score", binary_data=False)])
    report.case("triton: an output alone", same(["score"], [output["name"] for output in only.get_response()["outputs"]]))
    report.case("triton: explain as a string", refused(lambda: client.infer("hamlet", [texts], parameters={"explain": "true"}), "400",
                "parameters.explain: expected true or false"))
    report.case("triton: another model", refused(lambda: client.infer("macbeth", [texts]), "404", "expected the model hamlet"))
    other = InferInput("input0", shape, "BYTES").set_data_from_numpy(numpy.array([["x"]] * len(TEXTS), dtype=object), binary_data=False)
    report.case("triton: another input", refused(lambda: client.infer("hamlet", [other]), "400", "expected text"))
    binary = InferInput(tensor["name"], [1], "BYTES").set_data_from_numpy(numpy.array(["x"], dtype=object))
    report.case("triton: the binary extension", refused(lambda: client.infer("hamlet", [binary]), "400", "expected a member data"))


def refused(call, status, words):
    try:
        call()
        return ["expected to be refused"]
    except InferenceServerException as error:
        return [] if error.status() == status and words in error.message() else [f"expected {status} {words!r}, found {error}"]


def mlflow(report, url, expected, explained):
    """https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally: the four formats of JSON, and CSV."""
    report.case("mlflow: ping", same(200, requests.get(url + "/ping", timeout=10).status_code))
    rows = [[text] for text in TEXTS]
    bodies = {
        "dataframe_split": {"columns": ["text"], "index": list(range(len(TEXTS))), "data": rows},
        "dataframe_records": [{"text": text} for text in TEXTS],
        "inputs": TEXTS,
        "instances": rows,
    }
    for name, value in bodies.items():
        for more in ({}, {"params": {"temperature": 0}}):
            answer = requests.post(url + "/invocations", json={name: value} | more, timeout=10)
            report.case(f"mlflow: {name} {more}", same({"predictions": expected}, answer.json()))
        answer = requests.post(url + "/invocations", json={name: value, "params": {"explain": True}}, timeout=10)
        report.case(f"mlflow: {name} explained", same({"predictions": explained}, answer.json()))
    # as pandas writes it, with its index
    body = table([["", "text"], *([i, text] for i, text in enumerate(TEXTS))])
    answer = requests.post(url + "/invocations", data=body, headers={"content-type": "text/csv"}, timeout=10)
    report.case("mlflow: csv", same({"predictions": expected}, answer.json()))


def sagemaker(report, url, expected):
    """https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-inference.html: CSV without a header, and instances."""
    ping = requests.get(url + "/ping", timeout=2)
    report.case("sagemaker: ping", same((200, ""), (ping.status_code, ping.text)))
    headers = {"content-type": "text/csv", "accept": "text/csv"}
    answer = requests.post(url + "/invocations", data=table([[text] for text in TEXTS]), headers=headers, timeout=10)
    found = [{"label": label, "score": float(score)} for label, score in csv.reader(io.StringIO(answer.text))]
    report.case("sagemaker: csv", same(expected, found))
    answer = requests.post(url + "/invocations", json={"instances": [{"text": text} for text in TEXTS]}, timeout=10)
    report.case("sagemaker: instances", same({"predictions": expected}, answer.json()))


def table(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


if __name__ == "__main__":
    main()
