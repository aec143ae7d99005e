"""What check_streaming.py lets events come from: moto's server for SQS and Kinesis, and a real Kafka broker."""

import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile

from deployed import cold_start

POM = pathlib.Path(__file__).parent / "kafka" / "pom.xml"
REGION = "eu-central-1"
SETTINGS = {
    "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
}
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
controller.listener.names=CONTROLLER
log.dirs={folder}/data
offsets.topic.replication.factor=1
"""


@contextlib.contextmanager
def local_aws():
    """The environment in which boto3 talks to moto, a process of its own."""
    (port,) = cold_start.free_ports(1)
    with running((sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)), port, os.environ | SETTINGS):
        os.environ.update(SETTINGS | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
        os.environ.pop("AWS_PROFILE", None)
        yield


@contextlib.contextmanager
def kafka_broker(jdk):
    """The address of a broker that keeps its own quorum (KRaft) and nothing after the check."""
    jars = cold_start.BENCH / "kafka"
    if not jars.is_dir():
        cold_start.run_tool("mvn", "-q", "-B", "-f", POM, "dependency:copy-dependencies", f"-DoutputDirectory={jars}", JAVA_HOME=str(jdk))
    port, controller = cold_start.free_ports(2)
    with tempfile.TemporaryDirectory() as folder:
        settings = pathlib.Path(folder, "server.properties")
        settings.write_text(PROPERTIES.format(port=port, controller=controller, folder=folder), "utf-8")
        java = (str(jdk / "bin" / "java"), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", f"{jars}/*")
        cold_start.run_tool(*java, "kafka.tools.StorageTool", "format", "-t", "aGFtbGV0LWhhbWxldC1oYQ", "-c", settings)
        with running((*java, "kafka.Kafka", str(settings)), port, os.environ):
            yield f"127.0.0.1:{port}"


@contextlib.contextmanager
def running(command, port, environment):
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            cold_start.wait_until_listening(process, port)
            yield
        except OSError as failure:
            log.seek(0)
            raise OSError(f"{failure}\n{log.read().decode(errors='replace')[-2000:]}") from failure
        finally:
            cold_start.end(process)
