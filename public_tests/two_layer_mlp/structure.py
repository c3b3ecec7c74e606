"""Exercises 1 to 3 of two_layer_mlp: the sizes of the network, its start, the sigmoid."""

from __future__ import annotations

from ..checks import Exercise
from ..known_mistakes import KnownMistakes
from .known import LAB

test_sigmoid = Exercise("sigmoid", "Exercise 3: sigmoid", misconceptions=KnownMistakes(LAB, "sigmoid"))
