#!/usr/bin/env python3
"""Checks template-streaming.yaml: sam validate, the SAM translator, cfn-lint, and what the stack promises: rights, partial
failures, where records go that fail, and that either a mapping or a pipe reads, never both.

    python .ci/check_streaming_template.py      needs aws-sam-cli and cfn-lint (.ci/requirements.txt) on the PATH
"""

import copy
import json

from samcli.yamlhelper import yaml_parse

import check_template
from check_template import ROOT, failure_of, lint
from report import Report
from translation import translated

FILE = "template-streaming.yaml"
AWS_POLICIES = [
    {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess"},
    {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole"},
    {"Ref": "WriteLogPolicy"},
]
CHOICES = [
    {"Queue": "mapping", "Stream": "mapping", "KafkaClusterArn": "arn:aws:kafka:eu-central-1:123456789012:cluster/messages/6cc0432b-2"},
    {"Queue": "pipe", "Stream": "pipe"},
    {"Queue": "none", "Stream": "none"},
    {},
]
DEAD_LETTERS = {"Fn::GetAtt": ["PredictDeadLetterQueue", "Arn"]}


def main():
    report = Report("streaming template")
    template = yaml_parse((ROOT / FILE).read_text("utf-8"))
    report.case("sam validate --lint", failure_of("sam", "validate", "--lint", "--template-file", FILE))
    for choice in CHOICES:
        report.case(f"{choice}: cfn-lint", lint(stack_of(template, choice)))
    stack = stack_of(template, CHOICES[0])
    for promise in PROMISES:
        report.case(promise.__name__, promise(stack))
    for name, spoil in SPOILED.items():
        spoiled = copy.deepcopy(template)
        spoil(spoiled["Resources"])
        noticed = any(promise(stack_of(spoiled, CHOICES[0])) for promise in PROMISES)
        report.case(f"notices {name}", [] if noticed else ["the checks passed a spoiled template"])
    report.finish()


def stack_of(template, choice):
    template = copy.deepcopy(template)
    template["Globals"]["Function"]["CodeUri"] = "s3://artifacts/function"
    return translated(template, choice)


def of_kind(stack, kind):
    return {name: resource for name, resource in stack["Resources"].items() if resource["Type"] == kind}


def rights(stack):
    """No wildcard in a statement of ours, of AWS's policies only two, and a pipe's role is for this account's pipes."""
    found = [problem for problem in check_template.rights(stack) if "has AWS's policy" not in problem]
    for name, role in of_kind(stack, "AWS::IAM::Role").items():
        found += [f"{name} has {policy}" for policy in role["Properties"].get("ManagedPolicyArns", []) if policy not in AWS_POLICIES]
        account = role["Properties"]["AssumeRolePolicyDocument"]["Statement"][0].get("Condition")
        if "Pipe" in name and not account:
            found.append(f"{name} may be taken for another account's pipe")
    return found


def functions(stack):
    """Each has a role of its own, a log, an alias and SnapStart, the handler of its name, and is told the model's key."""
    found = []
    for name, function in of_kind(stack, "AWS::Lambda::Function").items():
        expected = {
            "Runtime": "java25",
            "Handler": f"dev.hamlet.stream.{name.removesuffix('Function')}Handler::handleRequest",
            "Role": {"Fn::GetAtt": [name.replace("Function", "Role"), "Arn"]},
            "SnapStart": {"ApplyOn": "PublishedVersions"},
            "LoggingConfig": {"LogFormat": "JSON", "LogGroup": {"Ref": "PredictLogGroup"}},
            "Environment": {"Variables": {"MODEL_PUBLIC_KEY": check_template.PUBLIC_KEY}},
        }
        found += [f"{name}: expected {key} {value}" for key, value in expected.items() if function["Properties"].get(key) != value]
    return found if len(of_kind(stack, "AWS::Lambda::Function")) == 3 else found + ["expected three functions"]


def partial_failures(stack):
    """Without the response type what the functions report would be dropped; none calls a version that is not published."""
    found = []
    for name, mapping in of_kind(stack, "AWS::Lambda::EventSourceMapping").items():
        properties = mapping["Properties"]
        if properties.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            found.append(f"{name} does not take partial failures")
        if "Alias" not in json.dumps(properties["FunctionName"]):
            found.append(f"{name} does not call the alias")
        if "Kafka" in name and "ProvisionedPollerConfig" not in properties:
            found.append(f"{name}: shared pollers take no partial failures")
    return found if len(of_kind(stack, "AWS::Lambda::EventSourceMapping")) == 3 else found + ["expected three mappings"]


def dead_letters(stack):
    """What fails for good lands in the dead-letter queue, which is watched and keeps it as long as SQS can."""
    resources = stack["Resources"]
    found = []
    redrive = resources["PredictQueue"]["Properties"].get("RedrivePolicy", {})
    if redrive.get("deadLetterTargetArn") != DEAD_LETTERS or redrive.get("maxReceiveCount") != 3:
        found.append(f"the queue's redrive policy is {redrive}")
    for name in ("KinesisMapping", "KafkaMapping"):
        properties = resources[name]["Properties"]
        if properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination") != DEAD_LETTERS:
            found.append(f"{name} drops what fails")
        if properties.get("MaximumRetryAttempts") != 2:
            found.append(f"{name} may try one record for ever")
    watched = json.dumps(resources["PredictDeadLettersAlarm"]["Properties"]["Dimensions"])
    if "PredictDeadLetterQueue" not in watched:
        found.append(f"the alarm watches {watched}")
    if resources["PredictDeadLetterQueue"]["Properties"].get("MessageRetentionPeriod") != 1209600:
        found.append("dead letters are not kept 14 days")
    if resources["PredictQueue"]["Properties"].get("VisibilityTimeout", 0) < 6 * 20:
        found.append("the queue hands a batch out again while the function may still work on it")
    return found


def one_reader(stack):
    """A queue's or a stream's mapping and pipe exclude each other."""
    conditions = {name: resource.get("Condition") for name, resource in stack["Resources"].items()}
    expected = {
        "SqsMapping": "HasQueueMapping", "SqsPipe": "HasQueuePipe", "KinesisMapping": "HasStreamMapping", "KinesisPipe": "HasStreamPipe",
        "KafkaMapping": "HasKafka",
    }
    return [f"expected {name} under {value}" for name, value in expected.items() if conditions.get(name) != value]


PROMISES = [rights, functions, partial_failures, dead_letters, one_reader]
SPOILED = {
    "a wildcard resource": lambda r: r["ReadQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"][0].update(Resource="*"),
    "a shared role": lambda r: r["KinesisFunction"]["Properties"].update(Role={"Fn::GetAtt": ["SqsRole", "Arn"]}),
    "no partial failures": lambda r: r["SqsMapping"]["Properties"].pop("FunctionResponseTypes"),
    "shared pollers of Kafka": lambda r: r["KafkaMapping"]["Properties"].pop("ProvisionedPollerConfig"),
    "no redrive": lambda r: r["PredictQueue"]["Properties"].pop("RedrivePolicy"),
    "endless attempts": lambda r: r["KinesisMapping"]["Properties"].pop("MaximumRetryAttempts"),
    "dropped records": lambda r: r["KinesisMapping"]["Properties"].pop("DestinationConfig"),
    "two readers": lambda r: r["SqsPipe"].update(Condition="HasQueue"),
    "another account's pipe": lambda r: r["SqsPipeRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0].pop("Condition"),
}


if __name__ == "__main__":
    main()
