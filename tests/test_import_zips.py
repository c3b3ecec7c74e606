"""Zips that strangers made: nothing leaves the folder, nothing grows without limit, all else is told."""

from __future__ import annotations

import logging
import stat
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.plugins import ExtractorPlugin

from grader.collect.archives import Gathered, SafeExtractor
from grader.collect.paths import MOST_BYTES, MOST_PARTS, safe_parts, student_folder
from tests.exchange import encrypted, pack, pack_special


def gather(folder: Path, data: bytes, **settings: int | list[str]) -> Gathered:
    """Unpack a zip of these bytes into a folder of its own, and prove that nothing lies elsewhere."""
    source = folder / "all.zip"
    source.write_bytes(data)
    into = folder / "into"
    gathered = SafeExtractor(**settings).gather(source, into)
    assert {path.name for path in folder.iterdir()} <= {"all.zip", "into"}
    for found in gathered.files:
        if found.path is not None:
            assert into in found.path.resolve().parents
            assert not found.path.is_symlink()
    return gathered


def sentences(gathered: Gathered) -> list[str]:
    return [sentence for _, sentence in gathered.notices]


@pytest.mark.parametrize(
    ("name", "lands"),
    [
        ("../../up.ipynb", "up.ipynb"),
        ("/etc/cron.d/x.ipynb", "etc/cron.d/x.ipynb"),
        ("a/../../b.ipynb", "a/b.ipynb"),
        ("C:\\Windows\\x.ipynb", "Windows/x.ipynb"),
        ("..\\..\\x.ipynb", "x.ipynb"),
        ("a/ .. /x.ipynb", "a/x.ipynb"),
    ],
)
def test_a_name_that_leads_out_is_put_inside_and_told(tmp_path: Path, name: str, lands: str) -> None:
    gathered = gather(tmp_path, pack({name: b"content"}))
    (found,) = gathered.files
    assert found.name == lands
    assert found.path is not None
    assert found.path.read_bytes() == b"content"
    if name != "a/ .. /x.ipynb":
        assert gathered.notices == [
            (lands, "Its name in the zip leads out of the folder; it was put inside.")
        ]


def test_plain_names_are_told_of_nothing(tmp_path: Path) -> None:
    names = ["Müller, Jürgen.ipynb", "李雷/作业.ipynb", "-rf.ipynb", "a b/c d (1).ipynb", ".hidden.ipynb"]
    gathered = gather(tmp_path, pack(dict.fromkeys(names, b"x")))
    assert [found.name for found in gathered.files] == names
    assert gathered.notices == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_left_out(tmp_path: Path, kind: int) -> None:
    gathered = gather(tmp_path, pack_special("s1/work.ipynb", kind))
    assert [(found.name, found.path) for found in gathered.files] == [("s1/work.ipynb", None)]
    assert sentences(gathered) == ["It is a link or no ordinary file, and was left out."]


def test_a_folder_that_holds_data_is_told(tmp_path: Path) -> None:
    gathered = gather(tmp_path, pack({"s1/": b"data", "s2/": b""}))
    assert gathered.files == []
    assert gathered.notices == [("s1", "It is a folder by its name and holds data; it was left out.")]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.ipynb").write_text("secret")
    source = tmp_path / "source"
    source.mkdir()
    (source / "file.ipynb").symlink_to(secret / "key.ipynb")
    (source / "folder").symlink_to(secret)
    gathered = SafeExtractor().gather(source, tmp_path / "into")
    assert [(found.name, found.path) for found in gathered.files] == [("file.ipynb", None), ("folder", None)]
    assert len(gathered.notices) == 2


def test_a_password_is_told_and_the_rest_is_unpacked(tmp_path: Path) -> None:
    inner = encrypted(pack({"work.ipynb": b"x"}))
    gathered = gather(tmp_path, pack({"a.zip": inner, "b.ipynb": b"y"}))
    assert gathered.notices == [("a.zip/work.ipynb", "It was not unpacked: it is protected by a password.")]
    assert [f.name for f in gathered.files if f.path] == ["a.zip", "b.ipynb"]


def test_damage_is_told_and_the_rest_is_unpacked(tmp_path: Path) -> None:
    broken = bytearray(pack({"work.ipynb": bytes(range(256)) * 40}))
    broken[60] ^= 0xFF  # inside the packed bytes
    gathered = gather(tmp_path, pack({"a.zip": bytes(broken), "b.zip": b"PK nonsense", "c.ipynb": b"y"}))
    assert gathered.notices == [
        ("a.zip/work.ipynb", "It was not unpacked: it is damaged."),
        ("b.zip", "It is damaged, or no zip that can be opened here."),
    ]
    assert [f.name for f in gathered.files if f.path] == ["a.zip", "b.zip", "c.ipynb"]
    assert not (tmp_path / "into" / "a.zip" / "work.ipynb").exists()


def test_an_unknown_way_of_packing_is_told(tmp_path: Path) -> None:
    packed = bytearray(pack({"work.ipynb": b"x"}))
    for mark, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        packed[packed.find(mark) + offset] = 9  # Deflate64
    assert sentences(gather(tmp_path, bytes(packed))) == [
        "It was not unpacked: it is packed in an unknown way."
    ]


def test_a_bomb_stops_at_the_ratio(tmp_path: Path) -> None:
    gathered = gather(tmp_path, pack({"bomb.ipynb": bytes(60_000_000), "good.ipynb": b"x"}))
    assert gathered.notices == [
        ("bomb.ipynb", "It was not unpacked: it unpacks to a suspicious multiple of its size.")
    ]
    assert [f.name for f in gathered.files if f.path] == ["good.ipynb"]
    assert sum(path.stat().st_size for path in (tmp_path / "into").rglob("*")) == 1


def test_a_size_that_a_zip_claims_is_not_believed(tmp_path: Path) -> None:
    packed = bytearray(pack({"bomb.ipynb": bytes(3_000_000)}))
    struct.pack_into("<L", packed, packed.find(b"PK\1\2") + 24, 10)  # claims 10 bytes
    gathered = gather(tmp_path, bytes(packed), max_file_bytes=2_000_000)
    assert [f for f in gathered.files if f.path] == []
    assert len(gathered.notices) == 1


def test_limits_of_a_file_a_nested_zip_and_a_source_hold(tmp_path: Path) -> None:
    inner = pack({f"{number}.ipynb": bytes(400_000) for number in range(4)})
    too_large = gather(tmp_path, pack({"a.ipynb": bytes(2_000_001)}), max_file_bytes=2_000_000)
    assert sentences(too_large) == ["It was not unpacked: it is larger than 2 MB."]
    for setting in ("max_nested_bytes", "max_total_bytes"):
        folder = tmp_path / setting
        folder.mkdir()
        gathered = gather(folder, pack({"a.zip": inner}), **{setting: 1_000_000})
        unpacked = [f for f in gathered.files if f.path and f.name != "a.zip"]
        assert len(unpacked) == 2
        assert "It was not unpacked: it unpacks to more than is allowed." in sentences(gathered)
    folder = tmp_path / "files"
    folder.mkdir()
    assert sentences(gather(folder, pack({"a.zip": inner}), max_files=3))[-1].endswith("too many files.")


def test_zips_in_zips_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = pack({"work.ipynb": b"deep"})
    for depth in range(6):
        data = pack({f"{depth}.zip": data, f"at{depth}.ipynb": b"x"})
    gathered = gather(tmp_path, data)
    found = {f.name.rpartition("/")[2] for f in gathered.files if f.path}
    assert {"at5.ipynb", "at4.ipynb", "at3.ipynb", "at2.ipynb"} <= found
    assert "work.ipynb" not in found
    assert sentences(gathered) == ["It is a zip inside 3 others, and was not opened."]


def test_a_list_of_names_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    packed = bytearray(pack({"work.ipynb": b"x"}))
    struct.pack_into("<L", packed, packed.rfind(b"PK\5\6") + 12, 6_000_000)
    gathered = gather(tmp_path, pack({"a.zip": bytes(packed)}))
    assert sentences(gathered) == ["The rest of it was not unpacked: it holds too many files."]


def test_a_name_that_comes_twice_is_unpacked_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = pack([("work.ipynb", b"one"), ("work.ipynb", b"two"), ("work.ipynb/inner.ipynb", b"three")])
    gathered = gather(tmp_path, data)
    assert [f.path.read_bytes() for f in gathered.files if f.path] == [b"one", b"two", b"three"]


def test_long_and_deep_names_fit_a_file_system(tmp_path: Path) -> None:
    inner = pack({f"{'ü' * 200}/{'deep/' * 500}{'x' * 300}.ipynb": b"x"})
    for depth in range(3):
        inner = pack({f"{'/'.join('ab' * 60 for _ in range(9))}/{depth}.zip": inner})
    gathered = gather(tmp_path, inner)
    assert sum(f.path is not None for f in gathered.files) == 4
    assert gathered.notices == []


def test_what_operating_systems_leave_is_not_listed(tmp_path: Path) -> None:
    names = ["__MACOSX/a/._work.ipynb", "a/.DS_Store", "Thumbs.db", "a/__pycache__/x.pyc", "._b.ipynb"]
    assert gather(tmp_path, pack(dict.fromkeys(names, b"x"))).files == []


def test_endings_that_are_not_wanted_are_listed_and_not_unpacked(tmp_path: Path) -> None:
    gathered = gather(tmp_path, pack({"a.IPYNB": b"x", "film.mp4": bytes(1000)}), only=[".ipynb"])
    assert [(f.name, f.path is not None) for f in gathered.files] == [("a.IPYNB", True), ("film.mp4", False)]


def test_names_in_utf8_without_a_flag_are_read(tmp_path: Path) -> None:
    packed = bytearray(pack({"Müller.ipynb": b"x"}))
    for mark, offset in ((b"PK\3\4", 7), (b"PK\1\2", 9)):
        packed[packed.find(mark) + offset] &= ~0x08
    assert [f.name for f in gather(tmp_path, bytes(packed)).files] == ["Müller.ipynb"]


def test_times_are_those_of_the_zip(tmp_path: Path) -> None:
    when = datetime(2026, 3, 1, 12, 30, 20)
    assert gather(tmp_path, pack({"a.ipynb": b"x"}, when)).files[0].time == when
    assert gather(tmp_path, pack({"a.ipynb": b"x"}, datetime(1980, 1, 1))).files[0].time is None


def test_it_is_an_extractor_of_nbgrader(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    archive = tmp_path / "archive"
    (archive / "sub").mkdir(parents=True)
    (archive / "all.zip").write_bytes(pack({"s1/work.ipynb": b"one", "../s2.ipynb": b"two"}))
    (archive / "sub" / "loose.ipynb").write_bytes(b"three")
    extractor = SafeExtractor(log=logging.getLogger("test"))
    assert isinstance(extractor, ExtractorPlugin)
    extractor.extract(str(archive), str(tmp_path / "extracted"))
    unpacked = {
        p.relative_to(tmp_path / "extracted").as_posix() for p in tmp_path.rglob("extracted/**/*.ipynb")
    }
    assert unpacked == {"all.zip/s1/work.ipynb", "all.zip/s2.ipynb", "sub/loose.ipynb"}
    assert "leads out of the folder" in caplog.text
    assert not (tmp_path / "s2.ipynb").exists()


@given(st.text(max_size=40) | st.text(alphabet="./\\: a\0\u202e-", max_size=20))
def test_no_name_leads_anywhere_else(name: str) -> None:
    cleaned = safe_parts(name)
    assert 1 <= len(cleaned.parts) <= MOST_PARTS
    for part in cleaned.parts:
        assert part not in ("", ".", "..")
        assert not set(part) & set("/\\\0\n\u202e")
        assert len(part.encode()) <= MOST_BYTES
    assert safe_parts("/".join(cleaned.parts)).parts == cleaned.parts


@given(st.text(max_size=150))
def test_a_students_folder_is_plain_or_empty(text: str) -> None:
    folder = student_folder(text)
    assert not folder.startswith((".", "-", " "))
    assert not set(folder) & set('/\\<>:"|?*\0\n\t')
    assert len(folder.encode()) <= MOST_BYTES
    assert student_folder(folder) == folder


def test_the_source_stays_as_it_is(tmp_path: Path) -> None:
    data = pack({"a/../../x.ipynb": b"x", "b.zip": pack({"y.ipynb": b"y"})})
    gather(tmp_path, data)
    assert (tmp_path / "all.zip").read_bytes() == data
    assert zipfile.is_zipfile(tmp_path / "all.zip")
