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

from grader.lab import GradedCell, Lab
from grader.notebook import Cell, Notebook

LAB_NAME, GRADE_ID, FULL_MARKER, GRADED_LINE, FUNCTION, VARIABLE = 100, 10, 5, 2, 2, 1
ENOUGH = 3

_NUMBER = re.compile(r"[ \t]*#[ \t#]*UNQ_(C\d+)\b", re.IGNORECASE)
_GRADED = re.compile(r"[ \t]*#[ \t#]*(?:UN)?GRADED[ \t]+(?:FUNCTIONS?|CELLS?)\b[ \t]*:?(.*)", re.IGNORECASE)
_FUNCTION_NAME = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_VARIABLE_NAME = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Marker:
    """One pair of marker comments: the number of `# UNQ_C2`, the words of `# GRADED FUNCTION: my_dense`."""

    number: str | None
    label: str | None


def best_lab(notebook: Notebook, labs: Sequence[Lab]) -> tuple[Lab | None, list[Lab]]:
    """Find the lab to which a notebook belongs.

    Returns:
        The lab, or None, and the labs that share the highest sum: two or more when the notebook fits several
        equally well, none when no lab reaches ENOUGH.
    """
    scores = [(lab_score(notebook, lab), lab) for lab in labs]
    highest = max((score for score, _ in scores), default=0)
    best = [lab for score, lab in scores if score == highest and score >= ENOUGH]
    return (best[0] if len(best) == 1 else None), best


def lab_score(notebook: Notebook, lab: Lab) -> int:
    """Add up what points to the lab; the module's docstring holds the table."""
    ours = notebook.metadata.get("digit_labs")
    total = LAB_NAME if isinstance(ours, dict) and ours.get("lab") == lab.name else 0
    ids = {cell.grade_id for cell in notebook.cells}
    text = [cell for cell in notebook.cells if cell.kind == "code"]
    markers = {marker for cell in text for marker in markers_in(cell.source)}
    functions = {name for cell in text for name in _FUNCTION_NAME.findall(cell.source)}
    variables = {name for cell in text for name in _VARIABLE_NAME.findall(cell.source)}
    for exercise in lab.exercises:
        names = names_of(exercise)
        known = _marker_of(exercise)
        if ids & {exercise.name, exercise.grade_id}:
            total += GRADE_ID
        elif any(m.number == known.number and _label_fits(m.label, exercise) for m in markers):
            total += FULL_MARKER
        elif any(_label_fits(m.label, exercise) for m in markers) or functions & names:
            total += max(GRADED_LINE, FUNCTION)
        elif variables & names:
            total += VARIABLE
    return total


def exercises_of(cell: Cell, lab: Lab) -> tuple[str, ...]:
    """Name the exercises that a cell answers: by grade_id, else by marker, else by the cell's id.

    A merged cell answers several; they come in the order in which they stand.
    """
    by_name = {exercise.name: exercise for exercise in lab.exercises}
    found = [cell.grade_id] if cell.grade_id in by_name else []
    marked = [exercise_of_marker(marker, cell.source, lab) for marker in markers_in(cell.source)]
    if not found or len(marked) > 1:
        found += [name for name in marked if name]
    if not found and cell.id:
        same_id = (known.grade_id for known in lab.cells if known.is_solution and known.id == cell.id)
        found = [name for name in same_id if name in by_name]
    return tuple(dict.fromkeys(name for name in found if name))


def exercise_of_marker(marker: Marker, source: str, lab: Lab) -> str | None:
    """Find the exercise that marker comments mean.

    The words of the GRADED line decide, and the number where two exercises share the words: another lab may
    use `# UNQ_C2` for something else. A number stands alone where there is no GRADED line, or where its words
    are unknown but the cell binds the exercise's name.
    """
    labelled = [exercise for exercise in lab.exercises if _label_fits(marker.label, exercise)]
    numbered = [e for e in lab.exercises if marker.number and _marker_of(e).number == marker.number]
    both = [exercise for exercise in labelled if exercise in numbered]
    if both or len(labelled) == 1:
        return (both or labelled)[0].name
    if not labelled and numbered and (marker.label is None or binds(source, numbered[0])):
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


def binds(source: str, exercise: GradedCell) -> bool:
    """Tell whether a name of the exercise is bound at the start of a line."""
    return not names_of(exercise).isdisjoint(bound_names(source))


def bound_names(source: str) -> set[str]:
    """List the names that lines of the source begin by binding: functions, classes and plain variables."""
    return {*_FUNCTION_NAME.findall(source), *_VARIABLE_NAME.findall(source)}


def names_of(exercise: GradedCell) -> set[str]:
    """List the names that answer an exercise: its own, or those of a cell that holds several functions."""
    own = bound_names(exercise.stub) | bound_names(exercise.source)
    return {exercise.name} if exercise.name in own or not own else own


def is_stub(source: str, exercises: Sequence[str], lab: Lab) -> bool:
    """Tell whether a cell for these exercises is the released stub (or stubs), white space aside."""
    stubs = [exercise.stub for exercise in lab.exercises if exercise.name in exercises]
    return bool(stubs) and squeeze(source) == squeeze("".join(stubs))


def squeeze(source: str) -> str:
    """Take every white space out of a text, so that texts are compared by what they say."""
    return "".join(source.split())


def _marker_of(exercise: GradedCell) -> Marker:
    return next(iter(markers_in(exercise.source)), Marker(None, None))


def _label_fits(label: str | None, exercise: GradedCell) -> bool:
    if not label:
        return False
    return label == _marker_of(exercise).label or label.split()[0] == exercise.name.lower()
