"""The dense layers of a model are found by what they have, without Keras."""

from types import SimpleNamespace
from typing import Any

from autils import dense_layers


def layer(**parts: Any) -> SimpleNamespace:
    return SimpleNamespace(**parts)


def test_dense_layers_come_in_order_without_what_stands_between_them() -> None:
    first, second = layer(units=25), layer(units=10)
    model = layer(layers=[layer(name="input"), first, layer(activation="relu"), second])
    found = dense_layers(model)
    assert [each is known for each, known in zip(found, (first, second), strict=True)] == [True, True]


def test_a_model_that_stands_as_a_layer_counts_by_its_own_layers() -> None:
    inner = layer(layers=[layer(units=3), layer(units=2)])
    model = layer(layers=[layer(units=4), inner, layer(units=1)])
    assert [each.units for each in dense_layers(model)] == [4, 3, 2, 1]


def test_what_is_no_model_has_no_dense_layers() -> None:
    assert dense_layers(None) == dense_layers(layer(layers=[])) == []
