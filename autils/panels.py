"""A grid of equally large square panels without axes."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

_MARGIN = 0.15
_GAP = 0.1
_CAPTION = 0.2
_HEADING = 0.34
_WIDTH = 5.6


class Panels:
    """Places of a grid, counted from the top left, on a figure that is just large enough.

    Places are computed, not found by a layout engine, which measures every text before it draws.

    Args:
        rows: rows of the grid.
        cols: columns of the grid.
        figsize: width and height in inches; None takes 5.6 inches of width.
        title: heading, or "" for none.
        caption: whether each panel has a line of text above it ("title"), below it ("below") or "none".
        margin_right: inches kept free at the right, for a colour scale.
    """

    def __init__(
        self,
        rows: int,
        cols: int,
        figsize: tuple[float, float] | None,
        title: str,
        caption: str,
        margin_right: float = _MARGIN,
    ) -> None:
        """Make the figure and its heading."""
        self._top = _MARGIN + (_HEADING if title else 0)
        self._right = margin_right
        self._above = _CAPTION if caption == "title" else 0.0
        pitch_gap = _GAP + (_CAPTION if caption in ("title", "below") else 0)
        width, height = figsize or (_WIDTH, 0.0)
        self._side = (width - _MARGIN - margin_right - (cols - 1) * _GAP) / cols
        if figsize:
            free = height - self._top - _MARGIN - rows * pitch_gap + _GAP
            self._side = max(min(self._side, free / rows), 0.05)
        else:
            height = self._top + _MARGIN + rows * (self._side + pitch_gap) - _GAP
        self._pitch = (self._side + _GAP, self._side + pitch_gap)
        used = cols * self._pitch[0] - _GAP
        self._left = _MARGIN + max(width - _MARGIN - margin_right - used, 0) / 2
        self._bottom_row = rows - 1
        self._size = (width, height)
        self.figure = Figure(figsize=self._size)
        if title:
            self.figure.suptitle(title, x=self._left / width, y=1 - _MARGIN / height, ha="left", va="top")

    def add(self, row: int, col: int, span: int = 1, col_span: int | None = None) -> Axes:
        """Return new axes without frame over ``span`` rows and ``col_span`` (or as many) columns."""
        wide = self._side + ((col_span or span) - 1) * self._pitch[0]
        high = self._side + (span - 1) * self._pitch[1]
        if col_span is None:
            wide = high = max(wide, high)
        return self._axes(self._x(col), self._y(row), wide, high)

    def note(self, row: int, col: int, words: str) -> None:
        """Write lines of text whose upper left corner is that of a panel."""
        width, height = self._size
        self.figure.text(
            self._x(col) / width + 0.04, 1 - self._y(row) / height, words, va="top", linespacing=1.7
        )

    def right_edge(self, distance: float, width: float) -> Axes:
        """Return axes of that width in inches to the right of the grid, from its top to its bottom."""
        bottom = self._y(self._bottom_row) + self._side
        x = self._size[0] - self._right + distance
        ax = self._axes(x, self._y(0), width, bottom - self._y(0))
        ax.set_axis_on()
        return ax

    def _x(self, col: int) -> float:
        return self._left + col * self._pitch[0]

    def _y(self, row: int) -> float:
        return self._top + self._above + row * self._pitch[1]

    def _axes(self, x: float, y: float, wide: float, high: float) -> Axes:
        width, height = self._size
        ax = self.figure.add_axes((x / width, 1 - (y + high) / height, wide / width, high / height))
        ax.set_axis_off()
        return ax
