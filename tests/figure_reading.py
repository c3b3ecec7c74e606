"""What can be read on a figure, and whether it can be read: no text covers another or leaves the figure."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text


def words_of(fig: Figure) -> list[str]:
    """Return all texts of a figure that are not empty."""
    return [text.get_text() for text in fig.findobj(Text) if text.get_text()]


def assert_readable(fig: Figure) -> None:
    """Fail if a text of the figure covers another one or reaches over the edge."""
    FigureCanvasAgg(fig).draw()  # for only a canvas that draws arranges the axes
    undrawn = _tick_labels_outside(fig)
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in fig.findobj(Text)
        if text.get_text().strip("(), ") and text.get_visible() and text not in undrawn
    ]
    page = fig.bbox
    assert len(boxes) > 5
    for words, box in boxes:
        inside = page.x0 <= box.x0 < box.x1 <= page.x1 and page.y0 <= box.y0 < box.y1 <= page.y1
        assert inside, words
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 1 or b.y1 <= a.y0 + 1
        assert apart, f"{one!r} and {other!r}"


def _tick_labels_outside(fig: Figure) -> set[Text]:
    """Return labels of ticks that are kept ready beyond the ends of an axis, where they are not drawn."""
    outside = set()
    for ax in fig.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not (ax.axison and low <= tick.get_loc() <= high):
                    outside |= {tick.label1, tick.label2}
    return outside
