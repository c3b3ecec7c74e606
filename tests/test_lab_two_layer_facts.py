"""Of two_layer_mlp: figures that mathematics or MNIST fixes, hints that work, and claims tried on small runs.

The cells of the source notebook are run one by one, not as a whole.
"""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode

import autils
from autils.style import description
from grader.stubs import find_regions
from public_tests.targets import LocalTarget
from public_tests.two_layer_mlp import EXERCISES
from tests.lab_facts import TWO_LAYER_MLP
from tests.lab_reading import by_id, numbers, slug
from tests.lab_running import source_path

LOSSES_ON_MNIST = (
    0.154238682365, 0.153837207550, 0.153433948255, 0.153028933209, 0.152622192143,
    0.152213755794, 0.151803655896, 0.151391925173, 0.150978597337, 0.150563707081,
)  # fmt: skip
EXPERIMENT = ("load-data", "make-the-data", "show-five-digits", "train-on-digits")
BOTH = pytest.mark.parametrize("data_set", ["embedded", pytest.param("mnist", marks=pytest.mark.mnist)])

Names = dict[str, Any]


@pytest.fixture(scope="module")
def lab() -> NotebookNode:
    return nbformat.read(source_path("two_layer_mlp"), as_version=4)


def names_after(lab: NotebookNode, *cell_ids: str) -> Names:
    """Run the solutions but for that of the sweep, then the named cells; return what is bound.

    `shown` holds the alternative text of every figure.
    """
    shown: list[str | None] = []
    names: Names = {name: getattr(autils, name) for name in autils.__all__ if name != "sigmoid"}
    names |= {"np": np, "plt": plt, "io": io, "contextlib": contextlib, "shown": shown}
    names["show_figure"] = lambda fig, alt=None: shown.append(alt or description(fig))
    solved = [slug(name) for name in TWO_LAYER_MLP.tests if name != "network_sizes"]
    for cell_id in (*solved, *cell_ids):
        run_source(by_id(lab, cell_id).source, names)
    return names


def run_source(source: str, names: Names) -> None:
    exec(compile(source, "cell", "exec"), names)


def ten_digits(names: Names) -> tuple[Any, Any, Any]:
    """Images (400, 4000) and one-hot labels of the training digits, and the start of section B6."""
    X, _, y, _ = autils.stratified_split(*autils.load_data())
    np.random.seed(1)
    return (
        np.ascontiguousarray(X.T),
        autils.one_hot(y, 10),
        names["initialize_parameters_uniform"](400, 25, 10),
    )


@pytest.mark.mnist
def test_the_first_ten_losses_on_mnist_are_those_of_the_reference(
    lab: NotebookNode, capsys: pytest.CaptureFixture[str]
) -> None:
    names = names_after(lab, *EXPERIMENT, "try-predict", "look-at-the-answers")
    printed = capsys.readouterr().out
    for line in (
        "training: (784, 12665) (1, 12665)",
        "test:     (784, 2115) (1, 2115)",
        "labels:   [0 1] [0 1]",
        "training accuracy: 0.5323332017370707",
        "test accuracy:     0.5366430260047281",
        "outputs from 0.73 to 0.83",
    ):
        assert line in printed
    losses = [float(text) for text in re.findall(r"Loss = (\S+)", printed)]
    np.testing.assert_allclose(losses, LOSSES_ON_MNIST, rtol=0, atol=1e-10)
    assert names["y_train_binary"].sum() == 6742
    assert names["shown"] == ["Five handwritten digits in a row, with the labels 1, 0, 0, 0, 0."]


@pytest.mark.mnist
def test_a_rate_of_1_trains_the_network_on_mnist_in_a_hundred_iterations(
    lab: NotebookNode, capsys: pytest.CaptureFixture[str]
) -> None:
    names = names_after(lab, *EXPERIMENT)
    capsys.readouterr()
    run_source(by_id(lab, "train-properly-on-digits").source, names)
    cost, on_training, on_test = numbers(capsys.readouterr().out)
    assert cost == pytest.approx(0.0038, abs=2e-4)
    assert on_training == pytest.approx(0.9975, abs=1e-3)
    assert 0.9975 < on_test < 0.9995


@BOTH
def test_the_sweep_keeps_within_what_the_text_says(lab: NotebookNode, data_set: str) -> None:
    names = names_after(lab, "load-data", "make-the-data", "network-sizes")
    sizes, on_training, on_test = np.transpose(names["results"])
    assert list(sizes) == names["network_sizes"] == list(names["models"])
    text = by_id(lab, "expected-network-sizes").source
    if data_set == "mnist":
        assert (
            "training accuracies lie between 0.990 and 0.997, and all test accuracies between 0.994" in text
        )
        assert 0.990 < min(on_training) <= max(on_training) < 0.997
        assert 0.994 < min(on_test) <= max(on_test) < 0.999
    else:
        assert "between 0.91 and 0.97" in text
        assert 0.91 < min(on_test) <= max(on_test) < 0.97
        assert names["y_test_binary"].size == 200


def test_a_smaller_rate_cures_the_widest_network(lab: NotebookNode) -> None:
    names = names_after(lab, "load-data", "make-the-data", "network-sizes")

    def on_test(n_h: int, rate: float) -> float:
        scores = []
        for seed in range(5):
            np.random.seed(seed)
            network = names["train_loop"](names["X_sweep"], names["y_sweep"], n_h, rate, 10, False)
            predictions = names["predict"](names["X_test_binary"], network)
            scores.append(np.mean(predictions == names["y_test_binary"]))
        return float(np.mean(scores))

    assert on_test(100, 1.0) < on_test(10, 1.0) - 0.03
    assert on_test(100, 0.5) > on_test(10, 1.0) - 0.01


@BOTH
def test_the_squared_loss_lets_go_for_more_than_seventy_steps(lab: NotebookNode, data_set: str) -> None:
    distances = names_after(lab, "train-with-both")["distances"]
    assert distances["squared loss"][70] > 0.49
    assert distances["cross-entropy"][6] < 0.05


@BOTH
def test_the_first_step_teaches_that_the_answer_is_mostly_no(lab: NotebookNode, data_set: str) -> None:
    names = names_after(lab)
    X, Y, start = ten_digits(names)
    after, costs = names["gradient_descent"](X, Y, start, 1, 0.8, 2)
    assert costs[0] > 8
    assert costs[1] == pytest.approx(3.3, abs=0.05)
    outputs, _ = names["forward_propagation"](X, after)
    assert np.mean(outputs) == pytest.approx(0.1, abs=0.01)
    assert round(-np.log(0.1) - 9 * np.log(0.9), 2) == 3.25


@BOTH
def test_start_costs_lie_where_the_text_says(lab: NotebookNode, data_set: str) -> None:
    names = names_after(lab)
    X, Y, start = ten_digits(names)
    X, Y = X[:, ::8], Y[:, ::8]

    def cost_of(start: Any) -> float:
        return float(
            names["compute_cost_regularized"](names["forward_propagation"](X, start)[0], Y, start, 0)
        )

    costs = []
    for seed in range(100):
        np.random.seed(seed)
        costs.append(cost_of(names["initialize_parameters_uniform"](400, 25, 10)))
    assert np.mean(costs) == pytest.approx(7.4, abs=0.15)
    assert np.mean([6 <= cost <= 9.5 for cost in costs]) > 0.9
    too_large = {name: values * 14 for name, values in start.items()}  # standard deviation about 1 in layer 1
    assert cost_of(too_large) > 12


def test_the_intervals_of_the_start_are_those_of_the_text(
    lab: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = names_after(lab)
    monkeypatch.setattr(np.random, "uniform", lambda low, high, size: np.full(size, high))
    start = names["initialize_parameters_uniform"](400, 25, 10)
    assert f"{start['W1'].max():.6f} {start['W2'].max():.6f}" == "0.118818 0.414039"
    count = sum(values.size for values in start.values())
    assert (count, 2 * count) == (10_285, 20_570)
    assert (start["W1"].size + start["W2"].size, start["b1"].size + start["b2"].size) == (10_250, 35)


def test_a_weight_from_a_blank_pixel_keeps_85_percent(lab: NotebookNode) -> None:
    names = names_after(lab)
    X, Y, start = ten_digits(names)
    is_blank = X.max(axis=1) == 0
    assert 5 <= is_blank.sum() <= 20
    trained, _ = names["gradient_descent"](X, Y, start, 1, 0.8, 3)
    kept = 1 - 0.8 / 4000  # of such a weight, in one step
    np.testing.assert_allclose(trained["W1"][:, is_blank], kept**3 * start["W1"][:, is_blank])
    assert round(kept**800, 2) == 0.85


def test_the_hundred_digits_are_those_that_their_alternative_text_lists(lab: NotebookNode) -> None:
    names = names_after(lab, "load-ten-digits", "show-a-hundred-digits")
    fig = autils.plot_digit_grid(names["X_train"].T, names["y_train"], rows=10, cols=10, seed=1)
    titles = [ax.get_title() for ax in fig.axes if ax.images]
    (words,) = names["shown"]
    assert re.findall(r"\d", words.split("row by row:")[1]) == titles
    assert len(titles) == 100


@pytest.mark.parametrize("name", TWO_LAYER_MLP.tests)
def test_the_code_of_the_last_hint_is_right_and_the_hint_before_has_blanks(
    lab: NotebookNode, name: str
) -> None:
    hints = next(
        cell.source
        for cell, after in zip(lab.cells, lab.cells[1:], strict=False)
        if after.id == "test-" + slug(name)
    )
    _, _, with_blanks, code = re.split(r"<summary><b>Hint \d</b>", hints)
    blocks = re.findall(r"^```python\n(.*?)^```$", code, re.M | re.S)
    source = by_id(lab, slug(name)).source
    regions = find_regions(source)
    assert len(blocks) == len(regions) == len(re.findall("^```python$", with_blanks, re.M))
    assert with_blanks.count("____") >= len(regions)
    lines = source.split("\n")
    for block, region in reversed(list(zip(blocks, regions, strict=True))):
        first = lines[region.start]
        indent = first[: len(first) - len(first.lstrip())]
        lines[region.start : region.end - 1] = [indent + line for line in block.rstrip().split("\n")]
    is_sweep = name == "network_sizes"
    names = names_after(lab, *(("load-data", "make-the-data") if is_sweep else ()))
    run_source("\n".join(lines), names)
    (exercise,) = [each for each in EXERCISES if each.name == name]
    report = exercise.run([LocalTarget(target, names[target]) for target in exercise.targets])
    assert report.status == "passed", report
