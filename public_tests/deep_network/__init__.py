"""Tests of the lab deep_network: a network with any number of layers, written by hand.

`test_softmax(softmax)` and so on are what the notebook calls.  Each exercise has 7 public points; what an
unfinished answer passes too earns none.  In an exercise of several functions each has points of its own, and
what a function is given (parameters, caches, gradients) comes from the tests, never from another answer.
"""

from __future__ import annotations

from .activations import test_activations as test_activations
from .costs import test_costs as test_costs
from .known import KNOWN as KNOWN
from .layer_backward import test_layer_backward as test_layer_backward
from .layer_forward import test_layer_forward as test_layer_forward
from .model_backward import test_model_backward as test_model_backward
from .model_forward import test_model_forward as test_model_forward
from .one_hot import test_one_hot as test_one_hot
from .softmax import test_softmax as test_softmax
from .start_values import test_initialize_parameters as test_initialize_parameters
from .training import test_training as test_training

EXERCISES = (
    test_one_hot,
    test_activations,
    test_softmax,
    test_costs,
    test_initialize_parameters,
    test_layer_forward,
    test_model_forward,
    test_layer_backward,
    test_model_backward,
    test_training,
)
