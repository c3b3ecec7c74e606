"""What a run can see and do in each tier that this machine offers, as root and as an ordinary user."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from worker_runs import call, running

from grader.run import SandboxError
from grader.sandbox import Sandbox
from grader.worker import isolation, kernel, landlock, view
from grader.worker.isolation import Tier

ROOT = Path(__file__).resolve().parent.parent
PROBE = (Path(__file__).parent / "isolation_probe.py").read_text()
SECRET = "a-token-of-the-instructor"
STRONG: tuple[Tier, ...] = ("full", "landlock")


@pytest.fixture(scope="module", params=STRONG)
def seen(request: pytest.FixtureRequest) -> Iterator[tuple[Tier, dict[str, Any]]]:
    """What a run found out, in a tier that this machine offers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCESS_TOKEN", SECRET)
        sandbox = Sandbox(request.param)
        try:
            sandbox.start()
        except SandboxError as error:
            pytest.skip(str(error))
    with sandbox, running(sandbox, PROBE, targets="look") as (run, _):
        yield request.param, call(run, "look", str(ROOT), os.getpid())


@pytest.fixture(scope="module")
def offered_tiers() -> set[Tier]:
    """The tiers that this machine offers to the project where it lies."""
    offered: set[Tier] = set()
    for tier in STRONG:
        with contextlib.suppress(SandboxError), Sandbox(tier):
            offered.add(tier)
    return offered


def test_no_solution_no_hidden_check_and_no_course_is_to_be_seen(seen: tuple[Tier, dict[str, Any]]) -> None:
    _, found = seen
    assert found["own code"] is True
    for name in ("labs", "hidden tests", "reference solutions", "tests", "git", "accounts", "home"):
        assert found[name] is False, name


def test_only_the_home_can_be_written(seen: tuple[Tier, dict[str, Any]]) -> None:
    tier, found = seen
    own = ["/dev/shm", *(["/tmp"] if not ROOT.is_relative_to("/tmp") else []), "home"]
    assert found["writes"] == (own if tier == "full" else ["home"])
    assert found["temporary"] is True


def test_there_is_no_network_and_no_socket_that_is_a_file(seen: tuple[Tier, dict[str, Any]]) -> None:
    assert seen[1]["sockets"] == []


def test_a_run_has_no_rights_and_cannot_get_any(seen: tuple[Tier, dict[str, Any]]) -> None:
    status = seen[1]["status"]
    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


def test_other_processes_are_out_of_reach(seen: tuple[Tier, dict[str, Any]]) -> None:
    tier, found = seen
    assert found["processes"] == ([1] if tier == "full" else [])
    assert found["signal"] in ("ProcessLookupError", "PermissionError")


def test_the_environment_tells_nothing(seen: tuple[Tier, dict[str, Any]]) -> None:
    environment = seen[1]["environment"]
    assert "OMP_NUM_THREADS=1" in environment
    assert SECRET not in environment


def test_the_strongest_tier_is_chosen_and_weaker_ones_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Sandbox._start
    asked: list[Tier] = []

    def start(self: Sandbox, tier: Tier) -> dict[str, Any]:
        asked.append(tier)
        return {"unavailable": f"no {tier} here\x1b[31m"} if tier in STRONG else real(self, tier)

    monkeypatch.setattr(Sandbox, "_start", start)
    with Sandbox() as sandbox:
        assert asked == ["full", "landlock", "process"]
        assert sandbox.tier == "process"
        assert sandbox.unavailable["full"].startswith("no full here")
        assert "\x1b" not in sandbox.unavailable["full"]
        with pytest.raises(SandboxError, match=r"full: no full here.*landlock: no landlock.*--allow-uns"):
            sandbox.require_isolation()


def test_a_tier_that_was_asked_for_is_never_lowered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sandbox, "_start", lambda *_: {"unavailable": "not here"})
    with pytest.raises(SandboxError, match="does not offer the isolation asked for \\(landlock: not here\\)"):
        Sandbox("landlock").start()


def test_the_worker_needs_no_module_that_it_does_not_see() -> None:
    """`view.MODULES` is what the zygote imports of `grader`, no more and no less."""
    code = (
        "import sys, json; sys.argv=['x']; import grader.worker.zygote, grader.worker.launch\n"
        "print(json.dumps(sorted(m for m in sys.modules if m.split('.')[0] == 'grader')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    loaded = {name.partition(".")[2] or "__init__" for name in json.loads(done.stdout)}
    assert {name for name in loaded if not name.startswith("worker")} == set(view.MODULES)


def test_what_is_hidden_stays_out_of_a_view_piece_by_piece(tmp_path: Path) -> None:
    for name in ("site/numpy/a.py", "site/grader/secret.py", "site/grader/worker/b.py", "site/labs/c.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    site, other = tmp_path / "site", tmp_path / "other"
    other.symlink_to("site")
    shown = (site, other, site / "grader/worker")
    pieces = set(view.View(shown, (site / "grader", site / "labs"), ()).pieces())
    assert pieces == {site / "numpy", other / "numpy", site / "grader/worker"}


@pytest.mark.parametrize("tier", STRONG)
@pytest.mark.parametrize("is_installed", [False, True], ids=["a folder", "installed"])
def test_hidden_parts_are_hidden_wherever_the_project_lies(
    tier: Tier, is_installed: bool, tmp_path: Path, offered_tiers: set[Tier]
) -> None:
    """In /tmp, of which a run has another one; and among the packages of an environment behind a link."""
    folder, python = tmp_path, sys.executable
    if is_installed:
        venv.create(tmp_path / "venv")
        (tmp_path / "link").symlink_to("venv")
        python = str(tmp_path / "link/bin/python")
        (folder,) = tmp_path.glob("venv/lib/*/site-packages")
        (folder / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    for name in ("grader", "autils", "public_tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data/digits.npz", folder / "data")
    code = (
        "import json, os, sys; from worker_runs import call, running; from grader.sandbox import Sandbox\n"
        "with Sandbox(sys.argv[1]) as sandbox, running(sandbox, sys.argv[2], targets='look') as (run, _):\n"
        "    print(json.dumps(call(run, 'look', sys.argv[3], os.getpid())))"
    )
    done = subprocess.run(
        [python, "-P", "-c", code, tier, PROBE, str(folder)],
        env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if "isolation asked for" in done.stderr and tier not in offered_tiers:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert (found["own code"], found["temporary"]) == (True, True)
    assert (found["hidden tests"], found["reference solutions"]) == (False, False)
    assert "project" not in found["writes"]
    assert "/tmp" not in found["writes"] or not tmp_path.is_relative_to("/tmp")


def test_projects_that_python_imports_from_are_no_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout named by a .pth file, and a course beside the environment in its own folder."""
    for name in ("environment/lib/site-packages", "environment/course/submitted", "other/labs"):
        (tmp_path / name).mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(ROOT)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    path = [tmp_path / "environment/lib/site-packages", tmp_path / "other", link, *sys.path]
    monkeypatch.setattr(sys, "path", [*map(str, path)])
    shown = [path.resolve() for path in view.find_view().shown]
    assert tmp_path / "environment/lib" in shown
    for folder in (tmp_path / "environment", tmp_path / "environment/course", tmp_path / "other", ROOT):
        assert not any(folder.is_relative_to(path) for path in shown), folder


def test_an_old_landlock_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 2)
    monkeypatch.setattr(kernel, "prctl", lambda *_: 0)
    with pytest.raises(isolation.Unavailable, match=r"before 6\.2"):
        isolation.LandlockGuard(tmp_path)


def test_a_failed_call_of_the_kernel_says_which() -> None:
    with pytest.raises(OSError, match="unshare"):
        kernel.unshare(0x1)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("tier", STRONG)
def test_an_ordinary_user_has_the_same_tiers(tier: Tier, tmp_path: Path) -> None:
    """Where this Python lies in a folder of root's alone, a private view of the machine opens it."""
    program = [sys.executable, "-B", str(ROOT / "tests" / "ordinary_user.py"), tier]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if "cannot become" in done.stderr:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["tier"] == tier
    assert found["user"] == 54321
    assert found["labs"] is False
    assert found["sockets"] == []
