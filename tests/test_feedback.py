"""The page of a student: what each exercise earned, why, and what to look at; kept while it is up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader import feedback
from grader.answers import CHANGED, Work
from grader.feedback import Page, feedback_page, page_path, side_by_side, write_feedback
from grader.lab import load_lab
from tests.foreign.base import ANSWERS, LAB, MY_DENSE
from tests.made_class import Entry, MadeClass, check, notebook, result, ungradable, wrong
from tests.page_reading import PageText, expect_harmless

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
SECRET = "41.5"


def page_of(made: Entry, work: Work | None = None) -> PageText:
    return expect_harmless(feedback_page("ana", made, LAB, work or Work("ana")))


def with_exercise(**values: Any) -> Entry:
    """Return a result in which my_dense failed, and these values are those of its JSON data."""
    return wrong("ana", **values)


def write(made: MadeClass) -> list[Page]:
    lab = load_lab(made.course.source(LAB.name))
    return list(write_feedback(made.course, lab, made.course.submitted_dir))


@pytest.fixture
def made(tmp_path: Path) -> MadeClass:
    return MadeClass(tmp_path)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_real_result_is_shown_exercise_by_exercise(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    page = page_of(data)
    articles = page.all("article")
    assert [a.attributes["id"] for a in articles] == [e["name"] for e in data["exercises"]]
    for article, exercise in zip(articles, data["exercises"], strict=True):
        assert exercise["status"] in article.classes
        assert f"{exercise['score']:g} of {exercise['max_score']:g} points" in article.text
        judged = [c for c in exercise["checks"] if c["status"] != "skipped"]
        for shown in exercise["checks"] if judged else []:
            assert shown.get("title", shown["name"]).replace("`", "") in article.text
        for failed in (c for c in judged if c["status"] == "failed" and not c["hidden"]):
            words = failed["message"].replace("`", "").split("; expected")[0].split()
            assert words == [word for word in words if word in article.text]
            assert (failed["hint"] or "").replace("`", "") in article.text
    for warning in data["warnings"]:
        assert warning.replace("`", "") in page.text
    if data["reason"]:
        assert data["reason"] in page.text


def test_the_head_tells_the_score_and_what_to_look_at_first() -> None:
    page = page_of(with_exercise())
    assert "25 of 30 points 2 of 3 exercises complete" in page.text
    (link,) = [a for a in page.all("a") if "main" in a.path and "p" in a.path]
    assert (link.attributes["href"], link.text) == ("#my_dense", "Exercise 2: my_dense")
    assert "All exercises are complete." in page_of(result("ana")).text


def test_only_exercises_that_are_not_complete_are_open() -> None:
    page = page_of(with_exercise())
    assert ["open" in details.attributes for details in page.all("details")] == [False, True, False]


def test_yours_and_expected_stand_side_by_side_below_the_call() -> None:
    failed = check(status="failed", points=0.0, yours="[ 1, 20]\n[10,  2]", expected="[1, 2]\n[3, 4]")
    failed["message"] = "`f(X)` with `X = [[1]]` returned [[1, 20], [10, 2]]; expected [[1, 2], [3, 4]]."
    page = page_of(with_exercise(checks=[failed], message=failed["message"]))
    assert [v.text for v in page.all("div", class_="value")] == [
        "yours[ 1, 20]\n[10,  2]\n",
        "expected[1, 2]\n[3, 4]\n",
    ]
    (detail,) = page.all("div", class_="detail")
    assert detail.text.strip().startswith("f(X) with X = [[1]] returned\n")
    assert page.text.count("[[1, 20]") == 0


@pytest.mark.parametrize(
    "values",
    [
        {"message": "`f` returned 1; expected 2, not counting b.", "yours": "1", "expected": "2"},
        {"message": "`f` returned 1; expected 2.", "yours": None, "expected": None},
        {"message": None, "yours": "1", "expected": "2"},
        {"message": "`f` returned 1; expected 2.", "yours": "1", "expected": "2", "hidden": True},
    ],
)
def test_a_message_of_another_form_stays_whole(values: dict[str, Any]) -> None:
    assert side_by_side(check(status="failed", **values)) is None


def test_results_of_older_graders_show_their_messages() -> None:
    old = {key: value for key, value in check().items() if key not in ("title", "yours", "expected")}
    old |= {"status": "failed", "message": "`f` returned 1; expected 2."}
    page = page_of(with_exercise(checks=[old], title=None))
    assert "bias 0" not in page.text
    assert "f returned 1; expected 2." in page.text


def test_a_misconception_is_named_in_words_with_its_nudge_and_not_said_twice() -> None:
    said = "The bias `b` is never added."
    page = page_of(with_exercise(misconception="forgets_bias", message=said))
    (idea,) = page.all("div", class_="idea")
    assert idea.text.splitlines() == [
        "Your results fit this: The bias b is never added.",
        "Which number belongs to unit j besides its weights?",
    ]
    assert page.text.count("The bias b is never added.") == 1
    assert "forgets_bias" not in page.text


def test_a_misconception_that_the_lab_no_longer_knows_is_told_by_the_result() -> None:
    page = page_of(with_exercise(misconception="older_idea", message="The loop is too short."))
    assert "The loop is too short." in page.text


def test_a_hidden_check_shows_its_title_and_nothing_else() -> None:
    values = {"message": f"got {SECRET}", "hint": f"Try {SECRET}", "yours": SECRET, "expected": SECRET}
    hidden = check("sizes", title="It works for any size", status="failed", points=0.0, hidden=True, **values)
    public = check("first", status="failed", points=0.0, message="`f` is wrong.", hint="Look again.")
    page = page_of(with_exercise(checks=[public, hidden], message="`f` is wrong."))
    assert "It works for any size" in page.text
    assert "Checked after submission, on inputs that are not shown:" in page.text
    assert SECRET not in page.text
    assert "Hint" not in page.text
    assert [hint.text for hint in page.all("div", class_="hint")] == ["Look again."]


def test_a_hint_stands_once() -> None:
    checks = [check(name, status="failed", message=f"{name}.", hint="The same.") for name in ("a", "b")]
    assert len(page_of(with_exercise(checks=checks)).all("div", class_="hint")) == 1


def test_an_exercise_that_could_not_be_judged_shows_no_checks() -> None:
    skipped = [check(status="skipped", points=0.0, message="not run: there is no answer to judge")]
    page = page_of(with_exercise(status="errored", score=0.0, checks=skipped, message="`f` has no colon."))
    assert "Ended in an error. f has no colon." in page.text
    assert "Title of bias" not in page.text


def test_the_code_is_shown_with_its_lines_counted(made: MadeClass) -> None:
    made.add(with_exercise(), notebook(1))
    (page,) = write(made)
    shown = expect_harmless(page.path.read_bytes()).all("pre", class_="numbered")
    assert len(shown) == len(ANSWERS)
    lines = [e for e in expect_harmless(page.path.read_bytes()).all("span", class_="line") if e.text]
    assert [line.text for line in lines if line.text in MY_DENSE.split("\n")][:1] != []
    assert "for j in range(units):" in shown[1].text


def test_code_that_was_changed_since_is_not_shown_and_the_page_says_so(made: MadeClass) -> None:
    made.add(with_exercise(), notebook(1)).write_bytes(notebook(2))
    (page,) = write(made)
    read = expect_harmless(page.path.read_bytes())
    assert CHANGED in read.text
    assert read.all("pre", class_="numbered") == []


def test_what_could_not_be_graded_says_why() -> None:
    page = page_of(ungradable("ana"))
    assert "Nothing could be graded. The file is not JSON (line 1, column 1)." in page.text
    assert page.all("article") == []


def test_what_was_judged_in_part_says_why() -> None:
    page = page_of(result("ana", status="partly_graded", reason="The worker was lost."))
    assert "Not everything could be judged. The worker was lost." in page.text


def test_a_cell_of_a_megabyte_makes_a_small_page(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1, my_dense=MY_DENSE + '\ndata = "%' + "0" * 900_000 + '"'))
    (page,) = write(made)
    data = page.path.read_bytes()
    assert len(data) < 100_000
    assert "The cell is longer; this is its beginning." in expect_harmless(data).text


def test_pages_lie_where_nbgrader_puts_feedback(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1))
    (page,) = write(made)
    assert page.path == made.course.root / "feedback" / "ana" / LAB.name / f"{LAB.name}.html"
    assert page.path == page_path(made.course, LAB.name, "ana")


def test_a_page_that_is_up_to_date_is_left_alone(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1))
    made.add(ungradable("bo"), b"no notebook")
    (made.course.results_dir / LAB.name / "cy.json").write_text("no result")
    assert [(page.student, page.is_new) for page in write(made)] == [("ana", True), ("bo", True)]
    before = page_path(made.course, LAB.name, "ana").read_bytes()
    assert [page.is_new for page in write(made)] == [False, False]
    made.add(result("bo"), notebook(2))
    assert [(page.student, page.is_new) for page in write(made)] == [("ana", False), ("bo", True)]
    assert page_path(made.course, LAB.name, "ana").read_bytes() == before


def _touch_notebook(made: MadeClass) -> None:
    (made.course.submitted_dir / "ana" / LAB.name / f"{LAB.name}.ipynb").write_bytes(notebook(7))


def _touch_lab(made: MadeClass) -> None:
    path = made.course.source(LAB.name)
    path.write_text(path.read_text("utf-8").replace("Zero or one?", "Nought or one?"), encoding="utf-8")


def _touch_page(made: MadeClass) -> None:
    page_path(made.course, LAB.name, "ana").write_bytes(b"<!doctype html>")


@pytest.mark.parametrize("touch", [_touch_notebook, _touch_lab, _touch_page])
def test_a_page_is_written_again_when_what_it_is_made_from_has_changed(made: MadeClass, touch: Any) -> None:
    made.add(result("ana"), notebook(1))
    assert [page.is_new for page in write(made)] == [True]
    touch(made)
    assert [page.is_new for page in write(made)] == [True]
    assert [page.is_new for page in write(made)] == [False]


def test_a_page_is_written_again_when_the_template_has_changed(
    made: MadeClass, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made.add(result("ana"), notebook(1))
    write(made)
    other = tmp_path / "page.css"
    other.write_text("p { color: red }")
    makers = feedback._makers(LAB.name)
    monkeypatch.setattr(feedback, "_makers", lambda lab: (*makers, other))
    assert [page.is_new for page in write(made)] == [True]


def test_what_decides_about_a_page_exists() -> None:
    assert [path for path in feedback._makers(LAB.name) if not path.is_file()] == []
    names = {path.name for path in feedback._makers(LAB.name)}
    assert names >= {"page.css", "feedback.html", "pages.py", f"{LAB.name}.json"}


def test_the_same_result_gives_the_same_bytes() -> None:
    data = with_exercise()
    assert feedback_page("ana", data, LAB, Work("ana")) == feedback_page("ana", data, LAB, Work("ana"))
