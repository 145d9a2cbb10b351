package io.apium.standalone.demo;

/** Seconds since it was made. */
record ElapsedTime(long startNanos) {

    static ElapsedTime started() {
        return new ElapsedTime(System.nanoTime());
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
