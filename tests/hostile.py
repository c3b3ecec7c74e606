"""Texts that a student could hand in to make a page do something, and a class that hands them in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.autograded import autograded_notebook, texts_of
from grader.class_grader import Message
from grader.whole import write_whole
from tests.foreign.base import LAB, MODEL, MY_DENSE, SOURCE_PATH, as_bytes
from tests.made_class import Entry, MadeClass, check, entry, notebook, result

HOSTILE = {
    "script": "<script>window.hacked = 1</script>",
    "image": '"><img src=x onerror="window.hacked = 2">',
    "vector": "'><svg onload=window.hacked=3>",
    "style end": "</style><script>window.hacked = 4</script>",
    "code end": "</pre></article></main><iframe srcdoc='<script>top.hacked = 5</script>'>",
    "template": "{{ 7 * 7 }}{% raw %}{{ lab.__class__ }}",
    "entity": "&lt;script&gt;&#60;b&#62;",
    "comment": "<!-- --><![CDATA[<b>]]><?php ?>",
    "code marks": "`<b onclick=alert(6)>` `` ` ```",
    "turned round": "\u202ereversed\u2066",
    "colours": "\x1b[31mred\x1b[0m\x00",
    "no text": "\udcff",
    "form": "<form action=https://example.org><input autofocus onfocus=window.hacked=7></form>",
    "link": "<a href='javascript:window.hacked = 8'>x</a><base href=https://example.org/>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "remote": "<link rel=stylesheet href=https://example.org/x.css><img src=https://example.org/x.png>",
    "very long": "<b>" * 3000,
}


def hostile_result(student: str, text: str) -> Entry:
    """Return a result that carries a text wherever one can stand."""
    failed = check("a", title=f"Title {text}", status="failed", points=0.0, yours=text, expected=f"1 {text}")
    failed |= {"message": f"`f` returned {text}; expected 1 {text}.", "hint": f"Hint {text}"}
    other = check("b", status="failed", points=0.0, message=f"`f` raised {text}.", hint=text)
    hidden = check("c", title=f"Idea {text}", status="failed", hidden=True, message=text, hint=text)
    passed = check("d", title=text)
    exercises = [
        entry("model", "failed", 5.0, checks=[failed, other, hidden, passed], message=f"Message {text}"),
        entry("my_dense", "failed", 5.0, misconception=text, message=f"Idea {text}", title=f"No. {text}"),
        entry("my_dense_v", "errored", 0.0, message=f"`g` could not be made: {text}."),
    ]
    made = result(student, exercises, warnings=[f"Noticed {text}", text], notebook=f"{text[:40]}.ipynb")
    return made | {"status": "partly_graded", "reason": f"Reason {text}."}


def hostile_code(text: str) -> str:
    """Return an answer that carries a text as comment, string and code."""
    return f'{MY_DENSE}\n# {text}\n"{text}"\n{text}'


def hostile_notebook(number: int, name: str, text: str) -> bytes:
    """Return a notebook that carries a text in answers, cells, outputs, metadata and ids."""
    written = text.encode("utf-8", "replace").decode("utf-8")
    data = notebook(number, model=f"{MODEL}\n# {name} {written}", my_dense=hostile_code(written))
    content = json.loads(data)
    html = {"text/html": written, "image/svg+xml": written, "application/javascript": "window.hacked = 9"}
    shown = {"output_type": "display_data", "data": html | {"text/markdown": written}, "metadata": {}}
    told = {"output_type": "stream", "name": "stdout", "text": written}
    failed = {"output_type": "error", "ename": written, "evalue": written, "traceback": [written]}
    code = {"cell_type": "code", "execution_count": 1, "source": f"# {written}", "metadata": {}}
    mine = {"cell_type": "markdown", "source": f"{written}\n![x](attachment:x.svg)\n[x](javascript:hacked())"}
    raw = {"cell_type": "raw", "source": written, "metadata": {"format": "text/html"}}
    content["cells"][1:1] = [
        mine | {"metadata": {"name": written}, "attachments": {"x.svg": {"image/svg+xml": written}}},
        code | {"outputs": [shown, told, failed], "metadata": {"tags": [written]}},
        raw,
    ]
    content["metadata"]["kernelspec"] = {"name": written, "display_name": written, "language": written}
    content["metadata"]["title"] = written
    for place, cell in enumerate(content["cells"]):
        cell["id"] = f"{place} {written}"
    return as_bytes(content)


def make_hostile_class(made: MadeClass) -> list[str]:
    """Add students whose folders, results and notebooks carry these texts; return their ids."""
    students = []
    for number, (name, text) in enumerate(HOSTILE.items()):
        folder = text[:60].replace("/", "_").replace("\0", "")
        student = f"{number:02d} {folder}"
        handed_in = result(student) | hostile_result(student, text)
        path = f"{student}/x/binary_digits.ipynb"
        made.add(handed_in | {"status": "graded", "notebook": path}, hostile_notebook(number, name, text))
        students.append(student)
    return students


class HostileWorkers:
    """Workers who find, in what a hostile student handed in, that student's text wherever one can stand."""

    def run(self, tasks: Iterable[Message]) -> Iterator[tuple[Message, Message]]:
        """Answer each task, and write the notebook with cards."""
        for task in tasks:
            number = int(task["student"][:2])
            found = hostile_result(task["student"], list(HOSTILE.values())[number])
            found |= {"notebook": task["notebook"], "tests": hostile_tests(found)}
            if task["autograded"]:
                data = Path(task["path"]).read_bytes()
                texts = texts_of(SOURCE_PATH.read_bytes())
                write_whole(Path(task["autograded"]), autograded_notebook(data, LAB, texts, found))
            yield task, found


def hostile_tests(found: Entry) -> list[Entry]:
    """Return Gradescope's entries of a hostile result."""
    said = [c["message"] for exercise in found["exercises"] for c in exercise["checks"] if c["message"]]
    return [{"name": "n", "score": 0.0, "max_score": 1.0, "output": text} for text in said]
