"""Find each student's row in a table that another system made: surely, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Keys:
    """What a student may be found by.

    Attributes:
        student_id: the student.
        sure: column -> the value that this student alone has there, as an import has seen it.
        ids: what may stand in a column of numbers, accounts or addresses.
        names: the student's name in some forms.
    """

    student_id: str
    sure: Mapping[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rows:
    """The rows of a table.

    Attributes:
        columns: name of a column -> its values, of each row one; "" where a row has none.
        names: the person's name, of each row one.
        only_sure: columns in which only what an import has seen means anything.
    """

    columns: Mapping[str, Sequence[str]]
    names: Sequence[str]
    only_sure: frozenset[str] = frozenset()


@dataclass
class Matches:
    """Who was found.

    Attributes:
        rows: student -> number of the row, from 0.
        missed: student -> why there is no row, to go on after the name.
    """

    rows: dict[str, int] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)


def match_students(students: Sequence[Keys], rows: Rows) -> Matches:
    """Find the rows of students: by what an import has seen, else by ids, else by the name.

    Whoever fits several rows gets none, and a row that fits several students goes to the one who fits it
    more surely; if there is none, nobody gets it.
    """
    table = _Table(students, rows)
    result = Matches()
    claims: dict[int, list[tuple[int, str]]] = {}
    for keys in students:
        rank, found = table.candidates(keys)
        if len(found) == 1:
            claims.setdefault(found.pop(), []).append((rank, keys.student_id))
        else:
            result.missed[keys.student_id] = f"fits {len(found)} rows" if found else "was not found"
    for row, claim in claims.items():
        best = min(rank for rank, _ in claim)
        winners = [student for rank, student in claim if rank == best]
        if len(winners) == 1:
            result.rows[winners[0]] = row
        for _, student in claim:
            if result.rows.get(student) != row:
                others = ", ".join(sorted(other for _, other in claim if other != student))
                result.missed[student] = f"fits the same row as {others}"
    return result


def name_key(name: str) -> str:
    """Return a name in one form: no accents, no capitals, its words in the order of the alphabet."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(sorted(re.findall(r"[^\W_]+", bare.casefold())))


class _Table:
    """Where values stand, and which columns hold ids of this class at all."""

    def __init__(self, students: Sequence[Keys], rows: Rows) -> None:
        self._columns = {name: _places(map(_plain, values)) for name, values in rows.columns.items()}
        self._names = _places(map(name_key, rows.names))
        self._with_ids = [
            places
            for name, places in self._columns.items()
            if name not in rows.only_sure and self._holds_ids(students, places)
        ]
        self._with_mail = [p for name, p in self._columns.items() if name not in rows.only_sure]

    @staticmethod
    def _holds_ids(students: Sequence[Keys], places: Mapping[str, set[int]]) -> bool:
        """Tell whether half of those are in a column who can be: a few numbers fit by accident."""
        found = sum(any(_plain(key) in places for key in keys.ids) for keys in students)
        return 2 * found >= min(len(students), len(places))

    def candidates(self, keys: Keys) -> tuple[int, set[int]]:
        """Return how sure it is (0 is surest) and the rows that a student may have."""
        sure = [(self._columns.get(name, {}), _plain(value)) for name, value in keys.sure.items()]
        if found := _rows_of(sure):
            return 0, found
        ids = {_plain(key) for key in keys.ids}
        mail = [(places, key) for places in self._with_mail for key in ids if "@" in key]
        if found := _rows_of([*mail, *((places, key) for places in self._with_ids for key in ids)]):
            return 1, found
        return 2, _rows_of([(self._names, name_key(name)) for name in keys.names])


def _rows_of(places: Iterable[tuple[Mapping[str, set[int]], str]]) -> set[int]:
    return {row for known, value in places if value for row in known.get(value, ())}


def _places(values: Iterable[str]) -> dict[str, set[int]]:
    places: dict[str, set[int]] = {}
    for row, value in enumerate(values):
        if value:
            places.setdefault(value, set()).add(row)
    return places


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
