"""What one submission leaves for the next, which looks for it."""

from __future__ import annotations

from tests.attacks.attack import Attack, at_once

_FOLDERS = """
        folders = [os.getcwd(), *map(os.environ.get, ("HOME", "TMPDIR", "MPLCONFIGDIR"))]
        names = [f"{folder}/{MARK}-left" for folder in [*folders, "/tmp", "/var/tmp", "/dev/shm", "/run"]]
"""

# What leaves something, and what looks for it.
_LEFT = {
    "a file": (
        f"""{_FOLDERS}
        for name in names:
            perhaps(name, lambda: open(name, "w").write("an answer"))
        """,
        f"""{_FOLDERS}
        for name in names:
            attempt(name, lambda: read(name))
        """,
    ),
    "a word in a module": (
        """
        import autils, builtins, json
        for module in (np, autils, builtins, json, sys, os):
            module.left = "an answer"
        """,
        """
        import autils, builtins, json
        for module in (np, autils, builtins, json, sys, os):
            attempt(module.__name__, lambda: module.left)
        """,
    ),
    "a name in the environment": (
        "os.environ['LEFT'] = 'an answer'; libc.setenv(b'LEFT_IN_C', b'an answer', 1)",
        """
        libc.getenv.restype = ctypes.c_char_p
        attempt("Python's", lambda: os.environ.get("LEFT"))
        attempt("C's", lambda: libc.getenv(b"LEFT_IN_C"))
        """,
    ),
    "memory that is shared": (
        """
        perhaps("System V", lambda: libc.shmget(0x0d1a, 4096, 0o1666))
        perhaps("POSIX", lambda: open(f"/dev/shm/{MARK}", "w").write("an answer"))
        perhaps("a queue", lambda: libc.mq_open(b"/left", 0o102, 0o666, None))
        """,
        """
        attempt("System V", lambda: libc.shmget(0x0d1a, 4096, 0o666) != -1)
        attempt("POSIX", lambda: read(f"/dev/shm/{MARK}"))
        attempt("a queue", lambda: libc.mq_open(b"/left", 2) != -1)
        """,
    ),
    "code for Python's start": (
        """
        text = "open('started', 'w').write('an answer')"
        places = ["sitecustomize.py", "usercustomize.py", "numpy.py", "x.pth", ".pythonrc", "conftest.py"]
        for place in places:
            perhaps(place, lambda: open(f"{os.environ['HOME']}/{place}", "w").write(text))
        perhaps("matplotlibrc", lambda: open("matplotlibrc", "w").write("figure.dpi: 1"))
        """,
        """
        import matplotlib
        attempt("a start", lambda: read("started"))
        attempt("a module", lambda: __import__("usercustomize"))
        attempt("settings", lambda: matplotlib.rcParams["figure.dpi"] == 1)
        """,
    ),
    "another way of running": (
        """
        import resource
        os.umask(0o777)
        os.chdir("/")
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        perhaps("nice", lambda: os.nice(19))
        resource.setrlimit(resource.RLIMIT_NOFILE, (200, 200))
        np.random.seed(7)
        sys.setrecursionlimit(500)
        """,
        """
        import resource
        attempt("the mask", lambda: os.umask(0o022) == 0o777)
        attempt("the folder", lambda: os.getcwd() == "/")
        attempt("a handler", lambda: signal.getsignal(signal.SIGTERM) == signal.SIG_IGN)
        attempt("niceness", lambda: os.nice(0) == 19)
        attempt("a limit", lambda: resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 200)
        attempt("depth", lambda: sys.getrecursionlimit() == 500)
        """,
    ),
    "a process that waits for it": (
        """
        def wait():
            if os.fork() == 0:
                os.setsid()
                while True:
                    time.sleep(0.05)
                    for pid in others():
                        perhaps("to look", lambda: say(read(f"/proc/{pid}/environ")))
        perhaps("a fork", wait)
        """,
        """
        time.sleep(0.3)
        attempt("company", lambda: [n for n in map(int, filter(str.isdigit, os.listdir("/proc")))
                                    if n != os.getpid()] or None)
        """,
    ),
    "words for the worker's log": (
        """
        sys.__stdout__.write("left")
        sys.__stderr__.write("left")
        perhaps("a trace", lambda: __import__("faulthandler").enable(open("log", "w")))
        """,
        """
        attempt("the output", lambda: b"left" in os.pread(1, 10_000, 0))
        attempt("the log", lambda: read("log"))
        """,
    ),
}

ATTACKS = [
    Attack(f"leaves {name}", "leaks between submissions", at_once(leave), after=at_once(look))
    for name, (leave, look) in _LEFT.items()
]
