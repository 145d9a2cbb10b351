package io.apium.adapter.redis.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Writes that are sent together, kept until they are answered. Guarded by the lock of {@link GroupCommit}. */
final class WriteBatch {

    private static final int MAX = 1_000;

    private final List<PendingWrite<?, ?>> writes = new ArrayList<>();

    /** A write whose command throws each time. */
    record Unsendable(PendingWrite<?, ?> write, Throwable thrown) {

        void fail() {
            write.fail(thrown);
        }
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    int size() {
        return writes.size();
    }

    void fill(Queue<PendingWrite<?, ?>> waiting) {
        while (writes.size() < MAX) {
            PendingWrite<?, ?> next = waiting.poll();
            if (next == null) {
                return;
            }
            writes.add(next);
        }
    }

    /**
     * Puts all of them into a pipeline, up to one that throws: that one is removed, or it would block the others for
     * ever. The connection may have a part of it then, and must be closed.
     */
    @Nullable
    Unsendable enter(Pipeline pipeline) {
        for (PendingWrite<?, ?> write : writes) {
            try {
                write.enter(pipeline);
            } catch (JedisConnectionException away) {
                throw away;
            } catch (Throwable thrown) {
                // also a checked exception, which a command may throw undeclared
                writes.remove(write);
                return new Unsendable(write, thrown);
            }
        }
        return null;
    }

    /**
     * Removes the answered writes.
     *
     * @param done receives them
     */
    void settle(List<PendingWrite<?, ?>> done) {
        for (PendingWrite<?, ?> write : writes) {
            if (!write.isToBeRepeated()) {
                done.add(write);
            }
        }
        if (done.size() == writes.size()) {
            writes.clear();
        } else {
            writes.removeAll(done);
        }
    }

    void fail(RuntimeException reason) {
        writes.forEach(write -> write.fail(reason));
        writes.clear();
    }
}
