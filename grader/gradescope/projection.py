"""A result as Gradescope reads it, `results.json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from public_tests.describe import clean_text

MOST_CHARACTERS = 4000
"""Of one sentence, or of what one check says."""

KEPT = ("seed", "isolation", "lab_version", "run")
"""Of the result's extra data, what Gradescope keeps too."""


def gradescope_result(result: Mapping[str, Any], noticed: Iterable[str] = ()) -> dict[str, Any]:
    """Return what Gradescope shows for a submission: the score, each check, and what was noticed.

    Hidden checks are shown once grades are published.  A submission that could not be read has a score of 0
    and says why.

    Args:
        result: its JSON data, see `result.Grade.to_json`.
        noticed: sentences to be said besides those of the result.
    """
    sentences = [*noticed, *filter(None, [result["reason"]]), *_unjudged(result), *result["warnings"]]
    extra = {name: result["extra_data"][name] for name in KEPT if name in result["extra_data"]}
    return {
        "score": result["score"],
        "execution_time": result["execution_time"],
        "output": "\n".join(clean_text(sentence, MOST_CHARACTERS) for sentence in sentences),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            {**test, "output": clean_text(test["output"], MOST_CHARACTERS)} for test in result["tests"]
        ],
        "extra_data": {"lab": result["lab"], "status": result["status"], **extra},
    }


def _unjudged(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield why exercises have no answer that could be judged: no entry of theirs says it."""
    for exercise in result["exercises"]:
        if exercise["message"] and all(check["status"] == "skipped" for check in exercise["checks"]):
            yield f"{exercise['name']}: {exercise['message']}"
