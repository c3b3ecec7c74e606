"""The public cases of deep_network."""

from __future__ import annotations

from ..known_results import KnownResults

LAB = "deep_network"
KNOWN = KnownResults(LAB)
