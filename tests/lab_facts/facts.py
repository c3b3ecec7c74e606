"""What is particular about one lab's notebook; the tests of all labs hold the notebook against it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class LabFacts:
    """What a source notebook must hold.

    Args:
        name: the lab.
        default_digits: what the metadata say that `load_data()` takes, None for all ten.
        tests: for each exercise, in order, the call in its test cell.
        first_lines: for each exercise the first two lines of its cell.
        hints: for each exercise how many hints stand between it and its test.
        outline: all headings below the title and the outline, in order.
        fixed: what mathematics fixes, whatever the digits: by id of a cell, the values that it promises.
        promises: number of cells that promise an output.
        figures: number of pictures that a run shows, apart from those with sliders.
        predictions: number of calls of `predict`.
        shared: beginnings of solution lines that given cells may hold too.
        sites: hosts to which links lead.
        regions: how many places an exercise has for the student to fill, where it is not one.
    """

    name: str
    default_digits: list[int] | None
    tests: dict[str, str]
    first_lines: dict[str, list[str]]
    hints: dict[str, int]
    outline: list[str]
    fixed: dict[str, list[str]]
    promises: int
    figures: int
    predictions: int
    shared: tuple[str, ...] = ()
    sites: set[str] = field(default_factory=lambda: {"numpy.org", "matplotlib.org", "www.tensorflow.org"})
    regions: dict[str, int] = field(default_factory=dict)
