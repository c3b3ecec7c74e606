"""Open what a learning management system hands over: zips, zips in zips, folders; nothing escapes from them.

Names inside a zip do not decide where files land: each part is cleaned, and all of them lie below the folder
that was asked for.  What is left out, and why, is said in a sentence; the source itself stays as it is.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin
from traitlets import Int, List, Unicode

from .handed import Found
from .paths import is_litter, safe_parts
from .zips import (
    BROKEN,
    Budget,
    Limits,
    TooMuch,
    check_directory,
    is_ordinary,
    is_zip,
    name_of,
    time_of,
    write_member,
)

NOT_ORDINARY = "It is a link or no ordinary file, and was left out."


@dataclass
class Gathered:
    """The files of a source, and what was noticed: pairs of a name and a sentence."""

    files: list[Found] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)


class SafeExtractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's extractor for files that strangers made; its limits can be set in nbgrader_config.py."""

    max_file_bytes = Int(200_000_000, help="Unpacked bytes of one file.").tag(config=True)
    max_nested_bytes = Int(300_000_000, help="Unpacked bytes of one zip inside the source.").tag(config=True)
    max_total_bytes = Int(20_000_000_000, help="Unpacked bytes of a whole source.").tag(config=True)
    max_files = Int(200_000, help="Files of a whole source.").tag(config=True)
    max_ratio = Int(200, help="Unpacked bytes for each packed one, in large files.").tag(config=True)
    max_depth = Int(3, help="Zips inside zips.").tag(config=True)
    only = List(Unicode(), help="Endings of files to unpack, the others are listed. Empty: all.").tag(
        config=True
    )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the zips of a folder and copy its other files: what `nbgrader zip_collect` calls."""
        gathered = self.gather(Path(archive_path), Path(extracted_path))
        for found in gathered.files:
            if found.path is not None and Path(archive_path) in found.path.parents and not is_zip(found.path):
                shutil.copyfile(found.path, _free_path(Path(extracted_path), found.name))
        for name, sentence in gathered.notices:
            self.log.warning("%s: %s", name, sentence)

    def gather(self, source: Path, into: Path) -> Gathered:
        """List the files of a zip, a folder or a single file, and unpack the zips among them.

        Args:
            source: what was handed over; nothing in it is changed, and links in it are not followed.
            into: a folder that takes what is unpacked.

        Raises:
            OSError: the source cannot be read, or the folder cannot be written.
        """
        gathering = _Gathering(self, into)
        if source.is_dir():
            for path in _files_below(source):
                gathering.add(path, "/".join(safe_parts(path.relative_to(source).as_posix()).parts))
        elif is_zip(source):
            gathering.unpack(source, "", 0, gathering.budget)
        else:
            gathering.add(source, "/".join(safe_parts(source.name).parts))
        return gathering.result


class _Gathering:
    """One source on its way."""

    def __init__(self, settings: SafeExtractor, into: Path) -> None:
        self.result = Gathered()
        self.budget = Budget(settings.max_total_bytes, settings.max_files)
        self._settings = settings
        self._limits = Limits(settings.max_file_bytes, settings.max_ratio)
        self._into = into

    def add(self, path: Path, name: str) -> None:
        """List a file that lies on the disk, and what is in it if it is a zip."""
        if path.is_symlink() or not path.is_file():
            self.result.files.append(Found(name, None, None))
            self._notice(name, NOT_ORDINARY)
            return
        try:
            is_packed = is_zip(path)
            with path.open("rb"):
                time = datetime.fromtimestamp(path.stat().st_mtime)
        except OSError as error:
            self.result.files.append(Found(name, None, None))
            self._notice(name, f"It cannot be read ({error.strerror or error}).")
            return
        self.result.files.append(Found(name, path, time))
        if is_packed:
            self.unpack(path, name, 1, self.budget)

    def unpack(self, path: Path, name: str, depth: int, outer: Budget) -> None:
        """Unpack a zip, and the zips in it; what goes wrong becomes a sentence, what is good stays.

        Args:
            path: of the zip.
            name: that the names in it go after; empty for the source itself.
            depth: 0 for the source itself, 1 for a zip in it, and so on.
            outer: what may be unpacked.
        """
        if depth > self._settings.max_depth:
            self._notice(name, f"It is a zip inside {depth - 1} others, and was not opened.")
            return
        budget = outer
        if depth:
            budget = Budget(self._settings.max_nested_bytes, self._settings.max_files, outer)
        try:
            if depth:
                check_directory(path)
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist():
                    budget.take(files=1)
                    self._unpack_member(archive, member, name, depth, budget)
        except TooMuch as error:
            self._notice(name, f"The rest of it was not unpacked: {error}.")
        except (*BROKEN, NotImplementedError):
            self._notice(name, "It is damaged, or no zip that can be opened here.")

    def _unpack_member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, outer_name: str, depth: int, budget: Budget
    ) -> None:
        cleaned = safe_parts(name_of(member))
        if is_litter(cleaned.parts) or (member.is_dir() and not member.file_size):
            return
        name = "/".join([outer_name, *cleaned.parts] if outer_name else cleaned.parts)
        if member.is_dir():
            self._notice(name, "It is a folder by its name and holds data; it was left out.")
            return
        if cleaned.led_out:
            self._notice(name, "Its name in the zip leads out of the folder; it was put inside.")
        time = time_of(member)
        is_wanted = not self._settings.only or name.lower().endswith(tuple(self._settings.only))
        if not is_wanted or not is_ordinary(member):
            self.result.files.append(Found(name, None, time))
            if not is_ordinary(member):
                self._notice(name, NOT_ORDINARY)
            return
        path = _free_path(self._into, name)
        problem = write_member(archive, member, path, self._limits, budget)
        self.result.files.append(Found(name, None if problem else path, time))
        if problem:
            self._notice(name, f"It was not unpacked: {problem}.")
        elif is_zip(path):
            self.unpack(path, name, depth + 1, budget)

    def _notice(self, name: str, sentence: str) -> None:
        self.result.notices.append((name, sentence))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield what is no folder, below a folder, sorted; links are yielded and not followed."""
    for path in sorted(folder.rglob("*")):
        is_inner = not path.is_dir() or path.is_symlink()
        if is_inner and not is_litter(path.relative_to(folder).parts):
            yield path


def _free_path(into: Path, name: str) -> Path:
    """Return a path for a name, not taken, its folder made; a zip may name a file and a folder alike."""
    folder = into
    *folders, last = name.split("/")
    for part in folders:
        folder = _first_free(folder, part, is_folder=True)
    folder.mkdir(parents=True, exist_ok=True)
    return _first_free(folder, last, is_folder=False)


def _first_free(folder: Path, part: str, is_folder: bool) -> Path:
    number, path = 1, folder / part
    while path.is_file() or (path.exists() and not is_folder):
        number += 1
        path = folder / f"{number} {part}"
    return path
