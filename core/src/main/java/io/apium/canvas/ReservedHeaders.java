package io.apium.canvas;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of message headers that have a meaning to Celery, RabbitMQ or Apium. A client cannot give a header of its own
 * one of these names.
 */
public final class ReservedHeaders {

    /** Apium's own begin with this; one of a newer version is handed on as it came. */
    public static final String APIUM_PREFIX = "apium_";

    /** RabbitMQ's own account of where a message has been: with it the message would not be routed again. */
    private static final String RABBIT_PREFIX = "x-";

    /** RabbitMQ sends a copy of the message to every queue that one of these names. */
    private static final Set<String> ROUTING = Set.of("CC", "BCC");

    /** Those of Celery's protocol that become fields of a {@link TaskMessage}, and those that only say who sent it. */
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

    /** Those of Celery's that are handed on as they came. */
    private static final Set<String> HANDED_ON = Set.of("stamps", "stamped_headers", "replaced_task_nesting");

    /** Those that are reserved by their whole name. */
    public static final Set<String> NAMES =
            Stream.of(ROUTING, FIELDS, HANDED_ON).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private ReservedHeaders() {}

    /** Whether a client may not use {@code name}, in whatever case: RabbitMQ reads names exactly, people do not. */
    public static boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isOfOneMessage(lower)
                || ROUTING.contains(name.toUpperCase(Locale.ROOT))
                || HANDED_ON.contains(lower)
                || lower.startsWith(APIUM_PREFIX);
    }

    /** Whether a header belongs to one message alone, so that no other message of the same task is given it. */
    public static boolean isOfOneMessage(String name) {
        return FIELDS.contains(name)
                || ROUTING.contains(name)
                || name.startsWith(RABBIT_PREFIX)
                || name.equals(TaskMessage.SENT);
    }

    /** The same without the fields that are written anew with each message: what a kept copy of a message goes without. */
    public static boolean isRouting(String name) {
        return ROUTING.contains(name) || name.startsWith(RABBIT_PREFIX);
    }
}
