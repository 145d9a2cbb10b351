package io.apium.standalone.demo;

import io.apium.client.TaskClient;
import io.apium.store.ResultStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole demo, for one corpus. */
public final class Demo {

    private final Corpus corpus;

    private Demo(Corpus corpus) {
        this.corpus = corpus;
    }

    /** @throws io.apium.standalone.embedded.CannotStart if there is no text in the folder, or too much */
    public static Demo of(Path folder) {
        return new Demo(Corpus.read(folder));
    }

    /** The licences and notices that come with every JDK. */
    public static Path textsOfTheJdk() {
        return Path.of(System.getProperty("java.home"), "legal");
    }

    /**
     * @param slots how many tasks the worker that serves {@code client} runs at once
     * @return whether the counts agree
     * @throws DemoFailed if a task failed or took too long
     */
    public boolean run(TaskClient client, ResultStore results, int slots, PrintStream out) throws InterruptedException {
        out.printf("%d cores, %d slots%n", Runtime.getRuntime().availableProcessors(), slots);
        List<String> chunks = corpus.chunks();
        out.printf(
                "counting the words of %,d characters in %,d files of %s%n",
                corpus.text().length(), corpus.files(), corpus.folder());

        Stopwatch queue = Stopwatch.started();
        Map<String, Long> queued = new WordCount(client, results, Progress.onStandardOutput()).of(chunks);
        double queueSeconds = queue.seconds();
        Stopwatch plainly = Stopwatch.started();
        Map<String, Long> plain = PlainCount.of(corpus.text());
        out.printf("through the queue: %.2f s; plainly, on one thread: %.2f s%n", queueSeconds, plainly.seconds());

        Comparison comparison = new Comparison(queued, plain);
        comparison.print(out);
        new RandomLists(client, slots).run(out);
        return comparison.agree();
    }
}
