#!/usr/bin/env python3
"""Measures what the hybrid mode of template-batch.yaml is for: is an answer sooner looked up than scored, and cheaper?

Every text of the SMS Spam Collection is asked for in every way, in turn, in one process; each answer is compared.

ways:
  score       the shipped model, each time: no cache
  cache-hit   a LinkedHashMap of the 10,000 texts asked last, in the function
  cache-miss  the same in vain: looked for, kept, the oldest dropped; to this comes the score
  hash        the SHA-256 of the text, in hexadecimal: the table's key, and part of the two below
  table-hit   GetItem by AWS's SDK for Java 2 on its smallest HTTP client; a fifth of the texts a round
  table-miss  the same for another model's answer; to this comes the score
  clock       nothing: what reading the clock twice takes, which is in all the others

The table is DynamoDB Local, in memory, a process of its own at 127.0.0.1: no network, no TLS, and SQLite for DynamoDB. What
holds on AWS, too, is the processor time of the client, a lower bound, since TLS adds to it. --lookup-ms has what AWS
documents, an average of single-digit milliseconds for GetItem (https://repost.aws/knowledge-center/dynamodb-high-latency), the
network and the client not counted.

The break-even is computed, for a share of texts that are found. A lookup is sooner where scoring takes longer than the lookup
divided by that share. It is cheaper where it saves more of Lambda's milliseconds than the lookup costs: one read, eventually
consistent, and either the milliseconds that the function waits for it, or the Express state machine, which in return spares
the function's request (both called without an API before them). The time of the state machine's own steps is not known here.
Milliseconds are those of a function of 512 MB, which has 0.29 of a processor; those in the other tables are of a whole one.

Prices are those of us-east-1 without the free tier, as https://aws.amazon.com/dynamodb/pricing/on-demand/,
https://aws.amazon.com/step-functions/pricing/ and https://aws.amazon.com/lambda/pricing/ had them when this was written; give
others by options. Left out: storage, the batch that fills the table, the log of the state machine.

needs: `make package` first; the data; Maven and a JDK 25; x86-64 or macOS, of which DynamoDB Local's SQLite is. It downloads
60 MB once, to function/target/bench/lookup.

exit status: 0 measured, 1 a way gave another answer or the data has a bad line, 2 wrong usage or something is missing
"""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import threading

from arguments import positive
from cold_start import BENCH, HERE, ROOT, TARGET, Missing, WrongAnswer, find_jdk, run_tool
from cost import PROCESSOR_MB

SOURCES = HERE / "lookup"
WORK = BENCH / "lookup"
DATA = "SMSSpamCollection"
PATIENCE_SECONDS = 900
START_SECONDS = 120
MEMORY_MB = 512
# what Lambda's own start has, as far as it matters here
COLD_FLAGS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
WARM_FLAGS = ("-XX:+UseSerialGC", "-Xmx256m")
EXPRESS_MB, EXPRESS_MS = 64, 100
WAYS = {
    "score": "none: score it",
    "cache-hit": "cache in the function: hit",
    "cache-miss": "cache in the function: miss, beside the score",
    "hash": "SHA-256 of the text, part of the next two",
    "table-hit": "DynamoDB, no network: hit",
    "table-miss": "DynamoDB, no network: miss, beside the score",
    "clock": "the clock, part of all",
}


@dataclasses.dataclass(frozen=True)
class Prices:
    """Dollars: a million of each, and a GB-second."""

    read: float
    write: float
    express: float
    express_second: float
    request: float
    second: float

    def millisecond(self):
        """A million milliseconds of the function."""
        return 1000 * self.second * MEMORY_MB / 1024

    def by_function(self, share, wait_ms):
        """From how many milliseconds of scoring a text it is cheaper that the function looks it up."""
        return (wait_ms + self.read / self.millisecond()) / share

    def by_express(self, share):
        """The same where the state machine looks it up, and calls the function only in vain."""
        machine = self.express + 1000 * EXPRESS_MS * self.express_second * EXPRESS_MB / 1024
        return max(0, ((machine + self.read) / share - self.request) / self.millisecond())

    def write_ms(self):
        return self.write / self.millisecond()


def main():
    options = parse_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        measured = measure(options)
    except Missing as missing:
        print(f"lookup: {missing}", file=sys.stderr)
        return 2
    except WrongAnswer as wrong:
        print(f"lookup: {wrong}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print_measured(measured, options)
    print_break_even(measured, options)
    return 0


def parse_options():
    folder = pathlib.Path(os.environ.get("HAMLET_DATA") or ROOT / "data" / "external")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--rounds", type=positive, default=5, metavar="N", help="measured rounds (default: 5, so that each text is looked up once)")
    add("--warmup", type=positive, default=5, metavar="N", help="rounds before those (default: 5)")
    add("--starts", type=positive, default=10, metavar="N", help="fresh processes for each first answer (default: 10)")
    add("--data", type=pathlib.Path, default=folder / DATA, metavar="FILE",
        help=f"the SMS Spam Collection (default: {DATA} in the folder HAMLET_DATA, or in data/external)")
    add("--lookup-ms", type=positive, nargs="+", default=[1, 9], metavar="MS", help="what a lookup on AWS takes (default: 1 9)")
    add("--read-price", type=float, default=0.0625, metavar="DOLLARS", help="a million reads, eventually consistent (default: 0.0625)")
    add("--write-price", type=float, default=0.625, metavar="DOLLARS", help="a million writes (default: 0.625)")
    add("--express-price", type=float, default=1.00, metavar="DOLLARS", help="a million Express executions (default: 1.00)")
    add("--express-second-price", type=float, default=0.06 / 3600, metavar="DOLLARS", help="their GB-second (default: 0.06 / 3600)")
    add("--requests-price", type=float, default=0.20, metavar="DOLLARS", help="Lambda, a million requests (default: 0.20)")
    add("--second-price", type=float, default=0.0000166667, metavar="DOLLARS", help="Lambda, a GB-second (default: 0.0000166667)")
    return parser.parse_args()


# --- what is measured -----------------------------------------------------------------------------


def measure(options):
    """Numbers by name: nanoseconds (of a way: median, 90th percentile, the processor's), counts, bytes."""
    jar = TARGET / "function.jar"
    if not jar.exists():
        raise Missing(f"no jar at {jar}: run `make package`")
    if not options.data.exists():
        raise Missing(f"no data at {options.data}: set HAMLET_DATA to the folder that has {DATA}, or give --data FILE")
    jdk = find_jdk()
    client, server = maven_jars("client", jdk), maven_jars("server", jdk)
    asking = compiled(jdk, f"{jar}{os.pathsep}{client}/*", "Lookup", "Cache", "Table", "Way")
    java = jdk / "bin" / "java"
    with table(java, compiled(jdk, f"{server}/*", "LocalDynamo"), server) as url:
        measured = numbers(java, *WARM_FLAGS, "-cp", asking, "Lookup", "measure", url, options.data, options.warmup, options.rounds)
        for first in (("table", url), ("model",)):
            starts = [numbers(java, *COLD_FLAGS, "-cp", asking, "Lookup", *first)["first"][0] for _ in range(options.starts)]
            measured[f"first-{first[0]}"] = (statistics.median(starts),)
    measured["client-bytes"] = (sum(each.stat().st_size for each in client.glob("*.jar")),)
    measured["zip-bytes"] = ((TARGET / "function.zip").stat().st_size,)
    return measured


def maven_jars(profile, jdk):
    """Copies a profile's jars, once for each version of the POM."""
    folder, done, pom = WORK / profile, WORK / f"{profile}.pom", SOURCES / "pom.xml"
    if not done.exists() or done.read_bytes() != pom.read_bytes():
        if shutil.which("mvn") is None:
            raise Missing("no mvn on the PATH: it copies DynamoDB's client and DynamoDB Local")
        shutil.rmtree(folder, ignore_errors=True)
        run_tool("mvn", "-q", "-B", "-f", pom, "-P", profile, "dependency:copy-dependencies",
                 "-DincludeScope=runtime", f"-DoutputDirectory={folder}", JAVA_HOME=str(jdk))
        done.write_bytes(pom.read_bytes())
    return folder


def compiled(jdk, path, *names):
    """A class path with the classes and what they need."""
    classes = WORK / "classes" / names[0]
    shutil.rmtree(classes, ignore_errors=True)
    run_tool(jdk / "bin" / "javac", "-nowarn", "-cp", path, "-d", classes, *(SOURCES / f"{name}.java" for name in names))
    return f"{classes}{os.pathsep}{path}"


@contextlib.contextmanager
def table(java, path, natives):
    """DynamoDB Local's address; it ends when its stdin does."""
    with open(WORK / "server.log", "w+", encoding="utf-8", errors="replace") as log:
        command = (java, f"-Dsqlite4java.library.path={natives}", "--enable-native-access=ALL-UNNAMED", "-cp", path, "LocalDynamo")
        server = subprocess.Popen(list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            alarm = threading.Timer(START_SECONDS, server.kill)
            alarm.start()
            port = next((line[2:].strip() for line in server.stdout if line.startswith("> ")), None)
            alarm.cancel()
            if port is None:
                log.seek(0)
                raise Missing(f"DynamoDB Local did not start in {START_SECONDS} s:\n{log.read()[-2000:]}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()
            server.wait()
            server.stdin.close()
            server.stdout.close()


def numbers(*command):
    """What a process of ours writes: `> NAME NUMBER...` by name."""
    try:
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        raise WrongAnswer(f"expected an end within {PATIENCE_SECONDS} s, found none; try fewer --rounds") from None
    if done.returncode:
        raise WrongAnswer(f"Lookup ended with {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    lines = [line[2:].split() for line in done.stdout.splitlines() if line.startswith("> ")]
    return {name: tuple(map(int, values)) for name, *values in lines}


# --- what came out --------------------------------------------------------------------------------


def print_measured(measured, options):
    texts, hits = measured["texts"][0], measured["hits"][0]
    print(f"{texts:,} texts, {options.rounds} rounds after {options.warmup}, one thread, {os.cpu_count()} cores {platform.machine()}\n")
    print("| | median | 90th percentile | of the processor | median to the score's |\n|---|---|---|---|---|")
    for name, title in WAYS.items():
        median, p90, processor = measured[name]
        print(f"| {title} | {micros(median)} | {micros(p90)} | {micros(processor)} | {short(median / measured['score'][0])} |")
    print("\n| | |\n|---|---|")
    print(f"| texts that came before, in the data's order: a cache's hits | {hits:,} of {texts:,} ({hits / texts:.1%}) |")
    print(f"| memory of a full cache, 10,000 texts and answers | {measured['cache-bytes'][0] / 1e6:.1f} MB |")
    print(f"| DynamoDB's client in the package | {measured['client-bytes'][0] / 1e6:.1f} MB beside {measured['zip-bytes'][0] / 1e3:,.0f} KB |")
    print(f"| first item in a fresh JVM, client included | {measured['first-table'][0] / 1e6:,.0f} ms |")
    print(f"| first score in a fresh JVM, model included | {measured['first-model'][0] / 1e6:,.0f} ms |")


def micros(nanos):
    return f"{short(nanos / 1e3)} µs"


def short(number):
    """With two digits at least."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}" if number >= 1 else f"{number:.2g}"


def print_break_even(measured, options):
    prices = Prices(options.read_price, options.write_price, options.express_price, options.express_second_price,
                    options.requests_price, options.second_price)
    shares = (1, 0.5, measured["hits"][0] / measured["texts"][0])
    own, client = (nanos / 1e6 / (MEMORY_MB / PROCESSOR_MB) for nanos in (measured["score"][0], measured["table-hit"][2]))
    print(f"\nThis model takes {own:.3f} ms a text at {MEMORY_MB} MB. Looking up pays from so many ms, when of the texts are found:\n")
    print(f"| | {' | '.join(f'{share:.1%}' for share in shares)} |\n|---|{'---|' * len(shares)}")
    print_row(f"sooner, the client's {client:.1f} ms of the processor alone", [client / share for share in shares])
    for wait in options.lookup_ms:
        print_row(f"sooner, a lookup taking {wait} ms", [wait / share for share in shares])
    for wait in options.lookup_ms:
        print_row(f"cheaper, the function waiting {wait} ms", [prices.by_function(share, wait) for share in shares])
    print_row("cheaper, looked up by the Express state machine", [prices.by_express(share) for share in shares])
    print(f"\nTo keep one answer, a write, costs as much as {prices.write_ms():,.0f} ms.")


def print_row(title, millis):
    print(f"| {title} | {' | '.join(f'{each:,.1f}' if each < 100 else f'{each:,.0f}' for each in millis)} |")


if __name__ == "__main__":
    sys.exit(main())
