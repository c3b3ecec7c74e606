"""The bar of a long training: seen while it runs, gone afterwards, and never in the way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_notebook

from autils import progress, progress_bar
from tests.lab_running import ROOT, run_notebook


class Place:
    """What `display` returns: it keeps every text shown at its place."""

    def __init__(self, text: str) -> None:
        self.texts = [text]

    def update(self, bundle: dict[str, str], raw: bool) -> None:
        assert raw
        self.texts.append(bundle["text/plain"])


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Place]]:
    """A notebook, in which every bar is shown at once and each update too."""
    shown: list[Place] = []

    def display(bundle: dict[str, str], raw: bool, display_id: bool) -> Place:
        assert raw
        assert display_id
        shown.append(Place(bundle["text/plain"]))
        return shown[-1]

    InteractiveShell.instance().kernel = "what a notebook's shell has"
    monkeypatch.setattr(progress, "_display", lambda: display)
    monkeypatch.setattr(progress, "_SECONDS_WITHOUT", 0)
    progress._Line.places.clear()
    yield shown
    progress._Line.places.clear()
    InteractiveShell.clear_instance()


def test_it_counts_from_one() -> None:
    assert list(progress_bar(4)) == [1, 2, 3, 4]
    assert list(progress_bar(0)) == []


def test_a_shell_without_a_notebook_shows_no_bar(places: list[Place]) -> None:
    del InteractiveShell.instance().kernel
    assert list(progress_bar(4)) == [1, 2, 3, 4]
    assert places == []


def test_the_bar_is_seen_and_goes_away(places: list[Place]) -> None:
    assert list(progress_bar(4, "training")) == [1, 2, 3, 4]
    (place,) = places
    assert place.texts[0].startswith("training:")
    assert "0/4" in place.texts[0]
    assert place.texts[-1] == ""


def test_it_goes_away_where_the_loop_is_left_early(places: list[Place]) -> None:
    bar = progress_bar(4)
    next(bar)
    bar.close()  # type: ignore[attr-defined]
    assert places[0].texts[-1] == ""


def test_all_bars_of_a_cell_share_one_place_and_the_next_cell_has_its_own(places: list[Place]) -> None:
    list(progress_bar(3))
    list(progress_bar(3))
    assert len(places) == 1
    InteractiveShell.instance().execution_count += 1
    list(progress_bar(3))
    assert len(places) == 2


def test_what_is_done_at_once_shows_no_bar(places: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SECONDS_WITHOUT", 60)
    assert list(progress_bar(3)) == [1, 2, 3]
    assert places == []


def test_no_thread_is_started(places: list[Place]) -> None:
    before = threading.active_count()
    bar = progress_bar(3)
    next(bar)
    assert threading.active_count() == before
    assert places


@pytest.mark.usefixtures("places")
def test_without_tqdm_it_counts_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert list(progress_bar(3)) == [1, 2, 3]


def test_nothing_stays_in_a_saved_notebook() -> None:
    notebook = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    wait = "for _ in progress_bar(8):\n    time.sleep(0.1)\n"
    source = f"import time\nfrom autils import progress_bar\n{wait}print('one')\n{wait}print('two')"
    notebook.cells = [new_code_cell(source, id="bars")]
    outputs: list[Any] = run_notebook(notebook, Path(ROOT, "data")).cells[0].outputs
    assert "".join(output.text for output in outputs if output.output_type == "stream") == "one\ntwo\n"
    assert [output.get("name") for output in outputs if output.get("name") == "stderr"] == []
    assert [output.data for output in outputs if "data" in output] == [{"text/plain": ""}]
