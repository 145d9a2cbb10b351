package io.apium.system;

import io.apium.system.HostileTally.What;
import io.apium.task.TaskId;
import io.apium.testkit.hostile.AmqpMessage;
import io.apium.testkit.hostile.ControlMessages;
import io.apium.testkit.hostile.HttpRequests;
import io.apium.testkit.hostile.Kinds;
import io.apium.testkit.hostile.Kinds.Sample;
import io.apium.testkit.hostile.TaskMessages;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Odd messages and requests, evenly over a time: to a queue, to the mailboxes of workers, and over HTTP. */
final class HostileTraffic {

    /** Shares of all, about as there are kinds of each. */
    private static final double TASKS = 0.5;

    private static final double CONTROL = 0.1;

    /** Several at once, as some are held by the server for long. */
    private static final int HTTP_CLIENTS = 16;

    private static final int INTERNAL_SERVER_ERROR = 500;

    private final String broker;
    private final RawHttp http;
    private final HostileTally tally;
    private final FixedRate rate = new FixedRate();
    private final Map<TaskId, String> kinds = new ConcurrentHashMap<>();

    HostileTraffic(String broker, RawHttp http, HostileTally tally) {
        this.broker = broker;
        this.http = http;
        this.tally = tally;
    }

    /** @param wanted which kinds, by their names */
    void start(String queue, int count, Duration time, long seed, Predicate<String> wanted) {
        int tasks = (int) (count * TASKS);
        int control = (int) (count * CONTROL);
        int requests = count - tasks - control;
        publish(
                samples("task", TaskMessages.all(), seed, wanted),
                new HostilePublisher(broker, "", queue),
                tasks,
                time);
        publish(
                samples("control", ControlMessages.all(), seed, wanted),
                new HostilePublisher(broker, ControlMessages.EXCHANGE, ""),
                control,
                time);
        var asked = samples("http", HttpRequests.all(), seed, wanted);
        for (int i = 0; i < HTTP_CLIENTS && asked.hasNext(); i++) {
            rate.spread(requests / HTTP_CLIENTS, time, () -> request(next(asked)));
        }
    }

    /** Waits until all were sent. */
    void stop() throws InterruptedException {
        rate.stop();
    }

    /** Those tasks of which there must be an ending: their ids can be read. */
    Map<TaskId, String> kinds() {
        return kinds;
    }

    private static <T> Iterator<Sample<T>> samples(String sort, Kinds<T> kinds, long seed, Predicate<String> wanted) {
        Kinds<T> chosen = kinds.<T>in(sort, value -> value).where(wanted);
        return chosen.names().isEmpty()
                ? Collections.emptyIterator()
                : chosen.samples(seed).iterator();
    }

    private static <T> Sample<T> next(Iterator<Sample<T>> samples) {
        synchronized (samples) {
            return samples.next();
        }
    }

    private void publish(Iterator<Sample<AmqpMessage>> samples, HostilePublisher publisher, int count, Duration time) {
        rate.spread(samples.hasNext() ? count : 0, time, () -> {
            Sample<AmqpMessage> sample = samples.next();
            AmqpMessage message = sample.value();
            boolean taken = publisher.publish(message);
            tally.add(sample.kind(), taken ? What.SENT : What.REFUSED);
            if (taken) {
                remember(message, sample.kind());
            }
        });
    }

    private void remember(AmqpMessage message, String kind) {
        try {
            message.headers().text("id").map(TaskId::new).ifPresent(id -> kinds.put(id, kind));
        } catch (IllegalArgumentException noId) {
            // there will be a dead letter, and no record
        }
    }

    private void request(Sample<byte[]> sample) {
        tally.add(sample.kind(), What.SENT);
        int status = http.send(sample.value());
        if (status == RawHttp.NO_ANSWER) {
            tally.add(sample.kind(), What.UNANSWERED);
        } else if (status == INTERNAL_SERVER_ERROR) {
            tally.add(sample.kind(), What.DEFECT);
        } else if (status >= 400) {
            tally.add(sample.kind(), What.REFUSED);
        }
    }
}
