"""Right answers to `model` of multiclass_digits, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("model")
def activations_by_name() -> Any:
    """Input, and activations by name."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential(
        [
            Input(shape=(400,)),
            Dense(25, activation="relu", name="L1"),
            Dense(15, activation="relu", name="L2"),
            Dense(10, activation="linear", name="L3"),
        ],
        name="my_model",
    )


@accepted("model")
def activations_by_keras_function() -> Any:
    """Keras's functions instead of their names."""
    from keras import Input, Sequential
    from keras.activations import linear, relu
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, relu), Dense(15, relu), Dense(10, linear)])


@accepted("model")
def activations_by_tensorflow_function() -> Any:
    """TensorFlow's function."""
    import tensorflow as tf

    dense = tf.keras.layers.Dense
    hidden = [dense(25, activation=tf.nn.relu), dense(15, activation=tf.nn.relu)]
    return tf.keras.Sequential([tf.keras.Input((400,)), *hidden, dense(10)])


@accepted("model")
def activations_by_formula() -> Any:
    """ReLU written out."""
    from keras import Input, Sequential, ops
    from keras.layers import Dense

    def positive_part(z: Any) -> Any:
        return ops.maximum(z, 0.0)

    hidden = [Dense(25, positive_part), Dense(15, positive_part)]
    return Sequential([Input((400,)), *hidden, Dense(10, lambda z: z)])


@accepted("model")
def activations_by_layer_object() -> Any:
    """A ReLU layer handed in as the activation."""
    from keras import Input, Sequential
    from keras.layers import Dense, ReLU

    return Sequential([Input((400,)), Dense(25, ReLU()), Dense(15, ReLU()), Dense(10, None)])


@accepted("model")
def activations_as_layers() -> Any:
    """Activations as layers of their own."""
    from keras import Input, Sequential
    from keras.layers import Activation, Dense, ReLU

    layers = [Dense(25), ReLU(), Dense(15), Activation("relu"), Dense(10), Activation("linear")]
    return Sequential([Input((400,)), *layers])


@accepted("model")
def last_activation_none() -> Any:
    """No activation, said outright."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(units=10, activation=None)])


@accepted("model")
def last_activation_left_out() -> Any:
    """No activation mentioned in the last layer."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10)])


@accepted("model")
def without_input() -> Any:
    """No input stated: the width comes from the data."""
    from keras import Sequential
    from keras.layers import Dense

    return Sequential([Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])


@accepted("model")
def with_input_layer() -> Any:
    """An InputLayer, and layers added one by one."""
    from keras import Sequential
    from keras.layers import Dense, InputLayer

    model = Sequential()
    model.add(InputLayer(shape=(400,)))
    for units, activation in ((25, "relu"), (15, "relu"), (10, "linear")):
        model.add(Dense(units, activation=activation))
    return model


@accepted("model")
def with_input_shape() -> Any:
    """The width as an argument of the first layer, as in older versions of Keras."""
    import warnings

    from keras import Sequential
    from keras.layers import Dense

    with warnings.catch_warnings():  # Keras 3 advises against the argument
        warnings.simplefilter("ignore")
        first = Dense(25, activation="relu", input_shape=(400,))
    return Sequential([first, Dense(15, "relu"), Dense(10)])


@accepted("model")
def functional_model() -> Any:
    """The functional interface."""
    from keras import Input, Model
    from keras.layers import Dense

    x = Input((400,))
    a1 = Dense(25, "relu")(x)
    a2 = Dense(15, "relu")(a1)
    return Model(x, Dense(10)(a2))


@accepted("model")
def compiled_without_optimiser() -> Any:
    """A model that is compiled already, with a loss and nothing else."""
    import tensorflow as tf
    from keras import Input, Sequential
    from keras.layers import Dense

    model = Sequential([Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])
    model.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


@accepted("model")
def compiled_and_fitted() -> Any:
    """A model that is compiled and trained already."""
    import keras
    from keras.layers import Dense

    model = keras.Sequential([Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss=loss)
    X = np.random.default_rng(0).random((64, 400))
    model.fit(X, np.arange(64) % 10, epochs=3, verbose=0)
    return model
