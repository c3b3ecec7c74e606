"""Put a figure into a notebook together with the words that stand for it."""

import base64
import html
import io
import sys

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
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
    ipython = sys.modules.get("IPython")  # if nobody has loaded IPython, this is no notebook
    if ipython is None or ipython.get_ipython() is None:
        return
    words = description(fig) if alt is None else alt
    ipython.display.display(
        {"text/html": _image(fig, words), "text/plain": words or "Figure without a description."}, raw=True
    )


def widgvis(fig: Figure) -> None:
    """Hide the toolbar, header and footer of an interactive canvas; other canvases stay as they are."""
    for part in ("toolbar_visible", "header_visible", "footer_visible"):
        if hasattr(fig.canvas, part):
            setattr(fig.canvas, part, False)


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
