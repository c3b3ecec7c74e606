"""Every way to talk to another process or machine."""

from __future__ import annotations

from tests.attacks.attack import Attack, at_once

_WAYS = {
    "connects by TCP": """
        attempt("TCP", lambda: socket.create_connection(("127.0.0.1", TCP_PORT), 2))
        attempt("TCP, unblocked", lambda: socket.socket().connect_ex(("127.0.0.1", TCP_PORT)) == 0)
        """,
    "sends by UDP": """
        def send():
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
                return door.sendto(b"hello", ("127.0.0.1", UDP_PORT))
        attempt("UDP", send)
        """,
    "connects by IPv6": """
        address = ("::ffff:127.0.0.1", TCP_PORT)
        attempt("IPv6", lambda: socket.socket(socket.AF_INET6).connect(address) or True)
        """,
    "listens": """
        attempt("a server", lambda: socket.create_server(("127.0.0.1", 0)))
        """,
    "connects to a Unix socket by its path": """
        attempt("a stream", lambda: socket.socket(socket.AF_UNIX).connect(STREAM_PATH) or True)
        """,
    "connects to a hidden Unix socket": """
        attempt("an abstract name", lambda: socket.socket(socket.AF_UNIX).connect(HIDDEN_NAME) or True)
        """,
    "sends from a pair of Unix sockets to a third": """
        pair = lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0]
        attempt("a path", lambda: pair().sendto(b"hello", DATAGRAM_PATH))
        attempt("a path, connected", lambda: (one := pair()).connect(DATAGRAM_PATH) or one.send(b"hello"))
        """,
    "turns a pair of stream sockets round": """
        one, _ = socket.socketpair()
        attempt("a path", lambda: one.connect(STREAM_PATH) or True)
        attempt("a name", lambda: one.connect(HIDDEN_NAME) or True)
        """,
    "uses sockets of the kernel": """
        for family in (socket.AF_NETLINK, socket.AF_PACKET, 38, 40, 31, 29, 16):
            for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_STREAM):
                attempt(f"family {family}", lambda: socket.socket(family, kind))
        """,
    "asks for a name": """
        attempt("a name", lambda: socket.getaddrinfo("example.org", 80))
        """,
    "fetches a page": """
        import urllib.request
        attempt("a page", lambda: urllib.request.urlopen(f"http://127.0.0.1:{TCP_PORT}/", timeout=2))
        """,
    "lets a shell connect": """
        script = f"exec 3<>/dev/tcp/127.0.0.1/{TCP_PORT} && echo connected # {MARK}"
        def connect():
            return subprocess.run(["bash", "-c", script], capture_output=True, timeout=5).stdout or None
        attempt("bash", connect)
        """,
    "makes a socket past the library": """
        number = {"x86_64": 41, "aarch64": 198}[os.uname().machine]
        attempt("socket", lambda: call(number, 2, 1, 0))
        attempt("io_uring", lambda: call(425, 8, 0))
        """,
    "starts a server of TensorFlow": """
        def serve():
            import tensorflow as tf
            return tf.distribute.Server.create_local_server(start=True).target
        attempt("a server", serve)
        """,
}

ATTACKS = [Attack(name, "network", at_once(code)) for name, code in _WAYS.items()]
