"""The filter on system calls, run by a small interpreter for both kinds of processor, and its numbers."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from grader.worker import kernel
from grader.worker.seccomp import (
    ALLOW,
    CLONE_THREAD,
    ERROR,
    KILL,
    TIOCLINUX,
    TIOCSTI,
    Instruction,
    program,
)
from grader.worker.syscalls import (
    ATTRIBUTES,
    AUDIT_ARCH,
    CHECKED,
    EXTENDED_ATTRIBUTES,
    NUMBERS,
    OWN_PROCESS,
    OWN_WORLD,
    Machine,
    number_of,
)

MACHINES: tuple[Machine, ...] = ("x86_64", "aarch64")
HEADERS: dict[Machine, tuple[str, ...]] = {
    "x86_64": ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"),
    "aarch64": ("/usr/include/asm-generic/unistd.h",),
}
NEWER = {
    *("open_tree_attr", "statmount", "listmount"),
    *("quotactl_fd", "process_mrelease", "memfd_secret", "fchmodat2", "setxattrat", "removexattrat"),
    "file_setattr",
}
APART = {*OWN_WORLD, *OWN_PROCESS, *ATTRIBUTES, *EXTENDED_ATTRIBUTES}
REFUSED = ERROR | errno.EPERM
SIGCHLD = 17
OWN_PID = 321


def verdict(
    steps: list[Instruction], number: int, *arguments: int, machine: Machine, audit: int | None = None
) -> int:
    """Run a filter on one system call."""
    values = {0: number, 4: AUDIT_ARCH[machine] if audit is None else audit}
    values |= {16 + 8 * place: value & 0xFFFFFFFF for place, value in enumerate(arguments)}
    held, at = 0, 0
    tests = {
        0x15: lambda constant: held == constant,
        0x35: lambda constant: held >= constant,
        0x45: lambda constant: bool(held & constant),
    }
    while True:
        code, jump_true, jump_false, constant = steps[at]
        at += 1
        if code == 0x06:
            return constant
        if code == 0x20:
            held = values.get(constant, 0)
        elif code == 0x54:
            held &= constant
        else:
            at += jump_true if tests[code](constant) else jump_false


def ask(call: str, *arguments: int, machine: Machine, own_pid: int | None = None) -> int:
    number = number_of(call, machine)
    assert number is not None
    return verdict(program(machine, own_pid), number, *arguments, machine=machine)


@pytest.mark.parametrize("machine", MACHINES)
def test_numbers_are_those_of_the_kernels_headers(machine: Machine) -> None:
    found = [Path(path) for path in HEADERS[machine] if Path(path).is_file()]
    if not found:
        pytest.skip("the kernel's headers are not installed (linux-libc-dev)")
    lines = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", found[0].read_text())
    known = {name: int(number) for name, number in lines}
    ours = {call: number_of(call, machine) for call in NUMBERS}
    newer = NEWER - known.keys()  # than these headers may be
    assert ours == {call: known.get(call, ours[call] if call in newer else None) for call in NUMBERS}


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_without_conditions_are_refused(machine: Machine) -> None:
    plain = [c for c in NUMBERS if c not in {*CHECKED, *APART} and number_of(c, machine) is not None]
    assert len(plain) > 60
    assert {ask(call, machine=machine) for call in plain} == {REFUSED}


@pytest.mark.parametrize(
    ("machine", "number"),
    [
        *(("x86_64", number) for number in (0, 1, 3, 9, 500)),
        *(("aarch64", n) for n in (63, 64, 57, 222, 500)),
    ],
)
def test_other_calls_pass(machine: Machine, number: int) -> None:
    """Reading, writing, closing and mapping memory, and one that is not there yet."""
    assert verdict(program(machine, None), number, machine=machine) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_conditions_look_at_the_right_argument(machine: Machine) -> None:
    for flag in (
        kernel.NEWNS,
        kernel.NEWUTS,
        kernel.NEWIPC,
        kernel.NEWUSER,
        kernel.NEWPID,
        kernel.NEWNET,
        0x02000000,
    ):
        assert ask("clone", flag | SIGCHLD, machine=machine) == REFUSED
    assert ask("clone", SIGCHLD, machine=machine) == ALLOW
    assert ask("clone", CLONE_THREAD | 0x3D0F00, machine=machine) == ALLOW
    assert ask("clone3", machine=machine) == ERROR | errno.ENOSYS
    assert ask("prctl", kernel.PDEATHSIG, 0, machine=machine) == REFUSED
    assert ask("prctl", kernel.DUMPABLE, kernel.PDEATHSIG, machine=machine) == ALLOW
    assert ask("ioctl", 0, TIOCSTI, machine=machine) == ask("ioctl", 0, TIOCLINUX, machine=machine) == REFUSED
    assert ask("ioctl", TIOCSTI, 0, machine=machine) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_without_a_world_of_its_own_a_run_signals_itself_alone(machine: Machine) -> None:
    assert ask("kill", OWN_PID, 9, machine=machine, own_pid=OWN_PID) == ALLOW
    for other in (1, 0, -1, OWN_PID + 1, -OWN_PID):
        assert ask("kill", other, 9, machine=machine, own_pid=OWN_PID) == REFUSED
        assert ask("tgkill", other, 1, 9, machine=machine, own_pid=OWN_PID) == REFUSED
        assert ask("kill", other, 9, machine=machine) == ALLOW
    for call in OWN_WORLD:
        assert ask(call, OWN_PID, machine=machine, own_pid=OWN_PID) == REFUSED
        assert ask(call, OWN_PID, machine=machine) == ALLOW
    for call in OWN_PROCESS:
        assert ask(call, 0, machine=machine, own_pid=OWN_PID) == ALLOW
        assert ask(call, OWN_PID + 1, machine=machine, own_pid=OWN_PID) == REFUSED
        assert ask(call, OWN_PID + 1, machine=machine) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_without_a_world_of_its_own_a_run_starts_threads_alone(machine: Machine) -> None:
    again = ERROR | errno.EAGAIN
    assert ask("clone", SIGCHLD, machine=machine, own_pid=OWN_PID) == again
    assert ask("clone", CLONE_THREAD | 0x3D0F00, machine=machine, own_pid=OWN_PID) == ALLOW
    assert ask("clone", CLONE_THREAD | kernel.NEWUSER, machine=machine, own_pid=OWN_PID) == REFUSED
    if machine == "x86_64":
        assert ask("fork", machine=machine, own_pid=OWN_PID) == again
        assert ask("vfork", machine=machine, own_pid=OWN_PID) == again


@pytest.mark.parametrize("machine", MACHINES)
def test_a_pair_of_sockets_is_of_streams(machine: Machine) -> None:
    close_on_exec = 0o2000000
    assert ask("socketpair", 1, 1 | close_on_exec, machine=machine) == ALLOW
    for kind in (2, 5, 2 | close_on_exec):
        assert ask("socketpair", 1, kind, machine=machine) == REFUSED


@pytest.mark.parametrize("machine", MACHINES)
def test_memory_is_not_shared_and_peers_stay_unnamed(machine: Machine) -> None:
    private, shared, anonymous = 2, 1, 0x20
    assert ask("mmap", 0, 4096, 3, shared | anonymous, machine=machine) == REFUSED
    for flags in (private | anonymous, shared, private):
        assert ask("mmap", 0, 4096, 3, flags, machine=machine) == ALLOW
    assert ask("getsockopt", 3, 1, 17, machine=machine) == REFUSED
    assert ask("getsockopt", 3, 1, 4, machine=machine) == ALLOW
    assert ask("fcntl", 3, 8, machine=machine, own_pid=OWN_PID) == REFUSED
    assert ask("fcntl", 3, 4, machine=machine, own_pid=OWN_PID) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_where_other_files_can_be_reached_nothing_is_said_of_files(machine: Machine) -> None:
    for call in {*ATTRIBUTES, *EXTENDED_ATTRIBUTES}:
        if number_of(call, machine) is not None:
            expected = ERROR | (0 if call in ATTRIBUTES else errno.ENOTSUP)
            assert ask(call, machine=machine, own_pid=OWN_PID) == expected
            assert ask(call, machine=machine) == ALLOW


def test_another_kind_of_call_ends_the_process() -> None:
    """Numbers mean something else to 32-bit programs, and x86-64 has a second set."""
    for machine, other in (("x86_64", 0x40000003), ("aarch64", 0x40000028)):
        assert verdict(program(machine, None), 1, machine=machine, audit=other) == KILL
    assert verdict(program("x86_64", None), 0x40000000 | 41, machine="x86_64") == KILL


def test_jumps_stay_within_the_program() -> None:
    for machine in MACHINES:
        for own_pid in (None, OWN_PID):
            steps = program(machine, own_pid)
            for at, (code, jump_true, jump_false, _) in enumerate(steps):
                if code in (0x15, 0x35, 0x45):
                    assert at + 1 + max(jump_true, jump_false) < len(steps)
            assert len(steps) < 4096
