"""Answers as plain data: exact types only, cleaned texts, models by what their layers are and do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from binary_answers import load_keras

from public_tests.calls import call_answer, perform
from public_tests.describe import Opaque, Tensor, clean_text, describe_error, describe_target, plain


class _Lying(int):
    """A number that claims to equal everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


@pytest.mark.parametrize("value", [None, True, 3, 0.5, "text", [1, (2, {"a": 3.0})]])
def test_plain_values_stay_as_they_are(value: Any) -> None:
    assert plain(value) == value
    assert type(plain(value)) is type(value)


def test_subclasses_and_objects_become_opaque() -> None:
    assert plain(_Lying(3)) == Opaque("_Lying")
    assert plain([1, _Lying(3)]) == [1, Opaque("_Lying")]
    assert plain({"a": object()}) == {"a": Opaque("object")}
    assert plain(np.array([object()])) == Opaque("array of objects")
    assert plain(np.array([1 + 2j])) == Opaque("array of complex numbers")
    assert plain(np.array(["1"])) == Opaque("array of texts")
    assert plain(np.array([_Lying(3)], dtype=object)) == Opaque("array of objects")


def test_numpy_values_become_numbers_and_bare_arrays() -> None:
    class Sub(np.ndarray):
        pass

    assert type(plain(np.float32(0.5))) is float
    array = np.ones(3)
    found = plain(array.view(Sub))
    assert type(found) is np.ndarray
    array[0] = 9
    assert found[0] == 1  # a copy


def test_numbers_in_an_array_of_objects_are_numbers() -> None:
    found = plain(np.array([[1, np.float32(0.5)], [True, 2.0]], dtype=object))
    assert found.dtype == float
    np.testing.assert_array_equal(found, [[1, 0.5], [1, 2]])


def test_nesting_without_end_is_cut() -> None:
    endless: list[Any] = []
    endless.append(endless)
    text = repr(plain(endless))
    assert text.count("[") <= 13
    assert "Opaque" in text


def test_tensors_arrive_as_arrays_with_a_mark() -> None:
    load_keras()
    import keras
    import tensorflow as tf

    for value in (tf.constant([1.0, 2.0]), tf.Variable([1.0, 2.0]), keras.Variable(np.array([1.0, 2.0]))):
        found = plain(value)
        assert isinstance(found, Tensor)
        assert found.array.tolist() == [1.0, 2.0]
    assert plain(tf.constant("text")) == Opaque("EagerTensor")


def test_a_call_tells_which_arguments_it_changed() -> None:
    def change(x: Any, y: Any, n: int) -> int:
        y += 1
        return n

    returned = call_answer(change, [np.zeros(2), np.zeros(2), 3])
    assert (returned.value, returned.changed) == (3, (1,))


def test_a_call_sets_numpys_seed_where_asked_for() -> None:
    first, second = (call_answer(lambda: float(np.random.rand()), [], seed=7).value for _ in range(2))
    assert first == second


def test_texts_lose_control_and_direction_characters_and_are_cut() -> None:
    assert clean_text("a\x1b[31mb\u202ec\nd") == "a [31mb c d"
    assert clean_text("x" * 1000, 10) == "x" * 9 + "…"


def test_an_error_is_described_in_one_line_with_the_students_line() -> None:
    code = compile("def f():\n    return 1 / 0\n", "<cell my_dense>", "exec")
    names: dict[str, Any] = {}
    exec(code, names)
    with pytest.raises(ZeroDivisionError) as caught:
        names["f"]()
    assert describe_error(caught.value) == "ZeroDivisionError: division by zero (line 2)"
    assert describe_error(ValueError()) == "ValueError"


def test_an_error_whose_text_raises_is_still_described() -> None:
    class Trap(Exception):
        def __str__(self) -> str:
            raise RuntimeError("trap")

    assert describe_error(Trap()).startswith("Trap")


def test_targets_are_described_by_kind() -> None:
    assert describe_target(len) == {"kind": "function"}
    assert describe_target(int) == {"kind": "class"}
    assert describe_target([1]) == {"kind": "value", "type": "list", "value": [1]}


def test_a_model_is_described_layer_by_layer_and_built_where_needed() -> None:
    load_keras()
    import keras

    def leaky(z: Any) -> Any:
        return keras.ops.maximum(z, 0.1 * z)

    def rectify(z: Any) -> Any:
        return keras.ops.maximum(z, 0.0)

    model = keras.Sequential([keras.layers.Dense(3, rectify), keras.layers.Dense(2, leaky)])
    assert describe_target(model, 4) == {
        "kind": "model",
        "class": "Sequential",
        "input_shape": [4],
        "layers": [
            {"class": "Dense", "units": 3, "activation": "relu", "shapes": [[4, 3], [3]]},
            {"class": "Dense", "units": 2, "activation": "leaky", "shapes": [[3, 2], [2]]},
        ],
    }
    weights = perform(model, "weights", (), None).value
    assert [[w.shape for w in layer] for layer in weights] == [[(4, 3), (3,)], [(3, 2), (2,)]]
    assert perform(model, "predict", (np.zeros((5, 4)),), None).value.shape == (5, 2)


def _forms_of_one_network() -> dict[str, Any]:
    """The network 4-3-2 in the forms in which Keras lets one write it, unbuilt where the form allows it."""
    load_keras()
    import keras
    from keras.layers import Dense

    class Own(keras.Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.first, self.second = Dense(3, "relu"), Dense(2)

        def call(self, x: Any) -> Any:
            return self.second(self.first(x))

    class OwnWithBuild(Own):
        def build(self, input_shape: Any) -> None:
            self.built = True

    class OwnAroundOthers(keras.Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.inner = keras.Sequential([Dense(3, "relu"), Dense(2)])

        def call(self, x: Any) -> Any:
            return self.inner(x)

    x = keras.Input((4,))
    hidden = Dense(3, "relu")(x)
    called = Own()
    called(np.zeros((7, 4), dtype="float32"))
    marked = Own()
    marked.built = True
    return {
        "functional": keras.Model(x, Dense(2)(hidden)),
        "sequential": keras.Sequential([keras.Input((4,)), Dense(3, "relu"), Dense(2)]),
        "sequential without input": keras.Sequential([Dense(3, "relu"), Dense(2)]),
        "with an input layer": keras.Sequential(
            [keras.layers.InputLayer(shape=(4,)), Dense(3, "relu"), Dense(2)]
        ),
        "nested": keras.Sequential([keras.Sequential([Dense(3, "relu")]), Dense(2)]),
        "own class": Own(),
        "own class, called before": called,
        "own class, marked as built": marked,
        "own class with a build that builds nothing": OwnWithBuild(),
        "own class around others": OwnAroundOthers(),
    }


def test_a_network_is_described_alike_in_every_form() -> None:
    for form, model in _forms_of_one_network().items():
        described = describe_target(model, 4)
        assert described.pop("class"), form
        last = None if form.startswith("own class") else "linear"  # a class's own `call` may apply any
        assert described == {
            "kind": "model",
            "input_shape": [4],
            "layers": [
                {"class": "Dense", "units": 3, "activation": "relu", "shapes": [[4, 3], [3]]},
                {"class": "Dense", "units": 2, "activation": last, "shapes": [[3, 2], [2]]},
            ],
        }, form
        weights = perform(model, "weights", (), None).value
        assert [[w.shape for w in layer] for layer in weights] == [[(4, 3), (3,)], [(3, 2), (2,)]], form
        assert perform(model, "predict", (np.zeros((5, 4)),), None).value.shape == (5, 2), form


def test_a_model_without_layers_or_width_is_described_as_it_is() -> None:
    load_keras()
    import keras

    assert describe_target(keras.Sequential(), 4)["layers"] == []
    unbuilt = describe_target(keras.Sequential([keras.layers.Dense(3)]))
    assert (unbuilt["input_shape"], unbuilt["layers"][0]["shapes"]) == (None, [])


def test_an_error_in_a_models_own_code_is_the_answers_error() -> None:
    load_keras()
    import keras

    class Broken(keras.Model):  # type: ignore[misc]
        def call(self, x: Any) -> Any:
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        describe_target(Broken(), 4)


def test_an_operation_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(TypeError, match="a value of type list cannot be called"):
        perform([1], "call", (), None)
    with pytest.raises(TypeError, match="is no Keras model"):
        perform(len, "weights", (), None)


def test_the_shape_of_an_input_is_told_whole_and_a_cut_off_relu_is_no_relu() -> None:
    load_keras()
    import keras

    stacked = describe_target(keras.Sequential([keras.Input((50, 4)), keras.layers.Dense(3, "relu6")]))
    assert stacked["input_shape"] == [50, 4]
    assert stacked["layers"][0]["activation"] == "relu6"
