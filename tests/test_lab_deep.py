"""What the run of deep_network, and of no other lab, must show."""

from __future__ import annotations

import re

import pytest
from nbformat import NotebookNode

from tests.lab_reading import alt_texts, by_id, code_cells, numbers, printed_by
from tests.lab_running import DATA_SETS, run_of

LAB = "deep_network"
CHANCE = 1.0  # percent by which an accuracy of a trained network may move between machines


@pytest.fixture(scope="module", params=DATA_SETS)
def data_set(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ran(data_set: str, request: pytest.FixtureRequest) -> NotebookNode:
    return run_of(LAB, data_set, request)


def words_of(lab: NotebookNode, cell_id: str) -> str:
    (words,) = alt_texts(by_id(lab, cell_id))
    return words


def table(lab: NotebookNode, cell_id: str, *row: str) -> list[float]:
    """Return the numbers of a row of the table in a text cell, by the row's first entries."""
    for line in by_id(lab, cell_id).source.splitlines():
        entries = [entry.strip() for entry in line.strip("|").split("|")]
        if line.startswith("|") and [entry.lower() for entry in entries[: len(row)]] == list(row):
            return [float(entry) for entry in entries[len(row) :]]
    raise AssertionError(f"{cell_id} has no row {row}")


def bars(words: str) -> dict[str, list[float]]:
    """Return the accuracies of each kind of picture from the text of a figure of bars."""
    kinds = ("training", "held-out")
    return {kind: [float(value) for value in re.findall(rf"([\d.]+) \({kind}\)", words)] for kind in kinds}


def test_the_header_is_the_one_that_the_text_decodes(ran: NotebookNode, data_set: str) -> None:
    count = [0, 0, 234, 96] if data_set == "mnist" else [0, 0, 19, 136]
    assert printed_by(ran, "header-bytes").splitlines()[-1] == str([0, 0, 8, 3, *count, *[0, 0, 0, 28] * 2])
    text = by_id(ran, "expected-decode-the-header").source
    assert f"{count[2]} \\cdot 256 + {count[3]} = " in text


def test_all_five_networks_pass_the_gradient_check(ran: NotebookNode) -> None:
    lines = printed_by(ran, "check-five-networks").splitlines()
    found = [re.fullmatch(r"right, largest difference (\S+): (.+)", line) for line in lines]
    assert len(found) == 5
    assert all(match and float(match[1]) < 1e-8 for match in found)


def test_no_bar_stays_in_any_output(ran: NotebookNode) -> None:
    for cell in code_cells(ran):
        assert "it/s" not in printed_by(ran, cell.id), cell.id
        assert "%|" not in printed_by(ran, cell.id), cell.id


def test_the_derivatives_are_as_large_as_the_text_says(ran: NotebookNode) -> None:
    words = words_of(ran, "draw-the-activations")
    assert "sigmoid is at most 0.25" in words
    assert "tanh at most 1" in words


def test_the_softmax_gradient_is_negative_only_at_the_true_class(ran: NotebookNode) -> None:
    words = words_of(ran, "draw-the-softmax-gradient")
    assert words.startswith("Negative only at the true class")
    gradient = {digit: float(height) for height, digit in re.findall(r"(-?[\d.]+\d) for (\d)", words)}
    assert list(gradient) == list("0123456789")
    assert gradient["8"] < 0
    assert max(gradient, key=lambda digit: gradient[digit]) == "3"


def test_the_cost_falls_from_ln_10_and_does_not_reach_0(ran: NotebookNode) -> None:
    found = re.search(r"from ([\d.]+) to ([\d.]+\d)", words_of(ran, "draw-the-cost"))
    assert found
    assert float(found[1]) == pytest.approx(2.303, abs=0.01)
    assert 0 < float(found[2]) < 0.2


def test_the_held_out_cost_behaves_as_the_text_says_of_each_data_set(
    ran: NotebookNode, data_set: str
) -> None:
    words = words_of(ran, "draw-the-learning-curves")
    found = re.search(r"lowest at iteration (\d+), ([\d.]+\d); at the end it is ([\d.]+\d)", words)
    assert found
    where, lowest, last = int(found[1]), float(found[2]), float(found[3])
    text = by_id(ran, "about-when-to-stop").source
    if data_set == "mnist":
        assert 500 <= where <= 600
        assert "lowest between 500 and 600 updates" in text
        said = re.search(r"from ([\d.]+) to ([\d.]+) at 1600", text)
        assert said
        assert (lowest, last) == pytest.approx((float(said[1]), float(said[2])), abs=0.001)
    else:
        assert 700 <= where <= 900
        assert "lowest near 800 updates" in text
        assert last < 1.05 * lowest


def test_the_test_cost_is_lowest_where_the_text_says(ran: NotebookNode, data_set: str) -> None:
    lines = printed_by(ran, "test-along-the-way").splitlines()
    costs = {int(line.split()[0]): numbers(line)[1] for line in lines}
    assert list(costs) == [250, 400, 500, 600, 1000, 1600]
    assert min(costs, key=lambda updates: costs[updates]) == (500 if data_set == "mnist" else 250)


def test_signals_keep_their_size_with_he_only(ran: NotebookNode, data_set: str) -> None:
    words = words_of(ran, "draw-the-signals")
    number = r"(\d[\d.e+-]*\d)"
    ends = re.findall(rf"(small|xavier|he) from {number} to {number}", words)
    spread = {name: (float(first), float(last)) for name, first, last in ends[:3]}
    size = {name: (float(first), float(last)) for name, last, first in ends[3:]}
    assert 0.5 < spread["he"][0] / spread["he"][1] < 2
    assert 0.1 < size["he"][0] / size["he"][1] < 10
    assert all(40 * xavier < he for xavier, he in zip(size["xavier"], size["he"], strict=True))
    if data_set == "mnist":
        assert spread["xavier"] == pytest.approx((0.21, 0.02), abs=0.006)
        assert spread["he"] == pytest.approx((0.3, 0.3), abs=0.05)
        assert size["small"] == pytest.approx((2e-12, 6e-5), rel=0.3)
    else:
        assert spread["xavier"][0] < 3 * 0.21
        assert spread["he"][1] < 3 * 0.3


def test_the_dead_network_stops_at_the_entropy_of_the_labels(ran: NotebookNode) -> None:
    (floor,) = re.findall(r"A dashed line marks ([\d.]+\d): no picture", words_of(ran, "draw-three-starts"))
    small = numbers(printed_by(ran, "train-three-starts").splitlines()[0])
    most_frequent = numbers(printed_by(ran, "most-frequent-digit"))
    assert small[0] == pytest.approx(float(floor), abs=0.0005)
    assert small[1:] == most_frequent


def test_sigmoid_does_not_learn_at_depth_and_the_others_do(ran: NotebookNode) -> None:
    training = bars(words_of(ran, "draw-three-activations"))["training"]
    (guess,) = numbers(printed_by(ran, "most-frequent-digit"))
    assert training[0] == guess
    assert min(training[1:]) > 99.5
    printed = numbers(printed_by(ran, "train-three-activations"))
    assert printed == pytest.approx(training, abs=0.06)


def test_depths_and_widths_are_those_of_the_tables(ran: NotebookNode, data_set: str) -> None:
    found = bars(words_of(ran, "train-six-depths"))
    for kind, values in found.items():
        assert values == pytest.approx(table(ran, "values-of-the-depths", data_set, kind), abs=CHANCE)
    assert max(found["held-out"]) - min(found["held-out"][1:]) < 3.5
    widths = [float(value) for value in re.findall(r"([\d.]+) for \d", words_of(ran, "train-four-widths"))]
    assert widths == pytest.approx(table(ran, "values-of-the-widths", data_set), abs=CHANCE / 100)
    assert min(widths) == widths[0]
    assert max(widths[1:]) - min(widths[1:]) < 0.02


def test_learning_rates_are_those_of_the_table(ran: NotebookNode, data_set: str) -> None:
    lines = printed_by(ran, "train-five-rates").splitlines()
    found = [numbers(line.partition(":")[2]) for line in lines]
    for kind, values in zip(("training", "held-out"), zip(*found, strict=True), strict=True):
        wanted = table(ran, "values-of-the-rates", data_set, kind)
        stable = [k for k in range(5) if k != 3]  # 0.5 jumps up and down
        assert [values[k] for k in stable] == pytest.approx([wanted[k] for k in stable], abs=CHANCE)
        assert values[3] == pytest.approx(wanted[3], abs=8)


def test_more_data_in_mini_batches_helps_most(ran: NotebookNode, data_set: str) -> None:
    mini, whole = map(numbers, printed_by(ran, "train-in-mini-batches").splitlines())
    assert all(ten > hundred for ten, hundred in zip(mini, whole, strict=True))
    before, after = (87, 95) if data_set == "mnist" else (88, 90)
    assert f"from {before} to {after} %" in by_id(ran, "about-mini-batches").source
    assert (whole[2], mini[2]) == pytest.approx((before, after), abs=CHANCE)


def test_a_shift_costs_what_the_text_says(ran: NotebookNode, data_set: str) -> None:
    found = re.findall(r"([\d.]+) for \d", words_of(ran, "shift-the-test-pictures"))
    by_shift = [float(value) for value in found]
    assert by_shift == pytest.approx(table(ran, "about-the-shift", data_set), abs=CHANCE / 100)
    name = {"mnist": "MNIST", "embedded": "the embedded digits"}[data_set]
    said = re.search(rf"from (\d+) to (\d+) % on {name}", by_id(ran, "about-the-shift").source)
    assert said
    assert [100 * by_shift[k] for k in (0, 3)] == pytest.approx([int(said[1]), int(said[2])], abs=CHANCE)
