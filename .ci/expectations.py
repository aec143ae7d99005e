"""Compares an HTTP answer with its entry in events/expected.json.

An entry holds status, contentType, and any of
  headers   name -> exact value, "present", or a list: the same names in any order
  json      JSON pointer -> exact value, "absent", {"is": type}, {"length": n}, {"matches": regex}, {"between": [a, b]}
  contains  texts that the body holds
  empty     true: there is no body
"""

import json
import pathlib
import re

EVENTS = pathlib.Path(__file__).parent.parent / "events"
TYPES = {"object": dict, "array": list, "string": str, "number": (int, float)}
ABSENT = object()


def cases():
    """Event file name -> expected answer; refuses an event without one and one without an event."""
    expected = json.loads((EVENTS / "expected.json").read_text("utf-8"))
    files = {path.name for path in EVENTS.glob("*.json")} - {"expected.json"}
    if files != set(expected):
        raise SystemExit(f"FAILED events/expected.json: differs from the folder in {sorted(files ^ set(expected))}")
    return expected


def problems(expected, status, headers, body):
    """What differs, a sentence each; headers by lower-case name, body as text."""
    found = []
    if status != expected["status"]:
        found.append(f"expected status {expected['status']}, found {status}: {body[:200]!r}")
    if "contentType" in expected:
        found += _content_type(expected["contentType"], headers.get("content-type", ""))
    for name, value in expected.get("headers", {}).items():
        found += _header(name, value, headers.get(name))
    for text in expected.get("contains", []):
        if text not in body:
            found.append(f"expected {text!r} in the body, found {body[:200]!r}")
    if expected.get("empty") and body:
        found.append(f"expected no body, found {body[:200]!r}")
    return found + _json(expected.get("json", {}), body)


def _content_type(expected, found):
    actual = found if ";" in expected else found.partition(";")[0]
    return [] if actual.lower() == expected else [f"expected content-type {expected}, found {found!r}"]


def _header(name, expected, found):
    if found is None:
        return [f"expected header {name}, found none"]
    if isinstance(expected, list):
        matches = sorted(part.strip() for part in found.split(",")) == sorted(expected)
    else:
        matches = expected in ("present", found)
    return [] if matches else [f"expected header {name}: {expected}, found {found!r}"]


def _json(expected, body):
    if not expected:
        return []
    try:
        document = json.loads(body)
    except ValueError:
        return [f"expected JSON, found {body[:200]!r}"]
    return [
        f"expected {pointer or 'the document'} {rule}, found {_show(value)}"
        for pointer, rule in expected.items()
        if not _holds(rule, value := _at(document, pointer))
    ]


def _show(value):
    return "nothing" if value is ABSENT else json.dumps(value, ensure_ascii=False)[:200]


def _at(document, pointer):
    for step in pointer.split("/")[1:]:
        try:
            document = document[int(step)] if isinstance(document, list) else document[step]
        except (KeyError, IndexError, TypeError, ValueError):
            return ABSENT
    return document


def _holds(rule, value):
    if rule == "absent":
        return value is ABSENT
    if not isinstance(rule, dict):
        return value == rule
    ((kind, operand),) = rule.items()
    match kind:
        case "is":
            return isinstance(value, TYPES[operand]) and not isinstance(value, bool)
        case "length":
            return isinstance(value, list) and len(value) == operand
        case "matches":
            return isinstance(value, str) and re.fullmatch(operand, value) is not None
        case "between":
            return isinstance(value, (int, float)) and operand[0] <= value <= operand[1]
    raise ValueError(f"unknown rule {kind}")
