"""The vocabulary: what an exercise's run reports, in which order, and what an author is told."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

import public_tests
from public_tests.checks import Check, Exercise, make_check
from public_tests.expect import CheckFailed, expect_array
from public_tests.known_mistakes import RAISED, Misconception, evidence_of
from public_tests.targets import AnswerError, AnswerGone, AnswerTimedOut, LocalTarget, Target


def _exercise(misconceptions: tuple[Misconception, ...] = ()) -> Exercise:
    """Build an exercise `double` with three checks, the third of which needs the second."""
    exercise = Exercise("double", "Doubling", misconceptions=misconceptions)

    @exercise.check()
    def answers(double: Target) -> None:
        """It answers."""
        double(0.0)

    @exercise.check(points=4, needs=["answers"], hint="Twice.")
    def doubles(double: Target) -> None:
        """It doubles."""
        expect_array(double(3.0), 6.0, "`double(3)`")

    @exercise.check(points=3, needs=["doubles"])
    def doubles_negatives(double: Target) -> None:
        """It doubles negative numbers."""
        expect_array(double(-3.0), -6.0, "`double(-3)`")

    return exercise


def _run(answer: object, *misconceptions: Misconception):
    exercise = _exercise(misconceptions)
    return exercise.run([LocalTarget("double", answer)])


def test_a_right_answer_passes_and_earns_the_public_points() -> None:
    report = _run(lambda z: 2 * z)
    assert (report.status, report.score, report.max_score) == ("passed", 7, 7)
    assert report.first_failure is None
    assert _exercise().public_points == 7


def test_a_failed_check_skips_those_that_need_it_and_says_which() -> None:
    report = _run(lambda z: z)
    assert [(r.status, r.points) for r in report.results] == [("passed", 0), ("failed", 0), ("skipped", 0)]
    assert report.status == "failed"
    assert report.first_failure is report.results[1]
    assert report.results[1].message == "`double(3)` returned 3; expected 6."
    assert report.results[2].message == "not run: it needs “It doubles”"


def test_an_answer_that_only_raises_is_errored_and_one_that_earns_is_failed() -> None:
    assert _run(lambda z: 1 / 0).status == "errored"
    partly = _run(lambda z: 2 * z if z >= 0 else 1 / 0)
    assert (partly.status, partly.score) == ("failed", 4)


@pytest.mark.parametrize(
    ("error", "status"), [(AnswerTimedOut("ran too long"), "timed_out"), (AnswerGone("ended"), "errored")]
)
def test_nothing_is_asked_of_an_answer_that_is_over(error: AnswerError, status: str) -> None:
    class Over(Target):
        asked = 0

        def ask(self, operation, arguments, seed):
            self.asked += 1
            raise error

    target = Over("double")
    report = _exercise().run([target])
    assert target.asked == 1
    assert report.status == status
    assert {r.message for r in report.results[1:]} == {"not run: the answer stopped in “It answers”"}


def test_an_error_of_ours_in_a_check_is_not_the_students() -> None:
    exercise = Exercise("f", "F")

    @exercise.check()
    def broken(f: Target) -> None:
        """Is broken."""
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        exercise.run([LocalTarget("f", abs)])


def test_a_misconception_is_named_only_if_all_failed_checks_agree() -> None:
    same = Misconception("same", "Returns its input.", "Twice!", {"doubles": [3.0]})
    assert _run(lambda z: z, same).misconception == same
    assert _run(lambda z: z + 1e-9, same).misconception == same
    assert _run(lambda z: z + 1, same).misconception is None
    assert _run(lambda z: 2 * abs(z), same).misconception is None  # fails another check
    more = Misconception("more", "Fails more.", "", {"doubles": [3.0], "answers": [0.0]})
    assert _run(lambda z: z, more).misconception is None


def test_a_call_that_raises_is_part_of_the_evidence() -> None:
    def answer(z: float) -> float:
        return 2 * z if z >= 0 else 1 / 0

    idea = Misconception("no_negatives", "Raises below 0.", "", {"doubles_negatives": [RAISED]})
    report = _run(answer, idea)
    assert evidence_of(report.results[2]) == [RAISED]
    assert report.misconception == idea


def test_an_answer_that_only_raises_is_never_named() -> None:
    idea = Misconception("raises", "Raises.", "", {"answers": [RAISED]})
    assert _run(lambda z: 1 / 0, idea).misconception is None


def test_a_need_that_is_not_part_of_a_run_counts_as_met() -> None:
    exercise = _exercise()
    report = exercise.run([LocalTarget("double", lambda z: 2 * z)], exercise.checks[2:])
    assert [r.status for r in report.results] == ["passed"]


def test_a_test_called_with_too_few_answers_says_what_it_takes() -> None:
    with pytest.raises(TypeError, match="this test takes double; 0 given"):
        _exercise()()


def test_what_follows_the_answers_in_a_test_call_reaches_the_checks() -> None:
    seen: list[object] = []
    exercise = Exercise("f", "F")

    @exercise.check()
    def takes(f: Target, classes: int, width: int) -> None:
        """Takes more."""
        seen.extend((f.name, classes, width))

    exercise(abs, 10, 400)
    assert seen == ["f", 10, 400]


def test_an_author_is_told_of_a_missing_docstring_a_double_name_and_an_unknown_need() -> None:
    def check(f: Target) -> None:
        """Check something."""

    def silent(f: Target) -> None:
        raise CheckFailed("")

    first = make_check(check, [], 1, [], "")
    assert first == Check("check", "Check something", check, 1)
    with pytest.raises(ValueError, match="silent has no docstring"):
        make_check(silent, [], 1, [], "")
    with pytest.raises(ValueError, match="two checks of one exercise are called check"):
        make_check(check, [first], 1, [], "")
    with pytest.raises(ValueError, match="check needs nothing_known"):
        make_check(check, [], 1, ["nothing_known"], "")


def test_old_notebooks_find_the_tests_by_star_import() -> None:
    from public_tests import binary_digits, multiclass_digits

    found: dict[str, object] = {}
    exec("from public_tests import *", found)
    assert [found[f"test_c{i}"] for i in (1, 2, 3)] == list(binary_digits.EXERCISES)
    assert [found["test_my_softmax"], found["test_model"]] == list(multiclass_digits.EXERCISES)
    with pytest.raises(ImportError, match="test_c9"):
        exec("from public_tests import test_c9")


def test_a_released_folder_offers_the_tests_of_its_own_lab_alone(tmp_path: Path) -> None:
    """There, the star import of an older notebook meets one lab's module."""
    folder = tmp_path / "public_tests"
    shutil.copytree(Path(public_tests.__file__).parent, folder)
    (folder / "binary_digits.py").unlink()
    spec = importlib.util.spec_from_file_location("released_tests", folder / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.__all__ == ["test_my_softmax", "test_model"]
    with pytest.raises(AttributeError, match="no attribute 'test_c1'"):
        module.test_c1  # noqa: B018
