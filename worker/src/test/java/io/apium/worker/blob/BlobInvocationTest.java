package io.apium.worker.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Chain;
import io.apium.canvas.Signature;
import io.apium.store.BlobId;
import io.apium.store.BlobStore.Blob;
import io.apium.task.TaskRecord;
import io.apium.worker.Task;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlobInvocationTest {

    static class Tasks {

        @Task("length")
        int length(String text) {
            return text.length();
        }

        @Task("bytes")
        int bytes(byte[] content) {
            return content.length;
        }

        @Task("sum")
        long sum(List<Long> numbers) {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }

        @Task("sums")
        long sums(List<List<Long>> lists) {
            return lists.stream().mapToLong(this::sum).sum();
        }

        @Task("same")
        Object same(Object value) {
            return value;
        }

        @Task("repeat")
        String repeat(int times) {
            return "x".repeat(times);
        }
    }

    private final WorkerFixture fixture = WorkerFixture.started(
            Map.of("apium.worker.max-inline-result-size", "100B", "apium.worker.max-argument-size", "1000B"),
            new Tasks());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void an_argument_that_refers_to_a_blob_is_its_content_by_its_type() throws IOException {
        assertThat(fixture.result(Signature.of("length", blob("Grüße", "text/plain; charset=utf-8"))))
                .isEqualTo("5");
        assertThat(fixture.result(Signature.of("bytes", blob("bytes", "application/octet-stream"))))
                .isEqualTo("5");
        assertThat(fixture.result(Signature.of("sum").keyword("numbers", blob("[1,2]", "application/json"))))
                .isEqualTo("3");
    }

    @Test
    void a_member_of_a_list_may_refer_to_a_blob() throws IOException {
        assertThat(fixture.result(Signature.of("sums", List.of(blob("[1,2]", "application/json"), List.of(4)))))
                .isEqualTo("7");
    }

    @Test
    void what_refers_to_no_blob_is_left_as_it_is() {
        assertThat(fixture.result(Signature.of("same", "blob:sha256:12"))).isEqualTo("\"blob:sha256:12\"");
    }

    @Test
    void a_blob_that_is_gone_fails_the_task_and_is_named() {
        BlobId gone = new BlobId("sha256:" + "0".repeat(64));

        fails(Signature.of("length", gone.reference()), gone + " does not exist");
    }

    @Test
    void blobs_count_among_the_arguments() throws IOException {
        fails(Signature.of("length", blob("x".repeat(1001), "text/plain")), "the input of the message is 1001 bytes");
    }

    @Test
    void a_long_result_is_a_blob_and_is_read_again_as_an_argument() throws IOException {
        String inline = fixture.result(Signature.of("repeat", 98));
        String reference = fixture.result(Signature.of("repeat", 99));

        assertThat(inline).hasSize(100);
        BlobId id =
                BlobId.referred(reference.substring(1, reference.length() - 1)).orElseThrow();
        Blob blob = fixture.store.blobs().find(id).orElseThrow();
        assertThat(blob.type()).isEqualTo("application/json");
        assertThat(blob.expires()).isEqualTo(Samples.NOW.plus(Duration.ofHours(24)));
        assertThat(new String(fixture.store.blobs().read(id, 0, blob.bytes()).readAllBytes(), UTF_8))
                .isEqualTo("\"" + "x".repeat(99) + "\"");
        assertThat(fixture.result(new Chain(List.of(Signature.of("repeat", 99), Signature.of("length")))))
                .isEqualTo("99");
    }

    @Test
    void a_store_that_is_away_for_a_moment_does_not_fail_the_task() throws IOException {
        Signature call = Signature.of("length", blob("text", "text/plain"));
        fixture.blobs.outages().set(1);

        assertThat(fixture.result(call)).isEqualTo("4");
        assertThat(fixture.count("length", "SUCCESS")).isEqualTo(1);
    }

    @Test
    void a_result_that_cannot_be_put_away_stands_in_its_record() {
        fixture.blobs.outages().set(1);

        assertThat(fixture.result(Signature.of("repeat", 99))).hasSize(101);
    }

    private void fails(Signature call, String reason) {
        assertThat(fixture.call(call))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).contains(reason));
    }

    private String blob(String content, String type) throws IOException {
        return fixture.store
                .blobs()
                .write(new ByteArrayInputStream(content.getBytes(UTF_8)), type, Duration.ofHours(1))
                .blob()
                .id()
                .reference();
    }
}
