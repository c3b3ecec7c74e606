"""One look for all figures: the style file, the palette, and the text that stands for a figure."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import matplotlib
from matplotlib.figure import Figure

# The strong colours are those of Okabe and Ito, told apart with any colour vision; each has a pale partner
# for areas that carry text.
INK = "#1f2328"
MUTED = "#57606a"
LINE = "#8c959f"
PALE = "#f3f5f7"
BLUE, PALE_BLUE = "#0072B2", "#dcedf8"
VERMILION, PALE_VERMILION = "#C04F00", "#fce8da"
GREEN, PALE_GREEN = "#00795A", "#d9f2e9"
PURPLE, PALE_PURPLE = "#9B4A78", "#f6e4ee"
RED = "#C1121F"  # a wrong prediction, a grown size: always bold as well

P = ParamSpec("P")
R = TypeVar("R")


def use_style() -> None:
    """Give the figures that a notebook draws itself the look of the labs' figures."""
    matplotlib.rcParams.update(_settings())


def styled(function: Callable[P, R]) -> Callable[P, R]:
    """Run a drawing function in the labs' style and leave the caller's settings as they were."""

    @wraps(function)
    def in_style(*args: P.args, **kwargs: P.kwargs) -> R:
        with matplotlib.rc_context(_settings()):
            return function(*args, **kwargs)

    return in_style


def describe(fig: Figure, alt_text: str) -> Figure:
    """Attach the text that says in words what a figure shows, as ``fig.alt_text``, and return the figure."""
    vars(fig)["alt_text"] = alt_text
    return fig


def description(fig: Figure) -> str:
    """Return the text attached by ``describe``, or an empty one."""
    return str(getattr(fig, "alt_text", ""))


@cache
def _settings() -> matplotlib.RcParams:
    path = Path(__file__).with_name("digits.mplstyle")
    return matplotlib.rc_params_from_file(path, use_default_template=False)
