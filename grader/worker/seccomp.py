"""A filter on system calls: what student code may not ask of the kernel is refused with an error.

The filter is a program of the classic Berkeley packet filter, see the kernel's `seccomp_filter.rst`.  It
reads the processor's kind, the call's number and the low half of an argument, and returns a verdict.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from . import kernel
from .syscalls import (
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

NEW_NAMESPACE = 0x7E020000
"""All `CLONE_NEW...` flags that `clone` knows."""

CLONE_THREAD = 0x00010000
SOCK_STREAM = 1
SOCK_TYPES = 0xF
TIOCSTI = 0x5412
TIOCLINUX = 0x541C

PEER_OPTIONS = (17, 77)
"""SO_PEERCRED and SO_PEERPIDFD: who is at the other end."""

SHARED_MEMORY = 0x21
"""MAP_SHARED and MAP_ANONYMOUS."""

SIGNAL_OWNERS = (8, 10, 15)
"""F_SETOWN, F_SETSIG and F_SETOWN_EX: have the kernel send a signal to somebody."""

SIGNAL_OWNER_IOCTLS = (0x8901, 0x8902)
"""FIOSETOWN and SIOCSPGRP: likewise."""

ALLOW = 0x7FFF0000
KILL = 0x80000000
ERROR = 0x00050000

_LOAD = 0x20
_EQUAL = 0x15
_AT_LEAST = 0x35
_ANY_BIT = 0x45
_AND = 0x54
_RETURN = 0x06

_NUMBER_AT = 0
_MACHINE_AT = 4
_ARGUMENT_AT = 16
_X32_CALLS = 0x40000000
"""Numbers of x86-64's second set of calls, which start here: none of them is needed."""

_SECCOMP_SET_MODE_FILTER = 1
_TSYNC = 1
_SECCOMP: dict[Machine, int] = {"x86_64": 317, "aarch64": 277}

Instruction = tuple[int, int, int, int]
"""Code, how far to jump if true and if false, and a constant."""


@dataclass(frozen=True)
class Rule:
    """A call that is refused.

    Attributes:
        call: its name.
        error: what the caller gets.
        argument: the argument that decides; None refuses every call.
        test: how it is compared with the value: "equal" or "any bit".
        value: what it is compared with.
        negated: refuse where the comparison fails.
        mask: the bits of the argument that are compared; None for all.
    """

    call: str
    error: int = errno.EPERM
    argument: int | None = None
    test: int = _EQUAL
    value: int = 0
    negated: bool = False
    mask: int | None = None


def rules(own_pid: int | None) -> list[Rule]:
    """Return what is refused.

    Args:
        own_pid: the only process that may be sent a signal, and which may start no other; None where a
            process namespace keeps others out of reach.
    """
    apart = {*OWN_WORLD, *OWN_PROCESS, *ATTRIBUTES, *EXTENDED_ATTRIBUTES}
    made = [Rule(call) for call in NUMBERS if call not in {*CHECKED, *apart}]
    made += [
        Rule("clone", argument=0, test=_ANY_BIT, value=NEW_NAMESPACE),
        Rule("clone3", errno.ENOSYS),  # its flags lie in memory, out of the filter's sight: libc takes clone
        Rule("prctl", argument=0, value=kernel.PDEATHSIG),  # to outlive the parent
        Rule("ioctl", argument=1, value=TIOCSTI),  # to type into somebody's terminal
        Rule("ioctl", argument=1, value=TIOCLINUX),
        # A pair of datagram sockets can send to any socket that is a file; asyncio needs streams alone.
        Rule("socketpair", argument=1, value=SOCK_STREAM, negated=True, mask=SOCK_TYPES),
        *(Rule("getsockopt", argument=2, value=option) for option in PEER_OPTIONS),
        # Memory that processes share is in nobody's account: its pages can be given back and kept.
        Rule("mmap", argument=3, value=SHARED_MEMORY, mask=SHARED_MEMORY),
    ]
    if own_pid is not None:
        made += [
            Rule("clone", errno.EAGAIN, argument=0, test=_ANY_BIT, value=CLONE_THREAD, negated=True),
            Rule("fork", errno.EAGAIN),
            Rule("vfork", errno.EAGAIN),
            Rule("kill", argument=0, value=own_pid, negated=True),
            Rule("tgkill", argument=0, value=own_pid, negated=True),
            *(Rule(call) for call in OWN_WORLD),
            *(Rule("fcntl", argument=1, value=command) for command in SIGNAL_OWNERS),
            *(Rule("ioctl", argument=1, value=command) for command in SIGNAL_OWNER_IOCTLS),
            *(Rule(call, argument=0, value=0, negated=True) for call in OWN_PROCESS),
            *(Rule(call, 0) for call in ATTRIBUTES),  # done, it says: a copy of a file is no reason to fail
            *(Rule(call, errno.ENOTSUP) for call in EXTENDED_ATTRIBUTES),
        ]
    return made


def program(machine: Machine, own_pid: int | None) -> list[Instruction]:
    """Return the filter for a kind of processor; see `rules`."""
    start: list[Instruction] = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if machine == "x86_64":
        start += [(_AT_LEAST, 0, 1, _X32_CALLS), (_RETURN, 0, 0, KILL)]
    body = [step for rule in rules(own_pid) for step in _steps(rule, machine)]
    return [*start, *body, (_RETURN, 0, 0, ALLOW)]


def install(machine: Machine, own_pid: int | None) -> None:
    """Put the filter on every thread of this process, for good; see `rules`.

    Raises:
        OSError: the kernel cannot filter.
    """
    packed = b"".join(struct.pack("=HBBI", *instruction) for instruction in program(machine, own_pid))
    buffer = ctypes.create_string_buffer(packed)
    described = ctypes.create_string_buffer(
        struct.pack("@HP", len(packed) // 8, ctypes.addressof(buffer))  # struct sock_fprog
    )
    kernel.prctl(kernel.NO_NEW_PRIVS, 1)
    done = kernel.syscall(
        _SECCOMP[machine], ctypes.c_uint(_SECCOMP_SET_MODE_FILTER), ctypes.c_uint(_TSYNC), described
    )
    kernel.checked(done, "seccomp")


def _steps(rule: Rule, machine: Machine) -> Iterator[Instruction]:
    """Compare the call's number, then perhaps an argument; fall through where the rule does not apply."""
    number = number_of(rule.call, machine)
    if number is None:
        return
    refuse = (_RETURN, 0, 0, ERROR | rule.error)
    if rule.argument is None:
        yield from ((_EQUAL, 0, 1, number), refuse)
        return
    hit, miss = (1, 0) if rule.negated else (0, 1)
    steps: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENT_AT + 8 * rule.argument)]
    if rule.mask is not None:
        steps.append((_AND, 0, 0, rule.mask))
    steps += [(rule.test, hit, miss, rule.value), refuse, (_LOAD, 0, 0, _NUMBER_AT)]
    yield (_EQUAL, 0, len(steps), number)
    yield from steps
