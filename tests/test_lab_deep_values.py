"""Numbers that the text of deep_network quotes and that its run does not show, and the exact ones of MNIST.

They are computed with the functions of the notebook, the solutions among them.
"""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from types import SimpleNamespace
from typing import Any

import nbformat
import numpy as np
import pytest

from tests.deep_functions import LAB, deep_functions
from tests.lab_reading import by_id, numbers
from tests.lab_running import DATA_SETS, source_path

F = deep_functions()
NOTEBOOK = nbformat.read(source_path(LAB), as_version=4)
TWO_LAYERS, TWO_ACTIVATIONS = [784, 512, 10], ["relu", "softmax"]
FOUR_LAYERS, FOUR_ACTIVATIONS = [784, 128, 64, 32, 10], ["relu", "relu", "relu", "softmax"]


@pytest.fixture(params=DATA_SETS)
def data_set(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def digits() -> SimpleNamespace:
    """Return the parts of the data set in use as the notebook names them."""
    images, labels, test_images, test_labels = F.load_data()
    first = min(50_000, len(labels) - 1000)
    return SimpleNamespace(
        training_images=images,
        training_labels=labels,
        X=F.flatten_images(images[:1000]),
        labels=labels[:1000],
        X_held=F.flatten_images(images[first : first + 2000]),
        labels_held=labels[first : first + 2000],
        X_test=F.flatten_images(test_images),
        test_labels=test_labels,
        first_held_out=first,
    )


def folded_code(cell_id: str) -> str:
    """Return the last piece of Python code in a text cell."""
    return str(re.findall(r"```python\n(.*?)\n```", by_id(NOTEBOOK, cell_id).source, flags=re.DOTALL)[-1])


def printed_by_code(code: str, names: SimpleNamespace) -> list[list[float]]:
    """Run code with the notebook's functions and return the decimal numbers of each line that it prints."""
    with redirect_stdout(StringIO()) as printed:
        exec(code, vars(F) | vars(names) | {"activations": TWO_ACTIVATIONS})
    return [numbers(line) for line in printed.getvalue().splitlines()]


def accuracy_on_test(data: SimpleNamespace, parameters: Any, activations: list[str]) -> float:
    AL, _ = F.model_forward(data.X_test, parameters, activations)
    return float(F.accuracy(AL, data.test_labels))


@pytest.mark.mnist
def test_mnist_has_the_shapes_and_values_of_the_text() -> None:
    parts = F.load_data()
    assert [part.shape for part in parts] == [(60000, 28, 28), (60000,), (10000, 28, 28), (10000,)]
    for size, images, labels in ((1000, *parts[:2]), (200, *parts[2:])):
        for count in (size, len(labels)):
            assert len(np.unique(images[:count])) == 256
            assert len(np.unique(labels[:count])) == 10


@pytest.mark.mnist
def test_the_first_network_starts_as_the_known_program_did() -> None:
    data = digits()
    start = F.initialize_parameters(TWO_LAYERS, "small", 3)
    AL, _ = F.model_forward(data.X, start, TWO_ACTIVATIONS)
    cost = F.cross_entropy_cost(AL, F.one_hot(data.labels))
    assert cost == pytest.approx(2.302116721777529, rel=1e-9)
    _, history = F.train(data.X, data.labels, TWO_LAYERS, TWO_ACTIVATIONS, num_iterations=101, method="small")
    assert history["cost"][100] == pytest.approx(0.6598, abs=0.0001)


@pytest.mark.mnist
@pytest.mark.slow
@pytest.mark.parametrize(
    ("iterations", "before", "after", "on_200", "on_all"),
    [(250, 92.40, 92.6, 87.5, 85.85), (500, 97.10, 97.1, 91.5, 86.88)],
)
def test_the_known_result_is_reproduced(
    iterations: int, before: float, after: float, on_200: float, on_all: float
) -> None:
    data = digits()
    parameters, history = F.train(
        data.X, data.labels, TWO_LAYERS, TWO_ACTIVATIONS, num_iterations=iterations, method="small", seed=3
    )
    assert history["train_accuracy"][-1] == pytest.approx(before, abs=0.001)
    right = F.predict(data.X, parameters, TWO_ACTIVATIONS) == data.labels
    assert 100 * np.mean(right) == pytest.approx(after, abs=0.001)
    right = F.predict(data.X_test, parameters, TWO_ACTIVATIONS) == data.test_labels
    assert 100 * np.mean(right[:200]) == pytest.approx(on_200, abs=0.001)
    assert 100 * np.mean(right) == pytest.approx(on_all, abs=0.011)  # a picture of 10,000
    if iterations == 500:
        costs = [history["cost"][updates] for updates in (100, 200, 300, 400, 499)]
        assert costs == pytest.approx([0.6598, 0.3536, 0.2519, 0.1909, 0.1475], abs=0.0001)


@pytest.mark.slow
def test_depth_hardly_matters_on_the_test_pictures_either(data_set: str) -> None:
    data = digits()
    found = []
    for depth in (0, 1, 2, 3, 5, 8):
        activations = ["relu"] * depth + ["softmax"]
        sizes = [784, *[64] * depth, 10]
        parameters, _ = F.train(data.X, data.labels, sizes, activations, num_iterations=300)
        found.append(accuracy_on_test(data, parameters, activations))
    text = by_id(NOTEBOOK, "about-depth").source
    if data_set == "mnist":
        said = re.search(r"the six networks reach (.*) %", text)
        assert said
        assert found == pytest.approx(numbers(said[1]), abs=0.3)
    else:
        said = re.search(r"lie between ([\d.]+) and ([\d.]+) %", text)
        assert said
        assert float(said[1]) - 0.3 <= min(found[1:]) <= max(found[1:]) <= float(said[2]) + 0.3


@pytest.mark.slow
def test_batches_that_leave_no_rest_take_the_jumps_away(data_set: str) -> None:
    data = digits()
    more = min(10_000, data.first_held_out)
    X_more, labels_more = F.flatten_images(data.training_images[:more]), data.training_labels[:more]
    falls = {}
    for batch_size in (64, 50):
        _, history = F.train(
            X_more, labels_more, FOUR_LAYERS, FOUR_ACTIVATIONS, num_iterations=10, batch_size=batch_size,
            validation=(data.X_held, data.labels_held), log_every=1,
        )  # fmt: skip
        falls[batch_size] = -min(np.diff(history["validation_accuracy"][2:]))
    assert falls[50] < 2
    assert falls[64] > 3
    assert (more % 50, more % 64) == (0, 16 if data_set == "mnist" else 32)


@pytest.mark.slow
def test_the_penalty_does_what_the_table_says(data_set: str) -> None:
    lines = printed_by_code(folded_code("l2-challenge"), digits())
    found = {"training": lines[::2], "held-out": lines[1::2]}
    for line in by_id(NOTEBOOK, "l2-challenge").source.splitlines():
        entries = [entry.strip().lower() for entry in line.strip("|").split("|")]
        if line.startswith("|") and entries[0] == data_set:
            wanted = [numbers(entry) for entry in entries[2:]]
            assert np.ravel(found.pop(entries[1])) == pytest.approx(np.ravel(wanted), abs=0.011)
    assert found == {}


@pytest.mark.slow
def test_the_whole_training_set_gives_what_the_text_says(data_set: str) -> None:
    ((percent,),) = printed_by_code(folded_code("about-mini-batches"), digits())
    text = by_id(NOTEBOOK, "about-mini-batches").source
    words = {"mnist": r"about ([\d.]+) % of the test pictures", "embedded": r"it gives about ([\d.]+) %"}
    said = re.search(words[data_set], text)
    assert said
    assert percent == pytest.approx(float(said[1]), abs=0.5)


@pytest.mark.slow
def test_larger_start_values_let_sigmoids_learn_and_a_larger_rate_does_not(data_set: str) -> None:
    data = digits()
    sizes, activations = [784, *[64] * 5, 10], [*["sigmoid"] * 5, "softmax"]
    Y = F.one_hot(data.labels)

    def trained(factor: float, rate: float) -> float:
        weights = F.initialize_parameters(sizes, "xavier")
        weights |= {key: factor * array for key, array in weights.items() if key.startswith("W")}
        for _ in range(500):
            AL, caches = F.model_forward(data.X, weights, activations)
            slopes = F.model_backward(AL, Y, caches, input_gradient=False)
            weights = F.update_parameters(weights, slopes, rate)
        return float(F.accuracy(AL, data.labels))

    assert trained(4, 0.1) > 80
    assert trained(1, 1.0) < 15
