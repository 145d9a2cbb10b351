package io.apium.worker.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that signals process groups: one group when this JVM asks for it, and all registered groups when its stdin is
 * closed, which happens when this JVM ends, even by SIGKILL. One shell serves all groups and is started before the
 * first process.
 */
final class ProcessReaper {

    static final ProcessReaper OF_THIS_JVM = new ProcessReaper();

    /** What a registered group receives when this JVM has ended. */
    enum DeathSignal {
        KILL,
        TERM
    }

    private static final Logger log = LoggerFactory.getLogger(ProcessReaper.class);

    private static final String SCRIPT = """
            kept=" "
            while read -r command argument; do
              if [ "$command" = delete ]; then
                set -- "$@" "$argument"
                continue
              fi
              group=${argument% *}
              case $kept in
                *" $group:"*) rest=${kept#* $group:}; kept="${kept%% $group:*} ${rest#* }" ;;
              esac
              case $command in
                keep) kept="$kept$group:${argument#* } " ;;
                kill) kill -s KILL -- "-$group" ;;
              esac
            done
            for entry in $kept; do
              kill -s "${entry#*:}" -- "-${entry%:*}"
            done
            [ $# = 0 ] || rm -rf -- "$@"
            """;

    private final Map<Long, DeathSignal> groups = new TreeMap<>();
    private final List<Path> folders = new ArrayList<>();
    private @Nullable Process shell;

    /** Starts the shell. It must run before the first process does, so that it survives that process. */
    synchronized void start() {
        try {
            shell();
        } catch (IOException e) {
            log.warn("process reaper not started: child processes will outlive this JVM if it is killed", e);
        }
    }

    /** Registers a group: it receives this signal when this JVM has ended. */
    synchronized void keep(long group, DeathSignal signal) {
        groups.put(group, signal);
        send("keep " + group + " " + signal);
    }

    /** Registers a folder: it is deleted when this JVM has ended. */
    synchronized void delete(Path folder) {
        folders.add(folder);
        send("delete " + folder);
    }

    /**
     * Kills a group. Call it once, soon after the leader has ended: the system may reuse the number for another group.
     */
    synchronized void kill(long group) {
        groups.remove(group);
        send("kill " + group);
    }

    /** Closes the shell's stdin, as the end of this JVM would. */
    synchronized void abandon() throws IOException {
        if (shell != null) {
            shell.getOutputStream().close();
        }
    }

    private void send(String command) {
        try {
            write(command);
        } catch (IOException first) {
            log.warn("process reaper has ended, starting another", first);
            shell = null;
            try {
                write(command);
            } catch (IOException e) {
                log.warn("process reaper not started: processes left behind by a child process are not killed", e);
            }
        }
    }

    private void write(String command) throws IOException {
        OutputStream stdin = shell().getOutputStream();
        stdin.write((command + '\n').getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    private Process shell() throws IOException {
        if (shell == null) {
            Stream<String> setsid = SearchPath.find("setsid").map(Path::toString).stream();
            shell = new ProcessBuilder(Stream.concat(setsid, Stream.of("sh", "-c", SCRIPT, "apium-process-reaper"))
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            for (Map.Entry<Long, DeathSignal> group : groups.entrySet()) {
                write("keep " + group.getKey() + " " + group.getValue());
            }
            for (Path folder : folders) {
                write("delete " + folder);
            }
        }
        return shell;
    }
}
