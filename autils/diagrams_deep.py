"""A network with any number of layers, and how its forward and backward passes fit together."""

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autils.drawing import Place, arrow, box, connections, disc, sheet, write
from autils.style import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    PALE,
    PALE_BLUE,
    PALE_GREEN,
    PALE_PURPLE,
    PALE_VERMILION,
    PURPLE,
    VERMILION,
    describe,
    styled,
)

_WIDTH = 7.6
_RADIUS = 0.145
_PITCH = 0.37
_MIDDLE = 2.05  # of the columns of units, in inches from the top


@styled
def draw_deep_network(hidden: str = "ReLU", output: str = "softmax") -> Figure:
    """Draw a network with L layers in symbols: sizes, activations, and the shapes of weights and outputs.

    Args:
        hidden: activation of the layers 1 to L - 1.
        output: activation of layer L.

    Returns:
        The figure.
    """
    fig, ax = sheet(_WIDTH, 4.6)
    xs = (0.75, 2.45, 4.15, 6.8)
    between = [(x + after) / 2 for x, after in pairwise(xs)]
    layers = ("0", "1", "2", "L")
    units = [_units(x, count) for x, count in zip(xs, (6, 5, 5, 4), strict=True)]
    connections(ax, units[0], units[1])
    connections(ax, units[1], units[2])
    for places, side in ((units[2], 1), (units[3], -1)):  # short ends: the layers between are not drawn
        for x, y in places:
            connections(ax, [(x, y)], [(x + side * 0.66, y + rise) for rise in (-0.2, 0, 0.2)])
    write(ax, between[2], _MIDDLE, "\N{MIDLINE HORIZONTAL ELLIPSIS}", fontsize=22, color=MUTED)
    for k, (x, layer) in enumerate(zip(xs, layers, strict=True)):
        for place in units[k]:
            disc(ax, *place, _RADIUS, *((PALE_GREEN, GREEN) if k else (PALE_BLUE, BLUE)))
        (_, above), (_, last) = units[k][-2:]
        write(ax, x, (above + last) / 2, "\N{VERTICAL ELLIPSIS}", fontsize=15, color=MUTED)
        activation = "" if k == 0 else output if layer == "L" else hidden
        lines: tuple[tuple[str, dict[str, Any]], ...] = (
            (f"layer {layer}" if k else "inputs", {"fontweight": "bold"}),
            (activation, {"color": MUTED}),
            (f"$n_{layer}$ {'units' if k else 'numbers'}", {}),
            (f"$A_{layer}{'' if k else ' = X'}$: $(n_{layer}, m)$", {"color": GREEN if k else BLUE}),
        )
        for line, (words, looks) in enumerate(lines):
            write(ax, x, 3.48 + 0.26 * line, words, **looks)
    for x, layer, before in zip((*between[:2], xs[3] - 0.75), layers[1:], ("0", "1", "L{-}1"), strict=True):
        write(ax, x, 0.3, f"$W_{layer}$: $(n_{layer}, n_{{{before}}})$", color=VERMILION, fontsize=11)
        write(ax, x, 0.6, f"$b_{layer}$: $(n_{layer}, 1)$", color=PURPLE, fontsize=11)
    return describe(
        fig,
        f"Network with n_0 inputs and L layers of n_1, n_2, ..., n_L units: {hidden} in all but the last, "
        f"{output} in layer L. Layer l has weights W_l of shape (n_l, n_(l-1)), biases b_l of shape "
        "(n_l, 1) and, for m examples, outputs A_l of shape (n_l, m).",
    )


@styled
def draw_forward_backward(layers: int = 3) -> Figure:
    """Draw the forward pass as a chain of layers that leave caches, and below it the backward pass.

    Args:
        layers: number of layers, 2 to 4; all but the last are ReLU, the last is softmax.

    Returns:
        The figure.

    Raises:
        ValueError: the chain is too short or too long to draw.
    """
    if layers not in (2, 3, 4):
        raise ValueError(f"draw_forward_backward draws 2 to 4 layers; got {layers}.")
    fig, ax = sheet(_WIDTH, 4.25)
    left, right = 0.66, 6.34  # the chain; the cost stands at its right
    pitch, wide = (right - left) / layers, 0.94
    xs = [left + pitch * (k + 0.5) for k in range(layers)]
    end = right + 0.12
    top, middle, low = 0.85, 2.12, 3.4  # where the centres of boxes and caches are
    write(ax, 0.15, 0.25, "forward", ha="left", fontsize=12, fontweight="bold", color=GREEN)
    write(ax, end + 0.93, low + 0.6, "backward", ha="right", fontsize=12, fontweight="bold", color=VERMILION)
    for layer, x in enumerate(xs, start=1):
        before = f"A_{layer - 1}" if layer > 1 else "X"
        _part(ax, (x, top), wide, f"layer {layer}", "softmax" if layer == layers else "ReLU", GREEN)
        _part(
            ax,
            (x, middle),
            wide,
            f"cache {layer}",
            f"${before}, W_{layer}, b_{layer}$\n$Z_{layer}, A_{layer}$",
            PURPLE,
        )
        _part(ax, (x, low), wide, f"layer {layer}", f"$dW_{layer}, db_{layer}$", VERMILION)
        arrow(ax, (x, top + 0.34), (x, middle - 0.47), PURPLE)
        arrow(ax, (x, middle + 0.45), (x, low - 0.36), PURPLE)
    _part(ax, (end + 0.48, top), 0.9, "cost", f"$A_{layers}, Y$", INK)
    _part(ax, (end + 0.48, low), 0.9, "gradient", f"$A_{layers} - Y$", INK)
    arrow(ax, (end + 0.48, top + 0.34), (end + 0.48, low - 0.36), INK)
    stops = [left - 0.3, *xs, end + 0.48]
    for k, (x, after) in enumerate(pairwise(stops)):
        start, stop = x + (wide / 2 if k else 0.1) + 0.04, after - (0.45 if k == layers else wide / 2) - 0.06
        arrow(ax, (start, top), (stop, top), GREEN)
        arrow(ax, (stop, low), (start, low), VERMILION)
        write(ax, (start + stop) / 2, top - 0.2, "$X$" if k == 0 else f"$A_{k}$", color=GREEN)
        write(ax, (start + stop) / 2, low - 0.2, f"$dZ_{k}$" if k == layers else f"$dA_{k}$", color=VERMILION)
    return describe(
        fig,
        f"Each backward step reads the cache of its own layer. Forward: X goes through the layers 1 to "
        f"{layers} to the cost, and each leaves a cache. Backward: dZ_{layers} = A_{layers} - Y enters layer "
        f"{layers}; down to layer 1, each gives dW and db and hands dA on to the layer before it.",
    )


def _units(x: float, count: int) -> list[Place]:
    """Return where a column's units stand, with room for dots before the last."""
    top = _MIDDLE - count * _PITCH / 2
    return [(x, top + (k + (k == count - 1)) * _PITCH) for k in range(count)]


def _part(ax: Axes, centre: Place, wide: float, head: str, body: str, colour: str) -> None:
    """Draw a box with a bold first line and one or two more lines below it."""
    x, y = centre
    high = 0.86 if "\n" in body else 0.64
    fill = {GREEN: PALE_GREEN, PURPLE: PALE_PURPLE, VERMILION: PALE_VERMILION}.get(colour, PALE)
    box(ax, x - wide / 2, y - high / 2, wide, high, fill, colour)
    write(ax, x, y - high / 2 + 0.19, head, fontweight="bold")
    write(ax, x, y + 0.13, body, linespacing=1.4)
