"""A grading process: read tasks, a line of JSON each, grade them with a warm worker, write results.

The first line holds the settings of `pool.PoolSettings`.  It ends when the other side hangs up, whatever it
is doing, and its worker and its children with it.
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from .autograded import autograded_notebook, texts_of
from .course import Course
from .files import Unreadable, read_file
from .grading import Grader
from .lab import load_lab
from .pool import Message
from .sandbox import Sandbox
from .whole import write_whole


def main(descriptor: int) -> None:
    """Serve tasks that come in on a socket until it is closed; see `grade_task`."""
    with socket.socket(fileno=descriptor) as channel, channel.makefile("rw", encoding="utf-8") as lines:
        settings = json.loads(lines.readline())
        course = Course(Path(settings["course"]))
        labs = [load_lab(course.source(name)) for name in settings["labs"]]
        texts = {lab.name: texts_of(course.source(lab.name).read_bytes()) for lab in labs}
        with Sandbox() as sandbox:
            if sandbox.tier == "none" and not settings["allow_unsandboxed"]:
                sys.exit("this machine cannot isolate student code")
            with Grader(labs, settings["seed"], sandbox, settings["mode"]) as worker:
                print(json.dumps({"ready": sandbox.tier}), file=lines, flush=True)
                for line in lines:
                    print(json.dumps(grade_task(worker, json.loads(line), texts)), file=lines, flush=True)


def grade_task(worker: Grader, task: Message, texts: Mapping[str, Collection[str]]) -> Message:
    """Grade one submission, and write its autograded notebook if it has a place for one.

    Args:
        worker: which grades.
        task: {"lab", "student", "path", "notebook", "note", "autograded"}.
        texts: of the text cells of each lab.

    Returns:
        The result's JSON data.
    """
    lab_name, student, notebook = task["lab"], task["student"], task["notebook"]
    try:
        data = read_file(Path(task["path"]))
    except Unreadable as error:
        return worker.ungradable(task["note"] or str(error), notebook, lab_name, student).to_json()
    grade = worker.grade(data, notebook, lab_name, student)
    if task["note"]:
        grade = replace(grade, warnings=(task["note"], *grade.warnings))
    result = grade.to_json()
    if task["autograded"] and grade.status != "ungradable":
        lab = next(lab for lab in worker.labs if lab.name == lab_name)
        write_whole(Path(task["autograded"]), autograded_notebook(data, lab, texts[lab_name], result))
    return result


if __name__ == "__main__":
    main(int(sys.argv[1]))
