"""Draw the pictures of README: a figure of each lab, as its notebook shows it, and a page of feedback.

`python -m docs.pictures [NAME...]` draws all, or those named.  It runs the labs on the embedded digits, and
the demo, which takes some minutes, and needs a Chromium.
"""

from __future__ import annotations

import base64
import io
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from PIL import Image
from rich.console import Console

from grader.course import Course
from grader.demo import EXAMPLE, prepare_demo, run_demo
from grader.feedback import page_path
from grader.grading import Grader
from grader.lab import load_lab
from grader.sandbox import Sandbox
from tests.browser import chromium_page
from tests.lab_running import ROOT, run_notebook, source_path

FIGURES = {
    "binary_digits": "draw-the-weights",
    "multiclass_digits": "draw-the-softmax-steps",
    "two_layer_mlp": "bend-the-boundary",
    "deep_network": "draw-the-signals",
}
"""Lab -> the cell whose figure stands for it."""
FEEDBACK = "feedback"
COLOURS = 64  # enough for figures of a few colours; the files stay small
WIDTH, HEIGHT = 820, 1060  # of the page

_IMAGE = re.compile(r'src="data:image/png;base64,([^"]+)"')


def main(names: Sequence[str]) -> None:
    """Write the pictures of these names beside this file; all if there are none."""
    for lab in [lab for lab in FIGURES if not names or lab in names]:
        cell_id = FIGURES[lab]
        ran = run_notebook(nbformat.read(source_path(lab), as_version=4), ROOT / "data")
        cell = next(cell for cell in ran.cells if cell.id == cell_id)
        html = "".join(output.data["text/html"] for output in cell.outputs if "data" in output)
        found = _IMAGE.search(html)
        assert found, f"{lab}: the cell {cell_id} shows no figure"
        _write(lab, base64.b64decode(found[1]))
    if not names or FEEDBACK in names:
        _write(FEEDBACK, _feedback())


def _feedback() -> bytes:
    """The demo's example of a page of feedback, as a browser shows it."""
    with tempfile.TemporaryDirectory() as folder:
        course = Course(ROOT)
        labs = [load_lab(course.source(name)) for name in FIGURES]
        demo = prepare_demo(course, Path(folder, "demo"))
        with Sandbox() as sandbox, Grader(labs, 1, sandbox) as grader:
            run_demo(demo, grader, Console(stderr=True))
        with chromium_page() as page:
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            page.goto(page_path(demo, *EXAMPLE).as_uri())
            return page.screenshot()


def _write(name: str, png: bytes) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(Path(__file__).with_name(f"{name}.png"), optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
