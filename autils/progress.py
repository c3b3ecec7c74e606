"""A bar that shows in a notebook how far a training is."""

import io
import sys
from collections.abc import Callable, Iterator
from threading import RLock
from typing import Any

from autils.show import _display

_SECONDS_WITHOUT = 0.5  # what is done sooner needs no bar
_COLUMNS = 70


def progress_bar(count: int, name: str = "") -> Iterator[int]:
    """Yield 1, 2, ..., count, and meanwhile show a bar of tqdm that goes away at the end.

    The bar is one output of the cell that is updated in place, and that all bars of the cell share. So
    nothing of it stays in a saved notebook, and nothing is written to stderr. Outside a notebook, or where
    tqdm is not installed, there is no bar.

    Args:
        count: how many steps there are.
        name: what to write in front of the bar.
    """
    steps = range(1, count + 1)
    display = _display()
    shell: Any = sys.modules["IPython"].get_ipython() if display else None
    bar_class = _bar_class() if hasattr(shell, "kernel") else None  # a terminal would print every state
    if display is None or bar_class is None:
        yield from steps
        return
    cell: int = shell.execution_count
    with bar_class(
        steps,
        desc=name or None,
        file=_Line(display, cell),
        leave=False,
        delay=_SECONDS_WITHOUT,
        ncols=_COLUMNS,
        ascii=False,
    ) as bar:
        yield from bar


class _Line(io.TextIOBase):
    """A text file of which the notebook shows the last line, at one place.

    Args:
        display: IPython's `display`.
        cell: the number of the running cell.
    """

    places: dict[int, Any] = {}  # by number of the cell; only the running cell has one

    def __init__(self, display: Callable[..., Any], cell: int) -> None:
        self.display = display
        self.cell = cell

    def write(self, text: str) -> int:
        """Show a line; an empty one takes away what is shown."""
        bundle = {"text/plain": text.strip()}
        if self.cell in self.places:
            self.places[self.cell].update(bundle, raw=True)
        elif text.strip():
            self.places.clear()
            self.places[self.cell] = self.display(bundle, raw=True, display_id=True)
        return len(text)


def _bar_class() -> Any:
    """Return tqdm's class, made to do without a thread and a lock of its own; None if it is missing."""
    try:
        from tqdm import tqdm
    except ImportError:
        return None

    class Bar(tqdm):  # type: ignore[misc]  # tqdm has no types
        monitor_interval = 0  # no thread that watches the bar

    Bar.set_lock(RLock())  # no lock between processes
    return Bar
