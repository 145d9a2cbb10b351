package io.apium.canvas;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of message headers that have a meaning for Celery, RabbitMQ or Apium. A client cannot set a header of one
 * of these names.
 */
public final class ReservedHeaders {

    /** The prefix of Apium's own headers; an unknown one of a newer version is passed on unchanged. */
    public static final String APIUM_PREFIX = "apium_";

    /** RabbitMQ's record of where a message has been: with it the message would not be routed again. */
    private static final String RABBIT_PREFIX = "x-";

    /** RabbitMQ copies the message to every queue that one of these headers names. */
    private static final Set<String> ROUTING = Set.of("CC", "BCC");

    /**
     * The headers of Celery's protocol that become fields of a {@link TaskMessage}, and those that only describe the
     * sender.
     */
    private static final Set<String> FIELDS = Set.of(
            "lang",
            "task",
            "id",
            "shadow",
            "eta",
            "expires",
            "group",
            "group_index",
            "retries",
            "timelimit",
            "root_id",
            "parent_id",
            "argsrepr",
            "kwargsrepr",
            "origin",
            "ignore_result",
            "compression");

    /** Celery's headers that are passed on unchanged. */
    private static final Set<String> HANDED_ON = Set.of("stamps", "stamped_headers", "replaced_task_nesting");

    /** The names that are reserved as a whole. */
    public static final Set<String> NAMES =
            Stream.of(ROUTING, FIELDS, HANDED_ON).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private ReservedHeaders() {}

    /** Whether a client may not use {@code name}, in any case: RabbitMQ compares names exactly, people do not. */
    public static boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isOfOneMessage(lower)
                || ROUTING.contains(name.toUpperCase(Locale.ROOT))
                || HANDED_ON.contains(lower)
                || lower.startsWith(APIUM_PREFIX);
    }

    /** Whether a header belongs to one message only, so that no other message of the same task has it. */
    public static boolean isOfOneMessage(String name) {
        return FIELDS.contains(name)
                || ROUTING.contains(name)
                || name.startsWith(RABBIT_PREFIX)
                || name.equals(TaskMessage.SENT);
    }

    /**
     * Like {@link #isOfOneMessage}, without the fields that are written again for each message: what a stored copy of a
     * message leaves out.
     */
    public static boolean isRouting(String name) {
        return ROUTING.contains(name) || name.startsWith(RABBIT_PREFIX);
    }
}
