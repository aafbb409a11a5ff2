"""A daemon of the reliability scripts, and clients that speak to any by hand."""
import atexit
import json
import os
import socket
import subprocess
import time


class Client:
    """One connection, kept alive."""

    def __init__(self, path, timeout=30):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")

    def close(self):
        self.file.close()
        self.socket.close()

    def answer(self, target):
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: hz\r\n\r\n".encode())
        status = self.file.readline()
        length = 0
        while (line := self.file.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = self.file.read(length)
        return int(status.split()[1]) if status else 0, body

    def ask(self, target):
        status, body = self.answer(target)
        if status != 200:
            raise RuntimeError(f"{target}: {status} {body[:200]}")
        return body


def listens(path):
    """Whether clients can connect: the socket is there an instant before."""
    try:
        Client(path).close()
    except OSError:
        return False
    return True


class Daemon:
    """`hzsearchd serve` over the index of a life."""

    def __init__(self, life, *options, before=()):
        self.socket = os.path.join(os.path.dirname(life.index), "d.sock")
        self.process = subprocess.Popen(
            [*before, os.path.join(life.binaries, "hzsearchd"), "serve", "-d", life.index, "-s", self.socket,
             "--log-level", "warning", *options], stdin=subprocess.DEVNULL)
        # Where the script fails it would stay, and whoever reads what the script says would wait for it.
        atexit.register(self.process.kill)
        # A loaded machine may take its time.
        for _ in range(12000):
            if listens(self.socket) or self.process.poll() is not None:
                break
            time.sleep(0.01)

    def titles(self):
        found = json.loads(Client(self.socket).ask("/v1/search?q=marker&mode=all&limit=10000"))
        return frozenset(hit["title"] for hit in found["hits"])

    def proc(self, name):
        return f"/proc/{self.process.pid}/{name}"

    def open_files(self):
        return len(os.listdir(self.proc("fd")))

    def anonymous(self):
        """Anonymous memory in bytes."""
        with open(self.proc("status")) as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("RssAnon"))

    def processor_seconds(self):
        with open(self.proc("stat")) as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """What was wrong with its end."""
        self.process.terminate()
        try:
            status = self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return ["the daemon does not end"]
        wrong = [] if status == 0 else [f"the daemon's exit status is {status}"]
        return wrong + (["the socket is left"] if os.path.exists(self.socket) else [])
