"""Forged results, patched tests and modules, and objects that lie about themselves."""

from __future__ import annotations

from tests.attacks.attack import EVERY, RIGHT, WRONG, Attack, at_once, in_call

_FORGED = {
    "prints a result": at_once(
        """
        result = '{"score": 30.0, "status": "graded", "exercises": []}'
        print(result, flush=True)
        print(result, file=sys.stderr, flush=True)
        say(result)
        """,
        WRONG,
    ),
    "writes results and a gradebook where it stands": at_once(
        """
        for name in ("results.json", "gradebook.db", "binary_digits.json"):
            with open(name, "w") as file:
                file.write('{"score": 30.0}')
        """,
        WRONG,
    ),
    "answers the questions before they are put": at_once(
        """
        for number in range(60):
            channel().send({"id": number, "ok": np.zeros(2), "changed": []})
        """,
        WRONG,
    ),
    "answers for the worker in a call": in_call(
        """
        for number in range(asked(), 60):
            channel().send({"id": number, "ok": {"kind": "function"}, "changed": []})
        """,
        "np.zeros(W.shape[1])",
    ),
    "answers from a thread": in_call(
        """
        def flood(line):
            while True:
                line.send({"id": 1, "ok": True})
        threading.Thread(target=flood, args=(channel(),), daemon=True).start()
        time.sleep(60)
        """,
        "np.zeros(W.shape[1])",
    ),
    "reports a run that never was": at_once(
        """
        cells = list(range(20))
        bound = {name: cells for name in ("model", "my_dense", "my_dense_v")}
        report = {"bound": bound, "errors": [], "unparsed": [], "restored": [], "left_out": True}
        channel().send({"id": 0, "ok": report})
        """,
        WRONG,
    ),
    "says that a statement left out would explain it": at_once(
        """
        child = sys.modules["grader.worker.child"]
        child.Selection.may_explain = lambda self, error: True
        child.last_say = lambda *a: -1
        """,
        "def my_dense(a_in, W, b, g):\n    raise NameError('W1')\n",
    ),
    "has another answer to every question": at_once(
        """
        import public_tests.calls as calls
        sys.modules["grader.worker.child"].perform = lambda *a: calls.Returned({"kind": "function"})
        """,
        WRONG,
    ),
}

_GRADEBOOK = """
attempt("to write", lambda: open(f"{COURSE}/gradebook.db", "w").write('{"my_dense": 10.0}'))
os._exit(0)
"""

_SHARED = "builtins, public_tests.checks as checks, public_tests.expect as expect"
_PATCHES = {
    "comparisons of NumPy": "np.allclose = np.array_equal = np.isclose = np.all = lambda *a, **k: True",
    "the tests": f"""
        import {_SHARED}, public_tests.binary_digits as tests
        checks.CheckResult.status = 'passed'
        expect.expect_array = expect.close = expect.expect_shape = lambda *a, **k: True
        for exercise in tests.EXERCISES:
            exercise.checks.clear()
        """,
    "every check that the collector knows": """
        import gc
        for thing in gc.get_objects():
            if type(thing).__name__ in ("Check", "CheckResult", "Exercise", "ExerciseReport"):
                vars(type(thing))
                for field in ("points", "max_points", "status"):
                    perhaps(field, lambda: object.__setattr__(thing, field, 10))
        """,
    "classes of results": """
        import public_tests.calls as calls, public_tests.describe as describe
        calls.Returned.__init__ = lambda self, *a, **k: None
        describe.plain = calls.plain = lambda *a: float('nan')
        """,
    "modules by name": """
        for name in ("numpy", "json", "public_tests", "public_tests.calls", "grader.worker.codec"):
            sys.modules[name] = None
        sys.meta_path.insert(0, type("Finder", (), {"find_spec": lambda *a: 1 / 0}))
        """,
    "the equality of small numbers": """
        for number in range(8):
            ctypes.c_long.from_address(id(number) + 24).value = 0
        """,
    "frames by a tracer": """
        def tracer(frame, event, argument):
            for name in ("returned", "reply", "ok"):
                if name in frame.f_locals:
                    frame.f_locals[name] = {"kind": "function"}
            return tracer
        sys.settrace(tracer)
        threading.settrace(tracer)
        """,
}

LIAR = """
class Liar{base}:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __float__(self): return 0.0
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    __hash__ = object.__hash__


def my_dense(a_in, W, b, g):
    return {value}
"""
_LIES = {
    "equal to everything": LIAR.format(base="", value="Liar()"),
    "an array equal to everything": LIAR.format(base="(np.ndarray)", value="np.zeros(W.shape[1]).view(Liar)"),
    "numbers equal to everything": LIAR.format(base="(float)", value="[Liar(0)] * W.shape[1]"),
    "a text equal to everything": LIAR.format(base="(str)", value="Liar('function')"),
    "claims to be an array": """
class Liar:
    __class__ = np.ndarray
    dtype, shape, ndim, size = np.dtype(float), (2,), 1, 2
    def __array__(self, *a, **k): return np.zeros(2)
    def __array_function__(self, *a, **k): return True


def my_dense(a_in, W, b, g):
    return Liar()
""",
    "an empty array, which broadcasts": """
def my_dense(a_in, W, b, g):
    return np.zeros((0, W.shape[1]))
""",
    "not a number": "def my_dense(a_in, W, b, g):\n    return np.full(W.shape[1], np.nan)\n",
    "an array without end": """
def my_dense(a_in, W, b, g):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 40,), (0,))
""",
    "a list that holds itself": "def my_dense(a_in, W, b, g):\n    a = []\n    a.append(a)\n    return a\n",
    "a class of classes that answers for it": """
class Meta(type):
    __name__ = "ndarray"
    def __instancecheck__(cls, other): return True
    def __eq__(cls, other): return True
    __hash__ = type.__hash__
class Liar(metaclass=Meta):
    def __reduce_ex__(self, n): raise SystemExit


def my_dense(a_in, W, b, g):
    return Liar()
""",
}

_SPOILING = ("has another answer to every question", "classes of results", "modules by name")
"""They change what the same submission's other answers need as well."""

ATTACKS = [
    Attack("writes the gradebook and leaves", "forged results", at_once(_GRADEBOOK), 0.0),
    *(
        Attack(name, "forged results", code, 0.0, name not in _SPOILING, tiers=EVERY)
        for name, code in _FORGED.items()
    ),
    *(
        Attack(
            f"changes {name}",
            "test and module patching",
            at_once(code, WRONG),
            0.0,
            name not in _SPOILING,
            tiers=EVERY,
        )
        for name, code in _PATCHES.items()
    ),
    Attack(
        "changes comparisons, with a right answer",
        "test and module patching",
        at_once(_PATCHES["comparisons of NumPy"], RIGHT),
        tiers=EVERY,
    ),
    *(Attack(name, "lying objects and subclasses", code, 0.0, tiers=EVERY) for name, code in _LIES.items()),
]
