package io.apium.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
    void killing_the_group_also_kills_a_grandchild_whose_parent_has_exited() throws Exception {
        ProcessGroup group = shell(ORPHANS + "; read never");
        ProcessHandle orphan = process(lines(group));
        group.closeInput().get();
        assertThat(group.exit(LIMIT)).contains(new ExitStatus(1));
        assertThat(orphan.isAlive()).isTrue();

        group.kill();

        await().atMost(LIMIT).until(() -> !orphan.isAlive());
    }

    @Test
    void the_rest_of_a_group_is_killed_a_second_after_its_process_exits() throws Exception {
        ProcessGroup group = shell(ORPHANS);
        ProcessHandle orphan = process(lines(group));

        assertThat(group.exit(LIMIT)).contains(new ExitStatus(0));
        await().atMost(LIMIT).until(() -> !orphan.isAlive());
    }

    @Test
    void killing_the_group_also_kills_children_in_other_sessions() throws IOException {
        ProcessGroup group = shell(ORPHANS + "; setsid " + ORPHANS + "; sleep 1000");
        BufferedReader lines = lines(group);
        List<ProcessHandle> children = List.of(process(lines), process(lines));

        group.kill();

        assertThat(group.onExit().join()).hasToString("exit code 137 (signal 9)");
        await().atMost(LIMIT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void output_written_after_sigterm_is_still_read() throws IOException {
        ProcessGroup group = shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        BufferedReader lines = lines(group);
        assertThat(lines.readLine()).isEqualTo("ready");

        group.terminate();

        assertThat(lines.readLine()).isEqualTo("bye");
        assertThat(group.onExit().join()).isEqualTo(new ExitStatus(3)).hasToString("exit code 3");
    }

    @Test
    void a_missing_executable_is_an_io_exception() {
        assertThatThrownBy(() -> ProcessGroup.start(new ProcessBuilder("/no/such/thing")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no executable /no/such/thing");
    }

    @Test
    void groups_are_killed_when_the_jvm_ends_and_a_reaper_that_ended_is_replaced() throws Exception {
        ProcessReaper reaper = new ProcessReaper();
        ProcessGroup kept = shell("sleep 1000");
        ProcessGroup forgotten = shell("sleep 1000");
        ProcessGroup later = shell("sleep 1000");
        reaper.keep(kept.pid(), ProcessReaper.DeathSignal.KILL);
        reaper.keep(forgotten.pid(), ProcessReaper.DeathSignal.KILL);
        reaper.kill(forgotten.pid());
        assertThat(forgotten.onExit().join()).isEqualTo(new ExitStatus(137));

        reaper.abandon();
        assertThat(kept.onExit().join()).isEqualTo(new ExitStatus(137));
        reaper.kill(later.pid());
        assertThat(later.onExit().join()).isEqualTo(new ExitStatus(137));
        reaper.abandon();
    }

    @Test
    void a_server_receives_sigterm_and_its_folder_is_deleted_when_the_jvm_ends(@TempDir Path temporary)
            throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("two words"));
        Files.writeString(folder.resolve("file"), "content");
        ProcessReaper reaper = new ProcessReaper();
        ProcessGroup server = shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        BufferedReader lines = lines(server);
        assertThat(lines.readLine()).isEqualTo("ready");
        reaper.keep(server.pid(), ProcessReaper.DeathSignal.TERM);
        reaper.delete(folder);

        reaper.abandon();

        assertThat(lines.readLine()).isEqualTo("bye");
        assertThat(server.onExit().join()).isEqualTo(new ExitStatus(3));
        await().atMost(LIMIT).until(() -> !Files.exists(folder));
        assertThat(temporary).isEmptyDirectory();
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
