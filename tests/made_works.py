"""Answers of a made class in memory, for tests that compare or show them."""

from __future__ import annotations

from grader.answers import Answer, Work, own_stretches
from tests.foreign.base import LAB, STUBS

PARTICULAR = """\
collected = []
for number in range(units):
    running = float(b[number])  # begin with the bias
    place = 0
    while place < len(a_in):
        running = running + a_in[place] * W[place][number]
        place = place + 1
    collected.append(g(running))
a_out = np.array(collected)"""

DRESSED = """\
# my own idea
ergebnis = []
for i in range(units):
    s = float( b[i] )
    k = 0

    while k < len(a_in):
        s = s + a_in[k]*W[k][i]   # multiply
        k = k + 1
    ergebnis.append(g(s))
a_out = np.array(ergebnis)"""


def filled(name: str, code: str) -> str:
    """Return the released cell with code between its markers."""
    lines = STUBS[name].split("\n")
    start = next(i for i, line in enumerate(lines) if "START CODE" in line)
    end = next(i for i, line in enumerate(lines) if "END CODE" in line)
    return "\n".join([*lines[: start + 1], *("    " + line for line in code.split("\n")), *lines[end:]])


def work(student: str, **cells: str) -> Work:
    """Return what would be read of a notebook with these answers, the others as the source's."""
    texts = {exercise.name: exercise.source for exercise in LAB.exercises} | cells
    found = {name: Answer(text, tuple(own_stretches(text, STUBS[name]))) for name, text in texts.items()}
    return Work(student, found, file=f"file of {student}", cells="".join(texts.values()))
