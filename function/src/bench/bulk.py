#!/usr/bin/env python3
"""Measures `./hamlet classify` on a large file: messages a second, peak memory, and that the answers are right.

The rows take turns (A B C A B C ...), each run a fresh process from its start to its exit; compare the ratios, and
the times only within one run. On a busy machine processor seconds tell more than seconds.

rows:
  before       the jar in --before, as it comes
  one-thread   the launcher, told that there is one processor
  all          the launcher
  all-tenth    the same with a tenth of the lines: memory that stays is constant, what differs is for the lines

checks: an answer for each line; the first and the last as they come for these messages alone; every row the same bytes

needs: `make package` first; Linux or macOS. Java options for all rows: HAMLET_JAVA_OPTIONS, for instance -Xmx32m

exit status: 0 measured, 1 wrong answers, 2 wrong usage or something is missing
"""

import argparse
import dataclasses
import hashlib
import itertools
import json
import os
import pathlib
import platform
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from arguments import positive

ROOT = pathlib.Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "hamlet"
JAR = ROOT / "function" / "target" / "function.jar"
GOLDEN = ROOT / "function" / "src" / "main" / "resources" / "golden.tsv"
JAVA_OPTIONS = "HAMLET_JAVA_OPTIONS"
ONE_PROCESSOR = "-XX:ActiveProcessorCount=1"
MOST_GOLDEN_CHARACTERS = 500


class Missing(Exception):
    """Something the measurement needs is not here; the text says what, and how to get it."""


class WrongAnswer(Exception):
    """The answers are not what they should be; the time of such a run means nothing."""


@dataclasses.dataclass(frozen=True)
class Row:
    """What one row runs: a command with its Java options, on a file of so many lines."""

    name: str
    command: tuple
    java_options: str
    messages: pathlib.Path
    lines: int


@dataclasses.dataclass(frozen=True)
class Run:
    """One run: seconds, processor seconds of all threads, and the peak resident memory in MB."""

    seconds: float
    cpu_seconds: float
    memory_mb: float


def main():
    options = parse_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        texts = read_texts(options)
        with tempfile.TemporaryDirectory(prefix="bulk-") as scratch:
            runs, rows = measure(texts, pathlib.Path(scratch), options)
    except Missing as missing:
        print(f"bulk: {missing}", file=sys.stderr)
        return 2
    except WrongAnswer as wrong:
        print(f"bulk: {wrong}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    results = summarize(rows, runs)
    print_table(results)
    if options.json:
        options.json.write_text(json.dumps(report(results, runs), indent=2) + "\n", encoding="utf-8")
    return 0


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--lines", type=positive, default=1_000_000, metavar="N", help="messages to classify (default: 1000000)")
    add("--rounds", type=positive, default=3, metavar="N", help="runs of each row (default: 3)")
    add("--data", type=pathlib.Path, metavar="TSV",
        help="label<TAB>text, repeated as often as it takes (default: the shipped model's golden texts)")
    add("--before", type=pathlib.Path, metavar="JAR", help="another function.jar to compare with")
    add("--json", type=pathlib.Path, metavar="FILE", help="write every run and the summary there")
    return parser.parse_args()


# --- what is classified ---------------------------------------------------------------------------


def read_texts(options):
    if not JAR.exists():
        raise Missing(f"no jar at {JAR}: run `make package`")
    if options.before and not options.before.exists():
        raise Missing(f"--before: no jar at {options.before}")
    texts = read_data(options.data) if options.data else read_golden()
    if not texts:
        raise Missing(f"no line label<TAB>text in {options.data}")
    return texts


def read_data(file):
    if not file.exists():
        raise Missing(f"--data: no file at {file}")
    lines = (line.partition(b"\t") for line in file.read_bytes().split(b"\n"))
    return [text.rstrip(b"\r") for _, tab, text in lines if tab and text.strip()]


def read_golden():
    """The texts that stand in a line as they are; the file's header is no text."""
    texts = (line.split("\t")[2] for line in GOLDEN.read_text(encoding="utf-8").split("\n")[1:] if line)
    return [text.encode() for text in texts
            if len(text) <= MOST_GOLDEN_CHARACTERS and "\\" not in text and any(map(str.isalnum, text))]


def write_messages(texts, lines, file):
    with file.open("wb") as out:
        out.writelines(text + b"\n" for text in itertools.islice(itertools.cycle(texts), lines))
    return file


# --- the runs -------------------------------------------------------------------------------------


def measure(texts, scratch, options):
    rows = list(make_rows(texts, scratch, options))
    ends = first_and_last(texts, rows[-1], options.lines, scratch)
    runs, digests = {row.name: [] for row in rows}, {}
    for turn in range(options.rounds):
        for row in rows:
            answers = scratch / "answers"
            runs[row.name].append(run(row, answers))
            digest = check(row, answers, ends)
            if digests.setdefault(row.lines, digest) != digest:
                raise WrongAnswer(f"{row.name}: expected the same answers as the rows before, found others")
        progress(turn + 1, options.rounds)
    return runs, rows


def make_rows(texts, scratch, options):
    own = os.environ.get(JAVA_OPTIONS, "")
    many = write_messages(texts, options.lines, scratch / "messages")
    launcher = (str(LAUNCHER), "classify")
    if options.before:
        jdk = subprocess.run([LAUNCHER, "java-home"], stdout=subprocess.PIPE, text=True)
        if jdk.returncode:
            raise Missing("--before needs the JDK that the launcher did not find")
        java = (f"{jdk.stdout.strip()}/bin/java", *shlex.split(own))
        yield Row("before", (*java, "-jar", str(options.before), "classify"), own, many, options.lines)
    yield Row("one-thread", launcher, f"{own} {ONE_PROCESSOR}", many, options.lines)
    yield Row("all", launcher, own, many, options.lines)
    tenth = max(1, options.lines // 10)
    yield Row("all-tenth", launcher, own, write_messages(texts, tenth, scratch / "tenth"), tenth)


def run(row, answers):
    environment = os.environ | {JAVA_OPTIONS: row.java_options}
    with row.messages.open("rb") as stdin, answers.open("wb") as stdout:
        begin = time.perf_counter()
        process = subprocess.Popen(row.command, env=environment, stdin=stdin, stdout=stdout)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that some line is no message: its answer says which
    if process.returncode not in (0, 1):
        raise WrongAnswer(f"{row.name}: expected exit status 0 or 1, found {process.returncode}")
    kilobyte = 1024 if platform.system() == "Darwin" else 1
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / kilobyte / 1024)


def progress(turn, turns):
    if sys.stderr.isatty():
        print(f"\r{turn}/{turns} runs of each row", end="\n" if turn == turns else "", file=sys.stderr, flush=True)


# --- whether the answers are right ----------------------------------------------------------------


def first_and_last(texts, row, lines, scratch):
    """The answers to the first message and, by number of lines, to the last, each asked alone."""
    alone, answers = scratch / "alone", scratch / "alone-answers"
    found = {}
    for count in (lines, row.lines):
        write_messages([texts[0], texts[(count - 1) % len(texts)]], 2, alone)
        run(dataclasses.replace(row, messages=alone), answers)
        found[count] = answers.read_bytes().splitlines(keepends=True)
        if len(found[count]) != 2 or b"label" not in found[count][0]:
            raise WrongAnswer(f"expected two answers, the first with a label, found {found[count]}")
    return found


def check(row, answers, ends):
    digest, count, first, last = hashlib.sha256(), 0, None, b""
    with answers.open("rb") as lines:
        for last in lines:
            digest.update(last)
            first = first or last
            count += 1
    if count != row.lines:
        raise WrongAnswer(f"{row.name}: expected {row.lines} answers, found {count}")
    # an error has the line's number in it
    same = [first == ends[count][0], last == ends[count][1] or b'{"error"' in last]
    if not all(same):
        raise WrongAnswer(f"{row.name}: expected the first and last answers {ends[count]}, found {[first, last]}")
    return digest.hexdigest()


# --- what came out --------------------------------------------------------------------------------


def summarize(rows, runs):
    results = {row.name: summary(row, runs[row.name]) for row in rows}
    first = results[rows[0].name]
    for row in rows:
        per_line = first["seconds"] / first["lines"] / (results[row.name]["seconds"] / row.lines)
        results[row.name]["ratio"] = round(per_line, 2)
    return results


def summary(row, runs):
    seconds = statistics.median(each.seconds for each in runs)
    best = min(each.seconds for each in runs)
    return {
        "lines": row.lines,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(statistics.median(each.cpu_seconds for each in runs), 2),
        "messages_a_second": round(row.lines / seconds),
        "best": round(row.lines / best),
        "memory_mb": round(max(each.memory_mb for each in runs), 1),
    }


def print_table(results):
    print(f"{'row':<12} {'lines':>9} {'seconds':>8} {'cpu s':>7} {'messages/s':>11} {'best':>9} {'memory MB':>10} {'ratio':>6}")
    for name, row in results.items():
        print(f"{name:<12} {row['lines']:>9} {row['seconds']:>8.2f} {row['cpu_seconds']:>7.2f}"
              f" {row['messages_a_second']:>11,} {row['best']:>9,} {row['memory_mb']:>10.1f} {row['ratio']:>6.2f}")


def report(results, runs):
    return {
        "machine": {"processor": platform.machine(), "cpus": os.cpu_count()},
        "java_options": os.environ.get(JAVA_OPTIONS, ""),
        "summary": results,
        "runs": {name: [dataclasses.asdict(each) for each in row] for name, row in runs.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
