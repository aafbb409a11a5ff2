"""What the reliability scripts share: an index, the articles that it is made of, and how results are told."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

SHORT = "short" in sys.argv[2:]


class Life:
    """An index and its articles, in a folder of their own. Each article has a number and a version."""

    def __init__(self, binaries, folder):
        self.binaries = os.path.abspath(binaries)
        self.hzsearch = os.path.join(self.binaries, "hzsearch")
        self.articles = os.path.join(folder, "articles")
        self.index = os.path.join(folder, "index")

    def write(self, number, version, words=20):
        os.makedirs(self.articles, exist_ok=True)
        path = os.path.join(self.articles, f"{number:04}.txt")
        text = " ".join(f"word{(number * 31 + place * 7) % 997}" for place in range(words))
        with open(path, "w") as file:
            file.write(f"Article {number} version {version}\n\nmarker number{number} version{version}of{number} {text}\n")
        # A time that does not depend on when this runs, and is another for another version.
        os.utime(path, (1_700_000_000, 1_700_000_000 + version))

    def fill(self, numbers, version=1, words=20):
        shutil.rmtree(self.articles, ignore_errors=True)
        for number in numbers:
            self.write(number, version, words)

    def run(self, *arguments, timeout=120, before=()):
        # No configuration of the user's; a crash is a crash at once.
        environment = {"PATH": os.environ["PATH"], "HOME": os.path.dirname(self.articles), "SWIFT_BACKTRACE": "enable=no"}
        return subprocess.run([*before, self.hzsearch, *arguments, "-d", self.index], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=timeout, env=environment)

    def update(self, *options, before=(), timeout=120):
        return self.run("index", "--in-process", "-t", "1", *options, self.articles, before=before, timeout=timeout)

    def contents(self):
        """The titles of all articles in the index; nothing where there is none."""
        found = self.run("find", "--no-daemon", "--json", "-n", "10000", "--all", "marker")
        if found.returncode == 3 and not self.manifests():
            return frozenset()
        if found.returncode not in (0, 1):
            raise Problem(f"find: {found.returncode} {found.stderr.strip()}")
        return frozenset(hit["title"] for hit in json.loads(found.stdout)["hits"])

    def manifests(self):
        names = os.listdir(self.index) if os.path.isdir(self.index) else []
        return [name for name in names if name.startswith("manifest-") and not name.endswith(".tmp")]

    def check(self):
        if self.manifests():
            found = self.run("check")
            if found.returncode != 0:
                raise Problem("check: " + found.stderr.strip())

    def leftovers(self):
        """Files that the index does not name, other than the lock and what it was made of."""
        status = json.loads(self.run("status", "--json").stdout)
        named = {segment["name"] for segment in status["segments"]}
        names = [name for name in os.listdir(self.index) if name not in ("write.lock", "sources.json", "hzsearch.sock")]
        wrong = [name for name in names if not name.startswith("manifest-") and name[:16] not in named]
        return wrong + sorted(self.manifests())[:-1] + [name for name in names if name.endswith(".tmp")]


class Problem(Exception):
    """Something that the goal forbids."""


def goal(row, wanted, measure):
    """Runs `measure` in a scratch folder and tells its figure as a line of JSON; fails where there were problems, which
    are told on standard error. `measure(binaries, folder, problems)` returns the figure."""
    problems = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        figure = measure(os.path.abspath(sys.argv[1]), os.path.realpath(folder), problems)
    return tell(row, figure, wanted, problems)


def tell(row, figure, wanted, problems):
    for problem in problems[:20]:
        print("  " + str(problem), file=sys.stderr)
    if problems:
        figure += f"; {len(problems)} problems, the first: {str(problems[0])[:160]}"
    print(json.dumps({"row": row, "figure": figure, "goal": wanted, "pass": not problems}), flush=True)
    return bool(problems)
