package io.apium.scheduler;

import io.apium.metric.MetricSpec;

/** The metrics of a scheduler; the tag {@code duty} is the name of the duty that processes an entry. */
final class SchedulerMetricSpecs {

    static final MetricSpec LAG = MetricSpec.timer(
            "apium.scheduler.lag", "time between the due time of a ledger entry and its processing", "duty");
    static final MetricSpec PROCESSED =
            MetricSpec.counter("apium.scheduler.processed", "ledger entries that were processed", "duty");
    static final MetricSpec ERRORS = MetricSpec.counter(
            "apium.scheduler.errors",
            "ledger entries whose effects failed; they are processed again at the end of their lease",
            "duty");
    static final MetricSpec ENTRIES =
            MetricSpec.gauge("apium.scheduler.entries", "", "entries in the ledger, due or not", "duty");

    private SchedulerMetricSpecs() {}
}
