"""Validation: every claim holds for the labs that are here, and each is found broken where it is broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader import validate_answers
from grader.course import Course, find_course
from grader.lab import load_lab
from grader.misconceptions import accepted_answers, misconceptions
from grader.notebook import read_notebook, write_notebook
from grader.sandbox import Sandbox
from grader.validate import CLAIMS, validate_lab
from grader.validate_proof import Claim, Finding, LabProof, Outcome
from grader.validate_report import write_junit
from tests.foreign.base import LAB, Content, cell_of, code, solved_notebook, text

BY_NAME = {claim.name: claim for claim in CLAIMS}
LONG = ("full-marks", "runs", "promises", "mutants", "variants")  # whole notebooks, hundreds of answers
SHORT = [name for name in BY_NAME if name not in LONG]
LABS = find_course(Path(__file__).parent).lab_names()
PROMISE = "<details>\n\n```text\n{}\n```\n\n</details>"

Change = Callable[[Content], object]


@pytest.fixture(scope="module", params=LABS)
def real(request: pytest.FixtureRequest, repository: Path, warm_sandbox: Sandbox) -> Iterator[LabProof]:
    course = Course(repository)
    proof = LabProof(course, load_lab(course.source(request.param)), warm_sandbox, seed=11)
    yield proof
    proof.close()


@pytest.mark.parametrize("name", SHORT)
def test_the_claim_holds_for_the_labs_of_this_repository(real: LabProof, name: str) -> None:
    _expect_claim(real, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_the_long_claim_holds_for_the_labs_of_this_repository(real: LabProof, name: str) -> None:
    _expect_claim(real, name)


def _expect_claim(real: LabProof, name: str) -> None:
    before = _state(real.course)
    finding = BY_NAME[name].prove(real)
    assert finding.problems == ()
    assert finding.detail
    assert _state(real.course) == before, "the proof changed the course"


def _state(course: Course) -> list[bool]:
    return [path.exists() for path in (course.release_dir, course.gradebook_path, course.results_dir)]


@pytest.fixture
def small(tmp_path: Path, warm_sandbox: Sandbox) -> Iterator[Callable[..., LabProof]]:
    """Make a proof of a short form of the first lab, changed first."""
    made: list[LabProof] = []

    def make(*changes: Change) -> LabProof:
        content = solved_notebook()
        for change in changes:
            change(content)
        path = tmp_path / "labs" / LAB.name / f"{LAB.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(write_notebook(read_notebook(json.dumps(content).encode())[0]))
        made.append(LabProof(Course(tmp_path), load_lab(path), warm_sandbox, seed=11))
        return made[-1]

    yield make
    for proof in made:
        proof.close()


def edit(cell_id: str, old: str, new: str) -> Change:
    def change(content: Content) -> None:
        cell = cell_of(content, cell_id)
        assert old in cell["source"]
        cell["source"] = cell["source"].replace(old, new)

    return change


def add(cell: Content) -> Change:
    return lambda content: content["cells"].append(cell)


def mark(cell_id: str, **fields: object) -> Change:
    return lambda content: cell_of(content, cell_id).update(fields)


BROKEN: dict[str, tuple[str, Change, str]] = {
    "an output": ("form", mark("load", execution_count=3), "load: it holds outputs"),
    "an id drawn at random": ("ids", mark("load", id="1f3a9c0e"), "1f3a9c0e: give this cell an id of words"),
    "an id in capitals": ("ids", mark("load", id="Load_X"), "Load_X: give this cell an id"),
    "an exercise with another id": ("ids", mark("my-dense", id="dense"), "should have the id my-dense"),
    "no hints": ("hints", lambda content: None, "model: fold-outs Hint 1, Hint 2"),
    "a bare picture": ("links", add(text("![ ](x.png)", "end")), "end: a picture has no alternative text"),
    "a bare img": ("links", add(text('<img src="x.png">', "end")), "end: a picture has no alternative"),
    "a lost heading": ("links", add(text("[see](#4---Nowhere)", "end")), "#4---Nowhere leads to no heading"),
    "an open address": ("links", add(text("http://numpy.org", "end")), "should be an https address"),
    "an error": ("runs", add(code("1 / 0", "end")), "end: ZeroDivisionError"),
    "a cell that is no Python": ("runs", add(code("for x in", "end")), "end: SyntaxError"),
    "the network": (
        "runs",
        add(code("import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')", "end")),
        "asks for the network",
    ),
    "the network, quietly": (
        "runs",
        add(
            code(
                "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept OSError: ...",
                "e",
            )
        ),
        "asks for the network",
    ),
    "a promise not kept": (
        "promises",
        add(text(PROMISE.format("(9, 9)"), "expected-load")),
        "promises '(9, 9)'",
    ),
    "a promise of no cell": (
        "promises",
        add(text(PROMISE.format("1"), "expected-gone")),
        "no code cell of the id gone",
    ),
    "a wrong solution": ("full-marks", edit("my-dense", "+ b[j]", "- b[j]"), "my_dense earns"),
    "a wrong model": ("full-marks", edit("model", "Dense(15", "Dense(16"), "model earns"),
    "a release that fails": ("release", lambda content: None, "does not run"),
    "points that do not agree": (
        "release",
        lambda content: cell_of(content, "test-my-dense")["metadata"]["nbgrader"].update(points=5),
        "Exercise my_dense: its test cell is worth 5 points, its checks 10; make them agree.",
    ),
    "a release of a wrong solution": (
        "release",
        edit("my-dense", " + b[j]", ""),
        "Exercise my_dense: the source's own solution fails bias",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_found(small: Callable[..., LabProof], case: str) -> None:
    name, change, said = BROKEN[case]
    problems = BY_NAME[name].prove(small(change)).problems
    assert any(said in problem for problem in problems), problems


def test_a_file_written_in_another_form_is_found(small: Callable[..., LabProof]) -> None:
    proof = small()
    path = proof.course.source(LAB.name)
    assert BY_NAME["form"].prove(proof).problems == ()
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2), "utf-8")
    (problem,) = BY_NAME["form"].prove(proof).problems
    assert "not in canonical form" in problem


def test_a_short_lab_keeps_what_it_promises(small: Callable[..., LabProof]) -> None:
    cells = [
        code("import sys\nprint('a note', file=sys.stderr)\nprint(X.shape, y.shape)", "shapes"),
        text(PROMISE.format("(1000, 400) (1000, 1)"), "expected-shapes"),
        code("len(X)", "count-rows"),
        text(PROMISE.format("1000"), "expected-count-rows"),
    ]
    proof = small(*map(add, cells))
    for name in ("form", "ids", "links", "runs", "promises", "full-marks"):
        assert BY_NAME[name].prove(proof).problems == (), name


@pytest.mark.parametrize(
    ("promised", "printed", "is_kept"),
    [
        ("loss 0.512 (about)", "loss 0.52", True),
        ("loss 0.512 (about)", "loss 0.55", False),
        ("0.512", "0.513", False),
    ],
)
def test_only_a_promise_that_says_about_leaves_room(
    small: Callable[..., LabProof], promised: str, printed: str, is_kept: bool
) -> None:
    number, *about = promised.split(" (")
    words = PROMISE.format(number) + ("\n(about)" if about else "")
    proof = small(add(code(f"print({printed!r})", "say")), add(text(words, "expected-say")))
    assert (BY_NAME["promises"].prove(proof).problems == ()) == is_kept


def test_a_right_answer_among_the_wrong_ones_is_found(
    small: Callable[..., LabProof], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = accepted_answers(LAB.name)[-1]
    wrong = [idea for idea in misconceptions(LAB.name) if idea.exercise != right.exercise]
    monkeypatch.setattr(validate_answers, "misconceptions", lambda lab: (right,))
    monkeypatch.setattr(validate_answers, "accepted_answers", lambda lab: (wrong[-1],))
    proof = small()
    found = BY_NAME["misconceptions"].prove(proof).problems
    assert any(f"{right.name}: no check finds it" in problem for problem in found), found
    assert any("no misconception is written down" in problem for problem in found), found
    found = BY_NAME["accepted"].prove(proof).problems
    assert any(f"{wrong[-1].name} earns" in problem for problem in found), found


def test_a_survivor_and_a_stale_entry_are_found(
    small: Callable[..., LabProof], monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = {"no such code -> another": "a reason", "g(z) -> z": "not equivalent at all"}
    monkeypatch.setattr(validate_answers, "equivalent_mutants", lambda lab, name: stale)
    found = " ".join(BY_NAME["mutants"].prove(small()).problems)
    assert "`np.dot(w, a_in) -> np.dot(a_in, w)` keeps all points" in found
    assert "`g(z) -> z` is listed as equivalent and loses points" in found
    assert "no mutant is `no such code -> another`" in found


def test_a_claim_that_cannot_be_looked_at_counts_as_broken(
    small: Callable[..., LabProof], repository: Path, warm_sandbox: Sandbox
) -> None:
    from grader.run import SandboxError

    def fail(proof: LabProof) -> Finding:
        raise SandboxError("the worker was lost")

    lab = small().lab
    titles: list[str] = []
    claims = [Claim("bad", "Cannot be told", fail), BY_NAME["ids"]]
    bad, ids = validate_lab(Course(repository), lab, warm_sandbox, claims=claims, on_start=titles.append)
    assert bad.finding.problems == ("It cannot be told: the worker was lost",)
    assert ids.finding.problems == ()
    assert titles == [claim.title for claim in claims]


def test_the_junit_report_has_a_case_for_each_claim(tmp_path: Path) -> None:
    outcomes = [
        Outcome(BY_NAME["form"], Finding("12 cells"), 0.25),
        Outcome(BY_NAME["runs"], Finding("", ("<b>first</b>\x00", "second")), 1.5),
    ]
    write_junit(tmp_path / "report.xml", {"one": outcomes, "two": outcomes[:1]})
    one, two = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert (one.get("name"), one.get("tests"), one.get("failures")) == ("one", "2", "1")
    assert (two.get("tests"), two.get("failures")) == ("1", "0")
    good, bad = one
    assert (good.get("classname"), good.get("name"), good.get("time")) == ("validate.one", "form", "0.250")
    assert list(good) == []
    (failure,) = bad
    assert "first" in (failure.get("message") or "")
    assert "second" in (failure.text or "")
