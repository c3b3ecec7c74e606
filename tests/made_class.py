"""A made class of binary_digits for tests of pages: notebooks, and results that fit; nothing is graded."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.course import Course
from grader.misconceptions import accepted_answers, answer_source, misconceptions
from grader.store import ResultStore, checksum
from tests.foreign.base import ANSWERS, LAB, SOURCE_PATH, STUBS, as_bytes, solved_notebook

Entry = dict[str, Any]

NAMES = tuple(ANSWERS)


def check(name: str = "bias", **values: Any) -> Entry:
    """Return a check's JSON data; it passed unless values say otherwise."""
    made: Entry = {"name": name, "title": f"Title of {name}", "status": "passed", "points": 5.0}
    made |= {"max_points": 5.0, "message": None, "yours": None, "expected": None, "hint": None}
    return made | {"hidden": False} | values


def entry(name: str, status: str = "passed", score: float = 10.0, **values: Any) -> Entry:
    """Return an exercise's JSON data, with a public and a hidden check."""
    is_judged = status in ("passed", "failed")
    public = check("first", points=min(score, 5.0), status=_check_status(is_judged, score >= 5))
    hidden = check("second", points=max(score - 5, 0.0), status=_check_status(is_judged, score >= 10))
    title = f"Exercise {NAMES.index(name) + 1}: {name}" if name in NAMES else name
    made: Entry = {"name": name, "title": title, "grade_id": f"test_{name}", "status": status}
    made |= {"score": score, "max_score": 10.0, "misconception": None}
    made |= {"message": None if status == "passed" else f"What is wrong with {name}."}
    return made | {"checks": [public, hidden | {"hidden": True}]} | values


def _check_status(is_judged: bool, is_right: bool) -> str:
    return ("passed" if is_right else "failed") if is_judged else "skipped"


def result(student: str, exercises: Sequence[Entry] | None = None, **values: Any) -> Entry:
    """Return a result's JSON data; everything is right unless values say otherwise."""
    entries = [entry(name) for name in NAMES] if exercises is None else list(exercises)
    made: Entry = {"schema_version": 1, "lab": LAB.name, "student_id": student}
    made |= {"notebook": f"{student}/{LAB.name}/{LAB.name}.ipynb", "status": "graded", "reason": None}
    made |= {"score": sum(e["score"] for e in entries), "max_score": 30.0, "execution_time": 0.2}
    made |= {"exercises": entries, "tests": [], "warnings": []}
    made |= {"extra_data": {"seed": 1, "isolation": "full", "lab_version": "1.0", "run": "sliced"}}
    return made | values


def wrong(student: str, name: str = "my_dense", **values: Any) -> Entry:
    """Return a result in which one exercise failed, and these values are those of its JSON data."""
    changed = entry(name, "failed", 5.0) | values
    return result(student, [changed if n == name else entry(n) for n in NAMES])


def ungradable(student: str, reason: str = "The file is not JSON (line 1, column 1).") -> Entry:
    """Return the result of a file from which nothing could be read."""
    return result(student, [], status="ungradable", reason=reason, execution_time=0.0)


def notebook(seed: int, **answers: str) -> bytes:
    """Return a notebook with these answers; what running it left behind differs from seed to seed."""
    content = solved_notebook(ANSWERS | answers)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = seed + 1
    return as_bytes(content)


class MadeClass:
    """A course folder with binary_digits, and what a class handed in."""

    def __init__(self, root: Path) -> None:
        folder = root / "labs" / LAB.name
        folder.mkdir(parents=True)
        shutil.copy(SOURCE_PATH, folder)
        self.course = Course(root)
        self.store = ResultStore(self.course.results_dir)

    def add(self, made: Entry, data: bytes | None = None, student: str | None = None) -> Path:
        """Write a result and the notebook that it is of; return the notebook's path."""
        student = made["student_id"] if student is None else student
        path = self.course.submitted_dir / student / LAB.name / f"{LAB.name}.ipynb"
        if data is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            origin = {"submission": checksum([path]), "lab": "", "tests": ""}
            made = made | {"extra_data": made["extra_data"] | {"origin": origin}}
        target = self.store.path(LAB.name, student)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(made), encoding="utf-8")
        return path

    def fill(self, count: int, seed: int = 5) -> None:
        """Add students who answer as the source does, by a right variant, by a wrong idea, or not at all."""
        for number in range(count):
            rng = random.Random(f"{seed} {number}")
            skill = rng.betavariate(4, 1.5)
            answers, entries = {}, []
            for name in NAMES:
                answers[name], made = _answer(name, skill, rng)
                entries.append(made)
            self.add(result(f"s{number:04d}", entries), notebook(number, **answers))


def _answer(name: str, skill: float, rng: random.Random) -> tuple[str, Entry]:
    right = [idea for idea in accepted_answers(LAB.name) if idea.exercise == name][:4]
    wrong = [idea for idea in misconceptions(LAB.name) if idea.exercise == name][:2]
    if rng.random() < skill:
        is_usual = rng.random() < 0.5
        return ANSWERS[name] if is_usual else marked(name, answer_source(rng.choice(right))), entry(name)
    if rng.random() < 0.7:
        idea = rng.choice(wrong)
        said: Mapping[str, Any] = {"message": idea.says, "misconception": idea.name}
        return marked(name, answer_source(idea)), entry(name, "failed", 5.0, **said)
    return STUBS[name], entry(name, "not_attempted", 0.0)


def marked(name: str, source: str) -> str:
    """Return an answer below the markers of its cell."""
    return "\n".join([*STUBS[name].split("\n")[:2], source])
