"""Reading what is not the student's: the course, solutions, others' work, environment and memory."""

from __future__ import annotations

from tests.attacks.attack import Attack, at_once

_WALK = """
        def search(top):
            for folder, _, names in os.walk(top):
                for name in names:
                    path = os.path.join(folder, name)
                    if os.path.isfile(path):
                        return path, read(path)
"""

_COURSE = {
    "the course's files": """
        for name in ("secret.txt", "gradebook.db", "source/binary_digits/binary_digits.ipynb"):
            attempt(name, lambda: read(f"{COURSE}/{name}"))
        """,
    "the course through another root": """
        for root in ("/proc/1/root", f"/proc/{GRADER}/root", f"/proc/{GRADER}/cwd", "/proc/self/root"):
            attempt(root, lambda: read(f"{root}{COURSE}/secret.txt"))
        """,
    "the course by the way up": """
        for depth in range(2, 12):
            attempt(depth, lambda: read("../" * depth + COURSE[1:] + "/secret.txt"))
        """,
    "the course through links": """
        def through(make):
            make(f"{COURSE}/secret.txt", "link")
            try:
                return read("link")
            finally:
                os.unlink("link")
        attempt("a symbolic link", lambda: through(os.symlink))
        attempt("a hard link", lambda: through(os.link))
        """,
    "the list of the course's files": """
        attempt("the list", lambda: os.listdir(COURSE))
        attempt("the walk", lambda: list(os.walk(COURSE)) or None)
        """,
    "its fellow's open files": """
        for pid in others():
            attempt(f"files of {pid}", lambda: os.listdir(f"/proc/{pid}/fd") or None)
            attempt(f"folder of {pid}", lambda: os.listdir(f"/proc/{pid}/cwd/"))
            attempt(f"the map of {pid}", lambda: read(f"/proc/{pid}/maps") or None)
        """,
}
_SOLUTIONS = {
    "the source notebooks": f"""{_WALK}
        attempt("labs", lambda: search(f"{{ROOT}}/labs"))
        attempt("a lab", lambda: read(f"{{ROOT}}/labs/binary_digits/binary_digits.ipynb"))
        """,
    "the hidden checks": f"""{_WALK}
        attempt("hidden_tests", lambda: search(f"{{ROOT}}/grader/hidden_tests"))
        attempt("hidden_tests, imported", lambda: __import__("grader.hidden_tests.binary_digits"))
        """,
    "known misconceptions and right answers": f"""{_WALK}
        attempt("misconceptions", lambda: search(f"{{ROOT}}/grader/misconceptions"))
        attempt("misconceptions, imported", lambda: __import__("grader.misconceptions.binary_digits"))
        attempt("grading", lambda: __import__("grader.grading"))
        """,
    "the tests of this project, and its history": f"""{_WALK}
        for name in ("tests", ".git"):
            attempt(name, lambda: search(f"{{ROOT}}/{{name}}"))
        """,
    "the reference in memory": """
        import gc
        def known():
            for thing in gc.get_objects():
                if type(thing).__name__ in ("HiddenChecks", "References", "Lab", "GradedCell", "Means"):
                    return repr(thing)
        attempt("objects", known)
        attempt("modules", lambda: [m for m in sys.modules if "hidden" in m or "misconc" in m] or None)
        """,
}
_OTHERS = {
    "another student's submission": """
        for name in ("submitted/alice/binary_digits/binary_digits.ipynb", "results/binary_digits/alice.json"):
            attempt(name, lambda: read(f"{COURSE}/{name}"))
        """,
    "other runs' folders": """
        import glob
        own = os.getcwd()
        for pattern in ("/tmp/digit-labs-*", "/tmp/digit-labs-*/work/*", "/tmp/run-*"):
            found = [path for path in glob.glob(pattern) if not own.startswith(path)]
            attempt(pattern, lambda: found or None)
        def neighbours():
            return [name for name in os.listdir(f"{own}/../..") if name.startswith("run")] or None
        attempt("the neighbours", neighbours)
        """,
}
_PROCESS = {
    "the environment of every process": """
        for pid in others():
            attempt(f"environment of {pid}", lambda: read(f"/proc/{pid}/environ") or None)
        attempt("its own", lambda: os.environ.get("COURSE_SECRET"))
        say(read("/proc/self/environ"))
        """,
    "the grader's memory by its file": """
        def peek(pid):
            with open(f"/proc/{pid}/mem", "rb", 0) as file:
                file.seek(MEMORY[0])
                return file.read(MEMORY[1])
        for pid in (GRADER, os.getppid()):
            attempt(f"memory of {pid}", lambda: peek(pid))
        """,
    "the grader's memory by a system call": """
        def peek(pid):
            buffer = ctypes.create_string_buffer(MEMORY[1])
            ours = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), MEMORY[1])
            theirs = (ctypes.c_size_t * 2)(*MEMORY)
            return libc.process_vm_readv(pid, ours, 1, theirs, 1, 0) > 0 and buffer.value
        for pid in (GRADER, os.getppid()):
            attempt(f"memory of {pid}", lambda: peek(pid))
        """,
    "the command lines of others": """
        for pid in (GRADER, VICTIM):
            attempt(f"command of {pid}", lambda: read(f"/proc/{pid}/cmdline") or None)
        """,
}
_HOME = {
    "the home folders": """
        for home in HOMES:
            attempt(home, lambda: os.listdir(home) or None)
        for name in ("/etc/shadow", "/etc/passwd", "/etc/hostname", "/etc/ssh", "/var/log"):
            attempt(name, lambda: os.listdir(name) if os.path.isdir(name) else read(name))
        """,
    "devices": """
        for name in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/fuse", "/dev/kvm", "/dev/tty"):
            attempt(name, lambda: os.open(name, os.O_RDONLY | os.O_NONBLOCK) or True)
        """,
}

_FAMILIES = {
    "reading course files": _COURSE,
    "reading solutions": _SOLUTIONS,
    "reading other submissions": _OTHERS,
    "reading environment and memory": _PROCESS,
    "reading the machine": _HOME,
}

ATTACKS = [
    Attack(f"reads {name}", family, at_once(code))
    for family, codes in _FAMILIES.items()
    for name, code in codes.items()
]
