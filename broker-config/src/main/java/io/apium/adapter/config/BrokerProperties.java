package io.apium.adapter.config;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How to reach RabbitMQ, and how queues are declared there.
 *
 * @param url {@code amqp://user:password@host:port/vhost}, or {@code amqps://} for TLS, where the
 *     server must show a certificate for that host that this JVM trusts
 * @param queueType classic as Celery declares queues, or quorum
 * @param maxPriority the highest priority that queues keep apart, 0 for none; must be what others declare
 * @param messageBytesMax the largest message that is published, or read instead of being put aside
 */
@ConfigurationProperties("apium.broker")
public record BrokerProperties(
        @DefaultValue("amqp://guest:guest@localhost:5672") String url,
        @DefaultValue("classic") QueueType queueType,
        @DefaultValue("0") int maxPriority,
        @DefaultValue("16MB") DataSize messageBytesMax) {

    private static final int PRIORITY_LIMIT = 255;
    private static final DataSize BYTES_LIMIT = DataSize.ofMegabytes(512);

    /** The kinds of queue. */
    public enum QueueType {
        CLASSIC,
        QUORUM
    }

    public BrokerProperties {
        if (maxPriority < 0 || maxPriority > PRIORITY_LIMIT) {
            throw new IllegalArgumentException(
                    "apium.broker.max-priority is a number from 0 to " + PRIORITY_LIMIT + ", got: " + maxPriority);
        }
        if (messageBytesMax.toBytes() < 1 || messageBytesMax.compareTo(BYTES_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "apium.broker.message-bytes-max is from 1B to " + BYTES_LIMIT + ", got: " + messageBytesMax);
        }
        parsed(url);
    }

    private static ServerUrl parsed(String url) {
        return ServerUrl.of(
                "apium.broker.url (APIUM_BROKER_URL)",
                url,
                "amqp://user:password@host:5672/vhost",
                List.of("amqp", "amqps"));
    }

    /** Sets host, credentials, vhost and TLS. */
    public void applyTo(ConnectionFactory factory) {
        ServerUrl server = parsed(url);
        try {
            // as Celery reads it, "//" and "/" are both the default vhost
            factory.setUri(new URI(server.uri().toString().replaceFirst("//?$", "")));
            if (factory.isSSL()) {
                // the URL alone would have the client trust whoever answers
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | IllegalArgumentException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "apium.broker.url (APIUM_BROKER_URL) cannot be used: " + unusable.getMessage(), unusable);
        }
        if (server.user() != null) {
            factory.setUsername(server.user());
        }
        if (server.password() != null) {
            factory.setPassword(server.password());
        }
    }

    /** Without the password, which must not come into a log. */
    @Override
    public String toString() {
        return "BrokerProperties[url=" + parsed(url) + ", queueType=" + queueType + ", maxPriority=" + maxPriority
                + ", messageBytesMax=" + messageBytesMax + "]";
    }
}
