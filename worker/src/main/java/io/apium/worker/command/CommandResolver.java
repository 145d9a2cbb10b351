package io.apium.worker.command;

import io.apium.task.RetryPolicy;
import io.apium.worker.command.CommandFile.Declared;
import io.apium.worker.command.CommandFile.Retry;
import io.apium.worker.process.SearchPath;
import io.apium.worker.yaml.InvalidFileException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Validates a declared command and resolves its paths. This is done once, when the worker starts, so that invalid
 * commands prevent the start.
 *
 * @param key the key of the command in its file
 * @param maxResultSize the default and the maximum of {@code maxOutputSize}
 */
record CommandResolver(Path file, String key, DataSize maxResultSize) {

    private static final int NAME_LENGTH_MAX = CommandBounds.NAME.intMax();
    private static final int PROCESSES_MAX = CommandBounds.PROCESSES.intMax();
    private static final Duration TIME_LIMIT_MAX = Duration.ofDays(CommandBounds.TIME_LIMIT.max());
    private static final Duration DELAY = Duration.ofMinutes(3);
    private static final Duration DELAY_WITH_BACKOFF = Duration.ofSeconds(1);

    /** @throws InvalidFileException if the command is invalid */
    Command command(Declared declared) {
        String name = declared.name();
        check(!name.isBlank() && name.length() <= NAME_LENGTH_MAX, "name", "must have 1 to 255 characters", name);
        List<String> words = declared.command();
        check(!words.isEmpty() && !words.getFirst().isBlank(), "command", "must name an executable", words);
        Set<String> args = new HashSet<>(declared.args());
        check(args.size() == declared.args().size(), "args", "must name each argument once", declared.args());
        Path folder = folder(declared.folder());
        return new Command(
                name,
                file + ": " + key,
                Stream.concat(
                                Stream.of(executable(words.getFirst(), folder)),
                                words.stream().skip(1))
                        .toList(),
                declared.mode(),
                declared.args(),
                folder,
                new HashSet<>(declared.environment()),
                softTimeLimit(declared),
                timeLimit(declared.timeLimit()),
                maxOutputSize(declared.maxOutputSize()),
                processes(declared.processes()),
                retry(declared.retry()));
    }

    private Path folder(String given) {
        Path folder = path(
                "folder",
                file.toAbsolutePath().resolveSibling(path("folder", given)).toString());
        check(Files.isDirectory(folder), "folder", "must be an existing folder", folder);
        return folder.normalize();
    }

    /**
     * A path with a slash is relative to the working directory, a name without one is searched on the worker's PATH.
     */
    private String executable(String given, Path folder) {
        if (given.contains(File.separator)) {
            Path path = folder.resolve(path("command", given)).normalize();
            check(SearchPath.isExecutable(path), "command", "must begin with an executable file", path);
            return path.toString();
        }
        return SearchPath.find(path("command", given).toString())
                .map(Path::toString)
                .orElseThrow(() -> wrong(
                        "command",
                        "must begin with an executable on the worker's PATH, or a path with a slash",
                        given));
    }

    private @Nullable Duration softTimeLimit(Declared declared) {
        Duration soft = declared.softTimeLimit();
        boolean within = soft == null || (soft.isPositive() && soft.compareTo(declared.timeLimit()) < 0);
        check(within, "softTimeLimit", "must be more than zero and less than timeLimit", String.valueOf(soft));
        return soft;
    }

    private Duration timeLimit(Duration given) {
        boolean within = given.isPositive() && given.compareTo(TIME_LIMIT_MAX) <= 0;
        check(within, "timeLimit", "must be more than zero and at most 366 days", given);
        return given;
    }

    private int maxOutputSize(@Nullable DataSize given) {
        DataSize size = given == null ? maxResultSize : given;
        boolean within = size.toBytes() > 0 && size.compareTo(maxResultSize) <= 0;
        check(within, "maxOutputSize", "is up to apium.worker.max-result-size, " + maxResultSize, size);
        return Math.toIntExact(Math.min(size.toBytes(), Integer.MAX_VALUE - 64));
    }

    private int processes(@Nullable Integer given) {
        int processes = given == null ? PROCESSES_MAX : given;
        check(processes >= 0 && processes <= PROCESSES_MAX, "processes", "must be 0 to " + PROCESSES_MAX, processes);
        return processes;
    }

    private RetryPolicy retry(@Nullable Retry retry) {
        if (retry == null) {
            return RetryPolicy.NEVER;
        }
        Duration given = retry.delay();
        Duration delay = given != null ? given : retry.backoff() ? DELAY_WITH_BACKOFF : DELAY;
        try {
            return new RetryPolicy(
                    retry.max(), delay, retry.delayMax(), retry.backoff(), retry.jitter(), retry.deadLetter());
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(file + ": " + key + ".retry: " + e.getMessage());
        }
    }

    private Path path(String member, String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw wrong(member, "must be a path", given);
        }
    }

    private void check(boolean holds, String member, String rule, Object value) {
        if (!holds) {
            throw wrong(member, rule, value);
        }
    }

    private InvalidFileException wrong(String member, String rule, Object value) {
        return new InvalidFileException(file + ": " + key + "." + member + " " + rule + ", got: '" + value + "'");
    }
}
