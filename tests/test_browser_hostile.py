"""nbgrader's formgrader on a class that hands in hostile texts: none of them runs or fetches anything."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import chromium_page, chromium_path, jupyter_server
from click.testing import CliRunner
from playwright.sync_api import Page

from grader import cli, cli_class
from tests.foreign.base import LAB
from tests.hostile import HOSTILE, HostileWorkers, make_hostile_class
from tests.made_class import MadeClass, notebook, result

pytestmark = pytest.mark.browser


@dataclass
class Watched:
    """A page of a browser, formgrader's address, and what was noticed on the page.

    Attributes:
        hosts: that were asked for something.
        noticed: dialogs, and what a hostile text has set.
    """

    page: Page
    address: str
    course: Path
    hosts: set[str] = field(default_factory=set)
    noticed: list[str] = field(default_factory=list)

    def visit(self, path: str) -> None:
        """Open a page of formgrader, touch what could be touched, and look at every frame."""
        self.page.goto(f"{self.address}/formgrader/{path}", wait_until="load")
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        self.page.evaluate(
            "document.querySelectorAll('b[onclick], a[href^=javascript]').forEach(e => e.click())"
        )
        self.page.wait_for_timeout(200)
        for frame in self.page.frames:
            assert frame.evaluate("window.hacked") is None, path
        assert urlsplit(self.page.url).hostname == "127.0.0.1"
        assert self.page.locator("iframe, base, object, embed, meta[http-equiv=refresh]").count() == 0, path


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Watched]:
    chromium_path()  # without one the test is skipped before anything starts
    made = MadeClass(tmp_path_factory.mktemp("course"))
    shutil.copy(repository / "nbgrader_config.py", made.course.root)
    make_hostile_class(made)
    made.add(result("00 harmless"), notebook(1))

    @contextmanager
    def workers(*_: object) -> Iterator[HostileWorkers]:
        yield HostileWorkers()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli_class, "_workers", workers)
        done = CliRunner().invoke(cli.grader, ["autograde", "--course", str(made.course.root)])
    assert done.exit_code == 0, done.output
    with jupyter_server(made.course.root) as server, chromium_page() as page:
        watched = Watched(page, server.address, made.course.root)
        page.goto(f"{server.address}/lab?token={server.token}")  # formgrader knows no token, but its cookie
        page.on("request", lambda request: watched.hosts.add(urlsplit(request.url).hostname or ""))
        page.on("dialog", lambda dialog: (watched.noticed.append(dialog.message), dialog.dismiss()))
        yield watched


def submissions(course: Path) -> dict[str, str]:
    """Return formgrader's number of each student's notebook."""
    book = sqlite3.connect(course / "gradebook.db")
    found = book.execute(
        "select s.student_id, n.id from submitted_notebook n "
        "join submitted_assignment s on s.id = n.assignment_id"
    )
    numbers = dict(found)
    book.close()
    return numbers


def test_no_page_of_formgrader_runs_what_a_student_wrote(watched: Watched) -> None:
    numbers = submissions(watched.course)
    assert len(numbers) == len(HOSTILE) + 1
    harmless = numbers.pop("00 harmless")
    watched.visit(f"submissions/{harmless}")
    usual = set(watched.hosts)
    for student, number in sorted(numbers.items()):
        watched.visit(f"submissions/{number}")
        marked = watched.page.locator("textarea[id$=-comment]")
        assert marked.count() > 0, f"the notebook of {student} is shown"
    lists = ("manage_assignments", f"manage_submissions/{LAB.name}", "manage_students")
    for path in ("gradebook", f"gradebook/{LAB.name}", f"gradebook/{LAB.name}/{LAB.name}", *lists):
        watched.visit(path)
    assert watched.noticed == []
    assert watched.hosts - usual <= {"127.0.0.1"}, "only nbgrader's own addresses are asked"
