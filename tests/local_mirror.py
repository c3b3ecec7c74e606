"""A web server on this machine that stands in for a mirror of MNIST."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class LocalMirror(ThreadingHTTPServer):
    """Serves a folder of files at `address`.

    Attributes:
        cut_short: names of files of which it sends half, having promised all.
        asked: names of the files asked for, in order.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.cut_short: set[str] = set()
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/mnist"


class _Handler(BaseHTTPRequestHandler):
    server: LocalMirror

    def do_GET(self) -> None:
        name = self.path.removeprefix("/mnist/")
        self.server.asked.append(name)
        path = self.server.folder / name
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if name in self.server.cut_short else content)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""
