"""Tests of the lab two_layer_mlp: a network with one hidden layer, written by hand.

`test_sigmoid(sigmoid)` and so on are what the notebook calls.  Each exercise has 7 public points; what an
unfinished answer passes too earns none.  Exercises are judged on their own as far as can be: what a function
is given (parameters, caches, gradients) comes from the tests, never from another answer, and steps that build
on an answer's own numbers are judged by these.
"""

from __future__ import annotations

from .backward import test_back_propagation as test_back_propagation
from .cost import test_compute_cost as test_compute_cost
from .descent import test_gradient_descent as test_gradient_descent
from .digits import test_predict_digits as test_predict_digits
from .forward import test_forward_propagation as test_forward_propagation
from .known import KNOWN as KNOWN
from .numerical import test_numerical_gradient as test_numerical_gradient
from .prediction import test_predict as test_predict
from .regularized_cost import test_compute_cost_regularized as test_compute_cost_regularized
from .regularized_gradients import (
    test_back_propagation_regularized as test_back_propagation_regularized,
)
from .sigmoid import test_sigmoid as test_sigmoid
from .sizes import test_network_sizes as test_network_sizes
from .start import test_initialize_parameters as test_initialize_parameters
from .structure import test_neural_network_structure as test_neural_network_structure
from .training import test_train_loop as test_train_loop
from .uniform import (
    test_initialize_parameters_uniform as test_initialize_parameters_uniform,
)
from .update import test_update_parameters as test_update_parameters

EXERCISES = (
    test_neural_network_structure,
    test_initialize_parameters,
    test_sigmoid,
    test_forward_propagation,
    test_compute_cost,
    test_back_propagation,
    test_update_parameters,
    test_train_loop,
    test_predict,
    test_network_sizes,
    test_initialize_parameters_uniform,
    test_compute_cost_regularized,
    test_back_propagation_regularized,
    test_numerical_gradient,
    test_gradient_descent,
    test_predict_digits,
)
