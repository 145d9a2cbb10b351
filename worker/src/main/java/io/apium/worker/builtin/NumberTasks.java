package io.apium.worker.builtin;

import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.util.Optional;

/** The two sides of the experiment on speedup: a task that waits for memory, and one that does without. */
final class NumberTasks {

    /** Of the task's own id where no seed is given, so that a second run of the same task gives the same list. */
    @Task("demo.random_list")
    RandomList randomList(int size, Optional<Long> seed, TaskContext context) {
        return RandomList.of(size, seed.orElse((long) context.id().hashCode()));
    }

    @Task("demo.collatz")
    CollatzChain collatz(long first, int starts) {
        return CollatzChain.longest(first, starts);
    }
}
