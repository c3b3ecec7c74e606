"""What learning management systems hand over and take, made small for tests."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.collect.names import Lms
from grader.collect.submissions import Imported, ImportReport, import_submissions
from grader.gradebook import GradebookWriter
from grader.lab import Lab, load_lab
from tests.mini_course import LAB, code, make_course, mini_cells, notebook_bytes

FOLDER = "assignsubmission_file"
EARLY, LATER = datetime(2026, 3, 1, 10, 0), datetime(2026, 3, 2, 10, 0)


def work(mark: str = "") -> bytes:
    """Return a notebook of the mini lab; another mark gives other bytes."""
    return notebook_bytes([*mini_cells(), code("mark", f"# {mark}")])


def other_work(mark: str = "") -> bytes:
    """Return a notebook that is of no lab."""
    return notebook_bytes([code("mark", f"# {mark}")], lab="none")


def pack(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], time: datetime = EARLY) -> bytes:
    """Return a zip; a name may come twice."""
    data = io.BytesIO()
    pairs = files.items() if isinstance(files, Mapping) else files
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            entry = zipfile.ZipInfo(name, time.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return data.getvalue()


def pack_special(name: str, kind: int, content: bytes = b"/etc/passwd") -> bytes:
    """Return a zip with one member of a kind such as stat.S_IFLNK."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.create_system = 3
        entry.external_attr = (kind | stat.S_IRWXU) << 16
        archive.writestr(entry, content)
    return data.getvalue()


def encrypted(packed: bytes) -> bytes:
    """Return a zip whose members say that they are protected by a password."""
    changed = bytearray(packed)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + offset] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


class Desk:
    """A course folder with the mini lab, and a place for sources beside it."""

    def __init__(self, root: Path) -> None:
        self.root = make_course(root / "course")
        self.lab: Lab = load_lab(self.root / "labs" / LAB / f"{LAB}.ipynb")
        self.sources = root / "sources"
        self.sources.mkdir()
        self.submitted = self.root / "submitted"

    def source(self, name: str, data: bytes) -> Path:
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def bring(self, *sources: Path, lms: Lms | None = None, config: Any = None) -> ImportReport:
        return import_submissions(sources, LAB, [self.lab], self.submitted, lms, config)

    def bring_zip(self, files: Mapping[str, bytes], time: datetime = EARLY) -> dict[str, Imported]:
        """Import a zip of these files, which gives no problem; return the rows by student."""
        report = self.bring(self.source("all.zip", pack(files, time)))
        assert report.problems == []
        return {row.student_id: row for row in report.students}

    def notebook(self, student: str) -> bytes | None:
        path = self.submitted / student / LAB / f"{LAB}.ipynb"
        return path.read_bytes() if path.is_file() else None

    def aside(self, student: str) -> set[bytes]:
        return {p.read_bytes() for p in (self.submitted / student / LAB / "aside").glob("*")}


def mini_result(student: str, double: float | None, weekdays: float | None = 0.0) -> dict[str, Any]:
    """Return what the gradebook's writer needs of a result; None for what could not be judged."""
    exercises = [
        {
            "name": name,
            "grade_id": f"test_{name}",
            "status": "errored" if score is None else "passed" if score == 10 else "failed",
            "score": score or 0.0,
            "message": None,
            "checks": [] if score is None else [{"status": "passed", "hidden": False, "hint": None}],
        }
        for name, score in (("double", double), ("weekdays", weekdays))
    ]
    return {"lab": LAB, "student_id": student, "exercises": exercises}


def make_gradebook(desk: Desk, results: Iterable[dict[str, Any]], timestamps: Mapping[str, str] = {}) -> Path:
    """Write results into the gradebook of a course, and return its path."""
    path = desk.root / "gradebook.db"
    with GradebookWriter(path) as gradebook:
        gradebook.define(desk.lab)
        for result in results:
            gradebook.write(result, timestamps.get(result["student_id"]))
    return path
