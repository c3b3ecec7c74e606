"""Processes that would outlive their run, and signals and limits for those of others."""

from __future__ import annotations

from tests.attacks.attack import Attack, at_once

_SURVIVORS = {
    "a child": "perhaps('a fork', lambda: os.fork() or time.sleep(600))",
    "a child in a session of its own": """
        def leave():
            if os.fork() == 0:
                os.setsid()
                time.sleep(600)
        perhaps("a fork", leave)
        """,
    "a daemon that nobody knows": """
        def leave():
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.setsid()
                    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                        signal.signal(number, signal.SIG_IGN)
                    time.sleep(600)
                os._exit(0)
        perhaps("two forks", leave)
        """,
    "a chain, each link of which ends": """
        def leave():
            if os.fork() == 0:
                for _ in range(2000):
                    os.setpgrp()
                    if os.fork():
                        os._exit(0)
                    time.sleep(0.001)
                os._exit(0)
        perhaps("a fork", leave)
        """,
    "a program": """
        command = ["sh", "-c", f"trap '' TERM HUP; while :; do sleep 1; done; : {MARK}"]
        perhaps("a shell", lambda: subprocess.Popen(command, start_new_session=True).pid)
        """,
    "a thread": "threading.Thread(target=time.sleep, args=(600,)).start()",
    "a child that does not end with its parent": """
        attempt("to outlive", lambda: libc.prctl(1, 0, 0, 0, 0) == 0)
        perhaps("a fork", lambda: os.fork() or time.sleep(600))
        """,
    "a child that holds the connection": """
        line = channel()
        def leave():
            if os.fork() == 0:
                os.setsid()
                time.sleep(600)
                line.socket.recv(1)
        perhaps("a fork", leave)
        """,
}

_SIGNALS = {
    "to a program outside": """
        for number in (signal.SIGKILL, signal.SIGSTOP, 0):
            attempt(number, lambda: os.kill(VICTIM, number) or True)
            attempt(number, lambda: os.killpg(VICTIM, number) or True)
        """,
    "to the grader": "attempt('to look', lambda: os.kill(GRADER, 0) or True)",
    "to the worker": """
        if os.getppid():
            attempt("a signal", lambda: os.kill(os.getppid(), signal.SIGKILL) or True)
        """,
    "by way of a descriptor of a process": """
        def send():
            handle = os.pidfd_open(VICTIM)
            return signal.pidfd_send_signal(handle, signal.SIGKILL) or True
        attempt("a signal", send)
        """,
    "by way of the owner of a descriptor": """
        import fcntl
        def send():
            one, two = socket.socketpair()
            fcntl.fcntl(one, 10, signal.SIGKILL)  # F_SETSIG
            fcntl.fcntl(one, fcntl.F_SETOWN, VICTIM)
            fcntl.fcntl(one, fcntl.F_SETFL, fcntl.fcntl(one, fcntl.F_GETFL) | os.O_ASYNC)
            two.send(b"now")
            time.sleep(0.1)
        perhaps("a signal", send)
        """,
    "with a message": """
        from grader.worker.syscalls import number_of, this_machine
        info = (ctypes.c_int * 32)(signal.SIGKILL, 0, -1)
        number = lambda name: number_of(name, this_machine())
        attempt("queue", lambda: call(number("rt_sigqueueinfo"), VICTIM, signal.SIGKILL, info))
        attempt("queue of a thread", lambda: call(number("rt_tgsigqueueinfo"), VICTIM, VICTIM, 9, info))
        attempt("tkill", lambda: call(number("tkill"), VICTIM, signal.SIGKILL))
        attempt("tgkill", lambda: call(number("tgkill"), VICTIM, VICTIM, signal.SIGKILL))
        """,
}

_LIMITS = {
    "limits another program": """
        import resource
        limit = (100, 100)
        attempt("to read", lambda: resource.prlimit(VICTIM, resource.RLIMIT_NOFILE))
        attempt("to set", lambda: resource.prlimit(VICTIM, resource.RLIMIT_NOFILE, limit) and True)
        """,
    "slows another program": """
        attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, VICTIM, 10) or True)
        attempt("processors", lambda: os.sched_setaffinity(VICTIM, {0}) or True)
        attempt("schedule", lambda: os.sched_setscheduler(VICTIM, os.SCHED_IDLE, os.sched_param(0)) or True)
        """,
    "raises its own limits": """
        import resource
        for name in ("NOFILE", "FSIZE", "DATA", "CPU", "CORE"):
            kind = getattr(resource, f"RLIMIT_{name}")
            attempt(name, lambda: resource.setrlimit(kind, (resource.RLIM_INFINITY,) * 2) or True)
        attempt("priority", lambda: os.nice(-10) or True)
        """,
}

ATTACKS = [
    *(Attack(f"leaves {name}", "survivors", at_once(code)) for name, code in _SURVIVORS.items()),
    *(Attack(f"sends {name}", "signals", at_once(code)) for name, code in _SIGNALS.items()),
    Attack(
        "sends to all",
        "signals",
        at_once("attempt('all', lambda: os.kill(-1, 0) or True)\nperhaps('mine', lambda: os.kill(0, 9))"),
        earns=None,
    ),
    *(Attack(name, "signals", at_once(code)) for name, code in _LIMITS.items()),
]
