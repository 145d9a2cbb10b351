package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    @TempDir
    private Path folder;

    @Test
    void nothing_can_be_written_but_the_workspace() throws Exception {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        Path beside = Files.createDirectory(folder.resolve("beside"));

        String said = said(workspace, "echo a >" + workspace + "/a; echo b >" + beside + "/b; echo done");

        assertThat(said).contains("Read-only file system").endsWith("done\n");
        assertThat(workspace.resolve("a")).hasContent("a\n");
        assertThat(beside).isEmptyDirectory();
    }

    @Test
    void no_other_process_can_be_seen_or_signalled() throws Exception {
        long me = ProcessHandle.current().pid();

        String said = said(folder, "kill -0 " + me + " && echo hit; ls -d /proc/" + me + " && echo seen; echo done");

        assertThat(said).doesNotContain("hit").doesNotContain("seen").endsWith("done\n");
    }

    @Test
    void there_is_no_network_and_there_are_no_rights() throws Exception {
        String said =
                said(folder, "cat /proc/net/dev | grep -c :; grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status");

        assertThat(said.lines().map(String::strip))
                .containsExactly("1", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1");
    }

    @Test
    void a_process_has_limits() throws Exception {
        assertThat(said(folder, "ulimit -n; ulimit -t; ulimit -c; ulimit -v").lines())
                .containsExactly("256", "600", "0", Long.toString((8L << 30) / 1024));
    }

    private static String said(Path workspace, String script) throws IOException, InterruptedException {
        List<String> line = Sandbox.open().command(workspace);
        line.addAll(List.of("/bin/sh", "-c", script));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
