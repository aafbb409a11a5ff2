"""make_queries.py CORPUS.jsonl OUT.tsv [LOG]: sets of queries drawn from a corpus, the same ones each time.

A line: set, operation (term, and, or, phrase, andphrase, prefix, fuzzy), words, phrase, between tabs. Every word is of
lower-case ASCII letters, of which each peer's analyzer makes one token. LOG has one query a line, as text or as the
"query" of a JSON object: +all +of +these, "a phrase", or any of these; its sets are named log_.
"""

import collections
import json
import random
import re
import sys

PER_SET = 150
SAMPLE = 4_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TOKEN = re.compile(r"[a-z0-9]+")
WORD = re.compile(r"(?<![^\s(\"'.,;:!?])[a-z]{2,20}(?![^\s)\".,;:!?])")
RUN = re.compile(r"(?:(?<=\s)|^)[a-z]{2,20}(?: [a-z]{2,20})+(?=[\s.,;]|$)")
STOP = set(
    """a about above after again all also am an and any are as at be because been before being below between both but
    by can could did do does doing down during each few for from further had has have having he her here hers him his
    how i if in into is it its itself just me more most my no nor not now of off on once only or other our out over own
    same she should so some such than that the their them then there these they this those through to too under until
    up very was we were what when where which while who whom why will with would you your""".split()
)


class Corpus:
    """How many documents have each word, and a sample of the documents."""

    def __init__(self, path, dice):
        self.count = 0
        self.having = collections.Counter()
        self.sample = []
        with open(path, encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                text = (document["title"] + "\n" + document["body"]).lower()
                self.having.update(set(TOKEN.findall(text)))
                self.count += 1
                if len(self.sample) < SAMPLE:
                    self.sample.append(text)
                elif (place := dice.randrange(self.count)) < SAMPLE:
                    self.sample[place] = text
        self.words = sorted(w for w in self.having if w.isascii() and w.isalpha() and 2 <= len(w) <= 20 and w not in STOP)

    def share(self, word):
        return self.having[word] / self.count


def draw(dice, attempt):
    """The first of many attempts that gives something."""
    for _ in range(2_000):
        if result := attempt():
            return result
    return None


def main(corpus_path, out, log=None):
    dice = random.Random(20240601)
    corpus = Corpus(corpus_path, dice)
    rows = []

    def terms(name, low, high):
        words = [w for w in corpus.words if low <= corpus.share(w) < high and corpus.having[w] >= 3]
        for word in sorted(dice.sample(words, min(PER_SET, len(words)))):
            rows.append((name, "term", word, ""))

    terms("term_high", 0.05, 2)
    terms("term_mid", 0.002, 0.05)
    terms("term_low", 0, 0.002)

    def words_of_a_document(count, least):
        words = sorted({w for w in WORD.findall(dice.choice(corpus.sample)) if w not in STOP and corpus.share(w) >= least})
        return dice.sample(words, count) if len(words) >= count else None

    groups = [draw(dice, lambda: words_of_a_document(2 + i % 4, 0.001 if i % 2 else 0.01)) for i in range(PER_SET)]
    for operation in ("and", "or"):
        rows.extend((operation, operation, " ".join(words), "") for words in groups if words)

    def part_of_a_run(length, text):
        runs = [words for run in RUN.findall(text) if len(words := run.split()) >= length]
        if not runs:
            return None
        run = dice.choice(runs)
        start = dice.randrange(len(run) - length + 1)
        words = run[start : start + length]
        return words if any(w not in STOP for w in words) else None

    frequent = collections.Counter()
    for text in corpus.sample[:1_500]:
        for run in RUN.findall(text):
            words = run.split()
            for length in (2, 3, 4):
                frequent.update(tuple(words[i : i + length]) for i in range(len(words) - length + 1))
    common = {2: [], 3: [], 4: []}
    for words, _ in sorted(frequent.items(), key=lambda item: (-item[1], item[0])):
        if len(common[len(words)]) < 400 and any(w not in STOP for w in words):
            common[len(words)].append(words)
    for i in range(PER_SET):
        length = 2 + i % 3
        if i % 2 and common[length]:
            words = dice.choice(common[length])
        else:
            words = draw(dice, lambda: part_of_a_run(length, dice.choice(corpus.sample)))
        if words:
            rows.append(("phrase", "phrase", "", " ".join(words)))

    def word_and_phrase(length):
        text = dice.choice(corpus.sample)
        phrase = part_of_a_run(length, text)
        words = sorted({w for w in WORD.findall(text) if w not in STOP and w not in (phrase or ()) and corpus.share(w) >= 0.002})
        return (dice.choice(words), " ".join(phrase)) if phrase and words else None

    for i in range(PER_SET):
        if found := draw(dice, lambda: word_and_phrase(2 + i % 2)):
            rows.append(("andphrase", "andphrase", *found))

    long_words = [w for w in corpus.words if corpus.having[w] >= 3 and len(w) >= 5]
    rows.extend(("prefix", "prefix", dice.choice(long_words)[: 3 + i % 3], "") for i in range(PER_SET))
    typed = [w for w in corpus.words if corpus.having[w] >= 10 and 5 <= len(w) <= 10]
    for i in range(PER_SET):
        word = dice.choice(typed)
        place, letter = dice.randrange(1, len(word)), dice.choice(LETTERS)
        # One letter wrong, one left out, one too many.
        rest = (letter + word[place + 1 :], word[place + 1 :], letter + word[place:])[i % 3]
        rows.append(("fuzzy", "fuzzy", word[:place] + rest, ""))
    stops = ["to be or not to be", "all of the above", "this is it", "what is this", "is not the same as", "as if it were"]
    rows.extend(("phrase_stop", "phrase", "", phrase) for phrase in stops)

    if log:
        with open(log, encoding="utf-8", errors="replace") as file:
            rows.extend(row for line in file if (row := read_log(line.strip())))
    with open(out, "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)
    print(dict(collections.Counter(row[0] for row in rows)))


def read_log(line):
    query = (json.loads(line)["query"] if line.startswith("{") else line).lower()
    if phrase := re.fullmatch(r'"([a-z ]+)"', query):
        return ("log_phrase", "phrase", "", " ".join(phrase[1].split()))
    words = query.split()
    if words and all(re.fullmatch(r"\+[a-z]+", w) for w in words):
        return ("log_and", "and", " ".join(w[1:] for w in words), "")
    if words and all(re.fullmatch(r"[a-z]+", w) for w in words):
        return ("log_or", "or", query, "") if len(words) > 1 else ("log_term", "term", query, "")
    return None


if __name__ == "__main__":
    main(*sys.argv[1:])
