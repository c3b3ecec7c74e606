"""How well student code is isolated here, why not better, and what would help."""

from __future__ import annotations

from collections.abc import Iterator

from .doctor_machine import Finding, Level
from .run import Program, SandboxError
from .sandbox import Sandbox
from .worker.isolation import Tier

TIERS: dict[Tier, tuple[Level, str, str]] = {
    "full": (
        "ok",
        "Namespaces and a filter on system calls: student code sees no files but Python and the lab's "
        "helpers, no network, and no other process.",
        "",
    ),
    "landlock": (
        "ok",
        "Landlock and a filter on system calls: student code reads Python and the lab's helpers, writes its "
        "own folder alone, starts no process, and has no network.",
        "",
    ),
    "process": (
        "weak",
        "Each submission runs in a process and a folder of its own, with a deadline and limits on memory and "
        "file sizes; it gains no rights and is ended with all that it started. Scores are made outside. But "
        "student code can read what your account can read, write where your account can write, and use the "
        "network. So grading needs --allow-unsandboxed here.",
        "See the next lines; or grade under an account, or in a container, that holds nothing secret and has "
        "no network.",
    ),
    "none": (
        "stop",
        "Nothing isolates student code here.",
        "Use Linux (a virtual machine or a container will do), or say --allow-unsandboxed.",
    ),
}

CURES: dict[Tier, str] = {
    "full": "Allow user namespaces: in Docker, run with --security-opt seccomp=unconfined, --security-opt "
    "apparmor=unconfined and --security-opt systempaths=unconfined; on Ubuntu 24.04 and later, sysctl "
    "kernel.apparmor_restrict_unprivileged_userns=0; where user.max_user_namespaces is 0, raise it.",
    "landlock": "Use Linux 6.2 or later, with landlock in the list of the boot parameter lsm=.",
}


def examine_worker() -> Iterator[Finding]:
    """Start a worker, run one line in it, and say how it is isolated."""
    try:
        with Sandbox() as sandbox:
            with sandbox.spawn() as run:
                bound = run.execute(Program(("answer = 42",), (), ("answer",)), 20.0)["bound"]
            if not bound["answer"]:
                raise SandboxError("the worker ran a line and kept nothing of it")
            tensorflow = sandbox.versions["tensorflow"]
            started = f"Starts in {sandbox.start_seconds:.1f} s, with TensorFlow {tensorflow}."
            yield Finding("worker", "ok", started)
            yield from examine_isolation(sandbox)
    except SandboxError as error:
        cure = "Repair the installation (see the packages below), then run grader doctor again."
        yield Finding("worker", "stop", f"Student code cannot be run: {error}.", cure)


def examine_isolation(sandbox: Sandbox) -> Iterator[Finding]:
    """Say in which tier a worker runs, and why this machine does not offer a stronger one."""
    level, says, cure = TIERS[sandbox.tier]
    yield Finding(f"isolation: {sandbox.tier}", level, says, cure)
    for tier, reason in sandbox.unavailable.items():
        is_needed = level != "ok"
        says = f"The tier {tier} is not available: {reason}."
        yield Finding("", "weak" if is_needed else "note", says, CURES[tier])
