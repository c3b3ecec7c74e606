"""What a release promises about its notebook: it compiles, keeps its cells and gives no answer away."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from grader.lab import Lab, LabError, cell_name
from grader.notebook import Cell, Notebook
from grader.stubs import region_lines
from grader.without import definitions, uses_of

# Shorter lines, written without spaces, say nothing of their own: `pass`, `a = g(z)`.
SHORTEST_SECRET = 10
_FOLD_OUT = re.compile(r"<details.*?</details>", re.DOTALL | re.IGNORECASE)


def check_release(lab: Lab, source: Notebook, released: Notebook) -> None:
    """Hold a released notebook against its source.

    Answers in fold-outs (`<details>`) are the author's hints and may stay.

    Args:
        lab: the lab that `source` defines.
        source: the notebook with solutions.
        released: the notebook made for students.

    Raises:
        LabError: a cell was lost, moved or renamed, has outputs, does not compile, is not the stub that was
            promised, or holds a line of a solution; or a test cell reads a name that its stub leaves unbound.
    """
    _check_ids(lab, source, released)
    stubs = {exercise.name: exercise.stub for exercise in lab.exercises}
    secrets = secret_lines(lab)
    for cell, raw in zip(released.cells, released.raw["cells"], strict=True):
        if raw.get("outputs") or raw.get("execution_count") is not None:
            raise LabError(lab.name, cell_name(cell), "it has outputs after the conversion: clear them.")
        if cell.is_solution and cell.source != stubs[cell.grade_id or ""]:
            raise LabError(lab.name, cell_name(cell), "the conversion changed more than its regions.")
        if cell.kind == "code":
            _check_compiles(lab, cell)
        for line in _lines(cell):
            for exercise in _owners(line, cell.kind == "code", secrets):
                raise LabError(
                    lab.name,
                    cell_name(cell),
                    f"it gives away a line of {exercise}'s solution: {line.strip()!r}: "
                    "write it another way, or move it into a hint's fold-out.",
                )
    _check_bound(lab)


def check_files(lab: Lab, folder: Path) -> None:
    """Look for solutions in the files that lie beside a released notebook.

    Args:
        lab: the lab.
        folder: the released folder, before the project's own modules are added.

    Raises:
        LabError: a file holds a line of a solution.
    """
    secrets = secret_lines(lab)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == f"{lab.name}.ipynb":
            continue
        for line in path.read_text("utf-8", errors="ignore").splitlines():
            for exercise in _owners(line, False, secrets):
                raise LabError(
                    lab.name,
                    None,
                    f"the file {name} gives away a line of {exercise}'s solution: move it away.",
                )


def secret_lines(lab: Lab) -> dict[str, set[str]]:
    """Return, for each exercise, the lines of its solution that a student must not find, without spaces."""
    return {
        exercise.name: {
            squeezed
            for squeezed in (_squeeze(_without_comment(line)) for line in region_lines(exercise.source))
            if len(squeezed) >= SHORTEST_SECRET and not squeezed.endswith(":")
        }
        for exercise in lab.exercises
    }


def _owners(line: str, is_code: bool, secrets: Mapping[str, set[str]]) -> Iterator[str]:
    """The exercises of which a line gives something away: as code, in a comment, or within a sentence."""
    pieces = {_squeeze(piece) for piece in (_without_comment(line), *line.split("#"))}
    for exercise, lines in secrets.items():
        if pieces & lines or (not is_code and any(secret in _squeeze(line) for secret in lines)):
            yield exercise


def _without_comment(line: str) -> str:
    return re.sub(r"(^|\s)#[^'\"]*$", "", line)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip(",;")


def _lines(cell: Cell) -> list[str]:
    """Return every line of text in a cell that a student can come upon."""
    text = cell.source if cell.kind == "code" else _FOLD_OUT.sub("", cell.source)
    return [line for part in (text, *_texts(cell.metadata)) for line in part.split("\n")]


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _check_ids(lab: Lab, source: Notebook, released: Notebook) -> None:
    """The cells of the source must be there in their order; a header or footer may stand around them."""
    known = {cell.id for cell in source.cells}
    kept = [(cell.id, cell.grade_id) for cell in released.cells if cell.id in known]
    if kept != [(cell.id, cell.grade_id) for cell in source.cells]:
        raise LabError(
            lab.name, None, "the conversion lost, moved or renamed cells: compare it with the source."
        )


def _check_bound(lab: Lab) -> None:
    """A test must be able to say what is missing, which it cannot if its target has no value at all."""
    tests = {cell.grade_id: cell.source for cell in lab.cells if cell.is_graded}
    for exercise in lab.exercises:
        test = TransformerManager().transform_cell(tests[exercise.grade_id])
        targets = uses_of(test, definitions(exercise.source))
        if unbound := sorted(targets - definitions(exercise.stub)):
            raise LabError(
                lab.name,
                exercise.name,
                f"its test reads {', '.join(unbound)}, which has no value in the release: "
                "give it one before the region.",
            )


def _check_compiles(lab: Lab, cell: Cell) -> None:
    code = TransformerManager().transform_cell(cell.source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a doubtful escape is the linter's business
            compile(code, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = f"line {error.lineno}: " if isinstance(error, SyntaxError) else ""
        raise LabError(
            lab.name, cell_name(cell), f"it does not compile in the release: {line}{error}: mend the source."
        ) from error
