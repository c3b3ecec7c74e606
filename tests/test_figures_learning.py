"""Charts of training and of depth mark what they are about, and no text in them covers another."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autils import mark_level, plot_accuracy_bars, plot_curves, plot_learning_curves, plot_signals
from autils.style import description
from tests.figure_reading import assert_readable

WHEN = [0, 100, 200, 300, 399]
TRAINING, HELD_OUT = [10.0, 90.0, 95.0, 99.0, 100.0], [11.0, 85.0, 86.5, 86.0, 86.0]
LOSS, HELD_OUT_LOSS = [2.4, 0.4, 0.2, 0.1, 0.05], [2.3, 0.5, 0.43, 0.45, 0.5]
SPREADS = {"small": [0.06, 0.007, 0.005], "xavier": [0.2, 0.1, 0.05], "he": [0.3, 0.28, 0.31]}
SIZES = {"small": [5e-10, 4e-8, 2e-3], "xavier": [0.04, 0.02, 0.01], "he": [1.7, 1.1, 1.2]}
ACCURACIES = {"sigmoid, xavier start": 11.7, "tanh, xavier start": 100.0, "ReLU, he start": 97.5}
FIGURES: dict[str, Callable[[], Figure]] = {
    "D8": lambda: plot_learning_curves(WHEN, TRAINING, HELD_OUT),
    "D8 with losses": lambda: plot_learning_curves(WHEN, TRAINING, HELD_OUT, LOSS, HELD_OUT_LOSS),
    "D9": lambda: plot_signals(SPREADS, SIZES),
    "bars": lambda: plot_accuracy_bars(ACCURACIES, guess=11.7),
    "bars in pairs": lambda: plot_accuracy_bars(ACCURACIES, dict.fromkeys(ACCURACIES, 90.0)),
}


def curves_of(ax: Axes) -> dict[str, tuple[list[float], list[float]]]:
    named = [line for line in ax.lines if not str(line.get_label()).startswith("_")]
    return {str(line.get_label()): (list(line.get_xdata()), list(line.get_ydata())) for line in named}


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_is_cut(name: str) -> None:
    assert_readable(FIGURES[name]())


def test_without_losses_there_is_one_panel() -> None:
    fig = plot_learning_curves(WHEN, TRAINING, HELD_OUT, unit="update")
    (ax,) = fig.axes
    assert curves_of(ax) == {"training": (WHEN, TRAINING), "held-out": (WHEN, HELD_OUT)}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("update", "accuracy in %")
    assert description(fig) == (
        "Accuracy in percent from update 0 to 399: training from 10 to 100, held-out from 11 to 86."
    )


def test_the_early_stopping_point_is_marked_where_the_held_out_loss_is_lowest() -> None:
    fig = plot_learning_curves(WHEN, TRAINING, HELD_OUT, LOSS, HELD_OUT_LOSS)
    above, below = fig.axes
    assert curves_of(below) == {"training": (WHEN, LOSS), "held-out": (WHEN, HELD_OUT_LOSS)}
    (note,) = below.texts
    assert (note.get_text(), note.xy) == ("lowest: iteration 200", (200, 0.43))
    for ax in (above, below):
        (line,) = (line for line in ax.lines if line.get_linestyle() == ":")
        assert list(line.get_xdata()) == [200, 200]
    assert description(fig) == (
        "The held-out loss is lowest at iteration 200, 0.43; at the end it is 0.5. Accuracy in percent from "
        "iteration 0 to 399: training from 10 to 100, held-out from 11 to 86. Loss: training from 2.4 to "
        "0.05, held-out from 2.3 to 0.5."
    )


@pytest.mark.parametrize(("lowest", "side"), [(0, "left"), (1, "center"), (3, "right")])
def test_the_words_at_the_lowest_loss_stay_inside_the_axes(lowest: int, side: str) -> None:
    when = [0, 200, 300, 399, 400]
    losses = [0.1 if k == lowest else 0.5 for k in range(5)]
    fig = plot_learning_curves(when, TRAINING, HELD_OUT, held_out_loss=losses)
    assert fig.axes[1].texts[0].get_ha() == side
    assert_readable(fig)


def test_a_held_out_loss_that_still_falls_is_not_marked() -> None:
    fig = plot_learning_curves(WHEN, TRAINING, HELD_OUT, held_out_loss=LOSS)
    assert description(fig).startswith("The held-out loss falls to the end, 0.05. ")
    assert not fig.axes[1].texts
    assert not [line for line in fig.axes[0].lines if line.get_linestyle() == ":"]


def test_training_losses_alone_mark_nothing() -> None:
    fig = plot_learning_curves(WHEN, TRAINING, HELD_OUT, training_loss=LOSS)
    assert list(curves_of(fig.axes[1])) == ["training"]
    assert description(fig).startswith("Accuracy in percent")


def test_the_first_values_can_be_left_out() -> None:
    fig = plot_learning_curves(WHEN, TRAINING, HELD_OUT, LOSS, HELD_OUT_LOSS, start=100)
    assert curves_of(fig.axes[0])["training"] == (WHEN[1:], TRAINING[1:])
    assert curves_of(fig.axes[1])["held-out"] == (WHEN[1:], HELD_OUT_LOSS[1:])
    assert "from iteration 100 to 399: training from 90 to 100" in description(fig)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"iterations": []}, r"must rise and reach 0; got \[\]"),
        ({"iterations": [0, 100, 100, 300, 399]}, "must rise and reach 0"),
        ({"start": 400}, "must rise and reach 400"),
        ({"held_out": [1.0]}, "The held-out accuracy needs one value for each of 5 iterations; got 1"),
        (
            {"training_loss": LOSS + LOSS},
            "The training loss needs one value for each of 5 iterations; got 10",
        ),
    ],
)
def test_values_that_do_not_fit_together_are_refused(values: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plot_learning_curves(**{"iterations": WHEN, "training": TRAINING, "held_out": HELD_OUT} | values)


def test_a_level_worth_knowing_is_drawn_across_and_named() -> None:
    plain = plot_curves({"small": [2.3, 2.3], "he": [2.4, 0.5]}, "cost")
    words = description(plain)
    fig = mark_level(plain, np.log(10), "ln 10")
    assert fig is plain
    (ax,) = fig.axes
    assert list(ax.lines[-1].get_ydata()) == [np.log(10)] * 2
    assert ax.lines[-1].get_linestyle() == "--"
    assert [text.get_text() for text in ax.texts] == ["ln 10"]
    assert description(fig) == f"{words} A dashed line marks ln 10, at 2.3."
    assert_readable(fig)


def test_a_level_needs_axes() -> None:
    with pytest.raises(ValueError, match="needs a figure with axes"):
        mark_level(Figure(), 1, "one")


def test_signals_are_drawn_layer_by_layer_on_logarithmic_axes() -> None:
    fig = plot_signals(SPREADS, SIZES)
    for ax, curves in zip(fig.axes, (SPREADS, SIZES), strict=True):
        assert curves_of(ax) == {name: ([1, 2, 3], values) for name, values in curves.items()}
        assert ax.get_yscale() == "log"
        assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 3
    assert [ax.get_ylabel() for ax in fig.axes] == ["spread of the activations", "size of dW"]
    assert description(fig) == (
        "The gradients stay most even with he. Spread of the activations from the first layer to the last: "
        "small from 0.06 to 0.005, xavier from 0.2 to 0.05, he from 0.3 to 0.31. Size of dW from the last "
        "layer back to the first: small from 0.002 to 5e-10, xavier from 0.01 to 0.04, he from 1.2 to 1.7."
    )


def test_a_signal_that_died_is_left_out_of_the_curve_and_never_the_most_even() -> None:
    fig = plot_signals({"a": [1.0, 0.0], "b": [1.0, 0.5]}, {"a": [0.0, 0.0], "b": [1.0, 9.0]})
    assert np.isnan(curves_of(fig.axes[1])["a"][1]).all()
    assert "most even with b. " in description(fig)
    assert_readable(fig)
    assert "even" not in description(plot_signals({"a": [1.0], "b": [1.0]}, {"a": [0.0], "b": [0.0]}))
    assert "even" not in description(plot_signals({"a": [1.0, 0.5]}, {"a": [1.0, 0.5]}))


@pytest.mark.parametrize(
    ("spreads", "says"),
    [
        ({}, r"same starts, at least one; got \[\]"),
        ({"he": [1.0]}, r"got \['he'\] and \['small'\]"),
        ({"small": []}, r"small needs one finite value per layer, none below 0; got \[\]"),
        ({"small": [0.1, -0.1]}, r"none below 0; got \[0.1, -0.1\]"),
        ({"small": [0.1, np.nan]}, "one finite value per layer"),
    ],
)
def test_signals_that_make_no_curve_are_refused(spreads: Mapping[str, list[float]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plot_signals(spreads, {"small": [1.0]})


def test_bars_are_as_long_as_the_accuracies_and_the_first_stands_on_top() -> None:
    fig = plot_accuracy_bars(ACCURACIES, {name: value / 2 for name, value in ACCURACIES.items()}, guess=11.7)
    (ax,) = fig.axes
    training, held_out = ([bar.get_width() for bar in group] for group in ax.containers)
    assert training == [11.7, 100, 97.5]
    assert held_out == [5.85, 50, 48.75]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == list(ACCURACIES)
    assert ax.yaxis_inverted()
    assert [text.get_text() for text in ax.texts] == ["11.7", "100.0", "97.5", "5.8", "50.0", "48.8"]
    assert {bar.get_hatch() for bar in ax.containers[0]} != {bar.get_hatch() for bar in ax.containers[1]}
    (line,) = ax.lines
    assert list(line.get_xdata()) == [11.7, 11.7]
    assert description(fig) == (
        "Accuracy in percent: sigmoid, xavier start 11.7 (training) and 5.8 (held-out); tanh, xavier start "
        "100.0 (training) and 50.0 (held-out); ReLU, he start 97.5 (training) and 48.8 (held-out). The most "
        "frequent digit as answer to all gives 11.7."
    )


def test_bars_need_every_accuracy_in_percent() -> None:
    with pytest.raises(ValueError, match=r"got training for \['a', 'b'\] and held-out for \['a'\]"):
        plot_accuracy_bars({"a": 1, "b": 2}, {"a": 1})
    with pytest.raises(ValueError, match="at least one"):
        plot_accuracy_bars({})
    with pytest.raises(ValueError, match="between 0 and 100 percent; got 101"):
        plot_accuracy_bars({"a": 101})
    with pytest.raises(ValueError, match="got nan"):
        plot_accuracy_bars({"a": 50}, {"a": np.nan})
