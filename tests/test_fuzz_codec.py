"""The inputs of the fuzzer, tried without it: each is a frame that stays the same, or is refused."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.worker import codec
from tests.fuzz_codec import SEEDS, check, input_of, parts_of, write_seeds

SHORT = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=list(HealthCheck))
LONG = settings(SHORT, max_examples=3_000)

built = st.binary(max_size=120).map(lambda data: b"\1" + data)
"""Inputs that stand for JSON in any case."""


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A frame of the fuzzer's first ones with a few bytes changed, left out or put in."""
    data = bytearray(input_of(*draw(st.sampled_from(SEEDS))))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(1, len(data)))
        data[start : start + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data)


def test_every_first_input_is_a_frame(tmp_path: Path) -> None:
    words = write_seeds(tmp_path)
    assert words.read_text().startswith('"t"\n')
    for seed in tmp_path.iterdir():
        assert check(seed.read_bytes(), codec)


def test_an_input_without_a_single_byte_is_refused() -> None:
    assert parts_of(b"") == (b"", b"")
    assert not check(b"", codec)


@SHORT
@given(built | mutated())
def test_what_comes_is_a_frame_that_stays_the_same_or_is_refused(data: bytes) -> None:
    check(data, codec)


@pytest.mark.slow
@LONG
@given(built | mutated() | st.binary(max_size=300))
def test_three_thousand_inputs_are_frames_or_refused(data: bytes) -> None:
    check(data, codec)


def test_one_input_can_be_tried_again(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(input_of('{"t": 1}', b""))
    run = [sys.executable, "-m", "tests.fuzz_codec", "--try", str(path)]
    tried = subprocess.run(run, cwd=repository, capture_output=True, text=True, check=True)
    assert tried.stdout == "It is refused.\n"


@pytest.mark.skipif(importlib.util.find_spec("atheris") is not None, reason="atheris is here")
def test_without_the_fuzzer_one_sentence_says_how_to_get_it(repository: Path) -> None:
    run = [sys.executable, "-m", "tests.fuzz_codec", "--seconds", "1"]
    ended = subprocess.run(run, cwd=repository, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The fuzzer needs atheris: make fuzz installs it")
    assert ended.stderr.count("\n") == 1
