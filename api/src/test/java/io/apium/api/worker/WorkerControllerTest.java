package io.apium.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.testkit.contract.ListenerInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class WorkerControllerTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T12:00:00Z");

    @Autowired
    Http http;

    @Autowired
    WorkerRegistry workers;

    @Test
    void the_workers_that_are_there_are_listed_with_their_pools_and_devices() throws Exception {
        announce("listed@host", 1, SINCE);

        Answer answer = http.get("/v1/workers");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String at = "/workers/" + position(answer, "listed@host");
        assertThat(answer.at(at + "/pid").asLong()).isEqualTo(1);
        assertThat(answer.text(at + "/since")).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(answer.at(at + "/taskCount").asInt()).isEqualTo(2);
        assertThat(answer.at(at + "/tasks").isMissingNode()).isTrue();
        assertThat(answer.text(at + "/pools/0/queues/0")).isEqualTo("gpu");
        assertThat(answer.at(at + "/pools/0/unacked").asInt()).isEqualTo(3);
        assertThat(answer.text(at + "/devices/0/kind")).isEqualTo("gpu");
        assertThat(answer.at(at + "/devices/0/memoryBytes").asLong()).isEqualTo(1L << 33);
        assertThat(answer.at(at + "/devices/0/error").isMissingNode()).isTrue();
    }

    @Test
    void one_is_read_with_the_names_of_its_tasks_and_of_two_with_one_name_the_last_that_was_started() throws Exception {
        announce("twice@host.example", 1, SINCE);
        announce("twice@host.example", 2, SINCE.plusSeconds(1));

        Answer answer = http.get("/v1/workers/twice@host.example");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.at("/pid").asLong()).isEqualTo(2);
        assertThat(answer.text("/tasks/1")).isEqualTo("gpu.saxpy");
    }

    @Test
    void one_that_has_gone_is_not_known() throws Exception {
        announce("gone@host", 1, SINCE);
        ListenerInbox.done(workers.withdraw("gone@host", 1));

        Answer answer = http.get("/v1/workers/gone@host");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/detail")).contains("worker").contains("gone@host");
    }

    private static int position(Answer answer, String node) {
        return answer.at("/workers").findValuesAsString("node").indexOf(node);
    }

    private void announce(String node, long pid, Instant since) throws Exception {
        var pool = new WorkerStatus.Pool("gpu", "virtual", 256, 2, 0, List.of("gpu"), 512, 3);
        var device = new WorkerStatus.Device(
                "opencl:0", "gpu", "Card", "Vendor", true, 1L << 33, 17, 0.25, 3, 2, 1.5, 1, true, "");
        List<String> tasks = List.of("gpu.dot", "gpu.saxpy");
        ListenerInbox.done(workers.announce(
                new WorkerStatus(node, pid, since, 2, tasks, List.of(pool), List.of(device)), Duration.ofHours(1)));
    }
}
