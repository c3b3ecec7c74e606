"""How pictures are cut to 20x20, and how examples are split into two parts."""

import numpy as np
import pytest

from autils.data import load_data, stratified_split
from autils.mnist import cut_to_20


def test_the_cut_moves_the_ink_to_the_middle_and_loses_none() -> None:
    pictures = np.zeros((3, 28, 28), dtype=np.uint8)
    pictures[0, 0:4, 24:28] = 9
    pictures[1, 27, 0] = 7
    pictures[2, 4:24, 10:13] = 5
    cut = cut_to_20(pictures)
    assert cut.shape == (3, 20, 20)
    np.testing.assert_array_equal(np.argwhere(cut[0])[[0, -1]], [[8, 8], [11, 11]])
    np.testing.assert_array_equal(np.argwhere(cut[1]), [[9, 9]])
    np.testing.assert_array_equal(np.argwhere(cut[2])[[0, -1]], [[0, 8], [19, 10]])
    np.testing.assert_array_equal(cut.sum(axis=(1, 2)), pictures.sum(axis=(1, 2)))


def test_ink_larger_than_the_cut_loses_its_rim_and_blank_paper_stays_blank() -> None:
    pictures = np.zeros((2, 28, 28), dtype=np.uint8)
    pictures[0] = np.arange(1, 29)
    cut = cut_to_20(pictures)
    assert cut[0, 0].tolist() == list(range(5, 25))
    assert cut[1].max() == 0


@pytest.mark.parametrize("column", [True, False])
def test_a_split_holds_the_same_share_of_each_class_and_every_row_once(column: bool) -> None:
    y = np.repeat([3, 1, 8], [10, 20, 30])
    X = np.arange(60)[:, None] * np.ones(4)
    X_train, X_test, y_train, y_test = stratified_split(X, y[:, None] if column else y, test_fraction=0.3)
    assert [np.sum(y_test == label) for label in (3, 1, 8)] == [3, 6, 9]
    assert y_test.shape == ((18, 1) if column else (18,))
    assert sorted(np.concatenate([X_train, X_test])[:, 0]) == list(range(60))
    np.testing.assert_array_equal(y[X_train[:, 0].astype(int)], y_train.ravel())
    np.testing.assert_array_equal(y[X_test[:, 0].astype(int)], y_test.ravel())


def test_a_split_is_shuffled_and_its_seed_alone_decides() -> None:
    X, y = load_data((0, 1))
    first, again, other = (stratified_split(X, y, seed=seed) for seed in (1, 1, 2))
    for left, right in zip(first, again, strict=True):
        np.testing.assert_array_equal(left, right)
    assert not np.array_equal(first[1], other[1])
    assert 0 < first[3][:20].sum() < 20


def test_either_part_has_an_example_of_each_class() -> None:
    y = np.repeat([0, 1], 2)
    for fraction in (0.01, 0.99):
        _, _, y_train, y_test = stratified_split(y, y, test_fraction=fraction)
        assert set(y_train) == set(y_test) == {0, 1}


@pytest.mark.parametrize(
    ("X", "y", "fraction", "words"),
    [
        (np.zeros((4, 2)), np.zeros(3), 0.2, r"X has shape \(4, 2\) and y has shape \(3,\)"),
        (np.zeros((4, 2)), np.zeros((4, 2)), 0.2, "One class per example"),
        (np.zeros((0, 2)), np.zeros(0), 0.2, "One class per example"),
        (1.0, 2.0, 0.2, "One class per example"),
        (np.zeros((4, 2)), np.zeros(4), 1.0, "between 0 and 1, such as 0.2; it was 1.0"),
        (np.zeros((3, 2)), np.array([0, 0, 5]), 0.2, "Class 5 has a single example"),
    ],
)
def test_a_split_that_cannot_be_is_refused(X: object, y: object, fraction: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        stratified_split(X, y, test_fraction=fraction)  # type: ignore[arg-type]
