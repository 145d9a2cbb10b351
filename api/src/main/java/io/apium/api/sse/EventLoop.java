package io.apium.api.sse;

import io.apium.api.error.ApiException;
import io.apium.api.sse.EventStream.Event;
import io.apium.api.wait.CompletionWaiter;
import io.apium.api.wait.CompletionWaiter.Changes;
import io.apium.task.TaskId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Sends the events of one task or flow to one client, until the last event, for one hour at most. */
@Component
public final class EventLoop {

    private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RECONNECT_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RESPONSE = Duration.ofHours(1);

    private final CompletionWaiter waiter;

    public EventLoop(CompletionWaiter waiter) {
        this.waiter = waiter;
    }

    /**
     * The events that a client has not seen.
     *
     * @param hasEnded whether no further event follows
     * @param nextRead the time after which the source is read again when no change is announced
     */
    public record Snapshot(List<Event> events, boolean hasEnded, Duration nextRead) {

        public Snapshot {
            events = List.copyOf(events);
        }

        /** A snapshot of a source that announces each change. */
        public static Snapshot ofAnnounced(List<Event> events, boolean hasEnded) {
            return new Snapshot(events, hasEnded, HEARTBEAT);
        }
    }

    /** Reads the task or flow. */
    @FunctionalInterface
    public interface Source {

        /** @throws ApiException when the task or flow is unknown, or cannot be read now */
        Snapshot after(@Nullable String lastEventId) throws InterruptedException;
    }

    /**
     * Responds with 204 when the client has seen the last event, else with the events.
     *
     * @param id of the task or flow, whose record announces changes
     * @throws ApiException before the response has begun; after that an error only ends the response
     */
    public void follow(TaskId id, Source source, @Nullable String lastEventId, HttpServletResponse response)
            throws IOException, InterruptedException {
        try (Changes changes = waiter.watch(id)) {
            Snapshot first = source.after(lastEventId);
            if (first.hasEnded() && first.events().isEmpty()) {
                response.setStatus(HttpStatus.NO_CONTENT.value());
                return;
            }
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("Cache-Control", "no-store");
            EventStream stream = new EventStream(response.getOutputStream());
            stream.retry(RECONNECT_DELAY);
            try {
                send(first, source, lastEventId, changes, stream);
            } catch (ApiException failed) {
                log.debug("event stream ended early id={}", id, failed);
            }
        }
    }

    private void send(Snapshot first, Source source, @Nullable String lastEventId, Changes changes, EventStream stream)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long lastSent = begin;
        String last = lastEventId;
        Snapshot snapshot = first;
        while (!waiter.areClosed() && System.nanoTime() - begin < LONGEST_RESPONSE.toNanos()) {
            for (Event event : snapshot.events()) {
                stream.send(event);
                last = event.id();
                lastSent = System.nanoTime();
            }
            if (snapshot.hasEnded()) {
                return;
            }
            if (System.nanoTime() - lastSent >= HEARTBEAT.toNanos()) {
                stream.heartbeat();
                lastSent = System.nanoTime();
            }
            long untilHeartbeat = HEARTBEAT.toNanos() - (System.nanoTime() - lastSent);
            var _ = changes.await(Duration.ofNanos(
                    Math.min(untilHeartbeat, snapshot.nextRead().toNanos())));
            snapshot = source.after(last);
        }
    }
}
