"""The public cases of two_layer_mlp."""

from __future__ import annotations

from ..known_results import KnownResults

LAB = "two_layer_mlp"
KNOWN = KnownResults(LAB)
