"""Right answers to `model` of binary_digits, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

from .. import accepted


@accepted("model")
def activation_by_name() -> Any:
    """Input, and activations by name."""
    from keras import Input, Sequential
    from keras.layers import Dense

    return Sequential(
        [
            Input(shape=(400,)),
            Dense(25, activation="sigmoid"),
            Dense(15, activation="sigmoid"),
            Dense(1, activation="sigmoid"),
        ],
        name="my_model",
    )


@accepted("model")
def activation_by_keras_function() -> Any:
    """Keras's function instead of its name."""
    from keras import Input, Sequential, activations
    from keras.layers import Dense

    s = activations.sigmoid
    return Sequential([Input((400,)), Dense(25, s), Dense(15, s), Dense(1, s)])


@accepted("model")
def activation_by_tensorflow_function() -> Any:
    """TensorFlow's function."""
    import tensorflow as tf

    s = tf.nn.sigmoid
    dense = tf.keras.layers.Dense
    return tf.keras.Sequential([tf.keras.Input((400,)), dense(25, s), dense(15, s), dense(1, s)])


@accepted("model")
def activation_by_formula() -> Any:
    """A sigmoid written out."""
    from keras import Input, Sequential, ops
    from keras.layers import Dense

    def s(z: Any) -> Any:
        return 1 / (1 + ops.exp(-z))

    return Sequential([Input((400,)), Dense(25, s), Dense(15, s), Dense(1, s)])


@accepted("model")
def without_input() -> Any:
    """No input stated: the width comes from the data."""
    from keras import Sequential
    from keras.layers import Dense

    return Sequential([Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1, "sigmoid")])


@accepted("model")
def with_input_layer() -> Any:
    """An InputLayer, and layers added one by one."""
    from keras import Sequential
    from keras.layers import Dense, InputLayer

    model = Sequential()
    model.add(InputLayer(shape=(400,)))
    for units in (25, 15, 1):
        model.add(Dense(units, activation="sigmoid"))
    return model


@accepted("model")
def with_input_shape() -> Any:
    """The width as an argument of the first layer, as in older versions of Keras."""
    import warnings

    from keras import Sequential
    from keras.layers import Dense

    with warnings.catch_warnings():  # Keras 3 advises against the argument
        warnings.simplefilter("ignore")
        first = Dense(25, activation="sigmoid", input_shape=(400,))
    return Sequential([first, Dense(15, "sigmoid"), Dense(1, "sigmoid")])


@accepted("model")
def functional_model() -> Any:
    """The functional interface."""
    from keras import Input, Model
    from keras.layers import Dense

    x = Input((400,))
    a1 = Dense(25, "sigmoid")(x)
    a2 = Dense(15, "sigmoid")(a1)
    return Model(x, Dense(1, "sigmoid")(a2))


@accepted("model")
def compiled_model() -> Any:
    """A model that is compiled already."""
    from keras import Input, Sequential
    from keras.layers import Dense

    model = Sequential([Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1, "sigmoid")])
    model.compile(loss="binary_crossentropy", optimizer="adam")
    return model
