package io.apium.gpu.device.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What works may take of a device's memory at once. Whoever comes first is served first, so that large ones have theirs. */
public final class MemoryBudget {

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private long used;

    public MemoryBudget(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Waits until there is room.
     *
     * @throws IllegalArgumentException when there never will be
     */
    void take(long bytes) throws InterruptedException {
        if (bytes > capacity) {
            throw new IllegalArgumentException("there are " + capacity + " bytes, and never " + bytes);
        }
        lock.lockInterruptibly();
        try {
            Object mine = new Object();
            waiting.add(mine);
            try {
                while (!mine.equals(waiting.peek()) || used + bytes > capacity) {
                    change.await();
                }
                used += bytes;
            } finally {
                waiting.remove(mine);
                change.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void give(long bytes) {
        lock.lock();
        try {
            used -= bytes;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }
}
