"""tantivy_peer.py index CORPUS DIRECTORY THREADS | query DIRECTORY QUERIES MODE PASSES"""

import json
import os
import shutil
import sys

import tantivy

from timing import report


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True, indexed=False, fast=True)
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem", index_option="position")
    return builder.build()


def index(corpus, directory, threads):
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    writer = tantivy.Index(schema(), path=directory).writer(heap_size=512 << 20, num_threads=int(threads))
    with open(corpus, "rb") as file:
        for number, line in enumerate(file):
            record = json.loads(line)
            document = tantivy.Document()
            document.add_unsigned("number", number)
            document.add_text("id", record["id"])
            document.add_text("text", record["title"] + "\n" + record["body"])
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def query(directory, queries, mode, passes):
    opened = tantivy.Index.open(directory)
    searcher = opened.searcher()

    def parsed(operation, words, phrase):
        if operation == "prefix":
            return tantivy.Query.regex_query(opened.schema, "text", words[0] + ".*")
        if operation == "fuzzy":
            return tantivy.Query.fuzzy_term_query(opened.schema, "text", words[0], distance=1)
        sign = "" if operation == "or" else "+"
        parts = [sign + word for word in words] + (['+"' + " ".join(phrase) + '"'] if phrase else [])
        return opened.parse_query(" ".join(parts), ["text"])

    def top(*asked):
        hits = searcher.search(parsed(*asked), 10, count=False).hits
        return len(searcher.fast_field_values("number", [address for _, address in hits]))

    def count(*asked):
        return searcher.search(parsed(*asked), 1, count=True).count

    report(queries, mode, passes, top, count)


if __name__ == "__main__":
    {"index": index, "query": query}[sys.argv[1]](*sys.argv[2:])
