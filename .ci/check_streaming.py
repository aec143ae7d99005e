#!/usr/bin/env python3
"""Runs the streaming handlers under AWS's runtime interface emulator on a real queue, stream and topic, by a poller that plays what
AWS documents of event source mappings and pipes: nothing may be lost, come twice or overtake, and what fails must end with its reason.

    python .ci/check_streaming.py     after mvn package; needs Maven, and .ci/requirements.txt for moto, kafka-python and the emulator

What a mapping does is written down in `drain` (SQS) and `follow` (Kinesis, Kafka); a pipe in `through_pipe`.
"""

import base64
import collections
import contextlib
import json
import subprocess
import tempfile
import time

import boto3
import kafka

from brokers import kafka_broker, local_aws
from deployed import ARTIFACT, ROOT, Function, cold_start
from expectations import EVENTS
from report import Report, stop

MESSAGES = 10_000
WAVE = 50  # moto looks through all that is in a queue for each call
RECEIVES = 3  # template-streaming.yaml's maxReceiveCount, and 1 + MaximumRetryAttempts
VISIBILITY_SECONDS = 3
POISON = {
    " \n": "expected some text, found none",
    '{"text": "Running ten minutes': "expected one JSON object, since the body begins with a brace, found something else",
    '{"id": "order-17"}': "expected a member text that is a string, found none",
    "x" * 10_001: "expected at most 10000 characters, found 10001",
}
BYTES_POISON = {b"caf\xe9 tonight?": "expected UTF-8, found other bytes", b"": "expected some text, found none"}


def main():
    if not ARTIFACT.is_file():
        stop("no function/target/function.zip: run mvn package first")
    report = Report("streaming")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        functions = {name: stack.enter_context(Function(f"stream.{name.capitalize()}Handler", folder)) for name in ("sqs", "kinesis", "kafka")}
        samples(report, functions)
        with local_aws():
            queue(report, functions["sqs"])
            three_of_ten(report, functions["sqs"])
            stream(report, functions["kinesis"])
        topic(report, functions["kafka"])
    report.finish()


def samples(report, functions):
    expected = json.loads((EVENTS / "stream/expected.json").read_text("utf-8"))
    for name, answer in expected.items():
        event = json.loads((EVENTS / "stream" / name).read_text("utf-8"))
        found = functions[name.replace(".", "-").split("-")[0]](event)
        for record in found if isinstance(found, list) else []:
            record.pop("score", None)
            record.pop("model", None)
            record |= {"explanation": list(record["explanation"])} if "explanation" in record else {}
        report.case(f"events/stream/{name}", [] if found == answer else [f"expected {answer}, found {found}"])
    broken = functions["sqs"]({"Records": [{"body": "no id"}]})
    report.case("no batch is an error", [] if broken.get("errorType") == "java.lang.IllegalArgumentException" else [f"found {broken}"])


# --- SQS ------------------------------------------------------------------------------------------


def queue(report, function):
    """10,000 messages, every fiftieth poison."""
    sqs = boto3.client("sqs")
    url, dead = queues(sqs, "messages")
    bodies = texts(MESSAGES, POISON)
    function.lines()
    begin = time.monotonic()
    ids, deleted = {}, collections.Counter()
    for start in range(0, MESSAGES, WAVE):
        ids |= send(sqs, url, bodies[start : start + WAVE])
        deleted += drain(sqs, url, function, to_the_end=start + WAVE >= MESSAGES)
    seconds = time.monotonic() - begin
    dead_letters = received(sqs, dead)
    lines = function.lines()
    good = {id for id, body in ids.items() if body not in POISON}
    found = [] if deleted == collections.Counter(good) else ["the messages that were deleted are not the good ones, once each"]
    report.case("10,000 messages: what is deleted", found + once(lines, good))
    report.case("10,000 messages: dead letters", reasons(lines, {id: ids[id] for id in set(ids) - good}, POISON, RECEIVES)
                + ([] if sorted(dead_letters) == sorted(set(ids) - good) else [f"found {len(dead_letters)} others in the queue"]))
    report.case("10,000 messages: labels and scores as by classify", parity(function, lines, ids))
    print(f"sqs: {len(good)} of {len(ids)} classified, {len(dead_letters)} dead letters, in {seconds:.0f} s", flush=True)
    through_pipe(report, function, sqs)


def queues(sqs, name):
    """A queue and its dead-letter queue. Standard ones: of a FIFO queue moto hands out a group's later messages while earlier are in flight."""
    dead = sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": RECEIVES})
    attributes = {"VisibilityTimeout": str(VISIBILITY_SECONDS), "RedrivePolicy": redrive}
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"], dead


def send(sqs, url, bodies):
    """Message id -> body, in the order of sending."""
    ids = {}
    for start in range(0, len(bodies), 10):
        entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies[start : start + 10])]
        sent = sqs.send_message_batch(QueueUrl=url, Entries=entries)["Successful"]
        ids |= {entry["MessageId"]: bodies[start + int(entry["Id"])] for entry in sorted(sent, key=lambda entry: int(entry["Id"]))}
    return ids


def drain(sqs, url, function, to_the_end):
    """An event source mapping until the queue has nothing to give, or nothing at all: up to ten at once; what is not reported is deleted, the rest left to the
    visibility timeout and the redrive policy. Answers how often each message was deleted."""
    deleted = collections.Counter()
    while True:
        messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"]).get("Messages", [])
        if messages:
            answer = function({"Records": [sqs_record(message, url) for message in messages]})
            failed = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
            done = [message for message in messages if message["MessageId"] not in failed]
            deleted.update(message["MessageId"] for message in done)
            delete(sqs, url, done)
        elif not to_the_end or waiting(sqs, url) == 0:
            return deleted
        else:
            time.sleep(0.2)


def sqs_record(message, url):
    return {
        "messageId": message["MessageId"], "receiptHandle": message["ReceiptHandle"], "body": message["Body"],
        "attributes": message.get("Attributes", {}), "messageAttributes": {}, "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs", "eventSourceARN": f"arn:aws:sqs:eu-central-1:123456789012:{url.rsplit('/', 1)[1]}",
        "awsRegion": "eu-central-1",
    }


def delete(sqs, url, messages):
    entries = [{"Id": str(i), "ReceiptHandle": message["ReceiptHandle"]} for i, message in enumerate(messages)]
    if entries:
        sqs.delete_message_batch(QueueUrl=url, Entries=entries)


def waiting(sqs, url):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(map(int, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values()))


def received(sqs, url):
    """The ids of all that is in a queue, which is emptied."""
    ids = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        ids += [message["MessageId"] for message in messages]
        delete(sqs, url, messages)
    return ids


def through_pipe(report, function, sqs):
    """A pipe: each batch goes through the function, the array that comes out goes on to a queue, then the batch is deleted."""
    url, _ = queues(sqs, "piped")
    answers = sqs.create_queue(QueueName="answers")["QueueUrl"]
    ids = send(sqs, url, texts(200, POISON))
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        records = function([sqs_record(message, url) for message in messages])
        entries = [{"Id": str(i), "MessageBody": json.dumps(record)} for i, record in enumerate(records)]
        sqs.send_message_batch(QueueUrl=answers, Entries=entries)
        delete(sqs, url, messages)
    found = collections.Counter()
    problems = []
    while messages := sqs.receive_message(QueueUrl=answers, MaxNumberOfMessages=10).get("Messages", []):
        for record in (json.loads(message["Body"]) for message in messages):
            found[record["id"]] += 1
            if record.get("error") != POISON.get(ids[record["id"]]) or ("label" in record) == ("error" in record):
                problems.append(f"found {record}")
        delete(sqs, answers, messages)
    report.case("a pipe answers each message once", problems + ([] if found == collections.Counter(list(ids)) else ["not each once"]))


def three_of_ten(report, function):
    sqs = boto3.client("sqs")
    url, _ = queues(sqs, "ten")
    bodies = texts(10, {})
    for place, body in zip((1, 4, 9), POISON):
        bodies[place] = body
    ids = send(sqs, url, bodies)
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"])["Messages"]
    answer = function({"Records": [sqs_record(message, url) for message in messages]})
    expected = {id for id, body in ids.items() if body in POISON}
    failed = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
    whole = len(messages) == 10 and len(failed) == 3 and set(failed) == expected
    report.case("three of ten", [] if whole else [f"expected {expected} of 10, found {failed} of {len(messages)}"])


# --- Kinesis and Kafka ----------------------------------------------------------------------------


def follow(lanes, call):
    """An event source mapping of shards or partitions to their ends: a batch comes again from the first record that is reported,
    three times without progress, then all that is left of it is given up. Answers these."""
    last, tries, given_up = dict.fromkeys(lanes), collections.Counter(), []
    while batches := {name: batch for name, read in lanes.items() if (batch := read(last[name]))}:
        failed = call(batches)
        for name, batch in batches.items():
            done = list(batch).index(failed[name]) if name in failed else len(batch)
            if done == 0 and tries[name] < RECEIVES - 1:
                tries[name] += 1
                continue
            given_up += [] if done else list(batch)
            last[name] = list(batch)[done - 1] if done else list(batch)[-1]
            tries[name] = 0
    return given_up


def stream(report, function):
    kinesis = boto3.client("kinesis")
    kinesis.create_stream(StreamName="messages", ShardCount=2)
    values = [text.encode() for text in texts(1_000, {})]
    for place, poison in zip(range(55, 1_000, 130), list(BYTES_POISON) * 4):
        values[place] = poison
    ids = {}
    for start in range(0, len(values), 500):
        records = [{"Data": value, "PartitionKey": f"sender-{i % 20}"} for i, value in enumerate(values[start : start + 500])]
        for value, record in zip(values[start:], kinesis.put_records(StreamName="messages", Records=records)["Records"]):
            ids[f"{record['ShardId']}:{record['SequenceNumber']}"] = value
    shards = [shard["ShardId"] for shard in kinesis.list_shards(StreamName="messages")["Shards"]]

    def reader(shard):
        def read(last):
            start = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber": last} if last else {
                "ShardIteratorType": "TRIM_HORIZON"}
            iterator = kinesis.get_shard_iterator(StreamName="messages", ShardId=shard, **start)["ShardIterator"]
            found = kinesis.get_records(ShardIterator=iterator, Limit=20)["Records"]
            return {record["SequenceNumber"]: kinesis_record(record) for record in found}
        return read

    def call(batches):
        ((shard, batch),) = batches.items()
        answer = function({"Records": [{"kinesis": record, "eventID": f"{shard}:{id}"} for id, record in batch.items()]})
        return {shard: failure["itemIdentifier"] for failure in answer["batchItemFailures"]}

    function.lines()
    lines, given_up, piped = [], [], []
    for shard in shards:
        given_up += [f"{shard}:{id}" for id in follow({shard: reader(shard)}, call)]
        lines += [line | {"id": f"{shard}:{line['id']}"} for line in function.lines() if "id" in line]
        last, read = None, reader(shard)
        while batch := read(last):
            piped += [record | {"id": f"{shard}:{record['id']}"} for record in function(list(batch.values()))]
            last = list(batch)[-1]
        function.lines()
    lanes = {shard: [line["id"] for line in lines if "label" in line and line["id"].startswith(shard)] for shard in shards}
    conserved(report, function, "a stream", ids, lanes, given_up, lines, key=lambda id: int(id.rsplit(":", 1)[1]))
    errors = {record["id"]: record["error"] for record in piped if "error" in record}
    expected = {id: BYTES_POISON[value] for id, value in ids.items() if value in BYTES_POISON}
    whole = errors == expected and collections.Counter(record["id"] for record in piped) == collections.Counter(list(ids))
    report.case("a stream's pipe answers each record once", [] if whole else [f"expected {len(ids)}, found {len(piped)}: {errors}"])


def kinesis_record(record):
    return {
        "kinesisSchemaVersion": "1.0", "partitionKey": record["PartitionKey"], "sequenceNumber": record["SequenceNumber"],
        "data": base64.b64encode(record["Data"]).decode(), "approximateArrivalTimestamp": record["ApproximateArrivalTimestamp"].timestamp(),
    }


def topic(report, function):
    """A real broker: three partitions in one event; a tombstone is poison, too."""
    with kafka_broker(cold_start.find_jdk()) as address:
        values = [text.encode() for text in texts(900, {})]
        for place, poison in zip(range(40, 900, 95), [None, *BYTES_POISON] * 4):
            values[place] = poison
        with contextlib.closing(kafka.KafkaAdminClient(bootstrap_servers=address)) as admin:
            admin.create_topics([kafka.admin.NewTopic("messages", 3, 1)])
        producer = kafka.KafkaProducer(bootstrap_servers=address)
        sent = [producer.send("messages", value, key=b"sender", partition=i * 7 % 3) for i, value in enumerate(values)]
        ids = {f"messages-{meta.partition}-{meta.offset}": value for value, meta in zip(values, (each.get(30) for each in sent))}
        producer.close()
        partitions = [kafka.TopicPartition("messages", number) for number in range(3)]
        consumer = kafka.KafkaConsumer(bootstrap_servers=address, enable_auto_commit=False, max_poll_records=30)
        ends = consumer.end_offsets(partitions)

        def reader(partition):
            def read(last):
                start = int(last.rsplit("-", 1)[1]) + 1 if last else 0
                if start >= ends[partition]:
                    return {}
                consumer.assign([partition])
                consumer.seek(partition, start)
                records = []
                while not records:
                    records = consumer.poll(1_000).get(partition, [])
                return {f"messages-{record.partition}-{record.offset}": kafka_record(record) for record in records}
            return read

        def call(batches):
            answer = function({"eventSource": "SelfManagedKafka", "bootstrapServers": address,
                               "records": {name: list(batch.values()) for name, batch in batches.items()}})
            failures = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
            return {failure["partition"]: f"{failure['partition']}-{failure['offset']}" for failure in failures}

        function.lines()
        given_up = follow({f"messages-{partition.partition}": reader(partition) for partition in partitions}, call)
        consumer.close()
    lines = function.lines()
    lanes = collections.defaultdict(list)
    for line in (line for line in lines if "label" in line):
        lanes[line["id"].rsplit("-", 1)[0]].append(line["id"])
    conserved(report, function, "a topic", ids, lanes, given_up, lines, key=lambda id: int(id.rsplit("-", 1)[1]))


def kafka_record(record):
    return {
        "topic": record.topic, "partition": record.partition, "offset": record.offset, "timestamp": record.timestamp,
        "timestampType": "CREATE_TIME", "value": None if record.value is None else base64.b64encode(record.value).decode(), "headers": [],
    }


def conserved(report, function, name, ids, lanes, given_up, lines, key):
    """Each record was classified or given up, once; each lane in its order; each poison tried three times, and why is in the log."""
    predicted = [id for lane in lanes.values() for id in lane]
    poison = {id: value for id, value in ids.items() if value is None or value in BYTES_POISON}
    problems = [] if collections.Counter(predicted + given_up) == collections.Counter(list(ids)) else ["not each once"]
    problems += [f"{lane} is out of order" for lane, found in lanes.items() if found != sorted(found, key=key)]
    problems += [f"{len(set(predicted) & set(poison))} poison records classified"] if set(predicted) & set(poison) else []
    report.case(f"{name}: nothing lost, twice or overtaken", problems)
    errors = collections.Counter((line["id"], line["error"]) for line in lines if "error" in line)
    why = {**BYTES_POISON, None: "expected a text, found no value"}
    wrong = [f"found {error}" for error, times in errors.items() if error[1] != why[poison.get(error[0])] or times < RECEIVES]
    report.case(f"{name}: the reasons", wrong + ([] if errors else ["no poison record failed"]))
    report.case(f"{name}: labels and scores as by classify", parity(function, lines, {id: value.decode() for id, value in ids.items() if id not in poison}))
    print(f"{name}: {len(predicted)} of {len(ids)} classified; {len(given_up)} given up with {len(errors)} poison records first", flush=True)


# --- what is compared -----------------------------------------------------------------------------


def texts(count, poison):
    """Messages of the golden file over and over, some in JSON; every fiftieth is poison, where there is one."""
    lines = (ROOT / "function/src/main/resources/golden.tsv").read_text("utf-8").strip("\n").split("\n")[1:]
    plain = [line.split("\t")[2] for line in lines]
    plain = [text for text in plain if text.strip() and "\\" not in text and not text.lstrip().startswith("{") and len(text) < 2_000]
    plain = [text for text in plain if text.isprintable()]
    bodies = [json.dumps({"id": f"order-{i}", "text": text}) if i % 3 == 0 else text for i, text in zip(range(count), plain * count)]
    for turn, place in enumerate(range(25, count if poison else 0, 50)):
        bodies[place] = list(poison)[turn % len(poison)]
    return bodies


def once(lines, good):
    """Each good message has one prediction in the log."""
    found = collections.Counter(line["id"] for line in lines if "label" in line)
    return [] if found == collections.Counter(good) else [f"expected {len(good)} predictions, found {found.total()} of {len(found)}"]


def reasons(lines, poison, why, times):
    """Each poison message has its reason in the log, as often as it was tried."""
    found = collections.Counter((line["id"], line["error"]) for line in lines if "error" in line)
    expected = {(id, why[body]): times for id, body in poison.items()}
    return [] if found == expected else [f"expected {len(expected)} reasons {times} times, found {dict(found.most_common(3))} …"]


def parity(function, lines, bodies):
    """The log's label and score of each message are those of the same text on the command line."""
    found = {line["id"]: (line["label"], line["score"]) for line in lines if "label" in line}
    ids = [id for id in found if id in bodies]
    java = cold_start.find_jdk() / "bin" / "java"
    plain = [json.loads(bodies[id])["text"] if bodies[id].startswith("{") else bodies[id] for id in ids]
    done = subprocess.run((java, "-jar", function.task / "lib/function.jar", "classify"), input="\n".join(plain) + "\n",
                          text=True, encoding="utf-8", stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    wrong = [id for id, answer in zip(ids, answers, strict=True) if found[id] != (answer["label"], answer["score"])]
    return [f"{len(wrong)} of {len(ids)} differ"] if wrong or not ids else []


if __name__ == "__main__":
    main()
