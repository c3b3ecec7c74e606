"""The files around the code agree with one another and with the code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

import grader
from tests.import_rules import PACKAGES, ROOT, imports_of, read_sources

SIX = {"numpy", "tensorflow", "matplotlib", "jupyter", "nbgrader", "pytest"}
# What the packages of the student layer bring along under another name.
STUDENT_EXTRAS = {
    "keras": "tensorflow",
    "IPython": "jupyter",
    "traitlets": "jupyter",
    "nbformat": "jupyter",
    "requests": "pooch",
}

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LAYERS: dict[str, list[str]] = {"student": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
ENVIRONMENT: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("data/*.md")])
NOTEBOOKS = sorted(ROOT.glob("labs/*/*.ipynb"))


def split_range(requirement: str) -> tuple[str, frozenset[str]]:
    """Split "numpy>=2.0,<3" into the name and the set of its bounds."""
    match = re.fullmatch(r"([A-Za-z0-9_-]+)\s*(.*)", requirement)
    assert match, requirement
    return match[1], frozenset(bound.strip() for bound in match[2].split(",") if bound.strip())


RANGES = dict(split_range(line) for layer in LAYERS.values() for line in layer)


def test_conda_names_the_six_packages_with_the_ranges_of_pyproject() -> None:
    named = [line for line in ENVIRONMENT["dependencies"] if isinstance(line, str)]
    ranges = dict(split_range(line) for line in named if line != "pip")
    assert ranges.pop("python") == {PROJECT["requires-python"]}
    assert set(ranges) == SIX
    assert ranges == {name: RANGES[name] for name in SIX}


def test_conda_takes_every_layer_but_dask_from_pyproject() -> None:
    (pip,) = (line["pip"] for line in ENVIRONMENT["dependencies"] if isinstance(line, dict))
    layers = sorted(set(LAYERS) - {"student", "dask"})
    assert [re.sub(r"\[.*\]", "", line) for line in pip] == ["-e ."]
    assert sorted(re.findall(r"\w+", pip[0].partition("[")[2])) == layers


def test_every_range_has_a_lower_bound_and_stands_once() -> None:
    lines = [line for layer in LAYERS.values() for line in layer]
    assert len(lines) == len(RANGES)
    assert [name for name, bounds in RANGES.items() if not any(b.startswith(">=") for b in bounds)] == []


@pytest.mark.parametrize("package", ["autils", "public_tests"])
def test_what_students_import_needs_the_student_layer_alone(package: str) -> None:
    """A released lab installs the student layer and nothing else."""
    layer = {split_range(line)[0] for line in LAYERS["student"]}
    assert set(STUDENT_EXTRAS.values()) <= layer
    allowed = layer | set(STUDENT_EXTRAS) | set(PACKAGES)
    sources = {name: text for name, text in read_sources(ROOT).items() if name.split(".")[0] == package}
    used = {
        name.split(".")[0] for module, text in sources.items() for name in imports_of(module, text, False)
    }
    assert used - set(sys.stdlib_module_names) <= allowed


def test_one_version_everywhere() -> None:
    assert grader.__version__ == PROJECT["version"]
    assert PROJECT["version"] in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_hooks_fetch_nothing() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]


def test_both_licences_are_there_and_named() -> None:
    assert "MIT License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "creativecommons.org/licenses/by/4.0/" in (ROOT / "LICENSE-text").read_text("utf-8")
    assert set(PROJECT["license-files"]) == {"LICENSE", "LICENSE-text"}


def test_the_wheel_carries_what_pyproject_names() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert set(PACKAGES) < set(wheel["only-include"])
    assert [name for name in wheel["only-include"] if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_between_our_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
    ours = [link for link in links if not link.startswith(("https:", "mailto:"))]
    assert [link for link in ours if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_make_targets_that_a_page_names_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(
        re.findall(r"(?:`|^    )(?:[A-Z_]+=\S+ )?make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    )
    assert named <= targets


def test_the_readme_names_commands_that_exist() -> None:
    named = set(re.findall(r"^\| `grader ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    shown = subprocess.run(
        [sys.executable, "-m", "grader", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert named
    assert named <= set(re.findall(r"^\W*([a-z]+)", shown.stdout, re.MULTILINE))


@pytest.mark.parametrize("path", [*PAGES, *NOTEBOOKS, ROOT / "Makefile"], ids=lambda path: path.name)
def test_no_page_names_a_folder_of_one_machine(path: Path) -> None:
    assert re.findall(r"(?<![\w./])/(?:home|root|Users|work)/\w+", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_source_notebook_is_canonical(path: Path) -> None:
    """No outputs, no counts, ids that speak, and the very bytes that nbformat writes."""
    text = path.read_text("utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert set(notebook.metadata) == {"digit_labs", "kernelspec", "language_info"}
    assert notebook.metadata.digit_labs.lab == path.stem == path.parent.name
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert [cell.id for cell in notebook.cells if not re.fullmatch(r"[a-z][a-z0-9-]{2,63}", cell.id)] == []
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
