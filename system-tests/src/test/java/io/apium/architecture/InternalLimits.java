package io.apium.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Constants named as limits that limit no input, each under the reason why {@code docs/limits.md} does not list it. */
final class InternalLimits {

    private static final Map<String, List<String>> BY_REASON = Map.of(
            "how much of something is shown, logged or answered: nothing is refused",
            List.of(
                    "ArrayWriter.VALUES_MAX",
                    "ArrayWriter.BASE64_BYTES_MAX",
                    "BuiltProgram.LOG_LENGTH_MAX",
                    "Comparison.DIFFERENCES_MAX",
                    "Failed.LINES_LENGTH_MAX",
                    "FlowListController.LOOKED_AT_MAX",
                    "HostProcess.WORDS_MAX",
                    "Inspection.ARGUMENTS_LENGTH_MAX",
                    "Inspection.TASKS_MAX",
                    "Items.SHOWN_MAX",
                    "Json.REASON_LENGTH_MAX",
                    "Place.MISTAKES_MAX",
                    "PlainText.SHOWN_MAX",
                    "Printed.LINES_MAX",
                    "Printed.LINE_BYTES_MAX",
                    "RedisDeadLetters.LOOKED_AT_MAX",
                    "SoftTimeLimitExceeded.CAUSES_MAX",
                    "StartFailure.CAUSES_MAX",
                    "TaskOutput.LINES_LOGGED_MAX",
                    "TaskOutput.LINE_LENGTH_MAX",
                    "TaskOutput.TAIL_LENGTH_MAX",
                    "WorkerStatus.TASKS_MAX"),
            "a range of a configuration key: the start fails and names the key and the range",
            List.of(
                    "BrokerProperties.BYTES_LIMIT",
                    "BrokerProperties.PRIORITY_LIMIT",
                    "DeviceSettings.BATCH_MAX",
                    "DeviceSettings.LANES_MAX",
                    "GpuProperties.BATCH_MAX",
                    "GpuProperties.SLOTS_MAX",
                    "GpuProperties.THREADS_MAX",
                    "PoolPlan.PREFETCH_MAX",
                    "Routes.PATTERN_LENGTH_MAX",
                    "Routes.ROUTES_MAX",
                    "SchedulerProperties.LEASE_MAX",
                    "WorkerProperties.DELIVERY_LIMIT_MAX",
                    "WorkerProperties.GRACE_MAX",
                    "WorkerProperties.NAME_LENGTH_MAX",
                    "WorkerProperties.POOLS_MAX"),
            "how long the program itself waits",
            List.of(
                    "Beat.LATE_MAX",
                    "Beat.RUN_MAX",
                    "Children.PAUSE_MAX",
                    "EmbeddedStore.PREDECESSOR_SECONDS_MAX",
                    "EmbeddedStore.START_SECONDS_MAX",
                    "Gate.PATIENCE_MAX",
                    "Loop.SLEEP_MAX",
                    "Loop.STOP_MAX",
                    "Patience.LIMIT",
                    "PictureDemo.LIMIT",
                    "Probe.LIMIT",
                    "QueuedTasks.LIMIT",
                    "Sandbox.LIMIT",
                    "SchedulerHealth.SILENCE_MAX",
                    "WordCount.LIMIT"),
            "batches, caches and searches of the program itself",
            List.of(
                    "Allowance.LEAD_MAX_MICROS",
                    "Allowance.SLACK_MAX_MICROS",
                    "Beat.AT_ONCE_MAX",
                    "Buffers.IDLE_MAX",
                    "Buffers.POOLED_MAX",
                    "Choice.KEPT_MAX",
                    "Costs.KEPT_MAX",
                    "CronExpression.YEARS_MAX",
                    "GroupCommit.BATCH_MAX",
                    "Loop.IN_HAND_MAX",
                    "OpenClDevice.BATCH_BYTES_MAX",
                    "OpenClDevice.CACHE_BYTES_MAX",
                    "Pace.BOOKED_MAX",
                    "Pace.LEAD_MAX",
                    "Pool.REPLACED_MAX_MIN",
                    "Pool.REPLACED_PER_SLOT_MAX",
                    "Renewal.RETURNS_MAX",
                    "Solar.DAYS_MAX"),
            "what two processes of the program say to each other",
            List.of(
                    "Frame.BYTES_MAX",
                    "FrameReader.BYTES_MAX",
                    "FrameReader.ENTRIES_MAX",
                    "KernelLimits.DIMENSIONS_MAX"),
            "the command `demo`, which makes its own input",
            List.of("Corpus.CHARACTERS_MAX", "Corpus.DEPTH_MAX", "Picture.SIDE_MAX"));

    private InternalLimits() {}

    /** As {@code Class.NAME}. */
    static Set<String> names() {
        return BY_REASON.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }
}
