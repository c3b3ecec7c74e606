"""A bar that shows in a notebook how far a training is."""

import io
import sys
from collections.abc import Callable, Iterator
from typing import Any

from autils.show import _display

_SECONDS_WITHOUT = 0.5  # what is done sooner needs no bar
_COLUMNS = 70


def progress_bar(count: int, name: str = "") -> Iterator[int]:
    """Yield 1, 2, ..., count, and meanwhile show a bar of tqdm that goes away at the end.

    The bar is one output of the cell that is updated in place, shared by all bars of that cell. So nothing of it
    stays in a saved notebook, and nothing is written to stderr. Outside a notebook, or where tqdm is not
    installed, there is no bar.

    Args:
        count: how many steps there are.
        name: what to write in front of the bar.
    """
    steps = range(1, count + 1)
    display = _display()
    tqdm = _tqdm()
    if display is None or tqdm is None:
        yield from steps
        return
    bar = tqdm(
        steps,
        desc=name or None,
        file=_Line(display, sys.modules["IPython"].get_ipython().execution_count),
        leave=False,
        delay=_SECONDS_WITHOUT,
        ncols=_COLUMNS,
    )
    try:
        yield from bar
    finally:  # also where the loop is left early
        bar.close()


class _Line(io.TextIOBase):
    """A text file whose last line is what the notebook shows at one place.

    Args:
        display: IPython's `display`.
        cell: the number of the running cell.
    """

    handles: dict[int, Any] = {}  # the place of the running cell's line, by number of the cell

    def __init__(self, display: Callable[..., Any], cell: int) -> None:
        self.display = display
        self.cell = cell

    def write(self, text: str) -> int:
        line = text.strip()
        handle = self.handles.get(self.cell)
        if handle is not None:
            handle.update({"text/plain": line}, raw=True)
        elif line:
            self.handles.clear()
            self.handles[self.cell] = self.display({"text/plain": line}, raw=True, display_id=True)
        return len(text)


def _tqdm() -> Any:
    """Return tqdm, told to do without a thread and a lock between processes, or None if it is missing."""
    from threading import RLock

    try:
        from tqdm import tqdm
    except ImportError:
        return None

    class Bar(tqdm):
        monitor_interval = 0  # no thread that watches the bar

    Bar.set_lock(RLock())  # no lock shared with other processes
    return Bar
