"""Whatever is handed over: nothing is written outside the target, and no notebook is lost."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange import FOLDER, Desk, other_work, pack, work

NAMES = st.sampled_from(
    ["Ana Gómez", "李 雷", "-rf", "..", "Bo", "bo", "Bo", "=1+1", "a\u202eb", "x" * 200, "CON", "~"]
)
PARTS = st.sampled_from(["mini.ipynb", "mini (1).ipynb", "..", "/etc/x.ipynb", "C:\\x.ipynb", "a/b/c.ipynb"])
FILES = st.lists(st.tuples(NAMES, st.integers(1, 3), PARTS, st.booleans(), st.booleans()), max_size=8)


@given(FILES, FILES)
@settings(max_examples=25, deadline=None)
def test_nothing_escapes_and_nothing_is_lost(
    first: list[tuple[str, int, str, bool, bool]], second: list[tuple[str, int, str, bool, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate name")  # zipfile says so when it writes one
        desk = Desk(Path(folder))
        outside = {path for path in Path(folder).rglob("*") if path.is_file()}
        sent: set[bytes] = set()
        for turn, files in enumerate((first, second)):
            entries = []
            for number, (name, participant, part, is_zipped, is_lab) in enumerate(files):
                data = (work if is_lab else other_work)(f"{turn} {number}")
                if name != "..":  # which is nobody's name, and told
                    sent.add(data)
                if is_zipped:
                    part, data = "w.zip", pack({part: data} if part != ".." else {"../x.ipynb": data})
                elif part == "..":
                    part = "../x.ipynb"
                entries.append((f"{name}_{participant}_{FOLDER}/{part}", data))
            source = desk.source(f"{turn}.zip", pack(entries))
            outside.add(source)
            report = desk.bring(source, lms="moodle")
            assert all(row.student_id for row in report.students)
            assert bool(report.problems) == any(name == ".." for name, *_ in files)
        there = {path for path in Path(folder).rglob("*") if path.is_file()}
        assert all(desk.submitted in path.parents for path in there - outside)
        kept = {path.read_bytes() for path in there - outside}
        assert sent <= kept
        assert not any(path.name.startswith(".") for path in desk.submitted.rglob("*"))
