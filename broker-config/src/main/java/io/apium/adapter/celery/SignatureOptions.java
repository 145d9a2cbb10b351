package io.apium.adapter.celery;

import io.apium.canvas.Canvas;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.ReservedHeaders;
import io.apium.canvas.TaskOptions;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options of one of Celery's signature objects. */
final class SignatureOptions {

    /** Options with a field in {@link TaskOptions}, and those with a meaning only inside the Python client. */
    private static final Set<String> KNOWN = Set.of(
            "task_id",
            "reply_to",
            "group_id",
            "group_index",
            "chord",
            "chain",
            "root_id",
            "parent_id",
            "link",
            "link_error",
            "queue",
            "exchange",
            "routing_key",
            "priority",
            "countdown",
            "eta",
            "expires",
            "time_limit",
            "soft_time_limit",
            "serializer",
            "ignore_result",
            "headers",
            "shadow",
            "add_to_parent",
            "replaced_task_nesting",
            "delivery_mode",
            "retry",
            "retry_policy",
            "compression",
            "origin",
            "argsrepr",
            "kwargsrepr",
            "stamped_headers");

    private SignatureOptions() {}

    /** Whether an option of that name is not a stamp. */
    static boolean isOption(String name) {
        return KNOWN.contains(name);
    }

    /**
     * @param inner the signatures among them, which are read already
     * @throws IllegalArgumentException with the first option that cannot be read
     */
    static TaskOptions read(UntrustedFields fields, InnerSignatures inner) {
        String id = fields.text("task_id");
        return new TaskOptions(
                id == null ? null : new TaskId(id),
                new TaskOptions.Routing(queue(fields), fields.integer("priority")),
                new TaskOptions.Timing(
                        when(fields, "eta", "countdown"),
                        when(fields, "expires", "expires"),
                        fields.seconds("time_limit"),
                        fields.seconds("soft_time_limit")),
                new TaskOptions.Links(inner.links(), inner.errbacks()),
                new TaskOptions.Reply(
                        fields.strictTruth("ignore_result"), fields.textIfAny("reply_to"), fields.textIfAny("shadow")),
                membership(fields, inner.chord()),
                extra(fields));
    }

    static @Nullable QueueName queue(UntrustedFields fields) {
        Object queue = fields.raw("queue");
        if (queue instanceof Map<?, ?> declared) {
            queue = declared.get("name");
        }
        String exchange = fields.text("exchange");
        if (queue == null && (exchange == null || exchange.isEmpty())) {
            queue = fields.raw("routing_key");
        }
        return queue == null ? null : new QueueName(new UntrustedFields(Map.of("queue", queue)).required("queue"));
    }

    private static @Nullable RelativeTime when(UntrustedFields fields, String name, String relative) {
        if (fields.raw(name) instanceof String text) {
            return new RelativeTime.At(UntrustedFields.instant(name, text));
        }
        var delay = fields.seconds(relative);
        return delay == null ? null : new RelativeTime.In(delay);
    }

    static @Nullable GroupMembership membership(UntrustedFields fields, @Nullable Canvas chord) {
        String group = fields.text("group_id");
        return group == null ? null : new GroupMembership(new GroupId(group), fields.integer("group_index"), chord);
    }

    /** Headers of the user, and stamps: in a signature one option for each stamp, in a message one header for all. */
    private static Map<String, @Nullable Object> extra(UntrustedFields fields) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(fields.object("headers"));
        extra.keySet().removeIf(ReservedHeaders::isOfOneMessage);
        if (fields.raw("stamped_headers") instanceof List<?> names) {
            Map<String, @Nullable Object> stamps = new LinkedHashMap<>();
            names.forEach(name -> stamps.put(String.valueOf(name), fields.raw(String.valueOf(name))));
            extra.put("stamped_headers", names);
            extra.put("stamps", stamps);
        } else {
            fields.map().forEach((name, value) -> {
                if (!KNOWN.contains(String.valueOf(name))) {
                    extra.put(String.valueOf(name), value);
                }
            });
        }
        return extra;
    }
}
