"""JupyterLab for the tests marked browser: a server on 127.0.0.1 that leaves nothing behind.

All that Jupyter, IPython and matplotlib write goes into a temporary folder, and the server is ended by its
process id, with its kernels, however a test ends.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

START_SECONDS = 120  # machines that run tests are often busy

_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is on the page, seen or not
    "completer-extension/manager": {"autoCompletion": False},
}


@dataclass(frozen=True)
class Server:
    """A JupyterLab that is up.

    Args:
        address: where it answers, without a slash at the end.
        token: what opens it.
        folder: what it serves.
    """

    address: str
    token: str
    folder: Path


@contextmanager
def jupyter_server(folder: Path, **variables: str) -> Iterator[Server]:
    """Serve a folder with JupyterLab.

    Args:
        folder: the root of what is served, the working folder of notebooks that lie in it.
        variables: set in the environment of the server and its kernels.
    """
    home = Path(tempfile.mkdtemp(prefix="digit-labs-jupyter-"))
    log_path = home / "server.log"
    port, token = free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    command += [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.extension_manager=readonly",
    ]
    try:
        environment = _environment(home) | variables
        with log_path.open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            server = Server(f"http://127.0.0.1:{port}", token, folder)
            _wait_until_up(server, process, log_path)
            yield server
        finally:
            _end(process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """Return a port of 127.0.0.1 at which nobody listens now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(home: Path) -> dict[str, str]:
    """Our environment with every folder that Jupyter, IPython and matplotlib write to inside `home`."""
    environment = dict(os.environ)
    environment.pop("MPLBACKEND", None)  # as for a student: the kernel chooses the inline backend
    for name in list(environment):
        if name.startswith(("JUPYTER", "XDG_")):
            del environment[name]
    environment["HOME"] = str(home)
    environment["JUPYTER_PLATFORM_DIRS"] = "1"
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR")
    for name in (*places, "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "MPLCONFIGDIR", "KERAS_HOME"):
        (home / name.lower()).mkdir()
        environment[name] = str(home / name.lower())
    for plugin, values in _SETTINGS.items():
        path = home / "jupyterlab_settings_dir" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    return environment


def _wait_until_up(server: Server, process: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/api/status?token={server.token}", timeout=5):
                return
        except OSError:  # not yet
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not come up:\n{log_path.read_text()[-4000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server; it ends its kernels, and what is left of them after a while is killed by its id."""
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    for child in alive:
        with suppress(psutil.NoSuchProcess):
            child.kill()
