"""A grading process: read tasks, a line of JSON each, grade them with a warm worker, write results.

The first line holds the settings of `pool.PoolSettings`.  It ends when the other side hangs up, whatever it
is doing, and its worker and its children with it.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

from .course import Course
from .files import grade_file
from .grading import Grader
from .lab import load_lab
from .sandbox import Sandbox


def main(descriptor: int) -> None:
    """Serve tasks that come in on a socket until it is closed.

    A task is {"lab", "student", "path", "notebook"}; its answer is the result's JSON data.
    """
    with socket.socket(fileno=descriptor) as channel, channel.makefile("rw", encoding="utf-8") as lines:
        settings = json.loads(lines.readline())
        course = Course(Path(settings["course"]))
        labs = [load_lab(course.source(name)) for name in settings["labs"]]
        with Sandbox() as sandbox:
            if sandbox.tier == "none" and not settings["allow_unsandboxed"]:
                sys.exit("this machine cannot isolate student code")
            with Grader(labs, settings["seed"], sandbox, settings["mode"]) as worker:
                print(json.dumps({"ready": sandbox.tier}), file=lines, flush=True)
                for line in lines:
                    task = json.loads(line)
                    grade = grade_file(
                        worker, Path(task["path"]), task["lab"], task["student"], task["notebook"]
                    )
                    print(json.dumps(grade.to_json()), file=lines, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
