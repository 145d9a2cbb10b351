package io.apium.architecture.sins.api;

import redis.clients.jedis.HostAndPort;

/** HTTP that knows Redis. */
public record DirectClient(HostAndPort redis) {}
