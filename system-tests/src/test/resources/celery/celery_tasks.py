"""The tasks of a Celery worker, as anybody would write them."""

import os

from celery import Celery

app = Celery("tasks", broker=os.environ["APIUM_BROKER_URL"], backend=os.environ["APIUM_REDIS_URL"])


@app.task(name="py.double")
def double(x):
    return x * 2


@app.task(name="py.greet")
def greet(name, greeting="hello"):
    return f"{greeting}, {name}"


@app.task(name="py.total")
def total(numbers):
    return sum(numbers)


@app.task(name="py.fail")
def fail(message):
    raise ValueError(message)


@app.task(name="math.add")
def add(x, y):
    return x + y


@app.task(name="mixed.flaky", bind=True, max_retries=5)
def flaky(self, failures, delay):
    """Fails as often as it is told, by the number of retries that came with the message."""
    if self.request.retries < failures:
        raise self.retry(exc=RuntimeError(f"attempt {self.request.retries + 1}"), countdown=delay)
    return ["python", self.request.retries]
