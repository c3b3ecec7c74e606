"""What a student's code prints: the beginning is kept, the rest is taken and dropped."""

from __future__ import annotations

import io
import threading
from typing import TextIO

MAX_OUTPUT = 65_536


class CappedOutput(io.TextIOBase):
    """A text stream that passes on its first bytes and then nothing more, without an error.

    Printing too much is no mistake of an answer: a stream that fails on it would cost points.

    Args:
        stream: where the beginning goes; closing this object leaves it open.
        limit: bytes that are passed on, in the stream's encoding.
    """

    def __init__(self, stream: TextIO, limit: int = MAX_OUTPUT) -> None:
        super().__init__()
        self._stream = stream
        self._room = limit
        self._lock = threading.RLock()  # one thread may write again from a signal handler

    def write(self, text: str, /) -> int:
        """Pass on what still fits of `text`; return the length of all of it, as if it were written."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        with self._lock:
            if self.closed:
                raise ValueError("I/O operation on closed file.")
            if self._room > 0 and text:
                self._pass_on(text)
        return len(text)

    def _pass_on(self, text: str) -> None:
        data = text[: self._room].encode(self.encoding, self.errors or "strict")
        fits = len(data) <= self._room and len(text) <= self._room
        if fits:
            self._stream.write(text)
            self._room -= len(data)
        else:  # never half a character
            self._stream.write(data[: self._room].decode(self.encoding, "ignore"))
            self._room = 0
        self._stream.flush()  # a process that is ended loses what still waits

    def flush(self) -> None:
        """Flush the stream below."""
        super().flush()
        self._stream.flush()

    def writable(self) -> bool:
        """Tell that text can be written here: always."""
        return True

    def isatty(self) -> bool:
        """Tell whether the stream below is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the descriptor of the stream below; bytes written there are not counted."""
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream below."""
        return self._stream.encoding or "utf-8"

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """What the stream below does with characters that its encoding lacks."""
        return self._stream.errors
