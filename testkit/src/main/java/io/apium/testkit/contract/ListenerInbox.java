package io.apium.testkit.contract;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Keeps what a port gives to its listener until the test asks for it. */
public final class ListenerInbox<T> implements Consumer<T> {

    /** How long anything is waited for that must come: far more than it takes. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<T> given = new LinkedBlockingQueue<>();

    @Override
    public void accept(T one) {
        given.add(one);
    }

    /** The next one, which is waited for. */
    public T next() throws InterruptedException {
        T next = given.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("nothing was given within " + PATIENCE);
        }
        return next;
    }

    /** The number of received values that no test has taken. */
    public int size() {
        return given.size();
    }

    /** What the future is done with, which is waited for. */
    public static <T> T done(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("was not done within " + PATIENCE, e);
        }
    }
}
