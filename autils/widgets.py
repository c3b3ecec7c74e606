"""Figures that answer to the mouse, and show a still picture where none can."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.widgets import Slider

from autils.calls import Function
from autils.figures_softmax import CHOICES, LARGEST, draw_inputs, draw_outputs, plot_softmax_choices
from autils.show import show_figure, widgvis
from autils.style import BLUE, describe, styled

_SMALLEST, _STEP = 0.1, 0.1


def plt_softmax(my_softmax: Function) -> Figure:
    """Show the inputs and outputs of a softmax as bars, with a slider for each of four inputs.

    Every move of a slider calls ``my_softmax`` and draws what it returns; if it fails, the figure says so.
    Without an interactive back end, such as ``%matplotlib widget``, three fixed choices of inputs are shown.

    Args:
        my_softmax: function of an array of shape (4,) that returns one of the same shape.

    Returns:
        The figure, which is already shown; it keeps the sliders alive as ``fig.sliders``.
    """
    fig = _interactive_figure()
    if fig is None:
        fig = plot_softmax_choices(my_softmax)
        show_figure(fig)
    else:
        add_sliders(fig, my_softmax)
        widgvis(fig)
    _mark_as_shown(fig)
    return fig


@styled
def add_sliders(fig: Figure, my_softmax: Function) -> list[Slider]:
    """Fill a figure of 8 by 4 inches with the bars and the sliders of ``plt_softmax``, and return these."""
    fig.suptitle("Move a slider: a = my_softmax(z)", x=0.02, ha="left")
    inputs, outputs = fig.add_axes((0.06, 0.44, 0.4, 0.4)), fig.add_axes((0.55, 0.44, 0.4, 0.4))
    sliders = [
        Slider(
            fig.add_axes((0.1, 0.27 - 0.075 * k, 0.78, 0.06)), f"z{k}", _SMALLEST, LARGEST, valinit=start,
            valstep=_STEP, valfmt="%.1f", color=BLUE, initcolor="none",
        )
        for k, start in enumerate(CHOICES[0])
    ]  # fmt: skip

    def redraw(_: float = 0) -> None:
        z = np.round([slider.val for slider in sliders], 1)  # the steps of a slider are not exact
        draw_inputs(inputs, z)
        said = draw_outputs(outputs, my_softmax, z)
        describe(fig, f"Bars of inputs and of outputs of my_softmax: {said}.")
        fig.canvas.draw_idle()

    for slider in sliders:
        slider.on_changed(redraw)
    redraw()
    vars(fig)["sliders"] = sliders
    return sliders


@styled
def _interactive_figure() -> Figure | None:
    """Return a new figure on a canvas that hears the mouse, or None where the back end has no such canvas."""
    from matplotlib import pyplot as plt

    fig = plt.figure(figsize=(8, 4))
    canvas: Any = fig.canvas
    # ipympl's canvas names no framework, but has a toolbar that can be hidden.
    if canvas.required_interactive_framework or hasattr(canvas, "toolbar_visible"):
        return fig
    plt.close(fig)
    return None


def _mark_as_shown(fig: Figure) -> None:
    """Keep a notebook from showing the figure once more where a cell ends with the call that made it."""
    vars(fig)["_ipython_display_"] = lambda: None
    if fig.canvas.manager is not None:  # for ipympl, IPython asks the manager to show the figure again
        vars(fig.canvas.manager)["reshow"] = lambda: None
