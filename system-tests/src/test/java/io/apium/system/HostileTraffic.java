package io.apium.system;

import io.apium.system.HostileOutcomeCounts.What;
import io.apium.task.TaskId;
import io.apium.testkit.hostile.AmqpMessage;
import io.apium.testkit.hostile.ControlMessages;
import io.apium.testkit.hostile.HostileKinds;
import io.apium.testkit.hostile.HostileKinds.Sample;
import io.apium.testkit.hostile.HttpRequests;
import io.apium.testkit.hostile.TaskMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
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
    private final HostileOutcomeCounts tally;
    private final FixedRate rate = new FixedRate();
    private final Map<TaskId, String> kinds = new ConcurrentHashMap<>();
    private final Queue<String> underway = new ConcurrentLinkedQueue<>();
    private final List<HostilePublisher> publishers = new ArrayList<>();

    HostileTraffic(String broker, RawHttp http, HostileOutcomeCounts tally) {
        this.broker = broker;
        this.http = http;
        this.tally = tally;
    }

    /** @param wanted which kinds, by their names */
    void start(String queue, int count, Duration time, long seed, Predicate<String> wanted) {
        int tasks = (int) (count * TASKS);
        int control = (int) (count * CONTROL);
        int requests = count - tasks - control;
        publish(samples("task", TaskMessages.all(), seed, wanted), "", queue, tasks, time);
        publish(samples("control", ControlMessages.all(), seed, wanted), ControlMessages.EXCHANGE, "", control, time);
        spread(samples("http", HttpRequests.all(), seed, wanted), requests, time, HTTP_CLIENTS, this::request);
    }

    /** Waits until all were sent. */
    void stop() throws InterruptedException {
        try {
            rate.stop();
        } catch (AssertionError e) {
            throw new AssertionError("of odd ones there are under way: " + underway, e);
        } finally {
            publishers.forEach(HostilePublisher::close);
        }
    }

    /** Those tasks of which there must be an ending: their ids can be read. */
    Map<TaskId, String> kinds() {
        return kinds;
    }

    private static <T> Iterator<Sample<T>> samples(
            String sort, HostileKinds<T> kinds, long seed, Predicate<String> wanted) {
        HostileKinds<T> chosen = kinds.<T>in(sort, value -> value).where(wanted);
        return chosen.names().isEmpty()
                ? Collections.emptyIterator()
                : chosen.samples(seed).iterator();
    }

    private static <T> Sample<T> next(Iterator<Sample<T>> samples) {
        synchronized (samples) {
            return samples.next();
        }
    }

    private void publish(
            Iterator<Sample<AmqpMessage>> samples, String exchange, String routingKey, int count, Duration time) {
        HostilePublisher publisher = new HostilePublisher(broker, exchange, routingKey);
        publishers.add(publisher);
        spread(samples, count, time, 1, sample -> publish(publisher, sample));
    }

    private <T> void spread(
            Iterator<Sample<T>> samples, int count, Duration time, int threads, Consumer<Sample<T>> act) {
        rate.spread(samples.hasNext() ? count : 0, time, threads, () -> {
            Sample<T> sample = next(samples);
            long began = System.nanoTime();
            underway.add(sample.kind());
            act.accept(sample);
            underway.remove(sample.kind());
            tally.took(sample.kind(), Duration.ofNanos(System.nanoTime() - began));
        });
    }

    private void publish(HostilePublisher publisher, Sample<AmqpMessage> sample) {
        AmqpMessage message = sample.value();
        boolean taken = publisher.publish(message);
        tally.add(sample.kind(), taken ? What.SENT : What.REFUSED);
        if (taken) {
            remember(message, sample.kind());
        }
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
