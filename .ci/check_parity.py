#!/usr/bin/env python3
"""Sends every message of the SMS Spam Collection through every way to be served and compares each answer with that of
./hamlet classify --explain: label, score and every member of the explanation, to the bit (the browser's exp is another: 1e-9). Prints a table.

    HAMLET_DATA=folder python .ci/check_parity.py     after mvn package; needs Maven, Chromium and its driver, .ci/requirements.txt for the
                                                      emulator, and .ci/requirements-browser.txt

All but the command line and the browser is the deployed zip under AWS's runtime interface emulator. A further way is a line of MODES. What differs is told
by its place in the file, never by its text.
"""

import base64
import concurrent.futures
import contextlib
import csv
import dataclasses
import io
import itertools
import json
import math
import os
import pathlib
import subprocess
import tempfile
import urllib.parse
from collections.abc import Callable

import shown
from answer import Answer
from deployed import ARTIFACT, ROOT, Function, cold_start
from edge_answers import browser_answers
from expectations import EVENTS
from report import Report, stop

DATA = "SMSSpamCollection"
MESSAGES = 5_574
HANDLERS = {"http": "handler.PredictHandler", "sqs": "stream.SqsHandler", "kinesis": "stream.KinesisHandler", "kafka": "stream.KafkaHandler",
            "chunk": "stream.ChunkHandler"}
REQUEST = 1_000  # texts; Limits.java
BATCH = 100  # records; template-streaming.yaml's BatchSize of a stream
CHUNK = 500  # rows; template-batch.yaml's MaxItemsPerBatch
EXPLAINED_CHARACTERS = 50_000  # UTF-16 units in all; Limits.java


@dataclasses.dataclass(frozen=True)
class Mode:
    """A way to be served.

    name     what the table calls it
    answers  texts and functions -> an Answer each, in order
    of       what it shows of an answer of the reference, where that is not all of it: answer and text -> Answer
    within   how far a number may be from the reference's
    """

    name: str
    answers: Callable
    of: Callable = lambda answer, text: answer
    within: float = 0


def without_explanation(answer, text):
    return answer._replace(explanation=None)


def main():
    if not ARTIFACT.is_file():
        stop("no function/target/function.zip: run mvn package first")
    report = Report("parity")
    notices(report)
    texts = messages()
    reference = list(classified(texts, "--explain"))
    report.case("the reference", [] if None not in [part for answer in reference for part in answer] else ["not every message is explained"])
    rows = []
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        functions = {name: stack.enter_context(Function(handler, folder)) for name, handler in HANDLERS.items()}
        for mode in MODES:
            expected = [mode.of(answer, text) for answer, text in zip(reference, texts, strict=True)]
            comparison = Comparison.of(expected, mode.answers(texts, functions), mode.within)
            report.case(mode.name, comparison.problems())
            rows.append(comparison.row(mode.name))
    print("| mode | messages | labels equal | largest difference of scores | explanations equal |\n|---|---|---|---|---|")
    print("\n".join(rows), flush=True)
    report.finish()


def messages():
    file = pathlib.Path(os.environ.get("HAMLET_DATA", "."), DATA)
    if not file.is_file():
        stop(f"no {DATA} in the folder that HAMLET_DATA names")
    texts = [line.split("\t", 1)[1] for line in file.read_bytes().decode().split("\n") if line]
    if len(texts) != MESSAGES:
        stop(f"{DATA}: expected {MESSAGES} messages, found {len(texts)}")
    return texts


# --- what is compared -----------------------------------------------------------------------------


@dataclasses.dataclass
class Comparison:
    """How one mode's answers compare with what was expected of it."""

    expected: int
    explained: bool
    within: float = 0
    found: int = 0
    labels: int = 0
    explanations: int = 0
    difference: float = 0
    different: list = dataclasses.field(default_factory=list)

    @staticmethod
    def of(expected, answers, within=0):
        comparison = Comparison(len(expected), any(answer.explanation is not None for answer in expected), within)
        for index, (one, other) in enumerate(itertools.zip_longest(expected, answers)):
            comparison._add(index, one or Answer(), other or Answer())
            comparison.found += other is not None
        return comparison

    def _add(self, index, expected, found):
        label = expected.label == found.label is not None
        explanation = same(expected.explanation, found.explanation, self.within)
        self.labels += label
        self.explanations += explanation
        self.difference = max(self.difference, distance(expected.score, found.score))
        if not (label and explanation and same(expected.score, found.score, self.within)):
            self.different.append(index)

    def problems(self):
        count = [] if self.found == self.expected else [f"expected {self.expected} answers, found {self.found}"]
        return count + ([f"{len(self.different)} answers differ, the first to message {self.different[0]}"] if self.different else [])

    def row(self, name):
        explanations = f"{self.explanations:,}" if self.explained else "–"
        return f"| {name} | {self.found:,} | {self.labels:,} | {self.difference:g} | {explanations} |"


def same(one, other, within):
    """Whether two values of JSON are equal, any two doubles told apart, −0 and 0, too; unless numbers may be some way from each other."""
    if within == 0:
        return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key], within) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(*pair, within) for pair in zip(one, other))
    if isinstance(one, float) or isinstance(other, float):
        return distance(one, other) <= within
    return one == other


def distance(score, other):
    try:
        return abs(shown.number(score) - shown.number(other))
    except (TypeError, ValueError):
        return math.inf


def notices(report):
    """That a wrong answer does not pass."""
    right = [Answer("spam" if i % 3 else "ham", i / 7, {"logit": i / 3, "undone": [], "tokens": [{"start": i, "weight": 0.0}]}) for i in range(9)]
    wrong = {
        "a label": {4: right[4]._replace(label="ham")},
        "a score's last bit": {4: right[4]._replace(score=math.nextafter(right[4].score, 1))},
        "an explanation's last bit": {4: right[4]._replace(explanation=right[4].explanation | {"logit": math.nextafter(4 / 3, 2)})},
        "a zero's sign": {4: right[4]._replace(explanation=right[4].explanation | {"tokens": [{"start": 4, "weight": -0.0}]})},
        "a member too many": {4: right[4]._replace(explanation=right[4].explanation | {"more": 0})},
        "no explanation": {4: right[4]._replace(explanation=None)},
        "two in each other's place": {4: right[5], 5: right[4]},
        "no answer": {4: Answer()},
    }
    report.case("equal answers pass", Comparison.of(right, iter(right)).problems())
    for name, changed in wrong.items():
        problems = Comparison.of(right, (changed.get(i, answer) for i, answer in enumerate(right))).problems()
        whole = problems == [f"{len(changed)} answers differ, the first to message 4"]
        report.case(f"notices {name}", [] if whole else [f"found {problems}"])
    for name, answers in {"an answer too few": right[:-1], "an answer too many": [*right, right[0]]}.items():
        problems = Comparison.of(right, answers).problems()
        report.case(f"notices {name}", [] if len(problems) == 2 else [f"found {problems}"])


# --- the command line -----------------------------------------------------------------------------


def classified(texts, *options):
    done = subprocess.run((ROOT / "hamlet", "classify", *options), input="\n".join(texts).encode() + b"\n", stdout=subprocess.PIPE)
    return (Answer.of(json.loads(line)) for line in done.stdout.splitlines())


# --- HTTP -----------------------------------------------------------------------------------------


def chunks(texts, most):
    """Runs of texts that may be explained in one request or batch."""
    chunk, characters = [], 0
    for text in texts:
        length = len(text.encode("utf-16-le")) // 2
        if len(chunk) == most or characters + length > EXPLAINED_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
        chunk.append(text)
        characters += length
    yield chunk


def ask(functions, sample, body, **headers):
    """The body of the answer to a sample event with another body; empty if it is no 200."""
    event = json.loads((EVENTS / sample).read_text("utf-8"))
    event["body"] = base64.b64encode(body.encode()).decode() if event["isBase64Encoded"] else body
    event["headers"] |= {"content-length": str(len(body.encode()))} | headers
    answer = functions["http"](event)
    return answer["body"] if answer.get("statusCode") == 200 else ""


def predictions(body):
    return map(Answer.of, json.loads(body)["predictions"] if body else [])


def predict(sample):
    def answers(texts, functions):
        for chunk in chunks(texts, REQUEST):
            yield from predictions(ask(functions, sample, json.dumps({"texts": chunk, "explain": True}, ensure_ascii=False)))
    return answers


def form(texts, functions):
    def page(text):
        return ask(functions, "form-v2-base64.json", urllib.parse.urlencode({"message": text}))
    with concurrent.futures.ThreadPoolExecutor(1) as ahead:  # one asks while one reads
        yield from map(shown.on, ahead.map(page, texts), texts)


def infer(texts, functions):
    for chunk in chunks(texts, REQUEST):
        tensor = {"name": "text", "datatype": "BYTES", "shape": [len(chunk)], "data": chunk}
        body = ask(functions, "inference-infer-v2.json", json.dumps({"inputs": [tensor], "parameters": {"explain": True}}))
        tensors = {output["name"]: output["data"] for output in json.loads(body)["outputs"]} if body else {}
        yield from map(Answer, tensors.get("label", []), tensors.get("score", []), map(json.loads, tensors.get("explanation", [])))


def split(texts, functions):
    for chunk in chunks(texts, REQUEST):
        frame = {"columns": ["text"], "data": [[text] for text in chunk]}
        yield from predictions(ask(functions, "invocations-split-v2.json", json.dumps({"dataframe_split": frame, "params": {"explain": True}})))


def table(texts, functions):
    for chunk in chunks(texts, REQUEST):
        rows = io.StringIO()
        csv.writer(rows).writerows([["text"], *([text] for text in chunk)])
        body = ask(functions, "invocations-csv-v2.json", rows.getvalue(), accept="text/csv")
        yield from (Answer(label, float(score)) for label, score in csv.reader(io.StringIO(body)))


# --- queues, streams, topics ----------------------------------------------------------------------


def sqs(sample, number, body):
    id = f"00000000-0000-4000-8000-{number:012}"
    return id, sample | {"messageId": id, "body": body.decode()}


def kinesis(sample, number, body):
    id = f"{49545115243490985018280067714973144582180062593244200961 + number}"
    data = {"sequenceNumber": id, "data": base64.b64encode(body).decode()}
    return id, sample | ({"kinesis": sample["kinesis"] | data} if "kinesis" in sample else data)


def kafka(sample, number, body):
    return f"messages-0-{number}", sample | {"offset": number, "value": base64.b64encode(body).decode()}


SOURCES = {"sqs": sqs, "kinesis": kinesis, "kafka": kafka}


def batches(source, sample, texts):
    """Ids and records; each body is an object, so that a text may begin with a brace."""
    numbers = itertools.count()
    for chunk in chunks(texts, BATCH):
        bodies = [json.dumps({"text": text, "explain": True}).encode() for text in chunk]
        yield zip(*(SOURCES[source](sample, number, body) for number, body in zip(numbers, bodies)))


def mapping(source, event):
    """An event source mapping, which leaves the answers in the log."""
    whole = json.loads((EVENTS / "stream" / event).read_text("utf-8"))
    records = whole.get("Records") or whole["records"]["messages-0"]

    def answers(texts, functions):
        function = functions[source]
        function.lines()
        for ids, batch in batches(source, records[0], texts):
            failures = function(whole | {"Records": batch} if "Records" in whole else whole | {"records": {"messages-0": batch}})
            lines = [line for line in function.lines() if "id" in line]
            yield from numbered(ids, lines if failures == {"batchItemFailures": []} else [])
    return answers


def pipe(source, event):
    sample = json.loads((EVENTS / "stream" / event).read_text("utf-8"))[0]

    def answers(texts, functions):
        for ids, batch in batches(source, sample, texts):
            yield from numbered(ids, functions[source](batch))
    return answers


def chunk(texts, functions):
    """As a Distributed Map hands out rows of a file."""
    sample = json.loads((EVENTS / "batch/rows.json").read_text("utf-8"))
    index = itertools.count()
    for rows in chunks(texts, CHUNK):
        items = [{"index": next(index), "row": {"text": text}} for text in rows]
        found = functions["chunk"]({"BatchInput": sample["BatchInput"] | {"explain": True}, "Items": items})
        answers = [answer | {"id": answer.get("row", 0) - 1} for answer in found.get("answers", [])]
        yield from numbered([item["index"] for item in items], answers)


def file(texts, _):
    """./hamlet batch, on a file of CSV."""
    with tempfile.TemporaryDirectory() as folder:
        rows, answers = pathlib.Path(folder, "messages.csv"), pathlib.Path(folder, "answers.jsonl")
        with rows.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([["text"], *([text] for text in texts)])
        subprocess.run((ROOT / "hamlet", "batch", "--in", rows, "--out", answers, "--explain"), stderr=subprocess.DEVNULL)
        yield from (Answer.of(json.loads(line)) for line in answers.read_text("utf-8").splitlines())


def browser(texts, _):
    """The page's own scorer, in Chromium."""
    (port,) = cold_start.free_ports(1)
    server = subprocess.Popen((ROOT / "hamlet", "serve", "--port", str(port)), stderr=subprocess.DEVNULL)
    try:
        cold_start.wait_until_listening(server, port)
        yield from map(Answer.of, browser_answers(f"http://127.0.0.1:{port}/", texts))
    finally:
        cold_start.end(server)


def numbered(ids, answers):
    """Each answer must be to the record in whose place it stands."""
    for id, answer in itertools.zip_longest(ids, answers, fillvalue={}):
        yield Answer.of(answer if answer.get("id") == id else {})


MODES = [
    Mode("`./hamlet classify`", lambda texts, _: classified(texts), without_explanation),
    Mode("`./hamlet batch`, CSV", file),
    Mode("`POST /predict`, HTTP API", predict("predict-v2.json")),
    Mode("`POST /predict`, REST API", predict("predict-v1.json")),
    Mode("the page's form, as rounded there", form, shown.of),
    Mode("SQS, mapping", mapping("sqs", "sqs.json")),
    Mode("SQS, pipe", pipe("sqs", "sqs-pipe.json")),
    Mode("Kinesis, mapping", mapping("kinesis", "kinesis.json")),
    Mode("Kinesis, pipe", pipe("kinesis", "kinesis-pipe.json")),
    Mode("Kafka, mapping", mapping("kafka", "kafka-msk.json")),
    Mode("Kafka, pipe", pipe("kafka", "kafka-pipe.json")),
    Mode("a Distributed Map's chunk", chunk),
    Mode("Open Inference Protocol, `infer`", infer),
    Mode("`/invocations`, `dataframe_split`", split),
    Mode("`/invocations`, CSV", table, without_explanation),
    Mode("the page in Chromium, without a server", browser, within=1e-9),
]


if __name__ == "__main__":
    main()
