"""Make the student version of a lab: nbgrader's conversion with our stubs, checked, bundled, put in place."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat import writes as notebook_text
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooNewError, SchemaTooOldError, ValidationError
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor, SaveCells
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.bundle import add_bundle, entries_of
from grader.course import CONFIG_NAME, Course, CourseError, scripts_on_path
from grader.guarantees import check_files, check_release
from grader.lab import Lab, LabError, lab_of
from grader.notebook import Notebook, UnreadableNotebook, read_notebook
from grader.stubs import stub_source
from grader.zips import write_zip

Verify = Callable[[Path], list[str]]


@dataclass(frozen=True)
class Release:
    """A student version in its place.

    Args:
        notebook_path: the notebook for students.
        folder: the folder that works by itself, named after the lab.
        zip_path: the same folder as one file.
        warnings: what the conversion noticed, a sentence each.
    """

    notebook_path: Path
    folder: Path
    zip_path: Path
    warnings: tuple[str, ...]


def release_lab(
    course: Course, lab_name: str, to: Path | None = None, verify: Verify | None = None
) -> Release:
    """Build a lab's student version: `<to>/<lab>/` and `<to>/<lab>.zip`.

    The graded cells are written to the course's gradebook, so that `nbgrader autograde` knows them.  An
    earlier release is replaced only when everything has succeeded.

    Args:
        course: where the source lies.
        lab_name: which lab.
        to: the folder to build in; the course's release folder when None.
        verify: called with the path of the new notebook, in its complete folder, before it is put in place;
            each sentence that it returns is a reason not to release.

    Raises:
        CourseError: the course has no such lab, or its nbgrader_config.py cannot be run.
        LabError: the lab breaks a promise of a release.
    """
    source_path = course.source(lab_name)
    lab, source = _read_source(source_path)
    target = (to or course.release_dir).resolve()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=target) as building:
        warnings = _convert(course, lab_name, Path(building))
        folder = Path(building) / lab_name
        notebook_path = folder / f"{lab_name}.ipynb"
        released, _ = read_notebook(notebook_path.read_bytes())
        check_release(lab, source, released)
        check_files(lab, folder)
        add_bundle(folder, lab, released)
        if problems := verify(notebook_path) if verify else []:
            raise LabError(lab_name, None, " ".join(problems))
        write_zip(Path(building) / f"{lab_name}.zip", entries_of(folder))
        _put_in_place(Path(building), target, lab_name)
    return Release(
        notebook_path=target / lab_name / notebook_path.name,
        folder=target / lab_name,
        zip_path=target / f"{lab_name}.zip",
        warnings=tuple(warnings),
    )


def _put_in_place(building: Path, target: Path, lab_name: str) -> None:
    old = building / "old"
    if (target / lab_name).exists():
        (target / lab_name).rename(old)
    (building / lab_name).rename(target / lab_name)
    (building / f"{lab_name}.zip").replace(target / f"{lab_name}.zip")
    shutil.rmtree(old, ignore_errors=True)


def _read_source(path: Path) -> tuple[Lab, Notebook]:
    """Read a source notebook, which must need no repair: an id that is made up today is another tomorrow."""
    try:
        notebook, repairs = read_notebook(path.read_bytes())
    except (OSError, UnreadableNotebook) as error:
        raise LabError(path.stem, None, f"the source {path} cannot be read: {error}") from error
    if repairs:
        raise LabError(
            path.stem,
            None,
            f"the source needs repair: {' '.join(repairs)} Save it as format 4.5 with cell ids.",
        )
    return lab_of(notebook, path.stem), notebook


# ---------------------------------------------------------------------------------------------------------
# nbgrader's conversion


class ClearRegions(ClearSolutions):  # type: ignore[misc]  # nbgrader has no types
    """Replace the regions of solution cells by stubs, by our rule instead of nbgrader's."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Check the source and make the stubs; a mistake in the lab raises a LabError."""
        name = resources["nbgrader"]["notebook"]
        _read_source(Path(resources["metadata"]["path"]) / f"{name}.ipynb")
        _check_nbgrader_metadata(nb, name)
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        """Turn a solution cell into its stub; every other cell stays as it is, whatever it speaks of."""
        if not cell.metadata.get("nbgrader", {}).get("solution"):
            return False
        cell.source = stub_source(cell.source)
        return True


class CheckRelease(NbGraderPreprocessor):  # type: ignore[misc]
    """Hold the notebook against its source before anything is written to the gradebook."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook unchanged, or raise a LabError."""
        name = resources["nbgrader"]["notebook"]
        lab, source = _read_source(Path(resources["metadata"]["path"]) / f"{name}.ipynb")
        released, _ = read_notebook(notebook_text(nb).encode("utf-8", errors="replace"))
        check_release(lab, source, released)
        return nb, resources


def _steps() -> list[type]:
    """nbgrader's own steps, with our stubs for its stubs and our check before the gradebook is written."""
    steps: list[type] = []
    for step in GenerateAssignment.preprocessors.default_args[0]:
        if step is SaveCells:
            steps.append(CheckRelease)
        steps.append(ClearRegions if step is ClearSolutions else step)
    return steps


PREPROCESSORS = _steps()


def _check_nbgrader_metadata(nb: NotebookNode, lab_name: str) -> None:
    validator = MetadataValidator()
    for cell in nb.cells:
        try:
            validator.validate_cell(cell)
        except (ValidationError, SchemaTooOldError, SchemaTooNewError) as error:
            problem = error.message if isinstance(error, ValidationError) else str(error)
            cell_id = cell.metadata["nbgrader"].get("grade_id") or cell.id
            raise LabError(
                lab_name, cell_id, f"its nbgrader metadata is not valid: {problem}: correct it."
            ) from error
    try:
        validator.validate_nb(nb)
    except ValidationError as error:
        raise LabError(lab_name, None, f"its nbgrader metadata is not valid: {error.message}.") from error


class _Notes(logging.Handler):
    """What nbgrader would have printed: its warnings, and the error that it logs before it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.error: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.ERROR:
            self.warnings.append(record.getMessage())
        elif self.error is None:
            self.error = sys.exc_info()[1]  # logged while it is handled, and raised on without its cause


def _convert(course: Course, lab_name: str, to: Path) -> list[str]:
    """Run the conversion into `<to>/<lab>/` and return its warnings."""
    config = _config(course)
    config.CourseDirectory.update(
        root=str(course.root),
        source_directory=course.labs_dir.name,
        release_directory=str(to),
        assignment_id=lab_name,
        notebook_id=lab_name,
    )
    config.GenerateAssignment.preprocessors = PREPROCESSORS
    log = logging.getLogger("grader.release")
    notes = _Notes()
    log.addHandler(notes)
    log.propagate = False
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config, log=log), config=config, log=log)
    try:
        with scripts_on_path():
            converter.start()
    except NbGraderException as error:
        raise _lab_error(lab_name, notes.error or error) from error
    finally:
        log.removeHandler(notes)
    return notes.warnings


def _lab_error(lab_name: str, error: BaseException) -> LabError:
    if isinstance(error, LabError):
        return error
    if isinstance(error, RuntimeError) and "submissions associated" in str(error):
        return LabError(
            lab_name,
            None,
            "graded cells were added, removed or renamed, and the gradebook already holds submissions: "
            f"take that back, or forget them with nbgrader db assignment remove {lab_name} --force.",
        )
    return LabError(lab_name, None, f"nbgrader could not convert it: {error or type(error).__name__}")


def _config(course: Course) -> Config:
    """Return what the course's nbgrader_config.py sets; empty where there is none."""
    if not (course.root / CONFIG_NAME).is_file():
        return Config()
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(course.root)).load_config()
    except Exception as error:
        raise CourseError(f"{course.root / CONFIG_NAME} cannot be run: {error}") from error
