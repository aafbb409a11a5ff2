"""run.py HZBENCH [--runs N] [--rounds N] [--passes N] [--skip-index] [--pages FOLDER]: us beside the peers, in one run.

Everything lies below $HZ_BENCH: the corpus and its queries are made where they are missing, indexes are made again
unless --skip-index says to keep those of the last run. Prints the tables in Markdown, and keeps the figures in
results.json. A lock keeps two runs apart.
"""

import argparse
import fcntl
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys

from tables import print_tables
from timing import spread

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.environ.get("HZ_BENCH", "/var/tmp/hz-bench")
PYTHON = f"{HOME}/venv/bin/python"
LUCENE = ["java", "-Xmx4g", "-cp", f"{HOME}/lib/anserini-1.7.1-fatjar.jar:{HOME}/bin", "LucenePeer"]
CORPUS = f"{HOME}/work/docs.jsonl"
QUERIES = f"{HOME}/work/queries.tsv"
INDEXES = f"{HOME}/indexes"


def peer(name, *arguments):
    return [PYTHON, f"{HERE}/{name}_peer.py", *arguments]


class Bench:
    def __init__(self, options):
        self.hzbench = options.hzbench
        self.options = options
        self.results = {"index": {}, "query": {}, "pages": {}}

    # Measuring a process

    def run(self, command, out=None):
        """Runs a command; how long it took, and the most memory that it had at once."""
        started = os.times().elapsed
        with open(out or os.devnull, "wb") as file:
            process = subprocess.Popen(command, stdout=file)
            _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit(f"failed: {' '.join(command)}")
        return {
            "wall": os.times().elapsed - started,
            "processor": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss / 1024,
        }

    def repeat(self, name, prepare, command, place):
        """Several runs of an indexer; what they took, and what the index takes."""
        runs = []
        for _ in range(self.options.runs):
            prepare()
            os.sync()
            runs.append(self.run(command))
        row = {}
        for key in ("wall", "processor", "memory"):
            row[key], row[key + "_mm"] = spread([run[key] for run in runs])
        row["size"] = size(place) / 1e6
        print(f"{name}: {row}", file=sys.stderr, flush=True)
        return row

    # What is measured

    def index(self):
        def fresh(path):
            return lambda: (shutil.rmtree(path, ignore_errors=True), os.makedirs(os.path.dirname(path), exist_ok=True))

        # The whole process is timed: it is told how much text there is, and does not read the export twice to know.
        text = str(round(self.results["corpus"]["text"] * 1e6))
        ours = [self.hzbench, "index", "--memory", "256", "--text", text]
        for threads in ("1", str(os.cpu_count())):
            jobs = {
                f"hzsearch, {threads} threads": (
                    f"{INDEXES}/hzsearch-{threads}",
                    lambda path: ours + ["--index", path, "--threads", threads, CORPUS],
                ),
                f"tantivy, {threads} threads": (
                    f"{INDEXES}/tantivy-{threads}",
                    lambda path: peer("tantivy", "index", CORPUS, path, threads),
                ),
                f"Lucene, {threads} threads": (
                    f"{INDEXES}/lucene-{threads}",
                    lambda path: LUCENE + ["index", CORPUS, path, threads],
                ),
            }
            if threads == "1":
                jobs["SQLite, 1 threads"] = (f"{INDEXES}/sqlite.db", lambda path: peer("sqlite", "index", CORPUS, path))
                jobs["Xapian, 1 threads"] = (f"{INDEXES}/xapian", lambda path: peer("xapian", "index", CORPUS, path))
            for name, (path, command) in jobs.items():
                self.results["index"][name] = self.repeat(name, fresh(path), command(path), path)
        self.run(peer("sqlite", "optimize", f"{INDEXES}/sqlite.db"))
        for name, command in (("hzsearch", [self.hzbench, "optimize", "--index"]), ("lucene", LUCENE + ["optimize"])):
            shutil.rmtree(f"{INDEXES}/{name}-optimized", ignore_errors=True)
            shutil.copytree(f"{INDEXES}/{name}-1", f"{INDEXES}/{name}-optimized")
            row = self.run(command + [f"{INDEXES}/{name}-optimized"])
            row["size"] = size(f"{INDEXES}/{name}-optimized") / 1e6
            self.results["index"][f"{name}, optimize"] = row

    def query(self):
        ours = [self.hzbench, "query", "--queries", QUERIES, "--json", "--passes", self.options.passes]
        rest = [QUERIES, "MODE", self.options.passes]
        commands = {
            "hzsearch": ours + ["--mode", "MODE", "--index", f"{INDEXES}/hzsearch-optimized"],
            "hzsearch, as built": ours + ["--mode", "MODE", "--index", f"{INDEXES}/hzsearch-1"],
            "tantivy": peer("tantivy", "query", f"{INDEXES}/tantivy-1", *rest),
            "Lucene": LUCENE + ["query", f"{INDEXES}/lucene-optimized", *rest],
            "SQLite": peer("sqlite", "query", f"{INDEXES}/sqlite.db", *rest),
            "Xapian": peer("xapian", "query", f"{INDEXES}/xapian", *rest),
        }
        for mode in ("top10", "count"):
            self.results["query"][mode] = {}
            rounds = {}
            for name, command in commands.items():
                if not os.path.exists(next(word for word in command if word.startswith(INDEXES))):
                    print(f"{name}: no index: left out", file=sys.stderr)
                    continue
                rounds.setdefault(name, [])
            # In turn, since what a machine gives changes within minutes.
            for number in range(self.options.rounds):
                for name, found in rounds.items():
                    out = f"{HOME}/results/{mode}.json"
                    self.run([mode if word == "MODE" else word for word in commands[name]], out)
                    with open(out) as file:
                        found.append(json.load(file)["sets"])
                    print(f"{mode}: {name}: round {number + 1} done", file=sys.stderr, flush=True)
            for name, found in rounds.items():
                self.results["query"][mode][name] = {part: middle([one[part] for one in found]) for part in found[0]}

    def pages(self, folder):
        """Folders of HTML files, as people have them."""
        recoll = f"{INDEXES}/recoll"

        def prepare():
            shutil.rmtree(recoll, ignore_errors=True)
            shutil.rmtree(f"{INDEXES}/pages", ignore_errors=True)
            os.makedirs(recoll)
            with open(f"{recoll}/recoll.conf", "w") as file:
                file.write(f"topdirs = {folder}\nindexedmimetypes = text/html text/plain\nnoaspell = 1\nidxflushmb = 100\n")

        files = sum(name.endswith((".html", ".htm")) for _, _, names in os.walk(folder) for name in names)
        ours = [self.hzbench, "index", "--index", f"{INDEXES}/pages", "--threads"]
        threads = str(os.cpu_count())
        # The file indexers use as many threads as they like, as they do for people.
        jobs = {
            "hzsearch, 1 thread": (ours + ["1", folder], f"{INDEXES}/pages"),
            f"hzsearch, {threads} threads": (ours + [threads, folder], f"{INDEXES}/pages"),
            "Recoll": (["recollindex", "-c", recoll, "-z"], f"{recoll}/xapiandb"),
            "Omega": (["omindex", "--overwrite", "--db", f"{INDEXES}/omega", "--url", "/", folder], f"{INDEXES}/omega"),
        }
        for name, (command, place) in jobs.items():
            row = self.repeat(name, prepare, command, place)
            row["files"] = files
            self.results["pages"][name] = row


def middle(rounds):
    """The medians of what rounds tell of one set, and the least and the most p50 of all."""
    merged = {part: statistics.median(one[part] for one in rounds) for part in ("p50", "p90", "p99", "mean")}
    merged["p50_mm"] = [min(one["p50_mm"][0] for one in rounds), max(one["p50_mm"][1] for one in rounds)]
    merged["matches"] = rounds[0]["matches"]
    return merged


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk(path) for name in names)


def processor():
    with open("/proc/cpuinfo") as file:
        return next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())


def text_of_corpus():
    documents = total = 0
    with open(CORPUS, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            documents += 1
            total += len(record["title"].encode()) + len(record["body"].encode()) + 1
    return {"documents": documents, "text": total / 1e6}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("hzbench")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--passes", default="5", help="of the queries, in each round")
    parser.add_argument("--rounds", type=int, default=3, help="of all engines in turn")
    parser.add_argument("--log", help="a log of queries, one a line")
    parser.add_argument("--pages", help="a folder of HTML files to index by file indexers too")
    parser.add_argument("--skip-index", action="store_true")
    options = parser.parse_args()
    for folder in ("work", "results", "indexes"):
        os.makedirs(f"{HOME}/{folder}", exist_ok=True)
    with open(f"{HOME}/lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        bench = Bench(options)
        if not os.path.exists(CORPUS):
            bench.run([PYTHON, f"{HERE}/make_corpus.py", CORPUS, f"{HOME}/debs"])
        if not os.path.exists(QUERIES):
            bench.run([PYTHON, f"{HERE}/make_queries.py", CORPUS, QUERIES] + ([options.log] if options.log else []))
        bench.results["corpus"] = text_of_corpus()
        bench.results["machine"] = {"processor": processor(), "cores": os.cpu_count(), "system": platform.system() + " " + platform.release().split("-")[0]}
        kept = f"{HOME}/results/results.json"
        if options.skip_index and os.path.exists(kept):
            with open(kept) as file:
                bench.results["index"] = json.load(file)["index"]
        if not options.skip_index:
            bench.index()
        if options.pages:
            bench.pages(options.pages)
        bench.query()
    with open(kept, "w") as file:
        json.dump(bench.results, file, indent=1)
    print_tables(bench.results)


if __name__ == "__main__":
    main()
