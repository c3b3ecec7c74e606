"""Digits that show themselves do so once, and errors are counted in one call."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autils import display_digit, display_errors
from autils.style import RED, description

M = 30


class OneCall:
    """A model that gives fixed outputs, and may be asked once."""

    def __init__(self, outputs: Any) -> None:
        self.outputs = outputs
        self.calls: list[int] = []

    def predict(self, X: Any, verbose: int) -> Any:
        assert verbose == 0
        self.calls.append(len(X))
        return self.outputs


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    figures: list[Any] = []
    monkeypatch.setattr("autils.display.show_figure", figures.append)
    return figures


def outputs_with_errors(*wrong: int) -> tuple[Any, Any, Any]:
    """Return images that tell their row, labels, and logits that err in the rows named."""
    X = np.zeros((M, 400))
    X[:, 0] = np.arange(M)
    y = (np.arange(M) % 10).reshape(-1, 1)
    logits = -np.ones((M, 10))
    logits[np.arange(M), y[:, 0]] = 5
    for i in wrong:
        logits[i] = np.roll(logits[i], 1)
    return X, y, logits


def test_one_digit_is_an_inch_of_upright_image_without_axes(shown: list[Any]) -> None:
    display_digit(np.arange(400))
    (fig,) = shown
    (ax,) = fig.axes
    assert tuple(fig.get_size_inches()) == (1, 1)
    assert ax.images[0].get_array()[1, 0] == 1  # column by column
    assert not ax.axison
    assert description(fig) == "A handwritten digit, 20 by 20 pixels."


def test_only_one_digit_can_be_shown(shown: list[Any]) -> None:
    with pytest.raises(ValueError, match="shows one digit; got 2 rows"):
        display_digit(np.zeros((2, 400)))
    assert not shown


@pytest.mark.parametrize("scale", [lambda z: z, lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)])
def test_errors_are_counted_and_shown_from_logits_or_probabilities(
    scale: Callable[[Any], Any], shown: list[Any]
) -> None:
    X, y, logits = outputs_with_errors(4, 9)
    model = OneCall(scale(logits))
    assert display_errors(model, X, y) == 2
    assert model.calls == [M]
    (fig,) = shown
    assert [ax.get_title() for ax in fig.axes] == ["4, 5", "9, 0"]
    assert all(ax.title.get_color() == RED and ax.title.get_fontweight() == "bold" for ax in fig.axes)
    assert [ax.images[0].get_array()[0, 0] for ax in fig.axes] == [4, 9]
    assert description(fig) == "2 errors. Shown: 4 taken for 5, 9 taken for 0."


def test_at_most_eight_errors_are_shown_and_all_are_counted(shown: list[Any]) -> None:
    X, y, logits = outputs_with_errors(*range(11))
    assert display_errors(OneCall(logits), X, y) == 11
    assert len(shown[0].axes) == 8


def test_no_errors_are_said_in_a_line(shown: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    X, y, logits = outputs_with_errors()
    assert display_errors(OneCall(logits), X, y) == 0
    assert capsys.readouterr().out == "No errors found.\n"
    assert not shown


def test_a_model_with_one_output_has_no_largest_one() -> None:
    X, y, logits = outputs_with_errors()
    with pytest.raises(ValueError, match=r"one output per class; model.predict gave \(30, 1\)"):
        display_errors(OneCall(logits[:, :1]), X, y)
