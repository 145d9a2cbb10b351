"""Celery's side of the benchmark: the tasks of its worker, and a client that measures them."""

import os
import statistics
import sys
import time
import uuid

import redis
from celery import Celery, chord

app = Celery("bench", broker=os.environ["BROKER_URL"], backend=os.environ["RESULT_URL"])
app.conf.task_default_queue = "bench-celery"
app.conf.worker_hijack_root_logger = False


@app.task(name="bench.add")
def add(x, y):
    return x + y


@app.task(name="bench.sum")
def total(numbers):
    return sum(numbers)


def throughput(count):
    store = redis.Redis.from_url(os.environ["RESULT_URL"])
    ids = [str(uuid.uuid4()) for _ in range(count)]
    start = time.perf_counter()
    for number, task_id in enumerate(ids):
        add.apply_async((number, number), task_id=task_id)
    for first in range(0, count, 1000):
        keys = ["celery-task-meta-" + task_id for task_id in ids[first:first + 1000]]
        while store.exists(*keys) < len(keys):
            time.sleep(0.002)
    return count / (time.perf_counter() - start)


def roundtrip(count):
    add.delay(1, 1).get(timeout=60)
    millis = []
    for number in range(count):
        start = time.perf_counter()
        add.delay(number, number).get(timeout=60)
        millis.append((time.perf_counter() - start) * 1000)
    return statistics.median(millis)


def chord_seconds(count):
    add.delay(1, 1).get(timeout=60)
    start = time.perf_counter()
    result = chord([add.s(number, number) for number in range(count)])(total.s()).get(timeout=300)
    seconds = time.perf_counter() - start
    assert result == count * (count - 1), result
    return seconds


if __name__ == "__main__":
    measures = {"throughput": throughput, "roundtrip": roundtrip, "chord": chord_seconds}
    print("figure", measures[sys.argv[1]](int(sys.argv[2])))
