"""Charts count right, and say in words what they show."""

from types import SimpleNamespace

import numpy as np
import pytest

from autils import plot_confusion, plot_learning_curves, plot_probability_histogram
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


def test_learning_curves_show_held_out_data_where_it_was_recorded() -> None:
    history = SimpleNamespace(history={"loss": [0.6, 0.3, 0.2], "val_loss": [0.7, 0.5, 0.6]})
    fig = plot_learning_curves(history)
    curves = {line.get_label(): list(line.get_ydata()) for line in fig.axes[0].lines}
    assert curves == {"training data": [0.6, 0.3, 0.2], "held-out data": [0.7, 0.5, 0.6]}
    assert list(fig.axes[0].lines[0].get_xdata()) == [1, 2, 3]
    assert "on training data from 0.6 to 0.2; on held-out data from 0.7 to 0.6" in description(fig)


def test_learning_curves_take_the_dictionary_and_another_quantity() -> None:
    fig = plot_learning_curves({"accuracy": [0.5, 0.9]}, metric="accuracy")
    assert [line.get_label() for line in fig.axes[0].lines] == ["training data"]
    assert fig.axes[0].get_ylabel() == "accuracy"


def test_an_unknown_quantity_is_named_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match="no 'accuracy'; it holds loss"):
        plot_learning_curves({"loss": [1.0]}, metric="accuracy")


def test_the_confusion_matrix_counts_labels_in_rows_and_predictions_in_columns() -> None:
    fig = plot_confusion([0, 0, 0, 1, 1], [[0], [1], [1], [1], [1]])
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
    words = description(plot_confusion(labels, answers))
    assert words.startswith(
        "Confusion matrix, 92 of 100 right; the most frequent errors: 0 taken for 7 twice, "
    )
    assert words.count("taken") == 6


def test_no_errors_are_said_too() -> None:
    assert description(plot_confusion([0, 1], [0, 1])) == "Confusion matrix, 2 of 2 right; no errors."


def test_classes_fix_the_order_and_must_cover_all_labels() -> None:
    fig = plot_confusion([0, 1], [0, 1], classes=[1, 0])
    assert [tick.get_text() for tick in fig.axes[0].get_xticklabels()] == ["1", "0"]
    with pytest.raises(ValueError, match="Label 2 predicted as 1: one of them is not among the classes"):
        plot_confusion([0, 2], [0, 1], classes=[0, 1])
