"""The author's proof that a lab, its tests and its release are right."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from . import validate_answers, validate_run, validate_text
from .course import Course, CourseError
from .grading import Grader
from .lab import Lab, LabError
from .proof import verify_release
from .release import release_lab
from .run import SandboxError
from .sandbox import Sandbox
from .validate_proof import Claim, Finding, LabProof, Outcome

SEED = 0


def validate_lab(
    course: Course,
    lab: Lab,
    sandbox: Sandbox,
    seed: int = SEED,
    claims: Sequence[Claim] | None = None,
    on_start: Callable[[str], object] = lambda title: None,
) -> list[Outcome]:
    """Prove what a lab promises, claim by claim.

    Args:
        course: where the lab's source lies; nothing in it is changed.
        lab: the lab as read from it.
        sandbox: a warm worker.
        seed: of the hidden checks.
        claims: what to prove; every claim when None.
        on_start: called with the title of each claim before it is looked at.

    Returns:
        What came of each claim, in order.  A claim that could not be looked at counts as broken.
    """
    proof = LabProof(course, lab, sandbox, seed)
    outcomes = []
    try:
        for claim in CLAIMS if claims is None else claims:
            on_start(claim.title)
            began = time.perf_counter()
            try:
                finding = claim.prove(proof)
            except (CourseError, LabError, SandboxError) as error:
                finding = Finding("", (f"It cannot be told: {error}",))
            outcomes.append(Outcome(claim, finding, time.perf_counter() - began))
    finally:
        proof.close()
    return outcomes


def prove_release(proof: LabProof) -> Finding:
    """The release compiles and runs, and untouched it earns 0 and is told what is missing.

    It is built in a folder of its own with a gradebook of its own.
    """
    name = proof.lab.name
    with tempfile.TemporaryDirectory(prefix="digit-labs-") as folder:
        course = _copy_of(proof.course, name, Path(folder))
        try:
            made = release_lab(course, name, verify=verify_release(proof.lab, proof.sandbox))
        except LabError as error:
            return Finding("", (str(error),))
        grader = Grader([proof.lab], proof.seed, proof.sandbox)
        grade = grader.grade(made.notebook_path.read_bytes(), made.notebook_path.name, name)
        grader.close()
        size = made.zip_path.stat().st_size / 1e6
    problems = [
        f"Untouched, {exercise.name} is {exercise.status} with {exercise.score:g} points; "
        "it should be not_attempted with 0."
        for exercise in grade.exercises
        if exercise.score or exercise.status != "not_attempted" or not exercise.message
    ]
    return Finding(f"0 of {grade.max_score:g} points untouched; the zip has {size:.1f} MB", tuple(problems))


def _copy_of(course: Course, lab_name: str, folder: Path) -> Course:
    """A course that holds one lab of another course, so that the gradebook of that one stays as it is."""
    source = course.source(lab_name)
    copied = folder / "labs" / lab_name
    copied.mkdir(parents=True)
    for path in source.parent.iterdir():
        if path.is_file():
            (copied / path.name).write_bytes(path.read_bytes())
    return Course(folder)


CLAIMS = (
    *validate_text.CLAIMS,
    *validate_run.CLAIMS,
    *validate_answers.CLAIMS,
    Claim("release", "The release runs, scores 0 and says what is missing", prove_release),
)
