package io.apium.worker.handler;

/** Decides in which process the tasks of a pool run. */
public interface Invoker {

    /** Waits for what one attempt needs beside its slot, before its time starts. */
    Invocation prepare(Handler handler) throws InterruptedException;
}
