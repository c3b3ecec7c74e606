"""A network as columns of units, and a dense layer unit by unit."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autils.drawing import Look, Place, arrow, box, cells, connections, disc, frame, sheet, write, write_shape
from autils.images import counted
from autils.style import (
    BLUE,
    GREEN,
    INK,
    LINE,
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
_MOST_OUTPUTS = 10  # of which every one is drawn
_BIAS = "+1"
_PALE_LINE = "#dcb6cc"  # purple, as the biases are
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


@styled
def draw_network(
    layer_sizes: Sequence[int],
    activations: str | Sequence[str] | None = None,
    output_name: str | Sequence[str] | None = None,
    alt: str | None = None,
    outside: str | None = None,
    bias_units: bool = False,
    columns: bool = False,
) -> Figure:
    """Draw a network of dense layers as columns of units, with the shapes of its weights and biases.

    Large layers show their first units, dots, and the last one; an output layer shows up to ten units.

    Args:
        layer_sizes: number of inputs, then of units per layer: ``[400, 25, 15, 1]``.
        activations: name for all layers, or one per layer, written below; None writes none.
        output_name: what the last layer's output means, written at its right; or one name per output.
        alt: text for ``fig.alt_text``; None says the sizes and activations.
        outside: name of a function that is applied to the outputs after the model, in a dashed box.
        bias_units: whether every layer but the last has one more unit, which always gives 1.
        columns: whether examples are columns, W1 of shape (units, inputs) and b1 of shape (units, 1); else
            they are rows as in Keras, W1 of shape (inputs, units) and b1 of shape (units,).

    Returns:
        The figure.

    Raises:
        ValueError: fewer than two sizes, a size below 1, not one activation per layer, or output names
            for some of the outputs only.
    """
    sizes = list(layer_sizes)
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"A network needs inputs and at least one layer, each at least 1; got {sizes}.")
    layers = len(sizes) - 1
    names = [activations] * layers if isinstance(activations, str) else list(activations or [])
    if len(names) not in (0, layers):
        raise ValueError(f"{layers} layers need {layers} activations; got {names}.")
    output_names = [output_name] if isinstance(output_name, str) else list(output_name or [])
    if len(output_names) > 1 and (len(output_names) != sizes[-1] or sizes[-1] > _MOST_OUTPUTS):
        raise ValueError(
            f"output_name must be one name, or one for each of up to {_MOST_OUTPUTS} outputs; "
            f"got {len(output_names)} names for {counted(sizes[-1], 'output')}."
        )
    shown = [*map(_shown, sizes[:-1]), _shown(sizes[-1], whole=_MOST_OUTPUTS)]
    if bias_units:
        shown = [*([_BIAS, *units] for units in shown[:-1]), shown[-1]]
    height = max(len(units) for units in shown) * _PITCH
    fig, ax = sheet(_WIDTH, height + (1.75 if names else 1.5))
    middle = 0.95 + height / 2
    last = _WIDTH - (1.7 if output_names else 0.75) - (1.25 if outside else 0)
    xs = [0.75 + k * (last - 0.75) / layers for k in range(layers + 1)]
    places = [
        [(x, middle + (k - (len(units) - 1) / 2) * _PITCH) for k in range(len(units))]
        for x, units in zip(xs, shown, strict=True)
    ]
    for k in range(layers):
        ends = _discs(places[k + 1], shown[k + 1], but=_BIAS)
        connections(ax, _discs(places[k], shown[k], but=_BIAS), ends)
        if bias_units:
            connections(ax, places[k][:1], ends, _PALE_LINE)
        x, inputs, units = (xs[k] + xs[k + 1]) / 2, sizes[k], sizes[k + 1]
        _draw_parameter(ax, x, 0.3, f"W{k + 1}", (units, inputs) if columns else (inputs, units), VERMILION)
        _draw_parameter(ax, x, 0.58, f"b{k + 1}", (units, 1) if columns else (units,), PURPLE)
    below = 0.95 + height + 0.22
    for k, x in enumerate(xs):
        _draw_units(ax, places[k], shown[k], (PALE_GREEN, GREEN) if k else (PALE_BLUE, BLUE))
        noun = ("unit" if k else "input") + ("" if sizes[k] == 1 else "s")
        write(ax, x, below, f"{sizes[k]} {noun}", fontweight="bold")
        if k and names:
            write(ax, x, below + 0.25, names[k - 1], color=MUTED)
    ys = [y for _, y in places[-1]] if len(output_names) > 1 else [middle]
    end = last + _RADIUS + 0.06
    if outside:
        for y in ys:
            arrow(ax, (end, y), (end + 0.4, y))
        box(ax, end + 0.45, middle - height / 2, 0.8, height, "white", MUTED, dashed=True)
        write(ax, end + 0.85, middle, outside)
        write(ax, end + 0.85, below, "outside\nthe model", va="top", color=MUTED, linespacing=1.3)
        end += 1.29
    for y, name in zip(ys, output_names, strict=False):
        arrow(ax, (end, y), (end + 0.34, y))
        write(ax, end + 0.42, y, name, ha="left")
    return describe(fig, alt or _network_in_words(sizes, names, outside, bias_units))


@styled
def draw_dense_unit(inputs: int = 4, units: int = 3, unit: int = 1, alt: str | None = None) -> Figure:
    """Draw how one unit of a dense layer turns an example into one number, beside the loop over the units.

    Args:
        inputs: numbers in the drawn example, 1 to 8.
        units: units in the drawn layer, 1 to 4.
        unit: which unit is picked out, counted from 0.
        alt: text for ``fig.alt_text``; None says what the unit uses.

    Returns:
        The figure.

    Raises:
        ValueError: there is no such unit, or the layer is too large to draw.
    """
    if not (1 <= inputs <= 8 and 1 <= units <= 4):
        raise ValueError(f"{inputs} inputs and {units} units: draw 1 to 8 inputs and 1 to 4 units.")
    if not 0 <= unit < units:
        raise ValueError(f"unit is {unit}; with {units} units it must be from 0 to {units - 1}.")
    side, left, top = 0.34, 0.8, 1.02
    flow, bottom = top + inputs * side / 2, top + inputs * side
    first = flow - (unit + 0.5) * side
    lowest = max(bottom, first + units * side)
    fig, ax = sheet(_WIDTH, lowest + 2.1)
    right = left + units * side
    a_in, total, plus, g, a_out = right + 0.46, right + 1.3, right + 2.8, right + 3.72, right + 4.8

    column = left + (unit + 0.5) * side
    write(ax, column, 0.2, "j", color=MUTED, style="italic")
    cells(ax, left, 0.36, (1, units), side, lambda *_: Look(PALE_PURPLE))
    frame(ax, left + unit * side, 0.36, side, side, PURPLE)
    write(ax, left - 0.24, 0.36 + side / 2, "b", fontsize=12, fontweight="bold")
    ax.plot([column, column, plus], [0.36 + side, 0.86, 0.86], color=PURPLE, lw=1.4, solid_joinstyle="miter")
    arrow(ax, (plus, 0.86), (plus, flow - 0.24), PURPLE)

    cells(ax, left, top, (inputs, units), side, lambda *_: Look(PALE_VERMILION))
    frame(ax, left + unit * side, top, side, inputs * side, VERMILION)
    write(ax, right + 0.23, flow, "\N{DOT OPERATOR}", fontsize=22)
    cells(ax, a_in, top, (inputs, 1), side, lambda *_: Look(PALE_BLUE))
    frame(ax, a_in, top, side, inputs * side, BLUE)
    cells(ax, a_out, first, (units, 1), side, lambda *_: Look(PALE_GREEN))
    frame(ax, a_out, flow - side / 2, side, side, GREEN)
    write(ax, a_out + side + 0.16, flow, "j", color=MUTED, style="italic")

    arrow(ax, (a_in + side + 0.08, flow), (total - 0.25, flow))
    disc(ax, total, flow, 0.22, "white", INK, "\N{GREEK CAPITAL LETTER SIGMA}", fontsize=13)
    arrow(ax, (total + 0.24, flow), (plus - 0.25, flow))
    disc(ax, plus, flow, 0.22, "white", INK, "+", fontsize=15)
    arrow(ax, (plus + 0.24, flow), (g - 0.03, flow))
    write(ax, (plus + g + 0.2) / 2, flow - 0.17, "z", style="italic")
    box(ax, g, flow - 0.24, 0.48, 0.48, "white", INK)
    write(ax, g + 0.24, flow, "g", fontsize=14, style="italic")
    arrow(ax, (g + 0.5, flow), (a_out - 0.05, flow))

    w_middle, in_middle, out_middle = (left + right) / 2, a_in + side / 2, a_out + side / 2
    ends = ((w_middle, "W", ("n", "units"), bottom), (in_middle, "a_in", ("n",), bottom))
    for x, name, shape, y in (*ends, (out_middle, "a_out", ("units",), first + units * side)):
        write(ax, x, y + 0.22, name, fontsize=12, fontweight="bold")
        write_shape(ax, x, y + 0.45, shape)
    starts = (w_middle, total, plus, g + 0.24)
    _draw_loop(ax, lowest + 0.92, starts, (bottom + 0.6, flow + 0.27, flow + 0.27, flow + 0.3))
    return describe(fig, alt or "Unit j uses column j of W and b[j] to make one entry of a_out.")


def _shown(size: int, whole: int = 5) -> list[str | None]:
    """Return the numbers of the units that are drawn, None for the dots; up to ``whole`` units have none."""
    if size <= whole:
        return [str(unit) for unit in range(size)]
    count = 7 if size > 100 else 5 if size > 20 else 4
    return [*map(str, range(count - 1)), None, str(size - 1)]


def _discs(places: list[Place], units: list[str | None], but: str | None = None) -> list[Place]:
    """Return the places of the units that are drawn as discs, without those of that label."""
    return [place for place, unit in zip(places, units, strict=True) if unit not in (None, but)]


def _draw_units(ax: Axes, places: list[Place], units: list[str | None], colours: tuple[str, str]) -> None:
    for (x, y), unit in zip(places, units, strict=True):
        if unit is None:
            write(ax, x, y, "\N{VERTICAL ELLIPSIS}", fontsize=15, color=MUTED)
        else:
            fill, edge = (PALE_PURPLE, PURPLE) if unit == _BIAS else colours
            disc(ax, x, y, _RADIUS, fill, edge, unit, fontsize=7.5)
        if unit == _BIAS:
            write(ax, x, y - 0.24, "always 1", color=PURPLE, fontsize=8.5)


def _draw_parameter(ax: Axes, x: float, y: float, name: str, shape: tuple[int, ...], colour: str) -> None:
    write(ax, x - 0.52, y, name, ha="left", color=colour, fontweight="bold", fontsize=11)
    write(ax, x - 0.2, y, str(shape), ha="left", color=MUTED, fontsize=9, family="DejaVu Sans Mono")


def _draw_loop(ax: Axes, top: float, xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
    """Draw the steps of the loop, each below the part of the picture that it is about."""
    steps = ("take column j\nof W", "multiply by a_in,\nadd up", "add b[j]", "apply g, store\nin a_out[j]")
    box(ax, 0.25, top, _WIDTH - 0.5, 1.0, PALE)
    write(ax, 0.42, top + 0.22, "for every unit j", ha="left", fontweight="bold")
    for number, (x, y, step) in enumerate(zip(xs, ys, steps, strict=True), start=1):
        arrow(ax, (x, top - 0.03), (x, y), LINE)
        looks = {"color": "white", "fontsize": 8.5, "fontweight": "bold"}
        disc(ax, x - 0.55, top + 0.62, 0.12, INK, INK, str(number), **looks)
        write(ax, x - 0.38, top + 0.62, step, ha="left", fontsize=9, linespacing=1.35)


def _network_in_words(sizes: list[int], names: list[str], outside: str | None, bias_units: bool) -> str:
    hidden = sizes[1:-1]
    if not hidden:
        middle = "no hidden layer"
    else:
        count = _NUMBERS[len(hidden)] if len(hidden) < len(_NUMBERS) else str(len(hidden))
        listed = " and ".join(filter(None, [", ".join(map(str, hidden[:-1])), str(hidden[-1])]))
        middle = f"{count} hidden layer{'s' if len(hidden) > 1 else ''} of {listed} units"
    outputs = "one output" if sizes[-1] == 1 else f"{sizes[-1]} outputs"
    words = f"Network with {sizes[0]} inputs, {middle}, {outputs}."
    if len(set(names)) == 1:
        words += f" Every layer is {names[0]}."
    elif names:
        words += f" Activations in order: {', '.join(names)}."
    if bias_units:
        beside = "the inputs and every hidden layer" if hidden else "the inputs"
        words += f" Beside {beside} stands a unit +1 for the biases."
    return words + (f" Outside the model, {outside} is applied to the outputs." if outside else "")
