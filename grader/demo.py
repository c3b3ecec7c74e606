"""The whole story on a made class, told on the terminal: release, submissions, grades, feedback."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from . import demo_binary, demo_deep, demo_multiclass, demo_two_layer
from .course import CONFIG_NAME, Course, CourseError
from .demo_class import Student
from .feedback import page_path, write_feedback
from .grading import Grader
from .report import write_report
from .result import Grade
from .run import CALL_SECONDS
from .store import ResultStore
from .terminal import show_class, show_grade, waiting

CLASS: Mapping[str, Sequence[Student]] = {
    "binary_digits": demo_binary.STUDENTS,
    "multiclass_digits": demo_multiclass.STUDENTS,
    "two_layer_mlp": demo_two_layer.STUDENTS,
    "deep_network": demo_deep.STUDENTS,
}
"""Lab -> the students who hand it in."""

EXAMPLE = ("multiclass_digits", "marco-rossi")
"""The lab and the student of the submission whose feedback is shown."""

MADE_BY_DEMO = ".made-by-grader-demo"
"""A file that marks a folder as the demo's, to be replaced by the next one."""


def prepare_demo(course: Course, to: Path | None) -> Course:
    """Make a fresh course folder for the demo, with the labs and the settings of a course.

    Args:
        course: where the labs' sources lie; nothing in it is changed but `demo/`, if that is the place.
        to: the folder to make; `demo/` in the course when None.  An earlier demo there is replaced.

    Raises:
        CourseError: the course lacks a lab of the demo, or the folder holds something else or cannot be made.
    """
    sources = [course.source(lab).parent for lab in CLASS]
    folder = (to or course.root / "demo").resolve()
    try:
        if folder.exists() and not (folder / MADE_BY_DEMO).is_file() and any(folder.iterdir()):
            raise CourseError(f"{folder} holds something else already: name another folder with --to DIR.")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MADE_BY_DEMO).touch()
        for source in sources:
            shutil.copytree(source, folder / "labs" / source.name, ignore=shutil.ignore_patterns(".*"))
        if (course.root / CONFIG_NAME).is_file():
            shutil.copy(course.root / CONFIG_NAME, folder)
    except OSError as error:
        raise CourseError(
            f"{folder} cannot be made ({error.strerror or error}): name another folder with --to DIR."
        ) from error
    return Course(folder)


def run_demo(demo: Course, grader: Grader, console: Console) -> list[Grade]:
    """Release the labs, make the class hand them in, grade that, and tell the story.

    Args:
        demo: the folder that `prepare_demo` made.
        grader: a warm grader that knows the demo's labs.
        console: where the story is told.

    Returns:
        The grades, lab by lab in the order of the class.
    """
    _release(demo, grader, console)
    _hand_in(demo, console)
    grades, seconds = _grade_all(demo, grader, console)
    _tell_speed(console, grades, seconds, grader.means.sandbox.start_seconds)
    _heading(console, f"4. What {EXAMPLE[1]} reads")
    show_grade(console, next(g for g in grades if (g.lab, g.student_id) == EXAMPLE), in_full=True)
    _heading(console, "5. Pages for students and instructors")
    _write_pages(demo, grader, console)
    _tell_next(console, demo)
    return grades


def _release(demo: Course, grader: Grader, console: Console) -> None:
    from .proof import verify_release
    from .release import release_lab  # nbgrader takes seconds to import

    _heading(console, f"Everything is in {demo.root}; the course itself stays as it is.")
    _heading(console, "1. The student versions of the labs")
    for lab in (lab for lab in grader.labs if lab.name in CLASS):
        with waiting(f"Releasing {lab.name}: solutions out, stubs in, and a proof that it runs and scores 0"):
            release_lab(demo, lab.name, verify=verify_release(lab, grader.means.sandbox))
        about = f"{lab.name}: “{lab.title}”, {len(lab.exercises)} exercises, {lab.max_score:g} points"
        _say(console, about)
    _say(console, "Each folder release/<lab> works by itself, and release/<lab>.zip holds the same.")
    _say(console, "Proved: no solution is left in one, each compiles and runs, and untouched it scores 0.")


def _hand_in(demo: Course, console: Console) -> None:
    _heading(console, "2. A class hands them in")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("student", no_wrap=True)
    for lab in CLASS:
        table.add_column(lab.replace("_", " "), overflow="fold")  # a narrow terminal breaks it there
    about: dict[str, dict[str, str]] = {}
    for lab, students in CLASS.items():
        release = (demo.release_dir / lab / f"{lab}.ipynb").read_bytes()
        for student in students:
            path = _submission(demo, lab, student)
            path.parent.mkdir(parents=True)
            path.write_bytes(student.hand_in(release))
            about.setdefault(student.name, {})[lab] = student.about
    for name, labs in about.items():
        table.add_row(name, *[labs.get(lab, Text("-", style="dim")) for lab in CLASS])
    console.print(Padding(table, (0, 0, 0, 2)))
    _say(console, "Their files: submitted/<student>/<lab>/<lab>.ipynb")


def _submission(demo: Course, lab: str, student: Student) -> Path:
    return demo.submitted_dir / student.name / lab / f"{lab}.ipynb"


def _grade_all(demo: Course, grader: Grader, console: Console) -> tuple[list[Grade], float]:
    """Grade the class lab by lab, and show a table after each; returns the seconds that grading took, too."""
    _heading(console, "3. Grading")
    grades: list[Grade] = []
    seconds = 0.0
    for lab in CLASS:
        began = time.perf_counter()
        graded = _grade(demo, grader, lab)
        seconds += time.perf_counter() - began
        show_class(console, graded, f"{lab}: {len(graded)} submissions")
        console.print()
        grades += graded
    return grades, seconds


def _grade(demo: Course, grader: Grader, lab: str) -> list[Grade]:
    grades = []
    store = ResultStore(demo.results_dir)
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
    talk = Console(stderr=True)
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as progress:
        task = progress.add_task("", total=len(CLASS[lab]))
        for student in CLASS[lab]:
            progress.update(task, description=f"{student.name:<16}")
            path = _submission(demo, lab, student)
            name = str(path.relative_to(demo.submitted_dir))
            grades.append(grader.grade(path.read_bytes(), name, lab, student.name))
            store.write(grades[-1].to_json())
            progress.advance(task)
    return grades


def _tell_speed(console: Console, grades: Sequence[Grade], seconds: float, start_seconds: float) -> None:
    median = statistics.median(grade.execution_time for grade in grades)
    slowest = max(grades, key=lambda grade: grade.execution_time)
    _say(
        console,
        f"{len(grades)} submissions in {seconds:.1f} s, median {median:.2f} s each, by one warm worker "
        f"that took {start_seconds:.1f} s to start. Longest: {slowest.student_id}, {slowest.lab}, "
        f"{slowest.execution_time:.1f} s, for a call may take {CALL_SECONDS:.0f} s before it is ended.",
    )
    _say(console, "Results: results/<lab>/<student>.json")


def _write_pages(demo: Course, grader: Grader, console: Console) -> None:
    labs = [lab for lab in grader.labs if lab.name in CLASS]
    with waiting("Writing the pages"):
        feedback = [page for lab in labs for page in write_feedback(demo, lab, demo.submitted_dir)]
        report = list(write_report(demo, labs, demo.submitted_dir))
    lab, student = EXAMPLE
    _say(console, f"{len(feedback)} pages of feedback, such as {_place(demo, page_path(demo, lab, student))}")
    _say(
        console, f"{len(report)} pages about the class; begin with {_place(demo, demo.report_dir)}/index.html"
    )


def _place(demo: Course, path: Path) -> str:
    return str(path.relative_to(demo.root))


def _tell_next(console: Console, demo: Course) -> None:
    _heading(console, "6. What to try next")
    lab, student = EXAMPLE
    notebook = f"submitted/{student}/{lab}/{lab}.ipynb"
    for command, meaning in (
        (_activation(), "now the commands below are found"),
        (f"cd {demo.root}", "a course folder of its own"),
        (f"grader grade {notebook}", "the same grade, alone; --json for JSON"),
        ("grader autograde", "the class again, into a gradebook and notebooks with cards"),
        (f"jupyter lab release/{lab}/{lab}.ipynb", "a lab as students see it"),
        ("grader doctor", "what this machine offers"),
        ("grader validate", "the proof that labs, tests and releases are right"),
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
