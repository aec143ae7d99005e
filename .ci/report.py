"""Counts cases and prints those that failed, one line a problem."""

import sys


class Report:
    def __init__(self, title):
        self.title = title
        self.passed = 0
        self.failed = 0

    def case(self, name, problems):
        """Counts one case; problems is a list of sentences, empty when all is well."""
        if problems:
            self.failed += 1
            for problem in problems:
                print(f"FAILED {name}: {problem}", flush=True)
        else:
            self.passed += 1

    def finish(self):
        """Prints the sum and leaves with 1 when a case failed or none was run."""
        print(f"{self.title}: {self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(0 if self.passed and not self.failed else 1)


def stop(reason):
    """Leaves at once: what the checks need is not there."""
    print(f"FAILED {reason}", file=sys.stderr, flush=True)
    sys.exit(1)
