package io.apium.worker.command;

import io.apium.task.Outcome;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.process.ExitStatus;
import io.apium.worker.process.OutputPipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;

/** One process per attempt: the arguments are its stdin, the result is its stdout. */
record OneShotCommand(Command command, HandlerJson handlerJson, CommandFailures commandFailures)
        implements CommandProtocol {

    @Override
    public Outcome attempt(CommandRequest request, AttemptControl attemptControl)
            throws IOException, InterruptedException {
        byte[] input = request.arguments(handlerJson);
        CommandProcess process = CommandProcess.start(command, request, attemptControl);
        try {
            Output output = new Output(process, command.maxOutputSize());
            var _ = process.process()
                    .write(input)
                    .thenCompose(_ -> process.process().closeInput());
            ExitStatus exit = process.patiently(process.process()::exit);
            Outcome outcome = outcome(process, exit, output);
            return process.isLate() && !(outcome instanceof Outcome.Success)
                    ? commandFailures.late(attemptControl.late(), process.lastWords())
                    : outcome;
        } finally {
            // the process is still alive only after an interrupt
            process.kill();
        }
    }

    @Override
    public void close() {}

    private Outcome outcome(CommandProcess process, ExitStatus exit, Output output) throws InterruptedException {
        process.await(output.ended);
        if (output.tooMuch) {
            return commandFailures.forGood(
                    "wrote more than " + command.maxOutputSize() + " bytes to stdout and was killed",
                    process.errors().tail());
        }
        if (!exit.isGood()) {
            return commandFailures.again("ended with " + exit, process.lastWords());
        }
        try {
            return new Outcome.Success(CommandResponse.value(output.text()).value());
        } catch (CharacterCodingException _) {
            return commandFailures.forGood("wrote invalid UTF-8 to stdout", process.lastWords());
        } catch (JacksonException e) {
            return commandFailures.forGood(
                    "wrote invalid JSON to stdout: " + HandlerJson.reason(e), process.lastWords());
        }
    }

    /** The stdout of a process, which is killed if it exceeds the limit. */
    private static final class Output {

        private static final int BUFFER_BYTES = 8_192;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Void> ended;
        private volatile boolean tooMuch;

        Output(CommandProcess process, int bytesMax) {
            OutputPipe stdout = process.output();
            ended = stdout.read(() -> {
                try {
                    read(stdout.stream(), bytesMax, process);
                } catch (OutOfMemoryError e) {
                    // nothing reads stdout any more, so the process would block
                    tooMuch = true;
                    process.kill();
                }
            });
        }

        String text() throws CharacterCodingException {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        }

        private void read(InputStream stdout, int bytesMax, CommandProcess process) throws IOException {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = stdout.read(buffer); count >= 0; count = stdout.read(buffer)) {
                if (count > bytesMax - bytes.size()) {
                    tooMuch = true;
                    process.kill();
                    return;
                }
                bytes.write(buffer, 0, count);
            }
        }
    }
}
