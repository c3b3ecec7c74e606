"""Whole notebooks of right variants, with which a lab is proved: what stands in them."""

from __future__ import annotations

import ast
import json

import pytest
from lab_answers import LABS, answers_to
from lab_running import ROOT, source_path

from grader.course import Course
from grader.lab import load_lab
from grader.misconceptions import answer_source
from grader.sandbox import Sandbox
from grader.validate_answers import VARIANTS, _variants
from grader.validate_proof import LabProof


@pytest.mark.parametrize("name", LABS)
def test_each_answer_is_the_source_followed_by_a_right_variant_that_others_can_go_on_with(
    name: str, warm_sandbox: Sandbox
) -> None:
    lab = load_lab(source_path(name))
    variants = [json.loads(data) for data in _variants(LabProof(Course(ROOT), lab, warm_sandbox, seed=1))]
    assert len(variants) == VARIANTS
    chosen: dict[str, list[str]] = {}
    for content in variants:
        cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in content["cells"]}
        for exercise in lab.exercises:
            text = cells[exercise.name]["source"]
            ast.parse(text)
            assert text.startswith(f"{exercise.source}\n\n")
            chosen.setdefault(exercise.name, []).append(text.removeprefix(f"{exercise.source}\n\n"))
    for exercise_name, answers in chosen.items():
        right = [idea for idea in answers_to(name).right if idea.exercise == exercise_name]
        together = [answer_source(idea) for idea in right if not idea.alone]
        assert (answers[0], answers[-1]) == (together[0], together[-1])
        assert set(answers) <= set(together)
