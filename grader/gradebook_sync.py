"""Bring the gradebook up to date with the results of a class."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, repeat
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from .collect.names import utc_stamp
from .course import CONFIG_NAME, Course
from .gradebook import GradebookWriter, is_held
from .lab import Lab
from .store import Result

_log = logging.getLogger(__name__)


def update_gradebook(
    course: Course,
    labs: Mapping[str, Lab],
    fresh: Iterable[Result],
    earlier: Iterable[Result],
    submitted: Path,
    on_write: Callable[[], None] = lambda: None,
) -> int:
    """Write results into the course's gradebook; return how many.

    Args:
        course: the course.
        labs: by name.
        fresh: results that are new; they are always written.  They are read one at a time.
        earlier: results that may be there already; where the gradebook holds another time, score or
            comment, as after a run that could not write it, they are written.
        submitted: the folder of all submissions, for the time at which each was handed in.
        on_write: called after each.

    Raises:
        GradebookError: the gradebook cannot be used; the results stay, and a later run writes them.
    """
    with GradebookWriter(course.gradebook_path, read_config(course)) as gradebook:
        held = {}
        for name, lab in labs.items():
            gradebook.define(lab)
            held[name] = gradebook.held(lab)
        written = 0
        for result, is_fresh in chain(zip(fresh, repeat(True)), zip(earlier, repeat(False))):
            timestamp, lab = _timestamp(submitted, result), labs[result["lab"]]
            if is_fresh or not is_held(result, timestamp, lab, held[lab.name]):
                gradebook.write(result, timestamp)
                on_write()
                written += 1
        return written


def read_config(course: Course) -> Config:
    """Return nbgrader's configuration of a course."""
    if not (course.root / CONFIG_NAME).is_file():
        return Config()
    return PyFileConfigLoader(CONFIG_NAME, path=str(course.root)).load_config()


def _timestamp(submitted: Path, result: Result) -> str | None:
    """Return when a submission was handed in, as nbgrader's collectors write it beside the notebook.

    A file that holds no time is told: whoever is late would lose nothing for it.
    """
    path = submitted / result["student_id"] / result["lab"] / "timestamp.txt"
    try:
        said = path.read_text("utf-8", errors="replace").strip()[:100]
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("%s cannot be read (%s): no time is known.", path, error.strerror or error)
        return None
    if said and (stamp := utc_stamp(said)):
        return stamp
    _log.warning("%s holds no time (“%s”): write one as 2026-03-01 12:00:00 UTC, or remove it.", path, said)
    return None
