package io.apium.system;

import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Clients that ask for work of every sort without a pause: tasks, delayed ones, such as fail once, and flows over HTTP, each
 * under a key of its own until it is accepted; and chords without HTTP.
 */
final class MixedTraffic {

    private static final Duration OFTEN = Duration.ofMillis(40);
    private static final Duration SELDOM = Duration.ofMillis(400);
    private static final int ACCEPTED = 202;
    private static final int KEY_IS_TAKEN = 409;

    private final Supplier<ApiClient> api;
    private final CorePorts client;
    private final RetryingTask retryingTask;
    private final List<Thread> clients = new ArrayList<>();
    private final Set<TaskId> tasks = ConcurrentHashMap.newKeySet();
    private final Set<TaskId> flows = ConcurrentHashMap.newKeySet();
    private volatile boolean enough;

    private MixedTraffic(Supplier<ApiClient> api, CorePorts client, RetryingTask retryingTask) {
        this.api = api;
        this.client = client;
        this.retryingTask = retryingTask;
    }

    static MixedTraffic on(Supplier<ApiClient> api, CorePorts client, RetryingTask retryingTask) {
        MixedTraffic mixedTraffic = new MixedTraffic(api, client, retryingTask);
        mixedTraffic.asks(OFTEN, () -> mixedTraffic.post("/v1/tasks", retryingTask.request(0, 0), mixedTraffic.tasks));
        mixedTraffic.asks(OFTEN, () -> mixedTraffic.post("/v1/tasks", retryingTask.request(0, 1), mixedTraffic.tasks));
        mixedTraffic.asks(OFTEN, () -> mixedTraffic.post("/v1/tasks", retryingTask.request(1, 0), mixedTraffic.tasks));
        mixedTraffic.asks(SELDOM, () -> mixedTraffic.post("/v1/flows", retryingTask.flow(), mixedTraffic.flows));
        mixedTraffic.asks(SELDOM, mixedTraffic::chord);
        return mixedTraffic;
    }

    /** What was accepted. */
    Set<TaskId> tasks() {
        return tasks;
    }

    Set<TaskId> flows() {
        return flows;
    }

    int sent() {
        return tasks.size() + flows.size();
    }

    void stop() throws InterruptedException {
        enough = true;
        for (Thread asking : clients) {
            asking.join();
        }
    }

    private interface Request {
        void make() throws Exception;
    }

    private void asks(Duration pause, Request request) {
        clients.add(Thread.startVirtualThread(() -> {
            try {
                while (!enough) {
                    request.make();
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
    }

    /** Repeats the request until an API accepts it. */
    private void post(String path, String request, Set<TaskId> accepted) throws InterruptedException {
        String key = "\"" + UUID.randomUUID() + "\"";
        while (true) {
            try {
                HttpResponse<String> answer = api.get().post(path, request, "Idempotency-Key", key);
                if (answer.statusCode() == ACCEPTED) {
                    accepted.add(new TaskId(ApiClient.read(answer).path("id").asString()));
                    return;
                }
                if (answer.statusCode() == KEY_IS_TAKEN) {
                    return;
                }
            } catch (IOException e) {
                // the one that was asked has ended: the next is asked for the same
            }
            Thread.sleep(OFTEN);
        }
    }

    private void chord() throws Exception {
        Submission submission = client.send(
                Chord.of(Group.of(retryingTask.task(), retryingTask.task(), retryingTask.task()), retryingTask.task()));
        Stream.concat(submission.messages().stream().map(TaskMessage::id), submission.results().stream())
                .forEach(tasks::add);
    }
}
