"""The story of an import: unpack, see who handed in what, choose, put in place, report.

Nothing is written outside the target, and what is handed over stays as it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from traitlets.config import Config

from grader.lab import Lab

from .archives import Gathered, SafeExtractor
from .choice import MAY_HOLD_A_NOTEBOOK, choose
from .handed import Found, HandedFile
from .names import Lms, Names, names_for, recognise_lms, utc_stamp, without_wrapper
from .people import by_student
from .place import ASIDE, TIME_NAME, Outcome, place
from .record import Record

UNPACKED = [".ipynb", ".zip", *MAY_HOLD_A_NOTEBOOK]


@dataclass(frozen=True)
class Imported:
    """What became of one student's submission.

    Attributes:
        student_id: the student's folder.
        name: the name that the system gives; None if it gives none.
        outcome: what was done.
        notices: what was noticed, a sentence each.
    """

    student_id: str
    name: str | None
    outcome: Outcome
    notices: tuple[str, ...]


@dataclass
class ImportReport:
    """What became of all that was handed over.

    Attributes:
        sources: for each source, its name and where it comes from.
        students: in the order of the sources, sorted by student in each.
        problems: files that nobody's folder got, and why: a name and a sentence each.
    """

    sources: list[tuple[str, Lms]] = field(default_factory=list)
    students: list[Imported] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def import_submissions(
    sources: Sequence[Path],
    lab: str,
    labs: Sequence[Lab],
    target: Path,
    lms: Lms | None = None,
    config: Config | None = None,
) -> ImportReport:
    """Bring in what was handed over, one source after the other.

    Args:
        sources: zips, folders and single files.
        lab: the lab that they are submissions of.
        labs: of the course, to tell notebooks apart by their cells.
        target: the folder of all submissions; made if it is missing.
        lms: where the sources come from; None to recognise it.
        config: the course's, for limits and for names of its own.

    Raises:
        OSError: a source cannot be read, or the target cannot be written.
    """
    report = ImportReport()
    target.mkdir(parents=True, exist_ok=True)
    for source in sources:
        with tempfile.TemporaryDirectory(prefix=".importing-", dir=target) as unpacked:
            extractor = SafeExtractor(only=UNPACKED, config=config or Config())
            gathered = extractor.gather(source, Path(unpacked, "files"))
            kind = lms or recognise_lms(found.name for found in gathered.files)
            names = names_for(kind, lab, config or Config())
            report.sources.append((source.name, kind))
            _import_source(source.name, gathered, names, kind, lab, labs, target, report)
    return report


def _import_source(
    source: str,
    gathered: Gathered,
    names: Names,
    lms: Lms,
    lab: str,
    labs: Sequence[Lab],
    target: Path,
    report: ImportReport,
) -> None:
    around = without_wrapper([found.name for found in gathered.files], lab) if lms == "flat" else ""
    files = [Found(f.name.removeprefix(around), f.path, f.time) for f in gathered.files]
    if lms == "flat":
        files = [found for found in files if not _is_of_another(found.name, lab, labs)]
    handed, strangers = _with_senders(files, names)
    students, said = by_student(handed, lms, lab, target)
    noticed = _by_student(gathered.notices, around, names, students)
    report.problems += [(f"{source}: {name}", sentence) for name, sentence in noticed.pop("", [])]
    for name in strangers:
        report.problems.append((f"{source}: {name}", "Its name does not say who handed it in; it was left."))
    for student, own in students.items():
        choice = choose(own, lab, labs)
        if choice.chosen is None and lms == "flat" and not any("/" in file.found.name for file in own):
            report.problems.append((f"{source}: {own[0].found.name}", "It is no notebook; it was left."))
            continue
        sender = (choice.chosen or own[0]).sender
        notices = [*filter(None, [said.get(student)]), *choice.notices]
        notices += [f"“{name.rpartition('/')[2]}”: {sentence}" for name, sentence in noticed.get(student, [])]
        if sender.is_late:
            notices.append("Canvas marks it as late, but not by how much, so nothing is taken off.")
        record = _record(source, lms, own, choice.chosen, notices)
        outcome, more = place(target / student / lab, lab, choice.chosen, choice.others, record)
        report.students.append(Imported(student, sender.name, outcome, (*notices, *more)))


def _is_of_another(name: str, lab: str, labs: Sequence[Lab]) -> bool:
    """Tell whether a file lies in the folder of another lab, or among those that do not count."""
    folders = name.split("/")[1:-1]
    return any(other.name in folders for other in labs if other.name != lab) or ASIDE in folders


def _record(
    source: str, lms: Lms, files: Sequence[HandedFile], chosen: HandedFile | None, notices: Sequence[str]
) -> Record:
    sender = (chosen or files[0]).sender
    time = chosen.found.time if chosen else None
    return Record(
        lms=lms,
        name=sender.name,
        number=sender.number,
        source=source,
        file=chosen.found.name if chosen else None,
        upload=sender.upload,
        time=time.isoformat() if time else None,
        timestamp=sender.timestamp or (_handed_in(files, chosen) if lms == "flat" else None),
        is_late=sender.is_late,
        notices=tuple(notices),
    )


def _with_senders(files: Sequence[Found], names: Names) -> tuple[list[HandedFile], list[str]]:
    """Say of each file who handed it in; the rest are names that do not tell."""
    handed: list[HandedFile] = []
    strangers: list[str] = []
    for found in files:
        if sender := names.sender(found.name):
            handed.append(HandedFile(found, sender))
        else:
            strangers.append(found.name)
    inside = tuple(f"{name}/" for name in strangers)
    return handed, [name for name in strangers if not name.startswith(inside)]


def _by_student(
    notices: Sequence[tuple[str, str]], around: str, names: Names, students: dict[str, list[HandedFile]]
) -> dict[str, list[tuple[str, str]]]:
    """Sort what was noticed while unpacking by student; what concerns nobody goes under an empty name."""
    owners = {
        (file.sender.student_id, file.sender.number): student
        for student, files in students.items()
        for file in files
    }
    found: dict[str, list[tuple[str, str]]] = {}
    for name, sentence in notices:
        inner = name.removeprefix(around)
        sender = names.sender(inner) if inner else None
        owner = owners.get((sender.student_id, sender.number), "") if sender else ""
        found.setdefault(owner, []).append((inner, sentence))
    return found


def _handed_in(files: Sequence[HandedFile], chosen: HandedFile | None) -> str | None:
    """Return the time in a timestamp.txt beside the notebook; one inside a zip is the student's own claim."""
    if chosen is None or chosen.zips:
        return None
    beside = chosen.found.name.rpartition("/")[0]
    stamp = next((file for file in files if file.found.name == f"{beside}/{TIME_NAME}"), None)
    if stamp is None or stamp.found.path is None:
        return None
    return utc_stamp(stamp.found.path.read_bytes()[:200].decode(errors="replace").strip())
