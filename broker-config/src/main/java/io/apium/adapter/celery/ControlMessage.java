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
 * One command of remote control in the form of kombu's pidbox, with its destination and reply address. Its expiry is
 * ignored, as in Celery's workers: it is meant for the client that collects the replies.
 *
 * @param destination the nodes that it is for; when empty, those that match {@code pattern}, or all
 * @param matcher the kind of the pattern: {@code glob} or {@code pcre}
 * @param answer where the reply is sent, or null for no reply
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

    /**
     * Python's logical clocks count from 0 in steps of one: a larger value is not a clock, and must not make ours
     * overflow.
     */
    private static final long CLOCK_MAX = 1L << 53;

    /** @param ticket tells the replies to one command from those to another */
    public record Answer(
            String exchange, String routingKey, @Nullable String ticket) {

        /** @param value a JSON value */
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

    /** @throws RuntimeException when it is not a command */
    public static ControlMessage read(BasicProperties properties, byte[] body) {
        WireBounds.COMMAND.check(body.length);
        UntrustedFields fields = UntrustedFields.of(PythonJson.message(body), "a command");
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

    /** @throws IllegalArgumentException when its pattern is invalid */
    public boolean isFor(String node) {
        if (!destination.isEmpty()) {
            return destination.contains(node);
        }
        if (pattern == null || matcher == null) {
            return true;
        }
        WireBounds.COMMAND_PATTERN.check(pattern.length());
        return switch (matcher) {
            case "glob" -> compiled(glob(pattern)).matcher(node).matches();
            case "pcre" -> compiled(pattern).matcher(node).lookingAt();
            default ->
                throw new IllegalArgumentException("matcher must be glob or pcre, got: " + PlainText.shown(matcher));
        };
    }

    /** RE2/J takes linear time: a client's pattern must not keep a mailbox busy for hours. */
    private static Pattern compiled(String regex) {
        WireBounds.COMMAND_PATTERN_REPEATS.check(repeats(regex));
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern is invalid: " + e.getMessage(), e);
        }
    }

    /** The product of all counts of the pattern, as if they were nested: RE2/J compiles up to that many copies. */
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
