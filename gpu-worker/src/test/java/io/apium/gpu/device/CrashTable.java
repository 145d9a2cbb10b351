package io.apium.gpu.device;

import io.apium.task.TaskError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was done to hosts, and what was seen: a table in the build folder, for people. */
public final class CrashTable {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    public CrashTable(String name) {
        this.file = Path.of("target", name);
        lines.add("| what | what came of it | hosts | seconds |");
        lines.add("|---|---|---|---|");
    }

    /**
     * @param hosts the number of device hosts that were started again
     * @param from the start of the case, of {@link System#nanoTime}
     */
    public synchronized void row(String what, @Nullable Throwable fault, long hosts, long from) {
        String came = fault == null
                ? "an answer"
                : TaskError.of(fault).type() + ": "
                        + String.valueOf(fault.getMessage()).replace('|', '/');
        double seconds = (System.nanoTime() - from) / 1e9;
        lines.add(String.format(Locale.ROOT, "| %s | %s | %d | %.1f |", what, came, hosts, seconds));
    }

    public synchronized void write() throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
