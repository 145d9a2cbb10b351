package io.apium.system;

import io.apium.process.TestProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A worker that is started again whenever it ends, as whatever runs services does. */
final class RestartedWorker implements AutoCloseable {

    private final Supplier<TestProcess> start;
    private final List<TestProcess> all = new ArrayList<>();
    private volatile boolean over;

    private RestartedWorker(Supplier<TestProcess> start) throws InterruptedException {
        this.start = start;
        TestProcess first = start.get();
        all.add(first);
        TestStage.takes(first);
        var _ = Thread.startVirtualThread(this::supervise);
    }

    /** Returns when it takes messages. */
    static RestartedWorker of(Supplier<TestProcess> start) throws InterruptedException {
        return new RestartedWorker(start);
    }

    /** How often it has ended. */
    synchronized int deaths() {
        return all.size() - 1;
    }

    private synchronized TestProcess latest() {
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
