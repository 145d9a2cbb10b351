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
 * The connection to RabbitMQ, and how queues are declared.
 *
 * @param url {@code amqp://user:password@host:port/vhost}, or {@code amqps://} for TLS; the server's certificate must be
 *     valid for the host and trusted by the JVM
 * @param queueType the type of declared queues: classic, as Celery declares them, or quorum
 * @param maxPriority {@code x-max-priority} of declared queues, 0 to 255; 0 for none. All clients must declare the same
 * @param maxMessageSize the largest message that is published or read, 1B to 512MB; a larger delivery becomes a dead letter
 */
@ConfigurationProperties("apium.broker")
public record BrokerProperties(
        @DefaultValue("amqp://guest:guest@localhost:5672") String url,
        @DefaultValue("classic") QueueType queueType,
        @DefaultValue("0") int maxPriority,
        @DefaultValue("16MB") DataSize maxMessageSize) {

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
                    "apium.broker.max-priority must be 0 to " + PRIORITY_LIMIT + ", got: " + maxPriority);
        }
        if (maxMessageSize.toBytes() < 1 || maxMessageSize.compareTo(BYTES_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "apium.broker.max-message-size must be 1B to " + BYTES_LIMIT + ", got: " + maxMessageSize);
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
                // with the URL alone, the client would trust any server
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

    /** Omits the password. */
    @Override
    public String toString() {
        return "BrokerProperties[url=" + parsed(url) + ", queueType=" + queueType + ", maxPriority=" + maxPriority
                + ", maxMessageSize=" + maxMessageSize + "]";
    }
}
