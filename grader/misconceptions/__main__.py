"""Regenerate what the tests know of misconceptions: `python -m grader.misconceptions LAB`.

This runs the ideas, which are our own code, in this very process.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from public_tests.checks import Exercise
from public_tests.known_mistakes import FOLDER
from public_tests.targets import LocalTarget, Target

from . import Idea
from .observe import write_known_mistakes


def main(arguments: Sequence[str]) -> int:
    """Write the file of each lab named; return the exit code."""
    if not arguments:
        print("Usage: python -m grader.misconceptions LAB...", file=sys.stderr)
        return 2
    for lab in arguments:
        if not (FOLDER.parent / f"{lab}.py").is_file():
            print(f"public_tests has no module {lab}; name a lab as its folder is named.", file=sys.stderr)
            return 2
        path = FOLDER / f"{lab}.json"
        path.write_text(known_mistakes_text(lab), encoding="utf-8")
        print(f"Wrote {path.relative_to(FOLDER.parent.parent)}.", file=sys.stderr)
    return 0


def known_mistakes_text(lab: str) -> str:
    """Return the text of a lab's file of known mistakes, from results observed now."""
    exercises: Sequence[Exercise] = import_module(f"public_tests.{lab}").EXERCISES
    return write_known_mistakes(lab, exercises, _local_targets)


def _local_targets(idea: Idea) -> list[Target]:
    return [LocalTarget(idea.exercise, idea.answer())]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
