"""What no command should do, and what two can only do together. Each attempt notes its id when it starts."""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time


def note(notes, file, line):
    with open(os.path.join(notes, file), "a") as out:
        out.write(line + "\n")


def allocate():
    everything = []
    while True:
        everything.append(bytearray(4 << 20))


def sleep():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(1)


def flood():
    for _ in range(20_000):
        print("flood " * 80)


def fork_and_die(notes):
    grandchild = subprocess.Popen(["sleep", "1000"])
    note(notes, "grandchildren", str(grandchild.pid))
    os._exit(4)


def loop():
    while True:
        pass


def meet(notes, where, id):
    note(notes, where, id)
    while len(set(open(os.path.join(notes, where)))) < 2:
        time.sleep(0.01)


for line in sys.stdin:
    call = json.loads(line)
    how, notes = call["args"]
    note(notes, "runs", call["id"])
    match how:
        case "loops":
            loop()
        case "sleeps":
            sleep()
        case "allocates":
            allocate()
        case "exits":
            sys.exit(3)
        case "crashes":
            ctypes.string_at(0)
        case "floods":
            flood()
        case "binary":
            sys.stdout.buffer.write(bytes(range(256)) * 4)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "forks":
            fork_and_die(notes)
        case _:
            meet(notes, how, call["id"])
    print(json.dumps({"result": how}), flush=True)
