package io.apium.standalone.demo;

import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.task.JsonText;
import io.apium.worker.builtin.RandomList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Lists of random numbers. Each list is a task that is limited by memory access. */
record RandomLists(int lists, int numbers) implements DemoWorkload {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String title() {
        return String.format(Locale.ROOT, "%d lists of %,d random numbers", lists, numbers);
    }

    @Override
    public String task() {
        return "demo.random_list";
    }

    @Override
    public List<Canvas> tasks() {
        return seeds().<Canvas>mapToObj(seed -> Signature.of(task(), numbers, seed))
                .toList();
    }

    @Override
    public String plainly() {
        return answer(seeds().mapToObj(seed -> RandomList.of(numbers, seed)));
    }

    @Override
    public String joined(List<JsonText> results) {
        return answer(results.stream().map(result -> JSON.readValue(result.json(), RandomList.class)));
    }

    @Override
    public RandomLists part(int tasks) {
        return new RandomLists(Math.min(tasks, lists), numbers);
    }

    private IntStream seeds() {
        return IntStream.rangeClosed(1, lists);
    }

    private static String answer(Stream<RandomList> lists) {
        long checksum = lists.map(RandomList::checksum)
                .mapToLong(hexadecimal -> Long.parseUnsignedLong(hexadecimal, 16))
                .reduce(0, (one, other) -> one ^ other);
        return "a checksum of " + Long.toHexString(checksum) + " over all numbers";
    }
}
