"""Bring the code cells of a submission into order: split, retyped, copied, moved and test cells.

Each repair takes the pieces of a notebook and returns them mended, and adds a sentence to the warnings when
it changed something. Cells are told apart by id, grade_id, marker comments and equal text, never by parsing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.lab import Lab
from grader.notebook import Cell, Notebook
from grader.recognise import answer_names, bound_names, marked_exercises, markers_in, squeeze

_TEST_CALL = re.compile(r"(?:\w+\.)?(test_\w+)\([^()]*\)[ \t]*(?:;[ \t]*)?(?:#.*)?$")
_TEST_IMPORT = re.compile(r"(?:from[ \t]+public_tests\b.*[ \t]import\b|import[ \t]+public_tests\b)")
_START = re.compile(r"^[ \t]*#+[ \t]*START CODE HERE\b", re.MULTILINE)
_END = re.compile(r"^[ \t]*#+[ \t]*END CODE HERE\b", re.MULTILINE)


_FENCE = re.compile(r"\A\s*```[a-z]*\n(.*?)\n```\s*\Z", re.DOTALL)
"""An answer cell that became text, its code put between fences."""


@dataclass(frozen=True)
class Piece:
    """A cell on its way to the list of cells to run.

    Args:
        cell: the cell as it was handed in; for a joined cell the first part.
        index: its place among all cells of the notebook, -1 for a given cell of the lab.
        last_index: the place of the last cell that was joined to it.
        source: the text to run.
        exercises: the exercises that it answers by grade_id, marker or id.
        names: the names that its lines begin by binding.
        is_stub: nothing but the released stubs of its exercises, white space aside.
    """

    cell: Cell
    index: int
    last_index: int
    source: str
    exercises: tuple[str, ...]
    names: frozenset[str]
    is_stub: bool


def pieces_of(notebook: Notebook, lab: Lab, warnings: list[str]) -> list[Piece]:
    """Take the code cells of a notebook, and answers that have become text or raw cells.

    Such a cell becomes code again if it carries the exercise's id, or its marker and name, and no code cell
    answers the exercise.
    """
    by_name = {exercise.name: exercise for exercise in lab.exercises}
    all_pieces = [
        _piece(cell, index, _tidy(cell.source, warnings), marked_exercises(cell, lab), lab)
        for index, cell in enumerate(notebook.cells)
        if cell.source.strip()
    ]
    answered = {name for piece in all_pieces if piece.cell.kind == "code" for name in piece.exercises}
    pieces = []
    for piece in all_pieces:
        if piece.cell.kind == "code":
            pieces.append(piece)
            if len(piece.exercises) > 1:
                *names, last = (f"`{name}`" for name in piece.exercises)
                if len(names) > 2:
                    names, last = names[:2], f"{len(names) - 1} more"
                warnings.append(
                    f"The cells of {', '.join(names)} and {last} were merged into one; "
                    "each answer is read from it."
                )
            continue
        lost = [
            name
            for name in piece.exercises
            if name not in answered
            and (piece.cell.grade_id == name or piece.names & answer_names(by_name[name]))
        ]
        if lost:
            pieces.append(_piece(piece.cell, piece.index, piece.source, tuple(lost), lab))
            warnings.append(f"The cell of `{lost[0]}` was a {piece.cell.kind} cell; it was run as code.")
    return pieces


def rejoin_split_cells(pieces: Sequence[Piece], lab: Lab, warnings: list[str]) -> list[Piece]:
    """Join an answer that was split inside a statement.

    The lower part directly follows, has no marker of its own, goes on with an indented line or a closing
    bracket, and belongs to the upper part: it carries the same grade_id (as a split in JupyterLab leaves it),
    or holds the END of a region that the upper part opens.
    """
    joined: list[Piece] = []
    for piece in pieces:
        upper = joined[-1] if joined else None
        if upper and upper.exercises and _continues(upper, piece):
            source = f"{upper.source.rstrip()}\n{piece.source}"
            joined[-1] = replace(upper, source=source, last_index=piece.last_index)
            warnings.append(f"The cell of `{upper.exercises[0]}` was split in two; the parts were joined.")
        else:
            joined.append(piece)
    return [
        piece
        if piece.last_index == piece.index
        else _piece(piece.cell, piece.index, piece.source, piece.exercises, lab)
        for piece in joined
    ]


def without_tests(pieces: Sequence[Piece], lab: Lab, warnings: list[str]) -> list[Piece]:
    """Leave out the student's test cells, whose place the course's own tests take.

    A cell in a test cell's place that holds the only answer to an exercise stays, as a plain cell.
    """
    tests = {piece.index: piece for piece in pieces if is_test_cell(piece.cell, lab)}
    kept = {piece.index: piece for piece in pieces if piece.index not in tests}
    for exercise in lab.exercises:
        names = answer_names(exercise)
        answers = [piece for piece in tests.values() if piece.names & names]
        elsewhere = any(piece.names & names and not piece.is_stub for piece in kept.values())
        if answers and not elsewhere:
            kept.update((piece.index, replace(piece, exercises=())) for piece in answers)
            warnings.append(
                f"The answer to `{exercise.name}` stands in a test cell; it was taken from there."
            )
    return [kept[index] for index in sorted(kept)]


def without_idle_stubs(pieces: Sequence[Piece], lab: Lab, warnings: list[str]) -> list[Piece]:
    """Leave out an untouched stub where it would undo an answer.

    Such a stub is a copy of the answer's cell, or stands below an answer in an unmarked cell. Given cells of
    the lab answer nothing, whatever they bind.
    """
    dropped: set[int] = set()
    ranks = zip(pieces, _ranks(pieces, lab), strict=True)
    given = {piece.index for piece, rank in ranks if rank is not None and not piece.exercises}
    for exercise in lab.exercises:
        marked = [piece for piece in pieces if exercise.name in piece.exercises]
        stubs = {piece.index for piece in marked if piece.is_stub and len(piece.exercises) == 1}
        written = [
            piece for piece in pieces if piece.index not in stubs and piece.names & answer_names(exercise)
        ]
        answers = [piece for piece in written if piece.index not in given]
        if answers:
            last = max(piece.index for piece in answers)
            is_copied = any(exercise.name in piece.exercises for piece in answers)
            dropped |= {index for index in stubs if is_copied or index > last}
        if len(marked) > 1:
            warnings.append(
                f"There are {len(marked)} cells for `{exercise.name}`; the last one that defines it counts."
            )
    return [piece for piece in pieces if piece.index not in dropped]


def in_lab_order(pieces: Sequence[Piece], lab: Lab, warnings: list[str]) -> list[Piece]:
    """Put cells back into the order of the lab.

    A cell is known by its exercise, by its id, or by a text that equals one given cell of the lab; of several
    that are known as the same cell only the first. Other cells stay behind their predecessor.
    """
    groups: list[tuple[int, list[Piece]]] = []
    for piece, rank in zip(pieces, _ranks(pieces, lab), strict=True):
        if rank is None and groups:
            groups[-1][1].append(piece)
        else:
            groups.append((-1 if rank is None else rank, [piece]))
    ordered = sorted(groups, key=lambda group: group[0])
    if ordered != groups:
        warnings.append(
            "Cells stood in another order than in the lab; they were put back into the lab's order."
        )
    return [piece for _, group in ordered for piece in group]


def is_test_cell(cell: Cell, lab: Lab) -> bool:
    """Tell whether a code cell is a test cell: by metadata, by a lab's text, or since it only calls tests."""
    if cell.kind != "code":
        return False
    if (cell.is_graded and not cell.is_solution) or (cell.grade_id or "").startswith("test_"):
        return True
    lines = [line.strip() for line in cell.source.splitlines()]
    code = [line for line in lines if line and not line.startswith(("#", "%"))]
    if any(_TEST_CALL.match(line) for line in code):
        return all(_TEST_CALL.match(line) or _TEST_IMPORT.match(line) for line in code)
    text = squeeze(cell.source)
    return bool(text) and any(known.is_graded and squeeze(known.source) == text for known in lab.cells)


def _piece(cell: Cell, index: int, source: str, exercises: tuple[str, ...], lab: Lab) -> Piece:
    stubs = [exercise.stub for exercise in lab.exercises if exercise.name in exercises]
    is_stub = bool(stubs) and squeeze(source) == squeeze("".join(stubs))
    return Piece(cell, index, index, source, exercises, frozenset(bound_names(source)), is_stub)


def _continues(upper: Piece, lower: Piece) -> bool:
    if lower.index != upper.last_index + 1 or markers_in(lower.source) or lower.cell.is_graded:
        return False
    code = [line for line in lower.source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not code or not code[0].startswith((" ", "\t", ")", "]", "}")):
        return False
    same_id = upper.cell.grade_id is not None and upper.cell.grade_id == lower.cell.grade_id
    return same_id or (_open_regions(upper.source) > 0 > _open_regions(lower.source))


def _open_regions(source: str) -> int:
    return len(_START.findall(source)) - len(_END.findall(source))


def _ranks(pieces: Sequence[Piece], lab: Lab) -> list[int | None]:
    """Give every known piece the place of its cell in the lab; a place is given once, to the first."""
    by_exercise = {cell.grade_id: rank for rank, cell in enumerate(lab.cells) if cell.is_solution}
    given = {rank: cell for rank, cell in enumerate(lab.cells) if not (cell.is_solution or cell.is_graded)}
    by_id: dict[str | None, int] = {cell.id: rank for rank, cell in given.items() if cell.id}
    texts = Counter(squeeze(cell.source) for cell in given.values())
    by_text = {text: rank for rank, cell in given.items() if texts[text := squeeze(cell.source)] == 1}
    taken: set[int] = set()
    ranks: list[int | None] = []
    for piece in pieces:
        rank = by_exercise.get(piece.exercises[0]) if piece.exercises else by_id.get(piece.cell.id)
        if rank is None:
            rank = by_text.get(squeeze(piece.source))
        ranks.append(None if rank in taken else rank)
        taken |= {rank} if rank is not None else set()
    return ranks


def _tidy(source: str, warnings: list[str]) -> str:
    """Return a cell's text without Markdown's fence around it, indented by blanks where tabs mix in."""
    text = _FENCE.sub(r"\1", source.lstrip("\ufeff"))
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in text.split("\n")]
    if any("\t" in indent for indent in indents) and any(" " in indent for indent in indents):
        text = "\n".join(
            indent.expandtabs(4) + line[len(indent) :]
            for indent, line in zip(indents, text.split("\n"), strict=True)
        )
        warnings.append("Cells mixed tabs and blanks in their indentation; a tab was read as four blanks.")
    return text
