#!/usr/bin/env python3
"""Takes out of the function's bill of material what is on the compiler's class path and not in the jar: annotations, and of TeaVM, whose
class library is in the browser's scorer, the compiler's own libraries.

    python3 function/src/assembly/bom.py function/target/bom.json      after cyclonedx:makeBom, as make bom runs it
"""

import json
import pathlib
import sys

NOT_SHIPPED_GROUPS = {"com.carrotsearch", "joda-time", "org.jspecify", "org.mozilla", "org.ow2.asm"}
NOT_SHIPPED_TEAVM = ("teavm-extension-", "teavm-jso-impl", "teavm-metaprogramming-", "teavm-relocated-libs-")


def shipped(component):
    return component["group"] not in NOT_SHIPPED_GROUPS and not component["name"].startswith(NOT_SHIPPED_TEAVM)


def main():
    file = pathlib.Path(sys.argv[1])
    bill = json.loads(file.read_text("utf-8"))
    bill["components"] = [each for each in bill["components"] if shipped(each)]
    known = {bill["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in bill["components"])}
    bill["dependencies"] = [
        each | {"dependsOn": [ref for ref in each.get("dependsOn", []) if ref in known]} for each in bill["dependencies"] if each["ref"] in known
    ]
    file.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
