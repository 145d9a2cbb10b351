package io.apium.task;

import io.apium.bound.PlainText;
import io.apium.bound.SaturatingTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as data, in the form that Celery stores ({@code exc_type}, {@code exc_message}, {@code exc_module}). A
 * Python client looks {@code type} up in {@code module} if it has that module loaded, and otherwise makes an exception
 * class of that name.
 *
 * @param type the {@link ErrorName} of the exception's class, or its simple name where it has none
 * @param module the Java package of the class, or {@value #MODULE} if the class has an {@link ErrorName}
 * @param arguments what the exception was made with, usually its message alone
 * @param traceback the stack trace as text, or null where none is known
 */
public record TaskError(
        String type,
        String module,
        List<String> arguments,
        @Nullable String traceback) {

    /** The module of the exceptions of Apium. */
    public static final String MODULE = "io.apium";

    private static final String CELERY = "celery.exceptions";
    private static final String POOL = "billiard.exceptions";
    private static final String KOMBU = "kombu.exceptions";
    private static final String PYTHON = "builtins";

    public TaskError {
        if (type.isBlank()) {
            throw new IllegalArgumentException("an error must have a type");
        }
        type = PlainText.wellFormed(type);
        module = PlainText.wellFormed(module);
        arguments = arguments.stream().map(PlainText::wellFormed).toList();
        traceback = traceback == null ? null : PlainText.wellFormed(traceback);
    }

    /** An exception whose methods throw is described by its type only. */
    public static TaskError of(Throwable thrown) {
        try {
            return read(thrown);
        } catch (RuntimeException | StackOverflowError e) {
            String reason = "its message cannot be read: " + e.getClass().getName();
            return new TaskError(name(thrown), module(thrown), List.of(reason), null);
        }
    }

    private static TaskError read(Throwable thrown) {
        String message = thrown.getMessage();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return new TaskError(
                name(thrown), module(thrown), message == null ? List.of() : List.of(message), trace.toString());
    }

    private static String name(Throwable thrown) {
        Class<?> type = thrown.getClass();
        ErrorName given = type.getAnnotation(ErrorName.class);
        if (given != null) {
            return given.value();
        }
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private static String module(Throwable thrown) {
        Class<?> type = thrown.getClass();
        return type.isAnnotationPresent(ErrorName.class) ? MODULE : type.getPackageName();
    }

    /** No worker that received the task has a handler of that name. */
    public static TaskError notRegistered(String task) {
        return new TaskError("NotRegistered", CELERY, List.of(task), null);
    }

    /** The message could not be read, or has invalid options. */
    public static TaskError invalidTask(String reason) {
        return new TaskError("InvalidTaskError", CELERY, List.of(reason), null);
    }

    /** The message is longer than the receiver accepts; the exception is kombu's. */
    public static TaskError tooLong(String reason) {
        return new TaskError("LimitExceeded", KOMBU, List.of(reason), null);
    }

    /** The value cannot be serialized, or is too long; the exception is kombu's, too. */
    public static TaskError unwritable(String reason) {
        return new TaskError("EncodeError", KOMBU, List.of(reason), null);
    }

    /** The arguments do not fit the handler, a TypeError in Python. */
    public static TaskError wrongArguments(String reason) {
        return new TaskError("TypeError", PYTHON, List.of(reason), null);
    }

    /**
     * The task must not run.
     *
     * @param reason Celery uses {@code revoked}, {@code expired} and {@code terminated}
     */
    public static TaskError revoked(String reason) {
        return new TaskError("TaskRevokedError", CELERY, List.of(reason), null);
    }

    /** The workers that ran the task were lost repeatedly; the exception is that of Celery's pool. */
    public static TaskError workerLost(String reason) {
        return new TaskError("WorkerLostError", POOL, List.of(reason), null);
    }

    /**
     * The attempt exceeded its hard time limit and was ended; the exception is that of Celery's pool, too.
     *
     * @param traceback the stack at that moment, if it is known
     */
    public static TaskError timeLimit(Duration limit, @Nullable String traceback) {
        String seconds = BigDecimal.valueOf(SaturatingTime.millis(limit), 3)
                .stripTrailingZeros()
                .toPlainString();
        return new TaskError("TimeLimitExceeded", POOL, List.of(seconds), traceback);
    }

    /** The attempt exceeded its soft time limit and ended itself; the exception is that of Celery's pool, too. */
    public static TaskError softTimeLimit(String message, @Nullable String traceback) {
        return new TaskError("SoftTimeLimitExceeded", POOL, List.of(message), traceback);
    }

    /** A member of a chord failed, so that its body will never run. */
    public static TaskError brokenChord(TaskId part, TaskError cause) {
        return new TaskError("ChordError", CELERY, List.of("Dependency " + part + " raised " + cause.summary()), null);
    }

    /** The record of a task cannot be read; the exception is Celery's. */
    public static TaskError unreadable(TaskId task, String reason) {
        return new TaskError(
                "BackendGetMetaError",
                CELERY,
                List.of("the record of task " + task + " cannot be read: " + reason),
                null);
    }

    /** The members of a chord cannot be counted, so that its body will never run. */
    public static TaskError uncountedChord(GroupId group, String reason) {
        return new TaskError("ChordError", CELERY, List.of("the parts of chord " + group + " " + reason), null);
    }

    /** The error in one line: {@code ValueError('no such row')}. */
    public String summary() {
        return type + "(" + (arguments.isEmpty() ? "" : "'" + String.join("', '", arguments) + "'") + ")";
    }

    public String message() {
        return String.join(", ", arguments);
    }
}
