package io.apium.scheduler.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A process, from its start to its end. What it asks of others takes a while on the way there and back; when it is dead the
 * answers reach nobody, and of what it had asked a part was never sent.
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

    /** Stands still for a while, as under SIGSTOP. */
    void pause(long millis) {
        pausedUntil = Math.max(pausedUntil, world.now() + millis);
    }

    /** Does it later, unless dead by then; what falls into a pause is done after it. */
    void later(long millis, Runnable deed) {
        world.after(millis, () -> {
            if (isPaused()) {
                later(pausedUntil - world.now(), deed);
            } else if (isAlive()) {
                deed.run();
            }
        });
    }

    /** Somebody else does it later, whether this process lives or not. */
    void beyond(long millis, Runnable deed) {
        world.after(millis, deed);
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
            CompletableFuture<T> said = other.get();
            var _ = said.whenComplete((value, failure) -> later(delay(), () -> {
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
