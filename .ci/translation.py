"""The CloudFormation template that AWS's transform would make of a SAM template, by the translator that AWS publishes."""

import copy
import json
import logging
import os

from samtranslator.translator.transform import transform

logging.disable(logging.WARNING)  # the translator's notes about its own switches and metrics
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")  # it asks for the partition of the region


class _NoPolicies:
    """The template names AWS's policies in full, so the translator needs no list of them."""

    def load(self):
        return {}


def translated(template, overrides):
    """Leaves template as it is; overrides: parameter name -> value, the rest are defaults."""
    defaults = {name: parameter["Default"] for name, parameter in template["Parameters"].items()}
    return json.loads(json.dumps(transform(copy.deepcopy(template), defaults | dict(overrides), _NoPolicies())))
