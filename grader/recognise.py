"""Say which lab a notebook belongs to and which exercise a cell answers, from ids and text alone.

Nothing here parses Python: a cell may hold anything, and source that a student wrote is parsed only in the
sandbox. The clues are metadata, the marker comments `# UNQ_C2` and `# GRADED FUNCTION: my_dense`, and names
that stand at the start of a line (`def my_dense(`, `model =`).

How strongly a notebook points to a lab is a sum. The lab's name in the notebook's own metadata counts
LAB_NAME; to this each exercise adds the strongest of its clues:

    GRADE_ID     a cell carries the exercise's grade_id or that of its test cell
    FULL_MARKER  the number and the text of the marker comments both agree
    GRADED_LINE  only the text of the `# GRADED ...` line agrees
    FUNCTION     `def <name>(` or `class <name>` stands at the start of a line
    VARIABLE     `<name> =` stands at the start of a line

A bare `# UNQ_C1` says nothing, since every lab has one. The lab with the highest sum is taken if it reaches
ENOUGH and no other lab equals it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.lab import GradedCell, Lab
from grader.notebook import Cell, Notebook

LAB_NAME, GRADE_ID, FULL_MARKER, GRADED_LINE, FUNCTION, VARIABLE = 100, 10, 5, 2, 2, 1
ENOUGH = 2

_NUMBER = re.compile(r"[ \t]*#[ \t#]*UNQ_(C\d+)\b", re.IGNORECASE)
_GRADED = re.compile(r"[ \t]*#[ \t#]*(?:UN)?GRADED[ \t]+(?:FUNCTIONS?|CELLS?)\b[ \t]*:?(.*)", re.IGNORECASE)
_FUNCTION_NAME = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_VARIABLE_NAME = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Marker:
    """One pair of marker comments: the number of `# UNQ_C2`, the words of `# GRADED FUNCTION: my_dense`."""

    number: str | None
    label: str | None


@dataclass(frozen=True)
class _Clues:
    """What a whole notebook shows of the labs: see the table above."""

    ids: set[str | None]
    markers: set[Marker]
    functions: set[str]
    variables: set[str]


def lab_scores(notebook: Notebook, labs: Sequence[Lab]) -> list[int]:
    """Add up for each lab what points to it; the module's docstring holds the table."""
    ours = notebook.metadata.get("digit_labs")
    named = ours.get("lab") if isinstance(ours, dict) else None
    sources = [cell.source for cell in notebook.cells if cell.kind == "code"]
    clues = _Clues(
        ids={cell.grade_id for cell in notebook.cells},
        markers={marker for source in sources for marker in markers_in(source)},
        functions={name for source in sources for name in _FUNCTION_NAME.findall(source)},
        variables={name for source in sources for name in _VARIABLE_NAME.findall(source)},
    )
    return [
        (LAB_NAME if named == lab.name else 0)
        + sum(_points_to(exercise, clues) for exercise in lab.exercises)
        for lab in labs
    ]


def marked_exercises(cell: Cell, lab: Lab) -> tuple[str, ...]:
    """Name the exercises that a cell answers: by grade_id, else by marker, else by the cell's id.

    A merged cell answers several; they come in the order in which they stand.
    """
    by_name = {exercise.name: exercise for exercise in lab.exercises}
    found = [cell.grade_id] if cell.grade_id in by_name else []
    markers = dict.fromkeys(markers_in(cell.source))
    names = bound_names(cell.source) if markers else set()
    marked = [exercise_of_marker(marker, names, lab) for marker in markers]
    if not found or len(marked) > 1:
        found += [name for name in marked if name]
    if not found and cell.id:
        same_id = (known.grade_id for known in lab.cells if known.is_solution and known.id == cell.id)
        found = [name for name in same_id if name in by_name]
    return tuple(dict.fromkeys(name for name in found if name))


def exercise_of_marker(marker: Marker, bound: set[str], lab: Lab) -> str | None:
    """Find the exercise that marker comments mean.

    The words of the GRADED line decide, and the number where two exercises share the words: another lab may
    use `# UNQ_C2` for something else. A number stands alone where there is no GRADED line, or where its words
    are unknown but the cell binds the exercise's name.

    Args:
        marker: what the comments say.
        bound: the names that the cell binds.
        lab: the lab.
    """
    labelled = [exercise for exercise in lab.exercises if _label_fits(marker.label, exercise)]
    numbered = [e for e in lab.exercises if marker.number and _marker_of(e).number == marker.number]
    both = [exercise for exercise in labelled if exercise in numbered]
    if both or len(labelled) == 1:
        return (both or labelled)[0].name
    if not labelled and numbered and (marker.label is None or bound & answer_names(numbered[0])):
        return numbered[0].name
    return None


def markers_in(source: str) -> list[Marker]:
    """Read the marker comments of a cell; a GRADED line belongs to the number up to three lines above it."""
    markers: list[Marker] = []
    last_number = -10
    for line_number, line in enumerate(source.splitlines()):
        if number := _NUMBER.match(line):
            markers.append(Marker(number[1].upper(), None))
            last_number = line_number
        elif graded := _GRADED.match(line):
            label = " ".join(re.findall(r"\w+", graded[1])).lower()
            if markers and markers[-1].label is None and line_number - last_number <= 3:
                markers[-1] = Marker(markers[-1].number, label)
            else:
                markers.append(Marker(None, label))
    return markers


def bound_names(source: str) -> set[str]:
    """List the names that lines of the source begin by binding: functions, classes and plain variables."""
    return {*_FUNCTION_NAME.findall(source), *_VARIABLE_NAME.findall(source)}


@lru_cache(maxsize=256)
def answer_names(exercise: GradedCell) -> frozenset[str]:
    """List the names that answer an exercise: its own, or those of a cell that holds several functions."""
    own = bound_names(exercise.stub) | bound_names(exercise.source)
    return frozenset({exercise.name} if exercise.name in own or not own else own)


def squeeze(source: str) -> str:
    """Take every white space out of a text, so that texts are compared by what they say."""
    return "".join(source.split())


def _points_to(exercise: GradedCell, clues: _Clues) -> int:
    """Return the strongest clue that points to the exercise, 0 if none does."""
    if clues.ids & {exercise.name, exercise.grade_id}:
        return GRADE_ID
    labelled = [marker for marker in clues.markers if _label_fits(marker.label, exercise)]
    if any(marker.number == _marker_of(exercise).number for marker in labelled):
        return FULL_MARKER
    names = answer_names(exercise)
    found = [
        (GRADED_LINE, labelled),
        (FUNCTION, clues.functions & names),
        (VARIABLE, clues.variables & names),
    ]
    return max((strength for strength, seen in found if seen), default=0)


@lru_cache(maxsize=256)
def _marker_of(exercise: GradedCell) -> Marker:
    return next(iter(markers_in(exercise.source)), Marker(None, None))


def _label_fits(label: str | None, exercise: GradedCell) -> bool:
    if not label:
        return False
    return label == _marker_of(exercise).label or label.split()[0] == exercise.name.lower()
