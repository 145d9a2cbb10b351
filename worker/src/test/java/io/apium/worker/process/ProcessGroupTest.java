package io.apium.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProcessGroupTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ORPHANS = "sleep 1000 >/dev/null 2>&1 & echo $!";

    private final List<ProcessGroup> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ProcessGroup::kill);
    }

    @Test
    void a_process_leads_a_group_of_its_own() throws IOException {
        ProcessGroup group = shell("echo $$; exec ps -o pgid= -p $$");
        BufferedReader lines = lines(group);

        assertThat(lines.readLine()).isEqualTo(Long.toString(group.pid()));
        assertThat(lines.readLine().strip()).isEqualTo(Long.toString(group.pid()));
    }

    @Test
    void a_grandchild_that_outlives_its_parent_is_gone_when_the_group_is_killed() throws Exception {
        ProcessGroup group = shell(ORPHANS + "; read never");
        ProcessHandle orphan = process(lines(group));
        group.closeInput().get();
        assertThat(group.exit(LIMIT)).contains(new ExitStatus(1));
        assertThat(orphan.isAlive()).isTrue();

        group.kill();

        await().atMost(LIMIT).until(() -> !orphan.isAlive());
    }

    @Test
    void what_a_process_leaves_behind_lives_for_a_second_though_nobody_kills_it() throws Exception {
        ProcessGroup group = shell(ORPHANS);
        ProcessHandle orphan = process(lines(group));

        assertThat(group.exit(LIMIT)).contains(new ExitStatus(0));
        await().atMost(LIMIT).until(() -> !orphan.isAlive());
    }

    @Test
    void a_process_is_killed_with_all_that_it_started_also_in_other_sessions() throws IOException {
        ProcessGroup group = shell(ORPHANS + "; setsid " + ORPHANS + "; sleep 1000");
        BufferedReader lines = lines(group);
        List<ProcessHandle> children = List.of(process(lines), process(lines));

        group.kill();

        assertThat(group.onExit().join()).hasToString("exit code 137 (signal 9)");
        await().atMost(LIMIT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_process_that_is_asked_to_end_is_still_heard() throws IOException {
        ProcessGroup group = shell("trap 'echo farewell; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        BufferedReader lines = lines(group);
        assertThat(lines.readLine()).isEqualTo("ready");

        group.terminate();

        assertThat(lines.readLine()).isEqualTo("farewell");
        assertThat(group.onExit().join()).isEqualTo(new ExitStatus(3)).hasToString("exit code 3");
    }

    @Test
    void an_executable_that_is_not_there_is_no_process() {
        assertThatThrownBy(() -> ProcessGroup.start(new ProcessBuilder("/no/such/thing")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no executable /no/such/thing");
    }

    @Test
    void groups_die_with_the_worker_and_what_comes_after_has_another_warden() throws Exception {
        ProcessReaper reaper = new ProcessReaper();
        ProcessGroup kept = shell("sleep 1000");
        ProcessGroup forgotten = shell("sleep 1000");
        ProcessGroup later = shell("sleep 1000");
        reaper.keep(kept.pid());
        reaper.keep(forgotten.pid());
        reaper.kill(forgotten.pid());
        assertThat(forgotten.onExit().join()).isEqualTo(new ExitStatus(137));

        reaper.abandon();
        assertThat(kept.onExit().join()).isEqualTo(new ExitStatus(137));
        reaper.kill(later.pid());
        assertThat(later.onExit().join()).isEqualTo(new ExitStatus(137));
        reaper.abandon();
    }

    private ProcessGroup shell(String script) throws IOException {
        ProcessGroup group = ProcessGroup.start(new ProcessBuilder("/bin/sh", "-c", script));
        started.add(group);
        return group;
    }

    private static BufferedReader lines(ProcessGroup group) {
        return new BufferedReader(new InputStreamReader(group.output().stream(), StandardCharsets.UTF_8));
    }

    private static ProcessHandle process(BufferedReader lines) throws IOException {
        return ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
    }
}
