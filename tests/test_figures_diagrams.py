"""Diagrams are true to their numbers, and no text covers another."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle
from matplotlib.text import Text

from autils import (
    draw_broadcast,
    draw_broadcast_table,
    draw_dense_unit,
    draw_matmul,
    draw_network,
    draw_softmax_output,
    draw_top_seller,
)
from autils.style import RED, description
from tests.figure_reading import assert_readable, words_of

NETWORK = [400, 25, 15, 1]
TEN_CLASSES = [400, 25, 15, 10]
TEN_NAMES = [f"P({k})" for k in range(10)]
FIGURES: dict[str, Callable[[], Figure]] = {
    "F1": lambda: draw_network(NETWORK, "sigmoid", output_name="P(digit is 1)"),
    "F1 with ten outputs": lambda: draw_network(TEN_CLASSES, ["relu", "relu", "linear"]),
    "F1 with softmax outside": lambda: draw_network(TEN_CLASSES, "relu", TEN_NAMES, outside="softmax"),
    "F1 with numbers up to 784": lambda: draw_network([784, 512, 256, 128, 10]),
    "F2": draw_dense_unit,
    "F2 last unit": lambda: draw_dense_unit(inputs=5, units=4, unit=3),
    "F2 first of many units": lambda: draw_dense_unit(inputs=2, units=4, unit=0),
    "F3": lambda: draw_matmul((1, "n"), ("n", "j")),
    "F3 in numbers": lambda: draw_matmul((1, 400), (400, 25), (25,), names=("x.T", "W1", "b1", "z1")),
    "F4": lambda: draw_matmul(("m", "n"), ("n", "j"), (1, "j")),
    "F5": draw_broadcast_table,
    "F6": lambda: draw_broadcast((3, 1), ()),
    "F7": lambda: draw_broadcast((4, 1), (1, 3)),
    "F8": lambda: draw_broadcast((2, 3), (3,), values_a=[[10, 20, 30], [40, 50, 60]]),
    "softmax output": draw_softmax_output,
    "top seller": draw_top_seller,
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_leaves_the_figure(name: str) -> None:
    assert_readable(FIGURES[name]())


@pytest.mark.parametrize("name", FIGURES)
def test_every_diagram_has_a_description(name: str) -> None:
    assert description(FIGURES[name]()).endswith(".")


def test_a_network_names_sizes_shapes_and_activations() -> None:
    fig = draw_network(NETWORK, "sigmoid")
    words = words_of(fig)
    for expected in (
        "400 inputs",
        "25 units",
        "15 units",
        "1 unit",
        "(400, 25)",
        "(25, 15)",
        "(15, 1)",
        "(1,)",
    ):
        assert expected in words
    assert words.count("sigmoid") == 3
    assert description(fig) == (
        "Network with 400 inputs, two hidden layers of 25 and 15 units, one output. Every layer is sigmoid."
    )


def test_a_large_layer_shows_its_last_unit_after_dots_and_a_small_one_every_unit() -> None:
    fig = draw_network([30, 5])
    numbers = [word for word in words_of(fig) if word.isdigit()]
    assert numbers == ["0", "1", "2", "3", "29", "0", "1", "2", "3", "4"]
    assert len(fig.findobj(Circle)) == 10
    assert "\N{VERTICAL ELLIPSIS}" in words_of(fig)


def test_every_drawn_unit_is_joined_to_every_unit_of_the_next_layer() -> None:
    assert len(draw_network([3, 4, 2]).axes[0].lines) == 3 * 4 + 4 * 2


def test_descriptions_of_other_networks_are_right() -> None:
    assert description(draw_network([2, 1])) == "Network with 2 inputs, no hidden layer, one output."
    assert description(draw_network([5, 4, 3, 2, 2], ["a", "b", "c", "d"])) == (
        "Network with 5 inputs, three hidden layers of 4, 3 and 2 units, 2 outputs. "
        "Activations in order: a, b, c, d."
    )


def test_an_output_layer_of_ten_shows_every_unit_and_a_name_for_each() -> None:
    fig = draw_network([30, 10], output_name=TEN_NAMES)
    words = words_of(fig)
    digits = [word for word in words if word.isdigit()]
    assert digits[-10:] == [str(k) for k in range(10)]
    assert [word for word in words if word in TEN_NAMES] == TEN_NAMES


def test_what_is_applied_outside_the_model_is_dashed_and_said() -> None:
    def boxes(fig: Figure) -> list[FancyBboxPatch]:
        return fig.findobj(FancyBboxPatch)

    fig = draw_network(TEN_CLASSES, ["relu", "relu", "linear"], outside="softmax")
    (dashed,) = boxes(fig)
    assert dashed.get_linestyle() not in ("-", "solid")
    assert "softmax" in words_of(fig)
    assert description(fig) == (
        "Network with 400 inputs, two hidden layers of 25 and 15 units, 10 outputs. "
        "Activations in order: relu, relu, linear. Outside the model, softmax is applied to the outputs."
    )
    assert not boxes(draw_network(TEN_CLASSES))


@pytest.mark.parametrize("sizes", [[4, 3], [30, 11]])
def test_names_for_some_of_the_outputs_only_are_refused(sizes: list[int]) -> None:
    with pytest.raises(ValueError, match=f"got {len(TEN_NAMES)} names for {sizes[-1]} outputs"):
        draw_network(sizes, output_name=TEN_NAMES)


def test_softmax_output_marks_the_largest_probability() -> None:
    words = words_of(draw_softmax_output())
    assert {"$z_{0}$", "$z_{N-1}$", "$a_{0}$", "$a_{N-1}$", "argmax:\nclass 1"} <= set(words)
    assert "adding to one; the largest is the answer" in description(draw_softmax_output())


def test_awareness_alone_is_picked_out_among_the_hidden_features() -> None:
    fig = draw_top_seller()
    features = {"affordability", "awareness", "perceived quality"}
    looks = {t.get_text(): t.get_fontweight() for t in fig.findobj(Text) if t.get_text() in features}
    assert looks == {"affordability": "normal", "awareness": "bold", "perceived quality": "normal"}
    assert "a degree instead of two states" in description(fig)


def test_a_network_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match=r"at least one layer, each at least 1; got \[4\]"):
        draw_network([4])
    with pytest.raises(ValueError, match="2 layers need 2 activations"):
        draw_network([4, 3, 2], ["relu"])


def test_the_unit_that_is_picked_out_must_exist() -> None:
    with pytest.raises(ValueError, match="unit is 3; with 3 units it must be from 0 to 2"):
        draw_dense_unit(units=3, unit=3)
    with pytest.raises(ValueError, match="4 inputs and 9 units: draw 1 to 8 inputs and 1 to 4 units"):
        draw_dense_unit(units=9)


def test_a_product_shows_both_shapes_and_that_of_the_result() -> None:
    words = "".join(words_of(draw_matmul((1, 400), (400, 25), (25,), names=("x.T", "W1", "b1", "z1"))))
    for shape in ("(1, 400)", "(400, 25)", "(25,)", "(1, 25)"):
        assert shape in words


def test_inner_sizes_are_red_and_bold_and_nothing_else_is() -> None:
    fig = draw_matmul(("m", "n"), ("n", "p"), (1, "p"))
    marked = [
        t.get_text() for t in fig.findobj(Text) if t.get_color() == RED and t.get_fontweight() == "bold"
    ]
    assert marked == ["n", "n"]


def test_descriptions_of_products_name_what_is_drawn() -> None:
    assert description(draw_matmul((1, "n"), ("n", "p"))) == (
        "A row of n numbers times a matrix of n by p gives a row of p numbers; the inner sizes must agree."
    )
    assert description(draw_matmul(("m", "n"), ("n", "p"), ("p",))) == (
        "Row i of X and column j of W make entry i, j of Z; b is added to every row; "
        "the inner sizes must agree."
    )


def test_the_picked_column_has_a_letter_that_is_no_size() -> None:
    fig = draw_matmul(("m", "n"), ("n", "j"))
    assert "k" in words_of(fig)
    assert "column k of W" in description(fig)


def test_products_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="the inner sizes 3 and 4 must agree"):
        draw_matmul((2, 3), (4, 5))
    with pytest.raises(ValueError, match=r"bias of shape \(4,\) does not fit a product with 5 columns"):
        draw_matmul((2, 3), (3, 5), (4,))
    with pytest.raises(ValueError, match="names must name each array once"):
        draw_matmul((2, 3), (3, 5), names=("X", "W"))


@pytest.mark.parametrize(
    ("shape_a", "shape_b"), [((3, 1), ()), ((4, 1), (1, 3)), ((2, 3), (3,)), ((3,), (3, 1)), ((1, 2), (2, 2))]
)
@pytest.mark.parametrize(("symbol", "combine"), [("+", np.add), ("-", np.subtract), ("*", np.multiply)])
def test_the_drawn_result_is_numpys(
    shape_a: tuple[int, ...], shape_b: tuple[int, ...], symbol: str, combine: np.ufunc
) -> None:
    a = np.arange(np.prod(shape_a, dtype=int)).reshape(shape_a) + 2
    b = np.arange(np.prod(shape_b, dtype=int)).reshape(shape_b) + 7
    expected = combine(a, b)
    fig = draw_broadcast(shape_a, shape_b, a, b, symbol)
    in_cells = [t.get_text() for t in fig.findobj(Text) if t.get_fontfamily() != ["DejaVu Sans Mono"]]
    drawn = [word for word in in_cells if word.lstrip("-").isdigit()]
    assert drawn[-expected.size :] == [str(number) for number in expected.ravel()]
    assert len(drawn) == a.size + b.size + 3 * expected.size
    assert str(expected.tolist()) in description(fig)


def test_copies_are_hatched_and_originals_are_not() -> None:
    fig = draw_broadcast((4, 1), (1, 3))
    hatched = [patch for patch in fig.findobj(Rectangle) if patch.get_hatch()]
    assert len(hatched) == (12 - 4) + (12 - 3)


def test_grown_sizes_are_red_and_bold() -> None:
    fig = draw_broadcast((4, 1), (1, 3))
    grown = [t.get_text() for t in fig.findobj(Text) if t.get_color() == RED and t.get_fontweight() == "bold"]
    assert grown == ["3", "4"]


def test_shapes_that_cannot_be_drawn_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be broadcast"):
        draw_broadcast((3,), (4,))
    with pytest.raises(ValueError, match="Only arrays up to 6 by 6"):
        draw_broadcast((7, 1), (1, 3))
    with pytest.raises(ValueError, match=r"symbol is '/'; choose one of \+, -, \*"):
        draw_broadcast((3,), (3,), symbol="/")


def test_the_table_gives_numpys_shapes_and_errors() -> None:
    assert description(draw_broadcast_table()) == (
        "Pairs of shapes aligned at the right. (3, 1) and (1, 4) give (3, 4); (4,) and (3, 4) give (3, 4); "
        "(2, 3, 1) and (3, 5) give (2, 3, 5); (3,) and (4,) do not fit: ValueError."
    )
