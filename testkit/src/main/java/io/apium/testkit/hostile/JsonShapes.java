package io.apium.testkit.hostile;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON texts at and beyond what can be read, stored, passed on or shown. Some are no JSON at all. */
public final class JsonShapes {

    private JsonShapes() {}

    public static HostileKinds<String> all() {
        return values().with(broken());
    }

    /** Each is one value that RFC 8259 allows. */
    public static HostileKinds<String> values() {
        return structures().with(numbers()).with(texts()).with(typed());
    }

    private static HostileKinds<String> structures() {
        return HostileKinds.<String>none()
                .with("nested lists", random -> nested(random, "[", "", "]"))
                .with("nested objects", random -> nested(random, "{\"a\":", "1", "}"))
                .with("lists in objects", random -> nested(random, "{\"a\":[", "", "]}"))
                .with("lists 488 to 502 deep", random -> deep(random.nextInt(488, 503), "[", "", "]"))
                .with("empty lists", random -> "[" + "[],".repeat(RandomPick.size(random, 10_000, 700_000)) + "[]]")
                .with("zeros", random -> "[" + "0,".repeat(RandomPick.size(random, 10_000, 700_000)) + "0]")
                .with("many keys", JsonShapes::manyKeys)
                .with("long key", random -> "{\"" + "k".repeat(RandomPick.size(random, 255, 300_000)) + "\":1}")
                .with("keys of odd text", _ -> "{\"\":1,\"\\u0000\":2,\"__proto__\":3,\"a\\nb\":4,\"$\":5,\".\":6}")
                .with("blanks", random -> "[" + " \n".repeat(RandomPick.size(random, 10_000, 500_000)) + "]");
    }

    private static HostileKinds<String> numbers() {
        return HostileKinds.<String>none()
                .with("600 digits", random -> RandomPick.digits(random, 600))
                .with("1,000 digits", random -> RandomPick.digits(random, random.nextInt(999, 1002)))
                .with(
                        "thousands of digits",
                        random -> RandomPick.digits(random, RandomPick.size(random, 1_100, 200_000)))
                .with(
                        "decimals",
                        random ->
                                RandomPick.digits(random, 20) + "." + RandomPick.digits(random, random.nextInt(1, 40)))
                .with("many decimals", random -> "0." + RandomPick.digits(random, RandomPick.size(random, 900, 50_000)))
                .with("large exponent", random -> RandomPick.one(random, "1e400", "-1e309", "9E999", "1e1000000"))
                .with("small exponent", random -> RandomPick.one(random, "1E-400", "-1e-324", "1e-999999"))
                .with("huge exponent", random -> "1e" + RandomPick.one(random, "", "-") + RandomPick.digits(random, 12))
                .with("past 64 bits", random -> RandomPick.one(random, "9223372036854775808", "-9223372036854775809"))
                .with("past 53 bits", _ -> "[9007199254740993,0.1,1.0,-0,-0.0,1E0]");
    }

    private static HostileKinds<String> texts() {
        return HostileKinds.<String>none()
                .with("high surrogate", _ -> "\"a\\ud800b\"")
                .with("low surrogate", _ -> "\"a\\udc00b\"")
                .with("swapped surrogates", _ -> "\"\\udc00\\ud800\"")
                .with("noncharacters", _ -> "\"\\uffff\\ufffe\\ufdd0\"")
                .with("escaped controls", _ -> "\"\\u0000\\u0007\\u001b[2J\\r\\n\\u2028\\u202e\"")
                .with("big text", random -> "\"" + "x".repeat(RandomPick.size(random, 60_000, 3_000_000)) + "\"")
                .with(
                        "big text of escapes",
                        random -> "\"" + "\\u6f22".repeat(RandomPick.size(random, 10_000, 300_000)) + "\"")
                .with(
                        "big text of horses",
                        random -> "\"" + "🐎".repeat(RandomPick.size(random, 10_000, 300_000)) + "\"");
    }

    /** What kombu takes for a value of Python's. */
    private static HostileKinds<String> typed() {
        return HostileKinds.<String>none()
                .with("unknown type", _ -> "{\"__type__\":\"nonsense\",\"__value__\":1}")
                .with("type that is none", _ -> "{\"__type__\":{\"a\":[]},\"__value__\":null}")
                .with("moment that is none", _ -> "{\"__type__\":\"datetime\",\"__value__\":\"9999-99-99T99:99\"}")
                .with("number as decimal", _ -> "{\"__type__\":\"decimal\",\"__value__\":\"1e999999999\"}")
                .with("uuid that is none", _ -> "{\"__type__\":\"uuid\",\"__value__\":{\"hex\":\"zz\"}}")
                .with("bytes that are none", _ -> "{\"__type__\":\"base64\",\"__value__\":\"***\"}");
    }

    /** What no strict reader takes, and some lenient ones do. */
    public static HostileKinds<String> broken() {
        return HostileKinds.<String>none()
                .with("nothing", _ -> "")
                .with("blank", _ -> " \n\t")
                .with("duplicate keys", _ -> "{\"a\":1,\"a\":2}")
                .with("not a number", random -> RandomPick.one(random, "NaN", "[Infinity]", "{\"a\":-Infinity}"))
                .with("trailing comma", random -> RandomPick.one(random, "[1,]", "{\"a\":1,}"))
                .with("second document", random -> RandomPick.one(random, "[] []", "{}{}", "1 2"))
                .with("comment", random -> RandomPick.one(random, "[1] // no", "/* no */ {}"))
                .with("single quotes", _ -> "{'a':'b'}")
                .with(
                        "odd number",
                        random -> RandomPick.one(random, "[01]", "[+1]", "[.5]", "[1.]", "[0x10]", "[1e]", "[--1]"))
                .with("control in text", _ -> "\"a\0b\nc\"")
                .with("odd escape", random -> RandomPick.one(random, "\"\\x\"", "\"\\u12\"", "\"\\uZZZZ\""))
                .with("left open", random -> RandomPick.one(random, "[", "{\"a\":", "\"abc", "[[[[", "{\"a\""))
                .with("open lists", random -> "[".repeat(RandomPick.size(random, 100, 200_000)))
                .with("wrong bracket", _ -> "[1}")
                .with("byte order mark", _ -> "\ufeff[]")
                .with("word", random -> RandomPick.letters(random, RandomPick.size(random, 1, 100_000)))
                .with("markup", _ -> "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
    }

    private static String nested(SplittableRandom random, String open, String middle, String close) {
        return deep(
                RandomPick.one(random, 19, 20, 21, 49, 50, 51, 99, 100, 101, 200, 1_000, 5_000), open, middle, close);
    }

    private static String deep(int levels, String open, String middle, String close) {
        return open.repeat(levels) + middle + close.repeat(levels);
    }

    private static String manyKeys(SplittableRandom random) {
        return IntStream.range(0, RandomPick.size(random, 5_000, 100_000))
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A text as JSON, in which unpaired surrogates are escaped: UTF-8 cannot say them otherwise. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
