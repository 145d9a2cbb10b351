"""Writes the golden messages and records that a real Celery sends and stores.

    python3 capture.py AMQP_URL REDIS_URL FOLDER

Wants a RabbitMQ and a Redis that nobody else uses: the queue `celery` is purged and the database is flushed. Messages are
taken from the queue as they came; records are read from Redis after a worker of this very file has run the tasks.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import time

from amqp import serialization
from celery import Celery, chain, chord, group, signature
from celery import __version__ as celery_version

HERE = str(pathlib.Path(__file__).resolve().parent)
NODE = "worker@golden"

app = Celery("golden", broker=os.environ.get("GOLDEN_BROKER"), backend=os.environ.get("GOLDEN_RESULTS"))
app.conf.update(broker_connection_retry=False, worker_hijack_root_logger=False)


@app.task(name="golden.add")
def add(x, y):
    return x + y


@app.task(name="golden.sum")
def total(values):
    return sum(values)


@app.task(name="golden.echo")
def echo(value):
    return value


@app.task(name="golden.fail")
def fail(message):
    raise ValueError(message)


@app.task(name="golden.fail_on_key")
def fail_on_key(key):
    return {}[key]


class OutOfLuck(Exception):
    pass


@app.task(name="golden.fail_custom")
def fail_custom(message, number):
    raise OutOfLuck(message, number)


@app.task(name="golden.wait")
def wait(seconds):
    time.sleep(seconds)
    return seconds


@app.task(name="golden.started", track_started=True)
def started():
    return None


@app.task(name="golden.retry", bind=True)
def retry(self):
    raise self.retry(exc=ValueError("not yet"), countdown=600)


@app.task(name="golden.progress", bind=True)
def progress(self):
    self.update_state(state="PROGRESS", meta={"done": 3, "total": 10})
    return "done"


def add_s(*args, **options):
    return signature("golden.add", args=args, app=app, **options)


TRICKY = {
    "unicode": "grüß Gott, 世界 🚀 \u0000 \u2028 \"quoted\" \\",
    "float": 0.1,
    "float_small": 5e-324,
    "float_large": 1.7976931348623157e308,
    "float_whole": 1.0,
    "big": 2**200,
    "long": -(2**63),
    "null": None,
    "bool": True,
    "nan": math.nan,
    "infinity": math.inf,
    "empty": [[], {}, ""],
}

s = add_s

MESSAGES = {
    "simple": lambda: app.send_task("golden.add", (2, 3)),
    "kwargs": lambda: app.send_task("golden.add", (2,), {"y": 3}),
    "routed": lambda: app.send_task("golden.add", (2, 3), queue="celery", priority=7),
    "expires": lambda: app.send_task("golden.add", (2, 3), expires=3600),
    "countdown": lambda: app.send_task("golden.add", (2, 3), countdown=30),
    "headers": lambda: app.send_task("golden.add", (2, 3), headers={"tenant": "acme", "level": 3, "big": 2**40}),
    "time-limits": lambda: app.send_task("golden.add", (2, 3), time_limit=30, soft_time_limit=20.5),
    "ignore-result": lambda: app.send_task("golden.add", (2, 3), ignore_result=True, shadow="shown"),
    "link": lambda: app.send_task("golden.add", (2, 3), link=s(10)),
    "links": lambda: app.send_task(
        "golden.add", (2, 3), link=[s(10, immutable=True), s(20).set(queue="other", priority=3)]),
    "link-error": lambda: app.send_task("golden.add", (2, 3), link_error=signature("golden.echo", app=app)),
    "chain": lambda: chain(s(1, 2), s(3), s(4).set(countdown=5)).apply_async(),
    "chain-guarded": lambda: chain(s(1, 2), s(3)).on_error(signature("golden.echo", app=app)).apply_async(),
    "group": lambda: group(s(1, 2), s(3, 4)).apply_async(),
    "chord": lambda: chord([s(1, 2), s(3, 4), s(5, 6)])(signature("golden.sum", app=app)),
    "chain-group-step": lambda: chain(s(1, 2), group(s(3), s(4)), signature("golden.sum", app=app)).apply_async(),
    "chain-ends-in-group": lambda: chain(s(1, 2), group(s(3), s(4))).apply_async(),
    "chord-with-chain": lambda: chord([chain(s(1, 2), s(3)), s(4, 5)])(signature("golden.sum", app=app)),
    "chord-with-chain-that-ends-in-group": lambda: chord(
        [chain(s(1, 2), group(s(3), s(4))), s(5, 6)])(signature("golden.echo", app=app)),
    "chord-with-group": lambda: chord([s(1, 2), group(s(3, 4), s(5, 6))])(signature("golden.sum", app=app)),
    "chord-in-chord": lambda: chord(
        [chord([s(1, 2), s(3, 4)], signature("golden.sum", app=app)), s(5, 6)])(signature("golden.sum", app=app)),
    "chord-body-group": lambda: chord([s(1, 2), s(3, 4)])(
        group(signature("golden.sum", app=app), signature("golden.echo", app=app))),
    "chord-body-chain": lambda: chord([s(1, 2), s(3, 4)])(chain(signature("golden.sum", app=app), s(5))),
    "tricky": lambda: app.send_task("golden.echo", (TRICKY,), {"name": "ключ"}),
}


def main(broker, results, folder):
    app.conf.update(broker_url=broker, result_backend=results)
    target = pathlib.Path(folder)
    capture_messages(target / "messages")
    capture_records(target / "records", dict(os.environ, GOLDEN_BROKER=broker, GOLDEN_RESULTS=results))


def capture_messages(target):
    with app.connection() as connection:
        channel = connection.default_channel
        app.amqp.queues["celery"].bind(channel).declare()
        for name, send in MESSAGES.items():
            channel.queue_purge("celery")
            send()
            save(target / (name + ".json"), {"celery": celery_version, "messages": list(taken(channel))})
        channel.queue_purge("celery")


def taken(channel):
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        message = channel.basic_get("celery", no_ack=True)
        if message is None:
            continue
        properties = dict(message.properties)
        headers = properties.pop("application_headers")
        headers["origin"] = "gen1@client"
        yield {
            "exchange": message.delivery_info["exchange"],
            "routing_key": message.delivery_info["routing_key"],
            "properties": properties,
            "headers": {key: {"type": amqp_type(value), "value": value} for key, value in headers.items()},
            "body": message.body if isinstance(message.body, str) else message.body.decode("utf-8"),
        }


def amqp_type(value):
    """The letter that stands for the type of a field in an AMQP table, as py-amqp writes it."""
    table = serialization.dumps("F", [{"k": value}])
    return chr(table[4 + 1 + 1])


def capture_records(target, environment):
    store = app.backend.client
    store.flushdb()
    command = [sys.executable, "-m", "celery", "-A", "capture", "worker", "-P", "solo", "-n", NODE, "-l", "ERROR"]
    worker = subprocess.Popen(command, cwd=HERE, env=environment)
    try:
        while not app.control.inspect([NODE], timeout=0.5).ping():
            if worker.poll() is not None:
                raise SystemExit("the worker did not start")
        records = Records(target, store)
        endings(records)
        underway(records)
        groups(records)
    finally:
        worker.terminate()
        worker.wait(30)


def endings(records):
    records.after("success-int", add.delay(2, 3))
    records.after("success-null", echo.delay(None))
    records.after("success-tricky", echo.delay(TRICKY))
    records.after("success-string", echo.delay(TRICKY["unicode"]))
    parent = chain(add.s(1, 2), add.s(3)).apply_async()
    records.after("success-with-parent", parent)
    records.after("success-with-children", parent.parent)
    records.after("success-in-group", group(add.s(1, 2), add.s(3, 4)).apply_async()[1])
    records.after("failure", fail.delay("no such row: ü"))
    records.after("failure-key", fail_on_key.delay("missing"))
    records.after("failure-custom", fail_custom.delay("bad", 7))
    records.after("failure-not-registered", app.send_task("golden.unknown"))
    records.after("failure-chord-body", chord([add.s(1, 2), fail.s("part")])(total.s()))
    broken = chain(fail.s("first"), echo.s()).apply_async()
    records.after("failure-never-run", broken)
    app.control.revoke("11111111-2222-3333-4444-555555555555", destination=[NODE], reply=True)
    records.after("revoked", add.apply_async((1, 2), task_id="11111111-2222-3333-4444-555555555555"))


def underway(records):
    """States that are overwritten soon: taken from what the backend publishes with every write."""
    records.published("started", "STARTED", started)
    records.published("retry", "RETRY", retry)
    records.published("progress", "PROGRESS", progress)


def groups(records):
    records.group("group-saved", group(add.s(1, 2), add.s(3, 4)).apply_async())
    body = chord([add.s(1, 2), echo.s({"a": [1.5, None]}), wait.s(3)])(total.s())
    gid = body.parent.id
    time.sleep(1.5)
    records.key("chord-parts-in-flight", "celery-taskset-meta-" + gid + ".j")
    records.key("chord-size-in-flight", "celery-taskset-meta-" + gid + ".s")
    body.get(timeout=20, propagate=False)
    body = chord([add.s(1, 2), fail.s("part"), wait.s(3)])(total.s())
    time.sleep(1.5)
    records.key("chord-parts-with-failure", "celery-taskset-meta-" + body.parent.id + ".j")
    body.get(timeout=20, propagate=False)
    body = chord([add.s(1, 2), group(add.s(3, 4), chain(add.s(5, 6), group(add.s(7), add.s(8))))])(echo.s())
    time.sleep(0.5)
    records.key("group-of-a-chord-with-groups", "celery-taskset-meta-" + body.parent.id)


class Records:
    def __init__(self, target, store):
        self.target = target
        self.store = store

    def after(self, name, result):
        result.get(timeout=20, propagate=False, disable_sync_subtasks=False)
        self.key(name, "celery-task-meta-" + result.id)

    def group(self, name, result):
        result.save()
        self.key(name, "celery-taskset-meta-" + result.id)

    def published(self, name, state, task):
        task_id = "golden-" + name
        key = "celery-task-meta-" + task_id
        subscription = self.store.pubsub(ignore_subscribe_messages=True)
        subscription.subscribe(key)
        task.apply_async(task_id=task_id)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            message = subscription.get_message(timeout=1)
            value = message["data"].decode("utf-8") if message else "{}"
            if json.loads(value).get("status") == state:
                self.save(name, key, "string", value)
                return
        raise SystemExit("no record in state " + state)

    def key(self, name, key):
        kind = self.store.type(key).decode("utf-8")
        if kind == "string":
            value = self.store.get(key).decode("utf-8")
        elif kind == "zset":
            pairs = self.store.zrange(key, 0, -1, withscores=True)
            value = [{"member": member.decode("utf-8"), "score": score} for member, score in pairs]
        else:
            raise SystemExit(key + " is of type " + kind)
        self.save(name, key, kind, value)

    def save(self, name, key, kind, value):
        record = {"celery": celery_version, "key": key, "type": kind, "value": value}
        save(self.target / (name + ".json"), record)


def save(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, indent=2, ensure_ascii=False).replace(HERE + "/", "")
    path.write_text(text + "\n", encoding="utf-8")
    print(path)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
