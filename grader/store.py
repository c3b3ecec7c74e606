"""The results of a course on disk, one file per submission, and what each was made from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .course import Course
from .whole import write_whole

_SURROGATE = re.compile("[\ud800-\udfff]")
_PACKAGES = Path(__file__).resolve().parent.parent

Result = dict[str, Any]
"""A result's JSON data, see `result.Grade.to_json`."""


@dataclass(frozen=True)
class Origin:
    """What a result was made from, by checksums.

    Attributes:
        submission: of the notebook; empty if that could not be read.
        lab: of the lab's source notebook.
        tests: of everything that judges the lab.
    """

    submission: str
    lab: str
    tests: str

    def changes_since(self, before: Mapping[str, Any]) -> list[str]:
        """Return what is another than in the origin of an earlier result, in words."""
        names = {"submission": "the submission", "lab": "the lab", "tests": "the tests"}
        return [said for key, said in names.items() if before.get(key) != getattr(self, key)]


class ResultStore:
    """The folder `results/<lab>/<student>.json` of a course."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, lab: str, student_id: str) -> Path:
        """Return where a student's result lies."""
        return self.folder / lab / f"{student_id}.json"

    def read(self, lab: str, student_id: str) -> Result | None:
        """Return a result; None if there is none, or a file that is no result."""
        try:
            data = json.loads(self.path(lab, student_id).read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(data, dict) or "exercises" not in data:
            return None
        return {**data, "student_id": student_id}  # the file's name says who: the text may be an escape of it

    def students(self, lab: str) -> list[str]:
        """Return the students of whom there is a file for a lab, sorted."""
        return sorted(path.stem for path in (self.folder / lab).glob("*.json"))

    def read_all(self, lab: str) -> Iterator[Result]:
        """Yield the results of a lab, sorted by student."""
        for student in self.students(lab):
            if result := self.read(lab, student):
                yield result

    def write(self, result: Result) -> None:
        """Write a result; whoever reads the file finds the old one or the new one, never a part.

        The data are on the disk when this returns, so that a crash of the machine loses nothing either.

        Raises:
            OSError: the folder cannot be written, or the disk is full; the old result is as it was.
        """
        write_whole(self.path(result["lab"], result["student_id"]), json_bytes(result))


def json_bytes(data: object) -> bytes:
    """Return data as a JSON file that every reader takes.

    A file's name need not be valid text, and half a surrogate pair is none for most readers: the six
    characters of its escape, such as \\udcff, stand in its place.
    """
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return (_SURROGATE.sub(lambda match: rf"\\u{ord(match[0]):04x}", text) + "\n").encode()


def brief(result: Result) -> Result:
    """Return what a table of a class says of a result: a small part, for a class has thousands."""
    exercises = [
        {key: exercise[key] for key in ("name", "status", "score")} for exercise in result["exercises"]
    ]
    kept = ("lab", "student_id", "status", "reason", "score", "max_score")
    extra = {key: value for key, value in result["extra_data"].items() if key in ("audit", "isolation")}
    return {**{key: result[key] for key in kept}, "exercises": exercises, "extra_data": extra}


def lab_origin(course: Course, lab: str) -> Origin:
    """Return what every result of a lab is made from now; the submission is left empty."""
    return Origin("", checksum([course.source(lab)]), checksum(_judges_of(lab, course.lab_names())))


def checksum(paths: Iterable[Path]) -> str:
    """Return a checksum of files and their names; empty if one cannot be read."""
    total = hashlib.sha256()
    for path in paths:
        try:
            if not path.is_file():
                return ""
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""
        total.update(f"{path.name}\0{content}\0".encode(errors="surrogateescape"))
    return total.hexdigest()


def _judges_of(lab: str, labs: Iterable[str]) -> list[Path]:
    """Return the files that decide about the points of a lab: its tests, and the vocabulary of all tests."""
    others = set(labs) - {lab}
    folders = (_PACKAGES / "public_tests", _PACKAGES / "grader" / "hidden_tests")
    return [path for path in code_files(folders) if not others & {path.stem, path.parent.name}]


def code_files(folders: Iterable[Path]) -> list[Path]:
    """Return the Python files in folders and below, and the tables beside them."""
    paths = (path for folder in folders for path in sorted(folder.rglob("*.*")))
    return [path for path in paths if path.suffix in (".py", ".json")]
