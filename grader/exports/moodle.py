"""Moodle: scores go into the grading worksheet of an assignment, to be uploaded again.

Which columns the worksheet has depends on the site, and their headers on its language.  Known headers are
found by name; others by what stands below them: the worksheet begins with the identifiers, and the maximum
follows the grade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import ExportError
from .cells import decimal_mark, read_number
from .matching import Rows
from .merge import Column, Merged, chosen_header, fill, headers, keys_of, read_records
from .scores import Score
from .sheet import Sheet

# Column -> its headers in English, German, French, Spanish, Italian, Portuguese and Chinese.
HEADERS: dict[str, tuple[str, ...]] = {
    "identifier": ("identifier", "id", "identifiant", "identificador", "identificativo", "标识符"),
    "name": (
        "full name",
        "vollständiger name",
        "nom complet",  # codespell:ignore
        "nombre completo",
        "nome completo",  # codespell:ignore
        "cognome nome",  # codespell:ignore
        "全名",
    ),
    "number": ("id number", "id-nummer", "numéro d'identification", "número de id", "codice identificativo"),
    "email": (
        "email address",
        "e-mail-adresse",  # codespell:ignore
        "adresse de courriel",  # codespell:ignore
        "dirección de correo",
        "indirizzo email",
        "endereço de email",
        "电子邮件地址",
    ),
    "grade": ("grade", "bewertung", "note", "calificación", "valutazione", "nota", "avaliação", "成绩"),
    "maximum": (
        "maximum grade",
        "bestwertung",
        "note maximale",
        "calificación máxima",
        "valutazione massima",
        "nota máxima",
        "最高成绩",
    ),
}

_PARTICIPANT = re.compile(r"(\d+)\s*$")


def fill_moodle(sheet: Sheet, scores: Sequence[Score], submitted: Path, columns: Mapping[str, str]) -> Merged:
    """Write the scores of one lab into a grading worksheet.

    Args:
        sheet: the worksheet; cells of it are changed.
        scores: of one lab.
        submitted: the folder of submissions, for what imports have noted.
        columns: name of a column, see `HEADERS` -> header, where it was said.

    Raises:
        ExportError: the file is no worksheet, or its grade or its people cannot be found.
    """
    if unknown := sorted(set(columns) - set(HEADERS)):
        raise ExportError(f"--column {unknown[0]}=...: name one of {', '.join(HEADERS)}.")
    places = _find_columns(sheet, columns)
    if "grade" not in places or not {"identifier", "number", "email", "name"} & set(places):
        missing = "grade" if "grade" not in places else "identifier"
        raise ExportError(
            f"The column of the {missing} cannot be told: say which it is with --column '{missing}=HEADER' "
            f"(likewise {', '.join(name for name in HEADERS if name != missing)}). "
            f"The file has {headers(sheet)}."
        )
    rows = range(1, len(sheet))
    seen = {
        name: [_key(name, sheet.value(row, place)) for row in rows]
        for name, place in places.items()
        if name in ("identifier", "number", "email")
    }
    full = [sheet.value(row, places["name"]) if "name" in places else "" for row in rows]
    worth = sheet.column(places["maximum"]) if "maximum" in places else []
    column = Column(
        index=places["grade"],
        rows=rows,
        maximum=next((value for value in map(read_number, worth) if value), None),
        mark=decimal_mark([*worth, *sheet.column(places["grade"])]),
        takes_more=False,
    )
    records = read_records(submitted, scores[0].lab, scores)
    handed = [score for score in scores if score.is_submitted]
    keys = [keys_of(score, records.get(score.person.student_id), "moodle", "identifier") for score in handed]
    merged = Merged()
    fill(sheet, column, scores, Rows(seen, full, only_sure=frozenset({"identifier"})), keys, merged)
    return merged


def _key(name: str, value: str) -> str:
    """Return what stands for a person: of an identifier such as "Participant 1234" the number."""
    if name != "identifier":
        return value
    match = _PARTICIPANT.search(value)
    return match[1] if match else ""


def _find_columns(sheet: Sheet, chosen: Mapping[str, str]) -> dict[str, int]:
    """Return where the columns are: as it was said, else by header, else by what stands in them."""
    known = [_plain(header) for header in sheet.headers]
    places = {name: chosen_header(sheet, header, f"{name}=...") for name, header in chosen.items()}
    for name, texts in HEADERS.items():
        found = [index for index, header in enumerate(known) if header in texts]
        if name not in places and len(found) == 1:
            places[name] = found[0]
    columns = [[value.strip() for value in sheet.column(index)] for index in range(len(known))]
    for name, index in _by_content(columns).items():
        if name not in places and index not in places.values():
            places[name] = index
    return places


def _plain(header: str) -> str:
    return re.sub(r"\s+", " ", header).strip().casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _by_content(columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the columns that can be told by what stands in them."""
    places: dict[str, int] = {}
    if columns and columns[0] and all(re.fullmatch(r"\D*\d+", value) for value in columns[0]):
        places["identifier"] = 0
    emails = [
        i for i, values in enumerate(columns) if values and all("@" in v for v in values if v) and any(values)
    ]
    if len(emails) == 1:
        places["email"] = emails[0]
    pairs = [index for index in range(1, len(columns)) if _is_maximum(columns[index - 1], columns[index])]
    if len(pairs) == 1:
        places |= {"grade": pairs[0] - 1, "maximum": pairs[0]}
    return places


def _is_maximum(grades: Sequence[str], values: Sequence[str]) -> bool:
    """Tell whether two columns are a grade and its maximum: one number all over, and none above it."""
    numbers = {read_number(value) for value in values}
    if len(numbers) != 1 or None in numbers:
        return False
    (maximum,) = numbers
    given = [read_number(grade) for grade in grades if grade not in ("", "-")]
    return bool(maximum) and all(grade is not None and 0 <= grade <= (maximum or 0) for grade in given)
