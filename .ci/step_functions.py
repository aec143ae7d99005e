#!/usr/bin/env python3
"""A local AWS that runs state machines: moto's server with its engine for the States Language, and what that lacks for template-batch.yaml,
added by AWS's documentation.

    FUNCTION_PORT=… python .ci/step_functions.py -H 127.0.0.1 -p PORT      check_batch.py starts it

moto (5.2) reads a file, starts the children of a Distributed Map and runs their states. Here it is told of ItemBatcher and ItemSelector
together (as https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html has them), JSON Lines, a file's
version, that a child's failure fails the map, and how a value becomes an object's body; and Lambda's Invoke leads to the function under AWS's runtime interface emulator.
"""

import json
import os
import sys
import threading
import urllib.request

from moto.awslambda.models import LambdaFunction
from moto.core.config import default_user_config
from moto.server import main
from moto.stepfunctions.parser.asl.component.state.exec.state_map.item_reader import item_reader_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_map.item_reader.eval.resource_output_transformer.transformer_json import (
    ResourceOutputTransformerJson,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor.distributed_item_processor_worker import (
    DistributedItemProcessorWorker,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import StateTaskServiceAwsSdk
from moto.stepfunctions.parser.asl.eval.program_state import ProgramStopped
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

ONE_AT_A_TIME = threading.Lock()
BATCHERS = {}  # name of a Map state -> what moto does not know of it
SELECTOR = {"index.$": "$$.Map.Item.Index", "row.$": "$$.Map.Item.Value"}


def install():
    default_user_config["stepfunctions"]["execute_state_machine"] = True
    patch(StepFunctionsParserBackend, "create_state_machine", without_batchers)
    patch(item_reader_decl.ItemReader, "_eval_body", batches)
    patch(ResourceOutputTransformerJson, "_eval_body", lines)
    patch(DistributedItemProcessorWorker, "_eval_job", child)
    patch(StateTaskServiceAwsSdk, "_eval_service_task", call)
    LambdaFunction._invoke_lambda = invoke


def patch(owner, name, replacement):
    original = getattr(owner, name)
    setattr(owner, name, lambda self, *arguments, **named: replacement(original, self, *arguments, **named))


def without_batchers(create, backend, name, definition, **named):
    """Creates the state machine that moto's grammar takes; what is cut out is kept in BATCHERS."""
    machine = json.loads(definition)
    for state_name, state in machine["States"].items():
        if state["Type"] == "Map":
            if state.pop("ItemSelector") != SELECTOR:
                raise ValueError(f"expected {state_name} to select {SELECTOR}")
            BATCHERS[state_name] = state.pop("ItemBatcher")
            state["ItemProcessor"]["ProcessorConfig"]["ExecutionType"] = "STANDARD"  # the only one it knows
            if state["ItemReader"]["ReaderConfig"]["InputType"] == "JSONL":
                state["ItemReader"]["ReaderConfig"]["InputType"] = "JSON"  # lines() makes it that
    return create(backend, name, json.dumps(machine), **named)


def lines(read, transformer, env):
    """Reads JSON Lines: the only JSON that template-batch.yaml reads."""
    text = env.stack[-2]
    env.stack[-2] = "[" + ",".join(line for line in text.split("\n") if line.strip()) + "]"
    read(transformer, env)


def batches(read, reader, env):
    """Reads a file's rows and puts them together as far as both limits let it, in their order."""
    batcher = BATCHERS[env.states.context_object.context_object_data["State"]["Name"]]
    state_input = env.states.get_input()
    read(reader, env)
    fixed = {name.removesuffix(".$"): resolved(value, state_input) if name.endswith(".$") else value
             for name, value in batcher["BatchInput"].items()}
    found, items, size = [], [], 0
    for index, row in enumerate(env.stack.pop()):
        item = {"index": index, "row": row}
        more = len(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()) + 1
        if items and (len(items) == batcher["MaxItemsPerBatch"] or size + more > batcher["MaxInputBytesPerBatch"]):
            found.append({"BatchInput": fixed, "Items": items})
            items, size = [], 0
        items.append(item)
        size += more
    env.stack.append(found + ([{"BatchInput": fixed, "Items": items}] if items else []))


def child(run, worker, env, job):
    """Runs a child execution, whose failure fails the map: moto would leave a gap among the results."""
    run(worker, env, job)
    state = env.program_state()
    if job.job_output is None and not isinstance(state, ProgramStopped):
        job.job_output = RuntimeError(f"a child execution ended: {getattr(state, 'error', state)}")


def call(ask, task, env, resource_runtime_part, normalised_parameters, state_credentials):
    """Calls a service; an object's body is written as JSON, a string in quotes."""
    if "Body" in normalised_parameters:
        normalised_parameters["Body"] = json.dumps(normalised_parameters["Body"], ensure_ascii=False, separators=(",", ":")).encode()
    ask(task, env, resource_runtime_part, normalised_parameters, state_credentials)


def resolved(path, value):
    """What a reference path such as $.file.etag leads to."""
    for step in path.removeprefix("$.").split("."):
        value = value[step]
    return value


def invoke(_, event=None):
    """Asks the one function there is; an error of it is one for Step Functions, too."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{os.environ['FUNCTION_PORT']}/2015-03-31/functions/function/invocations", json.dumps(event).encode())
    # as an environment of Lambda's, the emulator answers one at a time
    with ONE_AT_A_TIME, urllib.request.urlopen(request, timeout=120) as response:
        answer = response.read().decode()
    return answer, '"errorType"' in answer[:200], ""


if __name__ == "__main__":
    install()
    sys.exit(main())
