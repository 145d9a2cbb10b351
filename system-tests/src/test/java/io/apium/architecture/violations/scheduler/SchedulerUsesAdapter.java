package io.apium.architecture.violations.scheduler;

import io.apium.architecture.violations.adapter.AdapterUsesApi;

/** A class of the scheduler that uses an adapter. */
public record SchedulerUsesAdapter(AdapterUsesApi adapter) {}
