"""A nudge for an answer that raised, from the kind of its error; where none fits, how to find the line.

The hint of a check speaks of wrong values and shapes.  Beside an error it would point the wrong way.
"""

from __future__ import annotations

import re

from .targets import AnswerError

NOTHING_RETURNED = (
    "None comes back where nothing has been computed yet between the two marked lines, or where `return` is "
    "missing."
)
LOOK_AT_THE_LINE = (
    "Call it yourself in a new cell, on these inputs or on others: Python then shows the line that raises."
)

_NEVER_ENDS = "Does every loop come to its end, and quickly?"
_ENDS_PYTHON = "What ends Python itself: `exit()`, or an array far too large for the memory?"
_HINTS = (
    (
        r"only (length-1|0-dimensional) arrays|must be real number, not (ndarray|list)",
        "Functions of the module `math` take one number; those of NumPy, such as `np.exp`, whole arrays.",
    ),
    (
        r"NameError|UnboundLocalError",
        "Does the name get a value before it is used, spelled alike in both places?",
    ),
    (
        r"IndexError",
        "How often does the loop run, and how many entries are there? The first of them has the number 0.",
    ),
    (
        r"KeyError",
        "Print the keys of the dictionary: is the one that was asked for among them, spelled alike, and does "
        "a loop over numbered keys end where they end?",
    ),
    (r"RecursionError", "The function calls itself again and again; what should it call instead?"),
    (
        r"cannot import name",
        "Is the name spelled as the package has it? No package of the lab holds what an exercise asks for.",
    ),
    (
        r"ModuleNotFoundError|ImportError",
        "This package is not installed where answers are graded; NumPy, TensorFlow and Matplotlib are.",
    ),
    (
        r"'NoneType'",
        "Something is None that should hold a value: a blank not filled in, or a function without `return`?",
    ),
    (
        r"TypeError.*(positional argument|unexpected keyword|missing \d)",
        "Compare the arguments in the line with `def` with those of the call.",
    ),
    (
        r"Cannot convert '?\d+'? to a shape",
        "A shape is a tuple, also with one entry: mind the comma in `(n,)`.",
    ),
    (
        r"activation function identifier|Unknown activation",
        "Is the activation's name spelled as in the text: `'relu'`, `'sigmoid'`, `'linear'`?",
    ),
    (
        r"could not be broadcast|matmul|not aligned|Matrix size-incompatible|incompatible with the layer",
        "Two shapes do not fit together: print them, and compare the inner sizes. Is each of the two arrays "
        "the one that belongs there, and is it the right way round?",
    ),
    (r"nobody answers input", "Nobody answers `input()` while an answer is tested: use the arguments."),
    (
        r"invalid (non-printable )?character|null bytes",
        "A sign there only looks like Python's, as after copying: type the line anew.",
    ),
    (
        r"SyntaxError|IndentationError|TabError",
        "Look at that line and at the one above it, for a bracket or an indent.",
    ),
)


def hint_for_error(error: AnswerError) -> str:
    """Return one nudge for who sees this error."""
    if error.status == "timed_out":
        return _NEVER_ENDS
    if error.is_over:
        return _ENDS_PYTHON
    return hint_for_text(f"{error.kind}: {error}") or LOOK_AT_THE_LINE


def hint_for_text(text: str) -> str:
    """Return one nudge for an error as `describe.describe_error` words it; empty where none fits."""
    return next((hint for pattern, hint in _HINTS if re.search(pattern, text)), "")
