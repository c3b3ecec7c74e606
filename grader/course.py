"""Where things lie: a course folder and the folders of its stages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIG_NAME = "nbgrader_config.py"


class CourseError(Exception):
    """A folder or a name that the course does not have; the message says what to do next."""


@dataclass(frozen=True)
class Course:
    """A course folder.

    Args:
        root: the folder that holds `labs/` and all later stages.
    """

    root: Path

    @property
    def labs_dir(self) -> Path:
        """The source notebooks, one folder per lab."""
        return self.root / "labs"

    @property
    def release_dir(self) -> Path:
        """The student versions, one folder and one zip per lab."""
        return self.root / "release"

    @property
    def submitted_dir(self) -> Path:
        """What came back: `<student>/<lab>/<lab>.ipynb`."""
        return self.root / "submitted"

    @property
    def autograded_dir(self) -> Path:
        """The submissions as graded, in the layout of `submitted_dir`."""
        return self.root / "autograded"

    @property
    def feedback_dir(self) -> Path:
        """The pages for students."""
        return self.root / "feedback"

    @property
    def report_dir(self) -> Path:
        """The pages for instructors, one per lab and one for the course."""
        return self.root / "report"

    @property
    def results_dir(self) -> Path:
        """One JSON result per submission: `<lab>/<student>.json`."""
        return self.root / "results"

    @property
    def gradebook_path(self) -> Path:
        """nbgrader's SQLite gradebook."""
        return self.root / "gradebook.db"

    def lab_names(self) -> list[str]:
        """Return the names of the labs whose source notebook exists, sorted."""
        if not self.labs_dir.is_dir():
            return []
        folders = (entry for entry in self.labs_dir.iterdir() if entry.is_dir())
        return sorted(folder.name for folder in folders if (folder / f"{folder.name}.ipynb").is_file())

    def source(self, lab: str) -> Path:
        """Return the path of a lab's source notebook.

        Args:
            lab: the lab's name, which is also the name of its folder.

        Raises:
            CourseError: the course has no lab of this name.
        """
        names = self.lab_names()
        if lab in names:
            return self.labs_dir / lab / f"{lab}.ipynb"
        if not names:
            raise CourseError(
                f"{self.labs_dir} holds no labs (looked for <lab>/<lab>.ipynb): "
                "name the course folder with --course DIR."
            )
        raise CourseError(f"There is no lab {lab!r} in {self.labs_dir}: choose from {', '.join(names)}.")


def find_course(start: Path | None = None) -> Course:
    """Return the course that a folder belongs to.

    Args:
        start: where to look first; the current folder when None.

    Returns:
        The course whose root is the nearest folder, upwards from `start`, that holds
        nbgrader_config.py; `start` itself when there is none.

    Raises:
        CourseError: `start` is not a folder.
    """
    folder = (Path.cwd() if start is None else start).resolve()
    if not folder.is_dir():
        raise CourseError(f"{folder} is not a folder: name the course folder with --course DIR.")
    for candidate in (folder, *folder.parents):
        if (candidate / CONFIG_NAME).is_file():
            return Course(candidate)
    return Course(folder)


@contextmanager
def scripts_on_path() -> Iterator[None]:
    """Let nbgrader find the commands of this Python environment while the block runs.

    nbgrader starts `alembic` by name when it makes or opens a gradebook, and that fails where the environment
    is used without being activated.
    """
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
