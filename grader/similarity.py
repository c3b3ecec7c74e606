"""Which submissions of a class share code that is particular to them: worth a look, never a verdict.

What the lab hands out, its solution and its hints, is taken off, and so is what many have written: a right
line that everybody finds says nothing.  What is left of a submission is particular to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np

from .answers import Work
from .code_tokens import tokens_of
from .fingerprints import GRAM, Hashes, Row, gram_hashes, row_of, winnow
from .lab import Lab

MIN_COMMON = 6
"""Fingerprints that two must share to be shown: more than one line of code."""

MIN_SHARE = 0.5
"""Share of what is particular to one of the two that they must have in common."""

MOST_PAIRS = 20
MOST_PASSAGES = 6
"""Pairs that are shown in full, and passages of each."""


@dataclass(frozen=True)
class Passage:
    """The same code in two answers: (start, end) of it in each, in characters, and its length in tokens."""

    first_exercise: str
    first: tuple[int, int]
    second_exercise: str
    second: tuple[int, int]
    tokens: int


@dataclass(frozen=True)
class Pair:
    """Two submissions that share particular code.

    Attributes:
        first: the one student.
        second: the other.
        common: fingerprints that they share.
        share: of the particular fingerprints of the one that has fewer.
        passages: the longest, the longest first; empty for a pair that is only counted.
    """

    first: str
    second: str
    common: int
    share: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Group:
    """Submissions that are the same: the file itself, or the text of every code cell."""

    students: tuple[str, ...]
    is_same_file: bool


@dataclass(frozen=True)
class Similarity:
    """What was found in a class.

    Attributes:
        compared: submissions that have answers.
        limit: code that more submissions than this share is left out.
        groups: of equal submissions.
        pairs: that share particular code, those with most in common first.
    """

    compared: int
    limit: int
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]


@dataclass
class _Document:
    """A submission while it is compared: its code as tokens, and where its fingerprints lie in it."""

    work: Work
    rows: list[tuple[str, Row]] = field(default_factory=list)
    places: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))


def compare_class(works: Iterable[Work], lab: Lab, texts: Iterable[str]) -> Similarity:
    """Find submissions that share particular code.

    Args:
        works: what was read of each submission.
        lab: the lab.
        texts: of all cells of the lab's source notebook: what they hold is no evidence.
    """
    known = frozenset(_names_of(lab))
    handed_out = frozenset(h for text in texts for h in gram_hashes(row_of(text, known).ids).tolist())
    cache: dict[tuple[str, int, int], tuple[Row, list[tuple[int, int]]]] = {}
    documents = [_document(work, known, handed_out, cache) for work in works if work.answers]
    limit = commonness_limit(len(documents))
    spread = Counter(fingerprint for document in documents for fingerprint in document.places)
    own = [{f for f in document.places if spread[f] <= limit} for document in documents]
    groups = _equal(documents, own, limit)
    pairs = _pairs(own)
    found = [
        Pair(documents[i].work.student, documents[j].work.student, common, share)
        for (i, j), common in pairs.items()
        if (share := common / min(len(own[i]), len(own[j]))) >= MIN_SHARE and common >= MIN_COMMON
    ]
    found.sort(key=lambda pair: (-pair.common, -pair.share, pair.first, pair.second))
    by_student = {d.work.student: (d, prints) for d, prints in zip(documents, own, strict=True)}
    shown = [_with_passages(pair, by_student) for pair in found[:MOST_PAIRS]]
    return Similarity(len(documents), limit, groups, (*shown, *found[MOST_PAIRS:]))


def commonness_limit(count: int) -> int:
    """Return how many of `count` submissions may share code before it counts as what everybody writes.

    A tenth of the class, but at least 3, so that a group of three is seen in a small class, and at most 10.
    """
    return max(3, min(10, count // 10))


def _names_of(lab: Lab) -> Iterator[str]:
    """Yield the names that the lab gives: those in the stubs, and what its other cells call or import from.

    A variable of another cell may be anything in an answer, such as `i`.
    """
    for exercise in lab.exercises:
        yield from (token.text for token in tokens_of(exercise.stub) if token.kind == "name")
    for text in lab.given:
        yield from (a.text for a, b in pairwise(tokens_of(text)) if a.kind == "name" and b.text in ("(", "."))


def _document(
    work: Work,
    known: frozenset[str],
    handed_out: frozenset[int],
    cache: dict[tuple[str, int, int], tuple[Row, list[tuple[int, int]]]],
) -> _Document:
    document = _Document(work)
    for exercise, answer in work.answers.items():
        for start, end in answer.own:
            key = (answer.text, start, end)
            if key not in cache:
                row = row_of(answer.text, known, start, end)
                hashes = gram_hashes(row.ids)
                cache[key] = row, winnow(hashes, handed_out.intersection(hashes.tolist()))
            row, fingerprints = cache[key]
            for fingerprint, place in fingerprints:
                document.places[fingerprint].append((len(document.rows), place))
            document.rows.append((exercise, row))
    return document


def _pairs(own: Sequence[set[int]]) -> Counter[tuple[int, int]]:
    """Count the fingerprints that each two submissions share; the rare ones alone make the work small."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, prints in enumerate(own):
        for fingerprint in prints:
            holders[fingerprint].append(number)
    return Counter(pair for numbers in holders.values() for pair in combinations(numbers, 2))


def _equal(documents: Sequence[_Document], own: Sequence[set[int]], limit: int) -> tuple[Group, ...]:
    """Return groups of equal submissions.

    Equal files are always worth a look, for outputs and counts differ where two ran the same code.  Equal
    code is, where it holds anything particular, comments included, and not many have it.
    """
    by_file: dict[str, list[str]] = defaultdict(list)
    by_cells: dict[str, list[str]] = defaultdict(list)
    comments = [
        {said for answer in document.work.answers.values() for said in answer.own_comments()}
        for document in documents
    ]
    spread = Counter(said for each in comments for said in each)
    for document, prints, said in zip(documents, own, comments, strict=True):
        work = document.work
        if any(answer.own for answer in work.answers.values()):
            by_file[work.file].append(work.student)
        if prints or any(spread[comment] <= limit for comment in said):
            by_cells[work.cells].append(work.student)
    files = [Group(tuple(students), True) for students in by_file.values() if len(students) > 1]
    cells = [Group(tuple(s), False) for s in by_cells.values() if 1 < len(s) <= limit]
    known = [set(group.students) for group in files]
    return (*files, *(group for group in cells if not any(set(group.students) <= equal for equal in known)))


def _with_passages(pair: Pair, documents: Mapping[str, tuple[_Document, set[int]]]) -> Pair:
    (first, prints), (second, others) = documents[pair.first], documents[pair.second]
    found: dict[tuple[int, ...], Passage] = {}
    for fingerprint in sorted(prints & others):
        row_a, place_a = first.places[fingerprint][0]
        for row_b, place_b in second.places[fingerprint][:MOST_PASSAGES]:
            (exercise_a, a), (exercise_b, b) = first.rows[row_a], second.rows[row_b]
            start, length = _extend(a.ids, b.ids, place_a, place_b)
            found[row_a, row_b, place_a - start, place_b - start] = Passage(
                exercise_a,
                (a.starts[place_a - start], a.ends[place_a - start + length - 1]),
                exercise_b,
                (b.starts[place_b - start], b.ends[place_b - start + length - 1]),
                length,
            )
    longest = sorted(found.values(), key=lambda p: (-p.tokens, p.first_exercise, p.first))
    return Pair(pair.first, pair.second, pair.common, pair.share, tuple(longest[:MOST_PASSAGES]))


def _extend(a: Hashes, b: Hashes, place_a: int, place_b: int) -> tuple[int, int]:
    """Return how far equal code reaches before two places, and its whole length, in tokens."""
    room = min(place_a, place_b)
    before = a[place_a - room : place_a] == b[place_b - room : place_b]
    start = room if before.all() else int(np.argmin(before[::-1]))
    rest = min(len(a) - place_a, len(b) - place_b)
    after = a[place_a : place_a + rest] == b[place_b : place_b + rest]
    end = rest if after.all() else int(np.argmin(after))
    return start, start + max(end, GRAM)
