package io.apium.standalone.demo;

/** Measures the seconds since its creation. */
record ElapsedTime(long startNanos) {

    static ElapsedTime started() {
        return new ElapsedTime(System.nanoTime());
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
