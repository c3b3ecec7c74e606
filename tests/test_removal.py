"""A folder is removed whatever a student's code left in it."""

from __future__ import annotations

import os
from pathlib import Path

from grader.worker.removal import remove_tree


def test_a_folder_deeper_than_any_path_is_removed(tmp_path: Path) -> None:
    top = tmp_path / "run"
    top.mkdir()
    at = os.open(top, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("deep", dir_fd=at)
        inner = os.open("deep", os.O_RDONLY, dir_fd=at)
        os.close(os.open("file", os.O_CREAT, dir_fd=inner))
        os.close(at)
        at = inner
    os.close(at)
    remove_tree(top)
    assert list(tmp_path.iterdir()) == []


def test_closed_folders_are_opened_and_links_are_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("x")
    top = tmp_path / "run"
    (top / "a" / "b").mkdir(parents=True)
    (top / "a" / "b" / "link").symlink_to(kept)
    (top / "link").symlink_to(kept / "file")
    os.mkfifo(top / "pipe")
    for folder in (top / "a" / "b", top / "a", top):
        folder.chmod(0)
    remove_tree(top)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept"]
    assert (kept / "file").read_text() == "x"


def test_a_folder_that_is_not_there_or_is_a_link_is_left(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    remove_tree(tmp_path / "nothing")
    remove_tree(tmp_path / "link")
    assert (tmp_path / "real").is_dir()
