"""What a student's sigmoid and its derivative do is drawn as it is, whatever they do."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from autils import plot_sigmoid
from autils.style import RED, VERMILION, description
from tests.figure_reading import assert_readable, words_of

RANGE, SLOPE = "leaves the range from 0 to 1", "not the slope of the curve above"


def right(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def right_slope(x: Any) -> Any:
    return right(x) * (1 - right(x))


def reds_of(fig: Figure) -> list[str]:
    return [ax.get_title(loc="right") for ax in fig.axes if ax.get_title(loc="right")]


def test_both_curves_are_what_the_functions_return() -> None:
    fig = plot_sigmoid(right, right_slope)
    for ax, function, name in zip(fig.axes, (right, right_slope), ("sigmoid", "of sigmoid"), strict=True):
        (curve,) = (line for line in ax.lines if line.get_label() == name)
        x = curve.get_xdata()
        assert (x[0], x[-1], len(x)) == (-6, 6, 241)
        np.testing.assert_array_equal(curve.get_ydata(), function(x))
    assert reds_of(fig) == []
    assert description(fig) == (
        "Sigmoid goes from 0.002 at -6 over 0.500 at 0 to 0.998 at 6; the dotted step function jumps from 0 "
        "to 1 at 0. The derivative is largest, 0.25, at 0 and vanishes far away."
    )
    assert_readable(fig)


def test_the_step_function_and_its_derivative_are_dotted() -> None:
    above, below = plot_sigmoid(right, right_slope).axes
    (step,) = (line for line in above.lines if line.get_linestyle() == ":")
    assert [list(step.get_xdata()), list(step.get_ydata())] == [[-6, 0, 0, 6], [0, 0, 1, 1]]
    (flat,) = (line for line in below.lines if line.get_linestyle() == ":")
    assert list(flat.get_ydata()) == [0, 0]


def test_the_tangents_have_the_slopes_that_the_derivative_gives() -> None:
    above, below = plot_sigmoid(right, right_slope).axes
    tangents = [line for line in above.lines if line.get_color() == VERMILION]
    (dots,) = (line for line in below.lines if line.get_color() == VERMILION)
    slopes = [np.ptp(line.get_ydata()) / np.ptp(line.get_xdata()) for line in tangents]
    np.testing.assert_allclose(slopes, dots.get_ydata())
    np.testing.assert_allclose(slopes, right_slope(np.array([0, 3, 5])))
    for line, x in zip(tangents, dots.get_xdata(), strict=True):
        assert np.mean(line.get_ydata()) == pytest.approx(right(x))
    assert [text.get_text() for text in below.texts] == ["0.250", "0.045", "0.007"]


@pytest.mark.parametrize(
    ("function", "derivative", "warned", "said"),
    [
        (np.tanh, lambda x: 1 - np.tanh(x) ** 2, [RANGE], "The curve leaves the range from 0 to 1."),
        (right, lambda x: x * (1 - x) / 100, [SLOPE], "It is not the slope of the curve above."),
        (right, right, [SLOPE], "The derivative is largest, 0.998, at 6 and is 0.998 far away."),
        (lambda x: right(10 * x), lambda x: 10 * right_slope(10 * x), [], "derivative is largest, 2.5, at 0"),
        (lambda x: 0 * x, lambda x: 0 * x, [], "0.000 at 6; the dotted step function jumps from 0 to 1 at 0. "
         "The derivative is 0 everywhere."),
    ],
)  # fmt: skip
def test_wrong_curves_are_drawn_and_what_can_be_seen_is_said(
    function: Any, derivative: Any, warned: list[str], said: str
) -> None:
    fig = plot_sigmoid(function, derivative)
    assert reds_of(fig) == warned
    assert said in description(fig)
    x = np.linspace(-6, 6, 241)
    np.testing.assert_array_equal(fig.axes[0].lines[1].get_ydata(), function(x))


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda x: None, "{name} returned None; it should return 241 numbers"),
        (lambda x: 0.5, "{name} returned shape (); it should return 241 numbers, shape (241,)"),
        (lambda x: x[:, None], "{name} returned shape (241, 1); it should return 241 numbers, shape (241,)"),
        (lambda x: "a lot", "{name} returned a str; it should return 241 numbers"),
        (lambda x: np.where(x > 1, np.inf, x), "{name} returned inf for 1.05; every output should be "
         "a finite number"),
        (lambda x: x / missing, "{name} raised NameError: name 'missing' is not defined"),  # noqa: F821
        (None, "{name} raised TypeError: 'NoneType' object is not callable"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_in_place_of_the_curve(function: Any, says: str) -> None:
    for place, name in enumerate(("sigmoid", "sigmoid_derivative")):
        functions = [right, right_slope]
        functions[place] = function
        fig = plot_sigmoid(*functions)
        sentence = says.format(name=name) + "."
        assert sentence in description(fig)
        wrong, other = fig.axes[place], fig.axes[1 - place]
        (words,) = wrong.texts
        assert words.get_text().replace("\n", " ") == sentence
        assert (words.get_color(), words.get_fontweight()) == (RED, "bold")
        assert not wrong.lines
        assert not wrong.axison
        assert other.axison
        assert "x" in words_of(fig)
        assert reds_of(fig) == []
        assert_readable(fig)


def test_functions_that_both_fail_leave_two_sentences() -> None:
    fig = plot_sigmoid(lambda x: None, lambda x: None)
    assert description(fig) == (
        "sigmoid returned None; it should return 241 numbers. "
        "sigmoid_derivative returned None; it should return 241 numbers."
    )


def test_a_function_cannot_change_where_it_is_drawn() -> None:
    def in_place(x: Any) -> Any:
        x *= 0
        return x

    fig = plot_sigmoid(in_place, in_place)
    assert fig.axes[0].lines[1].get_xdata()[0] == -6
