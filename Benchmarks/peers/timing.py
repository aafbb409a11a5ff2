"""What the Python peers share: reading query sets, timing them as hzbench does."""

import collections
import json
import sys
import time


def read_sets(path):
    sets = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, operation, words, phrase = line.rstrip("\n").split("\t")
            sets[name].append((operation, words.split(), phrase.split()))
    return sets


def percentile(sorted_times, part):
    place = (len(sorted_times) - 1) * part
    below = int(place)
    above = min(below + 1, len(sorted_times) - 1)
    return sorted_times[below] + (sorted_times[above] - sorted_times[below]) * (place - below)


def spread(values):
    values = sorted(values)
    return round(percentile(values, 0.5), 1), [round(values[0], 1), round(values[-1], 1)]


def measure(queries, answer, passes):
    """One pass to warm up, whose answers count, then the timed ones."""
    each = [answer(*query) for query in queries]
    runs = []
    for _ in range(passes):
        times = []
        for query in queries:
            start = time.perf_counter_ns()
            answer(*query)
            times.append((time.perf_counter_ns() - start) / 1_000)
        runs.append(sorted(times))
    outcome = {"n": len(queries), "matches": sum(each), "each": each}
    for name, part in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99)):
        outcome[name], outcome[name + "_mm"] = spread([percentile(run, part) for run in runs])
    outcome["mean"], outcome["mean_mm"] = spread([sum(run) / len(run) for run in runs])
    return outcome


def report(queries_path, mode, passes, top, count):
    """Prints what `hzbench query --json` prints; a set that the peer has no query for is left out."""
    sets = {}
    for name, queries in read_sets(queries_path).items():
        try:
            sets[name] = measure(queries, top if mode == "top10" else count, int(passes))
        except NotImplementedError:
            continue
    json.dump({"mode": mode, "passes": int(passes), "sets": sets}, sys.stdout)
    print()
