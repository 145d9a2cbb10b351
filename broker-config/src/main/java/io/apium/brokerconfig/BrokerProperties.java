package io.apium.brokerconfig;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
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
        String scheme = scheme(url);
        if (!scheme.equals("amqp") && !scheme.equals("amqps")) {
            throw new IllegalArgumentException(
                    "apium.broker.url (APIUM_BROKER_URL) begins with amqp:// or amqps://, got: " + Urls.masked(url));
        }
    }

    private static String scheme(String url) {
        return Urls.scheme("apium.broker.url (APIUM_BROKER_URL)", url);
    }

    /** Sets host, credentials, vhost and TLS. */
    public void applyTo(ConnectionFactory factory) {
        try {
            // as Celery reads it, "//" and "/" are both the default vhost
            factory.setUri(new URI(url.replaceFirst("//?$", "")));
            if (factory.isSSL()) {
                // the URL alone would have the client trust whoever answers
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "apium.broker.url (APIUM_BROKER_URL) cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
