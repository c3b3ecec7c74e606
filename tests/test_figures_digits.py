"""Grids of digits and weights show what they say."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from autils import plot_confident_errors, plot_digit_grid, plot_errors, plot_least_certain, plot_weights
from autils.style import RED, description

SIDE = 4
M = 40


@pytest.fixture
def X() -> np.ndarray[Any, Any]:
    """Images that tell their row: image i has the value i in its upper right pixel, and nothing else."""
    X = np.zeros((M, SIDE * SIDE))
    X[:, (SIDE - 1) * SIDE] = np.arange(M)  # column by column: the first pixel of the last column
    return X


@pytest.fixture
def y() -> np.ndarray[Any, Any]:
    return (np.arange(M) >= M // 2).astype(int).reshape(M, 1)


def rows_shown(fig: Figure) -> list[int]:
    """Return the rows of X that a figure shows, in order."""
    return [int(ax.images[0].get_array()[0, -1]) for ax in fig.axes if ax.images]


def titles(fig: Figure) -> list[str]:
    return [ax.get_title() for ax in fig.axes]


def test_the_same_seed_picks_the_same_digits_and_another_seed_others(X: Any, y: Any) -> None:
    first, again, other = (
        rows_shown(plot_digit_grid(X, y, rows=3, cols=5, seed=seed, side=SIDE)) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_no_digit_is_shown_twice(X: Any, y: Any) -> None:
    shown = rows_shown(plot_digit_grid(X, y, rows=5, cols=8, seed=0, side=SIDE))
    assert sorted(shown) == list(range(M))


def test_every_digit_has_its_own_label(X: Any, y: Any) -> None:
    fig = plot_digit_grid(X, y, rows=3, cols=5, seed=0, side=SIDE)
    assert titles(fig) == [str(y[i, 0]) for i in rows_shown(fig)]


def test_fewer_digits_than_places_are_all_shown(X: Any, y: Any) -> None:
    fig = plot_digit_grid(X[:3], y[:3], rows=2, cols=2, seed=0, side=SIDE)
    assert sorted(rows_shown(fig)) == [0, 1, 2]
    assert description(fig).startswith("3 handwritten digits")


def test_a_wrong_prediction_is_red_and_bold_and_a_right_one_neither(X: Any, y: Any) -> None:
    predictions = y.copy()
    predictions[[3, 30]] ^= 1
    fig = plot_digit_grid(X, y, predictions, rows=5, cols=8, seed=0, side=SIDE)
    for ax, i in zip(fig.axes, rows_shown(fig), strict=True):
        assert ax.get_title() == f"{y[i, 0]}, {predictions[i, 0]}"
        looks = (ax.title.get_color() == RED, ax.title.get_fontweight() == "bold")
        assert looks == ((True, True) if i in (3, 30) else (False, False))
    assert description(fig).endswith("each with its label and its prediction; 2 of the 40 predicted wrongly.")


def test_several_predictions_stand_after_the_label_and_one_wrong_one_is_enough(X: Any, y: Any) -> None:
    second = y.reshape(-1).copy()
    second[7] ^= 1
    fig = plot_digit_grid(X, y, [y, second], rows=5, cols=8, seed=0, side=SIDE)
    ax = fig.axes[rows_shown(fig).index(7)]
    assert ax.get_title() == "0, 0, 1"
    assert ax.title.get_color() == RED
    assert description(fig).endswith("2 predictions; 1 of the 40 predicted wrongly.")


def test_a_plain_list_of_labels_is_one_prediction(X: Any, y: Any) -> None:
    fig = plot_digit_grid(X, y, y.reshape(-1).tolist(), rows=1, cols=2, seed=0, side=SIDE)
    assert all(title in ("0, 0", "1, 1") for title in titles(fig))


def test_rows_are_drawn_upright_in_either_order() -> None:
    image = np.arange(6.0).reshape(1, 2, 3)[:, :, :2]
    for order in ("C", "F"):
        row = image[0].reshape(1, -1, order=order)
        fig = plot_digit_grid(row, [0], rows=1, cols=1, side=2, order=order)
        np.testing.assert_array_equal(fig.axes[0].images[0].get_array(), image[0])
    np.testing.assert_array_equal(
        plot_digit_grid(image, [0], rows=1, cols=1).axes[0].images[0].get_array(), image[0]
    )


def test_labels_can_stand_below_or_be_left_out(X: Any, y: Any) -> None:
    below = plot_digit_grid(X, y, rows=1, cols=2, seed=0, side=SIDE, label_position="below")
    assert [ax.texts[0].get_text() for ax in below.axes] == [str(y[i, 0]) for i in rows_shown(below)]
    bare = plot_digit_grid(X, y, rows=1, cols=2, seed=0, side=SIDE, label_position="none")
    assert titles(bare) == ["", ""]
    assert not any(ax.texts for ax in bare.axes)
    assert description(bare) == "2 handwritten digits in 1 row of 2."


@pytest.mark.parametrize(
    ("X", "y", "predictions", "says"),
    [
        (np.zeros((5, 9)), np.zeros(5), None, r"4 by 4 pixels need rows of 16 numbers; got .* \(5, 9\)"),
        (np.zeros((16, 5)), np.zeros(5), None, "try the transpose"),
        (
            np.zeros((5, 16)),
            np.zeros(4),
            None,
            r"y must hold one value for each of the 5 images; got shape \(4,\)",
        ),
        (np.zeros((5, 16)), np.zeros(5), np.zeros(3), "predictions must hold one value for each"),
        (np.zeros((5, 16)), np.zeros(5), [np.zeros(5), np.zeros(3)], r"predictions\[1\] must hold"),
    ],
)
def test_what_does_not_fit_together_is_named(X: Any, y: Any, predictions: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plot_digit_grid(X, y, predictions, side=4)


def test_errors_come_in_order_the_first_one_large(X: Any, y: Any) -> None:
    predictions = y.copy()
    wrong = [2, 5, 6, 7, 21, 22, 23, 24, 25, 26, 27]
    predictions[wrong] ^= 1
    fig = plot_errors(X, y, predictions, side=SIDE)
    assert rows_shown(fig) == wrong[:9]
    assert titles(fig) == ["0, 1"] * 4 + ["1, 0"] * 5
    widths = [ax.get_position().width for ax in fig.axes]
    assert widths[0] > 2 * max(widths[1:])
    assert description(fig).startswith("11 of 40 predictions are wrong. Shown: 0 taken for 1, ")
    assert all(ax.title.get_fontweight() == "bold" for ax in fig.axes)


def test_a_single_error_makes_no_empty_row(X: Any, y: Any) -> None:
    predictions = y.copy()
    predictions[8] ^= 1
    fig = plot_errors(X, y, predictions, side=SIDE)
    assert rows_shown(fig) == [8]
    assert description(fig) == "1 of 40 predictions is wrong. Shown: 0 taken for 1."


def test_without_errors_a_line_says_so(X: Any, y: Any) -> None:
    fig = plot_errors(X, y, y, side=SIDE)
    assert fig.texts[0].get_text() == "No errors: all 40 predictions equal their labels."
    assert not fig.axes


def test_the_least_certain_digit_is_the_one_nearest_the_threshold(X: Any, y: Any) -> None:
    probabilities = np.where(y == 1, 0.99, 0.01)
    probabilities[30] = 0.55
    fig = plot_least_certain(X, y, probabilities, side=SIDE)
    assert rows_shown(fig) == [30]
    assert "Row 30 of X, labelled 1: predicted probability 0.550" in description(fig)


def test_the_surest_errors_come_first(X: Any, y: Any) -> None:
    probabilities = np.where(y == 1, [0.1, 0.9], [0.9, 0.1])
    probabilities[[3, 25, 30]] = [[0.4, 0.6], [0.95, 0.05], [0.75, 0.25]]
    fig = plot_confident_errors(X, y, probabilities, side=SIDE)
    assert rows_shown(fig) == [25, 30, 3]
    assert titles(fig) == ["1, 0 (0.95)", "1, 0 (0.75)", "0, 1 (0.60)"]
    assert all(ax.title.get_fontweight() == "bold" for ax in fig.axes)
    assert description(fig) == (
        "The 3 surest of 3 errors in 40 predictions: 1 taken for 0 with 0.95, 1 taken for 0 with 0.75, "
        "0 taken for 1 with 0.60."
    )
    assert rows_shown(plot_confident_errors(X, y, probabilities, count=1, side=SIDE)) == [25]


def test_without_errors_there_is_none_to_be_sure_of(X: Any, y: Any) -> None:
    fig = plot_confident_errors(X, y, np.hstack([1 - y, y]), side=SIDE)
    assert description(fig) == "No errors: all 40 predictions equal their labels."


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_the_probability_stands_clear_of_the_image_and_of_the_edge(X: Any, y: Any, chance: float) -> None:
    fig = plot_least_certain(X, y, np.full(M, chance), side=SIDE)
    fig.canvas.draw()
    picture, scale = fig.axes
    (words,) = (text for text in scale.texts if text.get_text().startswith("P("))
    assert picture.get_window_extent().x1 < words.get_window_extent().x0
    assert words.get_window_extent().x1 < fig.bbox.x1


def test_all_weights_share_one_colour_scale_centred_on_zero() -> None:
    W = np.zeros((3, 4))
    W[0, 1], W[2, 3] = -2.0, 0.5
    fig = plot_weights(W, side=2)
    images = [ax.images[0] for ax in fig.axes if ax.images]
    assert [image.get_clim() for image in images] == [(-2.0, 2.0)] * 3
    assert [ax.get_title() for ax in fig.axes if ax.images] == ["0", "1", "2"]
    np.testing.assert_array_equal(images[0].get_array(), [[0, 0], [-2, 0]])  # column by column
    assert "from -2 to 0.5" in description(fig)


def test_weights_that_are_all_zero_can_be_drawn() -> None:
    plot_weights(np.zeros((2, 4)), side=2).canvas.draw()
