"""A channel carries frames between two ends; every wait has a deadline, and every end has its own error."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from grader.worker import codec
from grader.worker.channel import Channel, ChannelClosed, DeadlinePassed
from grader.worker.codec import CodecError, encode

Pair = tuple[Channel, Channel]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ends = tuple(map(Channel, socket.socketpair()))
    yield ends
    for end in ends:
        end.close()


def soon() -> float:
    return time.monotonic() + 0.05


def test_values_arrive_in_order(pair: Pair) -> None:
    ours, theirs = pair
    for value in ({"id": 1}, [1, 2], None):
        ours.send(value)
    assert [theirs.receive() for _ in range(3)] == [{"id": 1}, [1, 2], None]


def test_a_value_larger_than_the_sockets_buffer_arrives_whole(pair: Pair) -> None:
    ours, theirs = pair
    value = np.arange(500_000.0)
    sender = threading.Thread(target=ours.send, args=(value,))
    sender.start()
    assert np.array_equal(theirs.receive(time.monotonic() + 20), value)
    sender.join()


def test_nothing_came_in_time(pair: Pair) -> None:
    with pytest.raises(DeadlinePassed):
        pair[1].receive(soon())


def test_a_deadline_that_lies_in_the_past_does_not_wait(pair: Pair) -> None:
    pair[0].send(1)
    with pytest.raises(DeadlinePassed):
        pair[1].receive(time.monotonic() - 1)


def test_a_frame_that_drips_in_has_one_deadline_for_the_whole(pair: Pair) -> None:
    ours, theirs = pair
    frame = encode("x" * 100)
    stop = threading.Event()

    def drip() -> None:
        for i in range(len(frame)):
            if stop.wait(0.02):
                return
            ours.socket.send(frame[i : i + 1])

    sender = threading.Thread(target=drip)
    sender.start()
    try:
        with pytest.raises(DeadlinePassed):
            theirs.receive(time.monotonic() + 0.3)
    finally:
        stop.set()
        sender.join()


def test_an_end_that_does_not_read_cannot_hold_the_sender(pair: Pair) -> None:
    with pytest.raises(DeadlinePassed):
        pair[0].send(np.zeros(1_000_000), soon())


@pytest.mark.parametrize("sent", [b"", encode([1])[:-1], encode([1])[:3]], ids=["nothing", "most", "a bit"])
def test_an_end_that_has_gone_is_noticed_in_any_part_of_a_frame(pair: Pair, sent: bytes) -> None:
    pair[0].socket.sendall(sent)
    pair[0].close()
    with pytest.raises(ChannelClosed):
        pair[1].receive()


def test_sending_to_an_end_that_has_gone_is_noticed(pair: Pair) -> None:
    pair[1].close()
    with pytest.raises(ChannelClosed):
        pair[0].send(1)


@pytest.mark.parametrize("garbage", [b"x" * 16, b"GET / HTTP/1.1\r\n\r\n", b"\0" * 64], ids=repr)
def test_garbage_is_no_frame(pair: Pair, garbage: bytes) -> None:
    pair[0].socket.sendall(garbage)
    with pytest.raises(CodecError):
        pair[1].receive(soon())


def test_an_announced_length_beyond_the_limit_is_not_waited_for(pair: Pair) -> None:
    pair[0].socket.sendall(codec.PREFIX.pack(codec.MAGIC, 2, codec.MAX_BODY + 1))
    with pytest.raises(CodecError):
        pair[1].receive()


def test_a_value_that_cannot_be_sent_leaves_the_channel_usable(pair: Pair) -> None:
    with pytest.raises(CodecError):
        pair[0].send([1, object()])
    pair[0].send(2)
    assert pair[1].receive() == 2
