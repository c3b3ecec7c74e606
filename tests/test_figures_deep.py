"""Figures of deep networks are true to their numbers, and no text in them covers another."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgba as rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from autils import (
    draw_deep_network,
    draw_forward_backward,
    plot_activations,
    plot_softmax_gradient,
)
from autils.style import GREEN, PURPLE, RED, VERMILION, description
from tests.figure_reading import assert_readable, words_of


def logistic(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def ramp(z: Any) -> Any:
    return np.maximum(z, 0)


FUNCTIONS: dict[str, Callable[[Any], Any]] = {"sigmoid": logistic, "tanh": np.tanh, "ReLU": ramp}
DERIVATIVES: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda z: logistic(z) * (1 - logistic(z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "ReLU": lambda z: (z > 0).astype(float),
}
CHANCES = np.array([0.05, 0.02, 0.1, 0.6, 0.03, 0.02, 0.03, 0.05, 0.08, 0.02])
FIGURES: dict[str, Callable[[], Figure]] = {
    "D2": draw_deep_network,
    "D2 with other names": lambda: draw_deep_network("tanh", "sigmoid"),
    "D4": lambda: plot_activations(FUNCTIONS, DERIVATIVES),
    "D4 of two": lambda: plot_activations({"tanh": np.tanh, "id": np.array}, {"id": np.cos, "tanh": np.sin}),
    "D5": draw_forward_backward,
    "D5 with two layers": lambda: draw_forward_backward(2),
    "D5 with four layers": lambda: draw_forward_backward(4),
    "D6": lambda: plot_softmax_gradient(CHANCES, 8),
    "D6 of two classes": lambda: plot_softmax_gradient([0.999, 0.001], 0),
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_is_cut(name: str) -> None:
    assert_readable(FIGURES[name]())


def test_the_general_network_has_shapes_of_columns_for_every_layer() -> None:
    fig = draw_deep_network()
    words = words_of(fig)
    for expected in (
        "$W_1$: $(n_1, n_{0})$",
        "$b_1$: $(n_1, 1)$",
        "$W_L$: $(n_L, n_{L{-}1})$",
        "$n_2$ units",
    ):
        assert expected in words
    assert (words.count("ReLU"), words.count("softmax")) == (2, 1)
    assert "layer L" in words
    assert len(fig.findobj(Circle)) == 6 + 5 + 5 + 4
    assert description(fig).startswith(
        "Network with n_0 inputs and L layers of n_1, n_2, ..., n_L units: ReLU in all but the last, softmax"
    )


def test_other_activations_are_named() -> None:
    assert "tanh in all but the last, sigmoid in layer L" in description(draw_deep_network("tanh", "sigmoid"))


@pytest.mark.parametrize("layers", [2, 3, 4])
def test_each_cache_stands_between_the_two_boxes_of_its_layer(layers: int) -> None:
    fig = draw_forward_backward(layers)
    columns: dict[float, list[tuple[float, Any]]] = {}
    for box in fig.findobj(FancyBboxPatch):
        x, y = box.get_x() + box.get_width() / 2, box.get_y()
        columns.setdefault(round(x, 6), []).append((y, box.get_edgecolor()))
    colours = [[colour for _, colour in sorted(columns[x])] for x in sorted(columns)]
    assert len(colours) == layers + 1
    assert colours[:-1] == [[rgba(GREEN), rgba(PURPLE), rgba(VERMILION)]] * layers
    words = words_of(fig)
    assert [word for word in words if word.startswith("cache")] == [f"cache {k + 1}" for k in range(layers)]
    assert words.count(f"layer {layers}") == 2
    assert {f"$dZ_{layers}$", f"$A_{layers} - Y$", "$dA_0$", "$X$"} <= set(words)
    assert f"$dA_{layers}$" not in words


def test_forward_runs_to_the_right_and_backward_to_the_left() -> None:
    steps: dict[Any, set[tuple[float, float]]] = {}
    for drawn in draw_forward_backward().findobj(FancyArrowPatch):
        (x1, y1), (x2, y2) = drawn._posA_posB
        steps.setdefault(drawn.get_edgecolor(), set()).add((np.sign(x2 - x1), np.sign(y2 - y1)))
    assert steps[rgba(GREEN)] == {(1, 0)}
    assert steps[rgba(VERMILION)] == {(-1, 0)}
    assert steps[rgba(PURPLE)] == {(0, 1)}


def test_the_chain_says_what_its_caches_are_for_and_has_a_length_that_can_be_drawn() -> None:
    words = description(draw_forward_backward())
    assert words.startswith("Each backward step reads the cache of its own layer. Forward: X goes through")
    with pytest.raises(ValueError, match="2 to 4 layers; got 5"):
        draw_forward_backward(5)


def test_activations_are_drawn_with_their_derivatives_below() -> None:
    fig = plot_activations(FUNCTIONS, DERIVATIVES)
    assert [ax.get_title() for ax in fig.axes[:3]] == ["sigmoid", "tanh", "ReLU"]
    for axes, functions in ((fig.axes[:3], FUNCTIONS), (fig.axes[3:], DERIVATIVES)):
        for ax, function in zip(axes, functions.values(), strict=True):
            curve = next(line for line in ax.lines if len(line.get_xdata()) > 2)
            z, drawn = curve.get_data()
            z, drawn = z[~np.isnan(z)], drawn[~np.isnan(drawn)]
            assert (z[0], z[-1]) == (-5, 5)
            np.testing.assert_allclose(drawn, function(z))


def test_the_largest_derivatives_are_marked_on_one_scale() -> None:
    fig = plot_activations(FUNCTIONS, DERIVATIVES)
    assert [[text.get_text() for text in ax.texts] for ax in fig.axes[3:]] == [
        ["max 0.25"],
        ["max 1"],
        ["max 1"],
    ]
    assert len({ax.get_ylim() for ax in fig.axes[3:]}) == 1
    assert description(fig) == "The derivative of sigmoid is at most 0.25, of tanh at most 1, of ReLU 0 or 1."


def test_a_jump_is_not_joined() -> None:
    relu = plot_activations(FUNCTIONS, DERIVATIVES).axes[5]
    curve = next(line for line in relu.lines if len(line.get_xdata()) > 2)
    assert np.isnan(curve.get_ydata()).sum() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda z: None, "returned None; it should return 401 numbers"),
        (lambda z: z[:3], "returned shape (3,); it should return 401 numbers, shape (401,)"),
        (lambda z: missing, "raised NameError: name 'missing' is not defined"),  # noqa: F821
        (lambda z: z * np.nan, "returned nan for -5; every output should be a finite number"),
        (None, "raised TypeError: 'NoneType' object is not callable"),
    ],
)
def test_what_is_wrong_with_a_function_stands_in_its_panel(wrong: Any, says: str) -> None:
    fig = plot_activations(FUNCTIONS | {"ReLU": wrong}, DERIVATIVES | {"tanh": wrong})
    assert description(fig) == (
        "The derivative of sigmoid is at most 0.25, of ReLU 0 or 1; "
        f"the derivative of tanh {says}; ReLU {says}."
    )
    for panel, name in ((2, "ReLU"), (4, "the derivative of tanh")):
        (text,) = fig.axes[panel].texts
        assert text.get_text().replace("\n", " ") == f"{name} {says}."
        assert (text.get_color(), text.get_fontweight()) == (RED, "bold")
        assert not fig.axes[panel].lines
    assert fig.axes[2].get_title() == "ReLU"
    assert_readable(fig)


def test_every_activation_needs_its_derivative() -> None:
    with pytest.raises(ValueError, match="got sigmoid, tanh, ReLU and derivatives of tanh"):
        plot_activations(FUNCTIONS, {"tanh": np.cos})
    with pytest.raises(ValueError, match="got none and derivatives of none"):
        plot_activations({}, {})


@pytest.mark.parametrize("chances", [CHANCES, CHANCES.reshape(10, 1)])
def test_the_softmax_gradient_is_negative_at_the_true_class_alone(chances: Any) -> None:
    fig = plot_softmax_gradient(chances, 8)
    (ax,) = fig.axes
    heights = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in ax.patches}
    np.testing.assert_allclose([heights[k] for k in range(10)], CHANCES - np.eye(10)[8])
    others, true = ax.containers
    assert (len(others), len(true)) == (9, 1)
    assert true.patches[0].get_hatch()
    assert true.patches[0].get_facecolor() == rgba(VERMILION)
    assert [text.get_text() for text in ax.texts][8] == "\N{MINUS SIGN}0.92"
    assert description(fig) == (
        "Negative only at the true class. p - y for a picture of the digit 8: 0.05 for 0, 0.02 for 1, "
        "0.10 for 2, 0.60 for 3, 0.03 for 4, 0.02 for 5, 0.03 for 6, 0.05 for 7, -0.92 for 8, 0.02 for 9."
    )


def test_a_certain_and_right_answer_has_no_gradient() -> None:
    words = description(plot_softmax_gradient([0, 1, 0], 1))
    assert words.startswith("Zero at every class. ")
    assert "-" not in words.removeprefix("Zero at every class. p - y")


def test_a_gradient_that_rounds_to_zero_has_no_sign() -> None:
    assert "0.00 for 0, 0.00 for 1" in description(plot_softmax_gradient([0.999, 0.001], 0))


def test_a_gradient_needs_probabilities_and_a_class_that_exists() -> None:
    with pytest.raises(ValueError, match="digit is 10; with 10 classes it must be from 0 to 9"):
        plot_softmax_gradient(CHANCES, 10)
    with pytest.raises(ValueError, match="must add up to 1"):
        plot_softmax_gradient(2 * CHANCES, 3)
