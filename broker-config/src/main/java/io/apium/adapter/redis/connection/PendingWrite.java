package io.apium.adapter.redis.connection;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** One write that waits for its flush, and its future. May be put into several flushes until one is answered. */
final class PendingWrite<A, T> {

    private final Function<Pipeline, Response<A>> command;
    private final Function<@Nullable A, T> answer;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable Response<A> response;

    PendingWrite(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        this.command = command;
        this.answer = answer;
    }

    CompletableFuture<T> done() {
        return done;
    }

    void enter(Pipeline pipeline) {
        response = command.apply(pipeline);
    }

    /** Whether Redis answered that it cannot write at the moment: it is loading its data, is a replica, or is full. */
    boolean isToBeRepeated() {
        try {
            answered();
            return false;
        } catch (JedisDataException refused) {
            String reason = String.valueOf(refused.getMessage());
            return reason.startsWith("LOADING")
                    || reason.startsWith("READONLY")
                    || reason.startsWith("MASTERDOWN")
                    || reason.startsWith("MISCONF")
                    || reason.startsWith("OOM")
                    || reason.startsWith("BUSY")
                    || reason.startsWith("NOSCRIPT")
                    || reason.startsWith("NOREPLICAS");
        } catch (RuntimeException unreadable) {
            // complete() reports the failure
            return false;
        }
    }

    /** Completes the future. */
    void complete() {
        try {
            done.complete(answer.apply(answered()));
        } catch (Throwable refused) {
            done.completeExceptionally(refused);
        }
    }

    void fail(Throwable reason) {
        done.completeExceptionally(reason);
    }

    private @Nullable A answered() {
        Response<A> received = response;
        if (received == null) {
            throw new IllegalStateException("the write must be sent before its answer is read");
        }
        return received.get();
    }
}
