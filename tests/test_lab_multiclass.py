"""What the run of multiclass_digits, and of no other lab, must show."""

from __future__ import annotations

import re
from math import log

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.lab_reading import alt_texts, by_id, numbers, printed_by
from tests.lab_running import DATA_SETS, ROOT, run_notebook, run_of, source_path

LAB = "multiclass_digits"


@pytest.fixture(scope="module", params=DATA_SETS)
def data_set(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ran(data_set: str, request: pytest.FixtureRequest) -> NotebookNode:
    return run_of(LAB, data_set, request)


def test_the_training_log_reads_as_the_text_explains_it(ran: NotebookNode) -> None:
    log_lines = printed_by(ran, "fit-the-model").splitlines()
    assert log_lines[::2] == [f"Epoch {epoch}/40" for epoch in range(1, 41)]
    assert all(re.fullmatch(r"157/157 - .* - loss: \d+\.\d+", line) for line in log_lines[1::2])
    losses = numbers(printed_by(ran, "print-the-loss"))
    assert losses == sorted(losses, reverse=True)
    assert losses[0] < log(10)


def test_few_of_the_digits_trained_on_are_misread_and_none_is_left_unsaid(ran: NotebookNode) -> None:
    total = re.search(r"(\d+) errors out of 5000 images", printed_by(ran, "count-the-errors"))
    assert total
    assert int(total[1]) <= 20
    words = " ".join(alt_texts(by_id(ran, "count-the-errors")))
    assert words.startswith(f"{total[1]} error") == bool(int(total[1]))


def test_plain_softmax_of_large_numbers_fails_as_the_text_says(ran: NotebookNode) -> None:
    printed = printed_by(ran, "softmax-overflows")
    assert "[inf inf inf]" in printed
    assert "[nan nan nan]" in printed


def test_three_pairings_of_softmax_and_loss_agree_and_the_fourth_does_not_learn(ran: NotebookNode) -> None:
    losses = numbers(printed_by(ran, "train-four-pairings"))
    assert losses[:3] == pytest.approx(losses[:1] * 3, abs=0.002)
    assert losses[0] < 0.5
    assert losses[3:] == pytest.approx([log(10)], abs=0.05)
    (words,) = alt_texts(by_id(ran, "draw-the-four-losses"))
    starts = [float(start) for start in re.findall(r" from ([\d.]+) to ", words)]
    assert len(starts) == 4
    assert starts[:3] == pytest.approx(starts[:1] * 3, abs=0.01)
    warned = printed_by(ran, "what-keras-warned-of")
    assert re.findall("Keras warns of (.*):", warned) == ["softmax, from_logits=True"]


def test_unseen_digits_are_read_less_well_than_those_trained_on(ran: NotebookNode) -> None:
    on_training, on_validation = numbers(printed_by(ran, "fit-with-validation-digits"))
    assert 0.88 < on_validation < on_training
    on_test, standard_error = numbers(printed_by(ran, "test-once"))
    assert 0.88 < on_test < on_training
    assert standard_error == pytest.approx((on_test * (1 - on_test) / 1000) ** 0.5, abs=0.001)


def test_the_validation_loss_behaves_as_the_text_says_of_each_data_set(
    ran: NotebookNode, data_set: str
) -> None:
    (words,) = alt_texts(by_id(ran, "draw-both-losses"))
    curve = re.search(r"held-out data from [\d.]+ to ([\d.]+\d)(?:, lowest ([\d.]+\d))?", words)
    assert curve
    rise = float(curve[1]) / float(curve[2] or curve[1])
    assert rise > 1.1 if data_set == "mnist" else rise < 1.1


def test_the_most_confused_digits_are_those_of_the_confusion_matrix(ran: NotebookNode) -> None:
    (words,) = alt_texts(by_id(ran, "draw-the-confusion-matrix"))
    wrong = re.findall(r"(\d) taken for (\d) (\w+)", words)
    assert wrong
    lines = printed_by(ran, "most-confused-pair").splitlines()
    named = [re.fullmatch(r"most often confused: (\d) and (\d), (\d+) times", line) for line in lines]
    assert named
    assert all(match and match[1] < match[2] for match in named)
    most_in_one_cell = max({"once": 1, "twice": 2}.get(count) or int(count) for _, _, count in wrong)
    assert all(match and int(match[3]) >= most_in_one_cell for match in named)


def test_dead_units_are_listed_and_few(ran: NotebookNode) -> None:
    listed = re.search(r"off for every image: \[([\d ]*)\]", printed_by(ran, "draw-the-weights"))
    assert listed
    assert len(listed[1].split()) <= 10


def test_wrong_answers_are_less_sure_on_average(ran: NotebookNode) -> None:
    (words,) = alt_texts(by_id(ran, "draw-the-confidence"))
    right, wrong = map(float, re.findall(r"median ([\d.]+\d)", words))
    assert wrong < right


def test_more_of_the_sure_answers_are_wrong_than_their_probabilities_promise(
    ran: NotebookNode, data_set: str
) -> None:
    said = re.search(
        r"at least 0.99: (\d+)\nwrong among them, as promised: ([\d.]+)\n.*as counted: +(\d+)",
        printed_by(ran, "draw-the-confidence"),
    )
    assert said
    sure, promised, counted = int(said[1]), float(said[2]), int(said[3])
    text = by_id(ran, "about-confidence").source
    told = re.findall(r"bout (\d+)(?: sure answers)? with the embedded digits,? (?:and )?about (\d+)", text)
    told_sure, told_counted = (int(pair[data_set == "mnist"]) for pair in told)
    assert sure == pytest.approx(told_sure, abs=40)
    assert promised == pytest.approx(0.9, abs=0.15)
    assert counted == pytest.approx(told_counted, abs=2)
    assert promised * 2 < counted


def test_the_least_width_and_rate_do_worst_and_the_best_network_tried_is_chosen(
    ran: NotebookNode, data_set: str
) -> None:
    (words,) = alt_texts(by_id(ran, "try-widths-and-rates"))
    by_width, by_rate = (
        {float(value): float(accuracy) for accuracy, value in re.findall(r"([\d.]+) for ([\d.]*\d)", part)}
        for part in words.split(";")
    )
    assert list(by_width) == [5, 10, 25, 50]
    assert list(by_rate) == [0.0001, 0.001, 0.01]
    row = re.search(rf"^\| {data_set} \|.*", by_id(ran, "values-of-widths-and-rates").source, re.M | re.I)
    assert row
    assert numbers(row[0]) == pytest.approx([*by_width.values(), *by_rate.values()], abs=0.03)
    assert by_width[25] == by_rate[0.001]
    assert min(by_width.values()) == by_width[5]
    assert min(by_rate.values()) == by_rate[0.0001]
    said = re.findall(
        r": (\d+) units at ([\d.]+), validation accuracy ([\d.]+)", printed_by(ran, "choose-the-best")
    )
    (width, rate, of_pair), (best_width, best_rate, of_best) = [tuple(map(float, line)) for line in said]
    assert by_width[width] == max(by_width.values())
    assert by_rate[rate] == max(by_rate.values())
    tried = {(width, rate): of_pair, **{(25, rate): each for rate, each in by_rate.items()}}
    tried |= {(width, 0.001): each for width, each in by_width.items()}
    assert tried[best_width, best_rate] == of_best == max(tried.values())
    assert f"best of {len(tried)} tried" in printed_by(ran, "choose-the-best")


def test_the_sliders_are_shown_once_with_a_picture_for_readers_without_a_kernel(ran: NotebookNode) -> None:
    (output,) = by_id(ran, "softmax-sliders").outputs
    assert "application/vnd.jupyter.widget-view+json" in output.data
    assert "image/png" in output.data


@pytest.mark.slow
def test_without_ipympl_a_still_picture_takes_the_place_of_the_sliders() -> None:
    lab = nbformat.read(source_path(LAB), as_version=4)
    hide = new_code_cell('import sys\nsys.modules["ipympl"] = None', id="hide-ipympl")
    kept = ("import-packages", "my-softmax", "softmax-sliders")
    lab.cells = [hide, *(by_id(lab, cell_id) for cell_id in kept)]
    (words,) = alt_texts(by_id(run_notebook(lab, ROOT / "data"), "softmax-sliders"))
    assert words.count("my_softmax") == 1
    assert words.count("z = ") == 3
