package io.apium.gpu.device;

import io.apium.worker.process.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * What the operating system lets a host do that runs foreign code: compute, in its own memory, and write to its own folder.
 * It sees no network and no other process, has no rights and none to gain, and has limits on memory, processor time, files
 * and processes. It may read what its user may read: give the worker a user of its own.
 */
public final class Sandbox {

    private static final List<String> LIMITS = List.of(
            "prlimit", "--core=0", "--nofile=256", "--fsize=67108864", "--as=8589934592", "--cpu=600", "--nproc=4096");
    private static final List<String> ALONE = List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "--net",
            "--ipc",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc");
    private static final String INSIDE = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro / && shift"
            + " && exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all \"$@\"";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<String> command;

    private Sandbox(List<String> command) {
        this.command = command;
    }

    /**
     * Tries whether it can be had.
     *
     * @throws IllegalStateException when it cannot, and why
     */
    public static Sandbox open() throws InterruptedException {
        List<String> command = new ArrayList<>();
        for (List<String> part : List.of(LIMITS, ALONE)) {
            command.add(found(part.getFirst()));
            command.addAll(part.subList(1, part.size()));
        }
        command.addAll(List.of(found("sh"), "-c", INSIDE, "apium-sandbox"));
        Sandbox sandbox = new Sandbox(List.copyOf(command));
        try {
            sandbox.attempt();
        } catch (IOException e) {
            throw new IllegalStateException("this machine lets nobody be put aside: " + e, e);
        }
        return sandbox;
    }

    private static String found(String program) {
        return SearchPath.find(program)
                .orElseThrow(() -> new IllegalStateException("this machine has no " + program))
                .toString();
    }

    private void attempt() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("apium-sandbox-");
        try {
            List<String> line = command(folder);
            line.addAll(List.of(
                    found("sh"), "-c", "true >\"$1/there\" && ! true >/apium-sandbox", "sh", folder.toString()));
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            boolean ended = process.waitFor(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                throw new IllegalStateException("this machine lets nobody be put aside: " + said.strip());
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** @param workspace the only folder that can be written to */
    List<String> command(Path workspace) {
        List<String> line = new ArrayList<>(command);
        line.add(workspace.toString());
        return line;
    }
}
