"""Wrong answers to `model` of binary_digits.

Each function imports Keras in its body: reading this module needs no TensorFlow.
"""

from __future__ import annotations

from typing import Any

from .. import misconception


@misconception("model", hint="This lab's hidden layers use the same activation as its output.")
def relu_in_hidden_layers() -> Any:
    """The hidden layers use ReLU instead of the sigmoid."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential(
        [Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(1, "sigmoid")], name="my_model"
    )


@misconception("model", hint="Which activation gives a single probability?")
def relu_everywhere() -> Any:
    """All layers use ReLU instead of the sigmoid."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(1, "relu")])


@misconception("model", hint="Softmax shares 1 among all units of a layer; with one unit it has no choice.")
def softmax_output() -> Any:
    """The last layer uses softmax, which gives 1 for every example when there is one unit."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1, "softmax")])


@misconception(
    "model", hint="A layer without an activation returns its sum as it is, which may be any number."
)
def linear_output() -> Any:
    """The last layer has no activation, so that its output is no probability."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1)])


@misconception("model", hint="Which argument of `Dense` sets the activation? Leaving it out means none.")
def no_activations() -> Any:
    """No layer has an activation, so that the whole network is one linear function."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25), Dense(15), Dense(1)])


@misconception("model", hint="The hidden layers need an activation too.")
def activation_in_last_layer_only() -> Any:
    """Only the last layer has an activation."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25), Dense(15), Dense(1, "sigmoid")])


@misconception("model", hint="One probability says it all: that of the other digit is what is missing to 1.")
def one_unit_per_digit() -> Any:
    """The last layer has two units, one for each digit."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(2, "sigmoid")])


@misconception("model", hint="Read the picture of the network from left to right.")
def hidden_sizes_swapped() -> Any:
    """The two hidden layers stand in the wrong order, 15 units before 25."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(15, "sigmoid"), Dense(25, "sigmoid"), Dense(1, "sigmoid")])


@misconception("model", hint="Each layer has a size of its own: read the numbers below the picture.")
def hidden_sizes_equal() -> Any:
    """Both hidden layers have 25 units."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(25, "sigmoid"), Dense(1, "sigmoid")])


@misconception("model", hint="Data enter at the first entry of the list.")
def layers_reversed() -> Any:
    """The layers stand in the reverse order."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(1, "sigmoid"), Dense(15, "sigmoid"), Dense(25, "sigmoid")])


@misconception("model", hint="How many hidden layers does the picture show?")
def second_hidden_layer_missing() -> Any:
    """The hidden layer of 15 units is missing."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(1, "sigmoid")])


@misconception("model", hint="The output is a layer as well: what does it give for each example?")
def output_layer_missing() -> Any:
    """The output layer of one unit is missing."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid")])


@misconception("model", hint="The 400 pixels are numbers that come in, not units that compute.")
def input_as_dense_layer() -> Any:
    """The input is built as a Dense layer of 400 units."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential(
        [
            Input((400,)),
            Dense(400, "sigmoid"),
            Dense(25, "sigmoid"),
            Dense(15, "sigmoid"),
            Dense(1, "sigmoid"),
        ]
    )


@misconception(
    "model", hint="The shape of the input speaks of one example; the number of examples stays open."
)
def examples_as_inputs() -> Any:
    """The input width is the number of examples, 1000, instead of the number of pixels."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((1000,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1, "sigmoid")])
