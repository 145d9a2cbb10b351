package io.apium.system;

import static io.apium.system.Troupe.Version.NEW;
import static io.apium.system.Troupe.Version.OLD;
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
    static final Stage STAGE = Stage.ofItsOwn();

    @TempDir
    Path folder;

    private final Insider insider = STAGE.insider();

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
        void play(Troupe troupe, Traffic traffic) throws Exception;
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
        all("new api, the rest old", OLD, NEW, (_, traffic) -> awaitMore(traffic));
    }

    @Test
    void an_old_api_on_new_workers_and_a_new_scheduler() throws Exception {
        all("old api, the rest new", NEW, OLD, (_, traffic) -> awaitMore(traffic));
    }

    @Test
    void all_are_exchanged_one_after_another_and_then_back() throws Exception {
        all("all from old to new, one after another, and back", OLD, OLD, (troupe, traffic) -> {
            awaitMore(traffic);
            troupe.exchange(NEW);
            awaitMore(traffic);
            troupe.exchange(OLD);
            awaitMore(traffic);
        });
    }

    private void all(String situation, Troupe.Version behind, Troupe.Version front, Act act) throws Exception {
        assertThat(OLD_JAR).as("what -Dapium.upgrade.old names").isRegularFile();
        Errands errands = Errands.in(folder, STAGE.queue());
        Troupe troupe = new Troupe(STAGE, OLD_JAR, errands, behind, front);
        Traffic traffic = Traffic.on(troupe::api, insider, errands);
        try {
            act.play(troupe, traffic);
        } finally {
            traffic.stop();
        }
        Crossing crossing = crossing(situation, traffic, troupe.api(), errands);
        CROSSINGS.add(crossing);
        troupe.dismiss();

        assertThat(crossing)
                .as(crossing.row())
                .isEqualTo(new Crossing(situation, traffic.sent(), traffic.sent(), 0, crossing.startedTwice(), 0));
    }

    /** What does not end in time is lost. */
    private Crossing crossing(String situation, Traffic traffic, Api api, Errands errands) throws Exception {
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> states(traffic, api).size() == traffic.sent());
        } catch (ConditionTimeoutException e) {
            System.out.println("not all have ended within " + PATIENCE);
        }
        List<String> states = states(traffic, api);
        long succeeded = states.stream().filter("SUCCESS"::equals).count();
        return new Crossing(
                situation,
                traffic.sent(),
                succeeded,
                states.size() - succeeded,
                errands.startedTwice(),
                insider.deadLetters().count());
    }

    /** The states of those that have ended. */
    private List<String> states(Traffic traffic, Api api) throws Exception {
        List<String> states = new ArrayList<>();
        insider.results().find(List.copyOf(traffic.tasks())).values().stream()
                .filter(TaskRecord.Ended.class::isInstance)
                .map(TaskRecord::state)
                .forEach(states::add);
        for (TaskId flow : traffic.flows()) {
            states.add(api.get("/v1/flows/" + flow.value()).path("state").asString());
        }
        states.removeIf(state -> !ENDED.contains(state));
        return states;
    }

    private static void awaitMore(Traffic traffic) {
        int before = traffic.sent();
        Awaitility.await().atMost(PATIENCE).until(() -> traffic.sent() >= before + SOME);
    }
}
