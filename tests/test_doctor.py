"""The doctor: what is weak is said with what to do, and only what stops grading ends with 1."""

from __future__ import annotations

import io
from contextlib import nullcontext
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from rich.console import Console

from grader import cli, doctor_isolation, doctor_machine
from grader.course import Course
from grader.doctor import can_grade, examine, show_findings
from grader.doctor_isolation import CURES, TIERS, examine_isolation
from grader.doctor_machine import Finding, Level, examine_packages
from grader.run import SandboxError
from grader.sandbox import Sandbox
from grader.worker.isolation import TIERS as WORKER_TIERS
from grader.worker.isolation import Tier


@pytest.fixture
def on_warm_sandbox(monkeypatch: pytest.MonkeyPatch, warm_sandbox: Sandbox) -> None:
    """The worker that is there already is the one that the doctor starts."""
    monkeypatch.setattr(doctor_isolation, "Sandbox", lambda: nullcontext(warm_sandbox))


@pytest.mark.usefixtures("on_warm_sandbox")
def test_a_machine_that_runs_these_tests_can_grade(repository: Path, warm_sandbox: Sandbox) -> None:
    findings = examine(Course(repository))
    assert [f for f in findings if f.level == "stop"] == []
    assert can_grade(findings)
    topics = [f.topic for f in findings if f.topic]
    assert topics[:3] == ["worker", f"isolation: {warm_sandbox.tier}", "kernel"]
    assert {"machine", "python", "packages", "digits", "course", "gradebook"} <= set(topics)


@pytest.mark.usefixtures("on_warm_sandbox")
def test_every_weakness_comes_with_something_to_do(repository: Path, tmp_path: Path) -> None:
    for course in (Course(repository), Course(tmp_path)):
        for finding in examine(course):
            assert finding.says.endswith("."), finding
            assert bool(finding.cure) or finding.level in ("ok", "note"), finding


def test_every_tier_is_explained() -> None:
    assert set(TIERS) == set(get_args(Tier))
    for level, says, cure in TIERS.values():
        assert level in get_args(Level)
        assert says.endswith(".")
        assert bool(cure) == (level in ("weak", "stop"))


def test_the_process_tier_says_what_it_does_not_protect() -> None:
    level, says, _ = TIERS["process"]
    assert level == "weak"
    for gap in ("read what your account can read", "write where your account can write", "use the network"):
        assert gap in says


@pytest.mark.parametrize("tier", WORKER_TIERS)
def test_each_tier_that_is_not_offered_comes_with_its_reason_and_a_cure(tier: Tier) -> None:
    sandbox = Sandbox()
    sandbox.tier = tier
    sandbox.unavailable = {stronger: "unshare: not permitted" for stronger in CURES if stronger != tier}
    first, *others = examine_isolation(sandbox)
    assert (first.topic, first.level == "ok") == (f"isolation: {tier}", tier != "process")
    for finding, stronger in zip(others, sandbox.unavailable, strict=True):
        assert f"The tier {stronger} is not available: unshare: not permitted." in finding.says
        assert finding.cure == CURES[stronger]
        assert finding.level == ("weak" if tier == "process" else "note")


@pytest.mark.usefixtures("on_warm_sandbox")
def test_a_folder_without_labs_stops_grading(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.grader, ["doctor", "--course", str(tmp_path)])
    assert done.exit_code == 1
    assert "holds no labs" in done.stdout
    assert "--course DIR" in done.stdout


@pytest.mark.usefixtures("on_warm_sandbox")
def test_a_weakness_alone_ends_with_0(repository: Path) -> None:
    done = CliRunner().invoke(cli.grader, ["doctor", "--course", str(repository)])
    assert done.exit_code == 0, done.output
    assert "Grading works here" in done.stdout


@pytest.mark.usefixtures("on_warm_sandbox")
def test_a_lab_that_cannot_be_read_stops_grading(tmp_path: Path) -> None:
    folder = tmp_path / "labs" / "broken"
    folder.mkdir(parents=True)
    (folder / "broken.ipynb").write_text("{}")
    stops = [f for f in examine(Course(tmp_path)) if f.level == "stop"]
    assert len(stops) == 1
    assert stops[0].says.startswith("Lab broken")


def test_a_worker_that_does_not_start_stops_grading(
    monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    def fail() -> Sandbox:
        raise SandboxError("the worker did not start; it said last: no TensorFlow")

    monkeypatch.setattr(doctor_isolation, "Sandbox", fail)
    findings = examine(Course(repository))
    assert not can_grade(findings)
    assert (findings[0].topic, findings[0].level) == ("worker", "stop")
    assert "no TensorFlow" in findings[0].says


def test_a_package_outside_its_range_is_weak_and_one_that_is_missing_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    versions = {"numpy": "1.26.4", "tensorflow": None}

    def version(name: str) -> str:
        found = versions.get(name, real(name))
        if found is None:
            raise doctor_machine.PackageNotFoundError(name)
        return found

    real = doctor_machine.version
    monkeypatch.setattr(doctor_machine, "version", version)
    found = {f.says.split()[0]: f for f in examine_packages() if f.level in ("weak", "stop")}
    assert {name: finding.level for name, finding in found.items()} == {"numpy": "weak", "tensorflow": "stop"}
    assert "1.26.4 is outside the tested range" in found["numpy"].says
    assert found["tensorflow"].cure.startswith("pip install 'tensorflow")


@pytest.mark.usefixtures("on_warm_sandbox")
def test_a_wrong_data_folder_is_named(
    monkeypatch: pytest.MonkeyPatch, repository: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path / "nowhere"))
    (finding,) = [f for f in examine(Course(repository)) if f.topic == "digits"]
    assert finding.level == "weak"
    assert "nowhere" in finding.says


def test_features_of_the_kernel_are_tried_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor_machine.user_namespaces().startswith(("yes", "no (E"))
    assert doctor_machine.landlock().startswith(("version ", "no"))
    assert doctor_machine.seccomp() in ("yes", "no")
    assert doctor_machine.control_groups()
    monkeypatch.setattr(doctor_machine, "_TRY_USER_NAMESPACE", "print(1)")
    assert doctor_machine.user_namespaces() == "no (EPERM)"
    monkeypatch.setattr(doctor_machine, "_TRY_USER_NAMESPACE", "raise SystemExit(3)")
    assert doctor_machine.user_namespaces() == "no (the test could not be run)"


def test_a_system_without_linux_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine.sys, "platform", "darwin")
    (finding,) = doctor_machine.examine_kernel()
    assert finding.level == "weak"
    assert "Linux" in finding.cure


def test_what_is_shown_keeps_the_cure_below_the_weakness() -> None:
    console = Console(width=80, file=io.StringIO(), record=True)
    show_findings(
        console, [Finding("one", "ok", "Fine."), Finding("two", "stop", "[red]Bad[/red].", "Mend it.")]
    )
    lines = [line.strip() for line in console.export_text().splitlines() if line.strip()]
    assert lines[0] == "✓  one  Fine."
    assert lines[1] == "✗  two  [red]Bad[/red]."
    assert lines[2] == "→ Mend it."
    assert lines[3].startswith("Grading does not work here")
