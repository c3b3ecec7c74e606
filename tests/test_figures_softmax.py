"""What a student's softmax does is drawn as it is, whatever it does."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.text import Text

from autils import plot_softmax_steps, plt_softmax
from autils.figures_softmax import CHOICES, plot_softmax_choices
from autils.style import RED, description
from autils.widgets import add_sliders


def softmax(z: Any) -> Any:
    powers = np.exp(z)
    return powers / powers.sum()


def backwards(z: Any) -> Any:
    """A function with a mark of its own: the inputs in reverse order, a twentieth of each."""
    return z[::-1] / 20


def widths(ax: Any) -> list[float]:
    return [bar.get_width() for bar in ax.patches]


def total_of(ax: Any) -> Text:
    (total,) = (text for text in ax.findobj(Text) if text.get_text().startswith("sum "))
    return total


def by_column(fig: Figure) -> list[tuple[list[float], list[float]]]:
    """Return the bars of inputs and outputs, column by column."""
    count = len(fig.axes) // 2
    return [(widths(fig.axes[k]), widths(fig.axes[count + k])) for k in range(count)]


def test_the_steps_are_bars_of_inputs_powers_and_probabilities() -> None:
    z = np.array([1.0, 2.0, 3.0, 4.0])
    fig = plot_softmax_steps(z, softmax(z))
    heights = [[bar.get_height() for bar in ax.patches] for ax in fig.axes]
    np.testing.assert_allclose(heights, [z, np.exp(z), softmax(z)])
    assert description(fig) == (
        "Bars of z = 1, 2, 3, 4; of exp(z) = 2.72, 7.39, 20.09, 54.60; and, divided by their sum 84.79, of "
        "the probabilities 0.03, 0.09, 0.24, 0.64."
    )


def test_steps_need_a_probability_for_each_input() -> None:
    with pytest.raises(ValueError, match="3 inputs need as many probabilities; got 2"):
        plot_softmax_steps([1, 2, 3], [0.5, 0.5])
    with pytest.raises(ValueError, match="must add up to 1"):
        plot_softmax_steps([1, 2], [0.5, 0.6])


@pytest.mark.parametrize("function", [softmax, backwards])
def test_the_still_picture_shows_what_the_function_returns(function: Callable[[Any], Any]) -> None:
    for (inputs, outputs), z in zip(by_column(plot_softmax_choices(function)), CHOICES, strict=True):
        np.testing.assert_allclose(inputs, z)
        np.testing.assert_allclose(outputs, function(np.array(z)))


def test_one_choice_of_inputs_answers_how_much_one_more_multiplies() -> None:
    """The text asks for the ratio of a2 and a3 when z2 exceeds z3 by 1."""
    assert any(z[2] == z[3] + 1 for z in CHOICES)


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda z: None, "my_softmax returned None; it should return 4 numbers"),
        (lambda z: z[:, None], "my_softmax returned shape (4, 1); it should return 4 numbers, shape (4,)"),
        (lambda z: 0.5, "my_softmax returned shape (); it should return 4 numbers, shape (4,)"),
        (lambda z: "a lot", "my_softmax returned a str; it should return 4 numbers"),
        (
            lambda z: [0.1, np.nan, 0.2, 0.3],
            "returned 0.1, nan, 0.2, 0.3; every output should be a finite number",
        ),
        (lambda z: z / missing, "my_softmax raised NameError: name 'missing' is not defined"),  # noqa: F821
        (lambda z: z.sum(7).oops, "my_softmax raised AxisError: axis 7 is out of bounds"),
        (None, "my_softmax raised TypeError: 'NoneType' object is not callable"),
    ],
)
def test_what_is_wrong_stands_on_the_figure_in_a_sentence(function: Any, says: str) -> None:
    fig = plot_softmax_choices(function)
    assert says in description(fig)
    assert "gives" not in description(fig)
    assert description(fig).count(": for z = 1, 2, 3, 4 my_softmax ") == 1
    for ax in fig.axes[3:]:
        (words,) = ax.texts
        assert says in words.get_text().replace("\n", " ")
        assert words.get_text().endswith(".")
        assert (words.get_color(), words.get_fontweight()) == (RED, "bold")
        assert not ax.patches


def test_a_long_error_is_cut() -> None:
    def fail(z: Any) -> Any:
        raise ValueError("word " * 100 + "\nsecond line")

    words = description(plot_softmax_choices(fail))
    assert "word ..." in words
    assert "second" not in words
    assert len(words) < 500


def test_outputs_that_do_not_add_up_to_one_are_marked() -> None:
    fig = plot_softmax_choices(np.exp)
    sums = [total_of(ax) for ax in fig.axes[3:]]
    assert [total.get_text() for total in sums] == ["sum 84.79, not 1"] * 2 + ["sum 3011, not 1"]
    assert all((total.get_color(), total.get_fontweight()) == (RED, "bold") for total in sums)
    fine = total_of(plot_softmax_choices(softmax).axes[3])
    assert (fine.get_text(), fine.get_color() == RED) == ("sum 1.000", False)


def test_the_function_cannot_change_what_is_drawn_as_its_input() -> None:
    def in_place(z: Any) -> Any:
        z -= 1
        return z

    fig = Figure(figsize=(8, 4))
    sliders = add_sliders(fig, in_place)
    sliders[0].set_val(5)
    inputs, outputs = (widths(ax) for ax in fig.axes[:2])
    assert inputs == [5, 2, 3, 4]
    assert outputs == [4, 1, 2, 3]
    assert "z = 5, 2, 3, 4 gives" in description(fig)


def test_every_move_of_a_slider_asks_the_function_again() -> None:
    asked = []

    def recorded(z: Any) -> Any:
        asked.append(z.tolist())
        return backwards(z)

    fig = Figure(figsize=(8, 4))
    sliders = add_sliders(fig, recorded)
    inputs, outputs = fig.axes[:2]
    sliders[1].set_val(7.3)
    assert asked == [[1, 2, 3, 4], [1, 7.3, 3, 4]]
    np.testing.assert_allclose(widths(inputs), [1, 7.3, 3, 4])
    np.testing.assert_allclose(widths(outputs), [0.2, 0.15, 0.365, 0.05])
    assert "z = 1, 7.3, 3, 4 gives 0.200, 0.150, 0.365, 0.050" in description(fig)


def test_the_sliders_go_from_a_tenth_to_ten_in_tenths() -> None:
    sliders = add_sliders(Figure(figsize=(8, 4)), softmax)
    np.testing.assert_allclose([slider.val for slider in sliders], [1, 2, 3, 4])
    assert {(slider.valmin, slider.valmax, slider.valstep) for slider in sliders} == {(0.1, 10, 0.1)}


def test_a_function_that_fails_for_some_inputs_shows_bars_again_for_others() -> None:
    def moody(z: Any) -> Any:
        if z[0] > 5:
            raise RuntimeError("too large")
        return softmax(z)

    fig = Figure(figsize=(8, 4))
    sliders = add_sliders(fig, moody)
    sliders[0].set_val(6)
    assert [t.get_text() for t in fig.axes[1].texts] == ["my_softmax raised\nRuntimeError: too large."]
    sliders[0].set_val(4)
    assert len(widths(fig.axes[1])) == 4
    assert fig.axes[1].axison


def test_without_a_canvas_that_hears_the_mouse_the_still_picture_is_shown_once() -> None:
    shell = InteractiveShell.instance()
    try:
        with capture_output() as captured:
            fig = plt_softmax(backwards)
            shell.displayhook(fig)
    finally:
        InteractiveShell.clear_instance()
    (output,) = captured.outputs
    assert 'alt="Bars of inputs and of outputs of my_softmax' in output.data["text/html"]
    assert len(by_column(fig)) == 3
    assert not plt.get_fignums()


def test_a_canvas_that_hears_the_mouse_gets_sliders_that_live_as_long_as_the_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    monkeypatch.setattr(FigureCanvasAgg, "required_interactive_framework", "one of this test", raising=False)
    fig = plt_softmax(softmax)
    assert len(vars(fig)["sliders"]) == 4
    assert fig.number in plt.get_fignums()
