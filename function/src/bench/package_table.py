#!/usr/bin/env python3
"""Says what the deployed zip holds, library by library: classes, other files, and bytes.

Bytes are those of the entries as the function loads them; the zip packs the one jar as a whole, so a part's share
of the zip is told by packing the jar without that part.

needs: `make package` first.
"""

import argparse
import io
import pathlib
import zipfile

TARGET = pathlib.Path(__file__).resolve().parents[2] / "target"
# the first that an entry starts with
PARTS = (
    ("dev/hamlet/feature/", "Hamlet: features"),
    ("dev/hamlet/model/", "Hamlet: model"),
    ("dev/hamlet/handler/page/", "Hamlet: the page's files"),
    ("dev/hamlet/handler/", "Hamlet: handler"),
    ("dev/hamlet/local/", "Hamlet: `serve`, `classify`, `batch`"),
    ("dev/hamlet/stream/", "Hamlet: queues, streams, topics"),
    ("dev/hamlet/runtime/", "Hamlet: client of the Runtime API"),
    ("model.hamlet", "the model"),
    ("smile/", "Smile"),
    ("com/google/gson/", "Gson"),
    ("org/slf4j/", "SLF4J"),
    ("com/amazonaws/", "Lambda's interfaces"),
    ("org/crac/", "CRaC's interfaces"),
    ("", "manifest, licence, services"),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zip", type=pathlib.Path, default=TARGET / "function.zip", metavar="FILE",
                        help="the deployed zip (default: function/target/function.zip)")
    options = parser.parse_args()
    with zipfile.ZipFile(options.zip) as outer, zipfile.ZipFile(io.BytesIO(outer.read("lib/function.jar"))) as jar:
        entries = [(entry, jar.read(entry)) for entry in jar.infolist() if not entry.is_dir()]
    whole = packed(entries)
    print("| part | classes | other files | bytes | of the zip |\n|---|---|---|---|---|")
    for _, part in PARTS:
        mine = [(entry, body) for entry, body in entries if part_of(entry.filename) == part]
        others = [(entry, body) for entry, body in entries if part_of(entry.filename) != part]
        print(row(part, mine, whole - packed(others)))
    print(row("**all**", entries, options.zip.stat().st_size))


def part_of(name):
    return next(part for prefix, part in PARTS if name.startswith(prefix))


def packed(entries):
    """Bytes of a zip with a jar of these entries, stored."""
    jar, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(jar, "w") as archive:
        for entry, body in entries:
            archive.writestr(zipfile.ZipInfo(entry.filename), body)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lib/function.jar", jar.getvalue())
    return len(outer.getvalue())


def row(part, entries, share):
    classes = sum(entry.filename.endswith(".class") for entry, _ in entries)
    size = sum(len(body) for _, body in entries)
    return f"| {part} | {classes or ''} | {len(entries) - classes or ''} | {size:,} | {share:,} |"


if __name__ == "__main__":
    main()
