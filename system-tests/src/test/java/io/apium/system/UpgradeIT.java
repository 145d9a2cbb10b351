package io.apium.system;

import static io.apium.system.VersionedServices.Version.NEW;
import static io.apium.system.VersionedServices.Version.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * This version beside an older one, whose jar the system property {@code apium.upgrade.old} names, under a load that goes on
 * all the time. Run by {@code ./apium test upgrade}.
 */
@Tag("upgrade")
class UpgradeIT {

    private static final Path OLD_JAR = Path.of(System.getProperty("apium.upgrade.old", "nothing"));
    private static final String OLD_NAME = System.getProperty("apium.upgrade.name", "the old version");
    private static final Path TABLE = Path.of("target/upgrade.md");
    private static final int SOME = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> ENDED = Set.of("SUCCESS", "FAILURE", "REVOKED");
    private static final List<Crossing> CROSSINGS = new ArrayList<>();

    @RegisterExtension
    static final TestStage STAGE = TestStage.ofItsOwn();

    @TempDir
    Path folder;

    private final CorePorts corePorts = STAGE.insider();

    /** What came of one situation. */
    record Crossing(String situation, int sent, long succeeded, long failed, long startedTwice, long deadLetters) {

        long lost() {
            return sent - succeeded - failed;
        }

        String row() {
            return "| %s | %d | %d | %d | %d | %d | %d |"
                    .formatted(situation, sent, succeeded, failed, lost(), startedTwice, deadLetters);
        }
    }

    private interface Act {
        void play(VersionedServices services, MixedTraffic mixedTraffic) throws Exception;
    }

    @AfterAll
    static void show() throws IOException {
        String table =
                """
                This version beside %s, with two workers, a scheduler and an api.

                | | sent | succeeded | failed | lost | started twice | dead letters |
                |---|---|---|---|---|---|---|
                %s
                """.formatted(OLD_NAME, CROSSINGS.stream().map(Crossing::row).collect(Collectors.joining("\n")));
        Files.writeString(TABLE, table);
        System.out.println(table);
    }

    @Test
    void a_new_api_on_old_workers_and_an_old_scheduler() throws Exception {
        all("new api, the rest old", OLD, NEW, (_, mixedTraffic) -> awaitMore(mixedTraffic));
    }

    @Test
    void an_old_api_on_new_workers_and_a_new_scheduler() throws Exception {
        all("old api, the rest new", NEW, OLD, (_, mixedTraffic) -> awaitMore(mixedTraffic));
    }

    @Test
    void all_are_exchanged_one_after_another_and_then_back() throws Exception {
        all("all from old to new, one after another, and back", OLD, OLD, (services, mixedTraffic) -> {
            awaitMore(mixedTraffic);
            services.exchange(NEW);
            awaitMore(mixedTraffic);
            services.exchange(OLD);
            awaitMore(mixedTraffic);
        });
    }

    private void all(String situation, VersionedServices.Version behind, VersionedServices.Version front, Act act)
            throws Exception {
        assertThat(OLD_JAR).as("what -Dapium.upgrade.old names").isRegularFile();
        RetryingTask retryingTask = RetryingTask.in(folder, STAGE.queue());
        VersionedServices services = new VersionedServices(STAGE, OLD_JAR, retryingTask, behind, front);
        MixedTraffic mixedTraffic = MixedTraffic.on(services::api, corePorts, retryingTask);
        try {
            act.play(services, mixedTraffic);
        } finally {
            mixedTraffic.stop();
        }
        Crossing crossing = crossing(situation, mixedTraffic, services.api(), retryingTask);
        CROSSINGS.add(crossing);
        services.dismiss();

        assertThat(crossing)
                .as(crossing.row())
                .isEqualTo(new Crossing(
                        situation, mixedTraffic.sent(), mixedTraffic.sent(), 0, crossing.startedTwice(), 0));
    }

    /** What does not end in time is lost. */
    private Crossing crossing(String situation, MixedTraffic mixedTraffic, ApiClient api, RetryingTask retryingTask)
            throws Exception {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> states(mixedTraffic, api).size() == mixedTraffic.sent());
        } catch (ConditionTimeoutException e) {
            System.out.println("not all have ended within " + PATIENCE);
        }
        List<String> states = states(mixedTraffic, api);
        long succeeded = states.stream().filter("SUCCESS"::equals).count();
        return new Crossing(
                situation,
                mixedTraffic.sent(),
                succeeded,
                states.size() - succeeded,
                retryingTask.startedTwice(),
                corePorts.deadLetters().count());
    }

    /** The states of those that have ended. */
    private List<String> states(MixedTraffic mixedTraffic, ApiClient api) throws Exception {
        List<String> states = new ArrayList<>();
        corePorts.results().find(List.copyOf(mixedTraffic.tasks())).values().stream()
                .filter(TaskRecord.Ended.class::isInstance)
                .map(TaskRecord::state)
                .forEach(states::add);
        for (TaskId flow : mixedTraffic.flows()) {
            states.add(api.get("/v1/flows/" + flow.value()).path("state").asString());
        }
        states.removeIf(state -> !ENDED.contains(state));
        return states;
    }

    private static void awaitMore(MixedTraffic mixedTraffic) {
        int before = mixedTraffic.sent();
        Awaitility.await().atMost(PATIENCE).until(() -> mixedTraffic.sent() >= before + SOME);
    }
}
