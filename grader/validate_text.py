"""Claims about a lab's source as a file: its form, its ids, its hints, its pictures and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .notebook import Cell, write_notebook
from .validate_proof import Claim, Finding, LabProof, count

_SPEAKING_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RANDOM_ID = re.compile(r"[0-9a-f]{8}([0-9a-f-]{28})?")
_CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_LINK_TO_HEADING = re.compile(r"\]\(#(\S+?\)?)\)")
_ADDRESS = re.compile(r"\b(\w+)://[^\s)\"'>]+")
_NAMED_HINT = re.compile(r"<summary>.*?\bHint (\d+)\b", re.DOTALL)


def prove_form(proof: LabProof) -> Finding:
    """The file is what nbformat writes, without outputs."""
    problems = []
    raw = proof.notebook.raw
    full = [
        cell["id"] for cell in raw["cells"] if cell.get("outputs") or cell.get("execution_count") is not None
    ]
    if full:
        problems.append(f"{', '.join(full)}: it holds outputs; clear them all and save.")
    elif proof.source_bytes != write_notebook(proof.notebook):
        problems.append(
            "The file is not in canonical form: write it with nbformat, format 4.5, indent 1, sorted keys."
        )
    return Finding(count(len(proof.notebook.cells), "cell"), tuple(problems))


def prove_ids(proof: LabProof) -> Finding:
    """Ids are unique words, not drawn at random, and those of exercises follow the names."""
    problems = []
    for cell in proof.notebook.cells:
        cell_id = cell.id or ""
        if not _SPEAKING_ID.fullmatch(cell_id) or _RANDOM_ID.fullmatch(cell_id) or len(cell_id) > 64:
            problems.append(f"{cell_id}: give this cell an id of words, such as load-data.")
        wanted = (cell.grade_id or "").replace("_", "-")
        if cell.grade_id and cell_id != wanted:
            problems.append(f"{cell_id}: the cell of {cell.grade_id} should have the id {wanted}.")
    return Finding(count(len(proof.notebook.cells), "id"), tuple(problems))


def prove_hints(proof: LabProof) -> Finding:
    """Folded hints stand before each test, and each public check with points has a hint of its own.

    A hidden check may say all it has to say in its title.
    """
    problems = []
    checks = 0
    for exercise in proof.lab.exercises:
        test, _ = proof.means.tests(proof.lab, exercise.name)
        for check in test.checks:
            checks += bool(check.points)
            if check.points and not check.hint:
                problems.append(f"{exercise.name}: the check {check.name} has points and no hint: write one.")
        found = [int(n) for cell in _between(proof, exercise.name) for n in _NAMED_HINT.findall(cell.source)]
        if not found or found != list(range(1, len(found) + 1)):
            problems.append(
                f"{exercise.name}: fold-outs Hint 1, Hint 2, ... should stand before its test; found {found}."
            )
    return Finding(f"{count(checks, 'check')} with points", tuple(problems))


def prove_pictures_and_links(proof: LabProof) -> Finding:
    """Pictures in the text have words, links lead over https or to a heading that is there."""
    problems, links, pictures = [], 0, 0
    texts = [cell for cell in proof.notebook.cells if cell.kind == "markdown"]
    anchors = {
        heading.strip().replace(" ", "-")
        for cell in texts
        for heading in _HEADING.findall(_CODE_BLOCK.sub("", cell.source))
    }
    for cell in texts:
        for image in re.findall(r"!\[.*?\]\(|<img\b[^>]*>", cell.source):
            pictures += 1
            if not re.search(r'!\[\s*\S.*?\]|\balt="\s*[^"\s]', image):
                problems.append(f"{cell.id}: a picture has no alternative text; say what it shows.")
        for target in _LINK_TO_HEADING.findall(cell.source):
            links += 1
            if target not in anchors:
                problems.append(f"{cell.id}: #{target} leads to no heading of this notebook.")
    for cell in proof.notebook.cells:
        for match in _ADDRESS.finditer(cell.source):
            links += 1
            if match[1] != "https":
                problems.append(f"{cell.id}: {match[0]} should be an https address.")
    return Finding(f"{count(links, 'link')}, {count(pictures, 'picture')}", tuple(problems))


def _between(proof: LabProof, name: str) -> Iterator[Cell]:
    """The cells between a solution cell and its test."""
    cells = proof.notebook.cells
    places = {cell.grade_id: place for place, cell in enumerate(cells) if cell.grade_id}
    yield from cells[places[name] + 1 : places[f"test_{name}"]]


CLAIMS = (
    Claim("form", "The source is a canonical notebook without outputs", prove_form),
    Claim("ids", "Every cell has a stable id that speaks", prove_ids),
    Claim("hints", "Every exercise and every check with points has hints", prove_hints),
    Claim("links", "Pictures have alternative text, links lead somewhere", prove_pictures_and_links),
)
