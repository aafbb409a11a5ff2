"""xapian_peer.py index CORPUS DATABASE | query DATABASE QUERIES MODE PASSES"""

import json
import sys

import xapian

from timing import report


def index(corpus, path):
    database = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("en"))
    generator.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    with open(corpus, "rb") as file:
        for line in file:
            record = json.loads(line)
            text = record["title"] + "\n" + record["body"]
            document = xapian.Document()
            generator.set_document(document)
            generator.set_termpos(0)
            generator.index_text(text)
            document.set_data(record["id"] + "\n" + text)
            database.add_document(document)
    database.commit()


def make_query(operation, words, phrase):
    """A query of a set (see make_queries.py) as Xapian takes it."""
    stem = xapian.Stem("en")
    Query = xapian.Query
    if operation == "fuzzy":
        raise NotImplementedError
    if operation == "prefix":
        return Query(Query.OP_WILDCARD, words[0], 0, Query.WILDCARD_LIMIT_ERROR, Query.OP_SYNONYM)
    parts = [Query(stem(word)) for word in words]
    if phrase:
        parts.append(Query(Query.OP_PHRASE, [stem(word) for word in phrase], len(phrase)))
    return Query(Query.OP_OR if operation == "or" else Query.OP_AND, parts)


def query(path, queries, mode, passes):
    database = xapian.Database(path)
    enquire = xapian.Enquire(database)

    def top(*asked):
        enquire.set_query(make_query(*asked))
        return sum(1 for match in enquire.get_mset(0, 10) if match.docid)

    def count(*asked):
        enquire.set_query(make_query(*asked))
        return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated()

    report(queries, mode, passes, top, count)


if __name__ == "__main__":
    {"index": index, "query": query}[sys.argv[1]](*sys.argv[2:])
