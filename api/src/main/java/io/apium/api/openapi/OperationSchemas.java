package io.apium.api.openapi;

import io.apium.api.json.MergePatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The schemas of the request and response bodies of an operation, which its controller does not name.
 *
 * @param takes request schemas by media type; empty when no body is read
 * @param mustTake whether a body is required
 * @param gives responses by status
 */
record OperationSchemas(Map<String, String> takes, boolean mustTake, Map<String, Given> gives) {

    static final String JSON = "application/json";
    private static final String BINARY = "application/octet-stream";
    private static final String NDJSON = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";

    /**
     * A response.
     *
     * @param words its description
     * @param type its media type
     * @param view its schema; empty for a response without a body
     * @param tagged whether it has an ETag
     */
    record Given(String words, String type, String view, boolean tagged) {}

    private static final OperationSchemas NOTHING = new OperationSchemas(Map.of(), false, Map.of());
    private static final OperationSchemas READ_TASK = NOTHING.tagged("200", "the current state", "TaskView");
    private static final OperationSchemas READ_FLOW = NOTHING.tagged("200", "the current state", "FlowView");

    private static final Map<String, OperationSchemas> ALL = Map.ofEntries(
            Map.entry(
                    "submitTask",
                    takes("Task")
                            .gives("200", "the task ended within the wait", "TaskView")
                            .gives("202", "accepted", "TaskView")),
            Map.entry("submitTasks", takes("Tasks").or(NDJSON, "Task").gives("202", "accepted", "BatchView")),
            Map.entry("findTask", READ_TASK),
            Map.entry(
                    "watchTask",
                    NOTHING.gives("200", new Given("one event for each change", EVENTS, "EventView", false))
                            .gives("204", "Last-Event-ID is the last event of an ended task or flow", "")),
            Map.entry(
                    "revokeTask", NOTHING.gives("202", "revoked", "TaskView").gives("204", "it had already ended", "")),
            Map.entry("revokeTasks", takes("TaskFilter").gives("202", "the revocation is recorded", "RevocationView")),
            Map.entry(
                    "submitFlow",
                    takes("Flow")
                            .gives("200", "the flow ended within the wait", "FlowView")
                            .gives("202", "accepted", "FlowView")),
            Map.entry("findFlow", READ_FLOW),
            Map.entry("reportFlow", NOTHING.tagged("200", "the report; of a running flow, up to now", "ReportView")),
            Map.entry("listFlows", NOTHING.tagged("200", "a page", "FlowsPage")),
            Map.entry("validateFlow", takes("Flow").gives("200", "the flow is valid", "FlowValidation")),
            Map.entry(
                    "revokeFlow", NOTHING.gives("202", "revoked", "FlowView").gives("204", "it had already ended", "")),
            Map.entry("pauseFlow", NOTHING.gives("200", "paused", "FlowView")),
            Map.entry("resumeFlow", NOTHING.gives("200", "resumed", "FlowView")),
            Map.entry("retryFlow", NOTHING.gives("202", "the failed tasks run again", "FlowView")),
            Map.entry("findFlowGraph", NOTHING.tagged("200", "the current state", "FlowGraph")),
            Map.entry(
                    "watchFlow",
                    NOTHING.gives("200", new Given("the flow after each change", EVENTS, "FlowView", false))
                            .gives("204", "Last-Event-ID is the last event of an ended task or flow", "")),
            Map.entry("listDeadLetters", NOTHING.tagged("200", "a page", "DeadLettersView")),
            Map.entry("findDeadLetter", NOTHING.tagged("200", "the dead letter", "DeadLetterView")),
            Map.entry("deleteDeadLetter", NOTHING.gives("204", "deleted", "")),
            Map.entry("deleteDeadLetters", NOTHING.gives("200", "deleted", "DeletedView")),
            Map.entry("replayDeadLetter", takes("Replay").optional().gives("202", "submitted", "ReplayView")),
            Map.entry("replayDeadLetters", takes("DeadLetterFilter").gives("202", "submitted", "ReplaysView")),
            Map.entry("createSchedule", takes("Schedule").tagged("201", "created", "ScheduleView")),
            Map.entry("listSchedules", NOTHING.tagged("200", "a page", "SchedulesView")),
            Map.entry("findSchedule", NOTHING.tagged("200", "the current state", "ScheduleView")),
            Map.entry(
                    "putSchedule",
                    takes("Schedule")
                            .tagged("200", "replaced", "ScheduleView")
                            .tagged("201", "created", "ScheduleView")),
            Map.entry(
                    "patchSchedule",
                    takes("SchedulePatch")
                            .or(MergePatch.MEDIA_TYPE, "SchedulePatch")
                            .tagged("200", "changed", "ScheduleView")),
            Map.entry("deleteSchedule", NOTHING.gives("204", "deleted", "")),
            Map.entry("pauseSchedule", NOTHING.tagged("200", "paused", "ScheduleView")),
            Map.entry("resumeSchedule", NOTHING.tagged("200", "active", "ScheduleView")),
            Map.entry("runSchedule", NOTHING.gives("202", "submitted", "TaskView")),
            Map.entry(
                    "putBlob",
                    new OperationSchemas(Map.of(BINARY, "Content"), true, Map.of())
                            .gives("200", "the blob was already stored; its expiry is extended", "BlobView")
                            .gives("201", "stored", "BlobView")),
            Map.entry(
                    "getBlob",
                    NOTHING.gives("200", new Given("the whole content", BINARY, "Content", true))
                            .gives("206", new Given("the requested range", BINARY, "Content", true))),
            Map.entry("deleteBlob", NOTHING.gives("204", "deleted", "")),
            Map.entry("listQueues", NOTHING.tagged("200", "the queues", "QueuesView")),
            Map.entry("findQueue", NOTHING.tagged("200", "the queue", "QueueView")),
            Map.entry("purgeQueue", takes("Purge").gives("200", "purged", "PurgeView")),
            Map.entry("listWorkers", NOTHING.tagged("200", "all running workers", "WorkersView")),
            Map.entry("findWorker", NOTHING.tagged("200", "the status that the worker published last", "WorkerView")),
            Map.entry("nextRuns", NOTHING.tagged("200", "the next run times", "NextRunsView")));

    static OperationSchemas of(String operationId) {
        return Objects.requireNonNull(
                ALL.get(operationId), () -> "OperationSchemas.ALL must have an entry for the operation " + operationId);
    }

    private static OperationSchemas takes(String form) {
        return new OperationSchemas(Map.of(JSON, form), true, Map.of());
    }

    private OperationSchemas or(String type, String form) {
        return new OperationSchemas(with(takes, type, form), mustTake, gives);
    }

    private OperationSchemas optional() {
        return new OperationSchemas(takes, false, gives);
    }

    private OperationSchemas gives(String status, String words, String view) {
        return gives(status, new Given(words, JSON, view, false));
    }

    private OperationSchemas tagged(String status, String words, String view) {
        return gives(status, new Given(words, JSON, view, true));
    }

    private OperationSchemas gives(String status, Given given) {
        return new OperationSchemas(takes, mustTake, with(gives, status, given));
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
