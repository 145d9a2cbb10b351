package io.apium.worker.process;

/**
 * The exit status of a process.
 *
 * @param code the exit code, or 128 plus the number of the signal that ended it
 */
public record ExitStatus(int code) {

    private static final int SIGNALS = 128;

    public boolean isGood() {
        return code == 0;
    }

    /** As text: {@code exit code 137 (signal 9)}. */
    @Override
    public String toString() {
        return "exit code " + code + (code > SIGNALS ? " (signal " + (code - SIGNALS) + ")" : "");
    }
}
