package io.apium.architecture.violations.adapter;

import io.apium.architecture.violations.api.ApiUsesRedis;

/** An adapter that uses a class of the API. */
public record AdapterUsesApi(ApiUsesRedis client) {}
