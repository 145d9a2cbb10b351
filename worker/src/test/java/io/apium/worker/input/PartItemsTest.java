package io.apium.worker.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.canvas.Signature;
import io.apium.store.BlobId;
import io.apium.store.StoreUnavailableException;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.binding.HandlerJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartItemsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));

    @ParameterizedTest
    @CsvSource({"0, 10, 3, '0,3,6,9'", "5, 0, -2, '5,3,1'", "3, 3, 1, ''"})
    void a_range_is_counted_out(long from, long to, long step, String numbers) throws InvalidSourceException {
        Map<String, Object> over = Map.of("range", List.of(from, to, step));

        List<?> items = items(over).list();

        assertThat(String.join(",", items.stream().map(String::valueOf).toList()))
                .isEqualTo(numbers);
        assertThat(PartItems.count(over)).isEqualTo(items.size());
    }

    @Test
    void lines_are_strings_and_records_are_what_they_say() throws Exception {
        BlobId text = blob("{\"a\":1}\n\n[2]\n\"three\"", "text/plain");

        assertThat(items(Map.of("lines", text.value(), "from", 0, "to", 20)).list())
                .isEqualTo(List.of("{\"a\":1}", "", "[2]", "\"three\""));
        assertThat(items(Map.of("records", text.value(), "from", 0, "to", 20)).list())
                .isEqualTo(List.of(Map.of("a", 1), List.of(2), "three"));
    }

    @Test
    void a_record_that_is_no_json_is_named_by_its_place() throws Exception {
        BlobId text = blob("1\n{2\n", "text/plain");

        refuses(
                Map.of("records", text.value(), "from", 0, "to", 5),
                "the line at byte 2 of " + text + " is invalid JSON");
    }

    @Test
    void a_slice_of_a_result_is_taken_and_the_whole_is_counted() throws Exception {
        ended("list", "[1, {\"b\": [2]}, \"c\", null, 2.5]");

        assertThat(items(Map.of("result", "list", "from", 1, "to", 4)).list())
                .containsExactly(Map.of("b", List.of(2)), "c", null);
        assertThat(items(Map.of("result", "list")).size()).isEqualTo(5);
    }

    @Test
    void a_result_that_was_put_away_is_fetched() throws Exception {
        BlobId list = blob("[1,2,3]", "application/json");
        ended("list", '"' + list.reference() + '"');

        assertThat(items(Map.of("result", "list", "from", 1, "to", 3)).list()).containsExactly(2, 3);
        assertThat(items(Map.of("result", "list")).size()).isEqualTo(3);
    }

    @Test
    void a_value_is_sliced_as_a_result_is() throws Exception {
        assertThat(items(Map.of("value", new JsonText("[1,2,3]"), "from", 0, "to", 2))
                        .list())
                .containsExactly(1, 2);
        assertThat(items(Map.of("value", List.of(1, 2, 3))).size()).isEqualTo(3);
    }

    @Test
    void results_are_read_in_lists_and_in_objects_by_names() throws Exception {
        ended("one", "1");
        ended("two", "[2]");
        Map<String, Object> one = Map.of("result", "one");
        Map<String, Object> two = Map.of("result", "two");
        Map<String, Object> named = Map.of("names", List.of("x", "y"), "results", List.of(one, Map.of("value", 5)));

        assertThat(items(Map.of("results", List.of(two, named, Map.of("results", List.of(one, two)))))
                        .list())
                .containsExactly(
                        new JsonText("[2]"),
                        Map.of("x", new JsonText("1"), "y", 5),
                        List.of(new JsonText("1"), new JsonText("[2]")));
    }

    @Test
    void an_item_that_stands_for_a_blob_is_its_content() throws Exception {
        BlobId text = blob("a text", "text/plain; charset=utf-8");
        BlobId bytes = blob("bytes", "application/octet-stream");

        assertThat(items(Map.of("items", List.of(text.reference(), new JsonText('"' + bytes.reference() + '"'))))
                        .list())
                .containsExactly("a text", "Ynl0ZXM=");
    }

    @Test
    void what_is_gone_or_wrong_is_named() throws Exception {
        BlobId gone = new BlobId("sha256:" + "0".repeat(64));
        BlobId text = blob("a text", "application/json");
        ended("number", "5");
        store.results()
                .end(new TaskRecord.Failed(
                        new TaskId("failed"), TaskError.revoked("revoked"), NOW, ResultMetadata.UNKNOWN))
                .join();

        refuses(Map.of("lines", gone.value(), "from", 0, "to", 5), gone + " does not exist");
        refuses(Map.of("lines", text.value(), "from", 0, "to", 50), "has 6 bytes, the part from 0 to 50");
        refuses(Map.of("items", List.of(text.reference())), text + " is invalid JSON");
        refuses(Map.of("result", "lost", "from", 0, "to", 5), "the result of task lost has expired");
        refuses(Map.of("result", "failed", "from", 0, "to", 5), "task failed has no result, its state is FAILURE");
        refuses(
                Map.of("result", "number", "from", 0, "to", 5),
                "the items of a map must be a list, the result of task number is: 5");
        refuses(Map.of("range", List.of(0L, Long.MAX_VALUE, 1L)), "a part must have at most 10000000 items");
        refuses(Map.of(), "a part must declare its items");
    }

    @Test
    void more_than_one_message_may_have_is_not_read() throws Exception {
        BlobId text = blob("a text of twenty-five bytes", "text/plain");

        assertThatExceptionOfType(InvalidSourceException.class)
                .isThrownBy(() -> reading(10).filled(Signature.of("task", text.reference())))
                .withMessageContaining("at most 10 are allowed");
    }

    @Test
    void a_store_that_is_away_says_nothing_of_the_items() {
        store.fail();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> items(Map.of("result", "list")).size());
    }

    private void refuses(Map<String, ?> over, String reason) {
        assertThatExceptionOfType(InvalidSourceException.class)
                .isThrownBy(() -> items(over).list())
                .withMessageContaining(reason);
    }

    private PartItems items(@Nullable Object over) {
        return new PartItems(over, reading(1_000));
    }

    private InputResolver reading(long bytesMax) {
        return new InputResolver(store.results(), store.blobs(), new HandlerJson(), bytesMax);
    }

    private void ended(String task, String json) {
        store.results()
                .end(new TaskRecord.Succeeded(new TaskId(task), new JsonText(json), NOW, ResultMetadata.UNKNOWN))
                .join();
    }

    private BlobId blob(String content, String type) throws IOException {
        return store.blobs()
                .write(new ByteArrayInputStream(content.getBytes(UTF_8)), type, Duration.ofHours(1))
                .blob()
                .id();
    }
}
