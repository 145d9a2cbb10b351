package io.apium.gpu.device;

/** Measures how busy a device was in the last seconds, and the average number of works in its launches. */
public final class UtilisationMeter {

    private static final double MEMORY_NANOS = 5e9;
    private static final double LAUNCHES = 16;

    private int running;
    private double busy;
    private double batch;
    private long at;

    /** @param now from {@link System#nanoTime} */
    public UtilisationMeter(long now) {
        this.at = now;
    }

    public synchronized void begins(int works, long now) {
        pass(now);
        running++;
        batch = batch == 0 ? works : batch + (works - batch) / LAUNCHES;
    }

    public synchronized void ends(long now) {
        pass(now);
        running--;
    }

    /** The share of the time in which a work ran, 0 to 1: an exponential moving average with a time constant of 5 s. */
    public synchronized double utilisation(long now) {
        pass(now);
        return busy;
    }

    public synchronized double meanBatch() {
        return batch;
    }

    private void pass(long now) {
        double kept = Math.exp(-Math.max(0, now - at) / MEMORY_NANOS);
        busy = busy * kept + (running > 0 ? 1 - kept : 0);
        at = now;
    }
}
