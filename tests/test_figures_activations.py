"""Curves of activations, sums of units, and values tried for settings are drawn from what they say."""

import re

import numpy as np
import pytest

from autils import plot_relu_pieces, plot_settings, plt_act_trio
from autils.style import description


def test_the_trio_draws_linear_sigmoid_and_relu() -> None:
    fig = plt_act_trio()
    assert [ax.get_title() for ax in fig.axes] == ["linear", "sigmoid", "ReLU"]
    curves = [ax.lines[-1] for ax in fig.axes]
    z = curves[0].get_xdata()
    assert (z[0], z[-1]) == (-5, 5)
    for curve, expected in zip(curves, (z, 1 / (1 + np.exp(-z)), np.where(z > 0, z, 0)), strict=True):
        np.testing.assert_allclose(curve.get_ydata(), expected, atol=1e-12)
    assert description(fig).startswith("Linear is a straight line, sigmoid an S between 0 and 1, ReLU zero")


def test_the_trio_has_one_scale_so_that_slopes_can_be_compared() -> None:
    axes = plt_act_trio().axes
    assert {ax.get_aspect() for ax in axes} == {1.0}
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1


def test_relu_units_bend_where_they_start_and_linear_units_never() -> None:
    bends = (0, 1.5, 4)
    fig = plot_relu_pieces(bends)
    sums = {ax.get_subplotspec().colspan.start: ax.lines[1] for ax in fig.axes if "sum" in ax.get_title()}
    x = sums[0].get_xdata()
    corners = x[1:-1][np.abs(np.diff(sums[0].get_ydata(), 2)) > 1e-6]
    assert {round(bends[np.argmin(np.abs(bends - corner))], 1) for corner in corners} == {1.5, 4}
    assert all(min(abs(corner - bend) for bend in bends) < 0.02 for corner in corners)
    np.testing.assert_allclose(np.diff(sums[1].get_ydata(), 2), 0, atol=1e-9)


def test_by_default_every_unit_makes_a_bend_inside_the_figure_with_its_name_above() -> None:
    fig = plot_relu_pieces()
    relu_sum = fig.axes[2].lines[1]
    assert np.sum(np.abs(np.diff(relu_sum.get_ydata(), 2)) > 1e-3) in (3, 4, 5, 6)
    (left, right) = fig.axes[2].get_xlim()
    for ax in (fig.axes[0], fig.axes[2]):
        named = {text.get_text(): text.xy[0] for text in ax.texts}
        assert list(named) == ["$c_{0}$", "$c_{1}$", "$c_{2}$"]
        assert all(left + 0.3 < x < right - 0.3 for x in named.values())


def test_the_sum_has_a_colour_of_its_own_and_the_curve_one_name() -> None:
    fig = plot_relu_pieces()
    sine, total = fig.axes[2].lines
    assert (sine.get_label(), total.get_label()) == ("sine", "sum")
    assert total.get_color() not in {line.get_color() for line in (sine, *fig.axes[0].lines)}
    assert "of the sine;" in description(fig)
    assert "of the wave;" in description(plot_relu_pieces(curve=np.cos, name="wave"))


def test_many_units_are_pale_and_unnamed() -> None:
    few, many = (plot_relu_pieces(np.linspace(0, 6, count)).axes[0] for count in (6, 25))
    assert len({line.get_color() for line in few.lines}) == 6
    assert len({line.get_color() for line in many.lines}) == 1
    assert max(line.get_linewidth() for line in many.lines) < min(line.get_linewidth() for line in few.lines)
    assert (len(few.texts), len(many.texts)) == (6, 0)


def test_each_sum_is_that_of_its_pieces_and_a_bias() -> None:
    fig = plot_relu_pieces((0, 2, 4))
    for column in (0, 1):
        above, below = (ax for ax in fig.axes if ax.get_subplotspec().colspan.start == column)
        pieces = np.sum([line.get_ydata() for line in above.lines], axis=0)
        assert len(above.lines) == 3
        np.testing.assert_allclose(np.ptp(below.lines[1].get_ydata() - pieces), 0, atol=1e-9)


def test_more_relu_units_come_closer_and_more_linear_units_do_not() -> None:
    def distances(count: int) -> tuple[float, float]:
        words = description(plot_relu_pieces(np.linspace(0, 2 * np.pi, count, endpoint=False)))
        relu, linear = re.findall(r"\d\.\d\d", words)
        return float(relu), float(linear)

    few, many = distances(3), distances(25)
    assert many[0] < few[0] / 5
    assert many[1] == few[1] > 0.9


def test_no_unit_adds_up_to_nothing() -> None:
    with pytest.raises(ValueError, match="at least one bend"):
        plot_relu_pieces(())


def test_the_best_value_of_every_setting_is_bold() -> None:
    fig = plot_settings(
        {"hidden width": {5: 0.8, 10: 0.9}, "learning rate": {1e-4: 0.7, 1e-3: 0.95, 1e-2: 0.9}}
    )
    bold = [[t.get_text() for t in ax.texts if t.get_fontweight() == "bold"] for ax in fig.axes]
    assert bold == [["0.900"], ["0.950"]]
    assert [ax.get_xlabel() for ax in fig.axes] == ["hidden width", "learning rate"]
    assert [tick.get_text() for tick in fig.axes[1].get_xticklabels()] == ["0.0001", "0.001", "0.01"]
    assert description(fig) == (
        "Validation accuracy by hidden width: 0.800 for 5, 0.900 for 10; "
        "by learning rate: 0.700 for 0.0001, 0.950 for 0.001, 0.900 for 0.01."
    )


@pytest.mark.parametrize("results", [{}, {"hidden width": {}}])
def test_a_setting_without_values_is_refused(results: dict[str, dict[int, float]]) -> None:
    with pytest.raises(ValueError, match="at least one value"):
        plot_settings(results)
