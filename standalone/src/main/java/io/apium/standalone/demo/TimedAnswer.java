package io.apium.standalone.demo;

import java.util.ArrayList;
import java.util.List;

/** An answer, and the time of each round. */
record TimedAnswer(String answer, RoundTimes rounds) {

    /** Computes the answer of a workload. */
    @FunctionalInterface
    interface Way {
        String answer(DemoWorkload workload) throws InterruptedException;
    }

    /**
     * Some tasks are run before the rounds without being timed; otherwise the first way would include the compiler's
     * warm-up.
     *
     * @throws DemoFailedException if two rounds have different answers
     */
    static TimedAnswer of(DemoWorkload workload, Way way, int rounds, int tasksBefore) throws InterruptedException {
        way.answer(workload.part(tasksBefore));
        List<Double> seconds = new ArrayList<>();
        String answer = "";
        for (int round = 1; round <= rounds; round++) {
            ElapsedTime elapsedTime = ElapsedTime.started();
            String found = way.answer(workload);
            seconds.add(elapsedTime.seconds());
            if (round > 1 && !found.equals(answer)) {
                throw new DemoFailedException(workload.title() + ": one round found " + answer + ", another " + found);
            }
            answer = found;
        }
        return new TimedAnswer(answer, new RoundTimes(seconds));
    }
}
