package io.apium.worker.command;

import io.apium.task.Outcome;
import java.io.IOException;

/** A way of talking to processes of a command. Used by many threads at once. */
sealed interface CommandProtocol permits OneShotCommand, PersistentCommand {

    /**
     * @throws IOException when there is no process to talk to
     * @throws InterruptedException when the attempt is to stop, and not for its soft limit alone; the process was killed
     */
    Outcome attempt(CommandRequest request, AttemptControl attemptControl) throws IOException, InterruptedException;

    /** Ends what is kept. */
    void close();
}
