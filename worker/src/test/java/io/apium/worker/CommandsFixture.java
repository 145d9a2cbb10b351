package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.awaitility.Awaitility.await;

import io.apium.worker.node.WorkerFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A folder with scripts, the file that declares them, and a worker with one slot, which has to be free for the next. */
public final class CommandsFixture {

    private final Path folder;
    private final Map<String, String> keys = new HashMap<>();
    private final StringBuilder yaml = new StringBuilder("commands:\n");

    public CommandsFixture(Path folder) {
        this.folder = folder;
    }

    /** @param more further lines of the declaration */
    public CommandsFixture shell(String task, String script, String... more) {
        return declared(task, "sh", script, more);
    }

    CommandsFixture python(String task, String script, String... more) {
        return declared(task, "/usr/bin/python3", script, more);
    }

    public CommandsFixture with(String key, String value) {
        keys.put(key, value);
        return this;
    }

    public WorkerFixture started() {
        return started(LIMIT);
    }

    WorkerFixture started(Duration grace) {
        // what a slot is free for
        shell("fine", "cat >/dev/null; echo true");
        try {
            Path file = Files.writeString(folder.resolve("commands.yaml"), yaml);
            keys.put("apium.worker.concurrency", "1");
            keys.put("apium.worker.shutdown-timeout", grace.toString());
            keys.put("apium.worker.command-files", file.toString());
            return WorkerFixture.started(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process whose id a script wrote into a file of that name. */
    ProcessHandle process(String file) {
        Path written = folder.resolve(file);
        await().atMost(LIMIT)
                .until(() -> Files.exists(written) && Files.readString(written).endsWith("\n"));
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(written).strip()))
                    .orElseThrow(() -> new AssertionError("the process of " + file + " is gone already"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandsFixture declared(String task, String executable, String script, String... more) {
        try {
            Files.writeString(folder.resolve(task), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        yaml.append("  - name: ").append(task).append('\n');
        yaml.append("    command: [")
                .append(executable)
                .append(", ")
                .append(task)
                .append("]\n");
        for (String line : more) {
            yaml.append("    ").append(line).append('\n');
        }
        return this;
    }
}
