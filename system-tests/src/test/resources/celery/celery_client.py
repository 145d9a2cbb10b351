"""A plain Celery client that runs what it reads: each line a function's body as a JSON string, answered with a line of JSON."""

import datetime
import json
import os
import sys
import textwrap
import time
import traceback

from celery import Celery, chain, chord, group

app = Celery("client", broker=os.environ["APIUM_BROKER_URL"], backend=os.environ["APIUM_REDIS_URL"])


def sig(name, *args, **kwargs):
    return app.signature(name, args=args, kwargs=kwargs)


def now():
    return datetime.datetime.now(datetime.timezone.utc)


NAMES = {
    "app": app,
    "chain": chain,
    "chord": chord,
    "datetime": datetime,
    "group": group,
    "now": now,
    "sig": sig,
    "time": time,
}


def answer(body):
    names = dict(NAMES)
    exec("def scenario():\n" + textwrap.indent(body, "    "), names)
    try:
        return {"returned": names["scenario"]()}
    except Exception as raised:
        return {"raised": type(raised).__name__ + ": " + str(raised), "traceback": traceback.format_exc()}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
