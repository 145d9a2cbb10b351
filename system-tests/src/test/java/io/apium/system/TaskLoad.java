package io.apium.system;

import io.apium.task.TaskId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that ask for one task after another, each under a key of its own, again and again until it is accepted. */
final class TaskLoad {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** An answer other than 202, and how long it took. */
    record Refusal(int status, boolean saysWhenToRetry, Duration after, String body) {}

    /** Sends it and brings what is answered, if anything is. */
    @FunctionalInterface
    interface Posting {

        HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException;
    }

    private final Posting posting;
    private final String request;
    private final Queue<TaskId> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean enough;

    private TaskLoad(Posting posting, String request) {
        this.posting = posting;
        this.request = request;
    }

    static TaskLoad on(Posting posting, int clients, String request) {
        TaskLoad taskLoad = new TaskLoad(posting, request);
        for (int i = 0; i < clients; i++) {
            taskLoad.clients.add(Thread.startVirtualThread(taskLoad::ask));
        }
        return taskLoad;
    }

    /** The tasks that were answered with 202. */
    List<TaskId> accepted() {
        return List.copyOf(accepted);
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** The last refusals, for the failure message. */
    String latest() {
        List<Refusal> all = refusals();
        return all.subList(Math.max(0, all.size() - clients.size()), all.size()) + ", " + failures();
    }

    /** Requests that had no answer at all. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    void stop() throws InterruptedException {
        enough = true;
        for (Thread client : clients) {
            client.join();
        }
    }

    private void ask() {
        try {
            while (!enough) {
                askFor("\"" + UUID.randomUUID() + "\"");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askFor(String key) throws InterruptedException {
        boolean answered = false;
        while (!answered && !enough) {
            answered = isAccepted(key);
            Thread.sleep(PAUSE);
        }
    }

    private boolean isAccepted(String key) throws InterruptedException {
        long asked = System.nanoTime();
        try {
            HttpResponse<String> answer = posting.post("/v1/tasks", request, "Idempotency-Key", key);
            Duration after = Duration.ofNanos(System.nanoTime() - asked);
            if (answer.statusCode() == 202) {
                accepted.add(new TaskId(ApiClient.read(answer).path("id").asString()));
                return true;
            }
            boolean says = answer.headers().firstValue("Retry-After").isPresent();
            refusals.add(new Refusal(answer.statusCode(), says, after, answer.body()));
            // the key of a request whose server lost the store half-way is taken for two minutes: ask for another task
            return answer.statusCode() == 409;
        } catch (IOException e) {
            failures.add(e.toString());
            return false;
        }
    }
}
