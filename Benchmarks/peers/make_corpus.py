"""make_corpus.py OUT.jsonl FOLDER...: the text of every HTML file below the folders, one {"id", "title", "body"} a line."""

import gzip
import json
import multiprocessing
import os
import sys

import lxml.html

LONGEST = 1_000_000


def pages(folders):
    for folder in sorted(folders):
        for root, directories, names in os.walk(folder):
            directories.sort()
            for name in sorted(names):
                path = os.path.join(root, name)
                if name.removesuffix(".gz").endswith((".html", ".htm")) and not os.path.islink(path):
                    yield path


def line(path):
    """The page as a line of JSON, or None where there is nothing to read."""
    try:
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            tree = lxml.html.document_fromstring(file.read())
    except Exception:  # whatever lxml makes of a broken page, the corpus does without it
        return None
    for element in list(tree.iter("script", "style")):
        element.drop_tree()
    root = tree.find("body")
    texts = (text.strip() for text in (tree if root is None else root).itertext())
    body = "\n".join(text for text in texts if text)
    title = (tree.findtext(".//title") or "").strip()
    if len(body) > LONGEST:
        return None
    return json.dumps({"id": path, "title": title, "body": body}, ensure_ascii=False)


def main(out, folders):
    count = 0
    with open(out + ".part", "w", encoding="utf-8", errors="replace") as file, multiprocessing.Pool() as pool:
        for text in pool.imap(line, pages(folders), 64):
            if text is not None:
                file.write(text + "\n")
                count += 1
    os.rename(out + ".part", out)
    print(f"{count} documents, {os.path.getsize(out) / 1e6:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
