"""What the name of a file says besides whose it is: the lab, and that it is a copy."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_COPY = re.compile(r"[ _-]*(?:\((\d+)\)|copy ?(\d*)|kopie ?(\d*)|-(\d))$", re.IGNORECASE)


def is_named_after(file: str, lab: str) -> bool:
    """Tell whether a file's name is the lab's, marks of a copy aside."""
    return not without_lab(PurePosixPath(file).stem, lab)


def without_lab(stem: str, lab: str) -> str:
    """Take the lab's name and the marks of a copy off a file's name; empty if nothing else is in it."""
    words = "[ _.-]*".join(map(re.escape, re.split(r"[ _.-]+", lab)))
    pattern = re.compile(rf"(?<![^\W_])[ _.-]*{words}(?![^\W_])[ _.-]*", re.IGNORECASE)
    if pattern.fullmatch(_COPY.sub("", stem)):
        return ""
    bare = pattern.sub(" ", re.sub(r" *\(\d+\)$", "", stem), count=1)
    return bare.strip(" _")


def copy_number(file: str) -> int:
    """Return the number of a copy, such as 2 for `work (2).ipynb`; 0 if the name has none."""
    match = _COPY.search(PurePosixPath(file).stem)
    return int(next((group for group in match.groups() if group), "1")) if match else 0
