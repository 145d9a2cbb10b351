package io.apium.scheduler.simulation;

import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One random flow, made from its seed, and the faults that happen while it runs. */
final class FlowHistory {

    private static final long FAULTS_END = 1_040_000;
    private static final long END = 1_400_000;
    private static final TaskId FLOW = new TaskId("flow");

    private final World world;
    private final Cluster cluster;
    private final Plan plan;
    private int killed;

    private FlowHistory(long seed, Weakness weakness) {
        this.world = new World(seed);
        this.cluster = new Cluster(world, weakness, ports -> new Words(ports.results)::outcome);
        this.plan = RandomPlan.of(world);
    }

    /**
     * What was seen.
     *
     * @param violations empty when the flow has the result that the {@link Interpreter} computes
     * @param succeeded whether the flow has a result, and not a failure
     * @param killed processes that were killed while it ran
     */
    record Report(List<String> violations, boolean succeeded, int killed) {}

    static Report run(long seed, Weakness weakness) {
        FlowHistory history = new FlowHistory(seed, weakness);
        history.run();
        return new Report(history.violations(), history.record() instanceof TaskRecord.Succeeded, history.killed);
    }

    private void run() {
        cluster.start();
        var _ = cluster.store
                .ledger()
                .write(
                        new FlowEntry(FlowState.of(FLOW, plan, world.clock().instant(), null)),
                        Ledger.NONE,
                        world.clock().instant());
        for (long at = 0; at < FAULTS_END - world.now(); at += world.between(100, 3_000)) {
            world.after(at, this::injectFault);
        }
        world.runUntil(FAULTS_END);
        cluster.queue.setAway(false);
        world.runUntil(END);
    }

    private void injectFault() {
        int fault = (int) world.between(0, 5);
        killed += fault < 4 && record() == null ? 1 : 0;
        switch (fault) {
            case 0, 1 -> cluster.killScheduler(3_000);
            case 2, 3 -> cluster.killWorker();
            case 4 -> cluster.pauseScheduler();
            default -> cluster.breakBroker(2_000);
        }
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>(cluster.log.violations());
        String expected = expected();
        if (cluster.queue.tasks().findAny().isPresent()) {
            violations.add("messages are left in the queue");
        }
        switch (record()) {
            case TaskRecord.Succeeded succeeded -> {
                if (!succeeded.result().json().equals(expected)) {
                    violations.add("result is " + succeeded.result().json() + " and should be " + expected);
                }
            }
            case TaskRecord.Failed failed -> {
                if (expected != null) {
                    violations.add("failed with " + failed.error() + " and should have the result " + expected);
                }
            }
            case null, default ->
                violations.add("has not ended: "
                        + cluster.store.ledger().find(EntryKey.flow(FLOW)).map(Object::toString));
        }
        return violations;
    }

    private @Nullable TaskRecord record() {
        return cluster.store.results().find(List.of(FLOW)).get(FLOW);
    }

    private @Nullable String expected() {
        try {
            return Json.text(Interpreter.value(plan));
        } catch (Interpreter.Failed e) {
            return null;
        }
    }
}
