package io.apium.worker.command;

import io.apium.task.Outcome;
import java.io.IOException;
import java.time.Duration;

/** A way of talking to processes of a command. Used by many threads at once. */
sealed interface Way permits OneShot, Persistent {

    /**
     * @param limit after which the process is killed
     * @throws IOException when there is no process to talk to
     * @throws InterruptedException when the attempt is to stop; the process was killed
     */
    Outcome attempt(Call call, Duration limit) throws IOException, InterruptedException;

    /** Ends what is kept. */
    void close();
}
