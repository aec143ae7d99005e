"""MCC and blocked ham of classify's answers against a labelled file; fails below the floors.

    python .ci/almeida.py TEST_TSV ANSWERS
"""

import json
import math
import sys


def main(test, answers):
    with open(test, encoding="utf-8", newline="\n") as lines:
        spam = [line.split("\t", 1)[0] == "spam" for line in lines]
    with open(answers, encoding="utf-8") as lines:
        called = [json.loads(line)["label"] == "spam" for line in lines]
    if len(spam) != len(called):
        sys.exit(f"expected {len(spam)} answers, found {len(called)}")
    tp = sum(s and c for s, c in zip(spam, called))
    fp = sum(c and not s for s, c in zip(spam, called))
    fn = sum(s and not c for s, c in zip(spam, called))
    tn = len(spam) - tp - fp - fn
    mcc = (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    blocked = fp / (fp + tn)
    print(f"      MCC {mcc:.4f}, blocked ham {blocked:.4%} ({fp} of {fp + tn}), spam caught {tp / (tp + fn):.2%} ({tp} of {tp + fn})")
    return 0 if mcc >= 0.955 and blocked <= 0.003 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
