"""What a child says, as far as it has the form that it must have: nothing in it is believed beyond that."""

from __future__ import annotations

from collections.abc import Sequence

from public_tests.calls import MAX_PRINTED, Returned
from public_tests.describe import Plain, clean_text
from public_tests.targets import AnswerGone


def checked_returned(reply: dict[str, Plain], count: int) -> Returned:
    """Return what a call of `count` arguments gave, as far as the child's reply has that form."""
    changed, printed, warned = reply.get("changed"), reply.get("printed"), reply.get("warned")
    positions = changed if type(changed) is list else []
    return Returned(
        value=reply.get("ok"),
        changed=tuple(i for i in positions if type(i) is int and 0 <= i < count),
        printed=printed[:MAX_PRINTED] if type(printed) is str else "",
        warned=clean_text(warned) if type(warned) is str else "",
        drew=reply.get("drew") is True,
    )


def checked_report(report: Plain, targets: Sequence[str]) -> dict[str, Plain]:
    """Return the child's report if it has the form of one."""
    try:
        entry = _exactly(report, dict)
        bound = _exactly(entry["bound"], dict)
        errors = [
            _entry(e, cell=int, binds=list, text=str, kind=str, is_context=bool)
            for e in _exactly(entry["errors"], list)
        ]
        for error in errors:
            error["binds"] = _texts(error["binds"])
        return {
            "bound": {name: [_exactly(cell, int) for cell in bound[name]] for name in targets},
            "errors": errors,
            "unparsed": [_entry(e, cell=int, text=str) for e in _exactly(entry["unparsed"], list)],
            "restored": _texts(entry["restored"]),
            "left_out": _exactly(entry["left_out"], bool),
        }
    except (LookupError, TypeError) as error:
        raise AnswerGone("sent something that is no report") from error


def _exactly(value: Plain, kind: type) -> Plain:
    if type(value) is not kind:
        raise TypeError(f"a {type(value).__name__} in place of a {kind.__name__}")
    return value


def _texts(values: Plain) -> list[str]:
    return [clean_text(_exactly(value, str), 60) for value in _exactly(values, list)]


def _entry(entry: Plain, **kinds: type) -> dict[str, Plain]:
    fields = {key: _exactly(_exactly(entry, dict)[key], kind) for key, kind in kinds.items()}
    return {key: clean_text(value) if type(value) is str else value for key, value in fields.items()}
