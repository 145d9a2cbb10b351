package io.apium.system;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How much of a JVM's heap is in use by what can still be reached. */
final class UsedHeap {

    /** A line of each generation, as {@code jcmd PID GC.heap_info} prints it. */
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured|garbage-first).*?used (\\d+)K");

    private UsedHeap() {}

    /** In bytes, after a full collection. */
    static long usedBy(long pid) throws Exception {
        ask(pid, "GC.run");
        String info = ask(pid, "GC.heap_info");
        List<Long> kilobytes = USED.matcher(info)
                .results()
                .map(used -> Long.parseLong(used.group(1)))
                .toList();
        if (kilobytes.isEmpty()) {
            throw new AssertionError("process " + pid + " does not say how much of its heap is used:\n" + info);
        }
        return kilobytes.stream().mapToLong(Long::longValue).sum() << 10;
    }

    private static String ask(long pid, String command) throws Exception {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("process " + pid + " does not answer " + command + ":\n" + output);
        }
        return output;
    }
}
