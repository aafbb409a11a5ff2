"""Groonga's server over the documents of a corpus, on a port, in its own protocol: its HTTP server keeps no connection."""
import json
import os
import shutil
import subprocess
import time

SCHEMA = """plugin_register token_filters/stem
table_create Documents TABLE_NO_KEY
column_create Documents text COLUMN_SCALAR Text
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto --token_filters TokenFilterStem
column_create Terms documents COLUMN_INDEX|WITH_POSITION Documents text
load --table Documents
[
"""


class Groonga:
    PORT = "19316"

    def __init__(self, folder, corpus):
        self.database = folder + "/documents"
        self.server = None
        if not os.path.exists(folder):
            os.makedirs(folder + ".new")
            feed(folder + ".new/documents", corpus)
            shutil.move(folder + ".new", folder)

    def __enter__(self):
        # As many threads as clients, and nothing answered from memory.
        command = ["groonga", "-s", "--protocol", "gqtp", "--bind-address", "127.0.0.1", "-p", self.PORT, "-t", "4"]
        self.server = subprocess.Popen(command + ["--cache-limit", "0", self.database])
        time.sleep(2)
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


def feed(database, corpus):
    command = ["groonga", "-n", database]
    with open(corpus, encoding="utf-8") as file, subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as groonga:
        groonga.stdin.write(SCHEMA)
        for number, line in enumerate(file):
            record = json.loads(line)
            groonga.stdin.write(("," if number else "") + json.dumps({"text": record["title"] + " " + record["body"]}) + "\n")
        groonga.stdin.write("]\n")
        groonga.stdin.close()
        if groonga.wait():
            raise SystemExit("groonga could not load the corpus")


def command(operation, words, phrase):
    """A query of a set (see make_queries.py): the ids of the ten best by its own score, the sum of frequencies."""
    parts = [(" OR " if operation == "or" else " ").join(words)] if words else []
    if phrase:
        parts.append('\\"' + " ".join(phrase) + '\\"')
    query = " ".join(parts)
    return f'select Documents --match_columns text --query "{query}" --output_columns _id --sort_keys -_score --limit 10'
