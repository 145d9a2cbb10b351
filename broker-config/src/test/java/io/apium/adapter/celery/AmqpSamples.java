package io.apium.adapter.celery;

import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Values of every type that an AMQP table can hold, sensible and not. */
final class AmqpSamples {

    private AmqpSamples() {}

    static List<String> texts() {
        return List.of(
                "",
                " ",
                "text",
                "soon",
                "-1",
                "2026-11-22T10:00:00Z",
                "9999-12-31T23:59:59.999999-12:00",
                "0001-01-01T00:00:00",
                "+999999999-12-31T23:59:59Z",
                "[1, 2]",
                "1|0|0|-|flow",
                "1|0|0|5|flow",
                "99999999999|0|0|-|flow",
                "a\nb",
                "a\u0000b",
                "\u001b[31m",
                "\ud800",
                "漢".repeat(85),
                "漢".repeat(86),
                "x".repeat(255),
                "x".repeat(256),
                "x".repeat(120_000),
                "application/x-gzip",
                "true");
    }

    @SuppressWarnings("JavaUtilDate") // that is how the client gives moments
    static List<Object> values() {
        List<Object> values = new ArrayList<>(List.of(
                true,
                false,
                (byte) -1,
                (short) 7,
                0,
                1,
                -5,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                5L,
                -5L,
                1764480000000L,
                3_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1.5f,
                Float.NaN,
                0.0,
                1.5,
                3.0,
                -3.0,
                1e300,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY));
        values.addAll(List.of(
                new BigDecimal("1.5"),
                new BigDecimal("-2147483647"),
                BigDecimal.valueOf(7, 255),
                new Date(0),
                new Date(Long.MAX_VALUE),
                new Date(Long.MIN_VALUE),
                new byte[] {1, 2},
                new byte[0],
                List.of(),
                Arrays.asList(1, null),
                List.of(1e300, "text"),
                List.of(-5, 5L),
                List.of(List.of(List.of(1))),
                List.of("a", "b", "c"),
                Map.of(),
                Map.of("a", List.of(Map.of("b", 1.5))),
                Map.of("x".repeat(255), 1),
                Map.of("max_retries", 3, "delay_ms", 1000L, "delay_max_ms", 5L),
                Map.of("max_retries", Long.MAX_VALUE, "delay_ms", 1, "delay_max_ms", 1),
                Map.of("max_retries", 1, "delay_ms", Long.MAX_VALUE, "delay_max_ms", 1),
                Map.of("priority", "high", "queue", List.of(), "task_id", 5),
                nested(19),
                nested(25),
                nested(2_000)));
        for (String text : texts()) {
            values.add(text);
            values.add(LongStringHelper.asLongString(text));
        }
        return values;
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 1; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }
}
