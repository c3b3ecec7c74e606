"""From the bytes of a file to JSON data that may be a notebook, or to one sentence of what it is instead."""

from __future__ import annotations

import json
import math
from typing import Any

MAX_BYTES = 50_000_000
MAX_VALUES = 3_000_000  # commas and opening brackets: a bound on the memory that reading takes
MAX_DEPTH = 100

_BLANK = "\0 \t\r\n"
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What `surrogateescape` makes of a byte that is no UTF-8 -> the sign that such a byte is on Windows."""

_OTHER_FILES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a rar archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"<", "a web page"),
)
"""How the files begin that are handed in for a notebook: exports, archives, the page of a login."""


class UnreadableNotebook(ValueError):
    """A file that holds no readable notebook; the message is one clear sentence."""


def read_object(data: bytes, warnings: list[str]) -> dict[str, Any]:
    """Return the JSON object of a file that has a list of cells; add what was mended to the warnings.

    Args:
        data: the file's bytes, in any of the encodings that editors write.
        warnings: takes a sentence for every kind of repair.

    Raises:
        UnreadableNotebook: the bytes hold no such object.
    """
    _check_size(data)
    content = _parse(_decode(data, warnings), data, warnings)
    if not isinstance(content, dict) or not ("cells" in content or "worksheets" in content):
        raise UnreadableNotebook(
            "The file holds JSON, but no notebook: it has no list of cells; hand in the .ipynb file itself."
        )
    if _depth(content) > MAX_DEPTH:
        raise UnreadableNotebook(_TOO_DEEP)
    return content


_TOO_DEEP = (
    "The file is nested too deeply to be a notebook: open it in Jupyter, save it and hand it in again."
)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableNotebook(
            f"The file has {len(data) / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB are the most that is read: "
            "clear the outputs and save again."
        )
    if sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise UnreadableNotebook(
            f"The file holds over {MAX_VALUES // 10**6} million values: clear the outputs and save again."
        )
    if not data.strip(_BLANK.encode()):
        raise UnreadableNotebook("The file is empty: save the notebook and hand it in again.")


def _decode(data: bytes, warnings: list[str]) -> str:
    encoding = json.detect_encoding(data)
    if encoding.startswith(("utf-16", "utf-32")):
        warnings.append(f"The file was written as {encoding[:6].upper()}; it was read as such.")
        return data.decode(encoding, errors="replace")
    if encoding == "utf-8-sig":
        warnings.append("The file began with a byte order mark; it was dropped.")
        data = data[3:]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        warnings.append(
            "The file is not clean UTF-8; the bytes that are not were read as Windows writes them."
        )
        return data.decode("utf-8", errors="surrogateescape").translate(_WINDOWS)


def _parse(text: str, data: bytes, warnings: list[str]) -> object:
    decoder = json.JSONDecoder(parse_constant=lambda name: None, parse_float=_finite, strict=False)
    start = len(text) - len(text.lstrip(_BLANK))
    try:
        content, end = decoder.raw_decode(text, start)
    except RecursionError:
        raise UnreadableNotebook(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise UnreadableNotebook(_what_it_is(data, text, error)) from None
    except ValueError:
        raise UnreadableNotebook(
            "The file holds a number that is too long to be read: clear the outputs and save again."
        ) from None
    if text[end:].strip(_BLANK):
        warnings.append("The file goes on behind the end of the notebook; what follows was left out.")
    return content


def _finite(number: str) -> float | None:
    """Return a number as JSON has it; one beyond all floats would be written as what is no JSON."""
    value = float(number)
    return value if math.isfinite(value) else None


def _what_it_is(data: bytes, text: str, error: json.JSONDecodeError) -> str:
    for beginning, name in _OTHER_FILES:
        if data.lstrip().startswith(beginning):
            return f"The file is {name}, not a notebook: hand in the .ipynb file itself."
    place = f"line {error.lineno}, column {error.colno}"
    if text.lstrip(_BLANK).startswith("{"):
        if error.pos >= len(text.rstrip(_BLANK)) or error.msg.startswith("Unterminated string"):
            return f"The file breaks off ({place}): hand in the .ipynb file itself, complete."
        if "\n<<<<<<< " in text:
            return "The file holds marks of an unfinished git merge: choose a version and hand it in again."
    return f"The file is not JSON ({place}): hand in the .ipynb file itself, complete."


def _depth(content: object) -> int:
    """How deep lists and objects are nested; stops counting just past `MAX_DEPTH`."""
    level = [content]
    for depth in range(MAX_DEPTH + 1):
        level = [child for node in level for child in _children(node)]
        if not level:
            return depth
    return MAX_DEPTH + 1


def _children(node: object) -> list[Any]:
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [value for value in values if isinstance(value, (dict, list))]
