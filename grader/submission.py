"""Find the student's answers in whatever notebook came back.

A submission is the list of code cells to run, in the lab's order, and for every exercise the cell that holds
its answer as far as ids and marker comments tell. Nothing here parses Python: an answer that stands in an
unmarked cell is found by its name later, in the sandbox.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.lab import Lab
from grader.notebook import Notebook, UnreadableNotebook, read_notebook
from grader.recognise import ENOUGH, answer_names, lab_scores, squeeze
from grader.repairs import (
    Piece,
    in_lab_order,
    is_test_cell,
    pieces_of,
    rejoin_split_cells,
    without_idle_stubs,
    without_tests,
)

MOST_TEXT = 1_000_000
"""Bytes that the text of all cells may take as JSON, which is how it is sent; no lab has a fifth of that."""


class Ungradable(Exception):
    """A file from which no answers can be read; `reason` is one clear sentence."""

    def __init__(self, reason: str) -> None:
        """Keep the sentence."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CodeCell:
    """One code cell to run.

    Args:
        index: place among all cells of the notebook as it was handed in, from 0.
        source: the cell's text, lines ended by a line feed, magics included.
        exercise: the exercise whose answer this cell holds by grade_id or marker, of a merged cell the first;
            None for every other cell.
    """

    index: int
    source: str
    exercise: str | None


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one lab.

    Args:
        lab: the lab as it was recognised or named.
        cells: the code cells in running order, test cells left out.
        warnings: what was repaired or noticed, a sentence each.
        untouched: exercises whose marked cells are all the released stub, white space aside. Such an
            exercise may still be answered by name in another cell.
        found: for every exercise with a marked cell, that cell's position in `cells`. Of several marked cells
            it is the one that binds the exercise's name, then one that is more than the stub, then the last.
    """

    lab: Lab
    cells: tuple[CodeCell, ...]
    warnings: tuple[str, ...]
    untouched: frozenset[str]
    found: dict[str, int]


def read_submission(data: bytes, labs: Sequence[Lab], lab_name: str | None = None) -> Submission:
    """Read a notebook and find the answers in it.

    Args:
        data: the bytes of the file.
        labs: the labs of the course.
        lab_name: the lab that the notebook is for; None to recognise it.

    Raises:
        Ungradable: the file holds no readable notebook, or its lab cannot be told.
        ValueError: `lab_name` is not one of `labs`.
    """
    try:
        notebook, warnings = read_notebook(data)
    except UnreadableNotebook as error:
        raise Ungradable(str(error)) from None
    notebook = _without_giants(notebook, warnings)
    lab = _choose_lab(notebook, labs, lab_name, warnings)
    warnings += _notices(notebook, lab)
    pieces = pieces_of(notebook, lab, warnings)
    for repair in (rejoin_split_cells, without_tests, without_idle_stubs, in_lab_order):
        pieces = repair(pieces, lab, warnings)
    found = _marked_cells(pieces, lab)
    warnings += _how_found(pieces, found, lab)
    return Submission(
        lab=lab,
        cells=tuple(CodeCell(p.index, p.source, next(iter(p.exercises), None)) for p in pieces),
        warnings=tuple(dict.fromkeys(warnings)),
        untouched=frozenset(
            name for name in found if all(piece.is_stub for piece in pieces if name in piece.exercises)
        ),
        found=found,
    )


def _without_giants(notebook: Notebook, warnings: list[str]) -> Notebook:
    """Empty the longest cells of a notebook that holds more text than can be searched, sent and run.

    Places stay as they are.  What stands in text cells, mostly pictures, is passed over without a word.
    """
    sizes = {place: len(json.dumps(cell.source)) for place, cell in enumerate(notebook.cells)}
    left = sum(sizes.values())
    if left <= MOST_TEXT:
        return notebook
    cells = list(notebook.cells)
    lost: list[int] = []
    for place in sorted(sizes, key=sizes.__getitem__, reverse=True):
        if left <= MOST_TEXT:
            break
        left -= sizes[place]
        lost += [place] if cells[place].kind == "code" else []
        cells[place] = replace(cells[place], source="")
    if lost:
        size = f"{sum(sizes[place] for place in lost) / 1e6:.1f} MB"
        what = f"Cell {lost[0] + 1} was" if len(lost) == 1 else f"The {len(lost)} longest cells were"
        warnings.append(f"{what} left out: {size} of code are too much to be run.")
    return replace(notebook, cells=tuple(cells))


def _choose_lab(notebook: Notebook, labs: Sequence[Lab], lab_name: str | None, warnings: list[str]) -> Lab:
    scores = {lab.name: score for lab, score in zip(labs, lab_scores(notebook, labs), strict=True)}
    highest = max(scores.values(), default=0)
    best = [lab for lab in labs if scores[lab.name] == highest >= ENOUGH]
    if lab_name is not None:
        named = next((lab for lab in labs if lab.name == lab_name), None)
        if named is None:
            raise ValueError(f"There is no lab {lab_name!r}; the labs are {_list(scores)}.")
        if len(best) == 1 and named not in best:
            warnings.append(
                f"The notebook looks like the lab {best[0].name}; it was graded as {named.name}, as asked."
            )
        return named
    if len(best) == 1:
        return best[0]
    if best:
        names = _list(lab.name for lab in best)
        raise Ungradable(f"The notebook fits the labs {names} equally well; name it with --lab.")
    raise Ungradable(
        "No lab was recognised in the notebook: it holds no grading metadata, markers or names of "
        f"{_list(scores, 'or')}; name it with --lab."
    )


def _marked_cells(pieces: Sequence[Piece], lab: Lab) -> dict[str, int]:
    found = {}
    for exercise in lab.exercises:
        ranked = [
            (bool(piece.names & answer_names(exercise)), not piece.is_stub, place)
            for place, piece in enumerate(pieces)
            if exercise.name in piece.exercises
        ]
        if ranked:
            found[exercise.name] = max(ranked)[2]
    return found


def _how_found(pieces: Sequence[Piece], found: dict[str, int], lab: Lab) -> list[str]:
    """Say of each exercise by what it was found, where that is not its grade_id."""
    sentences = []
    has_ids = any(piece.cell.grade_id for piece in pieces)
    for exercise in lab.exercises:
        if exercise.name in found:
            piece = pieces[found[exercise.name]]
            if has_ids and piece.cell.grade_id not in piece.exercises:
                old = repr(piece.cell.grade_id[:60]) if piece.cell.grade_id else "no grade_id"
                sentences.append(f"The cell of `{exercise.name}` carries {old}; it was found by its marker.")
        elif any(piece.names & answer_names(exercise) for piece in pieces):
            sentences.append(
                f"No cell is marked as the answer to `{exercise.name}`; it was found by its name."
            )
        else:
            sentences.append(f"There is no cell with code for `{exercise.name}`.")
    return sentences


def _notices(notebook: Notebook, lab: Lab) -> list[str]:
    """Say what was noticed and needs no repair, since points, tests and kernel come from the course."""
    sentences = _kernel_notices(notebook)
    graded = {exercise.grade_id: exercise for exercise in lab.exercises}
    ids = {cell.grade_id for cell in notebook.cells}
    if not ids & {*graded, *(exercise.name for exercise in lab.exercises)}:
        sentences.append("The cells carry no grading metadata; answers were found by markers and names.")
        return sentences
    tests = {cell.grade_id: squeeze(cell.source) for cell in lab.cells if cell.grade_id in graded}
    by_id = {cell.grade_id: cell for cell in notebook.cells if cell.grade_id in graded}
    for grade_id, exercise in graded.items():
        cell = by_id.get(grade_id)
        if cell is None:
            named = re.compile(rf"\b{re.escape(exercise.name)}\b")
            if not any(is_test_cell(other, lab) and named.search(other.source) for other in notebook.cells):
                sentences.append(
                    f"The test cell of `{exercise.name}` was deleted; the lab's own test was used."
                )
            continue
        if squeeze(cell.source) != tests.get(grade_id):
            sentences.append(f"The test cell of `{exercise.name}` was edited; the lab's own test was used.")
        if cell.points is not None and cell.points != exercise.points:
            sentences.append(
                f"The points of `{exercise.name}` were changed to {cell.points:g}; "
                f"the lab's {exercise.points:g} were used."
            )
    return sentences


def _kernel_notices(notebook: Notebook) -> list[str]:
    spec, info = (notebook.metadata.get(key) for key in ("kernelspec", "language_info"))
    spec, info = (value if isinstance(value, dict) else {} for value in (spec, info))
    language = str(spec.get("language") or info.get("name") or "python")
    kernel = str(spec.get("name") or "python3")
    if "python" not in language.lower():
        shown = "".join(filter(str.isprintable, language[:40]))
        return [f"The notebook was saved for the language {shown or '?'}; its cells were run as Python."]
    if not kernel.lower().startswith("python"):
        return [f"The notebook asks for the kernel {kernel[:40]!r}; it was run with the course's Python."]
    return []


def _list(names: Iterable[str], word: str = "and") -> str:
    words = list(names)
    return f" {word} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
