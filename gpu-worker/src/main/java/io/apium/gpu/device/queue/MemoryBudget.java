package io.apium.gpu.device.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The device memory for works. Requests are served in order, so that small requests cannot delay a large one for ever.
 */
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
     * Waits until {@code bytes} bytes are free, and reserves them.
     *
     * @throws IllegalArgumentException if {@code bytes} is more than the whole budget
     */
    void take(long bytes) throws InterruptedException {
        if (bytes > capacity) {
            throw new IllegalArgumentException("the memory budget is " + capacity + " bytes, cannot take " + bytes);
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
