package io.apium.gpu.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of a host: one that builds programs, and one for each queue.
 *
 * @param oneByOne whether to wait for each command before the next is enqueued
 */
record HostThreads(ExecutorService builder, List<ExecutorService> queues, boolean oneByOne) {

    /**
     * The platform name of Oclgrind, a simulator that finds faults in kernels. It fails with several threads or several
     * pending commands.
     */
    private static final String OF_ONE_THREAD = "Oclgrind";

    static HostThreads of(String platform, int queues) {
        boolean oneByOne = platform.startsWith(OF_ONE_THREAD);
        ExecutorService builder = thread("builder");
        List<ExecutorService> all = new ArrayList<>();
        for (int i = 0; i < queues; i++) {
            all.add(oneByOne ? builder : thread("queue-" + i));
        }
        return new HostThreads(builder, List.copyOf(all), oneByOne);
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }
}
