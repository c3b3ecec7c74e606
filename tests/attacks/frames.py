"""Bytes on the connection to the grader that are no honest frame, and frames that are no honest answer."""

from __future__ import annotations

from tests.attacks.attack import EVERY, Attack, at_once, in_call

_PREFIX = 'struct.pack(">4sIQ", b"DLf1", {header}, {body})'

_SENT = {
    "garbage": "b'garbage that is longer than one prefix' * 3",
    "a pickle": "__import__('pickle').dumps(os.getcwd) * 4",
    "a header of four gigabytes": _PREFIX.format(header="0xFFFFFFFF", body="0"),
    "a body without end": _PREFIX.format(header="2", body="0xFFFFFFFFFFFFFFFF") + " + b'{}'",
    "half a prefix": "b'DLf1'",
    "a header that does not come": _PREFIX.format(header="1000", body="0"),
}

_FRAMED = {
    "lists in lists": """'{"d":[["id",ID],["ok",' + '[' * 5000 + ']' * 5000 + ']]}'""",
    "a million parts": """'{"d":[["id",ID],["ok",[' + '0,' * 1_000_000 + '0]]]}'""",
    "a number of a million digits": """'{"d":[["id",ID],["ok",' + '9' * 1_000_000 + ']]}'""",
    "keys of one hash": """'{"d":[["id",ID],["ok",{"d":[' + ','.join(
        '[{"t":[%s]},0]' % ','.join(str((i >> j & 1) * ((1 << 61) - 1)) for j in range(11))
        for i in range(2048)) + ']}]]}'""",
    "an array larger than its bytes": """'{"d":[["id",ID],["ok",{"a":["<f8",[60000000,60000000]]}]]}'""",
    "an array of no size and huge sides": """
    '{"d":[["id",ID],["ok",{"a":["<f8",[0,64000000,64000000]]}]]}'""",
    "an array of objects": """'{"d":[["id",ID],["ok",{"a":["|O",[1]]}]]}'""",
    "a number that is none": """'{"d":[["id",ID],["ok",NaN]]}'""",
    "a number beyond all floats": """'{"d":[["id",ID],["ok",1e999]]}'""",
    "an object of two kinds": """'{"t":[],"d":[["id",ID]]}'""",
    "half a character": """'{"d":[["id",ID],["ok","\\\\ud800"],["printed","\\\\udfff"]]}'""",
    "an error that is no text": """'{"d":[["id",ID],["error",{"t":[]}],["kind",{"f":"nan"}]]}'""",
}

_SEND_FRAME = """
header = ({text}).replace("ID", str(asked())).encode()
channel().socket.sendall(struct.pack(">4sIQ", b"DLf1", len(header), 0) + header)
"""

_OTHERS = {
    "an answer of four million characters": """
        channel().send({"id": asked(), "error": "<b>" * 1_300_000, "kind": "x" * 1000})
        """,
    "the answer to another question": "channel().send({'id': 10 ** 9, 'ok': np.zeros(2)})",
    "positions of arguments that are not there": """
        channel().send({"id": asked(), "ok": np.zeros(2), "changed": [-1, 10 ** 9, True, "x"], "printed": 7})
        """,
    "descriptors along with the bytes": """
        socket.send_fds(channel().socket, [b"DLf1"], [0, 1, 2])
        """,
    "the questions themselves, read away": "channel().receive()",
}

_FAMILY = "codec and framing abuse"
_WRONG_RESULT = "np.zeros(W.shape[1])"

ATTACKS = [
    *(
        Attack(
            f"sends {name}",
            _FAMILY,
            in_call(f"channel().socket.sendall({sent})", _WRONG_RESULT),
            0.0,
            fast="not come" not in name,
            tiers=EVERY,
        )
        for name, sent in _SENT.items()
    ),
    *(
        Attack(
            f"sends {name} in a frame",
            _FAMILY,
            in_call(_SEND_FRAME.format(text=text), _WRONG_RESULT),
            0.0,
            tiers=EVERY,
        )
        for name, text in _FRAMED.items()
    ),
    *(
        Attack(
            f"sends {name}",
            _FAMILY,
            in_call(code, _WRONG_RESULT),
            0.0,
            others_keep="read" not in name,
            fast="read" not in name,
            tiers=EVERY,
        )
        for name, code in _OTHERS.items()
    ),
    Attack(
        "sends half a report and waits",
        _FAMILY,
        at_once(f"channel().socket.sendall({_PREFIX.format(header=50, body=0)})\ntime.sleep(60)"),
        0.0,
        fast=False,
        tiers=EVERY,
    ),
]
