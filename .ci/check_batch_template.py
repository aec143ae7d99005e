#!/usr/bin/env python3
"""Checks template-batch.yaml: sam validate, the SAM translator, cfn-lint, and what the stack promises: rights, private files, keys that
name the model, and two maps that do the same.

    python .ci/check_batch_template.py      needs aws-sam-cli and cfn-lint (.ci/requirements.txt) on the PATH
"""

import copy
import json

from samcli.yamlhelper import yaml_parse

import check_template
from check_template import ROOT, failure_of, lint, statements
from report import Report
from translation import translated

FILE = "template-batch.yaml"
CHOICES = [{"Hybrid": "true", "ModelVersion": "0123456789ab", "ScheduledKey": "in/daily.csv"}, {}]
STATES = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:"
RIGHTS = {
    "ChunkRole": {"logs:CreateLogStream", "logs:PutLogEvents"},
    "BatchRole": {
        "lambda:InvokeFunction", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject",
        "states:StartExecution", "states:DescribeExecution", "states:StopExecution",
    },
    "KeepAnswersPolicy": {"dynamodb:PutItem"},
    "AskRole": {"dynamodb:GetItem", "lambda:InvokeFunction"},
    "BatchStateMachineScheduledRole": {"states:StartExecution"},
}
OBJECTS_AND_EXECUTIONS = [
    {"Fn::Sub": "${InputBucket.Arn}/*"}, {"Fn::Sub": "${AnswersBucket.Arn}/*"},
    [{"Fn::Sub": STATES + "execution:${AWS::StackName}-batch:*"}, {"Fn::Sub": STATES + "execution:${AWS::StackName}-batch/*"}],
]


def main():
    report = Report("batch template")
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
    template = json.loads(json.dumps(template))
    template["Resources"]["ChunkFunction"]["Properties"]["CodeUri"] = "s3://artifacts/function"
    return translated(template, choice)


def rights(stack):
    """Each role has these rights and no more, and wildcards only for the objects of a bucket and the executions of the state machine."""
    found = []
    for name, resource in stack["Resources"].items():
        allowed = set()
        for statement in statements(resource):
            if "Action" not in statement or statement["Action"] == "sts:AssumeRole":
                continue
            actions = statement["Action"]
            allowed |= {actions} if isinstance(actions, str) else set(actions)
            target = statement["Resource"]
            if "*" in json.dumps(target) and target not in OBJECTS_AND_EXECUTIONS:
                found.append(f"{name} allows {actions} on {target}")
        if allowed != RIGHTS.get(name, set()):
            found.append(f"{name} allows {sorted(allowed)}")
        if resource.get("Properties", {}).get("ManagedPolicyArns"):
            found.append(f"{name} has policies of AWS's")
    return found


def private(stack):
    """Buckets are closed, and their files can be read as they were when a run began."""
    found = []
    for name in ("InputBucket", "AnswersBucket"):
        properties = stack["Resources"][name]["Properties"]
        if set(properties.get("PublicAccessBlockConfiguration", {}).values()) != {True} or len(properties["PublicAccessBlockConfiguration"]) != 4:
            found.append(f"{name} is not closed")
        if properties.get("VersioningConfiguration") != {"Status": "Enabled"}:
            found.append(f"{name} keeps no versions")
    return found


def keys(stack):
    """An answer is kept by text and model, in one place and for a time; the function starts with that model only, signed by the key if there is one."""
    table = stack["Resources"]["AnswersTable"]["Properties"]
    item = json.loads(definition(stack, "BatchStateMachine"))["States"]["Csv"]["ItemProcessor"]["States"]["KeepAll"]["ItemProcessor"]["States"]["Keep"]
    key = json.loads(definition(stack, "AskStateMachine"))["States"]["LookUp"]["Parameters"]["Key"]
    names = {each["AttributeName"] for each in table["KeySchema"]}
    found = [] if names == set(key) == {"textSha256", "model"} <= set(item["Parameters"]["Item"]) else [f"the key is {names}, looked up {key}"]
    if key.get("model") != {"S": "${ModelVersion}"}:
        found.append(f"the ask state machine looks for {key.get('model')}")
    if table.get("TimeToLiveSpecification") != {"AttributeName": "expires", "Enabled": True}:
        found.append("answers are kept for ever")
    variables = stack["Resources"]["ChunkFunction"]["Properties"].get("Environment", {}).get("Variables", {})
    if variables.get("MODEL_VERSION") != {"Fn::If": ["HasModelVersion", {"Ref": "ModelVersion"}, {"Ref": "AWS::NoValue"}]}:
        found.append(f"the function is told {variables}")
    if variables.get("MODEL_PUBLIC_KEY") != check_template.PUBLIC_KEY:
        found.append(f"the function is told the key {variables.get('MODEL_PUBLIC_KEY')}")
    return found


def maps(stack):
    """CSV and JSON Lines are treated alike, but for reading; a chunk is written before it counts; the total comes last."""
    states = json.loads(definition(stack, "BatchStateMachine"))["States"]
    csv, lines = copy.deepcopy(states["Csv"]), copy.deepcopy(states["JsonLines"])
    readers = [each["ItemReader"].pop("ReaderConfig")["InputType"] for each in (csv, lines)]
    found = [] if csv == lines and readers == ["CSV", "JSONL"] else ["the two maps differ"]
    order = [states["Csv"]["ItemProcessor"]["States"]["Classify"]["Next"], states["Csv"]["Next"], states["Total"]["Next"], states["Report"]["Next"]]
    return found if order == ["Write", "Total", "Report", "Judge"] else found + [f"the order is {order}"]


def calls(stack):
    """The published version is called, through its alias, and logs hold no execution data, which is text."""
    found = []
    for name in ("BatchStateMachine", "AskStateMachine"):
        properties = stack["Resources"][name]["Properties"]
        if properties["DefinitionSubstitutions"]["ChunkFunction"] != {"Ref": "ChunkFunctionAliaslive"}:
            found.append(f"{name} does not call the alias")
        if "LoggingConfiguration" in properties:
            found.append(f"{name} logs")
    return found


def schedule(stack):
    """Nothing is scheduled without a file."""
    state = stack["Resources"]["BatchStateMachineScheduled"]["Properties"]["State"]
    return [] if state == {"Fn::If": ["HasSchedule", "ENABLED", "DISABLED"]} else [f"the schedule is {state}"]


def definition(stack, name):
    text = stack["Resources"][name]["Properties"]["DefinitionString"]
    return "".join(text["Fn::Join"][1]) if isinstance(text, dict) else text


PROMISES = [rights, private, keys, maps, calls, schedule]
SPOILED = {
    "a wildcard resource": lambda r: policy(r, "BatchRole")[0].update(Resource="*"),
    "one right more": lambda r: policy(r, "AskRole")[0].update(Action=["dynamodb:GetItem", "dynamodb:Scan"]),
    "an open bucket": lambda r: r["InputBucket"]["Properties"]["PublicAccessBlockConfiguration"].update(BlockPublicAcls=False),
    "a key without the model": lambda r: r["AnswersTable"]["Properties"]["KeySchema"].pop(),
    "answers that never expire": lambda r: r["AnswersTable"]["Properties"].pop("TimeToLiveSpecification"),
    "another model's start": lambda r: r["ChunkFunction"]["Properties"].pop("Environment"),
    "a chunk that is not written": lambda r: states(r)["Csv"]["ItemProcessor"]["States"]["Classify"].update(Next="Count"),
    "maps that differ": lambda r: states(r).update(JsonLines=states(r)["JsonLines"] | {"MaxConcurrency": 1}),
    "an alias passed over": lambda r: r["AskStateMachine"]["Properties"]["DefinitionSubstitutions"].update(ChunkFunction={"Ref": "ChunkFunction"}),
    "a schedule without a file": lambda r: r["BatchStateMachine"]["Properties"]["Events"]["Scheduled"]["Properties"].update(State="ENABLED"),
}


def policy(resources, role):
    return resources[role]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]


def states(resources):
    return resources["BatchStateMachine"]["Properties"]["Definition"]["States"]


if __name__ == "__main__":
    main()
