"""Claims about answers: right ones earn all points in every form, wrong ones lose some and are named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from .grading import Grader
from .misconceptions import Idea, accepted_answers, answer_source, misconceptions
from .mutants import Mutant, equivalent_mutants, mutants_of
from .result import Grade
from .slicing import RunMode
from .validate_proof import Claim, Finding, LabProof, count, lost_points
from .validate_run import whole_run

VARIANTS = 3
"""Right submissions, besides the source, that are run both sliced and in full."""


def prove_source(proof: LabProof) -> Finding:
    """The source is a submission with full marks, sliced as well as in full."""
    grade = _grade(proof, proof.source_bytes, "sliced")
    problems = [*_not_full(grade, "sliced, the source"), *_not_sliced(grade)]
    problems += [f"In full, {sentence}" for sentence in whole_run(proof).scores]
    return Finding(f"{grade.score:g} of {grade.max_score:g} points, sliced and in full", tuple(problems))


def prove_variants(proof: LabProof) -> Finding:
    """Right answers of other forms, a whole notebook of them, give the same result sliced and in full."""
    problems = []
    for number, data in enumerate(_variants(proof), start=1):
        sliced, full = (_grade(proof, data, mode) for mode in ("sliced", "full"))
        problems += [*_not_full(sliced, f"sliced, variant {number}"), *_not_sliced(sliced)]
        if _comparable(sliced) != _comparable(full):
            problems.append(f"Variant {number} earns {sliced.score:g} points sliced, {full.score:g} in full.")
    return Finding(count(VARIANTS, "whole variant"), tuple(problems))


def prove_accepted(proof: LabProof) -> Finding:
    """Every right answer earns all points."""
    ideas = accepted_answers(proof.lab.name)
    problems = [f"{e.name}: no right variant is written down." for e in _without(proof, ideas)]
    for idea in ideas:
        report = proof.judge(idea.exercise, _cells_with(proof, idea))
        if isinstance(report, str):
            problems.append(f"{idea.exercise}, {idea.name}: {report}.")
        elif report.score != report.max_score:
            problems.append(f"{idea.exercise}, {idea.name} earns {lost_points(report)}")
    return Finding(count(len(ideas), "right variant"), tuple(problems))


def prove_misconceptions(proof: LabProof) -> Finding:
    """Every wrong idea loses points and is called by its name, unless its exercise knows none by name."""
    ideas = misconceptions(proof.lab.name)
    problems = [f"{e.name}: no misconception is written down." for e in _without(proof, ideas)]
    for idea in ideas:
        report = proof.judge(idea.exercise, _cells_with(proof, idea))
        if isinstance(report, str):
            problems.append(f"{idea.exercise}, {idea.name}: {report}.")
            continue
        named = report.misconception.name if report.misconception else "nothing"
        if report.score == report.max_score:
            problems.append(f"{idea.exercise}, {idea.name}: no check finds it; add one that does.")
        elif report.exercise.misconceptions and named != idea.name:
            cure = f"run python -m grader.misconceptions {proof.lab.name}"
            problems.append(f"{idea.exercise}, {idea.name}: it is taken for {named}; {cure}.")
    return Finding(count(len(ideas), "wrong idea"), tuple(problems))


def prove_mutants(proof: LabProof) -> Finding:
    """Every small change of the reference solution loses points, but those listed as no change in meaning."""
    problems = []
    total = known = 0
    for exercise in proof.lab.exercises:
        equivalent = equivalent_mutants(proof.lab.name, exercise.name)
        mutants = mutants_of(exercise.source)
        total += len(mutants)
        for mutant in mutants:
            survives = _survives(proof, exercise.name, exercise.source, mutant)
            reason = equivalent.get(mutant.change)  # the same change may be possible in several lines
            known += reason is not None
            if survives and reason is None:
                problems.append(
                    f"{exercise.name}, line {mutant.line}: `{mutant.change}` keeps all points; "
                    "add a check, or list it as equivalent with the reason."
                )
            elif reason is not None and not survives:
                problems.append(
                    f"{exercise.name}: `{mutant.change}` is listed as equivalent and loses points; unlist it."
                )
        problems += [
            f"{exercise.name}: no mutant is `{change}`, which is listed as equivalent; unlist it."
            for change in equivalent.keys() - {mutant.change for mutant in mutants}
        ]
    return Finding(f"{count(total, 'mutant')}, {known} of them equivalent", tuple(problems))


def _cells_with(proof: LabProof, idea: Idea) -> list[str]:
    """The source's code cells but the tests, with an idea behind the answer that it replaces."""
    exercise = next(e for e in proof.lab.exercises if e.name == idea.exercise)
    answer = f"{exercise.source}\n\n{answer_source(idea)}"
    return [answer if cell == exercise.source else cell for cell in proof.answer_cells]


def _survives(proof: LabProof, name: str, source: str, mutant: Mutant) -> bool:
    cells = [mutant.source if cell == source else cell for cell in proof.answer_cells]
    report = proof.judge(name, cells)
    return not isinstance(report, str) and report.score == report.max_score


def _variants(proof: LabProof) -> Iterator[bytes]:
    """Whole notebooks in which every answer is another right one that the others can go on with."""
    together = [idea for idea in accepted_answers(proof.lab.name) if not idea.alone]
    ideas = {e.name: [idea for idea in together if idea.exercise == e.name] for e in proof.lab.exercises}
    for number in range(VARIANTS):
        content = json.loads(proof.source_bytes)
        for cell in content["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if ideas.get(name):
                chosen = ideas[name][number * (len(ideas[name]) - 1) // (VARIANTS - 1)]
                cell["source"] = f"{''.join(cell['source'])}\n\n{answer_source(chosen)}"
        yield json.dumps(content).encode()


def _without(proof: LabProof, ideas: Sequence[Idea]) -> list[Any]:
    known = {idea.exercise for idea in ideas}
    return [exercise for exercise in proof.lab.exercises if exercise.name not in known]


def _grade(proof: LabProof, data: bytes, mode: RunMode) -> Grade:
    with Grader([proof.lab], proof.seed, proof.sandbox, mode) as grader:
        return grader.grade(data, f"{proof.lab.name}.ipynb", proof.lab.name)


def _not_full(grade: Grade, what: str) -> Iterator[str]:
    for exercise in grade.exercises:
        if exercise.score != exercise.max_score:
            lost = f"{exercise.score:g} of {exercise.max_score:g} points: {exercise.message}"
            yield f"{what}: {exercise.name} earns {lost}"


def _not_sliced(grade: Grade) -> Iterator[str]:
    if grade.extra_data["run"] != "sliced":
        yield "The sliced run was not enough: a statement that the answers need is not seen as needed."


def _comparable(grade: Grade) -> dict[str, Any]:
    return {key: value for key, value in grade.to_json().items() if key in ("status", "score", "exercises")}


CLAIMS = (
    Claim("full-marks", "The source earns full marks, sliced as in full", prove_source),
    Claim("variants", "Other right notebooks earn full marks, sliced as in full", prove_variants),
    Claim("accepted", "Every accepted variant earns full marks", prove_accepted),
    Claim("misconceptions", "Every misconception loses points and is named", prove_misconceptions),
    Claim("mutants", "Every mutant of the reference solution is rejected", prove_mutants),
)
