"""What the run of binary_digits, and of no other lab, must show."""

from __future__ import annotations

import re

import pytest
from nbformat import NotebookNode

from tests.lab_reading import numbers, printed_by
from tests.lab_running import DATA_SETS, run_of


@pytest.fixture(scope="module", params=DATA_SETS)
def ran(request: pytest.FixtureRequest) -> NotebookNode:
    return run_of("binary_digits", str(request.param), request)


def test_the_network_learns_and_its_start_weights_know_nothing(ran: NotebookNode) -> None:
    losses = numbers(printed_by(ran, "fit-the-model"))
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.05
    zero_before, zero_after, one_before, one_after = numbers(printed_by(ran, "predict-with-numpy"))
    assert abs(zero_before - one_before) < 0.05
    assert zero_after < 0.1
    assert one_after > 0.9


def test_keras_the_loop_and_the_matrix_product_agree(ran: NotebookNode) -> None:
    loop_and_keras = re.search(r"over 1000 images: (\S+)", printed_by(ran, "largest-difference"))
    loop_and_matrix = re.search(r"two versions: (\S+)", printed_by(ran, "time-both-versions"))
    assert loop_and_keras
    assert loop_and_matrix
    assert float(loop_and_keras[1]) < 1e-6
    assert float(loop_and_matrix[1]) < 1e-12


def test_few_digits_are_misread_and_the_counts_of_errors_agree(ran: NotebookNode) -> None:
    total = re.match(r"(\d+) errors in 1000 images", printed_by(ran, "count-the-errors"))
    assert total
    assert int(total[1]) <= 10
    rows = [line.split() for line in printed_by(ran, "count-by-threshold").splitlines()[1:]]
    assert [row[0] for row in rows] == ["0.1", "0.3", "0.5", "0.7", "0.9"]
    assert int(rows[2][1]) + int(rows[2][2]) == int(total[1])
    accuracies = numbers(printed_by(ran, "fit-with-held-out-digits"))
    assert min(accuracies) > 0.95
