"""The command line: help that reads well, the version, and what ends with which exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

import grader as package
from grader import cli, cli_tools
from grader.validate_proof import Claim, Finding, Outcome

COMMANDS = ["grade", "check", "release", "import", "autograde", "feedback", "report", "export"]
COMMANDS += ["validate", "doctor", "demo", "data"]


def commands(group: click.Group, path: str = "grader") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


ALL = dict(commands(cli.grader))


def test_help_lists_the_commands_in_working_order() -> None:
    shown = CliRunner().invoke(cli.grader, ["-h"])
    assert shown.exit_code == 0
    names = [line.split()[0] for line in shown.output.split("Commands:")[1].splitlines() if line.strip()]
    assert names == COMMANDS


@pytest.mark.parametrize("path", ALL)
def test_every_command_and_option_says_what_it_does(path: str) -> None:
    command = ALL[path]
    assert command.help
    assert command.get_short_help_str(limit=100).endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.help.endswith("."), option.name


@pytest.mark.parametrize("path", ALL)
def test_help_fits_a_terminal_of_80_columns(path: str) -> None:
    shown = CliRunner().invoke(cli.grader, [*path.split()[1:], "--help"], terminal_width=80)
    assert shown.exit_code == 0
    assert max(map(len, shown.output.splitlines())) <= 80


def test_the_version_is_that_of_the_package() -> None:
    assert package.__version__ in CliRunner().invoke(cli.grader, ["--version"]).output


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["grade"],
        ["grade", "--seed", "-1", "x.ipynb"],
        ["check", "no-such-file.ipynb"],
        ["demo", "--two"],
        ["validate", "--junit", "."],
        ["validate", "no_such_lab"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli.grader, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["release", "--course", "no/such/folder"], "is not a folder"),
        (["demo", "--to", "grader"], "holds something else already"),
    ],
)
def test_a_problem_ends_with_1_and_one_sentence(repository: Path, arguments: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "grader", *arguments],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


class _NoGrader:
    """Stands in for a warm grader where nothing is graded."""

    means = SimpleNamespace(sandbox=None, seed=0)

    def __enter__(self) -> _NoGrader:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("problems", "code"), [((), 0), (("It is wrong.",), 1)])
def test_validate_ends_with_1_if_a_claim_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, repository: Path, tmp_path: Path, problems: tuple[str, ...], code: int
) -> None:
    outcome = Outcome(
        Claim("one", "A claim", lambda proof: Finding("")), Finding("looked at it", problems), 0.5
    )
    monkeypatch.setattr(cli_tools, "start_grader", lambda *arguments: _NoGrader())
    monkeypatch.setattr("grader.validate.validate_lab", lambda *arguments, **keywords: [outcome])
    report = tmp_path / "report.xml"
    arguments = ["validate", "binary_digits", "--course", str(repository), "--junit", str(report)]
    done = CliRunner().invoke(cli.grader, arguments)
    assert done.exit_code == code, done.output
    assert ("It is wrong." if problems else "looked at it") in done.stdout
    assert report.is_file()
