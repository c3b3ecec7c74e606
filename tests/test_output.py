"""Output of a student's code: its beginning arrives, the rest is taken without an error and dropped."""

from __future__ import annotations

import contextlib
import io
import threading
from pathlib import Path

import pytest

from grader.worker.output import MAX_OUTPUT, CappedOutput


def _stream(encoding: str = "utf-8", errors: str = "strict") -> tuple[io.BytesIO, io.TextIOWrapper]:
    raw = io.BytesIO()
    return raw, io.TextIOWrapper(raw, encoding=encoding, errors=errors, write_through=True)


def test_the_beginning_arrives_and_the_rest_counts_as_written() -> None:
    raw, stream = _stream()
    out = CappedOutput(stream)
    assert out.write("a" * 65_000) == 65_000
    assert out.write("b" * 10_000_000) == 10_000_000
    assert out.write("c") == 1
    assert raw.getvalue() == b"a" * 65_000 + b"b" * (MAX_OUTPUT - 65_000)


def test_printing_ten_megabytes_ends_well_where_a_file_may_not_grow(tmp_path: Path) -> None:
    class FullFile(io.StringIO):
        def write(self, text: str, /) -> int:
            if self.tell() + len(text) > MAX_OUTPUT:
                raise OSError("File too large")
            return super().write(text)

    full = FullFile()
    with contextlib.redirect_stdout(CappedOutput(full)):
        for _ in range(3):
            print("x" * 10_000_000, flush=True)
    assert len(full.getvalue()) == MAX_OUTPUT


@pytest.mark.parametrize(("limit", "kept"), [(4, "xü"), (5, "xüü"), (6, "xüü"), (7, "xüüü"), (0, "")])
def test_no_character_is_cut_in_half(limit: int, kept: str) -> None:
    raw, stream = _stream()
    out = CappedOutput(stream, limit)
    assert out.write("xüüü") == 4
    assert out.write("!") == 1
    assert raw.getvalue().decode() == kept


def test_it_answers_what_the_stream_below_answers(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="latin-1", errors="replace") as stream:
        out = CappedOutput(stream)
        assert (out.encoding, out.errors, out.isatty()) == ("latin-1", "replace", False)
        assert out.fileno() == stream.fileno()
        assert (out.writable(), out.readable(), out.seekable()) == (True, False, False)
        out.writelines(["a\u0394", "b"])
        out.flush()
        assert (tmp_path / "out").read_bytes() == b"a?b"


def test_closing_it_leaves_the_stream_below_open() -> None:
    raw, stream = _stream()
    out = CappedOutput(stream)
    out.write("a")
    out.close()
    with pytest.raises(ValueError, match="closed file"):
        out.write("b")
    stream.write("c")
    assert raw.getvalue() == b"ac"


def test_only_text_is_written() -> None:
    with pytest.raises(TypeError, match="must be str, not bytes"):
        CappedOutput(_stream()[1]).write(b"a")  # type: ignore[arg-type]


def test_threads_together_pass_on_no_more_than_the_limit() -> None:
    raw, stream = _stream()
    out = CappedOutput(stream, 10_000)
    threads = [
        threading.Thread(target=lambda: [out.write("12345678\n") for _ in range(1000)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raw.getvalue() == (b"12345678\n" * 2000)[:10_000]
