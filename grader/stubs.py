"""From a solution cell to what a student receives: regions between markers become stubs."""

from __future__ import annotations

START = "### START CODE HERE ###"
END = "### END CODE HERE ###"


class StubError(ValueError):
    """A solution cell that cannot be turned into a stub; the message names the line and the cure."""


def has_region(source: str) -> bool:
    """Return whether a cell's text mentions a region marker."""
    return "START CODE HERE" in source or "END CODE HERE" in source


def stub_source(source: str) -> str:
    """Return a solution cell's text with each region replaced by a stub."""
    raise NotImplementedError
