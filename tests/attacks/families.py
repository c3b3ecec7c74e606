"""Every attack of the suite."""

from __future__ import annotations

from tests.attacks import ends, forged, frames, network, reading, writing
from tests.attacks.attack import Attack

ATTACKS: list[Attack] = [
    *forged.ATTACKS,
    *frames.ATTACKS,
    *ends.ATTACKS,
    *reading.ATTACKS,
    *writing.ATTACKS,
    *network.ATTACKS,
]
