package io.apium.standalone.demo;

import java.util.List;

/** The time of each round of the same work. */
record RoundTimes(List<Double> seconds) {

    RoundTimes {
        seconds = List.copyOf(seconds);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException("a median needs at least one round");
        }
    }

    /** The median: the middle time, or the mean of the middle two. */
    double median() {
        List<Double> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
