"""An IPython shell in which magics, shell escapes and questions to the user do no harm.

Students' cells are written for IPython: `%matplotlib inline`, `!pip install`, `input()`, `display(...)`.  The
shell knows the notation, so that such a cell still parses, and does nothing when it is asked to act.
"""

from __future__ import annotations

import builtins
import getpass
import logging
from typing import Any

from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

from ..statements import Reader


class GradingShell(InteractiveShell):  # type: ignore[misc]
    """IPython without side effects outside its own namespace.

    Attributes:
        reader: of cells in its notation.
    """

    reader: Reader

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> None:
        """Ignore a line magic."""

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> None:
        """Ignore a cell magic."""

    def system(self, cmd: str) -> None:
        """Ignore a shell escape."""

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> list[str]:
        """Ignore a shell escape whose output is assigned."""
        return []

    def enable_gui(self, gui: str | None = None) -> None:
        """Ignore the choice of a window system."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str, str]:
        """Ignore the choice of a back end."""
        return "agg", "agg"

    def ask_exit(self) -> None:
        """Ignore `exit`."""


def make_shell() -> GradingShell:
    """Return the process's shell, without history (a database and a thread) and without logging."""
    HistoryManager.enabled = False
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    shell: GradingShell = GradingShell.instance()
    shell.reader = Reader(shell.transform_cell)
    builtins.input = _no_input
    getpass.getpass = _no_input
    return shell


def _no_input(*prompt: Any, **options: Any) -> str:
    raise RuntimeError("nobody answers input() while a notebook is graded")
