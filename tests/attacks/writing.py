"""Writing outside the run's own folder, and traps for whoever tidies up after it."""

from __future__ import annotations

from tests.attacks.attack import Attack, at_once

_WRITES = {
    "over the course's files": """
        for name in ("secret.txt", "gradebook.db", "results/binary_digits/alice.json"):
            attempt(name, lambda: open(f"{COURSE}/{name}", "w").write("30 points"))
            attempt(f"{name}, cut", lambda: os.truncate(f"{COURSE}/{name}", 0) or True)
            attempt(f"{name}, gone", lambda: os.unlink(f"{COURSE}/{name}") or True)
            attempt(f"{name}, moved", lambda: os.rename(f"{COURSE}/{name}", f"{COURSE}/{name}.old") or True)
        """,
    "new files wherever it can": """
        import site
        folders = [COURSE, ROOT, f"{ROOT}/grader", f"{ROOT}/grader/worker", f"{ROOT}/autils"]
        folders += [*HOMES, "/", "/etc", "/usr/lib", "/var/tmp", *site.getsitepackages()]
        folders += [os.path.dirname(os.__file__), os.path.dirname(np.__file__)]
        for folder in folders:
            attempt(folder, lambda: open(f"{folder}/{MARK}.py", "w").write("1 / 0"))
            attempt(f"{folder}, a folder", lambda: os.mkdir(f"{folder}/{MARK}") or True)
        """,
    "into the libraries of the next run": """
        import autils, grader.worker.child, json
        for module in (autils, grader.worker.child, json, np):
            attempt(module.__name__, lambda: open(module.__file__, "a").write("") + 1)
            cached = module.__cached__ or module.__file__
            attempt(cached, lambda: open(cached, "r+b").write(b"") + 1)
        """,
    "rights, owners and times": """
        path = f"{COURSE}/gradebook.db"
        attempt("rights", lambda: os.chmod(path, 0o602) or os.stat(path).st_mode & 0o777 == 0o602)
        attempt("owner", lambda: os.chown(path, 12345, 12345) or os.stat(path).st_uid == 12345)
        attempt("times", lambda: os.utime(path, (1, 1)) or os.stat(path).st_mtime == 1)
        attempt("attributes", lambda: os.setxattr(path, "user.mark", MARK.encode()) or True)
        """,
    "settings of the kernel": """
        for name in ("core_pattern", "hostname", "panic", "modprobe", "pid_max"):
            attempt(name, lambda: os.open(f"/proc/sys/kernel/{name}", os.O_WRONLY))
        for name in ("/proc/sysrq-trigger", "/sys/kernel/uevent_helper", "/sys/fs/cgroup/cgroup.procs"):
            attempt(name, lambda: os.open(name, os.O_WRONLY))
        """,
    "nodes of devices": """
        import stat
        attempt("a disk", lambda: os.mknod(f"{MARK}.disk", stat.S_IFBLK | 0o600, os.makedev(254, 0)) or True)
        attempt("memory", lambda: os.mknod(f"{MARK}.mem", stat.S_IFCHR | 0o600, os.makedev(1, 1)) or True)
        """,
    "through a descriptor of the output": """
        path = f"/var/tmp/{MARK}"
        attempt("a link", lambda: os.link("/proc/self/fd/1", path, follow_symlinks=True) or True)
        attempt("its folder", lambda: os.open("..", os.O_WRONLY | os.O_TMPFILE, dir_fd=1))
        """,
}
_TRAPS = {
    "links out of its folder": """
        os.symlink(COURSE, "course")
        os.symlink(f"{COURSE}/gradebook.db", "gradebook.db")
        os.symlink("/", "root")
        """,
    "a folder a thousand deep": """
        top = os.getcwd()
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        open("end", "w").close()
        os.chdir(top)
        """,
    "a folder that nobody may read": """
        os.makedirs("a/b/c")
        open("a/b/c/file", "w").close()
        for path in ("a/b/c", "a/b", "a"):
            os.chmod(path, 0)
        """,
    "names that are no text": """
        for name in (b"\\xff\\xfe", b"a\\nb", b"-rf", b" ", b"x" * 255):
            open(name, "w").close()
        """,
    "a pipe and a socket's file": """
        os.mkfifo("pipe")
        perhaps("a socket", lambda: socket.socket(socket.AF_UNIX).bind("door"))
        """,
}

ATTACKS = [
    *(Attack(f"writes {name}", "writing outside", at_once(code)) for name, code in _WRITES.items()),
    *(Attack(f"leaves {name}", "writing outside", at_once(code)) for name, code in _TRAPS.items()),
]
