"""Every attack of the suite."""

from __future__ import annotations

from tests.attacks import (
    bombs,
    ends,
    escapes,
    forged,
    frames,
    leaks,
    messages,
    network,
    processes,
    reading,
    writing,
)
from tests.attacks.attack import Attack

_MODULES = (forged, frames, ends, bombs, processes, reading, writing, network, escapes, leaks, messages)
ATTACKS: list[Attack] = [attack for module in _MODULES for attack in module.ATTACKS]
