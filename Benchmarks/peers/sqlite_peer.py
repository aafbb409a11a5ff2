"""sqlite_peer.py index CORPUS DATABASE | optimize DATABASE | query DATABASE QUERIES MODE PASSES       (SQLite FTS5)"""

import json
import os
import sys

import apsw

from timing import report


def index(corpus, path):
    if os.path.exists(path):
        os.remove(path)
    database = apsw.Connection(path)
    # As fast as it can be: without a journal, without waiting for the disk.
    database.execute("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -262144")
    database.execute("create virtual table pages using fts5(id unindexed, text, tokenize = 'porter unicode61')")
    with database, open(corpus, "rb") as file:
        cursor = database.cursor()
        for number, line in enumerate(file):
            record = json.loads(line)
            cursor.execute(
                "insert into pages(rowid, id, text) values (?, ?, ?)",
                (number, record["id"], record["title"] + "\n" + record["body"]),
            )


def optimize(path):
    database = apsw.Connection(path)
    database.execute("pragma journal_mode = off; pragma synchronous = off")
    database.execute("insert into pages(pages) values ('optimize')")


def query(path, queries, mode, passes):
    database = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    database.execute("pragma mmap_size = 4000000000; pragma cache_size = -400000")
    cursor = database.cursor()

    def expression(operation, words, phrase):
        if operation == "fuzzy":
            raise NotImplementedError
        if operation == "prefix":
            return f'"{words[0]}"*'
        parts = [f'"{word}"' for word in words] + (['"' + " ".join(phrase) + '"'] if phrase else [])
        return (" OR " if operation == "or" else " AND ").join(parts)

    def top(*asked):
        found = cursor.execute("select rowid from pages where pages match ? order by rank limit 10", (expression(*asked),))
        return len(found.fetchall())

    def count(*asked):
        return cursor.execute("select count(*) from pages where pages match ?", (expression(*asked),)).fetchone()[0]

    report(queries, mode, passes, top, count)


if __name__ == "__main__":
    {"index": index, "optimize": optimize, "query": query}[sys.argv[1]](*sys.argv[2:])
