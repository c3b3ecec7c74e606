"""Exits, crashes, hangs of every kind, and bombs that go off later."""

from __future__ import annotations

from tests.attacks.attack import EVERY, RIGHT, WRONG, Attack, at_once, in_call

_EXITS = {
    "leaves by sys.exit": "sys.exit(0)",
    "leaves by os._exit": "os._exit(0)",
    "aborts": "os.abort()",
    "reads where there is no memory": "ctypes.string_at(0)",
    "calls itself until the stack ends": """
        sys.setrecursionlimit(10 ** 8)
        def deeper(x):
            return deeper([x].__class__(map(deeper, [x])))
        deeper(0)
        """,
    "kills itself": "os.kill(os.getpid(), signal.SIGKILL); time.sleep(0.2)",
    "stops itself": "os.kill(os.getpid(), signal.SIGSTOP); time.sleep(0.2)",
    "interrupts": "raise KeyboardInterrupt",
    "raises what is no Exception": 'raise type("End", (BaseException,), {"__str__": lambda self: 1 / 0})()',
    "closes every descriptor": "os.closerange(0, 256)",
    "lays a file over every descriptor": """
        file = os.open(f"{MARK}.txt", os.O_RDWR | os.O_CREAT)
        for number in range(3, 60):
            if number != file:
                os.dup2(file, number)
        """,
    "becomes another program": """
        os.execv("/bin/sh", ["/bin/sh", "-c", f"echo passed; sleep 1; : {MARK}"])
        """,
    "ends the interpreter from a thread": """
        threading.Thread(target=os._exit, args=(0,)).start()
        time.sleep(2)
        """,
}

_HANGS = {
    "loops": "while True: pass",
    "sleeps": "time.sleep(3600)",
    "computes a power in C": "9 ** 9 ** 9",
    "counts in C": "sum(iter(int, 1))",
    "matches a hopeless pattern": "re.match(r'(a|a?)+$', 'a' * 60 + 'b')",
    "multiplies huge matrices": """
        big = np.ones((6000, 6000))
        while True:
            big = big @ big * 1e-9
        """,
    "waits for itself": """
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
        """,
    "ignores every signal": """
        for number in range(1, 65):
            perhaps(number, lambda: signal.signal(number, signal.SIG_IGN))
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        time.sleep(3600)
        """,
    "asks the user": """
        while True:
            perhaps("to read", lambda: input("?"))
            time.sleep(1)
        """,
}


def _slow_method(method: str, use: str) -> str:
    return f"""
def strike():
    while True:
        pass


class Slow(Exception):
    def {method}(self, *a, **k):
        started()
        strike()


def my_dense(a_in, W, b, g):
    {use}
"""


_SLOW_METHODS = {
    "hangs in __str__ of its error": _slow_method("__str__", "raise Slow()"),
    "hangs in __array__": _slow_method("__array__", "return np.asarray(Slow())"),
    "hangs in __del__": _slow_method("__del__", "Slow(); return g(a_in @ W + b)"),
    "hangs in a call of what is no function": """
class Slow:
    def __call__(self, *a):
        started()
        strike()


def strike():
    while True:
        pass


my_dense = Slow()
""",
}

_LATER = {
    "a thread": "threading.Timer(1.0, os._exit, (1,)).start()",
    "an alarm": "signal.setitimer(signal.ITIMER_REAL, 1.0)",
    "the end of the interpreter": """
        import atexit
        atexit.register(lambda: attempt("the gradebook", lambda: open(f"{COURSE}/gradebook.db", "w")))
        """,
    "a child": """
        def later():
            if os.fork() == 0:
                os.setsid()
                time.sleep(1)
                channel().socket.sendall(b"DLf1" * 100)
                attempt("the gradebook", lambda: open(f"{COURSE}/gradebook.db", "w").write("30 points"))
                os._exit(0)
        perhaps("a fork", later)
        """,
    "clocks that stand still": """
        time.time = time.monotonic = time.perf_counter = lambda: 0.0
        """,
}

_SLOW_EXITS = ("kills itself", "stops itself", "becomes another program")

ATTACKS = [
    *(
        Attack(
            name,
            "exits and crashes",
            in_call(code, "np.zeros(W.shape[1])"),
            0.0,
            fast=name not in _SLOW_EXITS,
            tiers=EVERY,
        )
        for name, code in _EXITS.items()
    ),
    Attack(
        "leaves as it is defined", "exits and crashes", at_once("os._exit(0)"), 0.0, tiers=EVERY, fast=False
    ),
    *(
        Attack(
            name, "hangs", in_call(code), 0.0, fast=name in ("loops", "computes a power in C"), tiers=EVERY
        )
        for name, code in _HANGS.items()
    ),
    *(
        Attack(name, "hangs", code, 0.0, fast="__str__" in name, tiers=EVERY)
        for name, code in _SLOW_METHODS.items()
    ),
    Attack("hangs as it is defined", "hangs", at_once("while True: pass"), 0.0, fast=False, tiers=EVERY),
    *(
        Attack(f"acts later, by {name}", "time bombs", at_once(code, RIGHT), others_keep=True)
        for name, code in _LATER.items()
    ),
    Attack("acts at the end, with a wrong answer", "time bombs", at_once(_LATER["a child"], WRONG), 0.0),
]
