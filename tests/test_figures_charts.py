"""Charts count right, and say in words what they show."""

from types import SimpleNamespace

import numpy as np
import pytest

from autils import (
    plot_confidence,
    plot_confusion_matrix,
    plot_curves,
    plot_loss_tf,
    plot_probability_histogram,
)
from autils.style import RED, description

LABELS = np.array([0, 0, 0, 1, 1]).reshape(-1, 1)
CHANCES = np.array([0.02, 0.03, 0.5, 0.49, 0.97]).reshape(-1, 1)


def test_each_class_has_a_panel_whose_bars_count_its_examples() -> None:
    fig = plot_probability_histogram(CHANCES, LABELS, bins=10)
    heights = [[bar.get_height() for bar in ax.patches] for ax in fig.axes]
    assert heights == [[2, 0, 0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0, 0, 1]]


def test_the_threshold_decides_what_counts_as_wrong() -> None:
    fig = plot_probability_histogram(CHANCES, LABELS)
    assert description(fig).endswith(
        "label 0: 1 of 3 at or above the threshold; label 1: 1 of 2 below the threshold."
    )
    assert [ax.get_title(loc="left") for ax in fig.axes] == [
        "label 0: 1 of 3 at or above the threshold",
        "label 1: 1 of 2 below the threshold",
    ]
    lower = plot_probability_histogram(CHANCES, LABELS, threshold=0.1)
    assert "label 1: 0 of 2 below the threshold" in description(lower)
    assert lower.axes[0].lines[0].get_xdata()[0] == 0.1


def test_the_loss_is_drawn_on_held_out_data_where_it_was_recorded() -> None:
    history = SimpleNamespace(history={"loss": [0.6, 0.3, 0.2], "val_loss": [0.7, 0.5, 0.6]})
    (ax,) = plot_loss_tf(history).axes
    curves = {line.get_label(): list(line.get_ydata()) for line in ax.lines}
    assert curves == {"training data": [0.6, 0.3, 0.2], "held-out data": [0.7, 0.5, 0.6]}
    assert list(ax.lines[0].get_xdata()) == [1, 2, 3]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Epoch", "loss (cost)")
    assert description(ax.figure) == (
        "Loss over 3 epochs: training data from 0.6 to 0.2; held-out data from 0.7 to 0.6, "
        "lowest 0.5 in epoch 2."
    )


@pytest.mark.parametrize(
    ("held_out", "marks"),
    [([0.7, 0.5, 0.6], ["lowest: epoch 2"]), ([0.3, 0.5, 0.6], ["lowest: epoch 1"]), ([0.7, 0.6, 0.5], [])],
)
def test_the_lowest_held_out_loss_is_marked_unless_it_is_the_last(
    held_out: list[float], marks: list[str]
) -> None:
    (ax,) = plot_loss_tf({"loss": [3, 2, 1], "val_loss": held_out}).axes
    assert [text.get_text() for text in ax.texts] == marks
    assert len(ax.collections) == len(marks)


def test_without_held_out_data_nothing_is_marked() -> None:
    (ax,) = plot_loss_tf({"loss": [1, 2, 3]}).axes
    assert len(ax.lines) == 1
    assert not ax.texts


def test_the_loss_axis_starts_at_zero_or_is_logarithmic() -> None:
    assert plot_loss_tf({"loss": [9.0, 8.0]}).axes[0].get_ylim()[0] == 0
    assert plot_loss_tf({"loss": [9.0, 8.0]}, log=True).axes[0].get_yscale() == "log"


@pytest.mark.parametrize("losses", [[1.4, 0.5, 0.1, 0.005], [1.1, 0.4, 0.15]])
def test_a_logarithmic_axis_is_labelled_with_plain_numbers_everywhere(losses: list[float]) -> None:
    (ax,) = plot_loss_tf({"loss": losses}, log=True).axes
    low, high = ax.get_ylim()
    places = [place for place in ax.yaxis.get_majorticklocs() if low <= place <= high]
    shown = ax.yaxis.get_major_formatter().format_ticks(places)
    assert {"0.2", "0.5", "1"} <= set(shown)
    assert not len(ax.yaxis.get_minorticklocs())


def test_a_marker_at_the_edge_is_not_cut() -> None:
    (ax,) = plot_loss_tf({"loss": [1.0, 0.0]}).axes
    assert not any(line.get_clip_on() for line in ax.lines)


def test_a_loss_that_is_no_number_any_more_is_not_the_lowest() -> None:
    fig = plot_loss_tf({"loss": [2, 1, 1], "val_loss": [2.0, 1.0, float("nan")]})
    assert [text.get_text() for text in fig.axes[0].texts] == ["lowest: epoch 2"]


def test_a_history_without_loss_is_refused_with_what_it_holds() -> None:
    with pytest.raises(KeyError, match="no 'loss'; it holds accuracy"):
        plot_loss_tf({"accuracy": [1.0]})


def test_curves_of_several_runs_differ_by_more_than_colour() -> None:
    fig = plot_curves({"one": [3, 2], "two": [2, 1, 0.5], "three": [1, 1]}, quantity="accuracy")
    lines = fig.axes[0].lines
    assert [line.get_label() for line in lines] == ["one", "two", "three"]
    assert len({(line.get_linestyle(), line.get_marker()) for line in lines}) == 3
    assert fig.axes[0].get_ylabel() == "accuracy"
    assert (
        description(fig) == "Accuracy over 3 epochs: one from 3 to 2; two from 2 to 0.5; three from 1 to 1."
    )


def test_a_curve_below_another_one_is_wider_so_that_both_are_seen() -> None:
    fig = plot_curves(
        {"one": [3, 2], "same": [3, 2.001], "other": [3, 1], "same again": [3, 2], "short": [3]}
    )
    widths = [line.get_linewidth() for line in fig.axes[0].lines]
    assert widths[0] > widths[1] > widths[3]
    assert widths[2] == widths[3] == widths[4]


@pytest.mark.parametrize("curves", [{}, {"one": []}])
def test_curves_without_a_value_are_refused(curves: dict[str, list[float]]) -> None:
    with pytest.raises(ValueError, match="at least one epoch each"):
        plot_curves(curves)


PROBABILITIES = np.array([[0.92, 0.08, 0], [0.26, 0.74, 0], [0.2, 0.16, 0.64], [0.05, 0, 0.95]])


def test_confidence_is_counted_apart_for_right_and_wrong_answers() -> None:
    fig = plot_confidence(PROBABILITIES, [[0], [1], [2], [1]], bins=10)
    heights = [[bar.get_height() for bar in ax.patches] for ax in fig.axes]
    assert heights == [[0, 0, 0, 0, 0, 0, 1, 1, 0, 1], [0] * 9 + [1]]
    assert description(fig) == (
        "Two histograms of the largest predicted probability; 3 right answers, median 0.74; "
        "1 wrong answer, median 0.95."
    )


def test_confidence_without_errors_says_so() -> None:
    fig = plot_confidence(PROBABILITIES, [0, 1, 2, 2])
    assert "; 0 wrong answers." in description(fig)
    assert fig.axes[1].title.get_color() != RED


def test_logits_are_no_probabilities() -> None:
    with pytest.raises(ValueError, match="apply softmax to logits first"):
        plot_confidence([[3.0, -1.0]], [0])
    with pytest.raises(ValueError, match=r"shape \(m, classes\); got \(2,\)"):
        plot_confidence([0.3, 0.7], [0, 1])


def test_the_confusion_matrix_counts_labels_in_rows_and_predictions_in_columns() -> None:
    fig = plot_confusion_matrix([0, 0, 0, 1, 1], [[0], [1], [1], [1], [1]])
    cells = {(text.get_position()[1], text.get_position()[0]): text for text in fig.axes[0].texts}
    assert {place: text.get_text() for place, text in cells.items()} == {
        (0, 0): "1",
        (0, 1): "2",
        (1, 0): "0",
        (1, 1): "2",
    }
    assert (cells[0, 1].get_color(), cells[0, 1].get_fontweight()) == (RED, "bold")
    assert (cells[1, 1].get_color() == RED, cells[1, 1].get_fontweight()) == (False, "normal")
    assert description(fig) == "Confusion matrix, 3 of 5 right; 0 taken for 1 twice."


def test_many_classes_are_summed_up_by_the_most_frequent_errors() -> None:
    labels = np.repeat(np.arange(10), 10)
    answers = labels.copy()
    answers[:10] = [0, 0, 1, 2, 3, 4, 5, 6, 7, 7]
    words = description(plot_confusion_matrix(labels, answers))
    assert words.startswith(
        "Confusion matrix, 92 of 100 right; the most frequent errors: 0 taken for 7 twice, "
    )
    assert words.count("taken") == 6


def test_no_errors_are_said_too() -> None:
    assert description(plot_confusion_matrix([0, 1], [0, 1])) == "Confusion matrix, 2 of 2 right; no errors."


def test_classes_fix_the_order_and_must_cover_all_labels() -> None:
    fig = plot_confusion_matrix([0, 1], [0, 1], classes=[1, 0])
    assert [tick.get_text() for tick in fig.axes[0].get_xticklabels()] == ["1", "0"]
    with pytest.raises(ValueError, match="Label 2 predicted as 1: one of them is not among the classes"):
        plot_confusion_matrix([0, 2], [0, 1], classes=[0, 1])
