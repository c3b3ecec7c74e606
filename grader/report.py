"""What an instructor looks at: a page for each lab, `report/<lab>.html`, and one for the course.

Everything is made from results and from the notebooks that they are of; nothing is run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from .answers import read_work
from .class_results import LabClass, read_class, score_chart
from .class_view import needs_attention
from .course import Course
from .feedback import page_path
from .lab import Lab
from .lab_report import lab_page
from .notebook import read_notebook
from .pages import render
from .store import Result, ResultStore
from .whole import write_whole


def write_report(
    course: Course, labs: Sequence[Lab], submitted: Path, named: Sequence[str] | None = None
) -> Iterator[Path]:
    """Write the pages; yield the path of each.

    Args:
        course: the course, whose results are read.
        labs: all labs of the course; the course's page tells of each that has results.
        submitted: the folder of all submissions.
        named: the labs whose own pages are written; all if None.

    Raises:
        OSError: a page cannot be written; those before it are.
    """
    store = ResultStore(course.results_dir)
    classes = [each for lab in labs if (each := read_class(store, lab)).graded]
    for each in classes:
        name = each.lab.name
        if named is None or name in named:
            works = [read_work(submitted, student, result, each.lab) for student, result in each.graded]
            notebook, _ = read_notebook(course.source(name).read_bytes())
            texts = [cell.source for cell in notebook.cells]
            path = course.report_dir / f"{name}.html"
            write_whole(path, lab_page(each, works, texts, _links(course, each)))
            yield path
    if classes:
        path = course.report_dir / "index.html"
        write_whole(path, course_page(classes))
        yield path


def course_page(classes: Sequence[LabClass]) -> bytes:
    """Return the page of a course: the labs that have results, and who earned what."""
    students: dict[str, dict[str, Result]] = defaultdict(dict)
    for each in classes:
        for student, result in each.graded:
            students[student][each.lab.name] = result
    return render(
        "index.html",
        classes=[
            {
                "lab": each.lab,
                "count": len(each.graded),
                "missing": len(students) - len(each.graded),
                "scores": each.scores,
                "chart": score_chart(each.scores) if each.scores else None,
                "attention": sum(needs_attention(result) is not None for _, result in each.graded),
            }
            for each in classes
        ],
        students=sorted(students.items()),
    )


def _links(course: Course, each: LabClass) -> dict[str, str]:
    """Return the addresses of the students' pages, as seen from a report."""
    found = {}
    for student, _ in each.graded:
        path = page_path(course, each.lab.name, student)
        if path.is_file():
            place = "/".join(quote(part, errors="surrogateescape") for part in path.parts[-3:])
            found[student] = f"../{course.feedback_dir.name}/{place}"
    return found
