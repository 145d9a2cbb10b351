"""The longest words of a text: a persistent command, which answers every line of its stdin with a line on its stdout."""

import json
import sys


def longest(text, count=1):
    if not text.split():
        raise ValueError("there is no word in the text")
    return sorted(set(text.split()), key=lambda word: (-len(word), word))[:count]


for line in sys.stdin:
    call = json.loads(line)
    try:
        answer = {"result": longest(*call["args"], **call["kwargs"])}
    except Exception as error:
        answer = {"error": {"type": type(error).__name__, "message": str(error)}}
    print(json.dumps(answer), flush=True)
