"""A local AWS for rehearsing sam deploy: moto's server, with the SAM translator where AWS runs its transform."""

import contextlib
import json
import os
import warnings

import boto3
from moto.cloudformation.models import ChangeSet
from moto.server import ThreadedMotoServer
from samcli.lib.bootstrap.bootstrap import SAM_CLI_STACK_NAME, _get_stack_template
from samcli.yamlhelper import yaml_parse

from translation import translated

REGION = "eu-central-1"


@contextlib.contextmanager
def emulated_aws():
    """The environment under which sam and boto3 talk to the emulator."""
    warnings.simplefilter("ignore")  # moto warns of every resource type that it passes over
    ChangeSet._parse_template = _translate
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    # by name: moto takes the first label of a dotted host for a bucket
    settings = {
        "AWS_ENDPOINT_URL": f"http://localhost:{server.get_host_and_port()[1]}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    os.environ.update(settings)
    os.environ.pop("AWS_PROFILE", None)
    try:
        _create_bucket_of_sam()
        yield
    finally:
        server.stop()


def _translate(change_set):
    template = yaml_parse(change_set.template)
    stack = translated(template, change_set.parameters)
    # moto passes over aliases, so the API's permission to call one has nothing to refer to
    del stack["Resources"]["PredictFunctionAnyRequestPermission"]
    change_set.template_dict = stack


def _create_bucket_of_sam():
    """What resolve_s3 makes on its first run; moto's change sets have no outputs, so sam would refuse its own stack."""
    template = _get_stack_template()
    boto3.client("cloudformation").create_stack(
        StackName=SAM_CLI_STACK_NAME,
        TemplateBody=template if isinstance(template, str) else json.dumps(template),
        Tags=[{"Key": "ManagedStackSource", "Value": "AwsSamCli"}],
    )
