package io.apium.standalone.demo;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows the progress: one line that is overwritten on a terminal, a new line now and then elsewhere. */
final class ProgressLine {

    private final PrintStream out;
    private final boolean terminal;
    private @Nullable String shown;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    static ProgressLine on(PrintStream out) {
        Console console = System.console();
        return new ProgressLine(out, console != null && console.isTerminal());
    }

    /** The interval of updates. */
    Duration tick() {
        return terminal ? Duration.ofMillis(100) : Duration.ofSeconds(1);
    }

    void show(String line) {
        if (!line.equals(shown)) {
            // pad to the length of the line that it overwrites
            out.print(
                    terminal
                            ? "\r" + line + " ".repeat(shown == null ? 0 : Math.max(0, shown.length() - line.length()))
                            : line + System.lineSeparator());
            shown = line;
            out.flush();
        }
    }

    void done() {
        if (terminal && shown != null) {
            out.println();
        }
    }
}
