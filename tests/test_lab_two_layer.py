"""What the run of two_layer_mlp, and of no other lab, must show."""

from __future__ import annotations

import re

import pytest
from nbformat import NotebookNode

from tests.lab_reading import alt_texts, by_id, code_cells, numbers, printed_by
from tests.lab_running import DATA_SETS, run_of

LAB = "two_layer_mlp"


@pytest.fixture(scope="module", params=DATA_SETS)
def data_set(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ran(data_set: str, request: pytest.FixtureRequest) -> NotebookNode:
    return run_of(LAB, data_set, request)


def alt_of(ran: NotebookNode, cell_id: str) -> str:
    (words,) = alt_texts(by_id(ran, cell_id))
    return words


def rows_of(ran: NotebookNode, cell_id: str) -> dict[float, list[float]]:
    """What a cell printed for each setting that it tried: "2 units: training 0.403, validation 0.403"."""
    lines = re.findall(r"^(?:rate |lambda )?([\d.]+)[^:\n]*: (.*)$", printed_by(ran, cell_id), re.M)
    return {float(setting): numbers(rest) for setting, rest in lines}


def test_the_mathematics_needs_numpy_alone(ran: NotebookNode) -> None:
    code = "\n".join(cell.source for cell in code_cells(ran))
    assert not re.search("tensorflow|keras", code, re.I)


def test_only_units_that_are_equal_in_every_way_stay_equal(ran: NotebookNode) -> None:
    words = alt_of(ran, "train-from-three-starts")
    assert "all equal: stays at zero" in words
    assert re.search(r"only W1 equal: from 0 to [\d.]+, the units differ; all random: .* differ", words)


def test_the_plain_sigmoid_of_large_numbers_is_right_and_what_numpy_warns_of_is_told(
    ran: NotebookNode,
) -> None:
    printed = printed_by(ran, "sigmoid-of-large-numbers")
    assert printed.splitlines() == [
        "sigmoid of -1000, 0, 1000: [0.  0.5 1. ]",
        "NumPy warns: overflow encountered in exp",
    ]


def test_wide_start_weights_saturate_the_sigmoid(ran: NotebookNode) -> None:
    (wide, slope_wide), (scaled, slope_scaled) = (
        numbers(line.split(":")[1]) for line in printed_by(ran, "compare-the-spreads").splitlines()
    )
    assert slope_wide <= 0.25 / 5
    assert slope_scaled > 0.23
    assert scaled < 1 < wide


def test_the_first_network_says_one_to_everything(ran: NotebookNode) -> None:
    costs = numbers(printed_by(ran, "train-on-digits"))
    assert costs == sorted(costs, reverse=True)
    lowest, _, *shares = numbers(printed_by(ran, "look-at-the-answers"))
    assert lowest > 0.5
    assert numbers(printed_by(ran, "try-predict")) == shares


def test_small_steps_follow_the_same_path(ran: NotebookNode) -> None:
    lines = printed_by(ran, "try-learning-rates").splitlines()
    fast, middle, slow, long = (numbers(line.split(":")[1]) for line in lines)
    assert long == pytest.approx(middle, abs=0.002)
    assert fast[0] < middle[0] < slow[0]
    assert slow[1] < middle[1] <= fast[1]
    cost, on_training, on_test = numbers(printed_by(ran, "train-properly-on-digits"))
    assert cost < 0.005
    assert on_training > 0.997
    assert on_test > 0.97


def test_the_draw_of_the_weights_matters_as_much_as_the_size(ran: NotebookNode, data_set: str) -> None:
    found = re.findall(
        r"(\w+): the means of the sizes lie between ([\d.]+) \(size (\d+)\) and ([\d.]+) \(size \d+\), "
        r"the starts of one size up to ([\d.]+) apart",
        alt_of(ran, "train-three-starts"),
    )
    assert [name for name, *_ in found] == ["training", "test"]
    for _, low, worst, high, spread in found:
        if data_set == "mnist":
            assert float(high) - float(low) < float(spread)
        else:  # the exception that the text names
            assert int(worst) in (90, 100)


def test_one_hidden_unit_draws_a_line_and_four_draw_a_bend(ran: NotebookNode) -> None:
    one, four = map(int, re.findall(r"(\d+)% right", alt_of(ran, "bend-the-boundary")))
    assert one < 75
    assert four >= 95


def test_a_forgotten_penalty_is_caught_by_the_gradient_check(ran: NotebookNode) -> None:
    *right, planted = printed_by(ran, "run-the-gradient-check").splitlines()
    assert [line.split(": ")[1] for line in right] == ["about 1e-10"] * 2
    assert numbers(planted) == pytest.approx([0.4], abs=0.01)


def test_the_error_of_the_measured_gradient_is_v_shaped(ran: NotebookNode) -> None:
    found = re.search(
        r"smallest, (\S+), at the step (\S+); .*rounding, (\S+) at 1e-12; .*truncation, (\S+) at 0\.1\.",
        alt_of(ran, "try-step-sizes"),
    )
    assert found
    smallest, step, rounding, truncation = map(float, found.groups())
    assert 1e-5 <= step <= 1e-4
    assert smallest < 1e-9
    assert min(rounding, truncation) > 1e-5


def test_held_out_digits_are_read_less_well_by_as_much_as_the_text_says(
    ran: NotebookNode, data_set: str
) -> None:
    on_training, held_out = numbers(printed_by(ran, "measure-both"))
    low, high = (0.045, 0.065) if data_set == "mnist" else (0.015, 0.035)
    assert low < on_training - held_out < high
    right = round(1000 * held_out)
    assert f"{right} of 1000 right" in alt_of(ran, "draw-the-confusions")
    assert f"{1000 - right} of 1000 predictions are wrong" in alt_of(ran, "show-the-errors")


def test_few_hidden_units_say_the_same_of_every_digit(ran: NotebookNode) -> None:
    listed = re.search(r"for all digits: \[([\d ]*)\]", printed_by(ran, "draw-the-weights"))
    assert listed
    assert len(listed[1].split()) <= 6


def test_width_matters_for_ten_digits(ran: NotebookNode) -> None:
    rows = rows_of(ran, "try-widths")
    on_validation = [validation for _, validation in rows.values()]
    assert list(rows) == [2, 5, 10, 25, 50]
    assert on_validation[0] < 0.5 < on_validation[1] < on_validation[2]
    assert max(on_validation[2:]) - on_validation[2] < on_validation[2] - on_validation[1]


def test_rates_are_too_small_good_and_too_large(ran: NotebookNode, data_set: str) -> None:
    rows = rows_of(ran, "try-rates")
    assert list(rows) == [0.05, 0.2, 0.8, 2, 4]
    tiny, small, good, large, huge = (on_validation for _, on_validation in rows.values())
    assert tiny < small < good
    assert huge < min(good, large) - 0.1
    assert abs(large - good) < 0.02 if data_set == "mnist" else large < good - 0.03


def test_the_penalty_does_what_the_text_says(ran: NotebookNode, data_set: str) -> None:
    rows = rows_of(ran, "try-penalties")
    on_training, on_validation, costs = zip(*(rows[each] for each in (0, 0.3, 1, 3, 10)), strict=True)
    assert list(on_training) == sorted(on_training, reverse=True)
    assert (on_training[0], on_training[-1]) == (1, pytest.approx(0.935, abs=0.015))
    change = on_validation[3] - on_validation[0]
    assert 0 < (change if data_set == "embedded" else -change) < 0.02
    assert on_validation[4] < min(on_validation[:4])
    assert min(costs) == costs[1]
    assert costs[0] < costs[3] < costs[4]


def test_the_penalty_makes_weights_small_and_their_pictures_smooth(ran: NotebookNode) -> None:
    (plain, rough), (small, smooth) = rows_of(ran, "draw-two-weight-pictures").values()
    assert small < plain / 2
    assert smooth < 0.8 * rough
    of_plain, of_small = (
        max(map(abs, numbers(words))) for words in alt_texts(by_id(ran, "draw-two-weight-pictures"))
    )
    assert of_small < of_plain / 2


def test_what_is_reported_was_chosen_by_validation(ran: NotebookNode) -> None:
    rows = rows_of(ran, "try-widths")
    best = max(rows, key=lambda width: rows[width][1])
    printed = printed_by(ran, "report-once")
    assert f"chosen: {best:g} units" in printed
    accuracy, standard_error = numbers(printed)
    assert standard_error == pytest.approx((accuracy * (1 - accuracy) / 1000) ** 0.5, abs=0.0006)
    _, of_25_units = numbers(printed_by(ran, "measure-both"))
    assert accuracy == of_25_units if best == 25 else accuracy > of_25_units
