package io.apium.standalone.demo;

import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Speedups;
import java.util.ArrayList;
import java.util.List;

/** Measures each workload in a plain loop, and then on one kind of pool after another. */
record SpeedupExperiment(List<Part> parts) {

    private static final int TASKS_BEFORE_PER_SLOT = 2;

    /** @param rounds how often each way is measured */
    record Part(DemoWorkload workload, int rounds) {}

    /** A workload, its plain loop's answer, and the pool runs so far. */
    private record Subject(Part part, TimedAnswer serial, List<PoolRun> runs) {

        Speedups speedups() {
            DemoWorkload workload = part.workload();
            return new Speedups(
                    workload.title(),
                    workload.task(),
                    workload.tasks().size(),
                    serial.answer(),
                    serial.rounds().median(),
                    serial.rounds().seconds(),
                    List.copyOf(runs));
        }
    }

    /**
     * @param slots how many tasks a worker runs at once; one more worker with one slot shows the cost of the queue
     *     itself
     * @throws DemoFailedException if a task failed, timed out or had another answer than the plain loop
     */
    List<Speedups> run(DemoWorkers demoWorkers, int slots, ProgressLine progress) throws InterruptedException {
        List<Subject> subjects = new ArrayList<>();
        for (Part part : parts) {
            progress.show("  measuring one plain loop: " + part.workload().title());
            TimedAnswer serial =
                    TimedAnswer.of(part.workload(), DemoWorkload::plainly, part.rounds(), TASKS_BEFORE_PER_SLOT);
            subjects.add(new Subject(part, serial, new ArrayList<>()));
        }
        if (slots > 1) {
            measure(subjects, PoolKind.THREADS, 1, demoWorkers, progress);
        }
        for (PoolKind kind : PoolKind.values()) {
            measure(subjects, kind, slots, demoWorkers, progress);
        }
        progress.done();
        return subjects.stream().map(Subject::speedups).toList();
    }

    private void measure(
            List<Subject> subjects, PoolKind kind, int slots, DemoWorkers demoWorkers, ProgressLine progress)
            throws InterruptedException {
        try (DemoWorkers.Worker worker = demoWorkers.start(kind, slots)) {
            QueuedTasks queue = new QueuedTasks(worker.client());
            for (Subject subject : subjects) {
                DemoWorkload workload = subject.part().workload();
                progress.show("  measuring %s, slots: %d: %s".formatted(kind.title(), slots, workload.title()));
                TimedAnswer timedAnswer =
                        TimedAnswer.of(workload, queue::answer, subject.part().rounds(), TASKS_BEFORE_PER_SLOT * slots);
                TimedAnswer serial = subject.serial();
                if (!timedAnswer.answer().equals(serial.answer())) {
                    throw new DemoFailedException("%s: %s through %s, but %s in a plain loop"
                            .formatted(workload.title(), timedAnswer.answer(), kind.title(), serial.answer()));
                }
                double serialSeconds = serial.rounds().median();
                subject.runs().add(PoolRun.of(kind, slots, timedAnswer.rounds(), serialSeconds));
            }
        }
    }
}
