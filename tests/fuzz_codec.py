"""Frames by the million for the decoder that reads what student code may have written, guided by coverage.

    make fuzz SECONDS=60
    python -m tests.fuzz_codec --seconds 60 --corpus folder

The fuzzer, atheris, stops with a file of the bytes at the first input on which the decoder does anything but
give plain data or raise `CodecError`; `python -m tests.fuzz_codec --try file` puts it to the decoder again.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

SEEDS: tuple[tuple[str, bytes], ...] = (
    ('[null,true,1,2.5,"text",{"f":"nan"}]', b""),
    ('{"d":[["a",{"t":[1,{"t":[]}]}],[{"t":[1,2]},{"o":"DataFrame"}]]}', b""),
    ('{"a":["<f8",[2,1]]}', bytes(16)),
    ('[{"T":["<f4",[2]]},{"a":["|b1",[3]]}]', bytes(8) + b"\0\1\2"),
    ('{"p":[0,2.5,0,1]}', b""),
    ('{"s":[[0,1],[0,0,1]]}', b""),
    ('{"d":[["id",0],["ok","confined"]]}', b""),
)
TOKENS = ("t", "d", "f", "a", "T", "o", "p", "s", "nan", "-inf", "<f8", "<f4", "|b1", "|u1", "<i8", "|O")


NUMBERS = (0, -1, 1, 7, 2**63 - 1, 2**63, -(2**70), 0.5, -0.0, 1e308, float("inf"))


def parts_of(data: bytes) -> tuple[bytes, bytes]:
    """Return the header and the body that an input stands for.

    The first byte says how it is read: even, as two bytes of the header's length, the header and the body as
    they are; odd, as choices by which a tree is built that is JSON in any case, and a body.
    """
    if data[:1] and data[0] % 2:
        left = bytearray(data[:0:-1])
        tree = _tree(left, 0)
        return json.dumps(tree).encode(), bytes(left[::-1])
    size = int.from_bytes(data[1:3], "big")
    return data[3 : 3 + size], data[3 + size :]


def _tree(left: bytearray, depth: int) -> Any:
    """Build a JSON value by choices, taken from the end of what is left."""
    choice = left.pop() if left else 0
    more = choice >> 4
    if depth > 40 or choice % 8 == 0:
        return NUMBERS[more % len(NUMBERS)]
    if choice % 8 == 1:
        return TOKENS[more]
    if choice % 8 == 2:
        return (None, True, False, "")[more % 4]
    if choice % 8 == 3:
        return {"aT"[more % 2]: [TOKENS[10 + more % 6], [byte % 5 for byte in _taken(left, more // 4)]]}
    if choice % 8 == 4:
        return {"d": [[_tree(left, depth + 1), _tree(left, depth + 1)] for _ in range(more % 4)]}
    inner = [_tree(left, depth + 1) for _ in range(more % 4)]
    return {5: inner, 6: {TOKENS[more % 8]: inner}, 7: {TOKENS[more % 8]: _tree(left, depth + 1)}}[choice % 8]


def _taken(left: bytearray, count: int) -> list[int]:
    return [left.pop() for _ in range(min(count, len(left)))]


def input_of(header: str, body: bytes) -> bytes:
    """Return the input that stands for a header and a body."""
    packed = header.encode()
    return b"\0" + len(packed).to_bytes(2, "big") + packed + body


def check(data: bytes, codec: ModuleType) -> bool:
    """Put an input to the decoder; tell whether it is a frame.

    What is accepted can be sent back, and then stays the same for ever.
    """
    try:
        value = codec.decode(*parts_of(data))
    except codec.CodecError:
        return False
    frame = codec.encode(value)
    size = codec.PREFIX.size
    header, body = codec.decode_prefix(frame[:size])
    again = codec.decode(frame[size : size + header], frame[size + header : size + header + body])
    assert codec.encode(again) == frame, "a value that is sent twice changes on its way"
    return True


def write_seeds(folder: Path) -> Path:
    """Write the inputs to begin with into a folder, and the words of frames beside it; return these."""
    for number, (header, body) in enumerate(SEEDS):
        (folder / f"seed-{number}").write_bytes(input_of(header, body))
    words = folder.with_name(f"{folder.name}.dict")
    words.write_text("".join(f'"{json.dumps(token)[1:-1]}"\n' for token in TOKENS), encoding="utf-8")
    return words


def main() -> None:
    """Run the fuzzer for a while, or put one file to the decoder."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_codec", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long (default: 60)")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found to be of interest")
    parser.add_argument("--try", dest="file", type=Path, help="one input, and no fuzzing")
    options = parser.parse_args()
    if options.file:
        is_frame = check(options.file.read_bytes(), importlib.import_module("grader.worker.codec"))
        print("It is a frame." if is_frame else "It is refused.")
        return
    if options.corpus is None:
        with tempfile.TemporaryDirectory() as folder:  # the fuzzer ends its process and tidies nothing
            ours = [sys.executable, "-m", "tests.fuzz_codec", "--corpus", folder]
            sys.exit(subprocess.run([*ours, "--seconds", str(options.seconds)], check=False).returncode)
    fuzz(options.corpus, options.seconds)


def fuzz(corpus: Path, seconds: int) -> NoReturn:
    """Run the fuzzer and end the process; what it finds is written into the current folder."""
    try:
        atheris: Any = importlib.import_module("atheris")
    except ModuleNotFoundError:
        sys.exit("The fuzzer needs atheris: make fuzz installs it, or python -m pip install atheris.")
    with atheris.instrument_imports(include=["grader.worker.codec", "public_tests"]):
        codec = importlib.import_module("grader.worker.codec")
    inputs = corpus / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    flags = [f"-max_total_time={seconds}", f"-dict={write_seeds(inputs)}", "-max_len=600"]
    atheris.Setup([sys.argv[0], str(inputs), *flags, "-print_final_stats=1"], lambda data: _run(data, codec))
    atheris.Fuzz()
    sys.exit("The fuzzer came back, which it never does.")


def _run(data: bytes, codec: ModuleType) -> None:
    check(data, codec)


if __name__ == "__main__":
    main()
