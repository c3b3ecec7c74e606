"""Start of the warm process: isolate it while it is small and has one thread, then let it import the rest.

`python -m grader.worker.launch CONTROL TIER FOLDER`, started by `grader.sandbox` alone.
"""

from __future__ import annotations

import json
import socket
import sys
from importlib import import_module
from pathlib import Path

from . import isolation, kernel


def main() -> None:
    """Enter a tier and become the zygote, or say why that tier cannot be had here."""
    number, tier, folder = sys.argv[1:]
    control = socket.socket(fileno=int(number))
    kernel.die_with_parent()
    try:
        guard = isolation.GUARDS[tier](Path(folder))  # type: ignore[index]
    except isolation.Unavailable as error:
        control.sendall(json.dumps({"unavailable": str(error)}).encode())
        return
    isolation.live_in(guard.folder)
    import_module("grader.worker.zygote").main(control, guard)


if __name__ == "__main__":
    main()
