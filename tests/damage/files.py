"""Damage to the bytes of a file: encodings, ends that are missing or too many, files of another kind."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable

from tests.damage.case import Damage, rewritten, ruined
from tests.foreign.base import MY_DENSE, Content, as_bytes, solved_notebook
from tests.foreign.changes import edit

_GERMAN = MY_DENSE.replace("units", "größe")


def _written_as(encoding: str) -> Callable[[bytes], bytes]:
    return lambda data: data.decode().encode(encoding)


def _cut_at(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def _packed(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("binary_digits.ipynb", data)
    return target.getvalue()


def _script(_: bytes) -> bytes:
    return b"#!/usr/bin/env python\n" + MY_DENSE.encode()


def _german(encoding: str, broken: bytes = b"") -> Callable[[], bytes]:
    """An answer with a name that is no ASCII, in a file that holds a broken byte in its first text."""

    def make() -> bytes:
        content: Content = solved_notebook()
        edit("my-dense", lambda _: _GERMAN)(content)
        return as_bytes(content).decode().encode(encoding).replace(b"Zeros", b"Zeros" + broken, 1)

    return make


FILES: dict[str, Damage] = {
    **{
        f"{encoding} without a mark": rewritten(_written_as(encoding), encoding[:6].upper())
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    },
    "utf-32 with a mark": rewritten(_written_as("utf-32"), "UTF-32"),
    "names in latin-1": Damage(_german("latin-1"), "not clean UTF-8"),
    "quotes in windows-1252": Damage(
        lambda: as_bytes(solved_notebook()).replace(b'\\"\\"\\"Apply', b'\\"\\"\\"\x93Apply\x94'),
        "not clean UTF-8",
    ),
    "one broken byte beside names in UTF-8": Damage(_german("utf-8", b"\xff"), "not clean UTF-8"),
    "a mark and CR LF": rewritten(
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "byte order mark"
    ),
    "zeros behind the end": rewritten(lambda data: data + bytes(4096)),
    "the tail of a longer version": rewritten(lambda data: data + data[-300:], "behind the end"),
    "the page of a proxy behind the end": rewritten(lambda data: data + b"\n<html>", "behind the end"),
    "no line ends": rewritten(lambda data: data.replace(b"\n", b"")),
    "trailing comma": ruined(lambda data: data.replace(b"[\n  {", b"[,\n  {", 1), "not JSON (line 2"),
    **{
        f"cut at {share:.0%}": ruined(_cut_at(share), "breaks off (line ")
        for share in (0.001, 0.1, 0.5, 0.9, 0.999)
    },
    "zeros alone": ruined(lambda data: bytes(len(data)), "is empty"),
    "random bytes": ruined(lambda data: random.Random(1).randbytes(5000), "not JSON"),
    "a zip": ruined(_packed, "is a zip archive, not a notebook"),
    "gzip": ruined(gzip.compress, "is a gzip archive"),
    "a picture": ruined(lambda data: b"\x89PNG\r\n\x1a\n" + bytes(40), "is a picture"),
    "the page of a login": ruined(lambda data: b"<!DOCTYPE html>\n<html></html>", "is a web page"),
    "a script": ruined(_script, "not JSON (line 1"),
    "an unfinished merge": ruined(
        lambda data: data.replace(b'\n "metadata"', b'\n<<<<<<< HEAD\n "metadata"', 1), "git merge"
    ),
    "a text": ruined(lambda data: b'"a notebook"', "no notebook"),
    "a number": ruined(lambda data: b"4.5", "no notebook"),
    "nothing but null": ruined(lambda data: b"null", "no notebook"),
    "cells that are an object": ruined(lambda data: b'{"cells": {"a": 1}}', "not a list"),
    "deep": ruined(lambda data: b'{"cells": ' * 5000 + b"1" + b"}" * 5000, "nested too deeply"),
    "half a surrogate pair": rewritten(lambda data: data.replace(b"one example", b"one \\ud83d example")),
}
