"""The diagrams of a two-layer network are true to its equations, and no text covers another."""

import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text

from autils import (
    draw_backward_chain,
    draw_layer_step,
    draw_network,
    draw_product_shapes,
    draw_two_layer_network,
)
from autils.style import BLUE, PURPLE, RED, description
from tests.figure_reading import assert_readable, words_of

DW2 = (("dW2", ("n_y", "n_h")), ("dZ2", ("n_y", "m")), ("A1.T", ("m", "n_h")))
DZ1 = (("dZ1", ("n_h", "m")), ("W2.T", ("n_h", "n_y")), ("dZ2", ("n_y", "m")))
IN_NUMBERS = (("db1", (25, 1)), ("dZ1", (25, 4000)), ("ones", (4000, 1)))
FIGURES: dict[str, Callable[[], Figure]] = {
    "N1": draw_two_layer_network,
    "N3": draw_layer_step,
    "N4": lambda: draw_network([400, 25, 10], "sigmoid", bias_units=True, columns=True),
    "N4 with softmax outside": lambda: draw_network(
        [784, 128, 64, 10], "relu", bias_units=True, outside="softmax", output_name=[*"0123456789"]
    ),
    "N4 of many layers": lambda: draw_network([20, 7, 5, 5, 3, 2], "tanh", bias_units=True, columns=True),
    "N5": draw_backward_chain,
    "N6": lambda: draw_product_shapes([DW2, DZ1]),
    "N6 in numbers": lambda: draw_product_shapes([IN_NUMBERS]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_leaves_the_figure(name: str) -> None:
    assert_readable(FIGURES[name]())


def test_the_network_shows_the_symbols_of_its_equations() -> None:
    words = words_of(draw_two_layer_network())
    for symbol in ("W^{[1]}", "b^{[1]}", "W^{[2]}", "b^{[2]}"):
        assert f"${symbol}$" in words
    for first, last in (("x_{1}", "x_{n_x}"), ("y_{1}", "y_{n_y}")):
        assert {f"${first}$", f"${last}$"} <= set(words)
    for layer, size in ((1, "n_h"), (2, "n_y")):
        for letter in "za":
            assert {f"${letter}^{{[{layer}]}}_{{{index}}}$" for index in ("1", size)} <= set(words)
    assert "$z^{[1]} = W^{[1]} x + b^{[1]}$" in words
    assert "$a^{[2]} = \\varphi(z^{[2]})$" in words
    joined = "".join(words)
    assert all(shape in joined for shape in ("(n_h, n_x)", "(n_h, 1)", "(n_y, n_h)", "(n_y, 1)"))


def test_every_unit_of_the_network_is_joined_to_every_unit_of_the_next_layer() -> None:
    (ax,) = draw_two_layer_network().axes
    thin = [line for line in ax.lines if line.get_linewidth() == 0.7]
    assert len(thin) == 3 * 3 + 3 * 2
    assert sum("against" in text.get_text() for text in ax.texts) == 1
    assert sum(line.is_dashed() for line in ax.lines) == 2  # each drawn output to its label


def test_the_network_is_described_by_its_equations() -> None:
    assert description(draw_two_layer_network()) == (
        "Inputs, one hidden layer, outputs, with W1, b1, W2, b2 between. The inputs x of one example give "
        "z1 = W1 x + b1 and a1 = phi(z1) in the hidden layer, these give z2 = W2 a1 + b2 and a2 = phi(z2), "
        "and the outputs a2 stand against the labels y."
    )


def test_a_layer_step_is_weighted_sum_bias_activation() -> None:
    fig = draw_layer_step()
    words = words_of(fig)
    assert [word for word in words if re.match(r"\d  ", word)] == [
        "1  weighted sum",
        "2  bias",
        "3  activation",
    ]
    assert description(fig).startswith(
        "Weighted sum, bias, activation. Row j of W times x, plus entry j of b"
    )
    shapes = re.findall(r"\(n_h, n_x\)|\(n_[hx], 1\)", "".join(words))
    assert shapes == ["(n_h, n_x)", "(n_x, 1)", "(n_h, 1)", "(n_h, 1)", "(n_h, 1)"]


def test_a_layer_step_frames_one_row_of_w_all_of_x_and_one_entry_of_each_column() -> None:
    (ax,) = draw_layer_step().axes
    frames = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_linewidth() == 2.2]
    side = min(frame.get_width() for frame in frames)
    in_cells = [(round(f.get_width() / side), round(f.get_height() / side)) for f in frames]
    assert in_cells == [(3, 1), (1, 3), (1, 1), (1, 1), (1, 1)]
    assert len({round(f.get_y(), 6) for f in frames if f.get_height() < 2 * side}) == 1


def test_bias_units_stand_in_every_layer_but_the_last_and_reach_every_real_unit() -> None:
    with_bias, without = (draw_network([3, 4, 2], bias_units=flag) for flag in (True, False))
    assert words_of(with_bias).count("+1") == 2
    assert "+1" not in words_of(without)
    assert len(with_bias.findobj(Circle)) == 3 + 4 + 2 + 2
    assert len(without.axes[0].lines) == 3 * 4 + 4 * 2
    assert len(with_bias.axes[0].lines) == (3 + 1) * 4 + (4 + 1) * 2
    lines = with_bias.axes[0].lines
    starts = [disc.center for disc in with_bias.findobj(Circle) if disc.get_edgecolor()[:3] == rgb(PURPLE)]
    ends = {(line.get_xdata()[1], line.get_ydata()[1]) for line in lines}
    assert len(starts) == 2
    assert not ends & {(x, y) for x, y in starts}


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))


def test_bias_units_are_said_with_the_sizes() -> None:
    assert description(draw_network([400, 25, 10], "sigmoid", bias_units=True)) == (
        "Network with 400 inputs, one hidden layer of 25 units, 10 outputs. Every layer is sigmoid. "
        "Beside the inputs and every hidden layer stands a unit +1 for the biases."
    )
    assert description(draw_network([4, 1], bias_units=True)).endswith(
        "Beside the inputs stands a unit +1 for the biases."
    )


def test_shapes_are_those_of_rows_or_of_columns() -> None:
    rows, columns = (words_of(draw_network([400, 25, 10], columns=flag)) for flag in (False, True))
    assert {"(400, 25)", "(25,)", "(25, 10)", "(10,)"} <= set(rows)
    assert {"(25, 400)", "(25, 1)", "(10, 25)", "(10, 1)"} <= set(columns)


def numbers_of(fig: Figure) -> list[float]:
    texts = [text.replace("\N{MINUS SIGN}", "-") for text in words_of(fig)]
    return [float(text) for text in texts if re.fullmatch(r"-?\d+\.\d{3}", text)]


def given_of(fig: Figure) -> dict[str, float]:
    (line,) = (word for word in words_of(fig) if word.startswith("$w^{[1]}$ = "))
    found = re.findall(r"\$(\w)(?:\^\{\[(\d)\]\})?\$ = (\S+?)(?:,|$)", line.replace("\N{MINUS SIGN}", "-"))
    return {letter + layer: float(value) for letter, layer, value in found}


def chain(w1: float, b1: float, w2: float, b2: float, x: float, y: float) -> list[float]:
    """The chain once more, by the formula with exp."""
    z1 = w1 * x + b1
    a1 = 1 / (1 + np.exp(-z1))
    z2 = w2 * a1 + b2
    a2 = 1 / (1 + np.exp(-z2))
    return [x, z1, a1, z2, a2, (a2 - y) ** 2 / 2]


def test_the_chain_holds_the_values_that_its_given_numbers_make() -> None:
    fig = draw_backward_chain()
    given = given_of(fig)
    assert set(given) == {"w1", "b1", "w2", "b2", "y"}
    values = numbers_of(fig)[:6]
    np.testing.assert_allclose(values, chain(x=values[0], **given), atol=5.1e-4)


def test_the_way_back_gives_the_derivatives_that_small_changes_give() -> None:
    fig = draw_backward_chain()
    numbers, given = numbers_of(fig), given_of(fig)
    assert len(numbers) == 6 + 5 + 6
    factors, products = numbers[6:11], numbers[11:]
    assert products[0] == 1
    for factor, (before, after) in zip(factors, pairwise(products), strict=True):
        assert before * factor == pytest.approx(after, abs=1.6e-3)

    def derivative(name: str) -> float:
        up, down = (chain(x=numbers[0], **given | {name: given[name] + step})[-1] for step in (1e-5, -1e-5))
        return float(up - down) / 2e-5

    assert products[-1] == pytest.approx(derivative("w1"), abs=5.1e-4)
    beside = [
        word.replace("\N{MINUS SIGN}", "-") for word in words_of(fig) if re.search(r"partial L.*\$ = ", word)
    ]
    beside_values = [float(word.rpartition("= ")[2]) for word in beside]
    expected = [derivative(name) for name in ("w2", "b2", "b1")]
    np.testing.assert_allclose(beside_values, expected, atol=5.1e-4)


def test_the_way_back_is_read_from_the_right() -> None:
    fig = draw_backward_chain()
    words = description(fig)
    assert words.startswith(
        "The derivative of the cost is a product of local derivatives collected from right to left."
    )
    factors = [f"{number:.3f}".replace("-", "\N{MINUS SIGN}") for number in numbers_of(fig)[6:11]]
    assert " \N{MULTIPLICATION SIGN} ".join(factors) in words
    xs = [t.get_position()[0] for t in fig.axes[0].texts if t.get_text().startswith(r"$\frac{\partial")]
    assert len(xs) == 5
    assert xs == sorted(xs, reverse=True)


def rectangles_of(fig: Figure) -> list[Rectangle]:
    return [patch for patch in fig.axes[0].patches if isinstance(patch, Rectangle)]


def test_a_size_is_equally_long_wherever_it_stands() -> None:
    products = [DW2, DZ1, IN_NUMBERS]
    shapes = [shape for product in products for _, shape in product]
    lengths: dict[str, set[float]] = {}
    for shape, rectangle in zip(shapes, rectangles_of(draw_product_shapes(products)), strict=True):
        lengths.setdefault(str(shape[0]), set()).add(round(rectangle.get_height(), 6))
        lengths.setdefault(str(shape[1]), set()).add(round(rectangle.get_width(), 6))
    assert [name for name, drawn in lengths.items() if len(drawn) != 1] == []
    assert len(set().union(*lengths.values())) == len(lengths) == 6


def test_inner_sizes_are_red_and_dashed_and_the_outer_ones_keep_their_colours() -> None:
    fig = draw_product_shapes([DZ1])
    sides = [line for line in fig.axes[0].lines if line.get_linewidth() == 3.4]
    assert [line.get_color() for line in sides] == [BLUE, PURPLE, BLUE, RED, RED, PURPLE]
    assert [line.is_dashed() for line in sides] == [False, False, False, True, True, False]
    texts = [t for t in fig.findobj(Text) if t.get_fontweight() == "bold" and t.get_color() == RED]
    assert [text.get_text() for text in texts] == ["n_y", "n_y"]
    assert "cancels" in words_of(fig)


def test_products_are_said_in_words() -> None:
    assert description(draw_product_shapes([DW2, DZ1])) == (
        "Shapes of matrix products, in each of which the inner size cancels. "
        "dW2, n_y by n_h, is dZ2, n_y by m, times A1.T, m by n_h. "
        "dZ1, n_h by m, is W2.T, n_h by n_y, times dZ2, n_y by m."
    )


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one product"):
        draw_product_shapes([])
    with pytest.raises(
        ValueError, match=r"dZ2 \(n_y, m\) times A1 \(n_h, m\): the inner sizes m and n_h must agree"
    ):
        draw_product_shapes([(DW2[0], DW2[1], ("A1", ("n_h", "m")))])
    with pytest.raises(ValueError, match=r"has the shape \(n_y, n_h\); dW2 was given \(n_h, n_y\)"):
        draw_product_shapes([DW2, (("dW2", ("n_h", "n_y")), *DW2[1:])])
    with pytest.raises(ValueError, match="at most 4 sizes can be told apart; got 2, 4, 3, 5, 6"):
        draw_product_shapes(
            [(("A", (2, 4)), ("B", (2, 3)), ("C", (3, 4))), (("A", (5, 6)), ("B", (5, 1)), ("C", (1, 6)))]
        )
