"""Whole results, byte for byte: what a student and an LMS get in typical situations.

A change of a message, of points or of the schema shows here. When it is meant, write the files anew, and read
the difference before it is committed:

    UPDATE_GOLDEN=1 python -m pytest tests/test_grading_golden.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from graded_answers import grade, stable_json, submission

from grader import run
from grader.grading import Grader
from tests.foreign import FORMS
from tests.foreign.base import MODEL, MY_DENSE, MY_DENSE_V, as_bytes, released_notebook

FOLDER = Path(__file__).parent / "golden"

SITUATIONS: dict[str, Callable[[], bytes]] = {
    "all_right": submission,
    "untouched_release": lambda: as_bytes(released_notebook()),
    "named_misconception": lambda: submission(my_dense=MY_DENSE.replace(" + b[j]", "")),
    "wrong_network": lambda: submission(model=MODEL.replace('Dense(15, activation="sigmoid"),\n', "")),
    "errors": lambda: submission(
        model=MODEL.replace("Dense(15", "Dence(15"),
        my_dense=MY_DENSE.replace("g):", "g)"),
        my_dense_v=MY_DENSE_V.replace("A_in, W)", "A_in, V)"),
    ),
    "fits_the_public_cases_only": lambda: submission(
        my_dense_v=MY_DENSE_V.replace(
            "    return A_out", "    return A_out if len(W) in (2, 3, 4) else 0 * A_out"
        )
    ),
    "missing_and_repaired": lambda: submission("1 / 0", delete=("my-dense", "test-my-dense-v")),
    "endless_call": lambda: submission(
        my_dense="# UNQ_C2\ndef my_dense(a_in, W, b, g):\n    while True: pass"
    ),
    "from_colab": FORMS["colab_export"],
    "no_notebook": lambda: b"%PDF-1.7",
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_result_is_the_one_on_file(
    binary_grader: Grader, situation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if situation == "endless_call":
        monkeypatch.setattr(run, "CALL_SECONDS", 1.0)
    found = stable_json(grade(binary_grader, SITUATIONS[situation]()))
    path = FOLDER / f"{situation}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


def test_every_file_belongs_to_a_situation() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == SITUATIONS.keys()
