"""The whole story on a made class, told on the terminal: release, submissions, grades, feedback."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from .course import CONFIG_NAME, Course, CourseError
from .demo_class import LAB, STUDENTS
from .grading import Grader
from .result import Grade
from .run import CALL_SECONDS
from .terminal import show_class, show_grade, waiting

EXAMPLE = "grace-mwangi"
MADE_BY_DEMO = ".made-by-grader-demo"
"""A file that marks a folder as the demo's, to be replaced by the next one."""


def prepare_demo(course: Course, to: Path | None) -> Course:
    """Make a fresh course folder for the demo, with the lab and the settings of a course.

    Args:
        course: where the lab's source lies; nothing in it is changed but `demo/`, if that is the place.
        to: the folder to make; `demo/` in the course when None.  An earlier demo there is replaced.

    Raises:
        CourseError: the course lacks the demo's lab, or the folder holds something else or cannot be made.
    """
    source = course.source(LAB).parent
    folder = (to or course.root / "demo").resolve()
    try:
        if folder.exists() and not (folder / MADE_BY_DEMO).is_file() and any(folder.iterdir()):
            raise CourseError(f"{folder} holds something else already: name another folder with --to DIR.")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MADE_BY_DEMO).touch()
        shutil.copytree(source, folder / "labs" / LAB, ignore=shutil.ignore_patterns(".*"))
        if (course.root / CONFIG_NAME).is_file():
            shutil.copy(course.root / CONFIG_NAME, folder)
    except OSError as error:
        raise CourseError(
            f"{folder} cannot be made ({error.strerror or error}): name another folder with --to DIR."
        ) from error
    return Course(folder)


def run_demo(demo: Course, grader: Grader, console: Console) -> list[Grade]:
    """Release the lab, make the class hand it in, grade it, and tell the story.

    Args:
        demo: the folder that `prepare_demo` made.
        grader: a warm grader that knows the demo's lab.
        console: where the story is told.

    Returns:
        The grades, in the order of the class.
    """
    _release(demo, grader, console)
    paths = _hand_in(demo, console)
    grades, seconds = _grade(demo, grader, paths, console)
    show_class(console, grades, f"{LAB}: {len(grades)} submissions")
    _tell_speed(console, grades, seconds, grader.means.sandbox.start_seconds)
    _heading(console, f"4. What {EXAMPLE} reads")
    show_grade(console, next(grade for grade in grades if grade.student_id == EXAMPLE), in_full=True)
    _tell_next(console, demo)
    return grades


def write_result(path: Path, grade: Grade) -> None:
    """Write a result as JSON; whoever reads the file finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(grade.to_json(), indent=2, ensure_ascii=False) + "\n"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as draft:
        draft.write(text)
    Path(draft.name).replace(path)


def _release(demo: Course, grader: Grader, console: Console) -> None:
    from .proof import verify_release
    from .release import release_lab  # nbgrader takes seconds to import

    _heading(console, f"Everything is in {demo.root}; the course itself stays as it is.")
    _heading(console, "1. The student version of the lab")
    lab = next(lab for lab in grader.labs if lab.name == LAB)
    with waiting("Releasing: solutions out, stubs in, and a proof that it runs and scores 0"):
        made = release_lab(demo, LAB, verify=verify_release(lab, grader.means.sandbox))
    files = sum(path.is_file() for path in made.folder.rglob("*"))
    _say(
        console,
        f"“{lab.title}”, {len(lab.exercises)} exercises, {lab.max_score:g} points: release/{LAB} has {files} "
        f"files and works by itself; release/{LAB}.zip holds the same.",
    )
    _say(console, "Proved: no solution is left in it, it compiles and runs, and untouched it scores 0.")


def _hand_in(demo: Course, console: Console) -> dict[str, Path]:
    _heading(console, "2. A class hands it in")
    release = (demo.release_dir / LAB / f"{LAB}.ipynb").read_bytes()
    paths = {}
    for student in STUDENTS:
        path = demo.submitted_dir / student.name / LAB / f"{LAB}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(student.hand_in(release))
        paths[student.name] = path
        _say(console, f"{student.name:<18}{student.about}")
    _say(console, f"Their files: submitted/<student>/{LAB}/{LAB}.ipynb")
    return paths


def _grade(
    demo: Course, grader: Grader, paths: dict[str, Path], console: Console
) -> tuple[list[Grade], float]:
    _heading(console, "3. Grading")
    grades = []
    began = time.perf_counter()
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
    talk = Console(stderr=True)
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as progress:
        task = progress.add_task("", total=len(paths))
        for student, path in paths.items():
            progress.update(task, description=f"{student:<16}")
            name = str(path.relative_to(demo.submitted_dir))
            grades.append(grader.grade(path.read_bytes(), name, LAB, student))
            write_result(demo.results_dir / LAB / f"{student}.json", grades[-1])
            progress.advance(task)
    return grades, time.perf_counter() - began


def _tell_speed(console: Console, grades: Sequence[Grade], seconds: float, start_seconds: float) -> None:
    median = statistics.median(grade.execution_time for grade in grades)
    slowest = max(grades, key=lambda grade: grade.execution_time)
    _say(
        console,
        f"{len(grades)} submissions in {seconds:.1f} s, median {median:.2f} s each, by one warm worker "
        f"that took {start_seconds:.1f} s to start. Longest: {slowest.student_id}, "
        f"{slowest.execution_time:.1f} s, for a call may take {CALL_SECONDS:.0f} s before it is ended.",
    )
    _say(console, f"Results: results/{LAB}/<student>.json")


def _tell_next(console: Console, demo: Course) -> None:
    _heading(console, "5. What to try next")
    notebook = f"submitted/{EXAMPLE}/{LAB}/{LAB}.ipynb"
    for command, meaning in (
        (_activation(), "now the commands below are found"),
        (f"cd {demo.root}", "a course folder of its own"),
        (f"grader grade {notebook}", "the same grade, alone; --json for JSON"),
        (f"jupyter lab release/{LAB}/{LAB}.ipynb", "the lab as students see it"),
        ("grader doctor", "what this machine offers"),
        ("grader validate", "the proof that lab, tests and release are right"),
    ):
        if command:
            line = Text(f"  {command}", style="bold").append(f"  # {meaning}", style="not bold dim")
            console.print(line, soft_wrap=True)


def _activation() -> str:
    """The command that puts `grader` on the path; empty where it is there already."""
    script = Path(sys.executable).with_name("activate")
    return f". {script}" if shutil.which("grader") is None and script.is_file() else ""


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _say(console: Console, sentence: str) -> None:
    console.print(Padding(Text(sentence), (0, 0, 0, 2)))
