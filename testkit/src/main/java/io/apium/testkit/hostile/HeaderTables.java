package io.apium.testkit.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Headers of a task of which one is not what it should be: every name with every type, and with values of odd size. */
public final class HeaderTables {

    /** What Celery, RabbitMQ and Apium read, and two that are a user's. */
    public static final List<String> NAMES = List.of(
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
            "replaced_task_nesting",
            "stamped_headers",
            "stamps",
            "compression",
            "CC",
            "BCC",
            "x-death",
            "apium_due",
            "apium_flow",
            "apium_held",
            "apium_moved",
            "apium_moved_since",
            "apium_repeat",
            "apium_replays",
            "apium_result",
            "apium_retry",
            "apium_sent",
            "apium_unheard_of",
            "traceparent",
            "sent_at_ms");

    private static final int LEVELS = 100;
    private static final int MANY = 2_000;

    private HeaderTables() {}

    public static HostileKinds<AmqpTable> all() {
        HostileKinds<AmqpTable> all = HostileKinds.none();
        for (String name : NAMES) {
            all = all.with(fields().in(
                            "header " + name, (field, random) -> good(random).with(name, field)));
        }
        return all.with(
                        "header with a name of 255 bytes",
                        random -> good(random).with("k".repeat(255), "x"))
                .with("header with no name", random -> good(random).with("", "x"))
                .with(
                        "header named in 85 letters of 3 bytes",
                        random -> good(random).with("漢".repeat(85), "x"))
                .with("2,000 headers", random -> wide(good(random), random))
                .with("no headers", _ -> AmqpTable.EMPTY);
    }

    /** A value of every type, and of odd sizes. */
    static HostileKinds<AmqpField> fields() {
        HostileKinds<AmqpField> fields = HostileKinds.none();
        for (AmqpType type : AmqpType.values()) {
            fields = fields.with(type + " '" + type.code() + "'", type::field);
        }
        return fields.with("deep tables", random -> deepTable(random, LEVELS))
                .with("deep lists", _ -> deepList(LEVELS))
                .with("wide table", random -> AmqpField.table(wide(AmqpTable.EMPTY, random)))
                .with("long list", random -> longList(random, MANY))
                .with("table with a name of 255 bytes", _ -> table("k".repeat(255), AmqpField.text("x")))
                .with(
                        "bytes that are no UTF-8",
                        _ -> AmqpField.text(new byte[] {(byte) 0xC0, (byte) 0x80, (byte) 0xFF}))
                .with("text of 100,000 bytes", random -> AmqpField.text(RandomPick.letters(random, 100_000)));
    }

    /** The headers of a task that runs: {@code math.add} under an id of its own. */
    static AmqpTable good(SplittableRandom random) {
        String id = id(random);
        return AmqpTable.EMPTY
                .with("lang", "py")
                .with("task", "math.add")
                .with("id", id)
                .with("root_id", id)
                .with("parent_id", AmqpField.nothing())
                .with("retries", AmqpField.integer(0))
                .with("timelimit", AmqpField.array(List.of(AmqpField.nothing(), AmqpField.nothing())))
                .with("origin", "gen1@hostile");
    }

    static String id(SplittableRandom random) {
        return "hostile-%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    private static AmqpField deepTable(SplittableRandom random, int levels) {
        AmqpField field = AmqpType.UNSIGNED_LONG.field(random);
        for (int i = 0; i < levels; i++) {
            field = table("level", field);
        }
        return field;
    }

    private static AmqpField deepList(int levels) {
        AmqpField field = AmqpField.array(List.of());
        for (int i = 0; i < levels; i++) {
            field = AmqpField.array(List.of(field));
        }
        return field;
    }

    private static AmqpTable wide(AmqpTable table, SplittableRandom random) {
        Map<String, AmqpField> many = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            many.put("field-" + i, AmqpField.integer(random.nextInt()));
        }
        return table.with(many);
    }

    private static AmqpField longList(SplittableRandom random, int length) {
        return AmqpField.array(IntStream.range(0, length)
                .mapToObj(_ -> AmqpType.UNSIGNED_LONG.field(random))
                .toList());
    }

    private static AmqpField table(String name, AmqpField field) {
        return AmqpField.table(AmqpTable.EMPTY.with(name, field));
    }
}
