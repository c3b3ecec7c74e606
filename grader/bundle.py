"""What a released folder holds beside the notebook, so that it works by itself; and the folder as a zip."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator, Set
from importlib.metadata import files, requires
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager

from autils.sources import EMBEDDED_CREDIT
from grader.lab import Lab, LabError
from grader.notebook import Notebook
from grader.without import definitions, imported_modules, uses_of, without

DISTRIBUTION = "digit-labs"

_PACKAGES = Path(__file__).resolve().parent.parent
_README = """\
# {title}

Open `{lab}.ipynb` and work through it from top to bottom. Hand in `{lab}.ipynb` and keep its name.

You need Python 3.11 or newer and the packages in `requirements.txt`: run `pip install -r requirements.txt` in
this folder once.

- **JupyterLab**: run `jupyter lab` in this folder and open the notebook.
- **VS Code**: open this folder (not only the notebook) and choose the Python environment with these packages
  as the notebook's kernel.
- **Google Colab**: open the notebook with *File, Upload notebook*; put `{lab}.zip` into the file panel on the
  left; then run `!unzip -oq {lab}.zip` and `%cd {lab}` in a new first cell.

The notebook needs the other folders here: `autils` (figures and data), `public_tests` (what checks your
answers) and `data` (the digits).

The digits: {credit}
"""


def add_bundle(folder: Path, lab: Lab, released: Notebook) -> None:
    """Add autils, the lab's public tests, the digits, requirements.txt and a README to a released folder.

    Args:
        folder: the released folder, holding the notebook.
        lab: the lab; what its exercises ask for is left out of autils.
        released: the student version of the notebook.

    Raises:
        LabError: the notebook needs a module that a bundle cannot hold, or a module would give away or miss
            a helper that is left out.
    """
    asked = lab.asked_for
    _copy_autils(folder / "autils", lab, asked)
    _copy_public_tests(folder / "public_tests", lab, released)
    _copy_data(folder / "data")
    _write(folder / "requirements.txt", "\n".join(student_requirements()) + "\n")
    _write(folder / "README.md", _README.format(title=lab.title, lab=lab.name, credit=EMBEDDED_CREDIT))
    _copy_licences(folder)
    _check_gives_nothing_away(folder, lab, asked)


def student_requirements() -> list[str]:
    """Return the student layer of the project's dependencies as pyproject.toml has it."""
    project_file = _PACKAGES / "pyproject.toml"
    if project_file.is_file():
        project = tomllib.loads(project_file.read_text("utf-8"))["project"]
        if project["name"] == DISTRIBUTION:
            return sorted(project["dependencies"])
    return sorted(line for line in requires(DISTRIBUTION) or [] if "extra ==" not in line)


def entries_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a zip of a folder holds: name, which begins with the folder's own, and content."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _check_gives_nothing_away(folder: Path, lab: Lab, asked: Set[str]) -> None:
    for path in sorted((*folder.glob("autils/**/*.py"), *folder.glob("public_tests/**/*.py"))):
        if given_away := definitions(path.read_text("utf-8")) & asked:
            names = ", ".join(sorted(given_away))
            sentence = f"{path.relative_to(folder)} defines {names}, which an exercise asks for: take it out."
            raise LabError(lab.name, None, sentence)


def _copy_autils(target: Path, lab: Lab, asked: Set[str]) -> None:
    shutil.copytree(
        _PACKAGES / "autils", target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", "*.npz", ".*")
    )
    modules = {path: path.read_text("utf-8") for path in sorted(target.glob("**/*.py"))}
    left_out = set[str]().union(*(definitions(text) for text in modules.values())) & asked
    if not left_out:
        return
    for path, text in modules.items():
        reduced = without(text, left_out)
        if missed := uses_of(reduced, left_out):
            names, file = ", ".join(sorted(missed)), path.relative_to(target.parent)
            sentence = (
                f"{file} needs {names}, which an exercise asks for and the bundle leaves out: mend {file}."
            )
            raise LabError(lab.name, None, sentence)
        _write(path, reduced)


def _copy_public_tests(target: Path, lab: Lab, released: Notebook) -> None:
    """Copy the modules that the notebook imports, and those that they import."""
    source = _PACKAGES / "public_tests"
    wanted = {"public_tests", *_imports_of(lab, released)}
    done: set[str] = set()
    while todo := sorted(name for name in wanted - done if name.split(".")[0] == "public_tests"):
        module = todo[0]
        done.add(module)
        path = _module_path(source, module)
        if path is None:
            if _is_name_in_package(source, module):
                continue
            raise LabError(lab.name, None, f"it imports {module}, which does not exist: write it.")
        package = ".".join(path.parent.relative_to(source.parent).parts)
        wanted |= imported_modules(path.read_text("utf-8"), package)
        _copy(path, target / path.relative_to(source))
    for path in source.glob(f"**/{lab.name}.json"):
        _copy(path, target / path.relative_to(source))


def _imports_of(lab: Lab, released: Notebook) -> set[str]:
    modules: set[str] = set()
    for cell in released.cells:
        if cell.kind == "code":
            modules |= imported_modules(TransformerManager().transform_cell(cell.source), package="")
    if stray := sorted(name for name in modules if name.split(".")[0] == "grader"):
        raise LabError(
            lab.name, None, f"it imports {', '.join(stray)}, which students do not get: do without."
        )
    return modules


def _module_path(source: Path, module: str) -> Path | None:
    inside = source.joinpath(*module.split(".")[1:])
    candidates = (inside / "__init__.py", inside.with_suffix(".py"))
    return next((path for path in candidates if path.is_file()), None)


def _is_name_in_package(source: Path, module: str) -> bool:
    """`from package.module import name` may name a module or a thing in one: is this a thing?"""
    parent = module.rpartition(".")[0]
    return "." in parent and _module_path(source, parent) is not None


def _copy_data(target: Path) -> None:
    places = (_PACKAGES / "data" / "digits.npz", _PACKAGES / "autils" / "digits.npz")
    digits = next((path for path in places if path.is_file()), None)
    if digits is None:
        raise FileNotFoundError(f"The digits are not at {places[0]}: install digit-labs again.")
    _copy(digits, target / digits.name)
    card = digits.with_name("README.md")
    if card.is_file():
        _copy(card, target / card.name)


def _copy_licences(folder: Path) -> None:
    """The licences ask to travel along: from a checkout, else from where an installation keeps them."""
    found = sorted(_PACKAGES.glob("LICENSE*"))
    if not found:
        found = [Path(str(file.locate())) for file in files(DISTRIBUTION) or [] if "licenses" in file.parts]
    for path in found:
        _copy(path, folder / path.name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
