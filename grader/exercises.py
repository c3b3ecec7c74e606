"""The tests of a lab: its exercises, as `public_tests` declares them."""

from __future__ import annotations

import importlib
from functools import cache

from public_tests.checks import Exercise


@cache
def exercises_of(lab_name: str) -> tuple[Exercise, ...]:
    """Return the tests of a lab, from `public_tests.<lab>`."""
    module = importlib.import_module(f"public_tests.{lab_name}")
    exercises: tuple[Exercise, ...] = module.EXERCISES
    return exercises
