package io.apium.api.openapi;

import io.apium.api.json.MergePatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an operation takes and gives: the schemas of its bodies, which its controller does not name.
 *
 * @param takes schemas by media type; empty where no body is read
 * @param mustTake whether there must be a body
 * @param gives what comes of it, by status
 */
record OperationSchemas(Map<String, String> takes, boolean mustTake, Map<String, Given> gives) {

    static final String JSON = "application/json";
    private static final String BINARY = "application/octet-stream";
    private static final String NDJSON = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";

    /**
     * An answer.
     *
     * @param type its media type
     * @param view its schema; empty for an answer without a body
     * @param tagged whether it has an entity tag
     */
    record Given(String words, String type, String view, boolean tagged) {}

    private static final OperationSchemas NOTHING = new OperationSchemas(Map.of(), false, Map.of());
    private static final OperationSchemas READ_TASK = NOTHING.tagged("200", "as it is now", "TaskView");
    private static final OperationSchemas READ_FLOW = NOTHING.tagged("200", "as it is now", "FlowView");

    private static final Map<String, OperationSchemas> ALL = Map.ofEntries(
            Map.entry(
                    "submitTask",
                    takes("Task")
                            .gives("200", "ended in the time that it was waited for", "TaskView")
                            .gives("202", "accepted", "TaskView")),
            Map.entry("submitTasks", takes("Tasks").or(NDJSON, "Task").gives("202", "accepted", "BatchView")),
            Map.entry("findTask", READ_TASK),
            Map.entry(
                    "watchTask",
                    NOTHING.gives("200", new Given("one event for each change", EVENTS, "EventView", false))
                            .gives("204", "the reader has seen the end", "")),
            Map.entry(
                    "revokeTask", NOTHING.gives("202", "revoked", "TaskView").gives("204", "it had ended already", "")),
            Map.entry("revokeTasks", takes("TaskFilter").gives("202", "it stands", "RevocationView")),
            Map.entry(
                    "submitFlow",
                    takes("Flow")
                            .gives("200", "ended in the time that it was waited for", "FlowView")
                            .gives("202", "accepted", "FlowView")),
            Map.entry("findFlow", READ_FLOW),
            Map.entry("reportFlow", NOTHING.tagged("200", "as far as it has come", "ReportView")),
            Map.entry("listFlows", NOTHING.tagged("200", "a page", "FlowsPage")),
            Map.entry("validateFlow", takes("Flow").gives("200", "what would come of it", "TriedFlow")),
            Map.entry(
                    "revokeFlow", NOTHING.gives("202", "revoked", "FlowView").gives("204", "it had ended already", "")),
            Map.entry("pauseFlow", NOTHING.gives("200", "paused", "FlowView")),
            Map.entry("resumeFlow", NOTHING.gives("200", "at work", "FlowView")),
            Map.entry("retryFlow", NOTHING.gives("202", "at work again", "FlowView")),
            Map.entry("findFlowGraph", NOTHING.tagged("200", "as it is now", "FlowGraph")),
            Map.entry(
                    "watchFlow",
                    NOTHING.gives("200", new Given("the flow after each change", EVENTS, "FlowView", false))
                            .gives("204", "the reader has seen the end", "")),
            Map.entry("listDeadLetters", NOTHING.tagged("200", "a page", "DeadLettersView")),
            Map.entry("findDeadLetter", NOTHING.tagged("200", "the letter", "DeadLetterView")),
            Map.entry("deleteDeadLetter", NOTHING.gives("204", "it is gone", "")),
            Map.entry("deleteDeadLetters", NOTHING.gives("200", "they are gone", "DeletedView")),
            Map.entry("replayDeadLetter", takes("Replay").optional().gives("202", "on its way", "ReplayView")),
            Map.entry("replayDeadLetters", takes("DeadLetterFilter").gives("202", "on their way", "ReplaysView")),
            Map.entry("createSchedule", takes("Schedule").tagged("201", "made", "ScheduleView")),
            Map.entry("listSchedules", NOTHING.tagged("200", "a page", "SchedulesView")),
            Map.entry("findSchedule", NOTHING.tagged("200", "as it is now", "ScheduleView")),
            Map.entry(
                    "putSchedule",
                    takes("Schedule").tagged("200", "replaced", "ScheduleView").tagged("201", "made", "ScheduleView")),
            Map.entry(
                    "patchSchedule",
                    takes("SchedulePatch")
                            .or(MergePatch.MEDIA_TYPE, "SchedulePatch")
                            .tagged("200", "changed", "ScheduleView")),
            Map.entry("deleteSchedule", NOTHING.gives("204", "it is gone", "")),
            Map.entry("pauseSchedule", NOTHING.tagged("200", "paused", "ScheduleView")),
            Map.entry("resumeSchedule", NOTHING.tagged("200", "active", "ScheduleView")),
            Map.entry("runSchedule", NOTHING.gives("202", "on its way", "TaskView")),
            Map.entry(
                    "putBlob",
                    new OperationSchemas(Map.of(BINARY, "Content"), true, Map.of())
                            .gives("200", "it was there, and lives longer now", "BlobView")
                            .gives("201", "kept", "BlobView")),
            Map.entry(
                    "getBlob",
                    NOTHING.gives("200", new Given("all of it", BINARY, "Content", true))
                            .gives("206", new Given("the part that Range asks for", BINARY, "Content", true))),
            Map.entry("deleteBlob", NOTHING.gives("204", "it is gone", "")),
            Map.entry("listWorkers", NOTHING.tagged("200", "all of them", "WorkersView")),
            Map.entry("findWorker", NOTHING.tagged("200", "as it was a moment ago", "WorkerView")),
            Map.entry("nextTicks", NOTHING.tagged("200", "the next runs", "NextRunsView")));

    static OperationSchemas of(String operationId) {
        return Objects.requireNonNull(ALL.get(operationId), () -> "there are no terms of " + operationId);
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
