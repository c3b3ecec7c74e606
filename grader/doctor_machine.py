"""What the kernel, the machine and the installed packages offer."""

from __future__ import annotations

import errno
import os
import platform
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from .worker import landlock as worker_landlock

DISTRIBUTION = "digit-labs"
LAYERS = ("", "grader")
"""Layers of dependencies that grading needs: the base, and the grader's own."""
WORKER_GIGABYTES = 2.0
"""Memory that one worker with the largest allowed child is comfortable with."""

_TRY_USER_NAMESPACE = (
    "import ctypes; libc = ctypes.CDLL(None, use_errno=True); "
    "print(0 if libc.unshare(0x10000000) == 0 else ctypes.get_errno())"
)

Level = Literal["ok", "note", "weak", "stop"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        topic: what, in one or two words; empty where the line goes on with the topic above.
        level: "ok", "note" (worth knowing), "weak" (grading works, but) or "stop" (grading does not work).
        says: what was found.
        cure: what to do about it; empty if nothing.
    """

    topic: str
    level: Level
    says: str
    cure: str = ""


def examine_kernel() -> Iterator[Finding]:
    """Say which means of isolation the kernel offers; the tier in use need not use them."""
    if not sys.platform.startswith("linux"):
        cure = "Grade on Linux; a virtual machine or a container will do."
        yield Finding("kernel", "weak", f"{platform.system()} has none of Linux's means of isolation.", cure)
        return
    features = {
        "user namespaces": user_namespaces(),
        "Landlock": landlock(),
        "seccomp": seccomp(),
        "cgroup": control_groups(),
    }
    seen = "; ".join(f"{name}: {state}" for name, state in features.items())
    yield Finding("kernel", "note", f"Linux {platform.release()}; {seen}.")


def user_namespaces() -> str:
    """Try to make a user namespace, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _TRY_USER_NAMESPACE],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    answer = done.stdout.strip()
    if answer == "0":
        return "yes"
    if answer.isdecimal():
        return f"no ({errno.errorcode.get(int(answer), answer)})"
    return "no (the test could not be run)"


def landlock() -> str:
    """Ask the kernel for its version of Landlock."""
    offered = worker_landlock.version()
    return f"version {offered}" if offered else "no"


def seccomp() -> str:
    """Look whether the kernel can filter system calls."""
    actions = Path("/proc/sys/kernel/seccomp/actions_avail")
    return "yes" if actions.is_file() and "kill_process" in actions.read_text() else "no"


def control_groups() -> str:
    """Look whether control groups of version 2 are there, and may be written."""
    root = Path("/sys/fs/cgroup")
    if not (root / "cgroup.controllers").is_file():
        return "no version 2"
    return "version 2, writable" if os.access(root / "cgroup.procs", os.W_OK) else "version 2, read only"


def examine_machine() -> Iterator[Finding]:
    """Say how many cores and how much memory there are."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    says = f"{cores} core{'' if cores == 1 else 's'}"
    meminfo = Path("/proc/meminfo")
    if not meminfo.is_file():
        yield Finding("machine", "ok", f"{says}.")
        return
    lines = dict(line.split(":", 1) for line in meminfo.read_text().splitlines() if ":" in line)
    free = int(lines["MemAvailable"].split()[0]) / 1e6
    if free < WORKER_GIGABYTES:
        cure = f"Have {WORKER_GIGABYTES:g} GB free: TensorFlow alone takes 0.6 GB."
        yield Finding("machine", "weak", f"{says}, {free:.1f} GB of memory free.", cure)
    else:
        yield Finding("machine", "ok", f"{says}, {free:.1f} GB of memory free.")


def examine_packages() -> Iterator[Finding]:
    """Hold Python and the installed packages against the ranges that the project is tested with."""
    python, wanted = _needs()
    name = f"Python {platform.python_version()}"
    if python.specifier.contains(platform.python_version(), prereleases=True):
        yield Finding("python", "ok", f"{name}, in {sys.prefix}.")
    else:
        cure = "Install a Python in this range and make the environment anew."
        yield Finding("python", "stop", f"{name}; digit-labs needs {python.specifier}.", cure)
    found, fine = [], []
    for need in wanted:
        try:
            installed = version(need.name)
        except PackageNotFoundError:
            cure = f"pip install '{need}'"
            found.append(Finding("", "stop", f"{need.name} is not installed.", cure))
            continue
        if need.specifier.contains(installed, prereleases=True):
            fine.append(f"{need.name} {installed}")
        else:
            says = f"{need.name} {installed} is outside the tested range {need.specifier}."
            found.append(Finding("", "weak", says, f"pip install '{need}'"))
    yield Finding("packages", "ok", f"In the tested ranges: {', '.join(fine)}.")
    yield from found


def _needs() -> tuple[Requirement, list[Requirement]]:
    """Python's range, and the packages of the layers that grading needs."""
    project_file = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if project_file.is_file():
        project = tomllib.loads(project_file.read_text("utf-8"))["project"]
        extras = project["optional-dependencies"]
        lines = [line for layer in LAYERS for line in (extras[layer] if layer else project["dependencies"])]
        return Requirement(f"python{project['requires-python']}"), [Requirement(line) for line in lines]
    needs = [Requirement(line) for line in requires(DISTRIBUTION) or []]
    chosen = [n for n in needs if any(n.marker is None or n.marker.evaluate({"extra": e}) for e in LAYERS)]
    return Requirement(f"python{metadata(DISTRIBUTION)['Requires-Python']}"), chosen
