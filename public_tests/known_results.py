"""What the reference solutions give on a lab's public cases.

The results lie in `known_results/<lab>.json`, so that the tests hold no reference solution;
`python -m grader.misconceptions LAB` writes them.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from .calls import Returned
from .cases import Arguments, Shown, call_case, call_text
from .describe import Plain
from .targets import Target

FOLDER = Path(__file__).with_name("known_results")


class KnownResults:
    """The public cases of one lab and what its reference solutions give on them."""

    def __init__(self, lab: str) -> None:
        self.lab = lab
        self.cases: list[Case] = []

    def case(self, key: str, /, seed: int | None = None, **arguments: Any) -> Case:
        """Declare a case; see `case_with`."""
        return self.case_with(key, arguments, seed)

    def case_with(self, key: str, arguments: Arguments, seed: int | None = None) -> Case:
        """Declare a case, whatever its arguments are called, `seed` among them.

        Args:
            key: `<function>/<case>`, unique in the lab.
            arguments: of the call, by name and in order.
            seed: for NumPy's global random state during the call; None leaves that alone.

        Raises:
            ValueError: the author's mistake: two cases have one key.
        """
        if any(case.key == key for case in self.cases):
            raise ValueError(f"two cases of {self.lab} are called {key}; give each its own name")
        self.cases.append(Case(self, key, arguments, seed))
        return self.cases[-1]

    @cached_property
    def results(self) -> dict[str, Plain]:
        """Key of a case -> what the reference gives; read when the first is asked for."""
        text = (FOLDER / f"{self.lab}.json").read_text(encoding="utf-8")
        return {key: from_json(value) for key, value in json.loads(text).items()}


class Case:
    """How a function is called, and what is expected of the call."""

    def __init__(self, known: KnownResults, key: str, arguments: Arguments, seed: int | None) -> None:
        self.key = key
        self.arguments = arguments
        self.seed = seed
        self._known = known

    @property
    def function(self) -> str:
        """Name of the function that is called."""
        return self.key.partition("/")[0]

    def expected(self, *path: int | str) -> Plain:
        """Return what the reference gives, or a part of it, such as `expected(1, "Z1")`.

        Numbers and their lists are arrays of float; tuples are lists.
        """
        found = self._known.results[self.key]
        for step in path:
            found = found[step]
        return found

    def shown(self, code: str, *path: int | str) -> Shown:
        """Return what is expected, or a part of it, as the argument of another case, made by this code."""
        return Shown(code, lambda: self.expected(*path))

    def call(self, target: Target) -> Returned:
        """Call a target as the case says; an error that it raises says on which arguments."""
        return call_case(target, self.arguments, self.seed)

    def text(self, target: Target) -> str:
        """Say how the target is called, for a message."""
        return call_text(target, self.arguments, self.seed)


def from_json(value: Plain) -> Plain:
    """Return what a file holds with lists of numbers as arrays of float."""
    if isinstance(value, dict):
        return {key: from_json(item) for key, item in value.items()}
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):  # a list of unlike parts
        return [from_json(item) for item in value]
    return array
