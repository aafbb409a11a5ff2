#!/usr/bin/env python3
"""usage: search.py SOCKET WORDS...

Searches by a running daemon, with nothing but Python's own library; matched words are in brackets.
"""
import http.client
import json
import socket
import sys
import urllib.parse


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("hz")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def search(connection, query, **parameters):
    connection.request("GET", "/v1/search?" + urllib.parse.urlencode({"q": query, **parameters}))
    answer = connection.getresponse()
    result = json.load(answer)
    if answer.status != 200:
        raise RuntimeError(result["error"]["message"])
    return result


def marked(snippet):
    text, place = "", 0
    for start, end in snippet["highlights"]:
        text += snippet["text"][place:start] + "[" + snippet["text"][start:end] + "]"
        place = end
    return text + snippet["text"][place:]


if len(sys.argv) < 3:
    sys.exit(__doc__)
result = search(UnixConnection(sys.argv[1]), " ".join(sys.argv[2:]), limit=3)
for hit in result["hits"]:
    print(f"{hit['rank']}. {hit['title']}\n   {marked(hit['snippet'])}")
