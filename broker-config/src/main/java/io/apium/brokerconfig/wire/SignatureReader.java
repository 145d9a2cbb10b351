package io.apium.brokerconfig.wire;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Membership;
import io.apium.canvas.Options;
import io.apium.canvas.ReservedHeaders;
import io.apium.canvas.Signature;
import io.apium.canvas.When;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Celery's signature objects, of which chains, groups and chords are special forms. */
final class SignatureReader {

    /** Options that {@link Options} has a place for, and those that mean something only inside the Python client. */
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

    private SignatureReader() {}

    /** Whether an option of that name is no stamp. */
    static boolean isOption(String name) {
        return KNOWN.contains(name);
    }

    static List<Canvas> readAll(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> {
                List<Canvas> all = new ArrayList<>(list.size());
                for (Object element : list) {
                    all.add(read(element));
                }
                yield all;
            }
            default -> List.of(read(value));
        };
    }

    static Canvas read(@Nullable Object value) {
        Fields fields = Fields.of(value, "a signature");
        String form = fields.text("subtask_type");
        return switch (form == null ? "" : form) {
            case "chain" -> linked(new Chain(tasks(fields)), fields);
            case "group" -> linked(new Group(tasks(fields), ofGroup(fields)), fields);
            case "chord" -> chord(fields);
            default -> signature(fields);
        };
    }

    private static Signature signature(Fields fields) {
        String task = fields.text("task");
        if (task == null) {
            throw new IllegalArgumentException("a signature names no task");
        }
        Fields options = new Fields(fields.object("options"));
        return new Signature(
                task,
                new ArrayList<>(fields.list("args")),
                fields.object("kwargs"),
                options(options),
                fields.truth("immutable"));
    }

    private static Canvas chord(Fields fields) {
        Fields kwargs = new Fields(fields.object("kwargs"));
        Object header = kwargs.raw("header");
        List<Canvas> tasks = header instanceof List<?> list ? readAll(list) : List.of(read(header));
        Options headerOptions = header instanceof Map<?, ?> group ? ofGroup(new Fields(group)) : Options.NONE;
        return linked(new Chord(tasks, read(kwargs.raw("body")), headerOptions), fields);
    }

    private static List<Canvas> tasks(Fields fields) {
        return readAll(new Fields(fields.object("kwargs")).list("tasks"));
    }

    /** The callbacks, errbacks and membership of a chain or chord are those of the task that ends it; the rest is given. */
    private static Canvas linked(Canvas canvas, Fields fields) {
        Options options = options(new Fields(fields.object("options")));
        Canvas linked = canvas.given(options)
                .linked(options.links().onSuccess())
                .guarded(options.links().onFailure());
        Membership membership = options.membership();
        return membership == null || membership.chord() == null ? linked : linked.member(membership);
    }

    private static Options ofGroup(Fields fields) {
        return options(new Fields(fields.object("options"))).ofGroup();
    }

    private static Options options(Fields fields) {
        String id = fields.text("task_id");
        return new Options(
                id == null ? null : new TaskId(id),
                new Options.Routing(queue(fields), fields.integer("priority")),
                new Options.Timing(
                        when(fields, "eta", "countdown"),
                        when(fields, "expires", "expires"),
                        fields.seconds("time_limit"),
                        fields.seconds("soft_time_limit")),
                new Options.Links(readAll(fields.raw("link")), readAll(fields.raw("link_error"))),
                new Options.Reply(
                        fields.strictTruth("ignore_result"), fields.textIfAny("reply_to"), fields.textIfAny("shadow")),
                membership(fields),
                extra(fields));
    }

    private static @Nullable QueueName queue(Fields fields) {
        Object queue = fields.raw("queue");
        if (queue instanceof Map<?, ?> declared) {
            queue = declared.get("name");
        }
        String exchange = fields.text("exchange");
        if (queue == null && (exchange == null || exchange.isEmpty())) {
            queue = fields.raw("routing_key");
        }
        return queue == null ? null : new QueueName(new Fields(Map.of("queue", queue)).required("queue"));
    }

    private static @Nullable When when(Fields fields, String name, String relative) {
        if (fields.raw(name) instanceof String text) {
            return new When.At(Fields.instant(name, text));
        }
        var delay = fields.seconds(relative);
        return delay == null ? null : new When.In(delay);
    }

    private static @Nullable Membership membership(Fields fields) {
        String group = fields.text("group_id");
        if (group == null) {
            return null;
        }
        Object chord = fields.raw("chord");
        return new Membership(new GroupId(group), fields.integer("group_index"), chord == null ? null : read(chord));
    }

    /** Headers of the user's, and stamps: in a signature one option a stamp, in a message one header for all. */
    private static Map<String, @Nullable Object> extra(Fields fields) {
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
