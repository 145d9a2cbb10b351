package io.apium.adapter.redis.connection;

/** A subscription to a channel, until it is closed. */
public interface ChannelSubscription extends AutoCloseable {

    @Override
    void close();
}
