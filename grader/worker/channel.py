"""Frames over a socket, each end with a deadline for the whole frame."""

from __future__ import annotations

import socket
import time

from public_tests.describe import Plain

from .codec import PREFIX, decode, decode_prefix, encode


class DeadlinePassed(Exception):
    """The other end did not answer in time."""


class ChannelClosed(Exception):
    """The other end has gone."""


class Channel:
    """One end of a socket that carries frames.

    A deadline is a value of `time.monotonic()`, in seconds; None waits for ever.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock

    def send(self, value: Plain, deadline: float | None = None) -> None:
        """Send one value.

        Raises:
            CodecError: the value cannot be sent; nothing was.
            DeadlinePassed, ChannelClosed: as their names say.
        """
        view = memoryview(encode(value))
        while view:
            self._wait(deadline)
            try:
                view = view[self.socket.send(view) :]
            except TimeoutError as error:
                raise DeadlinePassed from error
            except OSError as error:
                raise ChannelClosed from error

    def receive(self, deadline: float | None = None) -> Plain:
        """Receive one value.

        Raises:
            CodecError: what came is no frame; nothing more can be read from this channel.
            DeadlinePassed, ChannelClosed: as their names say.
        """
        header, body = decode_prefix(self._read(PREFIX.size, deadline))
        return decode(self._read(header, deadline), self._read(body, deadline))

    def close(self) -> None:
        """Close this end."""
        self.socket.close()

    def _read(self, count: int, deadline: float | None) -> bytes:
        data = bytearray()
        while len(data) < count:
            self._wait(deadline)
            try:
                part = self.socket.recv(min(count - len(data), 1 << 20))
            except TimeoutError as error:
                raise DeadlinePassed from error
            except OSError as error:
                raise ChannelClosed from error
            if not part:
                raise ChannelClosed
            data += part
        return bytes(data)

    def _wait(self, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise DeadlinePassed
        self.socket.settimeout(left)
