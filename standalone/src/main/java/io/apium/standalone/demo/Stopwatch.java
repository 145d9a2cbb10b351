package io.apium.standalone.demo;

/** Seconds since it was made. */
record Stopwatch(long startNanos) {

    static Stopwatch started() {
        return new Stopwatch(System.nanoTime());
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
