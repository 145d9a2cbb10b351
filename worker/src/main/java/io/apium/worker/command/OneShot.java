package io.apium.worker.command;

import io.apium.task.Outcome;
import io.apium.worker.binding.Json;
import io.apium.worker.process.Exit;
import io.apium.worker.process.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;

/** A process for each attempt: the arguments go in, and the result comes out. */
record OneShot(Command command, Json json, Failed failed) implements Way {

    @Override
    public Outcome attempt(Call call, Attended attended) throws IOException, InterruptedException {
        byte[] input = call.arguments(json);
        Running running = Running.start(command, call, attended);
        try {
            Output output = new Output(running, command.outputBytesMax());
            var _ = running.process()
                    .write(input)
                    .thenCompose(_ -> running.process().closeInput());
            Exit exit = running.patiently(running.process()::exit);
            Outcome outcome = outcome(running, exit, output);
            return running.isLate() && !(outcome instanceof Outcome.Success)
                    ? failed.late(attended.late(), running.lastWords())
                    : outcome;
        } finally {
            // after an interrupt it is still alive
            running.kill();
        }
    }

    @Override
    public void close() {}

    private Outcome outcome(Running running, Exit exit, Output output) throws InterruptedException {
        running.await(output.ended);
        if (output.tooMuch) {
            return failed.forGood(
                    "wrote more than " + command.outputBytesMax() + " bytes to stdout and was killed",
                    running.errors().tail());
        }
        if (!exit.isGood()) {
            return failed.again("ended with " + exit, running.lastWords());
        }
        try {
            return new Outcome.Success(Answer.value(output.text()).value());
        } catch (CharacterCodingException _) {
            return failed.forGood("wrote to stdout what is not UTF-8", running.lastWords());
        } catch (JacksonException e) {
            return failed.forGood("wrote to stdout what is not JSON: " + Json.reason(e), running.lastWords());
        }
    }

    /** What a process writes to stdout; the process is killed when that is too much. */
    private static final class Output {

        private static final int BUFFER_BYTES = 8_192;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Void> ended;
        private volatile boolean tooMuch;

        Output(Running running, int bytesMax) {
            Pipe stdout = running.output();
            ended = stdout.read(() -> {
                try {
                    read(stdout.stream(), bytesMax, running);
                } catch (OutOfMemoryError e) {
                    // it would wait for ever for somebody to read the rest
                    tooMuch = true;
                    running.kill();
                }
            });
        }

        String text() throws CharacterCodingException {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        }

        private void read(InputStream stdout, int bytesMax, Running running) throws IOException {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = stdout.read(buffer); count >= 0; count = stdout.read(buffer)) {
                if (count > bytesMax - bytes.size()) {
                    tooMuch = true;
                    running.kill();
                    return;
                }
                bytes.write(buffer, 0, count);
            }
        }
    }
}
