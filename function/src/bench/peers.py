#!/usr/bin/env python3
"""Measures Hamlet beside the libraries that one would take instead: speed, size, load time, and how right they are.

All learn from the same messages and answer the same others: the first 1,674 lines of the SMS Spam Collection and the
3,900 after them, as in Almeida's paper. Each row is a process of its own that stays; the rows take turns (A B C A B C
...), so that a busy moment of the machine hits them all. Compare the ratios, and the times only within one run.

rows:
  hamlet            model and threshold by `./hamlet fit`, asked through the public API of function.jar
  fasttext          fastText's Python binding, 16 dimensions and 200,000 buckets: 1-2 words, 2-5 characters
  fasttext-default  the same with its own 100 dimensions and 2,000,000 buckets
  opennlp           Apache OpenNLP's document categorizer (Java): maximum entropy on 1-2 words
  tribuo            Tribuo (Java): logistic regression on 1-2 words, 2-4 characters
  onnx              sklearn-logistic, exported, in ONNX Runtime (Java)
  sklearn-logistic  scikit-learn: logistic regression on 1-2 words, 2-4 characters
  sklearn-forest    scikit-learn: the lecture's 42 trees on 5,000 words

columns:
  model KB   the model's file
  with MB    what must be deployed besides: jars or Python packages, the language's runtime not counted
  load ms    in a fresh process, after Java's or Python's own start: the library, the model and a first answer; median
  one us     a message in a call of its own; median of the rounds, after warm-up; one thread (scikit-learn's rows time
             each tenth or fiftieth message)
  bulk us    a message when all come in one call (Java but onnx: in one loop); one thread
  messages/s of bulk
  F1, MCC    of spam, from the answers on the 3,900 at the peer's own threshold: .5, Hamlet's by fit

needs: `make package` first; the data; Maven, a JDK 25, Python's venv with pip and, for fastText, a C++ compiler. It
downloads 400 MB once, to function/target/bench/peers, where 1.5 GB are needed. A peer that cannot be had is reported as missing, and the others
are measured.

left out: H2O's genmodel, which takes a row of numbers, not a text.

exit status: 0 measured, 1 a peer contradicted itself, 2 wrong usage or something is missing that all need
"""

import argparse
import contextlib
import dataclasses
import json
import math
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import venv

from arguments import positive, row_names
from cold_start import BENCH, HERE, ROOT, TARGET, Missing, WrongAnswer, find_jdk, run_tool

SOURCES = HERE / "peers"
WORK = BENCH / "peers"
DATA = "SMSSpamCollection"
TRAINING_LINES = 1674
PATIENCE_SECONDS = 300
THREADS = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}
JVM_FLAGS = ("-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED")


@dataclasses.dataclass(frozen=True)
class Kind:
    """How a row comes to be: its Java class or None for Python, its Maven profile or requirements, who trains it.

    `stride` is 1 where every message is timed in a call of its own, more where that would take minutes.
    """

    java: str | None
    packages: str | None
    trainer: str
    stride: int = 1


ROWS = {
    "hamlet": Kind("HamletPeer", None, "hamlet"),
    "fasttext": Kind(None, "fasttext", "python"),
    "fasttext-default": Kind(None, "fasttext", "python"),
    "opennlp": Kind("OpenNlpPeer", "opennlp", "java"),
    "tribuo": Kind("TribuoPeer", "tribuo", "java"),
    "onnx": Kind("OnnxPeer", "onnx", "python"),
    "sklearn-logistic": Kind(None, "sklearn", "python", 10),
    "sklearn-forest": Kind(None, "sklearn", "python", 50),
}


@dataclasses.dataclass(frozen=True)
class Row:
    """A peer that is trained: the command that serves it, its model, and what is deployed with that."""

    name: str
    command: tuple
    model: pathlib.Path
    closure: tuple
    stride: int


@dataclasses.dataclass
class Times:
    """What one row measured: milliseconds of loads, microseconds a message of rounds, the digits of its answers."""

    load: list = dataclasses.field(default_factory=list)
    one: list = dataclasses.field(default_factory=list)
    bulk: list = dataclasses.field(default_factory=list)
    spam: str | None = None


def main():
    options = parse_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        training, test = split(options.data)
        if not options.jar.exists():
            raise Missing(f"no jar at {options.jar}: run `make package`")
        rows, missing = prepare_rows(options, training)
        times = measure(rows, test, options)
    except Missing as lacking:
        print(f"peers: {lacking}", file=sys.stderr)
        return 2
    except WrongAnswer as wrong:
        print(f"peers: {wrong}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    results = summarize(rows, times, labels(test))
    print_table(results, missing, options)
    if options.json:
        options.json.write_text(json.dumps(report(options, results, missing, times), indent=2) + "\n", encoding="utf-8")
    return 0


def parse_options():
    folder = pathlib.Path(os.environ.get("HAMLET_DATA") or ROOT / "data" / "external")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--rows", type=row_names(ROWS), default=list(ROWS), metavar="A,B", help="only these rows (default: all)")
    add("--rounds", type=positive, default=9, metavar="N", help="measured rounds of each row (default: 9)")
    add("--warmup", type=positive, default=10, metavar="N", help="rounds before those (default: 10)")
    add("--loads", type=positive, default=5, metavar="N", help="fresh processes that load each model (default: 5)")
    add("--data", type=pathlib.Path, default=folder / DATA, metavar="FILE",
        help=f"the SMS Spam Collection (default: {DATA} in the folder HAMLET_DATA, or in data/external)")
    add("--jar", type=pathlib.Path, default=TARGET / "function.jar", metavar="FILE",
        help="Hamlet's deployed jar (default: function/target/function.jar)")
    add("--json", type=pathlib.Path, metavar="FILE", help="write every round and the summary there")
    return parser.parse_args()


def split(data):
    """Cuts the data in two files, by bytes."""
    if not data.exists():
        raise Missing(f"no data at {data}: set HAMLET_DATA to the folder that has {DATA}, or give --data FILE")
    lines = data.read_bytes().splitlines(keepends=True)
    if len(lines) <= TRAINING_LINES:
        raise Missing(f"expected more than {TRAINING_LINES} lines, found {len(lines)} ({data})")
    WORK.mkdir(parents=True, exist_ok=True)
    training, test = WORK / "training.tsv", WORK / "test.tsv"
    training.write_bytes(b"".join(lines[:TRAINING_LINES]))
    test.write_bytes(b"".join(lines[TRAINING_LINES:]))
    return training, test


def labels(test):
    return [line.startswith(b"spam\t") for line in test.read_bytes().splitlines()]


# --- what is needed -------------------------------------------------------------------------------


def prepare_rows(options, training):
    rows, missing = [], {}
    for name in options.rows:
        print(f"peers: {name}: getting and training it", file=sys.stderr)
        try:
            row = prepare(name, options, training)
            with started(row):  # brings its files into memory, and tells whether it runs on this machine at all
                rows.append(row)
        except (Missing, WrongAnswer) as lacking:
            missing[name] = str(lacking)
            print(f"peers: {name} left out: {lacking}", file=sys.stderr)
    if not rows:
        raise Missing("no row is left to measure")
    return rows, missing


def prepare(name, options, training):
    kind, model = ROWS[name], WORK / f"{name}.model"
    model.unlink(missing_ok=True)
    java = java_command(kind, options) if kind.java else None
    if kind.trainer == "hamlet":
        run_tool(ROOT / "hamlet", "fit", "--data", training, "--out", model)
    elif kind.trainer == "java":
        run_tool(*java, "fit", kind.java, training, model)
    else:
        packages = python_packages(kind.packages)
        run_tool(*python_command(), "fit", name, training, model, packages, **THREADS)
    if java:
        closure = tuple((WORK / "jars" / kind.packages).glob("*.jar")) if kind.packages else (deployed(options.jar),)
        return Row(name, (*java, "serve", kind.java, WORK / "test.tsv", model), model, closure, kind.stride)
    command = (*python_command(), "serve", name, WORK / "test.tsv", model, packages)
    return Row(name, command, model, (packages,), kind.stride)


def deployed(jar):
    """The zip beside the jar: the jar itself is stored, and everyone else's is packed."""
    packed = jar.with_suffix(".zip")
    return packed if packed.exists() else jar


def java_command(kind, options):
    """Compiles the harness and the peer against the peer's own jars, so that none needs another's."""
    jdk, classes = find_jdk(), WORK / "classes" / kind.java
    path = f"{maven_jars(kind.packages, jdk)}/*" if kind.packages else str(options.jar)
    shutil.rmtree(classes, ignore_errors=True)
    sources = [SOURCES / f"{name}.java" for name in ("Bench", "Library", "Peer", kind.java)]
    run_tool(jdk / "bin" / "javac", "-cp", path, "-d", classes, *sources)
    return (jdk / "bin" / "java", *JVM_FLAGS, "-cp", f"{classes}{os.pathsep}{path}", "Bench")


def maven_jars(profile, jdk):
    def copy(folder):
        if shutil.which("mvn") is None:
            raise Missing("no mvn on the PATH: it copies the Java libraries")
        run_tool("mvn", "-q", "-B", "-f", SOURCES / "pom.xml", "-P", profile, "dependency:copy-dependencies",
                 "-DincludeScope=runtime", f"-DoutputDirectory={folder}", JAVA_HOME=str(jdk))

    return once(WORK / "jars" / profile, (SOURCES / "pom.xml").read_bytes(), copy)


def python_packages(name):
    def install(folder):
        run_tool(python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile",
                 "--target", folder, "--requirement", SOURCES / f"requirements-{name}.txt")

    wanted = b"".join((SOURCES / f"requirements-{each}.txt").read_bytes() for each in ("sklearn", name))
    return once(WORK / "packages" / name, wanted, install)


def once(folder, wanted, fill):
    """Fills a folder, and again only when what is wanted in it changed."""
    done = folder.with_name(folder.name + ".done")
    if not folder.exists() or not done.exists() or done.read_bytes() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        fill(folder)
        done.write_bytes(wanted)
    return folder


def python_command():
    return python(), "-I", SOURCES / "peer.py"


def python():
    folder = WORK / "venv"
    if not (folder / "bin" / "python").exists():
        try:
            venv.create(folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as failure:
            raise Missing(f"no virtual environment: {failure}") from None
    return folder / "bin" / "python"


# --- rounds ---------------------------------------------------------------------------------------


class Process:
    """A peer that has loaded its model and waits for the next round."""

    def __init__(self, row, log):
        self.row = row
        self.log = log
        self.process = subprocess.Popen(list(map(str, row.command)), env=os.environ | THREADS, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        try:
            self.load_ms = int(self.answer()[0]) / 1e6
        except BaseException:
            self.end()
            raise

    def round(self, kind, stride):
        """Microseconds a message, and the answers."""
        self.process.stdin.write(f"{kind} {stride}\n")
        self.process.stdin.flush()
        nanos, spam = self.answer()
        return int(nanos) / 1e3 / len(spam), spam

    def answer(self):
        alarm = threading.Timer(PATIENCE_SECONDS, self.process.kill)
        alarm.start()
        try:
            for line in self.process.stdout:
                if line.startswith("> "):
                    return line[2:].split()
        finally:
            alarm.cancel()
        self.log.seek(0)
        said = self.log.read()[-2000:]
        raise WrongAnswer(f"{self.row.name} ended, or did not answer in {PATIENCE_SECONDS} s:\n{said}")

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def started(row):
    with open(WORK / f"{row.name}.log", "w+", encoding="utf-8", errors="replace") as log:
        process = Process(row, log)
        try:
            yield process
        finally:
            process.end()


def measure(rows, test, options):
    times, count = {row.name: Times() for row in rows}, len(labels(test))
    for turn in range(options.loads):
        for row in rows:
            with started(row) as process:
                times[row.name].load.append(process.load_ms)
        progress("loads", turn + 1, options.loads)
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(started(row)) for row in rows]
        for turn in range(options.warmup + options.rounds):
            for process in processes:
                take_round(process, times[process.row.name], count, turn >= options.warmup)
            progress("rounds", turn + 1, options.warmup + options.rounds)
    return times


def take_round(process, times, count, measured):
    stride = process.row.stride
    bulk, spam = process.round("bulk", 1)
    one, some = process.round("one", stride)
    if len(spam) != count or spam != (times.spam or spam) or some != spam[::stride]:
        raise WrongAnswer(f"{process.row.name}: expected {count} answers, the same in each round and one at a time")
    times.spam = spam
    if measured:
        times.one.append(one)
        times.bulk.append(bulk)


def progress(what, turn, turns):
    if sys.stderr.isatty():
        print(f"\r{turn}/{turns} {what} of each row", end="\n" if turn == turns else "", file=sys.stderr, flush=True)


# --- what came out --------------------------------------------------------------------------------


def summarize(rows, times, truth):
    results = {row.name: summary(row, times[row.name], truth) for row in rows}
    hamlet = results.get("hamlet")
    for result in results.values():
        for column in ("one", "bulk"):
            result[f"{column}_to_hamlet"] = result[f"{column}_us"] / hamlet[f"{column}_us"] if hamlet else None
    return results


def summary(row, times, truth):
    bulk = statistics.median(times.bulk)
    return {
        "model_bytes": row.model.stat().st_size,
        "with_bytes": sum(map(size, row.closure)),
        "with": packages(row),
        "load_ms": statistics.median(times.load),
        "one_us": statistics.median(times.one),
        "messages_timed_one_at_a_time": len(truth[::row.stride]),
        "bulk_us": bulk,
        "messages_a_second": 1e6 / bulk,
        **quality([digit == "1" for digit in times.spam], truth),
    }


def size(file):
    if file.is_dir():
        return sum(map(size, file.iterdir())) if file.name != "__pycache__" else 0
    return file.stat().st_size


def packages(row):
    names = [each.name for part in row.closure for each in ([part] if part.is_file() else part.glob("*.dist-info"))]
    return sorted(name.removesuffix(".dist-info") for name in names)


def quality(called, truth):
    tp = sum(c and t for c, t in zip(called, truth))
    fp = sum(c and not t for c, t in zip(called, truth))
    fn = sum(t and not c for c, t in zip(called, truth))
    tn = len(truth) - tp - fp - fn
    sides = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return {
        "tp": tp, "fp": fp, "fn": fn, "tn": tn,
        "f1": 2 * tp / (2 * tp + fp + fn) if tp else 0.0,
        "mcc": (tp * tn - fp * fn) / math.sqrt(sides) if sides else 0.0,
    }


def print_table(results, missing, options):
    print(f"median of {options.rounds} rounds after {options.warmup}, one thread,"
          f" {os.cpu_count()} cores {platform.machine()}")
    print(f"{'row':<16} {'model KB':>9} {'with MB':>8} {'load ms':>8} {'one us':>8} {'to hamlet':>9}"
          f" {'bulk us':>8} {'to hamlet':>9} {'messages/s':>10} {'F1':>6} {'MCC':>6}")
    for name, row in results.items():
        print(f"{name:<16} {row['model_bytes'] / 1e3:>9,.0f} {row['with_bytes'] / 1e6:>8.1f} {row['load_ms']:>8,.0f}"
              f" {row['one_us']:>8.1f} {ratio(row['one_to_hamlet']):>9} {row['bulk_us']:>8.1f}"
              f" {ratio(row['bulk_to_hamlet']):>9} {row['messages_a_second']:>10,.0f}"
              f" {row['f1']:>6.3f} {row['mcc']:>6.3f}")
    for name, reason in missing.items():
        first, *others = reason.splitlines()
        print(f"{name:<16} missing: {' '.join([first, *others[-1:]])}")


def ratio(number):
    return "" if number is None else f"{number:.2f}"


def report(options, results, missing, times):
    return {
        "machine": {"processor": platform.machine(), "cpus": os.cpu_count(), "python": platform.python_version()},
        "flags": JVM_FLAGS,
        "threads": 1,
        "warmup": options.warmup,
        "summary": results,
        "missing": missing,
        "rounds": {name: {"load_ms": row.load, "one_us": row.one, "bulk_us": row.bulk} for name, row in times.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
