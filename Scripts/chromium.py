"""Chromium without a window, for Scripts/page-check."""
import base64
import json
import os
import subprocess
import time


class Browser:
    """Chromium over its debugging pipe."""

    def __init__(self, folder):
        self.down, ours = os.pipe()
        theirs, self.up = os.pipe()
        # The browser reads commands from descriptor 3 and writes to 4.
        def hand_over():
            read, write = os.dup(theirs), os.dup(ours)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en",
             "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={folder}"],
            preexec_fn=hand_over, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(ours)
        self.number, self.pending, self.events, self.session = 0, b"", [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.up, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.pending:
                piece = os.read(self.down, 1 << 20)
                if not piece:
                    raise SystemExit("the browser ended")
                self.pending += piece
            text, self.pending = self.pending.split(b"\0", 1)
            answer = json.loads(text)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def value(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def wait(self, script, what):
        for _ in range(200):
            if self.value(script):
                return
            time.sleep(0.05)
        raise SystemExit(f"FAILED: {what}: {script}")

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete' && typeof state === 'object'", "the page opens")

    def type(self, text):
        self.call("Input.insertText", text=text)

    def key(self, key, code=0):
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        base = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **base)
        self.call("Input.dispatchKeyEvent", type="keyUp", **base)

    def look(self, width, height, dark):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def shoot(self, folder, name):
        if folder:
            time.sleep(0.3)
            data = self.call("Page.captureScreenshot", format="png")["data"]
            with open(os.path.join(folder, name + ".png"), "wb") as file:
                file.write(base64.b64decode(data))

    def network(self, latency=0, offline=False):
        self.call("Network.emulateNetworkConditions", offline=offline, latency=latency, downloadThroughput=-1,
                  uploadThroughput=-1)

    def complaints(self, expected):
        """What the page was refused, or threw, or asked people, but for what is expected."""
        bad = []
        for event in self.events:
            method, facts = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown" or method == "Page.javascriptDialogOpening":
                bad.append(json.dumps(facts)[:300])
            elif method == "Log.entryAdded" and facts["entry"]["level"] == "error":
                if expected not in facts["entry"]["text"]:
                    bad.append(facts["entry"]["text"])
            elif method == "Network.requestWillBeSent":
                url = facts["request"]["url"]
                if not url.startswith((self.origin, "data:,", "about:")):
                    bad.append("a request to " + url)
        return bad
