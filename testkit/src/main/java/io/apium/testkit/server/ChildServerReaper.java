package io.apium.testkit.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shell that outlives this JVM by a moment, to end what the JVM has started. */
final class ChildServerReaper {

    /** Nothing ever writes to the pipe: reading from it ends when the JVM does. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            read -r _
            exec "$@"
            """;

    private static final String KILL_AND_DELETE = """
            folder=$1
            shift
            kill -KILL "$@"
            rm -rf "$folder"
            """;

    private final Process shell;

    private ChildServerReaper(Process shell) {
        this.shell = shell;
    }

    /** Kills the children, and deletes their folder. */
    static ChildServerReaper over(List<Process> children, Path folder) throws IOException {
        List<String> end = new ArrayList<>(List.of("sh", "-c", KILL_AND_DELETE, "guard", folder.toString()));
        children.forEach(child -> end.add(Long.toString(child.pid())));
        return waiting(end);
    }

    /** Removes the container with its data. */
    static ChildServerReaper over(String container) throws IOException {
        return waiting(List.of("docker", "rm", "--force", "--volumes", container));
    }

    private static ChildServerReaper waiting(List<String> end) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "guard"));
        command.addAll(end);
        return new ChildServerReaper(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What it was to end was ended otherwise. */
    void dismiss() {
        shell.destroyForcibly();
    }
}
