"""Fingerprints of code: what stays of it when names, comments and layout are changed.

Winnowing, after S. Schleimer, D. S. Wilkerson and A. Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003: the code becomes a row of tokens, every `GRAM` of them in a row get a checksum,
and of every `WINDOW` checksums in a row the smallest is kept.  So any passage that two answers share is found
if it has at least `GRAM + WINDOW - 1` tokens, and none is reported that has fewer than `GRAM`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .code_tokens import BUILTINS, KEYWORDS, tokens_of

GRAM = 12
"""Tokens that make one checksum: about one line of code."""

WINDOW = 6
"""Checksums of which one is kept."""

MAX_TOKENS = 3000
"""Tokens of one stretch of code that are looked at."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass(frozen=True)
class Row:
    """A stretch of code as tokens.

    Attributes:
        ids: of each token, what it is when names of the student's own are all alike.
        starts: where each begins in the text, in characters.
        ends: where each ends.
    """

    ids: Hashes
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def row_of(text: str, known: frozenset[str], start: int = 0, end: int | None = None) -> Row:
    """Return a stretch of code as tokens.

    Comments are left out, and texts and names are alike, whatever they say; but keywords, built-in names,
    names after a dot and those in `known` keep their meaning.

    Args:
        text: the code.
        known: names that everybody has, such as those of the lab.
        start: where the stretch begins, in characters.
        end: where it ends; at the end of the text if None.
    """
    kinds: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    before = ""
    for token in tokens_of(text, start, end):
        if token.kind == "comment":
            continue
        if len(kinds) == MAX_TOKENS:
            break
        is_own = token.kind == "name" and before != "." and token.text not in known
        is_own = is_own and token.text not in KEYWORDS and token.text not in BUILTINS
        said = "name" if is_own else "string" if token.kind == "string" else token.text
        kinds.append(_id_of(said))
        starts.append(token.start)
        ends.append(token.end)
        before = token.text
    return Row(np.array(kinds, dtype=np.uint64), tuple(starts), tuple(ends))


def gram_hashes(ids: Hashes) -> Hashes:
    """Return the checksum of every `GRAM` tokens in a row, by their place; empty if there are fewer."""
    count = len(ids) - GRAM + 1
    total = np.zeros(max(count, 0), dtype=np.uint64)
    for offset in range(GRAM if count > 0 else 0):
        total = total * _FACTOR + ids[offset : offset + count]
    total ^= total >> np.uint64(32)
    total *= _FACTOR
    return total ^ (total >> np.uint64(29))


def winnow(hashes: Hashes, ignored: Iterable[int] = (), window: int = WINDOW) -> list[tuple[int, int]]:
    """Choose fingerprints.

    Args:
        hashes: checksums by their place.
        ignored: checksums that are no evidence.  Each run without them is winnowed by itself.
        window: checksums of which one is kept; of a run that is shorter, one.

    Returns:
        (checksum, place) of each fingerprint, by place.
    """
    ignored_array = np.fromiter(ignored, dtype=np.uint64)
    is_left = ~np.isin(hashes, ignored_array)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_left, [False]]).astype(np.int8)))
    chosen: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2):
        run = hashes[start:end]
        windows = np.lib.stride_tricks.sliding_window_view(run, min(window, len(run)))
        # The rightmost of the smallest, as in the paper: a window that slides on keeps it as long as it can.
        latest = windows.shape[1] - 1 - windows[:, ::-1].argmin(axis=1)
        places = np.unique(latest + np.arange(len(windows)))
        chosen += [(int(run[place]), int(start + place)) for place in places]
    return chosen


@lru_cache(maxsize=100_000)
def _id_of(said: str) -> int:
    """Return a number for a token that is the same in every run."""
    digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
