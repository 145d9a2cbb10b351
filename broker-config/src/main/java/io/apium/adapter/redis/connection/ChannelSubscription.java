package io.apium.adapter.redis.connection;

/** Interest in a channel, until it is closed. */
public interface ChannelSubscription extends AutoCloseable {

    @Override
    void close();
}
