"""What the benchmarks' options may be."""

import argparse


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, found {text}")
    return number


def row_names(known):
    """A type for names of rows, separated by commas."""

    def names_in(text):
        names = text.split(",")
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"unknown row {name}; there are {', '.join(known)}")
        return names

    return names_in
