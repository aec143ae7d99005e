"""The deployed zip's handlers, each started as Lambda's managed runtime starts it: AWS's client under AWS's emulator."""

import json
import os
import pathlib
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "function" / "src" / "bench"))
import cold_start  # noqa: E402

ARTIFACT = ROOT / "function/target/function.zip"


class Function:
    """A handler, by the name of its class below dev.hamlet; its files and its log are in a folder of its own."""

    artifact, environment = ARTIFACT, {}

    def __init__(self, handler, folder):
        self.handler = f"dev.hamlet.{handler}::handleRequest"
        self.task = pathlib.Path(folder, handler)
        self.log = pathlib.Path(folder, f"{handler}.log")
        self.read = 0

    def __enter__(self):
        zipfile.ZipFile(self.artifact).extractall(self.task)
        jdk = cold_start.find_jdk()
        self.port, runtime = cold_start.free_ports(2)
        command = (
            str(cold_start.find_emulator(None)), "--runtime-interface-emulator-address", f"127.0.0.1:{self.port}",
            "--runtime-api-address", f"127.0.0.1:{runtime}",
            *cold_start.zip_command(jdk, cold_start.fetch_client(jdk), self.handler),
        )
        environment = os.environ | {"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512", "LAMBDA_TASK_ROOT": str(self.task)} | self.environment
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=self.task, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        cold_start.wait_until_listening(self.process, self.port)
        return self

    def __exit__(self, *_):
        cold_start.end(self.process)

    def __call__(self, event):
        return json.loads(cold_start.post(self.port, json.dumps(event).encode()))

    def lines(self):
        """The lines that a handler of batches logged since the last time."""
        with self.log.open("rb") as log:
            log.seek(self.read)
            fresh = log.read()
        self.read += len(fresh)
        return [json.loads(line) for line in fresh.decode().splitlines() if line.startswith('{"level"') and '"source"' in line]
