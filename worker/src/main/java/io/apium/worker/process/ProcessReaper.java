package io.apium.worker.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that kills process groups: one when it is told to, and all that it keeps when the worker is gone, which it sees by
 * the end of its stdin. One for all costs less than one for each, and it is there when the worker cannot start any more.
 */
final class ProcessReaper {

    static final ProcessReaper OF_THE_WORKER = new ProcessReaper();

    private static final Logger log = LoggerFactory.getLogger(ProcessReaper.class);

    private static final String SCRIPT = """
            groups=" "
            while read -r order group; do
              case $groups in
                *" $group "*) groups="${groups%% $group *} ${groups#* $group }" ;;
              esac
              case $order in
                keep) groups="$groups$group " ;;
                kill) kill -s KILL -- "-$group" ;;
              esac
            done
            for group in $groups; do
              kill -s KILL -- "-$group"
            done
            """;

    private final Set<Long> kept = new TreeSet<>();
    private @Nullable Process shell;

    /** Before there is anything to keep: whoever starts must not outrun the shell that it dies by. */
    synchronized void stand() {
        try {
            shell();
        } catch (IOException e) {
            log.warn("no shell can be started: processes outlive a worker that is killed", e);
        }
    }

    /** @param group dies with the worker */
    synchronized void keep(long group) {
        kept.add(group);
        tell("keep " + group);
    }

    /** Once, soon after its leader has ended at the latest: its number may become another's. */
    synchronized void kill(long group) {
        kept.remove(group);
        tell("kill " + group);
    }

    /** The shell sees what it would see if the worker were gone. */
    synchronized void abandon() throws IOException {
        if (shell != null) {
            shell.getOutputStream().close();
        }
    }

    private void tell(String order) {
        try {
            write(order);
        } catch (IOException first) {
            // it was killed, and with it went what it knew
            log.warn("the shell that kills process groups is gone, and another takes its place", first);
            shell = null;
            try {
                write(order);
            } catch (IOException e) {
                log.warn("no shell can be started: what processes have left behind when they end is not killed", e);
            }
        }
    }

    private void write(String order) throws IOException {
        OutputStream orders = shell().getOutputStream();
        orders.write((order + '\n').getBytes(StandardCharsets.UTF_8));
        orders.flush();
    }

    private Process shell() throws IOException {
        if (shell == null) {
            Stream<String> setsid = SearchPath.find("setsid").map(Path::toString).stream();
            shell = new ProcessBuilder(Stream.concat(setsid, Stream.of("sh", "-c", SCRIPT, "apium-process-reaper"))
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            for (long group : kept) {
                write("keep " + group);
            }
        }
        return shell;
    }
}
