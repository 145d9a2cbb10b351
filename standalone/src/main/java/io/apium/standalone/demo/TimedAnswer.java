package io.apium.standalone.demo;

import java.util.ArrayList;
import java.util.List;

/** An answer, and how long each round of finding it took. */
record TimedAnswer(String answer, RoundTimes rounds) {

    /** A way to find an answer. */
    @FunctionalInterface
    interface Way {
        String answer(DemoWorkload workload) throws InterruptedException;
    }

    /**
     * Some tasks before the rounds are not timed, or the first way would pay for the compiler's warming up, and the others
     * look good for it.
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
                throw new DemoFailedException(workload.title() + ": " + answer + ", and then " + found);
            }
            answer = found;
        }
        return new TimedAnswer(answer, new RoundTimes(seconds));
    }
}
