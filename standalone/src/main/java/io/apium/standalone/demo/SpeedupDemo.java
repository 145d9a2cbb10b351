package io.apium.standalone.demo;

import io.apium.standalone.demo.DemoReport.Machine;
import io.apium.standalone.demo.DemoReport.WordsCounted;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The word count and the speedup experiment, for one corpus. */
public final class SpeedupDemo {

    /** About half a minute of work for two cores. The lists are short and vary more, so they have more rounds. */
    private static final SpeedupExperiment FULL = new SpeedupExperiment(List.of(
            new SpeedupExperiment.Part(new RandomLists(10, 10_000_000), 7),
            new SpeedupExperiment.Part(new CollatzRanges(40, 300_000), 3)));

    private static final SpeedupExperiment QUICK = new SpeedupExperiment(List.of(
            new SpeedupExperiment.Part(new RandomLists(10, 100_000), 1),
            new SpeedupExperiment.Part(new CollatzRanges(80, 1_000), 1)));

    private final TextCorpus corpus;
    private final SpeedupExperiment experiment;

    private SpeedupDemo(TextCorpus corpus, SpeedupExperiment experiment) {
        this.corpus = corpus;
        this.experiment = experiment;
    }

    /**
     * @param quick whether the experiment runs one round with a hundredth of its numbers, which only shows that it
     *     works
     * @throws io.apium.standalone.embedded.StartupException if the folder has no text, or too much
     */
    public static SpeedupDemo of(Path folder, boolean quick) {
        return new SpeedupDemo(TextCorpus.read(folder), quick ? QUICK : FULL);
    }

    /** The folder with the licences and notices of the JDK. */
    public static Path textsOfTheJdk() {
        return Path.of(System.getProperty("java.home"), "legal");
    }

    /**
     * @param slots how many tasks a worker runs at once
     * @param out receives the results as they are measured
     * @throws DemoFailedException if a task failed, timed out or had another answer than the plain loop
     */
    public DemoReport run(DemoWorkers demoWorkers, int slots, PrintStream out) throws InterruptedException {
        Machine machine = Machine.here();
        out.printf("%d cores, %d slots%n", machine.processors(), slots);
        WordsCounted words = countWords(demoWorkers, slots, out);
        out.println();
        List<DemoReport.Speedups> workloads = experiment.run(demoWorkers, slots, ProgressLine.on(out));
        workloads.forEach(workload -> new SpeedupTable(workload).print(out));
        SpeedupTable.printLegend(out);
        return new DemoReport(machine, slots, words, workloads);
    }

    private WordsCounted countWords(DemoWorkers demoWorkers, int slots, PrintStream out) throws InterruptedException {
        out.printf(
                "counting the words of %,d characters in %,d files of %s%n",
                corpus.text().length(), corpus.files(), corpus.folder());
        Map<String, Long> queued;
        double queueSeconds;
        try (DemoWorkers.Worker worker = demoWorkers.start(PoolKind.THREADS, slots)) {
            ElapsedTime queue = ElapsedTime.started();
            queued = new WordCount(worker.client(), worker.results(), ProgressLine.on(out)).of(corpus.chunks());
            queueSeconds = queue.seconds();
        }
        ElapsedTime plainly = ElapsedTime.started();
        Map<String, Long> plain = PlainCount.of(corpus.text());
        double plainSeconds = plainly.seconds();
        out.printf("through the queue: %.2f s; plain loop on one thread: %.2f s%n", queueSeconds, plainSeconds);

        WordCountComparison comparison = new WordCountComparison(queued, plain);
        comparison.print(out);
        return new WordsCounted(
                corpus.files(), corpus.text().length(), plain.size(), queueSeconds, plainSeconds, comparison.agree());
    }
}
