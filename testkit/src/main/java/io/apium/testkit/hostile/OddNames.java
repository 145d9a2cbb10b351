package io.apium.testkit.hostile;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Names and ids at and beyond what AMQP, Redis, URLs and logs can carry: 254 to 256 bytes in characters of 1 to 4 bytes,
 * controls, reserved names, and what means something in a path.
 */
public final class OddNames {

    private static final int UNIQUE = 12;

    private OddNames() {}

    public static HostileKinds<String> all() {
        return lengths().with(characters()).with(reserved());
    }

    /** 254 and 255 bytes are the last that fit a short string of AMQP; 256 do not. */
    public static HostileKinds<String> lengths() {
        HostileKinds<String> kinds = HostileKinds.none();
        String[] letters = {"x", "ž", "漢", "🐎"};
        for (String letter : letters) {
            int width = letter.getBytes(StandardCharsets.UTF_8).length;
            for (int bytes = 254; bytes <= 256; bytes++) {
                int length = bytes;
                kinds = kinds.with(
                        length + " bytes in characters of " + width, random -> filled(random, letter, width, length));
            }
        }
        return kinds.with("600 bytes", random -> filled(random, "漢", 3, 600))
                .with("100,000 bytes", random -> filled(random, "y", 1, 100_000));
    }

    private static String filled(SplittableRandom random, String letter, int width, int bytes) {
        int wide = (bytes - UNIQUE) / width;
        String narrow = RandomPick.letters(random, bytes - wide * width);
        return narrow + letter.repeat(wide);
    }

    /** What forges a line of a log, turns a terminal upside down, or cannot be said in UTF-8. */
    public static HostileKinds<String> characters() {
        return HostileKinds.<String>none()
                .with("empty", _ -> "")
                .with("blank", _ -> " \t ")
                .with("NUL", random -> between(random, "\0"))
                .with("line break", random -> between(random, "\r\n2026-11-22 ERROR forged"))
                .with("line separator", random -> between(random, "\u2028"))
                .with("terminal escape", random -> between(random, "\u001b[2J\u001b[31m"))
                .with("DEL", random -> between(random, "\u007f"))
                .with("C1 control", random -> between(random, "\u0085\u009b"))
                .with("direction override", random -> between(random, "\u202egnp.exe"))
                .with("high surrogate", random -> between(random, "\ud800"))
                .with("low surrogate", random -> between(random, "\udc00"))
                .with("noncharacter", random -> between(random, "\uffff\ufffe"))
                .with("combining marks", random -> between(random, "\u0301".repeat(60)))
                .with("quotes", random -> between(random, "\"'`${7*7}%n%s{}"))
                .with("slash", random -> between(random, "/"))
                .with("backslash", random -> between(random, "\\"))
                .with("dots", random -> between(random, "/../../"))
                .with("percent", random -> between(random, "%2F%00%zz"))
                .with("query", random -> between(random, "?wait=30#;:@&=+,"))
                .with("key of Redis", random -> between(random, "}:{ledger}:*[a-z]"))
                .with("byte order mark", random -> "\ufeff" + RandomPick.letters(random, UNIQUE));
    }

    /** Names that RabbitMQ or Celery use themselves. */
    public static HostileKinds<String> reserved() {
        return HostileKinds.<String>none()
                .with("queue of RabbitMQ", random -> "amq." + RandomPick.letters(random, UNIQUE))
                .with("direct reply", _ -> "amq.rabbitmq.reply-to")
                .with("remote control", _ -> "celery.pidbox")
                .with("replies of remote control", _ -> "reply.celery.pidbox")
                .with("mailbox of a worker", random -> RandomPick.letters(random, UNIQUE) + ".celery.pidbox")
                .with("events", _ -> "celeryev")
                .with("event receiver", random -> "celeryev." + RandomPick.letters(random, UNIQUE))
                .with("delays of Celery", _ -> "celery_delayed_27")
                .with("dot", _ -> ".")
                .with("two dots", _ -> "..");
    }

    private static String between(SplittableRandom random, String odd) {
        return RandomPick.letters(random, UNIQUE) + odd + RandomPick.letters(random, 3);
    }
}
