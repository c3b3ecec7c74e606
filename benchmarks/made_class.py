"""A class of any size, made from the right and wrong ideas that the project knows."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.notebooks import ROOT
from grader.course import Course
from grader.lab import GradedCell, Lab, load_lab
from grader.misconceptions import Idea, accepted_answers, answer_source, misconceptions
from grader.release import release_lab

SHARES = {"source": 0.45, "right": 0.35, "wrong": 0.15, "untouched": 0.05}
"""How often an exercise is answered as in the source, in another right way, wrong, or not at all."""


def make_class(folder: Path, count: int, seed: int = 0) -> Course:
    """Make a course of all labs and let many students hand one in each, lab after lab in turns.

    Args:
        folder: an empty folder.
        count: how many submissions.
        seed: of what they answer.
    """
    shutil.copytree(ROOT / "labs", folder / "labs")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    course = Course(folder)
    labs = [load_lab(course.source(name)) for name in course.lab_names()]
    for lab in labs:
        release_lab(course, lab.name)
    releases = {lab.name: (course.release_dir / lab.name / f"{lab.name}.ipynb").read_text() for lab in labs}
    ideas = {lab.name: _ideas(lab) for lab in labs}
    draw = random.Random(seed)
    for number in range(count):
        lab = labs[number % len(labs)]
        path = course.submitted_dir / f"s{number:06d}" / lab.name / f"{lab.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(_answered(json.loads(releases[lab.name]), lab, ideas[lab.name], draw))
    return course


def _ideas(lab: Lab) -> dict[tuple[str, str], list[Idea]]:
    """By kind and exercise; a right answer that other code cannot go on with is left out."""
    right = [idea for idea in accepted_answers(lab.name) if not idea.alone]
    kinds = {"right": right, "wrong": misconceptions(lab.name)}
    return {
        (kind, exercise.name): [idea for idea in ideas if idea.exercise == exercise.name]
        for kind, ideas in kinds.items()
        for exercise in lab.exercises
    }


def _answered(
    content: dict[str, Any], lab: Lab, ideas: Mapping[tuple[str, str], list[Idea]], draw: random.Random
) -> str:
    exercises = {exercise.name: exercise for exercise in lab.exercises}
    for cell in content["cells"]:
        exercise = exercises.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        if exercise is not None:
            (kind,) = draw.choices(list(SHARES), list(SHARES.values()))
            cell["source"] = _answer(exercise, kind, ideas, draw)
    return json.dumps(content)


def _answer(
    exercise: GradedCell, kind: str, ideas: Mapping[tuple[str, str], list[Idea]], draw: random.Random
) -> str:
    if kind == "untouched":
        return exercise.stub
    choice = ideas.get((kind, exercise.name))
    # The solution stands before an idea, which need not bind all names of its exercise.
    return f"{exercise.source}\n\n{answer_source(draw.choice(choice))}" if choice else exercise.source
