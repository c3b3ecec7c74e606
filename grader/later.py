"""Which cell is the last to decide what an answer is: what comes behind it cannot have changed the answer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from .slicing import Selection, binds_anything, called_path, select
from .statements import Statement


def last_say(
    chosen: Selection, targets: Iterable[str], known_modules: Iterable[str], held: Iterable[str]
) -> int:
    """Return the last cell of a run that decides what some of its targets are; -1 where nothing does.

    Args:
        chosen: what was run, for these and other targets.
        targets: the names in question.
        known_modules: see `slicing.select`.
        held: see `slicing.select`.
    """
    alone = select(chosen.statements, targets, "sliced", known_modules, held)
    settled = set(_imported_again(chosen.statements)) | {s for s in chosen.statements if _is_seed(s)}
    return max(
        (
            statement.cell
            for statement in chosen.statements
            if (alone.left_out or statement in alone.statements or binds_anything(statement))
            and statement not in settled
        ),
        default=-1,
    )


def _is_seed(statement: Statement) -> bool:
    """True for `np.random.seed(1)` and its kin: a check that draws numbers sets a seed of its own."""
    path = called_path(statement)
    return bool(path) and path[-1] in ("seed", "set_seed", "set_random_seed")


def _imported_again(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield imports of what has been imported before under the same name."""
    known: set[tuple[str | None, str, str | None]] = set()
    for statement in statements:
        node = statement.node
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            imports = {(module, alias.name, alias.asname) for alias in node.names}
            if imports <= known:
                yield statement
            known |= imports
