"""Tests of the lab two_layer_mlp: a network with one hidden layer, written by hand.

`test_sigmoid(sigmoid)` and so on are what the notebook calls.  Each exercise has 7 public points; what an
unfinished answer passes too earns none.  Exercises are judged on their own as far as can be: what a function
is given (parameters, caches, gradients) comes from the tests, never from another answer, and steps that build
on an answer's own numbers are judged by these.
"""

from __future__ import annotations

from .forward import test_forward_propagation as test_forward_propagation
from .known import KNOWN as KNOWN

EXERCISES = (test_forward_propagation,)
