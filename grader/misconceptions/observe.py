"""Write down what the known wrong ideas of a lab give on its public cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from public_tests.checks import Exercise
from public_tests.describe import Plain, Tensor
from public_tests.expect import same_values
from public_tests.known_mistakes import evidence_of, failed_public
from public_tests.targets import Target

from . import Idea, misconceptions

Evidence = dict[str, list[Plain]]
"""Name of each public check that an idea fails -> what it gave there."""


def write_known_mistakes(
    lab: str, exercises: Sequence[Exercise], targets_of: Callable[[Exercise, Idea], Sequence[Target]]
) -> str:
    """Return the text of `public_tests/known_mistakes/<lab>.json`: one line for each idea.

    Args:
        lab: the lab's name.
        exercises: its exercises; an idea about none of them is an error.
        targets_of: gives the targets that answer an exercise as an idea does.

    Raises:
        ValueError: an idea passes all public checks, gives no results, or gives those of another idea.
    """
    by_name: dict[str, list[dict[str, Any]]] = {exercise.name: [] for exercise in exercises}
    for idea in misconceptions(lab):
        exercise = next((e for e in exercises if e.name == idea.exercise), None)
        if exercise is None:
            raise ValueError(f"{idea.name} answers {idea.exercise}, which {lab} does not have")
        if not exercise.misconceptions:  # its data differ from run to run: no result would be met again
            continue
        observed = observe(exercise, idea, targets_of(exercise, idea))
        entry = {"name": idea.name, "says": idea.says, "hint": idea.hint, "observed": observed}
        for other in by_name[exercise.name]:
            if same_evidence(observed, other["observed"]):
                raise ValueError(
                    f"{idea.name} and {other['name']} give the same in all public checks; "
                    "add a check that tells them apart, or keep one"
                )
        by_name[exercise.name].append(entry)
    blocks = []
    for name, entries in by_name.items():
        # Python's json has words for nan and inf, and reads them again: what overflows is evidence too.
        lines = ",\n".join(json.dumps(e, ensure_ascii=False) for e in entries)
        blocks.append(f"{json.dumps(name)}: [\n{lines}\n]")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def observe(exercise: Exercise, idea: Idea, targets: Sequence[Target]) -> Evidence:
    """Run an exercise's public checks on an idea, and return what it gave where it failed.

    Raises:
        ValueError: the idea passes all public checks, or does nothing but raise.
    """
    report = exercise.run(targets)
    if report.status == "passed":
        raise ValueError(f"{idea.name} passes all public checks of {exercise.name}")
    if report.status in ("errored", "timed_out"):
        raise ValueError(f"{idea.name} gives no results in the public checks of {exercise.name}")
    return {r.check.name: [as_json(value) for value in evidence_of(r)] for r in failed_public(report)}


def same_evidence(a: Mapping[str, list[Plain]], b: Mapping[str, list[Plain]]) -> bool:
    """Tell whether two ideas fail the same checks with the same results."""
    return a.keys() == b.keys() and all(same_values(a[name], b[name]) for name in a)


def as_json(value: Plain) -> Any:
    """Return plain data in the words of JSON; raise `ValueError` for what has no numbers or words."""
    if isinstance(value, Tensor):
        return value.array.tolist()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise ValueError(f"a value of type {type(value).__name__} cannot be written down as a result")
