"""Keep the lines that native libraries write past Python out of a notebook."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2


@contextmanager
def quiet_native_stderr() -> Iterator[None]:
    """Hold back what is written to file descriptor 2, and show it only if the body raises.

    TensorFlow's native code reports while it is imported, whatever the log level. In a notebook, Python's own
    warnings and errors take another way and stay visible. Descriptor 2 belongs to the whole process: what
    other threads write there meanwhile is held back as well.
    """
    try:
        saved = os.dup(_STDERR)
    except OSError:  # no descriptor 2, as in a windowed program: nothing to hold back
        yield
        return
    _flush_stderr()
    failed = True
    with tempfile.TemporaryFile() as buffer:
        os.dup2(buffer.fileno(), _STDERR)
        try:
            yield
            failed = False
        finally:
            _flush_stderr()
            os.dup2(saved, _STDERR)
            os.close(saved)
            if failed:
                buffer.seek(0)
                sys.stderr.write(buffer.read().decode(errors="replace"))
                sys.stderr.flush()


def _flush_stderr() -> None:
    """Send on what Python still holds, so that it lands on the right side of the switch."""
    if sys.stderr is not None:
        sys.stderr.flush()
