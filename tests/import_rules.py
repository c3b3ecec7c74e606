"""The rules of who may import and call what, as tables, and the reader that applies them to source text.

A module of `grader` without a row of its own is a helper: what it imports counts for each module that imports
it. So the rules hold for modules that are not written yet.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

# Package -> what of this project it may import (besides itself).
PACKAGES = {"autils": set(), "public_tests": {"autils"}, "grader": {"autils", "public_tests"}}

# Part of grader -> the parts of grader that it may import (besides itself).
_BASE = {"notebook", "course", "lab", "stubs"}
# Grading: these alone know hidden tests and misconceptions.
_JUDGES = {"grading", "attempts", "judging", "means", "reference", "verdicts"}
_SLICING = {"slicing", "later", "statements", "stateless"}
_GRADING = _BASE | _JUDGES | _SLICING | {"release", "submission", "worker", "hidden_tests", "misconceptions"}
_CLASS = _GRADING - {"hidden_tests", "misconceptions"} | {"batch"}
_READERS = {"gradebook", "feedback", "report"}
PARTS = {
    "notebook": set(),
    "course": set(),
    "stubs": set(),
    "statements": set(),
    "later": {"slicing", "statements"},
    "slicing": {"statements", "stateless"},
    "stateless": {"statements"},
    "lab": {"notebook", "course", "stubs"},
    "release": _BASE,
    "submission": _BASE,
    "worker": _SLICING,
    "hidden_tests": set(),
    "misconceptions": _BASE | {"worker"},  # its command runs the wrong ideas and writes down what they give
    **dict.fromkeys(_JUDGES, _GRADING),
    "batch": _CLASS,
    "gradebook": _BASE | _READERS,  # readers of results: cli alone joins them to a batch
    "feedback": _BASE | _READERS | {"submission"},  # a page shows the code that was handed in
    "report": _BASE | _READERS | {"submission"},
    "validate": _CLASS | {"misconceptions"},  # it proves that each of them is found and named
    "collect": _CLASS,
    "demo": _CLASS | {"collect", "doctor", "feedback", "report"},
    "doctor": _CLASS,
    "cli": _CLASS | _READERS | {"validate", "collect", "demo", "doctor"},
    "__main__": {"cli"},
}

# The worker runs student code: of this project it may import these names alone.
WORKER = (
    "autils",
    "public_tests.calls",
    "public_tests.describe",
    "public_tests.functions",
    "grader.later",
    "grader.slicing",
    "grader.stateless",
    "grader.statements",
    "grader.worker",
)

# What to keep out -> the modules, by prefix, that it is kept out of, and those among them that are free.
NO_PICKLE = ("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "jsonpickle")
BANNED_IMPORTS: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {
    NO_PICKLE: (("autils", "public_tests", "grader"), ()),
    # A Connection.recv and a pool unpickle what comes: not where student code may be at the other end.
    ("multiprocessing", "concurrent.futures"): (
        tuple(f"grader.{part}" for part in ("worker", "submission", *sorted(_JUDGES))),
        (),
    ),
    # The trusted side never loads TensorFlow: a model reaches it as plain data. Misconceptions name it inside
    # functions, which run in the worker.
    ("tensorflow", "keras"): (("grader",), ("grader.worker", "grader.misconceptions")),
    # What a student wrote is parsed in the worker only; stubs, release and validate parse the author's.
    ("ast", "tokenize", "codeop", "IPython"): (
        tuple(
            f"grader.{part}"
            for part in ("notebook", "submission", "batch", "collect", *sorted(_JUDGES | _READERS))
        ),
        (),
    ),
    ("nbformat",): (("grader",), ("grader.notebook", "grader.release", "grader.worker")),
}

# Calls by name -> the prefixes of modules that may make them.
_BUILTINS = ("eval", "exec")
ALLOWED_CALLS: dict[tuple[str, ...], tuple[str, ...]] = {
    _BUILTINS: ("grader.worker",),
    # Nothing depends on the working directory but the default of --course.
    ("getcwd", "getcwdb", "cwd", "chdir", "fchdir"): ("grader.worker", "grader.cli", "grader.course"),
}

ROOT = Path(__file__).resolve().parent.parent


def read_sources(root: Path) -> dict[str, str]:
    """Map the dotted name of every module of the three packages to its source."""
    sources = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            sources[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text("utf-8")
    return sources


def imports_of(module: str, source: str, is_package: bool) -> set[str]:
    """Name everything that a module imports anywhere in its text, as far as the text tells."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, is_package, node.level, node.module)
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"} and node.args:
            name = _literal_start(node.args[0])
            is_relative = name.startswith(".")
            found.add(f"{module if is_package else module.rpartition('.')[0]}{name}" if is_relative else name)
    return {name.rstrip(".") for name in found if name}


def _absolute(module: str, is_package: bool, level: int, name: str | None) -> str:
    if not level:
        return name or ""
    base = module.split(".")
    base = base[: len(base) - level + is_package]
    return ".".join([*base, name] if name else base)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _literal_start(node: ast.expr) -> str:
    """Return the text with which a string begins, as far as it stands in the source."""
    if isinstance(node, ast.JoinedStr):
        return _literal_start(node.values[0]) if node.values else ""
    if isinstance(node, ast.BinOp):
        return _literal_start(node.left)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def is_within(name: str, prefixes: Iterable[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def broken_rules(sources: Mapping[str, str]) -> list[str]:
    """Say, one sentence each, which rules the modules break."""
    parents = {name.rpartition(".")[0] for name in sources} | set(PACKAGES)
    imports = {name: imports_of(name, text, name in parents) for name, text in sources.items()}
    found = []
    for module, source in sources.items():
        found += [*_wrong_imports(module, imports), *_wrong_calls(module, source)]
    return sorted(found)


def _wrong_imports(module: str, imports: Mapping[str, set[str]]) -> Iterable[str]:
    package, _, rest = module.partition(".")
    part = rest.partition(".")[0]
    if package == "grader" and part and part not in PARTS:
        return  # a helper: judged with each module that imports it
    for name in sorted(_reached(module, imports)):
        other, _, tail = name.partition(".")
        other_part = tail.partition(".")[0]
        if other in PACKAGES and other not in PACKAGES[package] | {package}:
            yield f"{module} imports {name}: {package} may not know {other}."
        elif (
            other == package == "grader"
            and other_part in PARTS
            and other_part not in PARTS.get(part, set()) | {part}
        ):
            yield f"{module} imports {name}: grader.{part or '__init__'} may not know grader.{other_part}."
        elif part == "worker" and other in PACKAGES and name not in PACKAGES and not is_within(name, WORKER):
            yield f"{module} imports {name}: of this project the worker may import {', '.join(WORKER)} alone."
        for banned, (where, free) in BANNED_IMPORTS.items():
            if is_within(name, banned) and is_within(module, where) and not is_within(module, free):
                yield f"{module} imports {name}, which is kept out of {', '.join(where)}."


def _reached(module: str, imports: Mapping[str, set[str]]) -> set[str]:
    """Collect a module's imports and, through helpers of grader, theirs."""
    seen: set[str] = set()
    waiting = set(imports[module])
    while waiting:
        name = waiting.pop()
        seen.add(name)
        is_helper = name in imports and name.startswith("grader.") and name.split(".")[1] not in PARTS
        if is_helper:
            waiting |= imports[name] - seen
    return seen


def _wrong_calls(module: str, source: str) -> Iterable[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = _called(node)
        is_method = isinstance(node.func, ast.Attribute) and called in _BUILTINS  # model.eval() is no eval
        for names, free in ALLOWED_CALLS.items():
            if called in names and not is_method and not is_within(module, free):
                yield f"{module}, line {node.lineno}: calls {called}, which only {', '.join(free)} may."
        for keyword in node.keywords:
            if keyword.arg == "allow_pickle" and not (
                isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            ):
                yield f"{module}, line {node.lineno}: allow_pickle must be False."
