package io.apium.testkit.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shell that outlives this JVM by a moment, to kill its children and delete their folder. */
final class Guard {

    /** Nothing ever writes to the pipe: reading from it ends when the JVM does. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            read -r _
            folder=$1
            shift
            kill -KILL "$@"
            rm -rf "$folder"
            """;

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    static Guard over(List<Process> children, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "guard", folder.toString()));
        children.forEach(child -> command.add(Long.toString(child.pid())));
        return new Guard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The children were ended otherwise. */
    void dismiss() {
        shell.destroyForcibly();
    }
}
