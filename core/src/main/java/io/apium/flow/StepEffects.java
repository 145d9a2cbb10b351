package io.apium.flow;

import io.apium.canvas.Canvas;
import io.apium.canvas.FlowHeader;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskOptions;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that one step of a flow sends and the records that it deletes. Ids depend on the purpose of a message,
 * never on the time.
 */
final class StepEffects {

    private final FlowState flow;
    private final Instant now;
    private final List<Submission> submissions = new ArrayList<>();
    private final List<TaskId> forgotten = new ArrayList<>();

    StepEffects(FlowState flow, Instant now) {
        this.flow = flow;
        this.now = now;
    }

    int attempt() {
        return flow.attempt();
    }

    /** @param path unique in the flow */
    TaskId id(String path) {
        return flow.id().follower(flow.attempt() + "/" + path);
    }

    /** The requested options with the id and the flow header. */
    TaskOptions marked(TaskOptions requested, TaskId id, int node, boolean isReady) {
        FlowHeader mark = new FlowHeader(flow.id(), flow.attempt(), node, flow.depth(), isReady ? now : null);
        return requested.withId(id).withExtra(FlowHeader.HEADER, mark.toString());
    }

    /** Sends the task of a node. */
    TaskId call(Signature call, TaskId id, int node) {
        send(call.with(marked(call.options(), id, node, true)), id);
        return id;
    }

    /** @param id the id from which the ids of further messages are derived */
    void send(Canvas canvas, TaskId id) {
        submissions.add(
                Submission.of(canvas, SubmissionContext.named(id.value(), now)).repeated());
    }

    /** The results of these tasks are no longer needed. */
    void forget(List<TaskId> tasks) {
        forgotten.addAll(tasks);
    }

    List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    List<TaskId> forgotten() {
        return List.copyOf(forgotten);
    }
}
