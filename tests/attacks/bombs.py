"""Bombs of memory, processes, threads, disk, files and output; each of a size that no machine dies of."""

from __future__ import annotations

from grader.worker.isolation import Tier
from tests.attacks.attack import ISOLATED, Attack, at_once, in_call

_STEP = 100_000_000
_STEPS = 30
"""Three gigabytes: more than a run may have, and less than is there."""

_MEMORY = {
    "in arrays": """
        hoard = []
        for _ in range(STEPS):
            hoard.append(np.ones(STEP, np.uint8))
            time.sleep(0.02)
        time.sleep(0.5)
        say("DONE 3 GB")
        """,
    "in memory that processes can share": """
        import mmap
        hoard = []
        for _ in range(STEPS):
            hoard.append(mmap.mmap(-1, STEP))
            hoard[-1].write(b"x" * STEP)
            time.sleep(0.02)
        time.sleep(0.5)
        say("DONE 3 GB")
        """,
    "in children": """
        told, tell = os.pipe()
        for _ in range(6):
            if os.fork() == 0:
                hoard = np.ones(STEP * STEPS // 6, np.uint8)
                os.write(tell, b"full")
                time.sleep(30)
                os._exit(0)
        for _ in range(6):
            os.read(told, 4)
        time.sleep(0.5)
        say("DONE 3 GB")
        """,
    "in a child whose parent has gone": """
        if os.fork() == 0:
            if os.fork() == 0:
                hoard = []
                for _ in range(STEPS):
                    hoard.append(np.ones(STEP, np.uint8))
                    time.sleep(0.02)
                time.sleep(0.3)
                say("DONE 3 GB")
            os._exit(0)
        time.sleep(2.5)
        """,
    "in files without a disk": """
        def fill(folder):
            for number in range(STEPS):
                with open(f"{folder}/{number}", "wb") as file:
                    file.write(b"x" * 50_000_000)
        for folder in ("/dev/shm", "/run", "/tmp"):
            attempt(folder, lambda: fill(folder) or True)
        attempt("a file of memory", lambda: os.write(os.memfd_create("x"), b"x" * 50_000_000))
        """,
}

_MANY = {
    "forks": """
        made = 0
        try:
            for _ in range(300):
                if os.fork() == 0:
                    time.sleep(30)
                    os._exit(0)
                made += 1
        except OSError as error:
            say(f"refused after {made} processes: {error}")
        else:
            say(f"DONE {made} processes")
        """,
    "threads": """
        made = 0
        try:
            for _ in range(400):
                threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
                made += 1
        except RuntimeError as error:
            say(f"refused after {made} threads: {error}")
        else:
            say(f"made {made} threads")
        """,
    "programs": """
        made = []
        try:
            for _ in range(300):
                made.append(subprocess.Popen(["sleep", "30"], stdin=subprocess.DEVNULL))
        except OSError as error:
            say(f"refused after {len(made)} programs: {error}")
        else:
            say(f"DONE {len(made)} programs")
        """,
    "descriptors": """
        held = []
        try:
            for _ in range(5000):
                held.append(os.dup(0))
        except OSError as error:
            say(f"refused after {len(held)} descriptors: {error}")
        else:
            say(f"DONE {len(held)} descriptors")
        for number in held:
            os.close(number)
        """,
}

_DISK = {
    "one file": """
        def fill():
            with open("bomb", "wb") as file:
                for _ in range(8):
                    file.write(b"x" * 50_000_000)
        attempt("400 MB", lambda: fill() or True)
        """,
    "many files": """
        def fill():
            for number in range(8):
                with open(f"bomb-{number}", "wb") as file:
                    file.write(b"x" * 50_000_000)
        attempt("400 MB", lambda: fill() or True)
        """,
    "a file with holes": """
        def fill():
            with open("bomb", "wb") as file:
                file.truncate(10 ** 12)
        attempt("a terabyte", lambda: fill() or True)
        """,
    "space that is set aside": """
        def fill():
            with open("bomb", "wb") as file:
                os.posix_fallocate(file.fileno(), 0, 400_000_000)
        attempt("400 MB", lambda: fill() or True)
        """,
    "empty files": """
        def fill():
            for number in range(30_000):
                os.close(os.open(f"bomb-{number}", os.O_CREAT | os.O_WRONLY))
        attempt("30,000 files", lambda: fill() or True)
        """,
}

_OUTPUT = {
    "prints 200 MB": "for _ in range(20):\n    print('x' * 10_000_000)",
    "writes past Python": """
        def fill():
            for _ in range(20):
                os.write(1, b"x" * 10_000_000)
        attempt("200 MB", lambda: fill() or True)
        """,
    "writes bytes that are no text": "os.write(1, bytes(range(256)) * 100); os.write(2, b'\\xff' * 1000)",
    "puts back its output's place": """
        perhaps("to rewind", lambda: os.lseek(1, 0, os.SEEK_SET))
        perhaps("to grow", lambda: os.ftruncate(1, 10 ** 12))
        os.lseek(1, 0, os.SEEK_SET)
        say("attacked")
        """,
}


_SMALL_FILES = ("many files", "empty files")
"""Only a file system of its own limits a run to so many."""


def _quotas(name: str) -> tuple[Tier, ...]:
    return ("full",) if name in _SMALL_FILES else ISOLATED


def _sized(code: str) -> str:
    return code.replace("STEPS", str(_STEPS)).replace("STEP", str(_STEP))


ATTACKS = [
    *(
        Attack(
            f"takes 3 GB {name}",
            "memory bombs",
            at_once(_sized(code)),
            earns=None if "child" in name or "disk" in name else 0.0,
            fast="arrays" in name,
        )
        for name, code in _MEMORY.items()
    ),
    *(
        Attack(f"starts hundreds of {name}", "fork and thread bombs", at_once(code), earns=None)
        for name, code in _MANY.items()
    ),
    *(
        Attack(f"fills the disk with {name}", "disk and inode bombs", at_once(code), tiers=_quotas(name))
        for name, code in _DISK.items()
    ),
    *(
        Attack(
            f"fills the disk with {name}, which is taken away again",
            "disk and inode bombs",
            at_once(_DISK[name].replace("attempt", "perhaps")),
            earns=None,  # it is ended when somebody looks at what it has written
            fast=False,
            tiers=("landlock",),
        )
        for name in _SMALL_FILES
    ),
    *(Attack(name, "output bombs", at_once(code)) for name, code in _OUTPUT.items()),
    Attack("prints 20 MB in each call", "output bombs", in_call("print('x' * 20_000_000)"), fast=False),
]
