package io.apium.adapter.health;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that a process needs to work. A thread that has ended before it was {@link #release released} is dead,
 * for whatever reason: nothing starts it again, so only a new process helps.
 */
public final class VitalThreads {

    private static final Logger LOG = LoggerFactory.getLogger(VitalThreads.class);

    private final Set<Thread> watched = ConcurrentHashMap.newKeySet();

    /** Starts a thread that must run until it is released. */
    public Thread start(Thread.Builder builder, Runnable work) {
        Thread thread = builder.unstarted(work);
        thread.setUncaughtExceptionHandler((dead, thrown) ->
                LOG.error("vital thread died: thread={}; /livez answers 503 until a restart", dead.getName(), thrown));
        thread.start();
        watched.add(thread);
        return thread;
    }

    /** The thread may end from now on. */
    public void release(Thread thread) {
        watched.remove(thread);
    }

    /** The names of threads that have ended without being released. */
    public List<String> dead() {
        return watched.stream()
                .filter(thread -> thread.getState() == Thread.State.TERMINATED)
                .map(Thread::getName)
                .sorted()
                .toList();
    }
}
