package io.apium.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Listens to what is reported of unreadable keys, in the log and in the counts. */
public final class ReportedKeys implements AutoCloseable {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(UnreadableKeys.class);
    private final UnreadableKeys keys;

    public ReportedKeys(RedisConnections redis) {
        keys = redis.unreadable();
        lines.start();
        logger.addAppender(lines);
    }

    /** One line and one count, of this kind; others that used the same server may have lines of their own. */
    public void assertOnce(Kind kind, String key) {
        assertThat(lines())
                .filteredOn(line -> line.contains(key))
                .hasSize(1)
                .allMatch(line -> line.startsWith("unreadable key in Redis: kind=" + kind.tag() + " key="));
        assertThat(keys.count(kind)).isEqualTo(1);
    }

    private List<String> lines() {
        synchronized (lines) {
            return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
