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

/** What one step of a flow sends and lets go of. Ids follow from what a message is for, never from when it is sent. */
final class StepEffects {

    private final FlowState flow;
    private final Instant now;
    private final List<Submission> launches = new ArrayList<>();
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

    /** The options of a message of a node's, on top of what was asked for. */
    TaskOptions marked(TaskOptions asked, TaskId id, int node, boolean isReady) {
        FlowHeader mark = new FlowHeader(flow.id(), flow.attempt(), node, flow.depth(), isReady ? now : null);
        return asked.withId(id).withExtra(FlowHeader.HEADER, mark.toString());
    }

    /** A task of a node's own. */
    TaskId call(Signature call, TaskId id, int node) {
        send(call.with(marked(call.options(), id, node, true)), id);
        return id;
    }

    /** @param id what the ids of the rest follow from */
    void send(Canvas canvas, TaskId id) {
        launches.add(
                Submission.of(canvas, SubmissionContext.named(id.value(), now)).repeated());
    }

    /** Nobody asks for the results of these any more. */
    void forget(List<TaskId> tasks) {
        forgotten.addAll(tasks);
    }

    List<Submission> launches() {
        return List.copyOf(launches);
    }

    List<TaskId> forgotten() {
        return List.copyOf(forgotten);
    }
}
