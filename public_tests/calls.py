"""Questions to an answer: call it, describe it, or ask a model for its weights and outputs.

The same functions run in the student's notebook and in the worker.
"""

from __future__ import annotations

import contextlib
import copy
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .describe import (
    Plain,
    clean_text,
    describe_target,
    is_keras_model,
    model_outputs,
    model_weights,
    plain,
    type_name,
)

MAX_PRINTED = 2000
"""Characters kept of what one call prints."""


@dataclass(frozen=True)
class Returned:
    """What one call gave.

    Attributes:
        value: what it returned, as plain data.
        changed: positions of the arguments that it changed, also deep inside a dictionary or a list.
        printed: the beginning of what it printed.
        warned: the first warning that it caused, in one line; empty if there was none.
        drew: True if it left NumPy's global random state another than it found it.
    """

    value: Plain
    changed: tuple[int, ...] = ()
    printed: str = ""
    warned: str = ""
    drew: bool = False


def perform(answer: Any, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
    """Carry out one operation on an answer: "call", "describe", "weights" or "predict".

    Raises:
        TypeError: the operation does not fit what the answer is; anything else that the answer raises.
    """
    if operation == "describe":
        return Returned(describe_target(answer, *arguments))
    if operation == "call":
        if not callable(answer):
            raise TypeError(f"a value of type {type_name(answer)} cannot be called")
        return call_answer(answer, arguments, seed)
    if not is_keras_model(answer):
        raise TypeError(f"a value of type {type_name(answer)} is no Keras model")
    return Returned(model_weights(answer) if operation == "weights" else model_outputs(answer, *arguments))


def call_answer(
    function: Callable[..., object], arguments: Sequence[Any], seed: int | None = None
) -> Returned:
    """Call a student's function on `arguments` and tell what came of it.

    NumPy's global random state is afterwards as it was before: a test leaves no trace in a notebook.

    Args:
        function: the answer.
        arguments: fresh copies; what they hold afterwards is compared with what they held before.
        seed: seed for NumPy's global random state during the call; None takes it as it is.
    """
    before = copy.deepcopy(list(arguments))
    printed = _Head()
    with _random_state(seed) as has_drawn, _first_warning() as warned, contextlib.redirect_stdout(printed):
        value = plain(function(*arguments))
        drew = has_drawn()
    changed = tuple(
        i for i, (old, new) in enumerate(zip(before, arguments, strict=True)) if not _is_same(old, new)
    )
    return Returned(value, changed, printed.getvalue(), warned[0] if warned else "", drew)


def _is_same(old: Any, new: Any) -> bool:
    """Tell whether an argument still holds what it held; `old` is our own copy of it."""
    if isinstance(old, np.ndarray):
        return old.shape == np.shape(new) and np.array_equal(old, new, equal_nan=True)
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(_is_same(old[key], new[key]) for key in old)
    if isinstance(old, list | tuple):
        return len(old) == len(new) and all(map(_is_same, old, new))
    return True


@contextlib.contextmanager
def _random_state(seed: int | None) -> Iterator[Callable[[], bool]]:
    """Seed NumPy's global random state and put it back at the end; yields whether it has moved since."""
    found = np.random.get_state()
    try:
        if seed is not None:
            np.random.seed(seed)
        start = _fingerprint()
        yield lambda: _fingerprint() != start
    finally:
        np.random.set_state(found)


def _fingerprint() -> tuple[Any, ...]:
    name, key, *rest = np.random.get_state()
    return (name, np.asarray(key).tobytes(), *rest)


@contextlib.contextmanager
def _first_warning() -> Iterator[list[str]]:
    """Keep the first warning as a line of text, and every warning off the page."""
    kept: list[str] = []

    def keep(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        if not kept:
            kept.append(clean_text(f"{category.__name__}: {message}", 200))

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = keep
        yield kept


class _Head(io.StringIO):
    """A text stream that keeps the beginning of what is written to it."""

    def write(self, text: str, /) -> int:
        room = MAX_PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)
