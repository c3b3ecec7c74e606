"""A student moves a slider of `plt_softmax` in JupyterLab, and the bars follow the student's own function."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from browser import (
    PATIENCE_SECONDS,
    SECONDS,
    Server,
    cell_of,
    chromium_page,
    chromium_path,
    errors,
    jupyter_server,
    open_notebook,
    outputs,
    run_all,
    run_cell,
    set_cell_source,
    set_theme,
)
from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page, expect

pytestmark = pytest.mark.browser

NOTEBOOK = "softmax.ipynb"
STARTS = [1.0, 2.0, 3.0, 4.0]
SMALLEST, LARGEST = 0.1, 10.0
MILLISECONDS = 100  # of rest before the button is let go: ipympl leaves out positions that follow too fast
# Right in nothing, and unlike any softmax: each output tells which input it comes from.
STUDENT = """\
import numpy as np

def my_softmax(z):
    return z[[2, 0, 3, 1]] / 20
"""
ORDER = [2, 0, 3, 1]
READ_BACK = """\
import json
bars = [[bar.get_width() for bar in ax.patches] for ax in fig.axes[:2]]
sliders = [np.asarray(s.ax.transAxes.transform([(0, .5), (1, .5)])).tolist() for s in fig.sliders]
words = [text.get_text() for text in fig.axes[1].texts]
print(json.dumps({"bars": bars, "words": words, "sliders": sliders, "height": fig.bbox.height}))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Server]:
    chromium_path()  # without one the tests are skipped before anything starts
    folder = tmp_path_factory.mktemp("softmax")
    cells = [
        ("back-end", "%matplotlib widget\nfrom autils import plt_softmax"),
        ("student", STUDENT),
        ("sliders", "fig = plt_softmax(my_softmax)\nfig"),  # the last line shows nothing a second time
        ("read", READ_BACK),
    ]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=name) for name, source in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, folder / NOTEBOOK)
    with jupyter_server(folder, PYTHONPATH=str(repository)) as server:
        yield server


@pytest.fixture(scope="module")
def page(server: Server) -> Iterator[Page]:
    with chromium_page() as page:
        open_notebook(page, server, NOTEBOOK)
        run_all(page)
        yield page


def test_one_live_figure_is_shown_without_a_toolbar(page: Page) -> None:
    assert errors(page) == []
    expect(cell_of(page, "sliders").locator("canvas").first).to_be_visible()
    expect(outputs(page, "sliders")).to_have_count(1)
    expect(cell_of(page, "sliders").locator(".jupyter-matplotlib-toolbar button:visible")).to_have_count(0)
    assert read_back(page)["bars"] == [STARTS, outputs_of(STARTS)]


def test_a_slider_moved_by_mouse_moves_the_bars_to_what_the_student_returns(
    page: Page, tmp_path: Path
) -> None:
    before = picture(page, tmp_path / "before.png")
    z = [1.0, drag(page, slider=1, to=7.5), 3.0, 4.0]
    assert z[1] == pytest.approx(7.5, abs=0.2)
    assert read_back(page)["bars"] == [pytest.approx(z), pytest.approx(outputs_of(z))]
    # More has changed on the page than the slider: the bars at the right, of which output 3 shows input 1.
    changed = wait_for(
        page,
        lambda: changed_width(before, picture(page, tmp_path / "after.png")),
        lambda width: width > 0.1,
    )
    assert changed > 0.1


def test_a_function_that_fails_after_a_move_says_so_on_the_figure(page: Page) -> None:
    set_cell_source(
        page, "student", "import numpy as np\n\ndef my_softmax(z):\n    return np.exp(z) / total\n"
    )
    run_cell(page, "student")
    run_cell(page, "sliders")
    drag(page, slider=0, to=9)
    found = read_back(page)
    assert found["bars"][1] == []
    assert [word.replace("\n", " ") for word in found["words"]] == [
        "my_softmax raised NameError: name 'total' is not defined."
    ]
    assert errors(page) == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_figure_stands_on_white_paper_in_every_theme(theme: str, page: Page, tmp_path: Path) -> None:
    set_theme(page, theme)
    image = picture(page, tmp_path / "figure.png")
    corners = [(4, 4), (image.width - 5, 4), (4, image.height - 5)]
    assert {image.getpixel(corner) for corner in corners} == {(255, 255, 255)}


def outputs_of(z: list[float]) -> list[float]:
    return [z[k] / 20 for k in ORDER]


def read_back(page: Page) -> dict[str, list]:
    """Return what the kernel's figure holds: bars, words in place of them, ends of sliders in pixels.

    JupyterLab has the kernel hear the mouse in a thread beside the cells, so a cell may see a figure that is
    half drawn: what two cells in a row see alike is drawn whole.
    """
    before = None
    for _ in range(PATIENCE_SECONDS):
        run_cell(page, "read")
        found = json.loads(outputs(page, "read").inner_text())
        if found == before:
            break
        before = found
    return found


def drag(page: Page, slider: int, to: float) -> float:
    """Move the knob of a slider by mouse to a value, and return the value that the kernel has then."""
    known = read_back(page)
    place = canvas_box(page)  # after the page has scrolled
    (left, y), (right, _) = known["sliders"][slider]
    at = known["bars"][0][slider]
    scale = place["height"] / known["height"]

    def point(value: float) -> tuple[float, float]:
        share = (value - SMALLEST) / (LARGEST - SMALLEST)
        x = left + share * (right - left)
        return place["x"] + x * scale, place["y"] + (known["height"] - y) * scale

    page.mouse.move(*point(at))
    page.mouse.down()
    page.mouse.move(*point(to), steps=8)
    page.wait_for_timeout(MILLISECONDS)
    page.mouse.up()
    # The kernel hears the mouse beside the cells, not always before the next one.
    return wait_for(
        page, lambda: read_back(page)["bars"][0][slider], lambda value: value == pytest.approx(to, abs=0.2)
    )


def wait_for(page: Page, ask: Callable[[], float], is_enough: Callable[[float], bool]) -> float:
    """Ask once a second until the answer is enough, and return the last answer."""
    for _ in range(PATIENCE_SECONDS):
        if is_enough(answer := ask()):
            break
        page.wait_for_timeout(SECONDS)
    return answer


def canvas_box(page: Page) -> FloatRect:
    canvas = cell_of(page, "sliders").locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    return box


def picture(page: Page, path: Path) -> Image.Image:
    """Save what the page shows of the figure."""
    box = canvas_box(page)
    page.mouse.move(2, 2)
    page.screenshot(path=path, clip=box)
    return Image.open(path).convert("RGB")


def changed_width(before: Image.Image, after: Image.Image) -> float:
    """Return how much of its width has changed in the upper right quarter, where the outputs are."""
    quarter = (after.width // 2, 0, after.width, after.height // 2)
    changed = ImageChops.difference(before.crop(quarter), after.crop(quarter)).getbbox()
    return (changed[2] - changed[0]) / (quarter[2] - quarter[0]) if changed else 0
