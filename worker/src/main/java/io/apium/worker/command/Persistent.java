package io.apium.worker.command;

import io.apium.task.Outcome;
import io.apium.worker.binding.Json;
import io.apium.worker.command.Lines.Heard;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Processes that are kept for the next attempt: as many as attempts ran at once, up to a bound. */
final class Persistent implements Way {

    private final Command command;
    private final Json json;
    private final Failed failed;
    private final Object lock = new Object();
    private final Deque<Warm> idle = new ArrayDeque<>();
    private boolean closed;

    /** A process, and what it says. */
    private record Warm(Running running, Lines lines) {

        boolean isFit() {
            return running.process().isAlive() && lines.areQuiet();
        }
    }

    Persistent(Command command, Json json, Failed failed) {
        this.command = command;
        this.json = json;
        this.failed = failed;
    }

    @Override
    public Outcome attempt(Call call, Attended attended) throws IOException, InterruptedException {
        byte[] frame = call.frame(json);
        Warm warm = take(call, attended);
        Running running = warm.running();
        boolean sound = false;
        try {
            CompletableFuture<Void> written = running.process().write(frame);
            Heard heard = running.patiently(warm.lines()::next);
            sound = heard instanceof Heard.Line && running.await(written);
            Answered answered = answered(heard, running, call);
            // one that was asked to end may not have come to it yet
            sound &= answered.understood() && !running.isLate();
            return answered.outcome();
        } finally {
            if (sound) {
                keep(warm);
            } else {
                running.kill();
            }
        }
    }

    /** @param understood whether the process may be asked again */
    private record Answered(Outcome outcome, boolean understood) {}

    private Answered answered(Heard heard, Running running, Call call) throws InterruptedException {
        return switch (heard) {
            case Heard.Line(String text) -> understood(text, running, call);
            case Heard.Rubbish(String what) ->
                new Answered(failed.forGood(what, running.errors().tail()), false);
            case Heard.End() -> new Answered(silence(running), false);
        };
    }

    private Outcome silence(Running running) throws InterruptedException {
        String ending = ending(running);
        String stderr = running.lastWords();
        return running.isLate()
                ? failed.late(running.attended().late(), stderr)
                : failed.again(ending + " before it answered", stderr);
    }

    private static String ending(Running running) throws InterruptedException {
        return running.exit().map(exit -> "ended with " + exit).orElse("closed its stdout");
    }

    private Answered understood(String line, Running running, Call call) {
        String stderr = running.errors().tail();
        try {
            return switch (Answer.frame(line, call.message().id().value())) {
                case Answer.Result(var value) -> new Answered(new Outcome.Success(value), true);
                case Answer.Problem problem -> new Answered(failed.problem(problem, stderr), true);
            };
        } catch (JacksonException e) {
            String what = "wrote to stdout what is not an answer in JSON: " + Json.reason(e);
            return new Answered(failed.forGood(what, stderr), false);
        }
    }

    /** The one that was used last, since its memory is warmest; what is not fit any more is ended on the way. */
    private Warm take(Call call, Attended attended) throws IOException {
        for (Warm warm = poll(); warm != null; warm = poll()) {
            if (warm.isFit()) {
                return new Warm(warm.running().begin(call, attended), warm.lines());
            }
            warm.running().kill();
        }
        Running running = Running.start(command, call, attended);
        return new Warm(running, new Lines(running, command.outputBytesMax()));
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

    /** They may end by themselves, since their stdin has; they are given {@link Running#LINGER} for it, all together. */
    private static void retire(List<Warm> all) {
        all.forEach(warm -> {
            var _ = warm.running().process().closeInput();
        });
        CompletableFuture<?>[] exits =
                all.stream().map(warm -> warm.running().process().onExit()).toArray(CompletableFuture<?>[]::new);
        try {
            Running.arrived(CompletableFuture.allOf(exits));
        } catch (InterruptedException e) {
            // whoever closes is in a hurry
            Thread.currentThread().interrupt();
        }
        all.forEach(warm -> warm.running().kill());
    }
}
