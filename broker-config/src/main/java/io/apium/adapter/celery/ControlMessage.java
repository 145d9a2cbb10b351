package io.apium.adapter.celery;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.bound.WireBounds;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.bound.PlainText;
import io.apium.broker.RemoteControl.ControlCommand;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One order in the form of kombu's pidbox, with whom it is meant for and where the answer goes. When it expires is not
 * looked at, as Celery's workers do not: that is for whoever gathers the answers.
 *
 * @param destination the nodes it is meant for; when there are none, those that {@code pattern} fits, or all
 * @param matcher how the pattern is read: {@code glob} or {@code pcre}
 * @param answer where the answer goes, or null when nobody wants one
 * @param clock the sender's logical time
 */
public record ControlMessage(
        ControlCommand command,
        List<String> destination,
        @Nullable String pattern,
        @Nullable String matcher,
        @Nullable Answer answer,
        long clock) {

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    /** Python's clocks count from 0 and by one: what is beyond this is no clock, and must not make ours overflow. */
    private static final long CLOCK_MAX = 1L << 53;

    /** @param ticket tells the answers to one order from those to another */
    public record Answer(
            String exchange, String routingKey, @Nullable String ticket) {

        /** @param value a value of JSON */
        public Written written(String node, @Nullable Object value, long clock) {
            Map<String, @Nullable Object> body = new HashMap<>();
            body.put(node, value);
            Map<String, @Nullable Object> headers = new HashMap<>();
            headers.put("ticket", ticket);
            headers.put("clock", AmqpValues.amqp(clock));
            BasicProperties properties = new BasicProperties.Builder()
                    .contentType("application/json")
                    .contentEncoding("utf-8")
                    .headers(headers)
                    .deliveryMode(1)
                    .build();
            return new Written(properties, PythonJson.text(body).getBytes(StandardCharsets.UTF_8));
        }
    }

    public ControlMessage {
        destination = List.copyOf(destination);
    }

    /** @throws RuntimeException when it is not an order */
    public static ControlMessage read(BasicProperties properties, byte[] body) {
        WireBounds.ORDER.check(body.length);
        UntrustedFields fields = UntrustedFields.of(PythonJson.message(body), "an order");
        Object replyTo = fields.raw("reply_to");
        Map<String, Object> headers = properties.getHeaders();
        return new ControlMessage(
                new ControlCommand(fields.required("method"), Collections.unmodifiableMap(fields.object("arguments"))),
                fields.list("destination").stream().map(String::valueOf).toList(),
                fields.text("pattern"),
                fields.text("matcher"),
                replyTo == null ? null : answer(UntrustedFields.of(replyTo, "reply_to"), fields.text("ticket")),
                headers != null && headers.get("clock") instanceof Number clock
                        ? Math.clamp(clock.longValue(), 0, CLOCK_MAX)
                        : 0);
    }

    private static Answer answer(UntrustedFields replyTo, @Nullable String ticket) {
        return new Answer(replyTo.required("exchange"), replyTo.required("routing_key"), ticket);
    }

    /** @throws IllegalArgumentException when there is a pattern that cannot be read */
    public boolean isFor(String node) {
        if (!destination.isEmpty()) {
            return destination.contains(node);
        }
        if (pattern == null || matcher == null) {
            return true;
        }
        WireBounds.ORDER_PATTERN.check(pattern.length());
        return switch (matcher) {
            case "glob" -> compiled(glob(pattern)).matcher(node).matches();
            case "pcre" -> compiled(pattern).matcher(node).lookingAt();
            default ->
                throw new IllegalArgumentException("matcher must be glob or pcre, got: " + PlainText.shown(matcher));
        };
    }

    /** RE2/J takes time in proportion to the text: a client's pattern must not keep a mailbox busy for hours. */
    private static Pattern compiled(String regex) {
        WireBounds.ORDER_PATTERN_REPEATS.check(repeats(regex));
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern cannot be read: " + e.getMessage(), e);
        }
    }

    /** All counts of the pattern multiplied, as if each stood inside another: RE2/J compiles up to so many copies. */
    private static long repeats(String regex) {
        long product = 1;
        Matcher counts = COUNT.matcher(regex);
        while (counts.find() && product < Integer.MAX_VALUE) {
            String most = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            product *= Math.max(1, Long.parseLong(most));
        }
        return product;
    }

    /** A pattern of Python's fnmatch as a regular expression. */
    private static String glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char one = pattern.charAt(i);
            int end = one == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (end > 0) {
                String set = pattern.substring(i + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("]", "\\]")
                        .replace("^", "\\^");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else if (one == '*') {
                regex.append(".*");
            } else if (one == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(one)));
            }
        }
        return regex.toString();
    }
}
