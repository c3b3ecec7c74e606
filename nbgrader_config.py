"""nbgrader's settings for this course; nbgrader commands that are run in this folder read them."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if (ROOT / "grader").is_dir():
    # A checkout works without being installed: for this process, and for the kernels that it starts.
    sys.path.insert(0, str(ROOT))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))

from grader.release import PREPROCESSORS  # noqa: E402  # after the path is set

c = get_config()  # noqa: F821  # traitlets puts it there
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "digit_labs"
c.CourseDirectory.source_directory = "labs"
c.GenerateAssignment.preprocessors = PREPROCESSORS
c.ExecutePreprocessor.timeout = 300  # seconds per cell: training takes its time on a busy machine
