package io.apium.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes that this one has started take of the machine, as Linux tells it. */
record ProcessMemory(List<ProcessHandle> processes) {

    /** The share of each process in pages that several have, so that children of one cache are not counted twice. */
    private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");

    /** Those of a server, by the name of its program. */
    static ProcessMemory named(String program) {
        List<ProcessHandle> found = ProcessHandle.current()
                .descendants()
                .filter(process -> program.equals(program(process)))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("this process has started no " + program);
        }
        return new ProcessMemory(found);
    }

    /** A worker and its children. */
    static ProcessMemory tree(long pid) {
        ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
        return new ProcessMemory(
                Stream.concat(Stream.of(worker), worker.descendants()).toList());
    }

    ProcessMemory first() {
        return new ProcessMemory(processes.subList(0, 1));
    }

    /** The children's Java processes, without what keeps them. */
    ProcessMemory children() {
        return new ProcessMemory(processes.stream()
                .skip(1)
                .filter(process -> program(process).equals("java"))
                .toList());
    }

    double processorSeconds() {
        return processes.stream()
                        .mapToLong(process -> process.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toNanos())
                        .sum()
                / 1e9;
    }

    double mebibytes() {
        return processes.stream().mapToLong(ProcessMemory::bytes).sum() / 1048576.0;
    }

    double mebibytesEach() {
        return mebibytes() / processes.size();
    }

    long bytes() {
        return processes.stream().mapToLong(ProcessMemory::bytes).sum();
    }

    private static long bytes(ProcessHandle process) {
        Matcher share = SHARE.matcher(proc(process, "smaps_rollup"));
        if (!share.find()) {
            throw new IllegalStateException("Linux does not say how much memory process " + process.pid() + " has");
        }
        return 1024 * Long.parseLong(share.group(1));
    }

    /** Everything in the folder that the first process' environment names. */
    long diskBytes(String variable) {
        String folder = Stream.of(proc(processes.getFirst(), "environ").split("\0"))
                .filter(entry -> entry.startsWith(variable + "="))
                .map(entry -> entry.substring(variable.length() + 1))
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Under which it was called: the file may have another name. Nothing for one that has ended meanwhile. */
    private static String program(ProcessHandle process) {
        return process.isAlive() ? proc(process, "comm").strip() : "";
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + process.pid() + " cannot be looked at", gone);
        }
    }
}
