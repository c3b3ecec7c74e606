"""Grade a class: many submissions, side by side where that is wanted, each written as soon as it is done."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .class_grader import Message
from .handed_in import known_as
from .lab import Lab
from .plan import Plan, Task
from .pool import TaskLost
from .result import ExerciseGrade, Grade
from .store import Result, ResultStore


class Workers(Protocol):
    """What grades tasks: the processes of this machine, or of a cluster."""

    def run(self, tasks: Iterable[Message]) -> Iterator[tuple[Message, Message | TaskLost]]:
        """Grade tasks, and yield each with its result as it is done."""
        ...


@dataclass(frozen=True)
class Done:
    """One submission that has just been graded, and its result."""

    task: Task
    result: Result


def grade_class(
    plan: Plan,
    workers: Workers,
    labs: Mapping[str, Lab],
    seed: int,
    store: ResultStore | None = None,
    autograded: Path | None = None,
    audit: float = 0.0,
) -> Iterator[Done]:
    """Grade what is planned; yield each submission when its result is written.

    Args:
        plan: what to grade.
        workers: which grade.
        labs: by name.
        seed: of the hidden checks.
        store: where results are written; None to write none.
        autograded: the folder for notebooks with cards; None to write none.
        audit: share of the submissions, drawn by the seed, of which every cell is run as well.

    Raises:
        OSError: a result cannot be written; those before it are.
        SandboxError: nothing can be graded here.
    """
    by_number = dict(enumerate(plan.tasks))
    draw = random.Random(seed)
    messages = (
        _message(number, task, autograded, is_audited=draw.random() < audit)
        for number, task in by_number.items()
    )
    for message, answer in workers.run(messages):
        task = by_number[message["number"]]
        if isinstance(answer, TaskLost):
            answer = lost_grade(labs[task.handed_in.lab], task, str(answer), seed).to_json()
        result = _finished(answer, task)
        if store is not None:
            store.write(result)
        if message["autograded"] and result["status"] == "ungradable":
            Path(message["autograded"]).unlink(missing_ok=True)  # it is of an earlier submission
        yield Done(task, result)


def lost_grade(lab: Lab, task: Task, what: str, seed: int) -> Grade:
    """Return the result of a submission that could not be graded through no fault of its own."""
    message = "Not judged, through no fault of the answer: grade it again."
    exercises = tuple(
        ExerciseGrade(e.name, e.name, e.grade_id, "errored", e.points, message, None, ())
        for e in lab.exercises
    )
    return Grade(
        lab=lab.name,
        student_id=task.handed_in.student_id,
        notebook=_name(task),
        status="partly_graded",
        reason=f"Nothing could be judged: {what}.",
        max_score=lab.max_score,
        execution_time=0.0,
        exercises=exercises,
        extra_data={"seed": seed, "isolation": "none", "lab_version": lab.version, "run": "sliced"},
    )


def _message(number: int, task: Task, autograded: Path | None, *, is_audited: bool) -> Message:
    handed_in = task.handed_in
    student = known_as(handed_in.student_id)  # formgrader looks there for what the gradebook names
    place = autograded and autograded / student / handed_in.lab / f"{handed_in.lab}.ipynb"
    return {
        "number": number,
        "lab": handed_in.lab,
        "student": handed_in.student_id,
        "path": str(handed_in.path),
        "notebook": _name(task),
        "note": handed_in.note,
        "autograded": str(place) if place else None,
        "audit": is_audited,
    }


def _name(task: Task) -> str:
    """The notebook's name in the result: the same wherever the course folder lies."""
    handed_in = task.handed_in
    return f"{handed_in.student_id}/{handed_in.lab}/{handed_in.path.name}"


def _finished(answer: Message, task: Task) -> Result:
    """Add to a result what it was made from."""
    return {**answer, "extra_data": {**answer["extra_data"], "origin": vars(task.origin)}}
