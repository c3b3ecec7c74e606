"""System calls that lead out of a sandbox, or into parts of the kernel that no exercise needs."""

from __future__ import annotations

from textwrap import dedent

from tests.attacks.attack import Attack, at_once

_NUMBERS = """\
from grader.worker.syscalls import number_of, this_machine
number = lambda name: number_of(name, this_machine())
"""

# Name of the cell -> calls, with arguments that do nothing where they are looked at after all.
_CALLS = {
    "looks into processes": "ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd process_madvise",
    "mounts": "mount umount2 pivot_root chroot",
    "mounts in the new way": "open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr",
    "enters namespaces": "unshare setns",
    "queues work in the kernel": "io_uring_setup io_uring_enter io_uring_register",
    "lets the kernel watch": "bpf perf_event_open userfaultfd",
    "keeps keys": "add_key request_key keyctl",
    "opens files by their numbers": "name_to_handle_at open_by_handle_at fanotify_init lookup_dcookie",
    "makes files of memory": "memfd_create memfd_secret",
    "changes how it runs": "personality modify_ldt iopl ioperm uselib",
    "sends messages that stay": "shmget shmat semget msgget mq_open mq_unlink",
    "reads the kernel's log": "syslog quotactl acct",
}
_OTHERS = {
    "clones into namespaces": """
        for flag in (0x10000000, 0x20000000, 0x00020000, 0x40000000):
            attempt(hex(flag), lambda: call(number("clone"), flag | 17, 0, 0, 0, 0))
        attempt("clone3", lambda: call(number("clone3"), 0, 0))
        """,
    "becomes another user": """
        user = os.getuid() + 1
        attempt("user", lambda: os.setuid(user) or True)
        attempt("group", lambda: os.setgid(user) or True)
        attempt("groups", lambda: os.setgroups([0]) or True)
        attempt("root", lambda: os.getuid() and (os.setuid(0) or True))
        """,
    "takes rights back": """
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        every = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
        attempt("capabilities", lambda: libc.capset(ctypes.byref(header), ctypes.byref(every)) == 0)
        status = read("/proc/self/status").decode()
        rights = re.findall(r"^Cap(?:Eff|Prm):\\s*(\\w+)", status, re.M)
        attempt("rights left", lambda: any(int(right, 16) for right in rights))
        attempt("new privileges", lambda: libc.prctl(39, 0, 0, 0, 0) == 0)
        attempt("no filter", lambda: "Seccomp:\\t0" in status)
        """,
    "types into a terminal": """
        import fcntl
        for request in (0x5412, 0x541C):
            def type_in():
                try:
                    return fcntl.ioctl(0, request, b"x")
                except OSError as error:
                    return None if error.errno == errno.EPERM else str(error)
            attempt(hex(request), type_in)
        """,
    "looks for old descriptors": """
        names = {n: os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")
                 if os.path.lexists(f"/proc/self/fd/{n}")}
        own = ("socket:", "pipe:", "anon_inode:", "/proc/")
        attempt("files", lambda: [n for n in names if int(n) > 2 and not names[n].startswith(own)] or None)
        for number in range(3, 256):
            if os.path.isdir(f"/proc/self/fd/{number}"):
                attempt(number, lambda: os.listdir(f"/proc/self/fd/{number}/../../.."))
        """,
    "runs a program that has a user's rights": """
        def run(*command):
            done = subprocess.run(command, capture_output=True, timeout=5, stdin=subprocess.DEVNULL)
            return done.stdout if done.returncode == 0 else None
        attempt("su", lambda: run("su", "-c", f"id # {MARK}"))
        attempt("sudo", lambda: run("sudo", "-n", "id", MARK))
        """,
    "calls by numbers of another kind": """
        def old_call():
            if (pid := os.fork()) == 0:
                os._exit(7 if libc.syscall(0x40000000 + 39) > 0 else 0)
            return os.waitpid(pid, 0)[1] >> 8 == 7
        if os.uname().machine == "x86_64":
            attempt("x32", old_call)
        """,
}


def _reach(names: str) -> str:
    return f"""{_NUMBERS}
for name in "{names}".split():
    if number(name) is not None:
        attempt(name, lambda: call(number(name), -1, -1, -1, -1, -1, -1))
"""


ATTACKS = [
    *(Attack(name, "escape system calls", at_once(_reach(names))) for name, names in _CALLS.items()),
    *(
        Attack(name, "escape system calls", at_once(_NUMBERS + dedent(code)))
        for name, code in _OTHERS.items()
    ),
]
