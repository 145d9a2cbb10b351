package io.apium.architecture.violations.api;

import redis.clients.jedis.HostAndPort;

/** A class of the API that uses the Redis client. */
public record ApiUsesRedis(HostAndPort redis) {}
