#!/usr/bin/env python3
"""Runs the state machines of template-batch.yaml: files of texts in moto's S3, the function of the deployed zip under AWS's runtime
interface emulator, answers in S3 and DynamoDB. 100,000 rows, one in a hundred bad; stopped in the middle and run again.

    python .ci/check_batch.py     after mvn package; needs .ci/requirements.txt for moto, the translator and the emulator

step_functions.py says what of the States Language is moto's and what is added.
"""

import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

import boto3
from samcli.yamlhelper import yaml_parse

import check_streaming
from brokers import SETTINGS, running
from deployed import ARTIFACT, ROOT, Function, cold_start
from report import Report, stop
from translation import translated

ROWS = 100_000
STACK = {"Hybrid": "true", "ModelVersion": "", "ScheduledKey": "in/daily.csv"}
BAD = {"  ": "expected some text, found none", "x" * 10_001: "expected at most 10000 characters, found 10001"}


def main():
    if not ARTIFACT.is_file():
        stop("no function/target/function.zip: run mvn package first")
    report = Report("batch")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        function = stack.enter_context(Function("stream.ChunkHandler", folder))
        stack.enter_context(step_functions(function))
        java = str(cold_start.find_jdk() / "bin" / "java")
        jar = (java, "-jar", str(function.task / "lib/function.jar"))
        aws = Stack(subprocess.run((*jar, "version"), text=True, stdout=subprocess.PIPE, check=True).stdout.strip())
        many(report, aws, jar)
        lines(report, aws, jar)
        hybrid(report, aws, jar)
        refusals(report, aws)
    report.finish()


@contextlib.contextmanager
def step_functions(function):
    (port,) = cold_start.free_ports(1)
    command = (sys.executable, str(pathlib.Path(__file__).with_name("step_functions.py")), "-H", "127.0.0.1", "-p", str(port))
    with running(command, port, os.environ | SETTINGS | {"FUNCTION_PORT": str(function.port)}):
        os.environ.update(SETTINGS | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
        os.environ.pop("AWS_PROFILE", None)
        yield


class Stack:
    """What the translated template asks for, as far as moto has it."""

    def __init__(self, model):
        self.model = model
        template = yaml_parse((ROOT / "template-batch.yaml").read_text("utf-8"))
        template["Resources"]["ChunkFunction"]["Properties"]["CodeUri"] = "s3://artifacts/function"
        self.resources = translated(template, STACK | {"ModelVersion": model})["Resources"]
        self.s3, self.states, self.table = boto3.client("s3"), boto3.client("stepfunctions"), boto3.client("dynamodb")
        for bucket in ("InputBucket", "AnswersBucket"):
            self.s3.create_bucket(Bucket=bucket.lower(), CreateBucketConfiguration={"LocationConstraint": SETTINGS["AWS_DEFAULT_REGION"]})
            self.s3.put_bucket_versioning(
                Bucket=bucket.lower(), VersioningConfiguration=self.resources[bucket]["Properties"]["VersioningConfiguration"])
        wanted = self.resources["AnswersTable"]["Properties"]
        self.table.create_table(TableName="AnswersTable", **{key: wanted[key] for key in ("AttributeDefinitions", "KeySchema", "BillingMode")})
        boto3.client("iam").create_role(RoleName="states", AssumeRolePolicyDocument="{}")
        code = {"ZipFile": ARTIFACT.read_bytes()}
        boto3.client("lambda").create_function(
            FunctionName="ChunkFunction", Runtime="java25", Handler="dev.hamlet.stream.ChunkHandler::handleRequest", Code=code,
            Role="arn:aws:iam::123456789012:role/states")
        self.batch, self.keeping = (self.machine("BatchStateMachine", Hybrid=hybrid) for hybrid in ("false", "true"))

    def machine(self, resource, **others):
        """Standard, the express one too: moto has no StartSyncExecution."""
        properties = self.resources[resource]["Properties"]
        definition = properties["DefinitionString"]
        definition = "".join(definition["Fn::Join"][1]) if isinstance(definition, dict) else definition
        values = {
            "InputBucket": "inputbucket", "AnswersBucket": "answersbucket", "AnswersTable": "AnswersTable", "ChunkFunction": "ChunkFunction",
            "Hybrid": "true", "KeepDays": "30", "ToleratedFailedPercentage": "5", "ModelVersion": self.model,
        } | others
        for key, value in values.items():
            definition = definition.replace("${" + key + "}", value)
        return self.states.create_state_machine(
            name="-".join((resource, *others.values())), definition=definition, roleArn="arn:aws:iam::123456789012:role/states",
        )["stateMachineArn"]

    def put(self, key, body):
        self.s3.put_object(Bucket="inputbucket", Key=key, Body=body)

    def start(self, machine, **execution_input):
        return self.states.start_execution(stateMachineArn=machine, name=str(uuid.uuid4()), input=json.dumps(execution_input))["executionArn"]

    def end(self, execution, seconds=300):
        """How an execution ended."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            found = self.states.describe_execution(executionArn=execution)
            if found["status"] != "RUNNING":
                return found
            time.sleep(0.2)
        stop(f"an execution did not end within {seconds} s")

    def run(self, machine, **execution_input):
        return self.end(self.start(machine, **execution_input))

    def asked(self, machine, text):
        """What the ask state machine says of a text."""
        ended = self.run(machine, text=text)
        return json.loads(ended["output"]) if ended["status"] == "SUCCEEDED" else {"error": ended["error"], "cause": ended["cause"]}

    def keys(self, prefix):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket="answersbucket", Prefix=prefix)
        return [each["Key"] for page in pages for each in page.get("Contents", [])]

    def answers(self, prefix):
        """Key -> bytes of what is in the answers bucket."""
        return {key: self.s3.get_object(Bucket="answersbucket", Key=key)["Body"].read() for key in self.keys(prefix)}


def many(report, aws, jar):
    """100,000 rows, a thousand of them bad; then stopped in the middle, and run again."""
    rows = rows_of(ROWS, bad_every=100)
    aws.put("in/messages.csv", csv_of(rows))
    begin = time.monotonic()
    ended = aws.run(aws.batch, key="in/messages.csv")
    seconds = time.monotonic() - begin
    whole = aws.answers("in/messages.csv/")
    report.case(f"{ROWS:,} rows: total", total_problems(ended, whole, ROWS, ROWS // 100))
    report.case(f"{ROWS:,} rows: each is answered once, as by classify, or refused with its reason", answer_problems(whole, rows, aws.model, jar))
    print(f"batch: {ROWS:,} rows in {len(whole) - 1} chunks, in {seconds:.0f} s", flush=True)

    aws.s3.delete_objects(Bucket="answersbucket", Delete={"Objects": [{"Key": key} for key in whole]})
    execution = aws.start(aws.batch, key="in/messages.csv")
    while len(aws.keys("in/messages.csv/")) < len(whole) / 4:
        time.sleep(0.1)
    aws.states.stop_execution(executionArn=execution)
    status = aws.end(execution)["status"]
    part = aws.answers("in/messages.csv/")
    report.case("stopped: what was written is right, and does not say that it is whole", [
        *([] if status in ("ABORTED", "FAILED") else [f"the execution {status}"]),  # moto may say either
        *([] if len(part) < len(whole) - 1 and part.items() <= whole.items() else [f"{len(part)} of {len(whole)} files, or other bytes"]),
    ])
    ended = aws.run(aws.batch, key="in/messages.csv")
    again = aws.answers("in/messages.csv/")
    report.case("run again: the same files, byte for byte", total_problems(ended, again, ROWS, ROWS // 100)
                + ([] if again == whole else [f"{len(again)} files instead of {len(whole)}, or other bytes"]))


def lines(report, aws, jar):
    """JSON Lines with columns of other names, a member that is no string, and a line that is no object."""
    rows = rows_of(1_200)
    made = [json.dumps({"number": i, "body": text, "more": [1, {"a": "b"}]}, ensure_ascii=False) for i, (_, text) in enumerate(rows)]
    wrong = {7: '{"number": 7, "body": 12}', 501: '["no object"]', 1_100: '{"number": "x"}'}
    for place, line in wrong.items():
        made[place] = line
    aws.put("in/messages.jsonl", "\n".join(made) + "\n")
    ended = aws.run(aws.batch, key="in/messages.jsonl", textColumn="body", idColumn="number")
    found = aws.answers("in/messages.jsonl/")
    answers = [answer for key in sorted(found)[:-1] for answer in json.loads(found[key])]
    refused = {answer["row"] - 1: answer["error"] for answer in answers if "error" in answer}
    expected = dict.fromkeys(wrong, "expected a string in column body, found none")
    good = [i for i in range(len(rows)) if i not in wrong]
    by_command = classified(jar, [rows[i][1] for i in good])
    differ = [i for i, answer in zip(good, by_command, strict=True)
              if (answers[i]["id"], answers[i]["label"], answers[i]["score"]) != (str(i), answer["label"], answer["score"])]
    report.case("JSON Lines", total_problems(ended, found, len(rows), len(wrong))
                + ([] if refused == expected else [f"refused {refused}"]) + ([f"{len(differ)} differ"] if differ else []))


def hybrid(report, aws, jar):
    """What was computed before is found; what was not, or was by another model, is asked."""
    rows = rows_of(600, bad_every=50)
    aws.put("in/known.csv", csv_of(rows))
    problems = total_problems(aws.run(aws.keeping, key="in/known.csv"), aws.answers("in/known.csv/"), 600, 12)
    texts = sorted({text for _, text in rows if text not in BAD})
    predictions = dict(zip(texts, classified(jar, texts), strict=True))
    kept = {item["textSha256"]["S"]: (item["label"]["S"], json.loads(item["score"]["S"]), item["model"]["S"]) for item in scan(aws)}
    expected = {hashlib.sha256(text.encode()).hexdigest(): (each["label"], each["score"], aws.model) for text, each in predictions.items()}
    report.case("hybrid: each text is kept once", problems + ([] if kept == expected else [f"{len(kept)} kept, expected {len(expected)}"]))
    days = {round((int(item["expires"]["N"]) - time.time()) / 86_400) for item in scan(aws)}
    report.case("hybrid: for as long as the stack says", [] if days == {30} else [f"kept {days} days"])

    ask, other = aws.machine("AskStateMachine"), aws.machine("AskStateMachine", ModelVersion="0123456789ab")
    known = next(text for text in texts if predictions[text]["label"] == "spam")
    fresh = "A text that nobody has sent before, so claim your free prize now"
    for text, machine, where in ((known, ask, "table"), (fresh, ask, "model"), (known, other, "model")):
        (prediction,) = classified(jar, [text])
        wanted = {"label": prediction["label"], "score": prediction["score"], "model": aws.model, "from": where}
        found = aws.asked(machine, text)
        report.case(f"hybrid: answered by the {where}" + (", not by another model's answer" if machine == other else ""),
                    [] if found == wanted else [f"expected {wanted}, found {found}"])
    found = aws.asked(ask, " ")
    report.case("hybrid: a blank text", [] if found == {"error": "NoText", "cause": "expected some text, found none"} else [f"found {found}"])


def refusals(report, aws):
    """Executions that must fail, and say why."""
    aws.put("in/header.csv", "id,message\n1,Running ten minutes late\n")
    aws.put("in/bad.csv", csv_of(rows_of(200, bad_every=50)))
    for execution_input, error, cause in (
        ({}, "NoFile", 'expected {"key":…} with the name of a file that ends in .csv or .jsonl, found another input'),
        ({"key": "in/messages.xlsx"}, "NoFile", 'expected {"key":…} with the name of a file that ends in .csv or .jsonl, found another input'),
        ({"key": "in/absent.csv"}, None, "404"),
        ({"key": "in/header.csv"}, "TooManyFailedRows", "expected at most 5.0 % of the rows to fail, found 1 of 1;"),
        ({"key": "in/bad.csv", "toleratedFailedPercentage": 1.5}, "TooManyFailedRows", "expected at most 1.5 % of the rows to fail, found 4 of 200;"),
    ):
        ended = aws.run(aws.batch, **execution_input)
        right = ended["status"] == "FAILED" and error in (None, ended.get("error")) and cause in ended.get("cause", "")
        report.case(f"refused: {execution_input}", [] if right else [f"{ended['status']}: {ended.get('error')}: {ended.get('cause')}"])


# --- rows -----------------------------------------------------------------------------------------


def rows_of(count, bad_every=None):
    """(id, text) of texts without line breaks, every so many of them bad."""
    plain = [text for text in check_streaming.texts(2_000, {}) if not text.startswith('{"id"')]
    rows = [(f"m{i}", plain[i % len(plain)]) for i in range(count)]
    for turn, place in enumerate(range(17, count, bad_every) if bad_every else ()):
        rows[place] = (rows[place][0], list(BAD)[turn % 10 == 0])  # few of the long ones
    return rows


def csv_of(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([("id", "text"), *rows])
    return out.getvalue().encode()


def classified(jar, texts):
    done = subprocess.run((*jar, "classify"), input="\n".join(texts) + "\n", text=True, encoding="utf-8", stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def total_problems(ended, found, rows, failed):
    totals = [key for key in found if key.endswith("/total.json")]
    if ended["status"] != "SUCCEEDED" or len(totals) != 1:
        return [f"{ended['status']}: {ended.get('error')}: {ended.get('cause')}; {totals}"]
    written, output = json.loads(found[totals[0]]), json.loads(ended["output"])
    right = written == output and (output["rows"], output["failed"], output["failedPercentage"]) == (rows, failed, 100 * failed / rows)
    return [] if right else [f"the total says {written}, the execution {output}"]


def answer_problems(found, rows, model, jar):
    answers = [answer for key in sorted(found) if not key.endswith("/total.json") for answer in json.loads(found[key])]
    if [(answer["row"], answer["id"]) for answer in answers] != [(i + 1, id) for i, (id, _) in enumerate(rows)]:
        return ["the answers are not one for each row, in order"]
    problems = [f"row {answer['row']}: {answer}" for answer, (_, text) in zip(answers, rows)
                if answer.get("error") != BAD.get(text) or ("label" in answer) == (text in BAD)]
    good = [(answer, text) for answer, (_, text) in zip(answers, rows) if text not in BAD]
    expected = classified(jar, [text for _, text in good])
    problems += [f"row {answer['row']} differs from classify" for (answer, text), each in zip(good, expected, strict=True)
                 if (answer["label"], answer["score"], answer["model"], answer["textSha256"])
                 != (each["label"], each["score"], model, hashlib.sha256(text.encode()).hexdigest())]
    return problems[:5]


def scan(aws):
    return [item for page in aws.table.get_paginator("scan").paginate(TableName="AnswersTable") for item in page["Items"]]


if __name__ == "__main__":
    main()
