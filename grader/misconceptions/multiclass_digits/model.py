"""Wrong answers to `model` of multiclass_digits; the right ones stand in `model_variants`.

Each function imports Keras in its body: reading this module needs no TensorFlow.
"""

from __future__ import annotations

from typing import Any

from .. import misconception


@misconception("model", hint="Softmax is needed once: the loss has it, so the last layer is linear.")
def softmax_output() -> Any:
    """The last layer applies softmax, which the loss with `from_logits=True` applies already."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "softmax")])


@misconception("model", hint="Softmax is needed once: the loss has it, so the last layer is linear.")
def softmax_layer_at_the_end() -> Any:
    """A softmax layer stands at the end, but the loss with `from_logits=True` applies softmax already."""
    from keras import Input, Sequential
    from keras.layers import Dense, Softmax

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10), Softmax()])


@misconception("model", hint="Turning the outputs into probabilities is no task of a layer in this lab.")
def softmax_as_fourth_layer() -> Any:
    """A fourth layer of ten units with softmax follows the output layer."""
    from keras import Input, Sequential
    from keras.layers import Dense

    layers = [Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear"), Dense(10, "softmax")]
    return Sequential([Input((400,)), *layers])


@misconception("model", hint="Softmax compares the units of a layer; hidden units need no comparison.")
def softmax_everywhere() -> Any:
    """All three layers apply softmax."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "softmax"), Dense(15, "softmax"), Dense(10, "softmax")])


@misconception("model", hint="Section 2 of the lab shows the activation for hidden layers.")
def sigmoid_in_hidden_layers() -> Any:
    """The hidden layers use the sigmoid, as in the previous lab, instead of ReLU."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(10, "linear")])


@misconception("model", hint="The lab has two new activations: one for hidden layers, one for the output.")
def sigmoid_everywhere() -> Any:
    """All layers use the sigmoid, as in the previous lab."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(10, "sigmoid")])


@misconception(
    "model", hint="The ten digits are one choice out of ten, not ten separate yes-or-no questions."
)
def sigmoid_output() -> Any:
    """The last layer uses the sigmoid, which judges each digit by itself."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "sigmoid")])


@misconception("model", hint="The sums of the last layer may be negative; let them pass as they are.")
def relu_everywhere() -> Any:
    """The last layer uses ReLU as well, so that no output can be negative."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "relu")])


@misconception("model", hint="Only the last layer does without an activation.")
def no_activations() -> Any:
    """No layer has an activation, so that the whole network is one linear function."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25), Dense(15), Dense(10)])


@misconception("model", hint="Which layers of the picture have ReLU units?")
def second_activation_missing() -> Any:
    """The second hidden layer has no activation."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15), Dense(10)])


@misconception("model", hint="The activations stand in the reverse order: which layer is to be linear?")
def linear_layer_first() -> Any:
    """The first layer is linear, and the others use ReLU."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "linear"), Dense(15, "relu"), Dense(10, "relu")])


@misconception("model", hint="tanh bends on both sides; which activation is off on one side?")
def tanh_in_hidden_layers() -> Any:
    """The hidden layers use tanh instead of ReLU."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "tanh"), Dense(15, "tanh"), Dense(10, "linear")])


@misconception("model", hint="Count from 0 to 9.")
def nine_outputs() -> Any:
    """The last layer has nine units, so that one digit has none."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(9, "linear")])


@misconception("model", hint="One output could tell two digits apart. How many are there now?")
def one_output() -> Any:
    """The last layer has one unit, as for two digits."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(1, "linear")])


@misconception("model", hint="Both the activations and the number of outputs change from two digits to ten.")
def network_of_previous_lab() -> Any:
    """The network is that of the previous lab: sigmoids, and one output."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1, "sigmoid")])


@misconception("model", hint="Read the picture of the network from left to right.")
def hidden_sizes_swapped() -> Any:
    """The two hidden layers stand in the wrong order, 15 units before 25."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(15, "relu"), Dense(25, "relu"), Dense(10, "linear")])


@misconception("model", hint="Each layer has a size of its own: read the numbers below the picture.")
def hidden_sizes_equal() -> Any:
    """Both hidden layers have 25 units."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(25, "relu"), Dense(10, "linear")])


@misconception("model", hint="Data enter at the first entry of the list.")
def layers_reversed() -> Any:
    """The layers stand in the reverse order."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(10, "linear"), Dense(15, "relu"), Dense(25, "relu")])


@misconception("model", hint="How many hidden layers does the picture show?")
def second_hidden_layer_missing() -> Any:
    """The hidden layer of 15 units is missing."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(10, "linear")])


@misconception("model", hint="The output is a layer as well: one unit for each digit.")
def output_layer_missing() -> Any:
    """The output layer of ten units is missing."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu")])


@misconception("model", hint="The 400 pixels are numbers that come in, not units that compute.")
def input_as_dense_layer() -> Any:
    """The input is built as a Dense layer of 400 units."""
    from keras import Input, Sequential
    from keras.layers import Dense

    layers = [Dense(400, "relu"), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")]
    return Sequential([Input((400,)), *layers])


@misconception(
    "model", hint="The shape of the input speaks of one example; the number of examples stays open."
)
def examples_as_inputs() -> Any:
    """The input width is the number of examples, 5000, instead of the number of pixels."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((5000,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])


@misconception("model", hint="In this lab a picture arrives unrolled into one row of 400 numbers.")
def picture_as_input() -> Any:
    """The input has the shape of a picture, 20 by 20, instead of 400."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((20, 20)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])


@misconception("model", hint="`X.shape` speaks of all examples together; how many numbers has one of them?")
def all_examples_in_shape() -> Any:
    """The shape of the input is that of all of `X`, so that the number of examples counts as part of each."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((5000, 400)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])


@misconception(
    "model", hint="Softmax and the logarithm are both in the loss; the layer has nothing to apply."
)
def log_softmax_output() -> Any:
    """The last layer applies the logarithm of softmax, which the loss applies already."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "log_softmax")])


@misconception("model", hint="`tf.keras.Input` says how many numbers come in; a Dense layer would compute.")
def linear_dense_as_input() -> Any:
    """A Dense layer of 400 units without activation stands in the place of the input."""
    from keras import Sequential
    from keras.layers import Dense

    return Sequential([Dense(400), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])
