package io.apium.worker;

import io.apium.store.Revocation;
import io.apium.task.QueueName;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.binding.Json;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One pool of a worker at work, with the queues that it is fed from: what comes in there runs here. */
final class Station implements AutoCloseable {

    private final PoolPlan plan;
    private final InFlight inFlight;
    private final Pool pool;
    private final Deadlines deadlines;
    private final Road road;
    private final Intake intake;

    /** What the stations of a worker have in common. */
    record Common(
            Worker.Node node,
            Ports ports,
            Losses losses,
            Permits permits,
            Meters meters,
            Json json,
            WorkerProperties properties,
            ClassLoader loader) {}

    /** @param handlers what can be run here */
    Station(PoolPlan plan, Handlers handlers, Common common) {
        this.plan = plan;
        Ports ports = common.ports();
        Meters meters = common.meters();
        Losses losses = common.losses();
        this.inFlight = new InFlight(losses);
        this.pool = new Pool(plan.kind(), plan.slots(), common.loader());
        Letters letters = new Letters(ports, meters);
        Ending ending = new Ending(common.node().name(), ports, inFlight, losses, letters, meters);
        this.deadlines = new Deadlines(pool, ending);
        Gate gate = new Gate(common.permits(), ending);
        Road.Started started =
                new Road.Started(common.node().pid(), common.node().name());
        Road.Work work = new Road.Work(
                handlers, new Revoked(), losses, gate, common.json(), started, deadlines, common.properties());
        this.road = new Road(work, ports, inFlight, pool, meters, ending);
        Appetite appetite = new Appetite(plan.slots(), plan.messagesInHand());
        this.intake = new Intake(ports.broker(), plan.queues(), road::receive, inFlight, pool, appetite);
    }

    void start() {
        if (plan.prefetch() == null) {
            intake.start();
        } else {
            intake.start(plan.prefetch());
        }
    }

    @Override
    public String toString() {
        return "takes from " + plan.queues().stream().map(QueueName::name).collect(Collectors.joining(", ")) + " into "
                + plan.slots() + " slots of pool " + plan.name();
    }

    String name() {
        return plan.name();
    }

    Pool pool() {
        return pool;
    }

    void revoke(Revocation revocation) {
        road.revoke(revocation);
    }

    /** Takes no more, and gives back what has not started. */
    CompletableFuture<Void> drain() {
        intake.cancel();
        CompletableFuture<Void> drained = inFlight.drain();
        inFlight.giveBackWaiting();
        return drained;
    }

    /**
     * Interrupts what still runs, and gives it back.
     *
     * @return how many there were
     */
    int abandon() {
        Collection<Attempt> left = inFlight.all();
        left.forEach(attempt -> attempt.stop(Stop.ABANDONED));
        left.forEach(inFlight::giveBack);
        return left.size();
    }

    /** Nothing runs any more; what is not settled goes back. */
    @Override
    public void close() {
        pool.close();
        deadlines.close();
        intake.close();
    }
}
