"""Known wrong ideas and right answers of each lab's exercises, written as code.

A lab's module or package here holds plain functions.  `@misconception("my_dense", hint=...)` marks a wrong
answer, whose docstring is the sentence that a student reads; `@accepted("my_dense")` marks a right answer of
another form.  Both prove the tests: the wrong ones must lose points, the right ones none.

Where an exercise has several targets, an idea names those that it answers, `targets=("relu_derivative",)`;
the others are the reference's.  A mistake made in two of them is a function without parameters that returns
both, in the order of `targets`.  A function may call earlier exercises by their names, imported from the
lab's `reference` module: in a submission, these are the student's.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import FunctionType
from typing import Any, TypeVar

Answer = TypeVar("Answer", bound=Callable[..., Any])


@dataclass(frozen=True)
class Idea:
    """One way to answer an exercise.

    Attributes:
        name: the function's name, unique in its exercise.
        exercise: the exercise that it answers.
        targets: the names that it binds: the exercise's own, unless it has several targets.
        function: the answer itself; where answers are values, a function without parameters that makes them,
            as a tuple if there are several.
        says: one sentence: what the code does.
        hint: one nudge for a wrong idea; empty for a right one.
        alone: True for a right answer that other code cannot go on with, such as lists in place of arrays.
    """

    name: str
    exercise: str
    targets: tuple[str, ...]
    function: Callable[..., Any]
    says: str
    hint: str = ""
    alone: bool = False

    @property
    def makes_value(self) -> bool:
        """True if the answer is what the function returns, not the function."""
        return not inspect.signature(self.function).parameters

    def answers(self, given: Mapping[str, object] | None = None) -> dict[str, object]:
        """Return what it binds: each of its targets with a function, or with a value that it makes.

        Args:
            given: names -> what a function that makes a value finds under them in place of what its module
                has, such as the data of an exercise.
        """
        if not self.makes_value:
            return dict.fromkeys(self.targets, self.function)
        names = {**self.function.__globals__, **(given or {})}
        made = FunctionType(self.function.__code__, names, closure=self.function.__closure__)()
        return dict(zip(self.targets, made if len(self.targets) > 1 else (made,), strict=True))


def misconception(exercise: str, *, hint: str, targets: Sequence[str] = ()) -> Callable[[Answer], Answer]:
    """Mark a function as a wrong answer to an exercise; its docstring says what the code does."""
    return _recorder(_WRONG, exercise, targets, hint)


def accepted(
    exercise: str, *, targets: Sequence[str] = (), alone: bool = False
) -> Callable[[Answer], Answer]:
    """Mark a function as a right answer to an exercise, in a form of its own.

    Args:
        exercise: its name.
        targets: the names that the answer binds, where the exercise has several.
        alone: True if the later exercises cannot go on with what it returns.
    """
    return _recorder(_RIGHT, exercise, targets, "", alone)


def misconceptions(lab: str) -> tuple[Idea, ...]:
    """Return the wrong ideas of a lab in the order of its module; empty if it has none."""
    return _ideas(_WRONG, lab)


def accepted_answers(lab: str) -> tuple[Idea, ...]:
    """Return the right variants of a lab in the order of its module; empty if it has none."""
    return _ideas(_RIGHT, lab)


def reference_answers(lab: str, exercise: str, targets: Sequence[str]) -> dict[str, object]:
    """Return right answers for all targets of an exercise: of each, the first that is written down."""
    found: dict[str, object] = {}
    for idea in accepted_answers(lab):
        if idea.exercise == exercise and not found.keys() >= set(idea.targets):
            found = {**idea.answers(), **found}
        if found.keys() >= set(targets):
            break
    return {target: found[target] for target in targets}


def answer_source(idea: Idea) -> str:
    """Return source of an idea that binds its targets, whatever else a notebook holds.

    Annotations, docstring and decorator are left out, so that nothing but the answer itself is run.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(idea.function)))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = []
    function.body = function.body[1:]
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
    value = f"{idea.name}()" if idea.makes_value else idea.name
    return f"import numpy as np\n\n{ast.unparse(tree)}\n\n{', '.join(idea.targets)} = {value}\n"


_WRONG: dict[str, list[Idea]] = {}
_RIGHT: dict[str, list[Idea]] = {}


def _recorder(
    ideas: dict[str, list[Idea]], exercise: str, targets: Sequence[str], hint: str, alone: bool = False
) -> Callable[[Answer], Answer]:
    names = tuple(targets) or (exercise,)

    def record(function: Answer) -> Answer:
        if not function.__doc__:
            raise ValueError(f"{function.__name__} has no docstring; it says what the code does")
        says = " ".join(function.__doc__.split())
        lab = function.__module__.removeprefix(f"{__name__}.").partition(".")[0]
        idea = Idea(function.__name__, exercise, names, function, says, hint, alone)
        ideas.setdefault(lab, []).append(idea)
        return function

    return record


def _ideas(ideas: dict[str, list[Idea]], lab: str) -> tuple[Idea, ...]:
    try:
        import_module(f"{__name__}.{lab}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{lab}":
            raise
    return tuple(ideas.get(lab, ()))
