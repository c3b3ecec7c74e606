"""Python source without some of its definitions, and what it defines, imports and uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Set


def without(source: str, names: Set[str]) -> str:
    """Return a module's text without the top-level definitions of some names and the lines that export them.

    Args:
        source: a module.
        names: functions, classes and constants to leave out.
    """
    dropped: set[int] = set()
    for node in ast.parse(source).body:
        if _defined_by(node) & names:
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            dropped |= set(range(first, (node.end_lineno or node.lineno) + 1))
    any_name = "|".join(map(re.escape, sorted(names)))
    export = re.compile(rf'\s*(from \S+ import (\w+) as ({any_name})|"({any_name})"(: "[\w.]+")?,)\s*(#.*)?')
    lines = source.split("\n")
    kept = (
        line for number, line in enumerate(lines, 1) if number not in dropped and not export.fullmatch(line)
    )
    return "\n".join(kept)


def definitions(source: str) -> set[str]:
    """Return the names that a module's top level defines: functions, classes, assignments."""
    return set[str]().union(*map(_defined_by, ast.parse(source).body))


def uses_of(source: str, names: Set[str]) -> set[str]:
    """Return which of some names a module reads or imports anywhere."""
    used: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            used.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            used |= {alias.name for alias in node.names}
    return used & names


def imported_modules(source: str, package: str) -> set[str]:
    """Return every module that a text may import, also inside functions.

    `from a.b import c` gives `a`, `a.b` and `a.b.c`, for `c` may be a module.

    Args:
        source: Python code.
        package: the package that relative imports of one dot start from, such as "a.b", of two dots then "a";
            "" outside a package.
    """
    modules: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            base = ".".join(part for part in (*start, node.module) if part)
            modules |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return modules | {module.rpartition(".")[0] for module in modules if "." in module}


def _defined_by(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return set()
