#!/usr/bin/env python3
"""Sphinx's searchd over the documents of a corpus, on a Unix socket.

    sphinx.py feed CORPUS     (Sphinx's indexer runs it: a document a line, as it wants them)
"""
import json
import os
import subprocess
import sys

CONFIGURATION = """
source documents {{
    type = tsvpipe
    tsvpipe_command = {python} {here} feed {corpus}
    tsvpipe_field = text
}}
index documents {{
    source = documents
    path = {folder}/documents
    morphology = stem_en
    min_word_len = 1
    dict = keywords
    docinfo = none
}}
indexer {{
    mem_limit = 512M
    max_file_field_buffer = 128M
}}
searchd {{
    listen = {folder}/socket:mysql41
    log = {folder}/log
    pid_file = {folder}/pid
    workers = threads
    binlog_path =
}}
"""


class Sphinx:
    def __init__(self, folder, corpus):
        self.socket = folder + "/socket"
        self.configuration = folder + "/sphinx.conf"
        os.makedirs(folder, exist_ok=True)
        with open(self.configuration, "w") as file:
            here = os.path.abspath(__file__)
            file.write(CONFIGURATION.format(python=sys.executable, here=here, corpus=corpus, folder=folder))
        if not os.path.exists(folder + "/documents.sph"):
            self.run("indexer", "documents")

    def run(self, program, *arguments):
        subprocess.run([program, "--config", self.configuration, *arguments], check=True, stdout=subprocess.DEVNULL)

    def __enter__(self):
        self.run("searchd")
        return self

    def __exit__(self, *_):
        self.run("searchd", "--stopwait")


def statement(operation, words, phrase):
    """A query of a set (see make_queries.py): the ids of the ten best by BM25, in Sphinx's SQL."""
    parts = [(" | " if operation == "or" else " ").join(words)] if words else []
    if phrase:
        parts.append('"' + " ".join(phrase) + '"')
    return f"SELECT id FROM documents WHERE MATCH('{' '.join(parts)}') LIMIT 10 OPTION ranker=bm25,max_matches=10"


def feed(corpus):
    blanks = str.maketrans("\t\n\r\0", "    ")
    with open(corpus, encoding="utf-8") as file, open(1, "w", encoding="utf-8", errors="replace") as out:
        for number, line in enumerate(file, 1):
            record = json.loads(line)
            out.write(f"{number}\t{(record['title'] + ' ' + record['body']).translate(blanks)}\n")


if __name__ == "__main__":
    feed(sys.argv[2])
