package io.apium.gpu.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * On what a host does its work: a thread that builds, and one for each lane.
 *
 * @param oneByOne whether each command is waited for before the next is given
 */
record HostThreads(ExecutorService builder, List<ExecutorService> lanes, boolean oneByOne) {

    /** It looks for faults, and breaks when there are several threads, or several commands. */
    private static final String OF_ONE_THREAD = "Oclgrind";

    static HostThreads of(String platform, int lanes) {
        boolean oneByOne = platform.startsWith(OF_ONE_THREAD);
        ExecutorService builder = thread("builder");
        List<ExecutorService> all = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            all.add(oneByOne ? builder : thread("lane-" + i));
        }
        return new HostThreads(builder, List.copyOf(all), oneByOne);
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }
}
