package io.apium.testkit.hostile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Tasks that end, and are followed by what can never be sent: in their callbacks, errbacks, chain and chord, with options
 * that no message can have, or of an unknown form.
 */
final class FollowUpMessages {

    private static final int MANY = 5_000;

    private FollowUpMessages() {}

    static HostileKinds<AmqpMessage> all() {
        HostileKinds<AmqpMessage> all = HostileKinds.none();
        for (String place : List.of("callbacks", "errbacks", "chain", "chord")) {
            all = all.with(options().in(place, (options, random) -> followed(random, place, signature(options))))
                    .with(forms().in(place, (form, random) -> followed(random, place, form)));
        }
        return all;
    }

    /** Members of {@code options}, each as JSON. */
    private static HostileKinds<String> options() {
        HostileKinds<String> all = HostileKinds.<String>none()
                .with("reply_to of 300 characters", _ -> option("reply_to", "r".repeat(300)))
                .with("header of 200 KB", _ -> headers("h", "x".repeat(200_000)))
                .with("header with a name of 300 characters", _ -> headers("n".repeat(300), "x"))
                .with("header CC as text", _ -> headers("CC", "elsewhere"))
                .with("header BCC", _ -> "{\"headers\":{\"BCC\":[\"elsewhere\"]}}")
                .with("headers that are a list", _ -> "{\"headers\":[1,2]}")
                .with("queue of 600 bytes", _ -> option("queue", "漢".repeat(200)))
                .with("exchange that nobody has", _ -> "{\"exchange\":\"nowhere\",\"routing_key\":\"k\"}")
                .with("routing key of 300 characters", _ -> option("routing_key", "k".repeat(300)))
                .with("priority 1,000", _ -> "{\"priority\":1000}")
                .with("countdown of 1e300", _ -> "{\"countdown\":1e300}")
                .with("countdown of -1e300", _ -> "{\"countdown\":-1e300}")
                .with("eta at the end of time", _ -> option("eta", "9999-12-31T23:59:59.999999+00:00"))
                .with("expires that is no time", _ -> option("expires", "never"))
                .with("time limits without sense", _ -> "{\"time_limit\":-1,\"soft_time_limit\":\"x\"}")
                .with("stamps without sense", _ -> "{\"stamped_headers\":[\"a\",1,null],\"a\":{\"b\":[]}}");
        HostileKinds<String> names = OddNames.all();
        return all.with(names.in("task_id", name -> option("task_id", name)))
                .with(OddNames.reserved().in("queue", name -> option("queue", name)))
                .with(names.in("group_id", name -> option("group_id", name)));
    }

    private static HostileKinds<String> forms() {
        return JsonShapes.values()
                .<String>in("JSON as signature", json -> json)
                .with("signature without a task", _ -> "{\"args\":[],\"kwargs\":{},\"options\":{}}")
                .with("signature of an unknown kind", _ -> signature("{}").replace("null", "\"nonsense\""))
                .with("chain of nothing", _ -> canvas("chain", "{\"tasks\":[]}"))
                .with("chain of nulls", _ -> canvas("chain", "{\"tasks\":[null,null]}"))
                .with("group of nothing", _ -> canvas("group", "{\"tasks\":[]}"))
                .with("group of 5,000", _ -> canvas("group", "{\"tasks\":[" + many() + "]}"))
                .with("chord without a body", _ -> canvas("chord", "{\"header\":[" + signature("{}") + "]}"))
                .with("chord with two members of one id", _ -> canvas("chord", twins()))
                .with("chains in chains", random -> nested(random.nextInt(20, 300)))
                .with("task of 300 characters", _ -> signature("{}").replace("math.add", "t".repeat(300)))
                .with("task with a line break", _ -> signature("{}").replace("math.add", "a\\r\\nERROR forged"));
    }

    /** @param options as JSON */
    static String signature(String options) {
        return "{\"task\":\"math.add\",\"args\":[3],\"kwargs\":{},\"options\":" + options
                + ",\"subtask_type\":null,\"immutable\":false}";
    }

    /** The third part of a body, with a follow-up in one place. */
    static String embed(String place, String followUp) {
        Map<String, String> members = Map.of(place, place.equals("chord") ? followUp : "[" + followUp + "]");
        return List.of("callbacks", "errbacks", "chain", "chord").stream()
                .map(name -> "\"" + name + "\":" + members.getOrDefault(name, "null"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Errbacks follow a task that fails; a chord, one that is a member of a group. */
    private static AmqpMessage followed(SplittableRandom random, String place, String followUp) {
        AmqpTable headers = HeaderTables.good(random);
        if (place.equals("errbacks")) {
            headers = headers.with("task", "demo.fail");
        }
        if (place.equals("chord")) {
            headers = headers.with("group", HeaderTables.id(random)).with("group_index", AmqpField.integer(0));
        }
        String args = place.equals("errbacks") ? "[]" : "[1,2]";
        return AmqpMessage.of(headers, TaskMessages.body(args, "{}", embed(place, followUp)));
    }

    private static String option(String name, String value) {
        return "{\"" + name + "\":" + JsonShapes.quoted(value) + "}";
    }

    private static String headers(String name, String value) {
        return "{\"headers\":{\"" + name + "\":\"" + value + "\"}}";
    }

    private static String canvas(String kind, String kwargs) {
        return "{\"task\":\"celery." + kind + "\",\"args\":[],\"kwargs\":" + kwargs
                + ",\"options\":{},\"subtask_type\":\"" + kind + "\",\"immutable\":true}";
    }

    private static String many() {
        return String.join(",", Collections.nCopies(MANY, signature("{}")));
    }

    private static String twins() {
        String twin = signature("{\"task_id\":\"twin\"}");
        return "{\"header\":[" + twin + "," + twin + "],\"body\":" + signature("{}") + ",\"kwargs\":{}}";
    }

    private static String nested(int levels) {
        String inner = signature("{}");
        for (int i = 0; i < levels; i++) {
            inner = canvas("chain", "{\"tasks\":[" + inner + "]}");
        }
        return inner;
    }
}
