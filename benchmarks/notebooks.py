"""The notebooks and nbgrader courses that the grading benchmark compares on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course
from grader.release import release_lab
from tests.foreign.base import MODEL, MY_DENSE, MY_DENSE_V
from tests.foreign.original import original_content

ORIGINAL_LAB = "binary_digits"
ROOT = Path(__file__).resolve().parent.parent

_SINGLE_NUMBERS = {
    # NumPy 2 makes no int of a 1 by 1 array; the habit measured here is the predict call per picture.
    "int(model.predict(X[pick].reshape(1, 400)) >= 0.5)": "int(model.predict(X[[pick]])[0, 0] >= 0.5)",
    "int(theirs >= 0.5)": "int(theirs[0, 0] >= 0.5)",
    "int(mine >= 0.5)": "int(mine[0] >= 0.5)",
    "int(prediction >= 0.5)": "int(prediction[0] >= 0.5)",
}


@dataclass(frozen=True)
class Case:
    """One right submission of a lab, and the nbgrader course in which it can be autograded."""

    name: str
    lab: str
    notebook: Path
    course: Path
    assignment: str

    def nbgrader(self) -> list[str]:
        """Return the command that autogrades the submission with plain nbgrader."""
        return [sys.executable, "-m", "nbgrader", "autograde", self.assignment, "--force", "--student", "s1"]


def nbgrader_environment() -> dict[str, str]:
    """Return an environment in which nbgrader and its kernels find this project and alembic."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}


def own_case(folder: Path, lab: str) -> Case:
    """Make a course with a lab of ours, and its source notebook as a right submission."""
    course = folder / lab
    shutil.copytree(ROOT / "labs" / lab, course / "labs" / lab)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    release_lab(Course(course), lab)
    notebook = _submitted(course, lab, lab)
    shutil.copy(ROOT / "labs" / lab / f"{lab}.ipynb", notebook)
    return Case(lab, lab, notebook, course, lab)


def original_case(folder: Path) -> Case:
    """Make a course with a lab written as the first ones were: one predict call per picture."""
    course, assignment = folder / "original", "original"
    content = original_content()
    for i, cell in enumerate(content["cells"]):
        source = "".join(cell["source"])
        for old, new in _SINGLE_NUMBERS.items():
            source = source.replace(old, new)
        cell["source"] = source.splitlines(keepends=True)
        is_answer = source in (MODEL, MY_DENSE, MY_DENSE_V)
        if is_answer or source.startswith("# UNIT TESTS"):
            cell["metadata"]["nbgrader"] = {
                "schema_version": 3,
                "grade_id": f"cell_{i}",
                "grade": not is_answer,
                "solution": is_answer,
                "locked": not is_answer,
                "task": False,
                **({} if is_answer else {"points": 10}),
            }
    text = json.dumps(content)
    source_path = course / "source" / assignment / f"{ORIGINAL_LAB}.ipynb"
    source_path.parent.mkdir(parents=True)
    source_path.write_text(text)
    settings = (
        "c = get_config()\nc.CourseDirectory.course_id = 'original'\nc.ExecutePreprocessor.timeout = 300\n"
    )
    (course / "nbgrader_config.py").write_text(settings)
    notebook = _submitted(course, assignment, ORIGINAL_LAB)
    notebook.write_text(text)
    case = Case("binary_digits as first written", ORIGINAL_LAB, notebook, course, assignment)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
    subprocess.run(command, cwd=course, env=nbgrader_environment(), check=True, capture_output=True)
    return case


def _submitted(course: Path, assignment: str, lab: str) -> Path:
    folder = course / "submitted" / "s1" / assignment
    folder.mkdir(parents=True)
    return folder / f"{lab}.ipynb"
