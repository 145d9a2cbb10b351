package io.apium.scheduler.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A process, from its start to its end. Its requests and their answers take a random time. The answers to a dead process are
 * dropped, and half of the requests that it had not sent yet.
 */
final class Life {

    private final World world;
    private boolean dead;
    private long pausedUntil;

    Life(World world) {
        this.world = world;
    }

    boolean isAlive() {
        return !dead;
    }

    boolean isPaused() {
        return world.now() < pausedUntil;
    }

    void end() {
        dead = true;
    }

    /** Pauses, as under SIGSTOP. */
    void pause(long millis) {
        pausedUntil = Math.max(pausedUntil, world.now() + millis);
    }

    /** Runs the action later, unless the process is dead by then; during a pause, it waits for the end of the pause. */
    void later(long millis, Runnable action) {
        world.after(millis, () -> {
            if (isPaused()) {
                later(pausedUntil - world.now(), action);
            } else if (isAlive()) {
                action.run();
            }
        });
    }

    /** Runs the action later, whether this process lives or not. */
    void afterwards(long millis, Runnable action) {
        world.after(millis, action);
    }

    <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> other) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        world.after(delay(), () -> send(other, answer));
        return answer;
    }

    private <T> void send(Supplier<CompletableFuture<T>> other, CompletableFuture<T> answer) {
        if (isPaused() && world.once(2)) {
            world.after(pausedUntil - world.now() + delay(), () -> send(other, answer));
        } else if (isAlive() || world.once(2)) {
            CompletableFuture<T> answered = other.get();
            var _ = answered.whenComplete((value, failure) -> later(delay(), () -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            }));
        }
    }

    private long delay() {
        return world.once(10) ? world.between(0, 800) : world.between(0, 4);
    }
}
