"""Put a figure into a notebook together with the words that stand for it."""

import base64
import html
import io
import sys
from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from autils.style import description

_DPI = 192  # of the image
_PIXELS_PER_INCH = 96  # of a web page, so that an image is drawn at twice the size it is shown


def show_figure(fig: Figure, alt: str | None = None) -> None:
    """Display a figure as an image with alternative text.

    The image is opaque, so that it reads the same on a light and on a dark page. A figure made with pyplot is
    closed, so that it is not shown a second time. Without IPython nothing is shown.

    Args:
        fig: the figure.
        alt: what the figure shows, in words; None takes the text that the drawing function attached.
    """
    if (display := _display()) is not None:
        display(_bundle(fig, alt), raw=True)
    _close(fig)


def show_with_slider(draw: Callable[[float], Figure], slider: Any) -> None:
    """Show a slider and, below it, the figure of its value; every move draws the figure anew.

    `ipywidgets.interact` would do the same, but its output widget makes programs that run notebooks without
    a page, such as nbconvert and nbgrader, wait for ever now and then. Without IPython nothing is shown.

    Args:
        draw: makes a figure of a value.
        slider: a slider of ipywidgets, such as ``FloatSlider``.
    """
    if (display := _display()) is None:
        return

    def drawn(value: float) -> dict[str, str]:
        fig = draw(value)
        bundle = _bundle(fig)
        _close(fig)
        return bundle

    display(slider)
    shown = display(drawn(slider.value), raw=True, display_id=True)
    slider.observe(lambda change: shown.update(drawn(change["new"]), raw=True), names="value")


def widgvis(fig: Figure) -> None:
    """Hide the toolbar, header and footer of an interactive canvas; other canvases stay as they are."""
    for part in ("toolbar_visible", "header_visible", "footer_visible"):
        if hasattr(fig.canvas, part):
            setattr(fig.canvas, part, False)


def _display() -> Callable[..., Any] | None:
    """Return IPython's `display` in a notebook, else None."""
    ipython = sys.modules.get("IPython")  # if nobody has loaded IPython, this is no notebook
    if ipython is None or ipython.get_ipython() is None:
        return None
    display: Callable[..., Any] = ipython.display.display
    return display


def _bundle(fig: Figure, alt: str | None = None) -> dict[str, str]:
    """Return what a notebook displays of a figure."""
    words = description(fig) if alt is None else alt
    return {"text/html": _image(fig, words), "text/plain": words or "Figure without a description."}


def _close(fig: Figure) -> None:
    """Keep pyplot, if it made the figure, from showing it as well."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)


def _image(fig: Figure, words: str) -> str:
    buffer = io.BytesIO()
    # The labs' figures fill their page; one made elsewhere may have labels that reach over its edge.
    edges = None if description(fig) else "tight"
    fig.savefig(
        buffer, format="png", dpi=_DPI, facecolor="white", bbox_inches=edges, metadata={"Software": None}
    )
    png = buffer.getvalue()
    width = int.from_bytes(png[16:20], "big") * _PIXELS_PER_INCH // _DPI
    return (
        f'<img src="data:image/png;base64,{base64.b64encode(png).decode("ascii")}" '
        f'alt="{html.escape(words)}" width="{width}" '
        'style="max-width:100%;height:auto;border-radius:6px">'
    )
