package io.apium.worker.builtin;

import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.util.Optional;

/** The two workloads of the speed-up experiment: one that is limited by memory access, and one that needs no memory. */
final class NumberTasks {

    /** Without a seed the task's id is the seed, so that another attempt of the same task returns the same list. */
    @Task("demo.random_list")
    RandomList randomList(int size, Optional<Long> seed, TaskContext context) {
        return RandomList.of(size, seed.orElse((long) context.id().hashCode()));
    }

    @Task("demo.collatz")
    CollatzChain collatz(long first, int starts) {
        return CollatzChain.longest(first, starts);
    }
}
