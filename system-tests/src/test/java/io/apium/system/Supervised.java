package io.apium.system;

import io.apium.process.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A worker that is started again whenever it ends, as whatever runs services does. */
final class Supervised implements AutoCloseable {

    private final Supplier<Child> start;
    private final List<Child> all = new ArrayList<>();
    private volatile boolean over;

    private Supervised(Supplier<Child> start) throws InterruptedException {
        this.start = start;
        Child first = start.get();
        all.add(first);
        Stage.takes(first);
        var _ = Thread.startVirtualThread(this::supervise);
    }

    /** Returns when it takes messages. */
    static Supervised of(Supplier<Child> start) throws InterruptedException {
        return new Supervised(start);
    }

    /** How often it has ended. */
    synchronized int deaths() {
        return all.size() - 1;
    }

    private synchronized Child latest() {
        return all.getLast();
    }

    private void supervise() {
        while (!over) {
            latest().awaitEnd();
            synchronized (this) {
                if (!over) {
                    all.add(start.get());
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        latest().close();
    }
}
