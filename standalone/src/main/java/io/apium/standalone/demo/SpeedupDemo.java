package io.apium.standalone.demo;

import io.apium.standalone.demo.DemoReport.Machine;
import io.apium.standalone.demo.DemoReport.WordsCounted;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole demo, for one corpus. */
public final class SpeedupDemo {

    /** About half a minute of work for two cores. The lists take little time and vary more. */
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
     * @param quick whether the experiment is made with a hundredth of its numbers, once, which shows that it works and
     *     nothing else
     * @throws io.apium.standalone.embedded.StartupException if there is no text in the folder, or too much
     */
    public static SpeedupDemo of(Path folder, boolean quick) {
        return new SpeedupDemo(TextCorpus.read(folder), quick ? QUICK : FULL);
    }

    /** The licences and notices that come with every JDK. */
    public static Path textsOfTheJdk() {
        return Path.of(System.getProperty("java.home"), "legal");
    }

    /**
     * @param slots how many tasks a worker runs at once
     * @param out where everything is told as it is found
     * @throws DemoFailedException if a task failed, took too long or led to another answer than the plain loop
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
        out.printf("through the queue: %.2f s; plainly, on one thread: %.2f s%n", queueSeconds, plainSeconds);

        WordCountComparison comparison = new WordCountComparison(queued, plain);
        comparison.print(out);
        return new WordsCounted(
                corpus.files(), corpus.text().length(), plain.size(), queueSeconds, plainSeconds, comparison.agree());
    }
}
