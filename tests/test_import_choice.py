"""Which of a student's files is the submission, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.handed_in import find_submissions
from tests.exchange import FOLDER, Desk, encrypted, other_work, pack, pack_special, work
from tests.mini_course import LAB


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("names", "chosen", "reason"),
    [
        ({f"{LAB}.ipynb": work("A"), "x.ipynb": other_work()}, "A", "by its cells it is the lab's"),
        ({f"{LAB}.ipynb": other_work(), "x.ipynb": work("B")}, "B", "by its cells it is the lab's"),
        ({f"{LAB}.ipynb": work("A"), f"{LAB} (1).ipynb": work("B")}, "A", "it has the lab's name"),
        ({f"{LAB} (1).ipynb": work("A"), f"{LAB} (2).ipynb": work("B")}, "B", "it is the last copy"),
        ({f"old/{LAB}.ipynb": work("A"), "x.ipynb": work("B")}, "B", "it lies outermost"),
        ({"w.zip": pack({f"{LAB}.ipynb": work("A")}), "x.ipynb": work("B")}, "B", "it does not lie in a zip"),
    ],
)
def test_of_several_notebooks_one_counts_and_the_reason_is_told(
    desk: Desk, names: dict[str, bytes], chosen: str, reason: str
) -> None:
    row = desk.bring_zip({f"Ana_1_{FOLDER}/{name}": data for name, data in names.items()})["Ana"]
    assert desk.notebook("Ana") == work(chosen)
    assert row.notices[0].startswith("Of 2 notebooks, “")
    assert row.notices[0].endswith(f" counts: {reason}. The rest is kept aside.")
    assert len(desk.aside("Ana")) == 1


def test_of_two_uploads_in_canvas_the_later_counts(desk: Desk) -> None:
    row = desk.bring_zip({f"a_1_20_{LAB}-1.ipynb": work("b"), f"a_1_10_{LAB}.ipynb": work("a")})["1"]
    assert desk.notebook("1") == work("b")
    assert "it was uploaded last" in row.notices[0]


def test_of_two_loose_files_the_one_saved_last_counts(desk: Desk) -> None:
    new, old = desk.source("flat/ana.ipynb", work("new")), desk.source("flat/ana (1).ipynb", work("old"))
    desk.source("flat/bo.ipynb", work("bo"))
    os.utime(old, (new.stat().st_mtime - 100,) * 2)
    row = desk.bring(desk.sources / "flat").students[0]
    assert desk.notebook("ana") == work("new")
    assert "it was saved last" in row.notices[0]


def test_copies_with_the_same_bytes_are_one(desk: Desk) -> None:
    files = {f"Ana_1_{FOLDER}/{LAB}.ipynb": work(), f"Ana_1_{FOLDER}/{LAB} (1).ipynb": work()}
    assert desk.bring_zip(files)["Ana"].notices == ()
    assert desk.aside("Ana") == set()


def test_a_student_zips_the_whole_folder(desk: Desk) -> None:
    inner = {
        f"{LAB}/{LAB}.ipynb": work("real"),
        f"{LAB}/.ipynb_checkpoints/{LAB}-checkpoint.ipynb": work("automatic"),
        f"{LAB}/autils/data.py": b"x = 1",
        f"__MACOSX/{LAB}/._{LAB}.ipynb": b"litter",
    }
    row = desk.bring_zip({f"Ana_1_{FOLDER}/all.zip": pack(inner)})["Ana"]
    assert desk.notebook("Ana") == work("real")
    assert row.notices == ()


def test_a_checkpoint_counts_if_there_is_nothing_else(desk: Desk) -> None:
    inner = {f".ipynb_checkpoints/{LAB}-checkpoint.ipynb": work("automatic")}
    row = desk.bring_zip({f"Ana_1_{FOLDER}/all.zip": pack(inner)})["Ana"]
    assert desk.notebook("Ana") == work("automatic")
    assert "Jupyter's automatic copy" in row.notices[0]


@pytest.mark.parametrize("name", [f"{LAB}.ipynb.txt", f"{LAB}.json", f"{LAB}.ipynb.json"])
def test_a_notebook_with_another_ending_counts(desk: Desk, name: str) -> None:
    row = desk.bring_zip({f"Ana_1_{FOLDER}/{name}": work()})["Ana"]
    assert desk.notebook("Ana") == work()
    assert row.notices[0] == f"“{name}” holds a notebook; it counts."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("report.pdf", b"%PDF", "“report.pdf” is no notebook and stays in the source."),
        ("notes.txt", b"hello", "“notes.txt” is no notebook and stays in the source."),
        ("work.rar", b"Rar!", "“work.rar” cannot be opened here: ask for the notebook."),
        ("w.zip", b"PK nonsense", "“w.zip”: It is damaged, or no zip that can be opened here."),
        (
            "w.zip",
            encrypted(pack({f"{LAB}.ipynb": work()})),
            f"“{LAB}.ipynb”: It was not unpacked: it is protected by a password.",
        ),
        (
            "w.zip",
            pack_special(f"{LAB}.ipynb", 0o120000),
            f"“{LAB}.ipynb”: It is a link or no ordinary file, and was left out.",
        ),
    ],
)
def test_who_hands_in_no_notebook_is_in_the_class_and_told(
    desk: Desk, name: str, data: bytes, said: str
) -> None:
    row = desk.bring_zip({f"Ana_1_{FOLDER}/{name}": data})["Ana"]
    assert row.outcome == "no notebook"
    assert row.notices == ("There is no notebook.", said)
    (handed_in,) = find_submissions(desk.submitted, LAB)
    assert handed_in.student_id == "Ana"
    assert not handed_in.path.exists()
