package io.apium.worker.command;

import io.apium.task.Outcome;
import io.apium.task.TaskError;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The failures of a command's attempts, with stderr as traceback. */
record CommandFailures(String task) {

    private static final int LINES = 5;
    private static final int LINES_LENGTH_MAX = 1_000;

    /** A failure that is retried. */
    Outcome again(String what, String stderr) {
        return new Outcome.Retry(commandFailed(what, stderr), null);
    }

    /** A failure that is not retried. */
    Outcome.Final forGood(String what, String stderr) {
        return new Outcome.Failure(commandFailed(what, stderr));
    }

    /** The soft time limit passed without a response. */
    Outcome late(String sentence, String stderr) {
        return new Outcome.Retry(TaskError.softTimeLimit(sentence, traceback(stderr)), null);
    }

    /** An error that the process reported, with the type name as is, since Python clients resolve errors by name. */
    Outcome problem(CommandResponse.Problem problem, String stderr) {
        String traceback = problem.traceback() == null ? traceback(stderr) : problem.traceback();
        return new Outcome.Retry(
                new TaskError(problem.type(), "builtins", List.of(problem.message()), traceback), null);
    }

    private TaskError commandFailed(String what, String stderr) {
        String last = lastLines(stderr);
        String sentence = task + " " + what + (last.isEmpty() ? "" : ": " + last);
        return new TaskError("CommandFailed", TaskError.MODULE, List.of(sentence), traceback(stderr));
    }

    static @Nullable String traceback(String stderr) {
        return stderr.isBlank() ? null : stderr;
    }

    private static String lastLines(String stderr) {
        List<String> lines = stderr.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining("\n"));
        return last.substring(Math.max(0, last.length() - LINES_LENGTH_MAX));
    }
}
