"""Regenerate what the tests know of right and wrong answers: `python -m grader.misconceptions LAB`.

This runs the ideas, which are our own code, in this very process.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from public_tests import known_results
from public_tests.checks import Exercise
from public_tests.known_mistakes import FOLDER
from public_tests.known_results import KnownResults
from public_tests.targets import LocalTarget, Target

from . import Idea, reference_answers
from .observe import write_known_mistakes
from .results import write_known_results


def main(arguments: Sequence[str]) -> int:
    """Write the file of each lab named; return the exit code."""
    if not arguments:
        print("Usage: python -m grader.misconceptions LAB...", file=sys.stderr)
        return 2
    for lab in arguments:
        if not any((FOLDER.parent / file).is_file() for file in (f"{lab}.py", f"{lab}/__init__.py")):
            print(f"public_tests has no module {lab}; name a lab as its folder is named.", file=sys.stderr)
            return 2
        if known := _public_cases(lab):
            _write(known_results.FOLDER / f"{lab}.json", write_known_results(known))
        _write(FOLDER / f"{lab}.json", known_mistakes_text(lab))
    return 0


def known_mistakes_text(lab: str) -> str:
    """Return the text of a lab's file of known mistakes, from results observed now."""
    exercises: Sequence[Exercise] = import_module(f"public_tests.{lab}").EXERCISES
    return write_known_mistakes(lab, exercises, partial(local_targets, lab))


def local_targets(lab: str, exercise: Exercise, idea: Idea) -> list[Target]:
    """Return targets in this process that answer as an idea does, and else as the reference does."""
    answers = idea.answers()
    if not answers.keys() >= set(exercise.targets):
        answers = reference_answers(lab, exercise.name, exercise.targets) | answers
    return [LocalTarget(target, answers[target]) for target in exercise.targets]


def _public_cases(lab: str) -> KnownResults | None:
    known: KnownResults | None = getattr(import_module(f"public_tests.{lab}"), "KNOWN", None)
    return known


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"Wrote {path.relative_to(FOLDER.parent.parent)}.", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
