package io.apium.api;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.client.TaskCompletion;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;

/** Adds numbers, and fails on request. */
class FakeWorker implements DisposableBean {

    private final ResultStore results;
    private final TaskCompletion completion;
    private final InstantSource clock;
    private final Broker.Subscription subscription;

    FakeWorker(MemoryBroker broker, ResultStore results, TaskCompletion completion, InstantSource clock) {
        this.results = results;
        this.completion = completion;
        this.clock = clock;
        subscription = broker.consume(List.of(QueueName.DEFAULT), 100, this::receive);
    }

    private void receive(Delivery delivery) {
        if (delivery.content() instanceof Delivery.Content.Task(TaskMessage message)) {
            TaskRecord.Ended ended =
                    run(message).ended(message.id(), clock.instant(), message.provenance("fake", List.of()));
            TaskRecord.Ended standing = results.end(ended).join();
            completion
                    .pay(message, FollowUps.of(message, standing, clock.instant()))
                    .join();
        }
        delivery.ack();
    }

    private static Outcome.Final run(TaskMessage message) {
        return switch (message.task()) {
            case "math.add" ->
                new Outcome.Success(
                        new JsonText(Long.toString(sum(message.signature().args()))));
            case "demo.fail" ->
                new Outcome.Failure(new TaskError("ValueError", "builtins", List.of("as asked"), "Traceback"));
            case "demo.text" -> new Outcome.Success(new JsonText("{ \"kept\" : 1.50 }"));
            default -> new Outcome.Failure(TaskError.notRegistered(message.task()));
        };
    }

    private static long sum(List<?> args) {
        long sum = 0;
        for (Object arg : args) {
            sum += switch (arg) {
                case Number number -> number.longValue();
                case JsonText json -> Long.parseLong(json.json());
                case List<?> list -> sum(list);
                default -> throw new IllegalArgumentException("not a number: " + arg);
            };
        }
        return sum;
    }

    @Override
    public void destroy() {
        subscription.close();
    }
}
