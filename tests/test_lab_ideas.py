"""In every lab, known wrong ideas lose points and are named; right answers, however written, lose none."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module

import pytest
from lab_answers import LABS, SEED, LabAnswers, answers_to, load_keras

from grader.hidden_tests import hidden_checks
from grader.misconceptions import Idea, answer_source
from grader.misconceptions import __main__ as generator
from grader.misconceptions.observe import same_evidence
from public_tests.known_mistakes import FOLDER

WRONG = [(answers_to(lab), idea) for lab in LABS for idea in answers_to(lab).wrong]
RIGHT = [(answers_to(lab), idea) for lab in LABS for idea in answers_to(lab).right]


def _id(part: object) -> str:
    return f"{part.exercise}-{part.name}" if isinstance(part, Idea) else getattr(part, "lab", str(part))


@pytest.mark.parametrize(("lab", "idea"), WRONG, ids=_id)
def test_a_wrong_idea_loses_points_and_is_named(lab: LabAnswers, idea: Idea) -> None:
    report = lab.run_all(idea.exercise, idea)
    assert report.score < 10
    assert report.status == "failed"
    if not lab.exercises[idea.exercise].misconceptions:  # its data differ from run to run: nothing is known
        return
    assert report.misconception is not None
    assert (report.misconception.name, report.misconception.says) == (idea.name, idea.says)


@pytest.mark.parametrize(("lab", "idea"), RIGHT, ids=_id)
def test_a_right_answer_earns_all_points_whatever_its_form(lab: LabAnswers, idea: Idea) -> None:
    load_keras()
    for seed in (SEED, 1, 2):
        report = lab.run_all(idea.exercise, idea, seed)
        assert [(r.check.name, r.message) for r in report.results if r.status != "passed"] == []
        assert report.score == report.max_score == 10
        assert report.misconception is None


@pytest.mark.parametrize(("lab", "idea"), [*WRONG, *RIGHT], ids=_id)
def test_the_source_of_an_idea_stands_on_its_own(lab: LabAnswers, idea: Idea) -> None:
    """Run among the lab's other answers, the source binds its names, and behaves as the idea does."""
    load_keras()
    namespace = vars(import_module(idea.function.__module__)).copy()
    del namespace[idea.name]
    exec(compile(answer_source(idea), "<idea>", "exec"), namespace)
    found = lab.run_public(idea.exercise, replace(idea, function=namespace[idea.name]))
    known = lab.run_public(idea.exercise, idea)
    assert set(idea.targets) <= namespace.keys()
    assert [(r.status, r.message) for r in found.results] == [(r.status, r.message) for r in known.results]


@pytest.mark.parametrize("name", LABS)
def test_no_idea_says_its_name_twice_or_nothing(name: str) -> None:
    lab = answers_to(name)
    for ideas in (lab.wrong, lab.right):
        assert len({_id(idea) for idea in ideas}) == len(ideas)
        assert all(idea.says.endswith(".") for idea in ideas)
    assert all(idea.hint.endswith((".", "?")) for idea in lab.wrong)
    for exercise in lab.exercises:
        assert sum(idea.exercise == exercise for idea in lab.wrong) >= 6


@pytest.mark.parametrize("lab", LABS)
def test_the_file_of_known_mistakes_is_fresh(lab: str) -> None:
    """What lies beside the tests is what the ideas give today."""
    load_keras()
    fresh, kept = (
        json.loads(text)
        for text in (generator.known_mistakes_text(lab), (FOLDER / f"{lab}.json").read_text("utf-8"))
    )
    cure = f"run python -m grader.misconceptions {lab}"
    assert fresh.keys() == kept.keys(), cure
    for exercise in fresh:
        assert [idea["name"] for idea in fresh[exercise]] == [idea["name"] for idea in kept[exercise]], cure
        for new, old in zip(fresh[exercise], kept[exercise], strict=True):
            assert (new["says"], new["hint"]) == (old["says"], old["hint"]), cure
            assert same_evidence(new["observed"], old["observed"]), f"{new['name']}: {cure}"


@pytest.mark.parametrize("name", LABS)
def test_each_exercise_has_seven_public_and_three_hidden_points(name: str) -> None:
    exercises = answers_to(name).exercises
    hidden = hidden_checks(name)
    assert hidden.keys() == exercises.keys()
    for name, exercise in exercises.items():
        assert exercise.public_points == 7
        assert sum(check.points for check in hidden[name]) == 3
        assert all(check.hidden for check in hidden[name])


@pytest.mark.parametrize("name", LABS)
def test_every_public_check_has_a_hint_and_a_title_without_full_stop(name: str) -> None:
    for exercise in answers_to(name).exercises.values():
        for check in exercise.checks:
            assert check.hint.endswith((".", "?"))
            assert not check.title.endswith(".")


@pytest.mark.parametrize("name", LABS)
def test_an_answer_of_another_kind_earns_nothing_and_matches_no_idea(name: str) -> None:
    load_keras()
    lab = answers_to(name)
    for exercise in lab.exercises:
        for answer in (None, 3, "text", [0.0, 0.0], list):
            report = lab.run_all(exercise, answer)
            assert (report.score, report.misconception) == (0, None), (exercise, answer)
