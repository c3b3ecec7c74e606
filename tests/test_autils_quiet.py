"""Native lines stay out of sight unless something goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autils.quiet import quiet_native_stderr

ROOT = Path(__file__).parent.parent


def test_lines_written_to_the_descriptor_disappear(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_native_stderr():
        os.write(2, b"native line\n")
    assert capfd.readouterr().err == ""


def test_lines_are_shown_if_the_body_raises(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with quiet_native_stderr():
            os.write(2, b"native line\n")
            raise ImportError("no such library")

    with pytest.raises(ImportError, match="no such library"):
        fail()
    assert capfd.readouterr().err == "native line\n"


def test_the_descriptor_is_restored_however_the_body_ends(capfd: pytest.CaptureFixture[str]) -> None:
    for error in (None, ValueError, KeyboardInterrupt):
        try:
            with quiet_native_stderr():
                if error:
                    raise error
        except (ValueError, KeyboardInterrupt):
            pass
        os.write(2, b"after\n")
        assert capfd.readouterr().err == "after\n"


def test_no_descriptor_is_left_open() -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    if not Path("/proc/self/fd").exists():
        pytest.skip("open descriptors are counted through /proc, which this system has not")
    before = opened()
    for _ in range(5):
        with quiet_native_stderr():
            pass
    assert opened() == before


def test_more_lines_than_a_pipe_holds_do_not_block(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_native_stderr():
        os.write(2, b"x" * 1_000_000)
    assert capfd.readouterr().err == ""


def test_a_process_without_descriptor_2_works_too() -> None:
    code = "import os, autils; os.close(2)\nwith autils.quiet_native_stderr(): print('done')"
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stdout == "done\n"


def test_in_a_notebook_native_lines_are_hidden_and_warnings_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # with it, a kernel does not watch its descriptor 2
    cells = [
        "import os, time, warnings\nfrom autils import quiet_native_stderr",
        "os.write(2, b'plain line\\n'); time.sleep(1)",
        "with quiet_native_stderr():\n    os.write(2, b'native line\\n')\ntime.sleep(1)",
        "with quiet_native_stderr():\n    warnings.warn('look here')",
        "with quiet_native_stderr():\n    os.write(2, b'native line\\n')\n    raise ImportError('none')",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    resources = {"metadata": {"path": str(ROOT)}}
    NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources=resources, allow_errors=True
    ).execute()

    def stderr(cell: nbformat.NotebookNode) -> str:
        return "".join(output.text for output in cell.outputs if output.get("name") == "stderr")

    plain, hidden, warned, failed = notebook.cells[1:]
    assert stderr(plain) == "plain line\n"
    assert stderr(hidden) == ""
    assert "look here" in stderr(warned)
    assert stderr(failed) == "native line\n"
    assert [output.ename for output in failed.outputs if output.output_type == "error"] == ["ImportError"]
