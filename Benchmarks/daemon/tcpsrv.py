#!/usr/bin/env python3
"""Clients of xapian-tcpsrv, as many processes as wanted.

    tcpsrv.py PORT CLIENTS SECONDS QUERIES     prints clients, queries a second, p50 and p99 in microseconds, errors
"""
import multiprocessing
import os
import sys
import time

import xapian

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peers"))
from timing import percentile  # noqa: E402
from xapian_peer import make_query  # noqa: E402


def client(port, queries, start, seconds):
    """The times of one client's queries, which are answered with the ids of the ten best."""
    enquire = xapian.Enquire(xapian.remote_open("127.0.0.1", port))
    built = [make_query(operation, words.split(), phrase.split()) for _, operation, words, phrase in queries]
    times = []
    start.wait()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter_ns()
        enquire.set_query(built[len(times) % len(built)])
        sum(1 for match in enquire.get_mset(0, 10) if match.docid)
        times.append((time.perf_counter_ns() - began) / 1_000)
    return times


def run(arguments):
    return client(*arguments)


def main(port, clients, seconds, path):
    with open(path, encoding="utf-8") as file:
        queries = [line.rstrip("\n").split("\t") for line in file]
    with multiprocessing.Manager() as manager, multiprocessing.Pool(clients) as pool:
        start = manager.Barrier(clients)
        # Each begins somewhere else.
        turns = [len(queries) * number // clients for number in range(clients)]
        work = [(port, queries[turn:] + queries[:turn], start, seconds) for turn in turns]
        times = sorted(time for part in pool.map(run, work, 1) for time in part)
    print(clients, round(len(times) / seconds), round(percentile(times, 0.5), 1), round(percentile(times, 0.99), 1), 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
