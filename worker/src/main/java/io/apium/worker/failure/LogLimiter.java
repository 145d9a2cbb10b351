package io.apium.worker.failure;

import java.util.function.LongConsumer;

/**
 * Lets a number of log lines of each second through, so that thousands of failures a second neither flood the log nor
 * slow the worker. The lines that it keeps back are counted.
 */
final class LogLimiter {

    private static final long SECOND = 1_000_000_000L;

    private final int linesMax;
    private boolean isStarted;
    private long startNanos;
    private int lines;
    private long suppressed;

    /** @param linesMax lines of each second */
    LogLimiter(int linesMax) {
        this.linesMax = linesMax;
    }

    /**
     * Whether a line may be written now.
     *
     * @param nowNanos of a monotonic clock
     * @param report called with the number of suppressed lines before the first line after them
     */
    synchronized boolean allows(long nowNanos, LongConsumer report) {
        if (!isStarted || nowNanos - startNanos >= SECOND) {
            isStarted = true;
            startNanos = nowNanos;
            lines = 0;
            if (suppressed > 0) {
                report.accept(suppressed);
                suppressed = 0;
            }
        }
        if (lines == linesMax) {
            suppressed++;
            return false;
        }
        lines++;
        return true;
    }
}
