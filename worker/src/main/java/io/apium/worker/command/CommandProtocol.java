package io.apium.worker.command;

import io.apium.task.Outcome;
import java.io.IOException;

/** The protocol between the worker and the processes of a command. Thread-safe. */
sealed interface CommandProtocol permits OneShotCommand, PersistentCommand {

    /**
     * @throws IOException if no process can be started
     * @throws InterruptedException if the attempt was stopped, not only by its soft time limit; the process was killed
     */
    Outcome attempt(CommandRequest request, AttemptControl attemptControl) throws IOException, InterruptedException;

    /** Ends persistent processes. */
    void close();
}
