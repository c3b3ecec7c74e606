"""Who handed in a file: what the names say that Moodle, Canvas and people give to files.

Moodle: `Ana Gómez_1234_assignsubmission_file/work.ipynb`, older ones `..._file_/work.ipynb` or, without
folders, `..._file_work.ipynb`.  The number belongs to one assignment, so the name is the student.
Canvas: `gomezana_[LATE_]1234_5678_work.ipynb`, where the first number is the student in the whole course and
the second grows with every upload; anonymous ones begin with `anon_`.
Flat: the file or the outermost folder is named after the student.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any, Literal

from nbgrader.plugins import FileNameCollectorPlugin
from nbgrader.utils import parse_utc
from traitlets.config import Config

from .handed import Sender
from .labels import is_named_after, without_lab
from .paths import student_folder

Lms = Literal["moodle", "canvas", "flat"]

# nbgrader warns of every name that does not fit; an import tells of those that matter.
_SILENT = logging.getLogger("grader.collect")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False

# The shortest folders first: a folder that a student made inside names nobody else.
_OUTERMOST = r"(?:[^/]+/)*?"
MOODLE = (
    _OUTERMOST + r"(?P<student_id>[^/]+?)(?:_(?P<participant>\d+))?"
    r"_assignsubmission_[a-z]+_?/?(?P<file_id>.+)"
)
CANVAS = (
    _OUTERMOST + r"(?:(?:(?P<anonymous_late>LATE)_)?(?P<anonymous>anon_[A-Za-z0-9]+)"
    r"|(?P<name>(?!anon_|LATE_anon_)[^/]+?)(?P<late>_LATE)?_(?P<user>\d+))"
    r"_(?:(?P<upload>\d+)_(?P<file_id>.+)|(?P<entry>(?:text|link)\.html)$)"
)
BLACKBOARD = _OUTERMOST + r"[^/]*?_(?P<student_id>[^/_]+)_attempt_(?P<timestamp>[0-9-]+)_(?P<file_id>.+)"


class Names(FileNameCollectorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's collector; it reads the names of all files, not only of notebooks."""

    def sender(self, name: str) -> Sender | None:
        """Return who handed in the file of this name; None if the name does not tell."""
        groups = self._match(name)
        if not groups:
            return None
        return self.read(groups, name)

    def read(self, groups: dict[str, str | None], name: str) -> Sender | None:
        """Return what the groups of the regular expression say."""
        student_id = student_folder(groups.get("student_id") or "")
        if not student_id:
            return None
        stamp = groups.get("timestamp")
        return Sender(
            student_id=student_id,
            name=None,
            number=None,
            file=PurePosixPath(groups.get("file_id") or name).name,
            timestamp=utc_stamp(stamp) if stamp else None,
        )


class MoodleNames(Names):
    """The names in a zip of all submissions that Moodle makes."""

    def read(self, groups: dict[str, str | None], name: str) -> Sender | None:
        """Return who it is; the name is the student, for the number is another in each assignment."""
        given = groups["student_id"] or ""
        student_id = student_folder(given)
        file = PurePosixPath(groups["file_id"] or "").name
        return Sender(student_id, given, groups["participant"], file) if student_id else None


class CanvasNames(Names):
    """The names in a zip of all submissions that Canvas makes."""

    def read(self, groups: dict[str, str | None], name: str) -> Sender | None:
        """Return who it is; Canvas's number is the student, the same in the whole course."""
        who = groups["user"] or groups["anonymous"]
        assert who is not None  # the expression has one or the other
        return Sender(
            student_id=who,
            name=groups["name"],
            number=who,
            file=PurePosixPath(groups["file_id"] or groups["entry"] or "").name,
            upload=int(groups["upload"]) if groups["upload"] and len(groups["upload"]) < 20 else None,
            is_late=bool(groups["late"] or groups["anonymous_late"]),
        )


class FlatNames(Names):
    """Names that people gave: the course's own expression, Blackboard's, or just the student's name."""

    def __init__(self, lab: str, **kwargs: Any) -> None:
        """Take the lab's name, which is no student's."""
        super().__init__(**kwargs)
        self.lab = lab

    def sender(self, name: str) -> Sender | None:
        """Return who it is: a course that sets `named_regexp` means it, and what does not fit is nobody's."""
        if self.named_regexp:
            return super().sender(name)
        if match := re.match(BLACKBOARD, name):
            return self.read(match.groupdict(), name)
        outermost, _, inner = name.partition("/")
        stem = re.sub(r"\.(?:zip|ipynb)$", "", outermost, flags=re.IGNORECASE)
        student = student_folder(without_lab(stem, self.lab))
        return Sender(student, None, None, PurePosixPath(inner or name).name) if student else None


def names_for(lms: Lms, lab: str, config: Config) -> Names:
    """Return the plugin that reads a source's names.

    Args:
        lms: where the source comes from.
        lab: the lab's name.
        config: the course's; `FileNameCollectorPlugin.named_regexp` in it holds for flat sources.
    """
    if lms == "moodle":
        return MoodleNames(named_regexp=MOODLE, log=_SILENT)
    if lms == "canvas":
        return CanvasNames(named_regexp=CANVAS, log=_SILENT)
    return FlatNames(lab, config=config, log=_SILENT)


def recognise_lms(names: Iterable[str]) -> Lms:
    """Tell from the names of a source's files where it comes from."""
    known = list(names)
    if any(re.match(MOODLE, name) for name in known):
        return "moodle"
    canvas = sum(bool(re.match(CANVAS, name)) for name in known)
    return "canvas" if canvas > len(known) / 2 else "flat"


def without_wrapper(names: Sequence[str], lab: str) -> str:
    """Return the folders around everything in a flat source, to be taken off its names; empty if none.

    Folders around everything are a wrapper if a class lies in them: several folders, or notebooks that are
    not named after the lab, but after students.
    """
    around = ""
    while True:
        inner = [name.removeprefix(around) for name in names]
        folders = {name.partition("/")[0] for name in inner if "/" in name}
        notebooks = [name for name in inner if name.endswith(".ipynb") and "/" not in name]
        if lab in folders or any(is_named_after(name, lab) for name in notebooks):
            return ""
        if notebooks or len(folders) != 1 or not all("/" in name for name in inner):
            return around if notebooks or len(folders) > 1 else ""
        around += f"{folders.pop()}/"


def utc_stamp(text: str) -> str | None:
    """Return a time as nbgrader's timestamp.txt holds it; None if the text is no time."""
    try:
        time = parse_utc(text)
    except (ValueError, OverflowError):
        return None
    return f"{time:%Y-%m-%d %H:%M:%S.%f} UTC"
