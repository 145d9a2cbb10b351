package io.apium.brokerconfig.redis;

/** Interest in a channel, until it is closed. */
interface ChannelSubscription extends AutoCloseable {

    @Override
    void close();
}
