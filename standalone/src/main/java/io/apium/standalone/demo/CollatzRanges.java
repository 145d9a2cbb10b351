package io.apium.standalone.demo;

import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.task.JsonText;
import io.apium.worker.builtin.CollatzChain;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Searches the longest Collatz chain in ranges of starts. Each range is a task, which uses almost no memory. */
record CollatzRanges(int ranges, int startsEach) implements DemoWorkload {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String title() {
        return String.format(
                Locale.ROOT, "longest Collatz chain from 1 to %,d, in %d ranges", (long) ranges * startsEach, ranges);
    }

    @Override
    public String task() {
        return "demo.collatz";
    }

    @Override
    public List<Canvas> tasks() {
        return firsts().<Canvas>mapToObj(first -> Signature.of(task(), first, startsEach))
                .toList();
    }

    @Override
    public String plainly() {
        return answer(firsts().mapToObj(first -> CollatzChain.longest(first, startsEach)));
    }

    @Override
    public String joined(List<JsonText> results) {
        return answer(results.stream().map(result -> JSON.readValue(result.json(), CollatzChain.class)));
    }

    @Override
    public CollatzRanges part(int tasks) {
        return new CollatzRanges(Math.min(tasks, ranges), startsEach);
    }

    private LongStream firsts() {
        return LongStream.range(0, ranges).map(range -> range * startsEach + 1);
    }

    private static String answer(Stream<CollatzChain> longestOfEach) {
        CollatzChain longest = longestOfEach
                .min(Comparator.comparingInt(CollatzChain::steps).reversed().thenComparingLong(CollatzChain::start))
                .orElseThrow();
        return String.format(Locale.ROOT, "%,d, after %d steps", longest.start(), longest.steps());
    }
}
