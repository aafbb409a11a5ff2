#!/bin/bash
# usage: search.sh SOCKET WORDS...
# Titles and paths of what a running daemon finds. curl speaks to the socket, jq reads the answer.
set -euo pipefail
socket=$1
shift
curl --silent --fail-with-body --unix-socket "$socket" --get http://hz/v1/search --data-urlencode "q=$*" --data limit=3 |
    jq --raw-output '.hits[] | "\(.title)\t\(.path)"'
