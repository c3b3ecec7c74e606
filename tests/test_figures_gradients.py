"""Gradients of losses and errors of a difference quotient are drawn as they are, and read in words."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autils import plot_loss_gradients, plot_step_errors
from autils.style import PALE_BLUE, PALE_PURPLE, description
from tests.figure_reading import assert_readable, words_of

Z = np.linspace(-4, 9, 131)
A = 1 / (1 + np.exp(-Z))
GRADIENTS = {"squared loss": A * A * (1 - A), "cross-entropy": A}
STEPS = 10.0 ** -np.arange(1, 13)
ERRORS = 0.1 * STEPS**2 + 1e-16 / STEPS
FIGURES: dict[str, Callable[[], Figure]] = {
    "losses": lambda: plot_loss_gradients(Z, GRADIENTS),
    "three losses": lambda: plot_loss_gradients(Z, GRADIENTS | {"hinge loss": np.where(Z > -1, 0.7, 0)}),
    "losses of confident errors": lambda: plot_loss_gradients(
        np.linspace(0, 8, 41), {"one": np.linspace(0, 1, 41)}
    ),
    "steps": lambda: plot_step_errors(STEPS, ERRORS),
    "small steps": lambda: plot_step_errors(STEPS[5:], ERRORS[5:]),
    "large steps": lambda: plot_step_errors(STEPS[:4], ERRORS[:4]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_leaves_the_figure(name: str) -> None:
    assert_readable(FIGURES[name]())


def test_the_gradients_are_those_that_were_given() -> None:
    fig = plot_loss_gradients(Z, GRADIENTS)
    curves = [line for line in fig.axes[0].lines if len(line.get_xdata()) == len(Z)]
    for curve, expected in zip(curves, GRADIENTS.values(), strict=True):
        np.testing.assert_array_equal(curve.get_xdata(), Z)
        np.testing.assert_array_equal(curve.get_ydata(), expected)
    assert len({(curve.get_linestyle(), curve.get_color()) for curve in curves}) == 2
    assert [text.get_text() for text in fig.axes[0].get_legend().get_texts()] == list(GRADIENTS)


def test_the_known_values_at_0_2_5_and_8_are_written_and_said() -> None:
    fig = plot_loss_gradients(Z, GRADIENTS)
    marks = [line for line in fig.axes[0].lines if list(line.get_xdata()) == [0, 2, 5, 8]]
    expected = [[0.125, 0.0925, 0.0066, 0.0003], [0.5, 0.8808, 0.9933, 0.9997]]
    np.testing.assert_allclose([mark.get_ydata() for mark in marks], expected, atol=6e-5)
    assert [text.get_text() for text in fig.axes[0].texts] == [
        f"{value:g}" for row in expected for value in row
    ]
    assert description(fig) == (
        "Gradients with respect to z, target 0, at z = 0, 2, 5, 8. squared loss: 0.125, 0.0925, 0.0066, "
        "0.0003; cross-entropy: 0.5, 0.8808, 0.9933, 0.9997."
    )


def test_marks_outside_the_axis_are_left_out_and_marks_between_points_lie_on_the_curve() -> None:
    fig = plot_loss_gradients([1, 4, 6], {"line": [10, 40, 60]}, target=1)
    (marks,) = (
        line for line in fig.axes[0].lines if line.get_linestyle() == "None" and line.get_marker() == "o"
    )
    assert [list(marks.get_xdata()), list(marks.get_ydata())] == [[2, 5], [20, 50]]
    assert description(fig) == "Gradients with respect to z, target 1, at z = 2, 5. line: 20, 50."


@pytest.mark.parametrize(
    ("z", "gradients", "says"),
    [
        ([0, 1], {}, "draws 1 to 3 losses; got 0"),
        ([0, 1], {name: [1, 1] for name in "abcd"}, "draws 1 to 3 losses; got 4"),
        ([0, 1], {"a": [1]}, "a needs one gradient for each of 2 values of z; got 1"),
        ([1, 0], {"a": [1, 1]}, "each larger than the one before"),
        ([1], {"a": [1]}, "at least two numbers"),
    ],
)
def test_gradients_that_do_not_fit_are_refused(z: Any, gradients: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plot_loss_gradients(z, gradients)


def test_errors_are_drawn_over_their_steps_on_logarithmic_axes() -> None:
    fig = plot_step_errors(STEPS, ERRORS)
    (ax,) = fig.axes
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    np.testing.assert_array_equal(ax.lines[0].get_xdata(), STEPS[::-1])
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), ERRORS[::-1])
    low, high = ax.get_xlim()
    assert low < STEPS.min() < STEPS.max() < high


def test_the_best_step_is_ringed_and_parts_rounding_from_truncation() -> None:
    fig = plot_step_errors(STEPS, ERRORS)
    (ax,) = fig.axes
    (ring,) = ax.collections
    np.testing.assert_allclose(ring.get_offsets(), [[1e-5, ERRORS[4]]])
    sides = {
        p.get_facecolor()[:3]: (p.get_x(), p.get_x() + p.get_width())
        for p in ax.patches
        if isinstance(p, Rectangle)
    }
    assert sides[rgb(PALE_PURPLE)][1] == pytest.approx(1e-5) == sides[rgb(PALE_BLUE)][0]
    words = words_of(fig)
    assert "best step: 1e-05" in words
    assert {"rounding error:\nstep too small", "truncation error:\nstep too large"} <= set(words)
    assert description(fig) == (
        "The error is smallest, 2e-11, at the step 1e-05; smaller steps suffer from rounding, 0.0001 at "
        "1e-12; larger steps from truncation, 0.001 at 0.1."
    )


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))


@pytest.mark.parametrize(
    ("part", "here", "missing"),
    [("small steps", "rounding", "truncation"), ("large steps", "truncation", "rounding")],
)
def test_a_side_that_has_no_step_is_not_named(part: str, here: str, missing: str) -> None:
    fig = FIGURES[part]()
    words = description(fig) + " ".join(words_of(fig))
    assert f"{here} error" in words
    assert missing not in words
    assert len(fig.axes[0].patches) == 1


def test_a_single_step_is_the_best_one() -> None:
    assert (
        description(plot_step_errors([1e-4], [1e-9])) == "The error is smallest, 1e-09, at the step 0.0001."
    )


@pytest.mark.parametrize(
    ("steps", "errors", "says"),
    [
        ([], [], "Every step needs one error; got 0 steps and 0 errors"),
        ([0.1, 0.2], [1], "got 2 steps and 1 errors"),
        ([0.1, 0], [1, 1], "must be finite and above 0"),
        ([0.1, 0.2], [1, 0], "must be finite and above 0"),
        ([0.1, 0.2], [1, np.nan], "must be finite and above 0"),
        ([0.1, np.inf], [1, 1], "must be finite and above 0"),
    ],
)
def test_steps_that_cannot_be_drawn_are_refused(steps: Any, errors: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plot_step_errors(steps, errors)
