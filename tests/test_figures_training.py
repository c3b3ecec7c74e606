"""Costs, accuracies and the spread of units are drawn as they are, and their finding is said in words."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from autils import plot_costs, plot_curves, plot_sizes, plot_two_accuracies, plot_unit_spread
from autils.style import BLUE, VERMILION, description
from tests.figure_reading import assert_readable, words_of

FALLING = 0.4 + 8 * np.exp(-np.arange(800) / 60)
SIZES = [5, 10, 20]
DOTS = {
    "training": np.array([[0.991, 0.993, 0.995], [0.992, 0.993, 0.994], [0.996, 0.996, 0.996]]),
    "test": np.array([[0.994, 0.995, 0.996], [0.999, 0.999, 0.999], [0.993, 0.995, 0.994]]),
}
LAMBDAS = [0, 0.3, 1, 3, 10]
TRAINING, HELD_OUT = [1, 1, 1, 0.994, 0.922], [0.860, 0.864, 0.869, 0.868, 0.853]
COSTS = [0.94, 0.86, 0.82, 0.83, 0.95]
FIGURES: dict[str, Callable[[], Figure]] = {
    "one history": lambda: plot_costs(FALLING),
    "two histories": lambda: plot_costs([FALLING, 0.5 * FALLING], ["lambda 0", "lambda 1"], log=True),
    "six histories": lambda: plot_costs([FALLING * k for k in range(1, 7)], [f"rate {k}" for k in range(6)]),
    "unit spread": lambda: plot_unit_spread([np.zeros(90), np.linspace(1, 2, 90)], ["equal", "random"]),
    "sizes": lambda: plot_sizes(SIZES, DOTS),
    "eleven sizes": lambda: plot_sizes(range(5, 104, 9), {"test": np.linspace(0.9, 1, 33).reshape(11, 3)}),
    "accuracies": lambda: plot_two_accuracies(LAMBDAS, TRAINING, HELD_OUT, "lambda"),
    "accuracies and costs": lambda: plot_two_accuracies(LAMBDAS, TRAINING, HELD_OUT, "lambda", COSTS),
    "twelve accuracies": lambda: plot_two_accuracies(range(12), [0.99] * 12, [0.9] * 12, "width"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_leaves_the_figure(name: str) -> None:
    assert_readable(FIGURES[name]())


def curves_of(fig: Figure, panel: int = 0) -> dict[str, list[float]]:
    return {str(line.get_label()): list(line.get_ydata()) for line in fig.axes[panel].lines}


def test_costs_are_drawn_from_iteration_0_on() -> None:
    fig = plot_costs([[3, 2, 1], [4.0, 1.0]], ["rate 1", "rate 2"])
    (ax,) = fig.axes
    assert curves_of(fig) == {"rate 1": [3, 2, 1], "rate 2": [4, 1]}
    assert list(ax.lines[0].get_xdata()) == [0, 1, 2]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_ylim()[0]) == ("iteration", "cost", 0)
    assert description(fig) == "Cost over 3 iterations: rate 1 from 3 to 1; rate 2 from 4 to 1."


@pytest.mark.parametrize("history", [[2, 1, 1.5], np.array([2, 1, 1.5]), [[2, 1, 1.5]]])
def test_a_single_history_needs_no_label(history: Any) -> None:
    fig = plot_costs(history)
    assert [list(line.get_ydata()) for line in fig.axes[0].lines] == [[2, 1, 1.5]]
    assert fig.axes[0].get_legend() is None
    assert description(fig) == "Cost over 3 iterations: from 2 to 1.5, lowest 1 in iteration 1."


@pytest.mark.parametrize("labels", ["my run", ["my run"]])
def test_a_single_history_may_have_one(labels: str | list[str]) -> None:
    fig = plot_costs([2.0, 1.0], labels)
    assert [text.get_text() for text in fig.axes[0].get_legend().get_texts()] == ["my run"]
    assert description(fig) == "Cost over 2 iterations: my run from 2 to 1."


def test_the_axis_of_costs_is_logarithmic_where_wanted_and_possible() -> None:
    assert plot_costs([2, 1], log=True).axes[0].get_yscale() == "log"
    with pytest.raises(ValueError, match="cannot show a cost of 0 or less"):
        plot_costs([2, 0], log=True)
    assert list(plot_costs([2, 0]).axes[0].lines[0].get_ydata()) == [2, 0]


def test_a_long_history_has_few_markers_and_not_those_of_its_neighbour() -> None:
    long, short = plot_costs([FALLING, 2 * FALLING], ["a", "b"]), plot_costs([3, 2, 1])
    places = [
        set(range(800)[first::step]) for first, step in (line.get_markevery() for line in long.axes[0].lines)
    ]
    assert all(10 <= len(marked) <= 13 for marked in places)
    assert not places[0] & places[1]
    assert short.axes[0].lines[0].get_markevery() == (0, 1)


def test_a_legend_of_many_curves_stands_above_the_axes() -> None:
    many, few = FIGURES["six histories"](), FIGURES["two histories"]()
    for fig, is_above in ((many, True), (few, False)):
        FigureCanvasAgg(fig).draw()
        (ax,) = fig.axes
        assert (ax.get_legend().get_window_extent().y0 > ax.get_window_extent().y1) == is_above


@pytest.mark.parametrize(
    ("histories", "labels", "says"),
    [
        ([[2, 1], [3, 1]], ["a"], "Every one of 2 curves needs a label of its own; got \\['a'\\]"),
        ([[2, 1], [3, 1]], ["a", "a"], "needs a label of its own; got \\['a', 'a'\\]"),
        ([[2, 1], [3, 1]], None, "Every one of 2 curves needs a label"),
        ([2, 1], ["a", "b"], "Every one of 1 curve needs a label"),
        ([], None, "at least one iteration each"),
        ([[], [1]], ["a", "b"], "at least one iteration each"),
    ],
)
def test_histories_need_values_and_labels(histories: Any, labels: Any, says: str) -> None:
    for draw in (plot_costs, plot_unit_spread):
        with pytest.raises(ValueError, match=says):
            draw(histories, labels)


def test_a_cost_that_is_no_number_any_more_is_drawn_as_far_as_it_goes() -> None:
    fig = plot_costs([3.0, 2.0, float("inf"), float("nan")])
    assert description(fig) == "Cost over 4 iterations: from 3 to nan, lowest 2 in iteration 1."
    assert np.isfinite(fig.axes[0].get_ylim()).all()


def test_curves_over_epochs_still_start_at_1() -> None:
    fig = plot_curves({"one": [3, 1, 2]})
    assert list(fig.axes[0].lines[0].get_xdata()) == [1, 2, 3]
    assert description(fig) == "Loss over 3 epochs: one from 3 to 2, lowest 1 in epoch 2."


def test_equal_units_stay_at_zero_and_are_said_to() -> None:
    spread = np.linspace(0.5, 1.25, 40)
    fig = plot_unit_spread([np.zeros(40), spread], ["equal start", "random start"])
    (ax,) = fig.axes
    assert curves_of(fig) == {"equal start": [0] * 40, "random start": list(spread)}
    assert ax.get_yscale() == "linear"
    assert [text.get_text() for text in ax.texts] == ["stays at 0"]
    assert description(fig) == (
        "Largest difference between rows of W1 over 40 iterations. "
        "equal start: stays at zero, all units remain the same unit; "
        "random start: from 0.5 to 1.25, the units differ."
    )


def test_units_that_differ_are_not_said_to_stay_at_zero() -> None:
    for spread in ([0.0, 0.1], [0.1, float("nan")]):
        fig = plot_unit_spread(spread)
        assert "zero" not in description(fig)
        assert not fig.axes[0].texts
    assert "stays at zero" in description(plot_unit_spread([1e-17, 1e-16]))
    with pytest.raises(ValueError, match="never below 0"):
        plot_unit_spread([0.1, -0.1])


def test_accuracies_are_drawn_with_the_gap_between_them() -> None:
    fig = plot_two_accuracies(LAMBDAS, TRAINING, HELD_OUT, "lambda")
    (ax,) = fig.axes
    assert curves_of(fig) == {"training data": TRAINING, "held-out data": HELD_OUT}
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0", "0.3", "1", "3", "10"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("lambda", "accuracy")
    (gap,) = (c for c in ax.collections if c.get_label() == "gap")
    corners = {(round(x), round(y, 6)) for x, y in gap.get_paths()[0].vertices}
    assert corners == {*enumerate(TRAINING), *enumerate(HELD_OUT)}


def test_the_best_held_out_accuracy_and_the_lowest_cost_are_bold_and_said() -> None:
    fig = plot_two_accuracies(LAMBDAS, TRAINING, HELD_OUT, "lambda", COSTS)
    bold = [[t.get_text() for t in ax.texts if t.get_fontweight() == "bold"] for ax in fig.axes]
    assert bold == [["0.869"], ["0.820"]]
    assert curves_of(fig, 1) == {"cost": COSTS}
    assert [ax.get_xlabel() for ax in fig.axes] == ["", "lambda"]
    assert description(fig) == (
        "Held-out accuracy is best, 0.869, at lambda = 1, where training accuracy is 1.000. Training and "
        "held-out accuracy by lambda: 0: 1.000 and 0.860; 0.3: 1.000 and 0.864; 1: 1.000 and 0.869; "
        "3: 0.994 and 0.868; 10: 0.922 and 0.853. The held-out cost is lowest, 0.820, at lambda = 1."
    )


def test_of_many_accuracies_only_the_best_is_written() -> None:
    fig = plot_two_accuracies(range(30), np.full(30, 0.9), np.linspace(0.5, 0.8, 30), "width")
    assert [text.get_text() for text in fig.axes[0].texts] == ["0.800"]


@pytest.mark.parametrize(
    ("training", "held_out", "costs", "says"),
    [
        ([0.9], [0.8, 0.7], None, r"training needs one accuracy.* for each of 2 values; got shape \(1,\)"),
        ([0.9, 0.9], np.full((2, 3), 0.5), None, r"held_out needs one accuracy.*; got shape \(6,\)"),
        ([0.9, 90], [0.8, 0.7], None, "training must hold accuracies from 0 to 1; got 0.9 to 90"),
        ([0.9, 0.9], [0.8, float("nan")], None, "held_out must hold accuracies from 0 to 1"),
        ([0.9, 0.9], [0.8, 0.7], [1], r"costs needs one finite number for each of 2 values; got \[1\.0\]"),
        ([0.9, 0.9], [0.8, 0.7], [1, np.inf], "costs needs one finite number"),
    ],
)
def test_what_is_no_accuracy_is_refused(training: Any, held_out: Any, costs: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plot_two_accuracies([5, 10], training, held_out, "width", costs)
    with pytest.raises(ValueError, match="for each of 0 values"):
        plot_two_accuracies([], [], [], "width")


def test_every_start_is_a_dot_and_every_size_has_its_mean() -> None:
    fig = plot_sizes(SIZES, DOTS)
    (ax,) = fig.axes
    for line, (name, numbers), colour in zip(ax.lines, DOTS.items(), (BLUE, VERMILION), strict=True):
        assert (line.get_label(), line.get_color(), line.get_linestyle()) == (name, colour, "None")
        np.testing.assert_array_equal(line.get_ydata(), numbers.ravel())
        np.testing.assert_array_equal(np.round(line.get_xdata()), np.repeat([0, 1, 2], 3))
    means = [c for c in ax.collections if isinstance(c, LineCollection)]
    drawn = [[segment[0][1] for segment in collection.get_segments()] for collection in means]
    np.testing.assert_allclose(drawn, [numbers.mean(axis=1) for numbers in DOTS.values()])
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["5", "10", "20"]
    assert len({line.get_marker() for line in ax.lines}) == 2


def test_the_means_of_sizes_are_compared_with_the_spread_of_one_size() -> None:
    fig = plot_sizes(SIZES, DOTS)
    assert "Accuracy by size, 3 starts each" in words_of(fig)
    assert description(fig) == (
        "Accuracy for 3 sizes, 3 starts each. training: the means of the sizes lie between 0.9930 (size 5) "
        "and 0.9960 (size 20), the starts of one size up to 0.0040 apart; test: the means of the sizes lie "
        "between 0.9940 (size 20) and 0.9990 (size 10), the starts of one size up to 0.0020 apart."
    )
    assert "1 start each" in description(plot_sizes([5, 10], {"test": [0.9, 0.8]}))


def test_sizes_without_accuracies_are_refused() -> None:
    with pytest.raises(ValueError, match="draws 1 to 4 data sets; got 0"):
        plot_sizes([5], {})
    with pytest.raises(
        ValueError, match=r"test needs one accuracy, or one row of them, for each of 2 values"
    ):
        plot_sizes([5, 10], {"test": np.full((3, 2), 0.5)})
    with pytest.raises(ValueError, match=r"training must hold accuracies from 0 to 1; got 0\.5 to 2"):
        plot_sizes([5, 10], {"training": [0.5, 2]})


def test_the_range_and_the_ticks_of_costs_can_be_chosen() -> None:
    fig = plot_costs([[2.3, 1.0, *np.full(99, 0.5)]], ["cost"], ylim=(0, 2.5), ticks=25)
    (ax,) = fig.axes
    assert ax.get_ylim() == (0, 2.5)
    assert [int(tick) for tick in ax.get_xticks()] == [0, 25, 50, 75, 100]
    assert_readable(fig)
