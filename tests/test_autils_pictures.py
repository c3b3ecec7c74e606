"""Pictures made by strokes and moved by whole pixels."""

import numpy as np
import pytest

from autils import digit_from_strokes, shifted


def test_a_stroke_is_inked_along_its_line_and_nowhere_else() -> None:
    picture = digit_from_strokes([[(4, 14), (23, 14)]], thickness=3)
    assert (picture.shape, picture.dtype) == ((28, 28), np.uint8)
    assert np.all(picture[4:24, 13:16] == 255)
    assert not picture[:, :12].any()
    assert not picture[:, 17:].any()
    assert not picture[:2].any()
    assert not picture[26:].any()


def test_a_slanted_stroke_is_as_thick_as_an_upright_one() -> None:
    upright = digit_from_strokes([[(10, 32), (54, 32)]], side=64, thickness=4)
    slanted = digit_from_strokes([[(10, 10), (10 + 44 / 2**0.5, 10 + 44 / 2**0.5)]], side=64, thickness=4)
    assert float(slanted.sum()) == pytest.approx(float(upright.sum()), rel=0.02)
    assert np.any((slanted > 0) & (slanted < 255))  # its edge is smooth


def test_strokes_add_up_and_a_corner_is_joined() -> None:
    bar, stem = [(5, 8), (5, 20)], [(5, 20), (22, 12)]
    both = digit_from_strokes([bar, stem])
    np.testing.assert_array_equal(both, np.maximum(digit_from_strokes([bar]), digit_from_strokes([stem])))
    np.testing.assert_array_equal(both, digit_from_strokes([[*bar, stem[1]]]))


def test_one_point_is_a_dot_and_no_stroke_an_empty_picture() -> None:
    dot = digit_from_strokes([[(2, 3)]], side=7, thickness=1)
    assert np.argwhere(dot).tolist() == [[2, 3]]
    assert dot[2, 3] == 255
    assert not digit_from_strokes([]).any()


@pytest.mark.parametrize("stroke", [[], (3, 4), [(1, 2, 3)]])
def test_what_is_no_list_of_points_is_refused(stroke: object) -> None:
    with pytest.raises(ValueError, match=r"A stroke is a list of points \(row, column\); got"):
        digit_from_strokes([stroke])  # type: ignore[list-item]


PICTURE = np.arange(1, 13, dtype=np.uint8).reshape(3, 4)


def test_pictures_move_down_and_to_the_right_and_leave_nothing_behind() -> None:
    assert shifted(PICTURE, down=1).tolist() == [[0, 0, 0, 0], [1, 2, 3, 4], [5, 6, 7, 8]]
    assert shifted(PICTURE, right=2).tolist() == [[0, 0, 1, 2], [0, 0, 5, 6], [0, 0, 9, 10]]
    assert shifted(PICTURE, -1, -3).tolist() == [[8, 0, 0, 0], [12, 0, 0, 0], [0, 0, 0, 0]]


def test_many_pictures_move_alike_and_the_originals_stay() -> None:
    pictures = np.stack([PICTURE, PICTURE[::-1]])
    before = pictures.copy()
    moved = shifted(pictures, 1, -1)
    assert (moved.shape, moved.dtype) == (pictures.shape, np.uint8)
    for one, original in zip(moved, before, strict=True):
        np.testing.assert_array_equal(one, shifted(original, 1, -1))
    moved[:] = 0
    np.testing.assert_array_equal(pictures, before)


def test_a_move_by_nothing_is_a_copy_and_one_by_the_whole_size_empties_the_picture() -> None:
    same = shifted(PICTURE)
    np.testing.assert_array_equal(same, PICTURE)
    assert not np.shares_memory(same, PICTURE)
    for steps in ((3, 0), (-3, 0), (0, 4), (0, -7)):
        assert not shifted(PICTURE, *steps).any()


@pytest.mark.parametrize("shape", [(784,), (2, 3, 4, 5)])
def test_flat_pictures_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(
        ValueError, match=r"Pictures need shape \(m, height, width\) or \(height, width\); got"
    ):
        shifted(np.zeros(shape), 1)
