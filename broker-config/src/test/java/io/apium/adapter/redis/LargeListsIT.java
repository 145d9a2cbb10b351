package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.broker.RawMessage;
import io.apium.canvas.Submission;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.FlowIndex;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of what is large are read in short pages. */
class LargeListsIT {

    private static final MessageWriter WRITER = new MessageWriter("gen1@test");
    private static final int LARGE = 3_000_000;

    private TestServer server;
    private RedisConnections redis;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.started();
        redis = new RedisConnections(new RedisProperties(server.url(), Duration.ofHours(1)));
    }

    @AfterEach
    void stop() {
        redis.close();
        server.close();
    }

    @Test
    void dead_letters_are_listed_in_pages_that_end_when_they_grow_large() throws Exception {
        DeadLetterStore letters = new RedisDeadLetterStore(redis, WRITER);
        for (int i = 0; i < 10; i++) {
            ListenerInbox.done(letters.keep(letter("l" + i, i % 2 == 0 ? LARGE : 10)));
        }

        List<String> listed = new ArrayList<>();
        String from = null;
        do {
            DeadLetterStore.Page page = letters.list(DeadLetterStore.Filter.ALL, from, 100);
            assertThat(page.letters()).hasSizeLessThan(6);
            page.letters().forEach(letter -> listed.add(letter.id()));
            from = page.next();
        } while (from != null);

        assertThat(listed).containsExactly("l9", "l8", "l7", "l6", "l5", "l4", "l3", "l2", "l1", "l0");
    }

    @Test
    void flows_are_listed_in_pages_that_end_when_they_grow_large() {
        FlowIndex flows = new RedisFlowIndex(redis);
        List<Submission.PlannedTask> many = IntStream.range(0, 25_000)
                .mapToObj(i -> new Submission.PlannedTask(TaskId.random(), "tasks.one.of.many"))
                .toList();
        for (int i = 0; i < 5; i++) {
            flows.keep(new FlowIndex.Flow(
                    new TaskId("f" + i), "group", many, List.of(), TaskExamples.MOMENT.plusSeconds(i)));
        }

        List<String> listed = new ArrayList<>();
        FlowIndex.Page page = flows.recent(null, 100);
        page.flows().forEach(flow -> listed.add(flow.id().value()));
        while (page.next() != null) {
            assertThat(page.flows()).hasSizeLessThan(5);
            page = flows.recent(page.next(), 100);
            page.flows().forEach(flow -> listed.add(flow.id().value()));
        }

        assertThat(listed).containsExactly("f4", "f3", "f2", "f1", "f0");
    }

    private static DeadLetter letter(String id, int length) {
        return new DeadLetter(
                id,
                DeadLetterStore.Cause.POISONED,
                "because",
                new QueueName("celery"),
                TaskId.random(),
                "tasks.add",
                new RawMessage(Map.of(), Map.of(), "x".repeat(length)),
                TaskExamples.MOMENT);
    }
}
