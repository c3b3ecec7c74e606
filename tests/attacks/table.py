"""A plugin for pytest: after the attacks, a table of how many of each family were withstood in which tier."""

from __future__ import annotations

from collections import Counter

import pytest

from grader.worker.isolation import TIERS

_WIDTH = 11


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the table."""
    held: Counter[tuple[str, str]] = Counter()
    made: Counter[tuple[str, str]] = Counter()
    families: dict[str, None] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            place = dict(report.user_properties).get("attack")
            if place is not None:
                families.setdefault(place[0])
                made[place] += 1
                held[place] += outcome == "passed"
    if not families:
        return
    first = max(map(len, families)) + 2
    terminalreporter.section("attacks withstood, of those made")
    terminalreporter.write_line("".ljust(first) + "".join(tier.rjust(_WIDTH) for tier in TIERS))
    for family in (*families, "all"):
        cells = []
        for tier in TIERS:
            chosen = [place for place in made if place[1] == tier and family in (place[0], "all")]
            total = sum(made[place] for place in chosen)
            cells.append(f"{sum(held[place] for place in chosen)} of {total}" if total else "-")
        terminalreporter.write_line(family.ljust(first) + "".join(cell.rjust(_WIDTH) for cell in cells))
