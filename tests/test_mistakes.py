"""What goes wrong in a class: counts, and examples that name nobody."""

from __future__ import annotations

import pytest

from grader.mistakes import EXAMPLE_LINES, common_mistakes, unexplained
from tests.foreign.base import LAB
from tests.made_class import wrong
from tests.made_works import filled, work


def test_wrong_answers_that_no_misconception_explains_are_counted_by_what_fails_first() -> None:
    results = [wrong("a"), wrong("b"), wrong("c", misconception="forgets_bias"), wrong("d", "model")]
    found = unexplained([(made["student_id"], made) for made in results])
    assert [(u.exercise, u.count, u.check, u.check_count) for u in found] == [
        ("Exercise 2: my_dense", 2, "Title of second", 2),
        ("Exercise 1: model", 1, "Title of second", 1),
    ]


def example_of(*texts: tuple[str, str]) -> str | None:
    results = [wrong(student, misconception="forgets_bias", message="The bias.") for student, _ in texts]
    works = {student: work(student, my_dense=text) for student, text in texts}
    (mistake,) = common_mistakes(LAB.name, [(made["student_id"], made) for made in results], works)
    assert mistake.count == len(texts)
    assert mistake.says == "The bias `b` is never added."
    return mistake.example


def test_an_example_is_the_shortest_answer_without_its_comments() -> None:
    long = filled("my_dense", "for j in range(units):\n    w = W[:, j]\n    a_out[j] = g(np.dot(w, a_in))")
    short = filled("my_dense", "# by Ana Silva\na_out = g(a_in @ W)  # without b")
    assert example_of(("s1", long), ("s2", short)) == "a_out = g(a_in @ W)"


@pytest.mark.parametrize("student", ["ana-silva", "Silva_A", "42 silva"])
def test_an_example_never_holds_a_part_of_its_students_name(student: str) -> None:
    named = filled("my_dense", 'print("I am Silva")\na_out = g(a_in @ W)')
    assert example_of((student, named)) is None
    other = "a_out = g(np.matmul(np.asarray(a_in), W) * 1.0)"
    assert example_of((student, named), ("bo-li", filled("my_dense", other))) == other


def test_a_long_example_is_cut() -> None:
    text = filled("my_dense", "\n".join(f"x{i} = W[{i}]" for i in range(40)))
    lines = (example_of(("ana", text)) or "").split("\n")
    assert (len(lines), lines[-1]) == (EXAMPLE_LINES + 1, "...")
