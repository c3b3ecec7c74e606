"""A grading process: read tasks, a line of JSON each, grade them with a warm worker, write results.

The first line holds the settings of `pool.PoolSettings`.  It ends when the other side hangs up, whatever it
is doing, and its worker and its children with it.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

from .class_grader import ClassGrader, Message, read_task
from .course import Course
from .run import SandboxError
from .whole import write_whole


def main(descriptor: int) -> None:
    """Serve tasks that come in on a socket until it is closed; see `grade_task`."""
    with socket.socket(fileno=descriptor) as channel, channel.makefile("rw", encoding="utf-8") as lines:
        settings = json.loads(lines.readline())
        course = Course(Path(settings["course"]))
        sources = {name: course.source(name).read_bytes() for name in settings["labs"]}
        allow = settings["allow_unsandboxed"]
        try:
            grader = ClassGrader(sources, settings["seed"], settings["mode"], allow_unsandboxed=allow)
        except SandboxError as error:
            sys.exit(str(error))
        with grader:
            print(json.dumps({"ready": grader.sandbox.tier}), file=lines, flush=True)
            for line in lines:
                print(json.dumps(grade_task(grader, json.loads(line))), file=lines, flush=True)


def grade_task(grader: ClassGrader, task: Message) -> Message:
    """Grade one submission, write its autograded notebook if it has a place for one, return the result.

    Where it cannot be written, that is what is returned: no fault of this process, and another could not
    write it either.
    """
    result, notebook = grader.grade(*read_task(task))
    if notebook is not None:
        try:
            write_whole(Path(task["autograded"]), notebook)
        except OSError as error:
            return {"unwritten": [error.errno, error.strerror or str(error), error.filename]}
    return result


if __name__ == "__main__":
    main(int(sys.argv[1]))
