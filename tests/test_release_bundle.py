"""A released folder holds the modules that its notebook needs, without what its exercises ask for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from mini_course import DOUBLE, LAB, code, mini_cells, notebook_bytes

from grader import bundle
from grader import lab as lab_module
from grader.bundle import add_bundle, student_requirements
from grader.lab import Lab, LabError, lab_of
from grader.notebook import Notebook, read_notebook
from grader.without import definitions, imported_modules, uses_of, without

HALVE = "def halve(x):\n    return x / 2\n"


def make_lab(*cells: dict[str, object]) -> tuple[Lab, Notebook]:
    notebook, _ = read_notebook(notebook_bytes(cells or mini_cells()))
    return lab_of(notebook, LAB), notebook


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with small packages in place of ours."""
    root = tmp_path / "checkout"
    texts = {
        "autils/__init__.py": '_MODULE_OF = {\n    "double": "maths",\n    "halve": "maths",\n}\n',
        "autils/maths.py": f"RATE = 2\n\n\n@cache\ndef double(x):\n    return 2 * x\n\n\n{HALVE}",
        "public_tests/__init__.py": '"""Tests."""\n',
        "public_tests/mini.py": "def test_c1():\n    from .checks import check\n",
        "public_tests/checks.py": "import autils\nimport public_tests.card\n",
        "public_tests/card.py": "from . import shared\n",
        "public_tests/shared.py": "",
        "public_tests/maxi.py": "",
        "public_tests/known/mini.json": "{}",
        "public_tests/known/maxi.json": "{}",
        "data/digits.npz": "digits",
        "LICENSE": "licence",
    }
    for name, content in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    monkeypatch.setattr(bundle, "_PACKAGES", root)
    return root


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_the_labs_tests_and_what_they_import_come_along(packages: Path, tmp_path: Path) -> None:
    lab, notebook = make_lab(*mini_cells(), code("late", "%time 1\nfrom public_tests.mini import test_c1"))
    add_bundle(tmp_path / "out", lab, notebook)
    tests = {name for name in names_in(tmp_path / "out") if name.startswith("public_tests/")}
    assert tests == {
        "public_tests/__init__.py",
        "public_tests/card.py",
        "public_tests/checks.py",
        "public_tests/known/mini.json",
        "public_tests/mini.py",
        "public_tests/shared.py",
    }


def test_tests_that_are_a_package_come_along_with_what_they_import(packages: Path, tmp_path: Path) -> None:
    """`from .part import x` there names a module beside it, `from ..checks import x` one above."""
    (packages / "public_tests" / "mini.py").unlink()
    for name, text in {
        "mini/__init__.py": "from .part import test_c1\n",
        "mini/part.py": "from ..checks import check\nfrom .known import KNOWN\n",
        "mini/known.py": "from .. import shared\n",
        "mini/unused.py": "",
        "known.py": "",
    }.items():
        (packages / "public_tests" / name).parent.mkdir(exist_ok=True)
        (packages / "public_tests" / name).write_text(text)
    lab, notebook = make_lab(*mini_cells(), code("late", "from public_tests.mini import test_c1"))
    add_bundle(tmp_path / "out", lab, notebook)
    tests = {name for name in names_in(tmp_path / "out") if name.startswith("public_tests/")}
    assert tests == {
        "public_tests/__init__.py",
        "public_tests/card.py",
        "public_tests/checks.py",
        "public_tests/known/mini.json",
        "public_tests/mini/__init__.py",
        "public_tests/mini/known.py",
        "public_tests/mini/part.py",
        "public_tests/shared.py",
    }


def test_a_helper_that_an_exercise_asks_for_is_left_out_with_its_export(
    packages: Path, tmp_path: Path
) -> None:
    add_bundle(tmp_path / "out", *make_lab())
    assert (
        tmp_path / "out" / "autils" / "maths.py"
    ).read_text() == "RATE = 2\n\n\n\n\ndef halve(x):\n    return x / 2\n"
    assert (
        tmp_path / "out" / "autils" / "__init__.py"
    ).read_text() == '_MODULE_OF = {\n    "halve": "maths",\n}\n'


def test_a_helper_can_be_left_out_by_name(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(lab_module.HELPERS_LEFT_OUT, LAB, ("halve",))
    add_bundle(tmp_path / "out", *make_lab())
    assert definitions((tmp_path / "out" / "autils" / "maths.py").read_text()) == {"RATE"}


def test_a_module_that_needs_a_left_out_helper_stops_the_release(packages: Path, tmp_path: Path) -> None:
    (packages / "autils" / "figures.py").write_text("from autils.maths import double\n")
    with pytest.raises(LabError, match=r"autils/figures\.py needs double, which an exercise asks for"):
        add_bundle(tmp_path / "out", *make_lab())


def test_a_test_module_that_holds_an_answer_stops_the_release(packages: Path, tmp_path: Path) -> None:
    (packages / "public_tests" / "mini.py").write_text(DOUBLE)
    cells = [*mini_cells(), code("late", "import public_tests.mini")]
    with pytest.raises(LabError, match=r"public_tests/mini\.py defines double, which an exercise asks for"):
        add_bundle(tmp_path / "out", *make_lab(*cells))


@pytest.mark.parametrize("source", ["import grader", "def f():\n    from grader.lab import Lab"])
def test_the_grader_cannot_come_along(packages: Path, tmp_path: Path, source: str) -> None:
    with pytest.raises(LabError, match=r"it imports grader.*, which students do not get"):
        add_bundle(tmp_path / "out", *make_lab(*mini_cells(), code("late", source)))


def test_the_requirements_are_the_projects_own_student_layer(
    repository: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    monkeypatch.setattr(bundle, "_PACKAGES", repository)
    assert student_requirements() == sorted(project["dependencies"])


def test_an_installation_without_a_checkout_knows_the_requirements_too(packages: Path) -> None:
    names = [re.split(r"\W", line)[0] for line in student_requirements()]
    assert {"numpy", "tensorflow", "matplotlib"} <= set(names)
    assert "nbgrader" not in names


def test_without_takes_decorated_functions_classes_and_constants() -> None:
    source = "a = 1\n@x\n@y(\n    2\n)\nclass B:\n    z = 1\nasync def c(): ...\nd: int = 2\ne, f = 1, 2\nB\n"
    assert without(source, {"a", "B", "c", "d", "e"}) == "B\n"
    assert definitions(source) == {"a", "B", "c", "d", "e", "f"}
    assert uses_of(source, {"B", "a", "x"}) == {"B", "x"}


def test_imports_are_found_wherever_they_stand() -> None:
    source = "import a.b\ndef f():\n    from .c import d\n    from e import g\n"
    assert imported_modules(source, package="p") == {"a", "a.b", "p", "p.c", "p.c.d", "e", "e.g"}
    above = "from . import c\nfrom .. import d\nfrom ..d.e import f\n"
    assert imported_modules(above, package="p.q") == {"p", "p.q", "p.q.c", "p.d", "p.d.e", "p.d.e.f"}
