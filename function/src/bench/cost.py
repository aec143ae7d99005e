#!/usr/bin/env python3
"""Computes what a million answers cost on Lambda, from the milliseconds that cold_start.py measured.

Prices are those of us-east-1, without the free tier, as https://aws.amazon.com/lambda/pricing/ and
https://aws.amazon.com/api-gateway/pricing/ had them when this was written; give others by options.

A memory of M MB has M / 1,769 of a processor (AWS Lambda Developer Guide, "Configure Lambda function memory"). How a start
lengthens with a smaller share is read off the two shares that were measured, on a straight line through their logarithms; a
warm answer's processor time is divided by the share. Both are billed in whole milliseconds, the start from its first moment,
as a container image's and, since August 2025, a zip file's are. On Lambda a start may have a whole processor at first, so that small
memories come out dearer here than there. arm64 is computed from the same milliseconds, since only x86-64 was measured.
"""

import argparse
import json
import math
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
MEASURED = ROOT / "function" / "target" / "bench" / "cold-start.json"
MEMORIES_MB = (128, 192, 256, 384, 512, 768, 1024, 1769)
PROCESSOR_MB = 1769


def main():
    options = parse_options()
    try:
        shares = {float(share): each["summary"][options.row] for share, each in json.loads(options.measured.read_text())["shares"].items()}
    except OSError as error:
        return fail(f"expected what cold_start.py --json writes at {options.measured}, found none ({error.strerror}); run make bench-cold")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return fail(f"expected measurements with a row {options.row} in {options.measured}, found others ({error!r})")
    if len(shares) < 2:
        return fail(f"expected two shares of a processor in {options.measured}, found {len(shares)}")
    print_table(options, shares)
    return 0


def fail(message):
    print(f"cost: {message}", file=sys.stderr)
    return 2


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("measured", nargs="?", type=pathlib.Path, default=MEASURED, help="what cold_start.py --json wrote")
    add("--row", default="hamlet-image", help="which row of it (default: hamlet-image)")
    add("--cold-share", type=float, default=0.01, metavar="SHARE", help="starts a request (default: 0.01)")
    add("--requests-price", type=float, default=0.20, metavar="DOLLARS", help="Lambda, a million requests (default: 0.20)")
    add("--gateway-price", type=float, default=1.00, metavar="DOLLARS", help="HTTP API, a million requests (default: 1.00)")
    add("--x86-price", type=float, default=0.0000166667, metavar="DOLLARS", help="a GB-second on x86_64 (default: 0.0000166667)")
    add("--arm-price", type=float, default=0.0000133334, metavar="DOLLARS", help="a GB-second on arm64 (default: 0.0000133334)")
    return parser.parse_args()


def print_table(options, shares):
    print(f"{options.row}, {options.cold_share:.1%} of the requests from cold; dollars a million answers")
    print(f"{'MB':>5} {'cold ms':>8} {'warm ms':>8} {'x86_64':>8} {'arm64':>8} {'all x86_64':>11} {'all arm64':>10}")
    for memory in MEMORIES_MB:
        cold, warm = milliseconds(shares, memory)
        seconds = 1_000_000 * (options.cold_share * math.ceil(cold) + (1 - options.cold_share) * math.ceil(warm)) / 1000
        x86, arm = (seconds * memory / 1024 * price for price in (options.x86_price, options.arm_price))
        fixed = options.requests_price + options.gateway_price
        print(f"{memory:>5} {cold:>8.0f} {warm:>8.1f} {x86:>8.3f} {arm:>8.3f} {x86 + fixed:>11.3f} {arm + fixed:>10.3f}")


def milliseconds(shares, memory):
    """To the first answer from cold, and for a warm one, with so much memory."""
    share = min(1, memory / PROCESSOR_MB)
    small, large = min(shares), max(shares)
    slope = math.log(shares[small]["p50"] / shares[large]["p50"]) / math.log(small / large)
    cold = shares[large]["p50"] * (share / large) ** slope
    return cold, shares[large]["warm_ms"] / share


if __name__ == "__main__":
    sys.exit(main())
