"""What came of a validation, for people and for continuous integration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from public_tests.describe import clean_text

from .validate_proof import Outcome

SHOWN_PROBLEMS = 5


def show_outcomes(console: Console, lab: str, outcomes: Sequence[Outcome]) -> None:
    """Print a lab's table: the claim, whether it holds, what was looked at, or what is wrong."""
    table = Table(
        title=lab,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    table.add_column("", no_wrap=True)
    table.add_column("claim")
    table.add_column("seconds", justify="right", no_wrap=True)
    table.add_column("what was looked at, or what is wrong", overflow="fold", ratio=1)
    for outcome in outcomes:
        problems = outcome.finding.problems
        shown = [clean_text(problem, 400) for problem in problems[:SHOWN_PROBLEMS]]
        if len(problems) > SHOWN_PROBLEMS:
            shown.append(f"and {len(problems) - SHOWN_PROBLEMS} more")
        table.add_row(
            Text("✗", style="red") if problems else Text("✓", style="green"),
            outcome.claim.title,
            f"{outcome.seconds:.1f}",
            Text("\n".join(shown), style="red") if problems else Text(outcome.finding.detail, style="dim"),
        )
    console.print(table)
    holding = sum(not outcome.finding.problems for outcome in outcomes)
    console.print(Text(f"{lab}: {holding} of {len(outcomes)} claims hold.", style="bold"))


def write_junit(path: Path, outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    """Write a JUnit report: a suite for each lab, a case for each claim.

    Args:
        path: the file to write.
        outcomes: lab -> what came of its claims.

    Raises:
        OSError: the file cannot be written.
    """
    root = ElementTree.Element("testsuites", name="grader validate")
    for lab, found in outcomes.items():
        broken = sum(bool(outcome.finding.problems) for outcome in found)
        suite = ElementTree.SubElement(
            root, "testsuite", name=lab, tests=str(len(found)), failures=str(broken), errors="0"
        )
        for outcome in found:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=f"validate.{lab}",
                name=outcome.claim.name,
                time=f"{outcome.seconds:.3f}",
            )
            if problems := [clean_text(problem, 2000) for problem in outcome.finding.problems]:
                failure = ElementTree.SubElement(case, "failure", message=problems[0])
                failure.text = "\n".join(problems)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
