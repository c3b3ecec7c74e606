"""Damage to what lies in `submitted/`: odd names of students, files that are none, folders in the way."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LAB = "binary_digits"
NOTEBOOK = f"{LAB}.ipynb"

ODD_STUDENTS = (
    *("a b", " lead", "trail ", "trail.", "..b", "...", "-rf", "--help", "Zoë Ünal", "e\u0301", "陈伟"),
    *("o'neil", 'say "hi"', "a;b&c", "$(id)", "*", "%s", "{{x}}", "=1+1", "<b>x", "[red]x"),
    *("line\nbreak", "tab\tx", "a\\b", "a.json", "\u202eevil", "x" * 240, os.fsdecode(b"bad-\xff")),
)
"""Names that a folder can have; each of these students hands in a right notebook."""


@dataclass(frozen=True)
class Place:
    """What lies in the folder of a student.

    Attributes:
        make: makes it, given the student's folder and the bytes of a right notebook.
        said: a part of a sentence in the result.
        is_graded: a notebook is found, and it is right.
    """

    make: Callable[[Path, bytes], None]
    said: str
    is_graded: bool = False


def put(student: Path, data: bytes, name: str = NOTEBOOK) -> Path:
    """Put a file into the lab's folder of a student, and return its path."""
    path = student / LAB / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _called(*names: str) -> Callable[[Path, bytes], None]:
    def make(student: Path, data: bytes) -> None:
        for name in names:
            put(student, data, name)

    return make


def _linked(target: str) -> Callable[[Path, bytes], None]:
    """A link in place of the notebook; beside it lies the right one, under another name."""

    def make(student: Path, data: bytes) -> None:
        put(student, data, "other.ipynb").with_name(NOTEBOOK).symlink_to(target)

    return make


def _elsewhere(student: Path, data: bytes) -> None:
    student.mkdir()
    (student / NOTEBOOK).write_bytes(data)


def _in_place_of_the_folder(student: Path, data: bytes) -> None:
    student.mkdir()
    (student / LAB).write_bytes(data)


def _checkpoint_alone(student: Path, data: bytes) -> None:
    put(student, data, f".ipynb_checkpoints/{LAB}-checkpoint.ipynb")


def _folder_for_a_file(student: Path, data: bytes) -> None:
    put(student, data, f"{NOTEBOOK}/{NOTEBOOK}")


def _pipe(student: Path, data: bytes) -> None:
    (student / LAB).mkdir(parents=True)
    os.mkfifo(student / LAB / NOTEBOOK)


def _nothing(student: Path, data: bytes) -> None:
    (student / LAB).mkdir(parents=True)


_LEADS_OUT = "is a link that leads out of the student's folder"

PLACES: dict[str, Place] = {
    "capitals": Place(_called("BINARY_DIGITS.IPYNB"), "is called BINARY_DIGITS.IPYNB", is_graded=True),
    "as-json": Place(_called(f"{NOTEBOOK}.json"), f"is called {NOTEBOOK}.json", is_graded=True),
    "as-text": Place(_called(f"{NOTEBOOK}.txt", "notes.txt"), f"is called {NOTEBOOK}.txt", is_graded=True),
    "mac": Place(_called("work.ipynb", "._work.ipynb"), "is called work.ipynb", is_graded=True),
    "link-inside": Place(_linked("other.ipynb"), "", is_graded=True),
    "link-to-the-solution": Place(_linked(f"../../../labs/{LAB}/{NOTEBOOK}"), _LEADS_OUT),
    "link-to-another-student": Place(_linked(f"../../capitals/{LAB}/BINARY_DIGITS.IPYNB"), _LEADS_OUT),
    "link-to-a-device": Place(_linked("/dev/zero"), _LEADS_OUT),
    "link-to-nothing": Place(_linked("gone.ipynb"), "cannot be read (No such file or directory)"),
    "link-to-itself": Place(_linked(NOTEBOOK), "cannot be read (Too many levels of symbolic links)"),
    "folder": Place(_folder_for_a_file, "Where the notebook should lie is a folder"),
    "pipe": Place(_pipe, "no ordinary file"),
    "nothing": Place(_nothing, "There is no notebook in the folder: ask for"),
    "checkpoint": Place(_checkpoint_alone, "There is no notebook in the folder: ask for"),
    "several": Place(_called("a.ipynb", "b.ipynb", "c.ipynb", "d.ipynb"), "several notebooks (a.ipynb, b"),
    "beside": Place(_elsewhere, "does not lie in the folder"),
    "no-folder": Place(_in_place_of_the_folder, "does not lie in the folder"),
}
"""Student -> what lies in the folder."""
