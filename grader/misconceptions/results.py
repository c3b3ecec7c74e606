"""Write down what the reference solutions of a lab give on its public cases."""

from __future__ import annotations

import json
from importlib import import_module

from public_tests.calls import call_answer
from public_tests.cases import values_of
from public_tests.known_results import KnownResults, from_json

from .observe import as_json


def write_known_results(known: KnownResults) -> str:
    """Return the text of `public_tests/known_results/<lab>.json`: one line for each case.

    The functions are those of `grader.misconceptions.<lab>.reference`, each known there by its own name.

    Args:
        known: the lab's cases; their results are computed anew, in order, for a case may use an earlier one.
    """
    functions = import_module(f"grader.misconceptions.{known.lab}.reference")
    lines = []
    known.results = {}
    for case in known.cases:
        function = getattr(functions, case.function)
        value = as_json(call_answer(function, values_of(case.arguments), case.seed).value)
        known.results[case.key] = from_json(value)
        lines.append(f"{json.dumps(case.key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
