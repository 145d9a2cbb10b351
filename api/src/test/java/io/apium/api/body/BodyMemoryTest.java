package io.apium.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = {"apium.api.max-body-memory=8MB", "apium.api.max-body-size=16MB"})
class BodyMemoryTest {

    private static final String SMALL = "{\"task\":\"t\",\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @Autowired
    BodyMemory memory;

    @Test
    void large_requests_share_the_memory_and_small_ones_are_all_done_meanwhile() throws Exception {
        long free = memory.free();
        List<Callable<Answer>> large = IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(
                        i -> () -> http.post("/v1/tasks", i % 2 == 0 ? text(300_000) : lists(20_000)))
                .toList();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> begun = large.stream().map(clients::submit).toList();

            for (int i = 0; i < 60; i++) {
                Answer good = http.post("/v1/tasks", SMALL);
                assertThat(good.status()).as(good.toString()).isEqualTo(202);
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> future : begun) {
                Answer answer = future.get();
                statuses.add(answer.status());
                if (answer.status() == 503) {
                    assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:server-busy");
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                }
            }
            assertThat(statuses).contains(202).isSubsetOf(202, 503);
        }
        await().untilAsserted(() -> assertThat(memory.free()).as("given back").isEqualTo(free));
    }

    @Test
    void what_needs_more_than_there_is_runs_alone() {
        assertThat(http.post("/v1/tasks", text(3_000_000)).status()).isEqualTo(202);
        assertThat(http.post("/v1/tasks", lists(200_000)).status()).isEqualTo(202);
    }

    @Test
    void the_cost_of_a_body_covers_what_is_built_from_it() {
        assertThat(cost("[" + "[],".repeat(1_000) + "1]")).isBetween(150_000L, 250_000L);
        assertThat(cost("[" + "{\"a\":1},".repeat(1_000) + "1]")).isBetween(400_000L, 700_000L);
        assertThat(cost("[\"" + "[{,:\\\"".repeat(1_000) + "\"]")).isLessThan(60_000);
        assertThat(cost("1")).isLessThan(BodyMemory.SMALL_MAX / 100);
    }

    private static long cost(String json) {
        return BodyCost.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(int length) {
        return "{\"task\":\"t\",\"args\":[\"" + "x".repeat(length) + "\"],\"options\":{\"queue\":\"held\"}}";
    }

    private static String lists(int count) {
        return "{\"task\":\"t\",\"args\":[[" + "[],".repeat(count) + "1]],\"options\":{\"queue\":\"held\"}}";
    }
}
