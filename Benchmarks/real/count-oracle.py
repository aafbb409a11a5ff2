#!/usr/bin/env python3
"""Holds counts of hzsearch against those of a naive reader of the same articles.

usage: count-oracle.py HZSEARCH INDEX ARTICLES.jsonl [QUERIES]

ARTICLES.jsonl is what `hzsearch extract --json` printed for the indexed files. The naive reader knows nothing of
hzsearch's code: it lower-cases each title and each paragraph of a body, takes the words that a regular expression
finds, and looks where the words of a query stand next to each other. Queries are drawn (seeded) from the articles' own
words: single words of letters, pairs and triples.
"""
import json
import random
import re
import subprocess
import sys
from collections import defaultdict

# A character of a script without spaces stands alone. Else letters and digits; a mark between two letters or two digits
# joins them, as in "can't", "java.util" and "3.14".
WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
PART = rf"[^\W{WIDE}]+"
WORD = re.compile(
    rf"[{WIDE}]|{PART}(?:(?:(?<=[^\W\d_])[.'’:·‧](?=[^\W\d_{WIDE}])|(?<=\d)[.,;'’](?=\d)){PART})*"
)
PLAIN = re.compile(r"^[a-z]{2,20}$")


def blocks(article):
    yield article["title"] or ""
    yield from article["body"].split("\n\n")
    yield from (article.get("captions") or "").split("\n\n")


def main():
    hzsearch, index, articles = sys.argv[1:4]
    wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 200
    random.seed(42)
    documents = 0
    holders = [defaultdict(set) for _ in range(3)]
    for line in open(articles, encoding="utf-8"):
        article = json.loads(line)
        for block in blocks(article):
            words = [word for word in WORD.findall(block.lower()) if word.strip("_")]
            for size, holder in enumerate(holders, 1):
                for start in range(len(words) - size + 1):
                    # Longer phrases are sampled by their own text, or they would not fit into memory.
                    phrase = " ".join(words[start : start + size])
                    if size == 1 or hash_of(phrase) % 211 == 0:
                        holder[phrase].add(documents)
        documents += 1
    print(f"{documents} articles, {len(holders[0])} words")
    bad = 0
    asked = 0
    for size, holder in enumerate(holders, 1):
        plain = [p for p in sorted(holder) if all(PLAIN.match(w) for w in p.split(" "))]
        for phrase in random.sample(plain, min(len(plain), wanted // 3 + (size == 1) * (wanted % 3))):
            asked += 1
            run = subprocess.run(
                [hzsearch, "find", "--no-daemon", "--index", index, "--count", f'"{phrase}"'],
                stdout=subprocess.PIPE, text=True,
            )
            if run.returncode not in (0, 1) or int(run.stdout) != len(holder[phrase]):
                bad += 1
                print(f"differs: {phrase!r}: hzsearch {run.stdout.strip()}, naive {len(holder[phrase])}")
    print(f"{asked - bad} of {asked} counts agree")
    return bad > 0


def hash_of(text):
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


if __name__ == "__main__":
    sys.exit(main())
