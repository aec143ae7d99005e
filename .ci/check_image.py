#!/usr/bin/env python3
"""Builds the function's container image by the real sam and Docker, and checks that it holds what it promises: events by
sam local invoke; every class from the AOT cache, in 128 MB; a build that ends where the cache does not fit.

    python .ci/check_image.py     after mvn package; needs Docker, aws-sam-cli and requests (.ci/requirements.txt)
"""

import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import requests
from samcli.yamlhelper import yaml_parse

import check_template
from check_sam_local import ARCHITECTURE, ENVIRONMENT, free_port, problems_of_invoke
from expectations import EVENTS, cases
from report import Report, stop

ROOT = EVENTS.parent
IMAGE = "predictfunction:latest"
WITH_EMULATOR = f"predictfunction:rapid-{ARCHITECTURE}"  # sam local makes it for the first invocation
INVOKED = ("predict-v2.json", "predict-v1-explain.json", "page-v2.json", "form-v1.json", "health-v2.json", "not-http-queue.json",
           "predict-v2-too-long.json")
CONTEXT = ("function/target/function.jar", "function/src/image/java.options", "function/Dockerfile", ".dockerignore")
INVOCATIONS = "/2015-03-31/functions/function/invocations"


def main():
    report = Report("image")
    expected = cases()
    report.case("the stack", stack())
    failed = build()
    report.case("make image", failed)
    if failed:
        report.finish()
    for name in INVOKED:
        report.case(f"sam local invoke {name}", problems_of_invoke(name, expected[name], invoke(name)))
    report.case("every class is from the cache, and 128 MB are enough", cached(expected))
    report.case("an unknown handler is reported", init_error())
    for name, tamper in TAMPERED.items():
        report.case(f"the build refuses {name}", refused(tamper))
    report.finish()


def run(*command, **options):
    return subprocess.run(command, text=True, encoding="utf-8", errors="replace", capture_output=True, env=ENVIRONMENT, **options)


def stack():
    """The zip's stack but for what an image cannot have; every promise but SnapStart's and the runtime's."""
    done = run("sed", "-f", "function/src/image/template.sed", "template.yaml", cwd=ROOT)
    template = yaml_parse(done.stdout)
    function = template["Resources"]["PredictFunction"]
    properties = function["Properties"]
    found = [f"{key} was left in" for key in ("CodeUri", "Handler") if key in properties]
    found += [f"{key} was left in Globals" for key in ("Runtime", "SnapStart") if key in template["Globals"]["Function"]]
    if (properties.get("PackageType"), function["Metadata"].get("Dockerfile")) != ("Image", "function/Dockerfile"):
        return found + [f"expected an image of function/Dockerfile, found {function}"]
    properties["ImageUri"] = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/hamlet:1"
    translated = check_template.translated(template, {})
    for promise in (check_template.rights, check_template.alias, check_template.logs, check_template.throttling):
        found += promise(translated)
    return found + check_template.lint(translated)


def build():
    done = run("make", "image", cwd=ROOT)
    return [] if done.returncode == 0 else [done.stdout[-1500:] + done.stderr[-3000:]]


def invoke(name):
    return run("sam", "local", "invoke", "PredictFunction", "--template", ".aws-sam/image/template.yaml", "--event",
               f"events/{name}", "--parameter-overrides", f"Architecture={ARCHITECTURE}", "--skip-pull-image", cwd=ROOT)


def cached(expected):
    """Runs the image with a JVM that must take the cache and tells where each class comes from."""
    options = "-XX:AOTMode=on -Xlog:class+load"
    found = []
    with container("128m", options) as (url, name):
        for event in ("predict-v2.json", "predict-v2-longest.json", "predict-v2-explain.json"):
            answer = post(url, (EVENTS / event).read_bytes())
            if answer.get("statusCode") != expected[event]["status"]:
                found.append(f"{event}: expected {expected[event]['status']}, found {str(answer)[:300]}")
        log = run("docker", "logs", name)
    classes = re.findall(r"] (dev\.hamlet\.[\w.$]+) source: (.+)", log.stdout + log.stderr)
    read = [f"{name} from {source}" for name, source in classes if source != "shared objects file" and "$$" not in name]
    if len(classes) < 20:
        found.append(f"expected the classes of dev.hamlet in the log, found {len(classes)}: {(log.stdout + log.stderr)[-1500:]}")
    return found + [f"not from the cache: {each}" for each in read]


def init_error():
    """A handler that is not there is reported to the emulator, not waited for."""
    with container("256m", "-Xlog:disable", "a.B::c") as (url, _):
        answer = post(url, b"{}")
    return [] if answer.get("errorType") == "java.lang.IllegalArgumentException" else [f"expected the error's type, found {answer}"]


@contextlib.contextmanager
def container(memory, java_options, *handler):
    """The image's own command, with its own handler unless named, under the emulator that sam put beside it."""
    config = json.loads(run("docker", "image", "inspect", IMAGE).stdout)[0]["Config"]
    port, name = free_port(), f"hamlet-check-{time.time_ns()}"
    started = run("docker", "run", "--detach", "--name", name, "--memory", memory, "--publish", f"127.0.0.1:{port}:8080",
                  "--env", f"JAVA_TOOL_OPTIONS={java_options}", "--env", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128",
                  "--entrypoint", "/var/rapid/aws-lambda-rie", WITH_EMULATOR, *config["Entrypoint"],
                  *(handler or config["Cmd"]))
    if started.returncode:
        stop(f"the image does not run: {started.stderr}")
    try:
        yield f"http://127.0.0.1:{port}{INVOCATIONS}", name
    finally:
        run("docker", "rm", "--force", name)


def post(url, event):
    for _ in range(50):
        try:
            return requests.post(url, event, timeout=30).json()
        except requests.ConnectionError:
            time.sleep(0.1)
    return {}


def refused(tamper):
    """Builds with a file of the image changed just before the build's last check, which must end it."""
    with tempfile.TemporaryDirectory() as folder:
        context = pathlib.Path(folder)
        for name in CONTEXT:
            (context / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, context / name)
        shutil.copytree(EVENTS, context / "events")
        changed = tamper(context)
        dockerfile = context / "function/Dockerfile"
        before, check, after = dockerfile.read_text("utf-8").rpartition("\nRUN ")
        dockerfile.write_text(f"{before}\nCOPY {changed.name} lib/{check}{after}", "utf-8")
        (context / ".dockerignore").unlink()
        done = run("docker", "build", "--tag", "hamlet-tampered", "--file", str(dockerfile), folder)
        output = done.stdout + done.stderr
        if done.returncode == 0:
            run("docker", "image", "rm", "hamlet-tampered")
            return ["the build went through"]
        return [] if "-XX:AOTMode=on" in output.rpartition("The command")[2] or "AOTMode=on" in output[-600:] else [output[-1500:]]


def another_jar(context):
    """The same classes, one byte more at the end: another size and time."""
    jar = context / "function.jar"
    jar.write_bytes((ROOT / "function/target/function.jar").read_bytes() + b"\n")
    return jar


def changed_cache(context):
    cache = cache_of_image(context)
    content = bytearray(cache.read_bytes())
    content[len(content) // 2] ^= 0xFF
    cache.write_bytes(content)
    return cache


def cut_cache(context):
    cache = cache_of_image(context)
    cache.write_bytes(cache.read_bytes()[:1_000_000])
    return cache


def cache_of_image(context):
    name = run("docker", "create", IMAGE).stdout.strip()
    run("docker", "cp", f"{name}:/var/task/lib/function.aot", str(context / "function.aot"), check=True)
    run("docker", "rm", name)
    return context / "function.aot"


TAMPERED = {"another jar than was rehearsed": another_jar, "a changed cache": changed_cache, "a cut cache": cut_cache}


if __name__ == "__main__":
    main()
