#!/usr/bin/env python3
"""Checks template.yaml with every environment of samconfig.toml: sam validate, the SAM translator, cfn-lint,
and what the stack promises: rights, alias, SnapStart, log retention, throttling.

    python .ci/check_template.py      needs aws-sam-cli and cfn-lint (.ci/requirements.txt) on the PATH
"""

import copy
import json
import pathlib
import subprocess
import tempfile
import tomllib

from samcli.yamlhelper import yaml_parse

from report import Report
from translation import translated

ROOT = pathlib.Path(__file__).parent.parent
REGION = "eu-central-1"
AWS_POLICIES = [
    {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess"},
    {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"},
]

PUBLIC_KEY = {"Ref": "ModelPublicKey"}


def main():
    report = Report("template")
    template = yaml_parse((ROOT / "template.yaml").read_text("utf-8"))
    config = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))
    environments = {name: config[name] for name in config if name != "version"}

    report.case("sam validate --lint", failure_of("sam", "validate", "--lint"))
    report.case("no compiler setting", compiler_setting())
    report.case("environments", [] if {"dev", "staging", "prod"} <= set(environments) else [f"found {set(environments)}"])
    for name, environment in environments.items():
        overrides = overrides_of(environment)
        report.case(f"{name}: settings", settings(name, environment, template))
        stack = translate(template, overrides)
        report.case(f"{name}: cfn-lint", lint(stack))
        for promise in PROMISES:
            report.case(f"{name}: {promise.__name__}", promise(stack))
    report.case("a changed parameter publishes a version", new_version(template))
    report.case("allowed origins", allowed_origins(template))
    for name, spoil in SPOILED.items():
        report.case(f"notices {name}", unnoticed(template, spoil))
    report.finish()


def failure_of(*command):
    """Runs the command at the root; its output when it fails."""
    run = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return [] if run.returncode == 0 else [run.stdout.strip()]


def compiler_setting():
    """The runtime chooses compilation itself, differently with SnapStart."""
    text = (ROOT / "template.yaml").read_text("utf-8")
    return ["template.yaml sets TieredStopAtLevel"] if "TieredStopAtLevel" in text else []


def overrides_of(environment):
    pairs = environment.get("deploy", {}).get("parameters", {}).get("parameter_overrides", [])
    return dict(pair.split("=", 1) for pair in pairs)


def settings(name, environment, template):
    found = []
    for pair in overrides_of(environment).items():
        parameter = template["Parameters"].get(pair[0])
        if parameter is None:
            found.append(f"sets {pair[0]}, which is no parameter")
        elif "AllowedValues" in parameter and pair[1] not in map(str, parameter["AllowedValues"]):
            found.append(f"expected {pair[0]} to be one of {parameter['AllowedValues']}, found {pair[1]}")
    if environment.get("global", {}).get("parameters", {}).get("template_file") != "template.yaml":
        found.append("expected template_file template.yaml: a stale .aws-sam/build would be deployed")
    deploy = environment["deploy"]["parameters"]
    if name == "prod" and not deploy.get("confirm_changeset"):
        found.append("expected confirm_changeset")
    if not deploy.get("resolve_s3") or not deploy.get("stack_name"):
        found.append("expected resolve_s3 and stack_name")
    return found


def translate(template, overrides):
    """The stack after sam has put the uploaded artifact's address in place of its path."""
    template = copy.deepcopy(template)
    template["Resources"]["PredictFunction"]["Properties"]["CodeUri"] = "s3://artifacts/function"
    return translated(template, overrides)


def lint(stack):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(stack, file)
        file.flush()
        # the translator writes DeploymentType's value where the parameter was used (W2001)
        return failure_of("cfn-lint", "--regions", REGION, "--ignore-checks", "W2001", "--", file.name)


def only(stack, kind):
    """The properties of the one resource of this kind."""
    found = [resource["Properties"] for resource in stack["Resources"].values() if resource["Type"] == kind]
    return found[0] if len(found) == 1 else {}


def rights(stack):
    """No statement of ours has a wildcard, and of AWS's policies only two are attached."""
    found = []
    for name, resource in stack["Resources"].items():
        for statement in statements(resource):
            text = json.dumps([statement.get("Resource", "*"), statement["Action"], statement.get("NotResource", "")])
            if statement["Effect"] == "Allow" and "*" in text:
                found.append(f"{name} allows {text}")
        for policy in resource.get("Properties", {}).get("ManagedPolicyArns", []):
            if policy not in AWS_POLICIES:
                found.append(f"{name} has AWS's policy {policy}")
    return found


def statements(resource):
    """Every statement of every identity policy of the resource."""
    properties = resource.get("Properties", {})
    documents = [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
    documents += [properties["PolicyDocument"]] if "PolicyDocument" in properties else []
    return [statement for document in documents for statement in document["Statement"]]


def function(stack):
    properties = only(stack, "AWS::Lambda::Function")
    expected = {
        "Runtime": "java25",
        "Handler": "dev.hamlet.handler.PredictHandler::handleRequest",
        "SnapStart": {"ApplyOn": "PublishedVersions"},
        "TracingConfig": {"Mode": "Active"},
        "LoggingConfig": {"LogFormat": "JSON", "LogGroup": {"Ref": "PredictLogGroup"}},
        "Architectures": [{"Ref": "Architecture"}],
        "MemorySize": {"Ref": "MemorySize"},
        "Tags": [{"Key": "Application", "Value": "hamlet"}],
        "Environment": {"Variables": {"MODEL_PUBLIC_KEY": PUBLIC_KEY}},
    }
    return [
        f"expected {key} {value}, found {properties.get(key)}"
        for key, value in expected.items()
        if properties.get(key) != value
    ]


def alias(stack):
    """The API calls the alias, and the alias names the published version."""
    found = []
    name = only(stack, "AWS::Lambda::Alias").get("Name")
    if name != "live":
        found.append(f"expected the alias live, found {name}")
    if not only(stack, "AWS::Lambda::Version"):
        found.append("expected one published version")
    if "functions/${PredictFunctionAliaslive}/invocations" not in json.dumps(only(stack, "AWS::ApiGatewayV2::Api")):
        found.append("the API does not call the alias")
    watched = json.dumps(only(stack, "AWS::CodeDeploy::DeploymentGroup").get("AlarmConfiguration", {}))
    for alarm in ("PredictErrorsAlarm", "PredictFaultsAlarm"):
        if alarm not in watched:
            found.append(f"a deployment does not watch {alarm}")
    return found


def logs(stack):
    groups = {name: it["Properties"] for name, it in stack["Resources"].items() if it["Type"] == "AWS::Logs::LogGroup"}
    found = [f"{name} keeps logs for ever" for name, group in groups.items() if "RetentionInDays" not in group]
    if set(groups) != {"PredictLogGroup", "AccessLogGroup"}:
        found.append(f"expected two log groups, found {set(groups)}")
    access = only(stack, "AWS::ApiGatewayV2::Stage").get("AccessLogSettings", {})
    if access.get("DestinationArn") != {"Fn::GetAtt": ["AccessLogGroup", "Arn"]}:
        found.append(f"the access log goes to {access.get('DestinationArn')}")
    fields = json.loads(access.get("Format", "{}"))
    if fields.get("functionRequestId") != "$context.integration.requestId":
        found.append("the access log does not name the request as the function's log does")
    free_text = [name for name in fields.values() if any(part in name for part in ("path", "body", "userAgent", "query"))]
    return found + [f"the access log holds the caller's free text: {free_text}" for _ in free_text[:1]]


def throttling(stack):
    route = only(stack, "AWS::ApiGatewayV2::Stage").get("DefaultRouteSettings", {})
    expected = {"ThrottlingBurstLimit": {"Ref": "ThrottlingBurstLimit"}, "ThrottlingRateLimit": {"Ref": "ThrottlingRateLimit"}}
    return [] if route == expected else [f"expected {expected}, found {route}"]


PROMISES = [rights, function, alias, logs, throttling]


def new_version(template):
    """Memory, architecture and the model's key are parameters: each must reach the alias."""
    found = []
    for parameter, value in {"MemorySize": 1024, "Architecture": "x86_64", "ModelPublicKey": "MFkw"}.items():
        description = only(translate(template, {}), "AWS::Lambda::Version").get("Description", {})
        if "${" + parameter + "}" not in description.get("Fn::Sub", ""):
            found.append(f"{parameter} is not in the version's description, so a new {value} stays on $LATEST")
    timeout = copy.deepcopy(template)
    timeout["Globals"]["Function"]["Timeout"] += 1
    if version_name(translate(timeout, {})) == version_name(translate(template, {})):
        found.append("a new time-out publishes no version")
    return found


def version_name(stack):
    return next(name for name, resource in stack["Resources"].items() if resource["Type"] == "AWS::Lambda::Version")


def allowed_origins(template):
    stack = translate(template, {"AllowedOrigins": "https://a.example,https://b.example"})
    cors = only(stack, "AWS::ApiGatewayV2::Api")["Body"].get("x-amazon-apigateway-cors", {}).get("Fn::If", [])
    if cors[:1] != ["HasAllowedOrigins"] or cors[2:] != [{"Ref": "AWS::NoValue"}]:
        return [f"expected CORS under HasAllowedOrigins only, found {cors}"]
    return [] if cors[1].get("allowMethods") == ["GET", "POST"] else [f"found {cors[1]}"]


def unnoticed(template, spoil):
    """Whether a template spoiled on purpose would pass."""
    template = copy.deepcopy(template)
    spoil(template["Resources"], template["Globals"])
    stack = translate(template, {})
    return [] if any(promise(stack) for promise in PROMISES) else ["the checks passed a spoiled template"]


SPOILED = {
    "a wildcard resource": lambda r, g: r["PredictRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0].update(
        Resource="*"
    ),
    "SAM's own role": lambda r, g: r["PredictFunction"]["Properties"].pop("Role"),
    "SAM's own deployment role": lambda r, g: r["PredictFunction"]["Properties"]["DeploymentPreference"].pop("Role"),
    "no SnapStart": lambda r, g: g["Function"].pop("SnapStart"),
    "a key that the function is not told": lambda r, g: g["Function"]["Environment"]["Variables"].pop("MODEL_PUBLIC_KEY"),
    "no alias": lambda r, g: (g["Function"].pop("AutoPublishAlias"), r["PredictFunction"]["Properties"].pop("DeploymentPreference")),
    "logs for ever": lambda r, g: r["AccessLogGroup"]["Properties"].pop("RetentionInDays"),
    "paths in the access log": lambda r, g: r["PredictApi"]["Properties"]["AccessLogSettings"].update(
        Format='{"path":"$context.path"}'
    ),
    "a deployment blind to answered faults": lambda r, g: r["PredictFunction"]["Properties"]["DeploymentPreference"]["Alarms"].pop(),
    "no throttling": lambda r, g: r["PredictApi"]["Properties"].pop("DefaultRouteSettings"),
}


if __name__ == "__main__":
    main()
