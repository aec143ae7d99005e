#!/usr/bin/env python3
"""Rehearses sam deploy with the real sam against a local AWS (see emulator.py), as far as that goes: every
environment, then what a stale sam build must not do.

    python .ci/check_deploy.py        after mvn package; needs aws-sam-cli and moto (.ci/requirements.txt)
"""

import base64
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import tomllib
import zipfile

import boto3

from emulator import emulated_aws
from report import Report, stop

ROOT = pathlib.Path(__file__).parent.parent
ARTIFACT = "function/target/function.zip"


def main():
    if not (ROOT / ARTIFACT).is_file():
        stop(f"no {ARTIFACT}: run mvn package first")
    report = Report("deploy")
    with tempfile.TemporaryDirectory() as folder, emulated_aws():
        project = pathlib.Path(folder)
        (project / ARTIFACT).parent.mkdir(parents=True)
        for name in ("template.yaml", "samconfig.toml", ARTIFACT):
            shutil.copy(ROOT / name, project / name)
        config = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))
        for name in (name for name in config if name != "version"):
            report.case(f"sam deploy --config-env {name}", deploy(project, name))
            report.case(f"{name}: the stack", stack(config[name]["deploy"]["parameters"]))
        report.case("the function", function(project))
        report.case("publishes a version", published())
        report.case("rights", rights())
        report.case("a stale sam build", leave_stale_build(project))
        change_artifact(project)
        report.case("sam deploy after it", deploy(project, "dev"))
        report.case("ships the fresh artifact", function(project) + uploaded(project))
    report.finish()


def deploy(project, environment):
    """Problems of a sam deploy; answers yes where it asks, as prod does."""
    run = sam(project, "deploy", "--config-env", environment)
    done = run.returncode == 0 and "Successfully created/updated stack" in run.stdout
    return [] if done else [f"exit {run.returncode}: {run.stdout[-1500:]}"]


def sam(project, *arguments):
    environment = os.environ | {"SAM_CLI_TELEMETRY": "0", "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        ("sam",) + arguments, cwd=project, env=environment, input="y\n", text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def stack(settings):
    """Parameters and tags arrive as samconfig.toml has them."""
    found = boto3.client("cloudformation").describe_stacks(StackName=settings["stack_name"])["Stacks"][0]
    tags = {f"{tag['Key']}={tag['Value']}" for tag in found["Tags"]}
    retention = dict(pair.split("=") for pair in settings.get("parameter_overrides", [])).get("LogRetentionDays", "14")
    groups = boto3.client("logs").describe_log_groups()["logGroups"]
    days = {group["retentionInDays"] for group in groups if f"/{settings['stack_name']}-" in group["logGroupName"]}
    problems = [] if found["StackStatus"] == "CREATE_COMPLETE" else [found["StackStatus"]]
    problems += [] if set(settings.get("tags", [])) <= tags else [f"expected tags {settings['tags']}, found {tags}"]
    problems += [] if days == {int(retention)} else [f"expected logs to be kept {retention} days, found {days}"]
    return problems


def deployed(kind, name="hamlet-dev"):
    """Physical ids of the stack's resources of a kind."""
    resources = boto3.client("cloudformation").describe_stack_resources(StackName=name)["StackResources"]
    return [resource["PhysicalResourceId"] for resource in resources if resource.get("ResourceType") == kind]


def function(project):
    """The function runs the artifact that lies there now."""
    found = boto3.client("lambda").get_function_configuration(FunctionName=deployed("AWS::Lambda::Function")[0])
    expected = {
        "Runtime": "java25",
        "Handler": "dev.hamlet.handler.PredictHandler::handleRequest",
        "MemorySize": 512,
        "CodeSha256": base64.b64encode(hashlib.sha256((project / ARTIFACT).read_bytes()).digest()).decode(),
    }
    return [f"expected {key} {value}, found {found.get(key)}" for key, value in expected.items() if found.get(key) != value]


def published():
    name = deployed("AWS::Lambda::Function")[0]
    versions = [it["Version"] for it in boto3.client("lambda").list_versions_by_function(FunctionName=name)["Versions"]]
    return [] if versions == ["$LATEST", "1"] else [f"expected version 1 beside $LATEST, found {versions}"]


def rights():
    """The function may write its own log, and nothing else by a policy of ours."""
    iam = boto3.client("iam")
    roles = [role for role in deployed("AWS::IAM::Role") if iam.list_role_policies(RoleName=role)["PolicyNames"]]
    if len(roles) != 1:
        return [f"expected one role with a policy of ours, found {roles}"]
    document = iam.get_role_policy(RoleName=roles[0], PolicyName="WriteOwnLog")["PolicyDocument"]
    # moto hands the document out as text, and leaves ":*" off the log group's ARN
    return [] if "log-group:/aws/lambda/hamlet-dev-predict" in str(document) else [f"expected the function's log, found {document}"]


def leave_stale_build(project):
    """Runs sam build and makes what it left point at an old artifact, as a build without SkipBuild would."""
    run = sam(project, "build")
    built = project / ".aws-sam/build"
    if run.returncode or not (built / "template.yaml").is_file():
        return [f"exit {run.returncode}: {run.stdout[-1500:]}"]
    if list(built.rglob("*.class")) + list(built.rglob("*.jar")):
        return ["sam build copied code, so SkipBuild is off"]
    shutil.copy(project / ARTIFACT, built / "stale.zip")
    template = (built / "template.yaml").read_text("utf-8")
    stale = template.replace(f"../../{ARTIFACT}", "stale.zip")
    (built / "template.yaml").write_text(stale, "utf-8")
    return [] if stale != template else [f"expected CodeUri ../../{ARTIFACT} in {template}"]


def change_artifact(project):
    with zipfile.ZipFile(project / ARTIFACT, "a") as archive:
        archive.writestr("changed.txt", "what a later mvn package made")


def uploaded(project):
    """The artifact's own bytes are in the bucket; sam names an object after its MD5."""
    name = "hamlet-dev/" + hashlib.md5((project / ARTIFACT).read_bytes()).hexdigest()
    s3 = boto3.client("s3")
    bucket = s3.list_buckets()["Buckets"][0]["Name"]
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    return [] if name in keys else [f"expected {name}, found {keys}"]


if __name__ == "__main__":
    main()
