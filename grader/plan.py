"""What of a class is to be graded, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from .course import Course
from .handed_in import HandedIn, find_submissions
from .store import Origin, Result, ResultStore, brief, checksum, lab_origin

Choice = Literal["needed", "missing", "changed", "all"]
"""Which submissions to grade: those without a valid result, without any, with an outdated one, or all."""


@dataclass(frozen=True)
class Task:
    """One submission to be graded.

    Attributes:
        handed_in: whose, and where it lies.
        origin: what the result will be made from.
        reason: why it is graded, a few words.
        before: the earlier result in brief, if there is one.
    """

    handed_in: HandedIn
    origin: Origin
    reason: str
    before: Result | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be done.

    Attributes:
        tasks: to be graded, lab by lab, sorted by student.
        done: results that hold as they are, in brief.
        seed: of the earlier results of these labs, if they agree on one.
    """

    tasks: tuple[Task, ...]
    done: tuple[Result, ...]
    seed: int | None


def make_plan(
    course: Course, labs: Iterable[str], submitted: Path, store: ResultStore, choice: Choice, seed: int | None
) -> Plan:
    """Compare what was handed in with the results that there are.

    Args:
        course: the course.
        labs: names of the labs to grade.
        submitted: the folder of all submissions.
        store: the results.
        choice: which submissions to grade.
        seed: of the hidden checks, if it is given: results with another are outdated.
    """
    tasks: list[Task] = []
    done: list[Result] = []
    seeds: set[int] = set()
    for lab in labs:
        common = lab_origin(course, lab)
        for handed_in in find_submissions(submitted, lab):
            before = store.read(lab, handed_in.student_id)
            origin = replace(common, submission=checksum([handed_in.path]))
            reason = _reason(before, origin, seed)
            if before is not None:
                seeds.add(before["extra_data"]["seed"])
            if _is_chosen(choice, before, reason):
                tasks.append(Task(handed_in, origin, reason or "asked for", before and brief(before)))
            elif before is not None:
                done.append(brief(before))
    return Plan(tuple(tasks), tuple(done), seeds.pop() if len(seeds) == 1 else None)


def _is_chosen(choice: Choice, before: Result | None, reason: str | None) -> bool:
    if choice == "all":
        return True
    if choice == "missing":
        return before is None
    if choice == "changed":
        return before is not None and reason is not None
    return reason is not None


def _reason(before: Result | None, origin: Origin, seed: int | None) -> str | None:
    """Say why a submission has no valid result; None if it has one."""
    if before is None:
        return "not graded yet"
    changes: Sequence[str] = origin.changes_since(before["extra_data"].get("origin", {}))
    if changes:
        return f"{' and '.join(changes)} changed"
    if before["status"] == "partly_graded":
        return "could not be judged in full before"
    if seed is not None and before["extra_data"]["seed"] != seed:
        return "another seed is asked for"
    return None
