package io.apium.adapter.redis.connection;

import io.apium.adapter.bound.StoreBounds;
import io.apium.bound.PlainText;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Reports keys in Redis that this version cannot read, each once: a line in the log and a count in the metric
 * {@code apium.store.unreadable}. The reader continues without the value and leaves the bytes where they are.
 */
public final class UnreadableKeys {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableKeys.class);
    private static final String WRONG_TYPE = "WRONGTYPE";
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");
    private static final int NAME_MAX = 600;

    /** The expected kind of the value: a tag of the metric. */
    public enum Kind {
        RECORD,
        TIMELINE,
        CHORD,
        DEAD_LETTER,
        FLOW,
        FLOW_TIMES,
        LEDGER,
        LIMIT,
        REDELIVERIES,
        REVOCATION,
        WORKER,
        BLOB,
        IDEMPOTENCY;

        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

    /** The reported keys; the oldest are removed when there are too many, and may be reported again. */
    private final Set<String> reported = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return !StoreBounds.UNREADABLE_KEYS.allows(size());
        }
    });

    UnreadableKeys() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** The number of reported keys. */
    public double count(Kind kind) {
        LongAdder count = counts.get(kind);
        return count == null ? 0 : count.sum();
    }

    /** Reports the key, if it was not reported before. */
    public UnreadableRecordException report(Kind kind, String key, Throwable reason) {
        return report(kind, key, String.valueOf(reason.getMessage()));
    }

    /** @param reason in a sentence; quoted text in it may come from any client */
    public UnreadableRecordException report(Kind kind, String key, String reason) {
        String shown = PlainText.shown(reason);
        String name = name(key);
        if (isNew(key)) {
            LongAdder count = counts.get(kind);
            if (count != null) {
                count.increment();
            }
            LOG.warn("unreadable key in Redis: kind={} key={} reason={}", kind.tag(), name, shown);
        }
        return new UnreadableRecordException(name, shown);
    }

    /** A key may be longer than other values in logs, so that an operator can look it up. */
    private static String name(String key) {
        String plain = CONTROLS.matcher(key).replaceAll("?");
        return plain.length() <= NAME_MAX ? plain : plain.substring(0, NAME_MAX) + "…";
    }

    private boolean isNew(String key) {
        synchronized (reported) {
            return reported.add(key);
        }
    }

    /** The result of {@code reader}: empty when that is null, or when the value cannot be read, which is reported. */
    public <T> Optional<T> read(Kind kind, String key, Supplier<? extends @Nullable T> reader) {
        try {
            return Optional.ofNullable(required(kind, key, reader));
        } catch (UnreadableRecordException reported) {
            return Optional.empty();
        }
    }

    /** @throws UnreadableRecordException when the value cannot be read, which is reported */
    public <T extends @Nullable Object> T required(Kind kind, String key, Supplier<? extends T> reader) {
        try {
            return reader.get();
        } catch (StoreUnavailableException | UnreadableRecordException told) {
            throw told;
        } catch (JedisException refused) {
            if (isWrongType(refused)) {
                throw report(kind, key, refused);
            }
            throw refused;
        } catch (RuntimeException damaged) {
            throw report(kind, key, damaged);
        }
    }

    /** The cause of a failed write. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** Whether the key is of another type than the command is for. */
    public static boolean isWrongType(Throwable refused) {
        return refused instanceof JedisDataException
                && String.valueOf(refused.getMessage()).contains(WRONG_TYPE);
    }
}
