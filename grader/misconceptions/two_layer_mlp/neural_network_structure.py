"""Wrong answers to `neural_network_structure` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception(
    "neural_network_structure", hint="Examples are columns here: what do the rows of `Y` stand for?"
)
def counts_examples_as_outputs(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The columns of `Y` are counted as outputs, but they are the examples."""
    return X.shape[0], n_h, Y.shape[1]


@misconception(
    "neural_network_structure", hint="Which of the two numbers of `X.shape` belongs to one example?"
)
def counts_examples_as_inputs(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The columns of `X` are counted as inputs, but they are the examples."""
    return X.shape[1], n_h, Y.shape[0]


@misconception("neural_network_structure", hint="Examples are columns here; the size of one is a row count.")
def takes_rows_as_examples(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """Rows are taken for examples, so that both sizes are the number of examples."""
    return X.shape[1], n_h, Y.shape[1]


@misconception("neural_network_structure", hint="How many outputs there are is written in the shape of `Y`.")
def always_one_output(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The number of outputs is always 1, whatever `Y` holds."""
    return X.shape[0], n_h, 1


@misconception("neural_network_structure", hint="`X` holds the inputs; which array holds the outputs?")
def reads_outputs_from_inputs(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The number of outputs is read from `X` instead of `Y`."""
    return X.shape[0], n_h, X.shape[0]


@misconception(
    "neural_network_structure", hint="`Y.size` counts all entries; which of them belong to one example?"
)
def counts_all_entries(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """All entries of `Y` are counted, those of all examples together."""
    return X.shape[0], n_h, Y.size


@misconception("neural_network_structure", hint="Two labels, 0 and 1, can be told by one output.")
def counts_different_labels(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The different labels in `Y` are counted instead of its rows."""
    return X.shape[0], n_h, len(np.unique(Y))


@misconception("neural_network_structure", hint="The order is that of the text: input, hidden layer, output.")
def hidden_layer_last(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The sizes come back in another order, with the hidden layer last."""
    return X.shape[0], Y.shape[0], n_h


@misconception(
    "neural_network_structure", hint="The order is that of the text: from the input to the output."
)
def output_first(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The sizes come back from the output to the input."""
    return Y.shape[0], n_h, X.shape[0]


@misconception(
    "neural_network_structure", hint="The caller says how many hidden units there are; 5 is for who does not."
)
def always_five_hidden_units(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """The hidden layer has 5 units, whatever the caller asks for."""
    n_h = 5
    return X.shape[0], n_h, Y.shape[0]


@misconception(
    "neural_network_structure", hint="Look at the head of the function: what is `n_h` if nobody says?"
)
def other_default(X: Any, Y: Any, n_h: Any = 4) -> Any:
    """Without `n_h` the hidden layer has 4 units instead of 5."""
    return X.shape[0], n_h, Y.shape[0]


@misconception(
    "neural_network_structure",
    hint="`n_h=5` in the head of the function gives it a value for calls without it.",
)
def no_default(X: Any, Y: Any, n_h: Any) -> Any:
    """`n_h` has lost its default, so that it has to be given in each call."""
    return X.shape[0], n_h, Y.shape[0]
