"""Figures reach a notebook once, as an image with its description."""

import base64
import struct
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from ipywidgets import FloatSlider
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from autils import show_figure, show_with_slider, widgvis
from autils.style import describe

ROOT = Path(__file__).parent.parent


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def shown(fig: Figure, alt: str | None = None) -> tuple[dict[str, str], dict[str, Any]]:
    """Show a figure and return the attributes of the image and the whole bundle."""
    with capture_output() as captured:
        show_figure(fig, alt)
    (output,) = captured.outputs
    found: list[dict[str, str]] = []

    class Images(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag == "img"
            found.append({name: value or "" for name, value in attrs})

    Images().feed(output.data["text/html"])
    (image,) = found
    return image, output.data


@pytest.mark.usefixtures("shell")
def test_the_image_carries_the_description_of_the_figure() -> None:
    image, bundle = shown(describe(Figure(figsize=(3, 2)), "Three digits."))
    assert image["alt"] == "Three digits."
    assert bundle["text/plain"] == "Three digits."


@pytest.mark.usefixtures("shell")
def test_a_given_alternative_text_wins_and_is_escaped() -> None:
    words = 'a < b & "c" > d'
    image, bundle = shown(describe(Figure(figsize=(3, 2)), "other"), words)
    assert image["alt"] == words
    assert '"c"' not in bundle["text/html"]


@pytest.mark.usefixtures("shell")
def test_the_image_is_a_png_at_twice_the_resolution_it_is_shown_at() -> None:
    image, _ = shown(describe(Figure(figsize=(3, 2)), "Empty."))
    kind, data = image["src"].split(",")
    png = base64.b64decode(data)
    assert kind == "data:image/png;base64"
    assert struct.unpack(">II", png[16:24]) == (576, 384)
    assert image["width"] == "288"


@pytest.mark.usefixtures("shell")
def test_a_figure_made_elsewhere_keeps_labels_that_reach_over_its_edge() -> None:
    fig = Figure(figsize=(3, 1))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set_ylabel("a label left of the figure")
    image, _ = shown(fig, "a label")
    assert int(image["width"]) > 3 * 96


@pytest.mark.usefixtures("shell")
def test_the_same_figure_gives_the_same_bytes() -> None:
    first, second = (shown(Figure(figsize=(2, 2)), "empty")[0]["src"] for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("shell")
def test_a_pyplot_figure_is_closed_so_that_it_is_not_shown_twice() -> None:
    fig, ax = plt.subplots()
    ax.plot([1, 2])
    shown(fig, "a line")
    assert not plt.fignum_exists(fig.number)


def test_outside_ipython_nothing_happens() -> None:
    code = "from autils import show_figure, draw_dense_unit; show_figure(draw_dense_unit())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_widgvis_hides_the_frame_of_an_interactive_canvas() -> None:
    canvas = SimpleNamespace(toolbar_visible=True, header_visible=True, footer_visible=True)
    widgvis(SimpleNamespace(canvas=canvas))
    assert vars(canvas) == {"toolbar_visible": False, "header_visible": False, "footer_visible": False}


def test_widgvis_leaves_other_canvases_alone() -> None:
    fig = Figure()
    before = set(vars(fig.canvas))
    widgvis(fig)
    assert set(vars(fig.canvas)) == before


@pytest.mark.usefixtures("shell")
def test_a_slider_stands_above_the_figure_of_its_value_and_every_move_draws_it_anew() -> None:
    slider = FloatSlider(value=0.25, min=0, max=1)
    with capture_output() as captured:
        show_with_slider(lambda value: describe(Figure(figsize=(2, 1)), f"Value {value:g}."), slider)
        slider.value = 0.75
    of_slider, first, second = captured.outputs
    assert "application/vnd.jupyter.widget-view+json" in of_slider.data
    assert (first.data["text/plain"], second.data["text/plain"]) == ("Value 0.25.", "Value 0.75.")
    assert first.transient["display_id"] == second.transient["display_id"]
    assert not first.update
    assert second.update


def test_without_a_notebook_a_slider_shows_nothing() -> None:
    show_with_slider(lambda value: pytest.fail("nothing is drawn"), FloatSlider())
