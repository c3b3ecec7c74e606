"""A grader without isolation, to see that the attacks do work: cells, tests and scores share one process.

`python unprotected.py GRADEBOOK CELL`, both files; it is run by `controls` alone.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

SETUP = "import numpy as np\n"
TEST = """
example, weights, biases = np.array([1.0, 2.0]), np.eye(2), np.ones(2)
result = my_dense(example, weights, biases, lambda z: 3 * z)
assert np.allclose(result, [6.0, 9.0]), "my_dense has another result"
"""
POINTS = 10.0


def main() -> None:
    """Run the submission, then its test, and write down what it earns."""
    gradebook, cell = map(Path, sys.argv[1:])
    names: dict[str, Any] = {}
    score = POINTS
    for source in (SETUP, cell.read_text("utf-8"), TEST):
        try:
            exec(source, names)
        except Exception:
            traceback.print_exc()
            score = 0.0
    gradebook.write_text(json.dumps({"my_dense": score}), "utf-8")


if __name__ == "__main__":
    main()
