#!/usr/bin/env python3
"""Measures cold starts: from the first request to its whole answer, in a fresh process each time.

Every start runs AWS's runtime interface emulator and, in a task folder laid out as the function would be deployed, what Lambda
would start there. The rows take turns (A B C A B C ...), so that a busy moment of the machine hits them all; compare the ratios,
and the times only within one run. On Lambda, AWS adds a cache of its own client's classes to zip files, which this leaves out.

rows:
  empty             a handler that answers a constant, as a zip file is started: AWS's Java client, the flags that the managed runtime
                    documents; the floor
  empty-aot         the same with an AOT cache of its own
  empty-image       the same handler as an image like ours: our client, our flags, an AOT cache
  hamlet-zip        lib/function.jar, one jar: what template.yaml deploys
  hamlet-exploded   the jar unpacked into the task folder, as Lambda does with an uploaded jar (only when named)
  hamlet-jars       lib/*.jar, one for each library in the jar (only when named)
  hamlet-image      what function/Dockerfile puts into the image: our client, our flags, an AOT cache by the same rehearsal
  hamlet-image-ric  the same with AWS's client in place of ours
  lecture           the Python peer in --peers, where its packages are installed

Memory is the runtime's peak resident set; "own" is the part of it at the first answer that no file backs, which the system
cannot drop. "warm" is what an answer takes of a processor when a thousand have been given, the client's part included: what
cost.py bills.

needs: `make package` first; Linux; Maven and a JDK 25; the emulator, which comes with aws-sam-cli
(`pip install aws-sam-cli`: found in this Python, or through the `sam` on the PATH), or --rie FILE.

exit status: 0 measured, 1 wrong answer or --check failed, 2 wrong usage or something is missing
"""

import argparse
import contextlib
import dataclasses
import glob
import http.client
import importlib.util
import json
import os
import pathlib
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

from arguments import positive, row_names
from limits import NoLimit, share_of_a_processor

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TARGET = ROOT / "function" / "target"
BENCH = TARGET / "bench"
HANDLER = "dev.hamlet.handler.PredictHandler::handleRequest"
ROWS = ("empty", "empty-aot", "empty-image", "hamlet-zip", "hamlet-exploded", "hamlet-jars", "hamlet-image", "hamlet-image-ric",
        "lecture")
ONLY_WHEN_NAMED = ("hamlet-exploded", "hamlet-jars")
OPTIONS = ROOT / "function" / "src" / "image" / "java.options"
WARM_ANSWERS = 2000
OUR_CLIENT = "dev.hamlet.runtime.Bootstrap"
AWS_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
REHEARSAL = "dev.hamlet.runtime.Rehearsal"
MEMORY_MB = 512
JVM_FLAGS = (
    f"-XX:MaxHeapSize={MEMORY_MB * 85 // 100}m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--enable-native-access=ALL-UNNAMED",
)
# the launcher's, with macOS left out: the emulator runs on Linux alone
JDK_FOLDERS = ("/usr/lib/jvm/*", "/usr/java/*", "/opt/java/*", "~/.sdkman/candidates/java/*", "~/.jdks/*")
INVOCATIONS = "/2015-03-31/functions/function/invocations"
PATIENCE_SECONDS = 60


class Missing(Exception):
    """Something the measurement needs is not here; the text says what, and how to get it."""


class WrongAnswer(Exception):
    """A function answered, but not what it should; the time of such an answer means nothing."""


@dataclasses.dataclass(frozen=True)
class Row:
    """What one row starts: a command in a task folder. `label` is the answer's label, None for any."""

    name: str
    task: pathlib.Path
    command: tuple
    label: str | None
    environment: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Start:
    """One cold start: milliseconds to the first answer; the runtime's peak resident memory, and its own part, in MB."""

    millis: float
    memory_mb: float
    own_mb: float
    warm_ms: float | None


def main():
    options = parse_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        emulator = find_emulator(options.rie)
        event = read_event(options.event)
        with tempfile.TemporaryDirectory(prefix="cold-start-") as scratch:
            rows = prepare_rows(options, pathlib.Path(scratch))
            starts = {share: each for share in options.shares if (each := measure(share, rows, emulator, event, options))}
    except Missing as missing:
        print(f"cold_start: {missing}", file=sys.stderr)
        return 2
    except WrongAnswer as wrong:
        print(f"cold_start: {wrong}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if not starts:
        return 2
    results = {share: summarize(each) for share, each in starts.items()}
    for share, each in results.items():
        print_table(share, each)
    if options.json:
        options.json.write_text(json.dumps(report(results, starts), indent=2) + "\n", encoding="utf-8")
    if options.picture:
        draw_picture(results, options.picture)
    return 0 if all([within(results, *each) for each in options.check]) else 1


def parse_options():
    def share_list(text):
        shares = [float(word) for word in text.split(",")]
        if not all(0.05 <= share <= 1 for share in shares):
            raise argparse.ArgumentTypeError(f"expected shares of a processor from 0.05 to 1, found {text}")
        return shares

    def bound(text):
        name, _, ratio = text.partition("=")
        if name not in ROWS:
            raise argparse.ArgumentTypeError(f"expected ROW=RATIO, found {text}")
        return name, float(ratio)

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--starts", type=positive, default=30, metavar="N", help="measured starts of each row (default: 30)")
    add("--rows", type=row_names(ROWS), metavar="A,B", help="only these rows (default: all that can run)")
    add("--event", type=pathlib.Path, default=ROOT / "events" / "predict-v2.json", metavar="FILE",
        help="the event to post (default: events/predict-v2.json)")
    add("--label", default="spam", help="the label that the answer must have (default: spam)")
    add("--jar", type=pathlib.Path, default=TARGET / "function.jar", metavar="FILE",
        help="the deployed jar (default: function/target/function.jar)")
    add("--handler", default=HANDLER, help=f"its handler (default: {HANDLER})")
    add("--rie", type=pathlib.Path, metavar="FILE", help="the emulator (default: the one in aws-sam-cli)")
    add("--shares", type=share_list, default=[1.0, 0.29], metavar="A,B", help="shares of one processor to measure with"
        " (default: 1,0.29; Lambda gives 512 MB 0.29 of one)")
    add("--processor", type=int, default=max(os.sched_getaffinity(0)), metavar="N", help="which processor (default: the last)")
    add("--peers", type=pathlib.Path, metavar="DIR", help="the folder with lecture_stack.py")
    add("--peers-data", type=pathlib.Path, metavar="TSV", help="label<TAB>text to train the peer on")
    add("--peers-python", default=sys.executable, metavar="FILE", help="its Python (default: this one)")
    add("--json", type=pathlib.Path, metavar="FILE", help="write every start and the summary there")
    add("--picture", type=pathlib.Path, metavar="FILE", help="draw the medians there, as SVG (needs matplotlib)")
    add("--check", type=bound, action="append", default=[], metavar="ROW=RATIO",
        help="exit 1 when the row's p50 is over RATIO times the empty row's; may be given again")
    options = parser.parse_args()
    named = options.rows or ROWS
    for name, _ in options.check:
        if not {"empty", name} <= set(named):
            parser.error(f"--check {name} compares it with empty: --rows must name both")
    return options


# --- what is needed -------------------------------------------------------------------------------


def find_emulator(given):
    if given:
        if not os.access(given, os.X_OK):
            raise Missing(f"--rie: no program at {given}")
        return given.resolve()
    machine = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    emulator = sam_folder() / "local" / "rapid" / f"aws-lambda-rie-{machine}"
    if not emulator.exists():
        raise Missing(f"aws-sam-cli has no emulator for this machine ({emulator.name}); give --rie FILE")
    if os.access(emulator, os.X_OK):
        return emulator
    BENCH.mkdir(parents=True, exist_ok=True)
    runnable = pathlib.Path(shutil.copy(emulator, BENCH))
    runnable.chmod(0o755)
    return runnable


def sam_folder():
    """Where aws-sam-cli's package is: in this Python, or in the one that the `sam` of the PATH runs on."""
    package = importlib.util.find_spec("samcli")
    if package:
        return pathlib.Path(package.origin).parent
    sam = shutil.which("sam")
    shebang = sam and pathlib.Path(sam).read_bytes().split(b"\n", 1)[0]
    if shebang and shebang.startswith(b"#!") and b"python" in shebang:
        command = [*shebang[2:].decode().split(), "-c", "import samcli; print(samcli.__path__[0])"]
        found = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if found.returncode == 0:
            return pathlib.Path(found.stdout.strip())
    raise Missing(f"no emulator: aws-sam-cli is neither in {sys.executable} nor on the PATH; install it, or give --rie FILE")


def find_jdk():
    path_java = shutil.which("java")
    folders = [os.environ.get("JAVA_HOME"), path_java and pathlib.Path(path_java).resolve().parents[1]]
    folders += [folder for pattern in JDK_FOLDERS for folder in sorted(glob.glob(os.path.expanduser(pattern)))]
    for folder in map(pathlib.Path, filter(None, folders)):
        release = folder / "release"
        if (folder / "bin" / "javac").exists() and release.exists() and 'JAVA_VERSION="25' in release.read_text():
            return folder
    raise Missing(f"no JDK 25 in JAVA_HOME, on the PATH or in {', '.join(JDK_FOLDERS)}")


def read_event(file):
    if not file.exists():
        raise Missing(f"no event at {file}")
    return file.read_bytes()


def fetch_client(jdk):
    """Copies the runtime client and what it depends on, once for each version of the POM beside this file."""
    folder, done = BENCH / "client", BENCH / "client.pom"
    pom = (HERE / "pom.xml").read_bytes()
    if done.exists() and done.read_bytes() == pom:
        return folder
    if shutil.which("mvn") is None:
        raise Missing("no mvn on the PATH: it copies AWS's runtime client")
    shutil.rmtree(folder, ignore_errors=True)
    run_tool("mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies",
             "-DincludeScope=runtime", f"-DoutputDirectory={folder}", JAVA_HOME=str(jdk))
    done.write_bytes(pom)
    return folder


def run_tool(*command, cwd=None, **environment):
    done = subprocess.run(list(map(str, command)), env=os.environ | environment, stdout=subprocess.PIPE, cwd=cwd,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Missing(f"{command[0]} ended with {done.returncode}:\n{done.stdout.strip()}")


# --- what is started ------------------------------------------------------------------------------


def prepare_rows(options, scratch):
    names = options.rows or [name for name in ROWS if name not in ONLY_WHEN_NAMED and (name != "lecture" or options.peers)]
    java_names = [name for name in names if name != "lecture"]
    rows = java_rows(java_names, options, scratch) if java_names else []
    if "lecture" in names:
        try:
            rows.append(lecture_row(options, scratch))
        except Missing as missing:
            if options.rows:
                raise
            print(f"cold_start: lecture left out: {missing}", file=sys.stderr)
    return rows


def java_rows(names, options, scratch):
    if names != ["empty"] and not options.jar.exists():
        raise Missing(f"no jar at {options.jar}: run `make package`")
    jdk = find_jdk()
    client = fetch_client(jdk)
    rows = []
    for name in names:
        task = scratch / name
        task.mkdir()
        if name.startswith("empty"):
            rows.append(empty_row(name, task, jdk, client, options))
        elif name.startswith("hamlet-image"):
            shutil.copy2(options.jar, task / "function.jar")
            rows.append(image_row(name, task, jdk, client, ["function.jar"], options.handler, options.label))
        else:
            LAYOUTS[name](options.jar, task)
            rows.append(Row(name, task, zip_command(jdk, client, options.handler), options.label))
    return rows


def zip_command(jdk, client, handler):
    return str(jdk / "bin" / "java"), *JVM_FLAGS, "-cp", f"{client}/*", AWS_CLIENT, handler


def empty_row(name, task, jdk, client, options):
    sources = [HERE / "EmptyHandler.java"]
    if name == "empty-image":
        sources.append(HERE / "ours" / "Handlers.java")
    run_tool(jdk / "bin" / "javac", "-cp", f"{client}/*", "-d", task, *sources)
    if name == "empty":
        return Row(name, task, zip_command(jdk, client, "EmptyHandler::handleRequest"), None)
    with zipfile.ZipFile(task / "empty.jar", "w") as jar:  # only classes in jars get into a cache
        for file in sorted(task.rglob("*.class")):
            jar.write(file, file.relative_to(task))
            file.unlink()
    if name == "empty-aot":
        return image_row(name, task, jdk, client, ["empty.jar"], "EmptyHandler::handleRequest", None, "\n".join(JVM_FLAGS))
    shutil.copy2(options.jar, task / "function.jar")
    return image_row(name, task, jdk, client, ["empty.jar", "function.jar"], "EmptyHandler", None)


def image_row(name, task, jdk, client, jars, handler, label, flags=None):
    """A folder as in the image, and the cache by the rehearsal that the image's build runs; the client goes by the name."""
    (task / "java.options").write_text(flags or OPTIONS.read_text("utf-8"), "utf-8")
    java, ours = str(jdk / "bin" / "java"), name in ("empty-image", "hamlet-image")
    jars = [*jars, *([] if ours else sorted(map(str, client.glob("*.jar"))))]
    native = () if ours or flags else ("--enable-native-access=ALL-UNNAMED",)
    program = (*native, "-cp", os.pathsep.join(jars), OUR_CLIENT if ours else AWS_CLIENT, handler)
    run_tool(java, "-cp", TARGET / "function.jar", REHEARSAL, ROOT / "events", task / "java.options", task / "function.aot", *program,
             cwd=task, LAMBDA_TASK_ROOT=str(task))
    return Row(name, task, (java, "@java.options", "-XX:AOTCache=function.aot", *program), label)


def one_jar(jar, task):
    (task / "lib").mkdir()
    shutil.copy(jar, task / "lib" / "function.jar")


def exploded(jar, task):
    with zipfile.ZipFile(jar) as archive:
        archive.extractall(task)


def jar_for_each_library(jar, task):
    (task / "lib").mkdir()
    with contextlib.ExitStack() as stack:
        archive, parts = stack.enter_context(zipfile.ZipFile(jar)), {}
        for entry in archive.infolist():
            part = library_of(entry.filename)
            if part not in parts:
                parts[part] = stack.enter_context(zipfile.ZipFile(task / "lib" / f"{part}.jar", "w"))
            parts[part].writestr(entry, archive.read(entry), entry.compress_type)


def library_of(entry):
    for prefix, library in (("smile/", "smile"), ("com/google/", "gson"), ("com/amazonaws/", "aws-lambda")):
        if entry.startswith(prefix):
            return library
    return "function"


LAYOUTS = {"hamlet-zip": one_jar, "hamlet-exploded": exploded, "hamlet-jars": jar_for_each_library}


def lecture_row(options, scratch):
    script = options.peers and options.peers / "lecture_stack.py"
    if not script or not script.exists():
        raise Missing(f"no lecture_stack.py in --peers {options.peers}")
    if not options.peers_data or not options.peers_data.exists():
        raise Missing(f"no training data at --peers-data {options.peers_data}")
    python, task = options.peers_python, scratch / "lecture"
    task.mkdir()
    shutil.copy(script, task)
    run_tool(python, "-c", "import sklearn, joblib, awslambdaric")
    run_tool(python, task / script.name, "fit", options.peers_data, task / "model.joblib")
    return Row("lecture", task, (python, "-m", "awslambdaric", "lecture_stack.lambda_handler"), options.label,
               {"LECTURE_MODEL": str(task / "model.joblib")})


# --- one start ------------------------------------------------------------------------------------


def measure(share, rows, emulator, event, options):
    """Every row's starts; empty, with a word on stderr, where this machine cannot give just such a share."""
    starts = {row.name: [] for row in rows}
    try:
        with share_of_a_processor(share, options.processor) as (prefix, group):
            # the first turn brings the files into memory, and its processes go on answering
            warm = {row.name: cold_start(row, (*prefix, str(emulator)), event, group, WARM_ANSWERS).warm_ms for row in rows}
            for turn in range(1, options.starts + 1):
                for row in rows:
                    start = cold_start(row, (*prefix, str(emulator)), event, group)
                    starts[row.name].append(dataclasses.replace(start, warm_ms=warm[row.name]))
                progress(turn, options.starts)
    except NoLimit as reason:
        print(f"cold_start: {share:g} of a processor left out: {reason}", file=sys.stderr)
        return {}
    return starts


def progress(turn, turns):
    if sys.stderr.isatty():
        print(f"\r{turn}/{turns} starts of each row", end="\n" if turn == turns else "", file=sys.stderr, flush=True)


def cold_start(row, emulator, event, group, more_answers=0):
    port, runtime_port = free_ports(2)
    addresses = ("--runtime-interface-emulator-address", f"127.0.0.1:{port}",
                 "--runtime-api-address", f"127.0.0.1:{runtime_port}")
    environment = os.environ | row.environment | {
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY_MB), "LAMBDA_TASK_ROOT": str(row.task)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([*emulator, *addresses, *row.command], cwd=row.task, env=environment,
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            if group:
                group.write_text(str(process.pid))  # before the first request, at which the emulator starts the runtime
            wait_until_listening(process, port)
            begin = time.perf_counter()
            answer = post(port, event)
            millis = (time.perf_counter() - begin) * 1000
            check_answer(row, answer)
            return Start(millis, *memory_mb(process.pid), warm_millis(process.pid, port, event, more_answers))
        except (OSError, http.client.HTTPException, WrongAnswer) as failure:
            log.seek(0)
            raise WrongAnswer(f"{row.name}: {failure}\n{log.read().decode(errors='replace')[-2000:]}") from failure
        finally:
            end(process)


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_until_listening(process, port):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.01)
    raise WrongAnswer(f"the emulator did not listen on port {port}")


def post(port, event):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    with contextlib.closing(connection):
        connection.request("POST", INVOCATIONS, event)
        return connection.getresponse().read()


def check_answer(row, answer):
    try:
        response = json.loads(answer)
        found = response["statusCode"], json.loads(response["body"]).get("label")
    except (ValueError, LookupError, TypeError, AttributeError):
        raise WrongAnswer(f"expected an HTTP response, found {answer[:500]!r}") from None
    if found[0] != 200 or (row.label is not None and found[1] != row.label):
        raise WrongAnswer(f"expected status 200 and label {row.label}, found {found}")


def memory_mb(emulator):
    """Peak resident and own memory of the largest process below the emulator: the runtime."""
    peak, own = max((kilobytes_of(process) for process in descendants(emulator)), default=(0, 0))
    if not peak:
        raise WrongAnswer("no runtime process below the emulator")
    return peak / 1024, own / 1024


def warm_millis(emulator, port, event, answers):
    """Processor milliseconds an answer, over the second half of so many more; None for none."""
    if not answers:
        return None
    runtime = max(descendants(emulator), key=kilobytes_of)
    for _ in range(answers // 2):
        post(port, event)
    begin = processor_seconds(runtime)
    for _ in range(answers // 2):
        post(port, event)
    return (processor_seconds(runtime) - begin) * 1000 / (answers // 2)


def processor_seconds(process):
    # the fields after the name, which may hold spaces: utime and stime are the 14th and 15th of all
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def kilobytes_of(process):
    lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return tuple(int(fields.get(name, "0 kB").split()[0]) for name in ("VmHWM", "RssAnon"))


def descendants(process):
    children = []
    for task in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children += map(int, task.read_text().split())
    return children + [below for child in children for below in descendants(child)]


def end(process):
    """Kills the emulator and the runtime, which has a process group of its own."""
    for each in [process.pid, *descendants(process.pid)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    process.wait()


# --- what came out --------------------------------------------------------------------------------


def summarize(starts):
    results = {name: summary(row) for name, row in starts.items()}
    floor = results.get("empty")
    for result in results.values():
        result["ratio"] = round(result["p50"] / floor["p50"], 2) if floor else None
    return results


def summary(starts):
    times = sorted(start.millis for start in starts)
    return {
        "starts": len(times),
        "p50": round(statistics.median(times), 1),
        "p90": round(times[max(0, -(-len(times) * 9 // 10) - 1)], 1),
        "max": round(times[-1], 1),
        "memory_mb": round(statistics.median(start.memory_mb for start in starts), 1),
        "own_mb": round(statistics.median(start.own_mb for start in starts), 1),
        "warm_ms": round(starts[0].warm_ms, 2),
    }


def print_table(share, results):
    print(f"{title(share)}\n{'row':<18} {'starts':>6} {'p50 ms':>8} {'p90 ms':>8} {'max ms':>8} {'peak MB':>8} {'own MB':>7} {'warm ms':>8} {'to empty':>9}")
    for name, row in results.items():
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        print(f"{name:<18} {row['starts']:>6} {row['p50']:>8.1f} {row['p90']:>8.1f} {row['max']:>8.1f}"
              f" {row['memory_mb']:>8.1f} {row['own_mb']:>7.1f} {row['warm_ms']:>8.2f} {ratio:>9}")


def title(share):
    return "one processor" if share >= 1 else f"{share:g} of a processor"


def report(results, starts):
    return {
        "machine": {"processor": platform.machine(), "cpus": os.cpu_count()},
        "memory_mb": MEMORY_MB,
        "shares": {
            f"{share:g}": {
                "summary": results[share],
                "millis": {name: [round(start.millis, 2) for start in row] for name, row in starts[share].items()},
            }
            for share in results
        },
    }


def draw_picture(results, file):
    try:
        from picture import draw

        draw({title(share): rows for share, rows in results.items()}, file)
    except ImportError:
        print("cold_start: no picture: it needs matplotlib (pip install matplotlib)", file=sys.stderr)


def within(results, name, limit):
    """Whether the row keeps to its bound with the largest share that was measured."""
    ratio = results[max(results)][name]["ratio"]
    if ratio > limit:
        print(f"cold_start: {name} took {ratio} times what the empty handler took, expected at most {limit}", file=sys.stderr)
    return ratio <= limit


if __name__ == "__main__":
    sys.exit(main())
