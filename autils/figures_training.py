"""How gradient descent went: costs over the iterations, and whether the hidden units became different."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike

from autils.figures import plot_curves
from autils.images import Array, counted
from autils.style import INK, describe, styled

Histories = Array | Sequence[float] | Sequence[ArrayLike]

_ZERO = 1e-12  # a difference below this is rounding


@styled
def plot_costs(
    histories: Histories,
    labels: str | Sequence[str] | None = None,
    log: bool = False,
    title: str | None = None,
    quantity: str = "cost",
    figsize: tuple[float, float] = (7.2, 3.6),
    ylim: tuple[float, float] | None = None,
    ticks: int | None = None,
) -> Figure:
    """Draw the cost over the iterations of gradient descent, of one run or of several.

    The first value belongs to iteration 0: the cost before the first update.

    Args:
        histories: costs of one run, shape (iterations,), or a list of such, which may differ in length.
        labels: name of the run, or one name per run; None for a single run without a name.
        log: whether the vertical axis is logarithmic.
        title: heading; None names the quantity.
        quantity: what the values are.
        figsize: width and height in inches.
        ylim: lowest and highest cost to show; None shows all.
        ticks: iterations from one tick to the next, their numbers slanted; None chooses.

    Returns:
        The figure; ``fig.alt_text`` gives the first, the last and the lowest value of each curve.

    Raises:
        ValueError: there is no value, not one label of its own per run, or a value that a logarithmic axis
            cannot show.
    """
    curves = _named(histories, labels)
    if log and any(np.any(curve <= 0) for curve in curves.values()):
        raise ValueError(f"A logarithmic axis cannot show a {quantity} of 0 or less: leave log=True out.")
    fig = plot_curves(curves, quantity, log, title, figsize, over="iteration", first=0)
    (ax,) = fig.axes
    if ylim is not None:
        ax.set_ylim(*ylim)
    if ticks is not None:
        ax.set_xticks(range(0, max(map(len, curves.values())) + 1, ticks))
        ax.tick_params(axis="x", labelrotation=45)
    return fig


@styled
def plot_unit_spread(
    histories: Histories,
    labels: str | Sequence[str] | None = None,
    title: str = "Do the hidden units become different?",
    figsize: tuple[float, float] = (7.2, 3.6),
) -> Figure:
    """Draw how far the rows of W1 lie apart over the iterations, for one start of the weights or for several.

    Row j of W1 holds the weights of hidden unit j: at 0 all units are the same unit.

    Args:
        histories: largest difference between two rows of W1 in each iteration, shape (iterations,), or a list
            of such.
        labels: name of the start, or one name per start; None for a single one without a name.
        title: heading.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` says which starts stay at zero, and from where to where the others go.

    Raises:
        ValueError: there is no value, not one label of its own per start, or a difference below zero.
    """
    curves = _named(histories, labels)
    if any(np.any(curve < 0) for curve in curves.values()):
        raise ValueError("The largest difference between rows is never below 0: take absolute values.")
    fig = plot_curves(
        curves, "largest difference between rows of W1", False, title, figsize, over="iteration", first=0
    )
    (ax,) = fig.axes
    ax.set_ylabel("largest difference\nbetween rows of W1")
    words = []
    for name, curve in curves.items():
        start = f"{name}: " if name else ""
        if not curve.max() < _ZERO:  # nor where it is no number any more
            words.append(f"{start}from {curve[0]:.3g} to {curve[-1]:.3g}, the units differ")
            continue
        words.append(f"{start}stays at zero, all units remain the same unit")
        ax.annotate(
            "stays at 0", (len(curve) / 2, 0), (0, 9), textcoords="offset points", ha="center", color=INK,
            fontsize=9.5, path_effects=[withStroke(linewidth=3, foreground="white")],
        )  # fmt: skip
    count = counted(max(map(len, curves.values())), "iteration")
    return describe(fig, f"Largest difference between rows of W1 over {count}. {'; '.join(words)}.")


def _named(histories: Histories, labels: str | Sequence[str] | None) -> dict[str, Array]:
    """Return the curves by name; a single one may have none.

    Raises:
        ValueError: there is not one label of its own per curve.
    """
    runs = [histories] if np.ndim(next(iter(histories), ())) == 0 else list(histories)
    if isinstance(labels, str):
        names = [labels]
    else:
        names = [""] if labels is None and len(runs) == 1 else list(labels or [])
    if not len(runs) == len(names) == len(set(names)):
        raise ValueError(f"Every one of {counted(len(runs), 'curve')} needs a label of its own; got {names}.")
    return {name: np.asarray(run, dtype=float).reshape(-1) for name, run in zip(names, runs, strict=True)}
