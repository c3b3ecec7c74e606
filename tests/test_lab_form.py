"""The source notebook of each lab, as a file: its form, its exercises, its outline, its links."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbformat import NotebookNode

from grader.stubs import find_regions, region_lines
from tests.lab_facts import LABS, LabFacts
from tests.lab_reading import anchor, by_id, code_cells, headings, markdown_cells, slug
from tests.lab_running import ROOT, source_path


@pytest.fixture(scope="module", params=LABS, ids=[facts.name for facts in LABS])
def facts(request: pytest.FixtureRequest) -> LabFacts:
    found: LabFacts = request.param
    return found


@pytest.fixture(scope="module")
def lab(facts: LabFacts) -> NotebookNode:
    return nbformat.read(source_path(facts.name), as_version=4)


def test_every_lab_of_the_repository_is_looked_at_here() -> None:
    assert {facts.name for facts in LABS} == {path.parent.name for path in ROOT.glob("labs/*/*.ipynb")}


def test_the_file_is_in_canonical_form_and_holds_no_output(lab: NotebookNode, facts: LabFacts) -> None:
    nbformat.validate(lab)
    assert source_path(facts.name).read_text(encoding="utf-8") == nbformat.writes(lab) + "\n"
    for cell in code_cells(lab):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_the_metadata_name_the_lab_and_nothing_else(lab: NotebookNode, facts: LabFacts) -> None:
    assert (lab.nbformat, lab.nbformat_minor) == (4, 5)
    assert lab.metadata == {
        "digit_labs": {"lab": facts.name, "version": "1.0", "default_digits": facts.default_digits},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_every_cell_has_a_speaking_id_of_its_own(lab: NotebookNode) -> None:
    ids = [cell.id for cell in lab.cells]
    assert len(set(ids)) == len(ids)
    for each in ids:
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", each), each
        assert len(each) <= 64
        assert not re.fullmatch(r"[0-9a-f]{8}", each), f"{each} looks drawn at random"


def test_each_exercise_is_a_solution_cell_and_a_locked_test_cell_of_10_points(
    lab: NotebookNode, facts: LabFacts
) -> None:
    marked = [cell for cell in lab.cells if "nbgrader" in cell.metadata]
    assert len(marked) == 2 * len(facts.tests)
    pairs = zip(marked[::2], marked[1::2], strict=True)
    for (name, call), (solution, test) in zip(facts.tests.items(), pairs, strict=True):
        common = {"schema_version": 3, "task": False}
        answer = {"grade": False, "solution": True, "locked": False, "grade_id": name}
        judge = {"grade": True, "solution": False, "locked": True, "grade_id": f"test_{name}", "points": 10}
        assert solution.metadata.nbgrader == common | answer
        assert test.metadata.nbgrader == common | judge
        assert (solution.id, test.id) == (slug(name), "test-" + slug(name))
        assert test.source == call
        assert solution.source.splitlines()[:2] == facts.first_lines[name]
        assert len(find_regions(solution.source)) == facts.regions.get(name, 1)


def test_hints_stand_between_each_exercise_and_its_test(lab: NotebookNode, facts: LabFacts) -> None:
    ids = [cell.id for cell in lab.cells]
    assert set(facts.hints) == set(facts.tests)
    for name, count in facts.hints.items():
        between = lab.cells[ids.index(slug(name)) + 1 : ids.index("test-" + slug(name))]
        hints = re.findall(r"<summary><b>Hint (\d)</b>", "\n".join(cell.source for cell in between))
        assert hints == [str(number) for number in range(1, count + 1)]


def test_no_given_cell_holds_a_line_of_a_solution(lab: NotebookNode, facts: LabFacts) -> None:
    solutions = [cell for cell in code_cells(lab) if cell.id in map(slug, facts.tests)]
    given = "\n".join(cell.source for cell in lab.cells if cell not in solutions)
    for cell in solutions:
        lines = [line.strip() for line in region_lines(cell.source) if line.strip()]
        telling = [line for line in lines if not line.startswith(facts.shared)]
        assert telling
        assert [line for line in telling if line in given] == []


def test_the_outline_lists_every_section_in_order_and_its_links_resolve(
    lab: NotebookNode, facts: LabFacts
) -> None:
    assert headings(lab) == ["Outline", *facts.outline]
    links = re.findall(r"^ *- \[(.+?)\]\(#(\S+)\)$", by_id(lab, "outline").source, flags=re.MULTILINE)
    assert links == [(text, anchor(text)) for text in facts.outline]
    for cell in markdown_cells(lab):
        for target in re.findall(r"\]\(#(\S+?\)?)\)", cell.source):
            assert target in map(anchor, facts.outline), f"{cell.id} links to #{target}"


def test_links_lead_only_to_known_sites_over_https(lab: NotebookNode, facts: LabFacts) -> None:
    text = "\n".join(cell.source for cell in lab.cells)
    addresses = re.findall(r"\b\w+://[^\s)\"'>]+", text)
    assert addresses
    assert {address.split("/")[0] for address in addresses} == {"https:"}
    assert {address.split("/")[2] for address in addresses} == facts.sites


def test_markdown_shows_no_picture_that_lacks_alternative_text(lab: NotebookNode) -> None:
    for cell in markdown_cells(lab):
        assert not re.search(r"!\[\s*\]\(", cell.source), cell.id
        for image in re.findall(r"<img\b[^>]*>", cell.source):
            assert re.search(r'\balt="[^"]+"', image), cell.id


def test_fold_outs_are_closed_and_their_content_is_read_as_markdown(lab: NotebookNode) -> None:
    for cell in markdown_cells(lab):
        lines = cell.source.splitlines()
        assert lines.count("<details>") == lines.count("</details>") == cell.source.count("<details"), cell.id
        for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
            if line.startswith("<summary>"):
                assert (above, below) == ("<details>", ""), cell.id
            if line == "</details>":
                assert above == "", cell.id


def test_the_text_promises_the_values_that_mathematics_fixes(lab: NotebookNode, facts: LabFacts) -> None:
    assert facts.fixed
    for cell_id, values in facts.fixed.items():
        for value in values:
            assert value in by_id(lab, cell_id).source, cell_id


def test_no_cell_uses_a_widget_that_programs_without_a_page_may_wait_for(lab: NotebookNode) -> None:
    for cell in code_cells(lab):
        assert not re.search(r"\b(interact|interactive|interactive_output|Output)\(", cell.source), cell.id


def test_the_code_imports_by_name_silences_no_warning_and_predicts_in_batches(
    lab: NotebookNode, facts: LabFacts
) -> None:
    code = "\n".join(cell.source for cell in code_cells(lab))
    for slip in (
        "import *",
        "filterwarnings",
        'simplefilter("ignore',
        "as_list(",
        "model.input.",
        ".numpy()",
    ):
        assert slip not in code
    assert code.count(".predict(") == facts.predictions
    grids = re.findall(r"plot_digit_grid\(.*", code)
    assert grids
    assert all("seed=" in grid for grid in grids), "a grid whose choice differs from run to run"
