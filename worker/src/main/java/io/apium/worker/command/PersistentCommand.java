package io.apium.worker.command;

import io.apium.task.Outcome;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.command.BoundedLineReader.Heard;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Persistent processes: one for each attempt that runs. At most {@code processes} of them are kept while they are idle.
 */
final class PersistentCommand implements CommandProtocol {

    private final Command command;
    private final HandlerJson handlerJson;
    private final CommandFailures commandFailures;
    private final Object lock = new Object();
    private final Deque<Warm> idle = new ArrayDeque<>();
    private boolean closed;

    /** A persistent process with its stdout. */
    private record Warm(CommandProcess process, BoundedLineReader lines) {

        boolean isFit() {
            return process.process().isAlive() && lines.areQuiet();
        }
    }

    PersistentCommand(Command command, HandlerJson handlerJson, CommandFailures commandFailures) {
        this.command = command;
        this.handlerJson = handlerJson;
        this.commandFailures = commandFailures;
    }

    @Override
    public Outcome attempt(CommandRequest request, AttemptControl attemptControl)
            throws IOException, InterruptedException {
        byte[] frame = request.frame(handlerJson);
        Warm warm = take(request, attemptControl);
        CommandProcess process = warm.process();
        boolean sound = false;
        try {
            CompletableFuture<Void> written = process.process().write(frame);
            Heard heard = process.patiently(warm.lines()::next);
            sound = heard instanceof Heard.Line && process.await(written);
            Answered answered = answered(heard, process, request);
            // a process that received SIGTERM may not have ended yet
            sound &= answered.understood() && !process.isLate();
            return answered.outcome();
        } finally {
            if (sound) {
                keep(warm);
            } else {
                process.kill();
            }
        }
    }

    /** @param understood whether the process can serve another attempt */
    private record Answered(Outcome outcome, boolean understood) {}

    private Answered answered(Heard heard, CommandProcess process, CommandRequest request) throws InterruptedException {
        return switch (heard) {
            case Heard.Line(String text) -> understood(text, process, request);
            case Heard.Rubbish(String what) ->
                new Answered(commandFailures.forGood(what, process.errors().tail()), false);
            case Heard.End() -> new Answered(silence(process), false);
        };
    }

    private Outcome silence(CommandProcess process) throws InterruptedException {
        String ending = ending(process);
        String stderr = process.lastWords();
        return process.isLate()
                ? commandFailures.late(process.attemptControl().late(), stderr)
                : commandFailures.again(ending + " before it answered", stderr);
    }

    private static String ending(CommandProcess process) throws InterruptedException {
        return process.exit().map(exit -> "ended with " + exit).orElse("closed its stdout");
    }

    private Answered understood(String line, CommandProcess process, CommandRequest request) {
        String stderr = process.errors().tail();
        try {
            return switch (CommandResponse.frame(line, request.message().id().value())) {
                case CommandResponse.Result(var value) -> new Answered(new Outcome.Success(value), true);
                case CommandResponse.Problem problem -> new Answered(commandFailures.problem(problem, stderr), true);
            };
        } catch (JacksonException e) {
            String what = "wrote an invalid response to stdout: " + HandlerJson.reason(e);
            return new Answered(commandFailures.forGood(what, stderr), false);
        }
    }

    /** Takes the most recently used idle process, or starts one. Idle processes that cannot be reused are killed. */
    private Warm take(CommandRequest request, AttemptControl attemptControl) throws IOException {
        for (Warm warm = poll(); warm != null; warm = poll()) {
            if (warm.isFit()) {
                return new Warm(warm.process().begin(request, attemptControl), warm.lines());
            }
            warm.process().kill();
        }
        CommandProcess process = CommandProcess.start(command, request, attemptControl);
        return new Warm(process, new BoundedLineReader(process, command.maxOutputSize()));
    }

    private @Nullable Warm poll() {
        synchronized (lock) {
            return idle.pollFirst();
        }
    }

    private void keep(Warm warm) {
        boolean kept;
        synchronized (lock) {
            kept = !closed && idle.size() < command.processes();
            if (kept) {
                idle.addFirst(warm);
            }
        }
        if (!kept) {
            retire(List.of(warm));
        }
    }

    @Override
    public void close() {
        List<Warm> last;
        synchronized (lock) {
            closed = true;
            last = new ArrayList<>(idle);
            idle.clear();
        }
        retire(last);
    }

    /**
     * Closes stdin of the processes, waits up to {@link CommandProcess#LINGER} until all have exited, and kills the
     * others.
     */
    private static void retire(List<Warm> all) {
        all.forEach(warm -> {
            var _ = warm.process().process().closeInput();
        });
        CompletableFuture<?>[] exits =
                all.stream().map(warm -> warm.process().process().onExit()).toArray(CompletableFuture<?>[]::new);
        try {
            CommandProcess.arrived(CompletableFuture.allOf(exits));
        } catch (InterruptedException e) {
            // does not delay the shutdown
            Thread.currentThread().interrupt();
        }
        all.forEach(warm -> warm.process().kill());
    }
}
