"""Names that others chose, made into names of files and folders that are harmless here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MOST_BYTES = 100
"""Of one part of a path, in UTF-8; a file system takes 255, and endings are added."""

MOST_PARTS = 8
"""Of a path in one zip; a path through all zips in zips must fit into what a system takes, 4096 bytes."""

_LITTER = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__"}
_NOT_ON_EVERY_DISK = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


@dataclass(frozen=True)
class SafeParts:
    """A cleaned path.

    Attributes:
        parts: its parts, none of which leads anywhere else.
        led_out: True if the path was absolute or climbed out of its folder.
    """

    parts: tuple[str, ...]
    led_out: bool


def safe_parts(name: str) -> SafeParts:
    """Clean a path from a zip or a folder; it has one part at least."""
    raw = name[:10_000].replace("\\", "/").split("/")
    led_out = raw[0] == "" or ".." in raw or bool(re.fullmatch(r"[A-Za-z]:", raw[0]))
    kept = [part for part in raw if part.strip(" ") not in ("", ".", "..")]
    if kept and re.fullmatch(r"[A-Za-z]:", kept[0]):
        kept = kept[1:]
    parts = [safe_part(part) for part in kept] or ["unnamed"]
    if len(parts) > MOST_PARTS:
        parts = [*parts[: MOST_PARTS - 1], parts[-1]]
    return SafeParts(tuple(parts), led_out)


def safe_part(text: str) -> str:
    """Clean one part of a path: one way to write each letter, nothing that cannot be seen, not too long."""
    line = unicodedata.normalize("NFC", text)
    line = "".join("_" if unicodedata.category(c)[0] == "C" or c in "/\\" else c for c in line)
    return shortened(line) or "unnamed"


def shortened(text: str) -> str:
    """Cut a long name in the middle; a checksum keeps different names different."""
    if len(text.encode()) <= MOST_BYTES:
        return text
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    head = text.encode()[:60].decode(errors="ignore")
    tail = text.encode()[-25:].decode(errors="ignore")
    return f"{head}~{mark}~{tail}"


def student_folder(text: str) -> str:
    """Make the name of a student's folder; empty if nothing is left of the text."""
    line = " ".join(safe_part(text or " ").translate(_NOT_ON_EVERY_DISK).split()).strip(" .").lstrip("-. ")
    return "" if set(line) <= set("_ .-") else line


def is_litter(parts: Sequence[str]) -> bool:
    """Tell whether a file was left by an operating system, not handed in by anybody."""
    return any(part in _LITTER or part.startswith("._") for part in parts)
