"""The zip that Gradescope takes: this project, one lab with its hidden tests, and two scripts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from grader import __version__
from grader.bundle import DISTRIBUTION, student_requirements
from grader.course import Course
from grader.lab import Lab
from grader.whole import replacing
from grader.zips import write_zip

SETTINGS_NAME = "autograder.json"
"""Says in the unpacked zip that it is one, and of which lab."""

_HERE = Path(__file__).resolve().parent
_PACKAGES = _HERE.parent.parent
_SCRIPTS = ("setup.sh", "run_autograder")


def write_autograder(course: Course, lab: Lab, target: Path) -> Path:
    """Write `<target>/<lab>_autograder.zip`; the same project gives the same bytes.

    Args:
        course: where the lab's source lies.
        lab: which lab.
        target: a folder that exists.

    Raises:
        OSError: the zip cannot be written; an earlier one is as it was.
    """
    path = target / f"{lab.name}_autograder.zip"
    with replacing(path) as draft:
        write_zip(draft, sorted(_contents(course, lab)), _SCRIPTS)
    return path


def grader_requirements() -> list[str]:
    """Return the student and grader layers of the project's dependencies as pyproject.toml has them."""
    project_file = _PACKAGES / "pyproject.toml"
    if project_file.is_file():
        project = tomllib.loads(project_file.read_text("utf-8"))["project"]
        if project["name"] == DISTRIBUTION:
            return sorted([*project["dependencies"], *project["optional-dependencies"]["grader"]])
    lines = (line.partition(";") for line in requires(DISTRIBUTION) or [])
    extra = [name.strip() for name, _, when in lines if re.search(r"extra == .grader.", when)]
    return sorted([*student_requirements(), *extra])


def _contents(course: Course, lab: Lab) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file."""
    for name in _SCRIPTS:
        yield name, (_HERE / name).read_bytes()
    about = (_HERE / "README.md").read_text("utf-8").format(lab=lab.name, points=f"{lab.max_score:g}")
    yield "README.md", about.encode()
    yield "requirements.txt", ("\n".join(grader_requirements()) + "\n").encode()
    settings = {"schema_version": 1, "lab": lab.name, "version": __version__}
    yield SETTINGS_NAME, (json.dumps(settings, indent=1) + "\n").encode()
    yield f"labs/{lab.name}/{lab.name}.ipynb", course.source(lab.name).read_bytes()
    others = set(course.lab_names()) - {lab.name}
    for package in ("autils", "public_tests", "grader"):
        for path in sorted((_PACKAGES / package).rglob("*")):
            name = path.relative_to(_PACKAGES).as_posix()
            if path.is_file() and not _is_left_out(name, others):
                yield name, path.read_bytes()
    digits = _PACKAGES / "data" / "digits.npz"  # an installed copy has them in autils
    if digits.is_file():
        yield "data/digits.npz", digits.read_bytes()


def _is_left_out(name: str, others: set[str]) -> bool:
    """Tell whether a file stays at home: what is no part of the project, and answers of other labs."""
    parts = name.split("/")
    if "__pycache__" in parts or any(part.startswith(".") for part in parts):
        return True
    if name.startswith(("grader/misconceptions/", "grader/demo")):
        return True
    return name.startswith("grader/hidden_tests/") and Path(name).stem in others
