#!/usr/bin/env python3
"""Checks the sample events themselves: whole payloads of both versions, invented ids only, and that a wrong answer
would be noticed.

    python .ci/check_events.py
"""

import base64
import json

from expectations import EVENTS, cases, problems
from report import Report

V2 = {"version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext", "isBase64Encoded"}
V1 = {
    "resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters",
    "multiValueQueryStringParameters", "pathParameters", "stageVariables", "requestContext", "body", "isBase64Encoded",
}
ROUTES = {
    ("GET", "/"), ("POST", "/"), ("POST", "/predict"), ("GET", "/health"), ("GET", "/model"), ("GET", "/openapi.json"),
    ("GET", "/docs"), ("GET", "/edge.js"), ("GET", "/model.hamlet"), ("GET", "/service-worker.js"), ("GET", "/manifest.webmanifest"),
    ("GET", "/icon.svg"), ("GET", "/ping"), ("POST", "/invocations"), ("GET", "/v2"), ("GET", "/v2/health/live"),
    ("GET", "/v2/health/ready"), ("GET", "/v2/models/hamlet"), ("GET", "/v2/models/hamlet/ready"),
    ("POST", "/v2/models/hamlet/infer"),
}


def main():
    report = Report("events")
    answered = {"2.0": set(), "1.0": set()}
    for name, expected in cases().items():
        event = json.loads((EVENTS / name).read_text("utf-8"))
        report.case(name, [] if name.startswith("not-http") else payload(event))
        if expected["status"] == 200:
            answered["2.0" if "rawPath" in event else "1.0"].add(route(event))
    for version, routes in answered.items():
        report.case(f"every route by payload {version}", [f"no event for {missing}" for missing in ROUTES - routes])
    for name, (expected, status, headers, body) in WRONG.items():
        noticed = problems({"status": 200} | expected, status, headers, body)
        report.case(f"notices {name}", [] if noticed else ["a wrong answer passed"])
    report.finish()


def route(event):
    http = event["requestContext"].get("http", {})
    return http.get("method") or event["httpMethod"], event.get("rawPath") or event["path"]


def payload(event):
    """Problems of one API Gateway event."""
    fields = V2 if event.get("version") == "2.0" else V1
    context = event["requestContext"]
    address = context["http"]["sourceIp"] if fields is V2 else context["identity"]["sourceIp"]
    found = [f"no {field}" for field in sorted(fields - set(event))]
    if context["accountId"] != "123456789012":
        found.append(f"expected the documentation's account, found {context['accountId']}")
    if not address.startswith("203.0.113."):
        found.append(f"expected an address reserved for documentation, found {address}")
    return found + content_length(event)


def content_length(event):
    length = event["headers"].get("content-length")
    if length is None:
        return []
    try:
        body = base64.b64decode(event["body"], validate=True) if event["isBase64Encoded"] else event["body"].encode()
    except ValueError:
        return []  # the event for bad base64
    return [] if len(body) == int(length) else [f"expected content-length {len(body)}, found {length}"]


WRONG = {
    "a status": ({}, 500, {}, ""),
    "a content type": ({"contentType": "application/json"}, 200, {"content-type": "text/html"}, "{}"),
    "a missing content type": ({"contentType": "application/json"}, 200, {}, "{}"),
    "a charset": ({"contentType": "text/html; charset=utf-8"}, 200, {"content-type": "text/html"}, ""),
    "a missing header": ({"headers": {"referrer-policy": "present"}}, 200, {}, ""),
    "a header's value": ({"headers": {"x-content-type-options": "nosniff"}}, 200, {"x-content-type-options": "no"}, ""),
    "a method too few": ({"headers": {"allow": ["GET", "HEAD"]}}, 200, {"allow": "GET"}, ""),
    "a method too many": ({"headers": {"allow": ["GET"]}}, 200, {"allow": "GET, PUT"}, ""),
    "a missing text": ({"contains": ["spam"]}, 200, {}, "ham"),
    "a body": ({"empty": True}, 200, {}, "{}"),
    "no JSON": ({"json": {"": {"is": "object"}}}, 200, {}, "<html>"),
    "a label": ({"json": {"/label": "spam"}}, 200, {}, '{"label":"ham"}'),
    "a missing member": ({"json": {"/explanation": {"is": "object"}}}, 200, {}, "{}"),
    "a member too many": ({"json": {"/explanation": "absent"}}, 200, {}, '{"explanation":null}'),
    "a type": ({"json": {"/score": {"is": "number"}}}, 200, {}, '{"score":true}'),
    "a length": ({"json": {"/predictions": {"length": 2}}}, 200, {}, '{"predictions":[{}]}'),
    "an element": ({"json": {"/predictions/1/label": "ham"}}, 200, {}, '{"predictions":[{"label":"ham"}]}'),
    "a pattern": ({"json": {"/model": {"matches": "[0-9a-f]{12}"}}}, 200, {}, '{"model":"0123456789abc"}'),
    "a range": ({"json": {"/score": {"between": [0.5, 1]}}}, 200, {}, '{"score":0.4}'),
}


if __name__ == "__main__":
    main()
