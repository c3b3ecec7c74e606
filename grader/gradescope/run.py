"""What runs in Gradescope's container: grade one submission, write results.json.

    python -m grader.gradescope.run /autograder

reads `submission/` and `submission_metadata.json` in that folder, and writes `results/results.json`.  If the
grader itself fails, nothing is written and the exit code is 1: Gradescope says then that the autograder
failed, and nobody gets a score of 0 for it.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import secrets
import shutil
import sys
from datetime import datetime
from pathlib import Path

from grader.collect.choice import Choice, choose
from grader.collect.handed import Found, HandedFile, Sender
from grader.collect.paths import is_litter
from grader.course import Course, CourseError
from grader.exercises import exercises_of
from grader.files import Unreadable, read_file
from grader.grading import Grader
from grader.hidden_tests import hidden_checks
from grader.lab import Lab, LabError, load_lab
from grader.result import Grade
from grader.run import SandboxError
from grader.sandbox import Sandbox
from grader.store import json_bytes
from grader.whole import write_whole

from .bundle import SETTINGS_NAME
from .projection import gradescope_result

_PR_SET_DUMPABLE = 4


def main(root: Path) -> int:
    """Grade the submission in Gradescope's folder; return the exit code."""
    source = root / "source"
    try:
        settings = json.loads((source / SETTINGS_NAME).read_bytes())
        lab = load_lab(Course(source).source(settings["lab"]))
        hide_solutions(source, lab)
        seed = assignment_seed(root / "submission_metadata.json", lab)
        choice = choose_submission(root / "submission", lab)
        grade = grade_submission(choice, lab, seed)
        result = gradescope_result(grade.to_json(), choice.notices)
        write_whole(root / "results" / "results.json", json_bytes(result))
    except (SandboxError, CourseError, LabError, OSError, ValueError, KeyError) as error:
        print(f"The autograder failed, through no fault of the submission: {error}", file=sys.stderr)
        return 1
    print(f"{grade.status}: {grade.score:g} of {grade.max_score:g} points.")
    return 0


def hide_solutions(source: Path, lab: Lab) -> None:
    """Take the solutions and hidden tests off the disk, and let nobody read this process's memory.

    The container is thrown away after one submission, and with it the folder.

    Raises:
        ValueError: this program does not run from that folder, which then may be anybody's.
    """
    if source.resolve() not in Path(__file__).resolve().parents:
        raise ValueError(f"{source} is not the folder that this program runs from")
    exercises_of(lab.name)
    hidden_checks(lab.name)  # in memory from now on
    tests = source / "grader" / "hidden_tests"
    (tests / f"{lab.name}.py").unlink()
    shutil.rmtree(tests / "__pycache__", ignore_errors=True)
    shutil.rmtree(source / "labs")
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")


def assignment_seed(metadata: Path, lab: Lab) -> int:
    """Return the seed of the hidden checks: the same for all submissions of an assignment."""
    try:
        assignment = json.loads(metadata.read_bytes())["assignment"]["id"]
    except (OSError, ValueError, KeyError, TypeError):
        return secrets.randbelow(2**31)
    digest = hashlib.sha256(f"{assignment}/{lab.name}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 2**31


def choose_submission(folder: Path, lab: Lab) -> Choice:
    """Choose the notebook among the files that were uploaded; Gradescope has unpacked zips already."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    files = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if not is_litter(path.relative_to(folder).parts):
            time = datetime.fromtimestamp(path.stat().st_mtime)
            files.append(HandedFile(Found(name, path, time), Sender("", None, "", path.name)))
    return choose(files, lab.name, [lab])


def grade_submission(choice: Choice, lab: Lab, seed: int) -> Grade:
    """Grade the notebook that was chosen; one that is not there or cannot be read is ungradable."""
    sandbox = Sandbox()
    if choice.chosen is None:
        with Grader([lab], seed, sandbox) as worker:
            return worker.ungradable("No notebook was handed in.", "", lab.name)
    name = choice.chosen.sender.file
    with sandbox, Grader([lab], seed, sandbox) as worker:
        try:
            return worker.grade(read_file(choice.chosen.path), name, lab.name)
        except Unreadable as error:
            return worker.ungradable(str(error), name, lab.name)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
