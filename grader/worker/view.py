"""What of this machine the worker sees: Python, its libraries, the lab's helpers, and our own few modules.

No course, no solutions, no hidden checks, no home folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

MODULES = ("__init__", "aliases", "later", "names", "scopes", "slicing", "stateless", "statements")
"""Of `grader`, besides the worker itself: what reads and chooses statements."""

HELPERS = ("autils", "public_tests", "data/digits.npz")
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin")
_SETTINGS = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "mime.types")
DEVICES = ("null", "full", "random", "urandom")  # pages of /dev/zero could be shared, uncounted
_OF_PREFIX = ("bin", "lib", "lib64", "include", "share", "etc", "pyvenv.cfg")
"""What makes an environment: a course may lie beside these."""


@dataclass(frozen=True)
class View:
    """What the worker sees.

    Attributes:
        shown: folders and files, readable with all below them.
        hidden: folders that stay out of sight even below one of those.
        devices: device files, readable and writable.
    """

    shown: tuple[Path, ...]
    hidden: tuple[Path, ...]
    devices: tuple[Path, ...]

    def pieces(self) -> Iterator[Path]:
        """Yield what is shown, folders that hold something hidden piece by piece."""
        for path in self.shown:
            yield from _around(path, [h for h in self.hidden if h.exists()], self.shown)


def find_view() -> View:
    """Return what the worker of this installation needs to see."""
    own = [PROJECT / "grader" / f"{name}.py" for name in MODULES]
    helpers = [PROJECT / name for name in HELPERS]
    folders = [*sys.path, *os.environ.get("LD_LIBRARY_PATH", "").split(":")]
    libraries = [Path(prefix, name) for prefix in (sys.prefix, sys.base_prefix) for name in _OF_PREFIX]
    libraries += [path for path in map(Path, filter(None, folders)) if not _is_a_project(path)]
    settings = [Path("/etc", name) for name in _SETTINGS]
    wanted = [*map(Path, _SYSTEM), *settings, *libraries, *helpers, PROJECT / "grader/worker", *own]
    return View(
        shown=tuple(path for path in dict.fromkeys(wanted) if path.exists()),
        hidden=tuple(PROJECT / name for name in ("grader", "labs", "tests")),
        devices=tuple(Path("/dev", name) for name in DEVICES),
    )


def _is_a_project(folder: Path) -> bool:
    """Tell whether Python imports from a folder that is none of libraries: this project's, or another's."""
    return not folder.resolve().name.endswith("-packages") and not any(
        folder.resolve().is_relative_to(Path(prefix, "lib").resolve())
        for prefix in (sys.prefix, sys.base_prefix)
    )


def _around(path: Path, hidden: list[Path], shown: tuple[Path, ...]) -> Iterator[Path]:
    """Yield a folder, or the parts of it that are neither hidden nor lead to what is, links among them."""
    real = path.resolve()
    if real in hidden and path not in shown:
        return
    if not any(h.is_relative_to(real) for h in hidden):
        yield path
        return
    for part in path.iterdir():
        yield from _around(part, hidden, shown)
