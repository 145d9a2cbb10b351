package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.BlobStore.Blob;
import io.apium.store.BlobStore.Written;
import io.apium.task.TaskId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link BlobStore} promises while it is there. */
public interface BlobStoreContract {

    InstantSource CLOCK = InstantSource.system();

    Duration LONG = Duration.ofHours(1);
    Duration SHORT = Duration.ofMillis(300);
    String TEXT = "text/plain;charset=UTF-8";

    /** More than three pieces, and no whole number of them. */
    int BYTES = 3_500_001;

    /** The store under test, the same one throughout a test, whose clock goes on. */
    BlobStore blobs();

    @Test
    default void a_blob_is_found_and_read_as_it_was_written() throws IOException {
        byte[] content = content(BYTES);
        BlobId id = id(content);

        Written written = write(content, LONG);

        assertThat(written.isNew()).isTrue();
        Blob found = blobs().find(id).orElseThrow();
        assertThat(found.bytes()).isEqualTo(BYTES);
        assertThat(found.type()).isEqualTo(TEXT);
        assertThat(found.expires())
                .isBetween(
                        CLOCK.instant().plus(LONG).minusSeconds(60),
                        CLOCK.instant().plus(LONG));
        assertThat(read(id, 0, BYTES)).isEqualTo(content);
    }

    @Test
    default void a_blob_may_be_empty() throws IOException {
        Blob blob = write(new byte[0], LONG).blob();

        assertThat(blobs().find(blob.id())).get().extracting(Blob::bytes).isEqualTo(0L);
        assertThat(read(blob.id(), 0, 0)).isEmpty();
    }

    @Test
    default void any_part_is_read_as_it_was_written() throws IOException {
        byte[] content = content(BYTES);
        BlobId id = write(content, LONG).blob().id();

        for (int[] part :
                new int[][] {{0, 1}, {1 << 20, 1}, {(1 << 20) - 1, 2}, {5, 2_500_000}, {BYTES - 1, 1}, {BYTES, 0}}) {
            assertThat(read(id, part[0], part[1])).isEqualTo(Arrays.copyOfRange(content, part[0], part[0] + part[1]));
        }
        try (InputStream in = blobs().read(id, 7, BYTES - 7)) {
            assertThat(in.read()).isEqualTo(content[7] & 0xff);
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.read()).isEqualTo(content[10] & 0xff);
            assertThat(in.skip(3_000_000)).isEqualTo(3_000_000);
            assertThat(in.read()).isEqualTo(content[3_000_011] & 0xff);
            assertThat(in.skip(BYTES)).isEqualTo(BYTES - 3_000_012);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    default void a_part_that_a_blob_does_not_have_is_refused() throws IOException {
        BlobId id = write(content(10), LONG).blob().id();

        for (long[] part : new long[][] {{0, 11}, {11, 0}, {-1, 1}, {0, -1}, {1, Long.MAX_VALUE}}) {
            assertThatThrownBy(() -> blobs().read(id, part[0], part[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(id.value());
        }
    }

    @Test
    default void the_same_content_again_is_the_same_blob_with_a_longer_life() throws IOException {
        byte[] content = content(BYTES);
        Blob first = write(content, Duration.ofMinutes(1)).blob();

        Written again = blobs().write(new ByteArrayInputStream(content), "image/png", LONG);

        assertThat(again.isNew()).isFalse();
        assertThat(again.blob().id()).isEqualTo(first.id());
        assertThat(again.blob().type()).isEqualTo(TEXT);
        assertThat(again.blob().expires()).isAfter(first.expires().plusSeconds(1_000));
        assertThat(read(first.id(), 0, BYTES)).isEqualTo(content);
    }

    @Test
    default void a_life_is_made_longer_and_never_shorter() throws IOException {
        BlobId id = write(content(10), Duration.ofMinutes(1)).blob().id();

        Instant extended = blobs().touch(id, LONG).orElseThrow().expires();
        Instant unchanged = blobs().touch(id, SHORT).orElseThrow().expires();

        assertThat(extended).isAfter(CLOCK.instant().plusSeconds(1_000));
        assertThat(unchanged).isAfter(CLOCK.instant().plusSeconds(1_000));
    }

    @Test
    default void what_breaks_off_while_it_is_written_leaves_nothing() throws IOException {
        byte[] begin = content(BYTES);
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThatThrownBy(() ->
                        blobs().write(new SequenceInputStream(new ByteArrayInputStream(begin), broken), TEXT, LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("Stream closed");

        assertThat(blobs().find(id(begin))).isEmpty();
    }

    @Test
    default void of_many_who_write_the_same_at_once_one_is_told_that_it_is_new() throws IOException {
        byte[] content = content(BYTES);

        List<Written> written = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> {
                    try {
                        return write(content, LONG);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                })
                .toList();

        assertThat(written).extracting(one -> one.blob().id()).containsOnly(id(content));
        assertThat(written).filteredOn(Written::isNew).hasSize(1);
        assertThat(read(id(content), 0, BYTES)).isEqualTo(content);
    }

    @Test
    default void a_blob_is_forgotten_when_its_life_has_ended_and_can_be_written_again() throws IOException {
        byte[] content = content(10);
        BlobId id = write(content, SHORT).blob().id();

        await().atMost(ListenerInbox.PATIENCE).until(() -> blobs().find(id).isEmpty());

        assertThat(blobs().touch(id, LONG)).isEmpty();
        assertThatThrownBy(() -> blobs().read(id, 0, 1))
                .isInstanceOf(BlobGoneException.class)
                .hasMessageContaining(id.value());
        assertThat(write(content, LONG).isNew()).isTrue();
        assertThat(read(id, 0, 10)).isEqualTo(content);
    }

    @Test
    default void a_blob_that_is_deleted_is_gone_also_for_those_who_read_it() throws IOException {
        BlobId id = write(content(BYTES), LONG).blob().id();

        try (InputStream in = blobs().read(id, 0, BYTES)) {
            assertThat(in.readNBytes(10)).hasSize(10);
            assertThat(blobs().delete(id)).isTrue();

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(BlobGoneException.class)
                    .hasMessageContaining(id.value());
        }
        assertThat(blobs().find(id)).isEmpty();
        assertThat(blobs().delete(id)).isFalse();
    }

    private Written write(byte[] content, Duration life) throws IOException {
        return blobs().write(new ByteArrayInputStream(content), TEXT, life);
    }

    private byte[] read(BlobId id, long from, long bytes) throws IOException {
        try (InputStream in = blobs().read(id, from, bytes)) {
            return in.readAllBytes();
        }
    }

    private static BlobId id(byte[] content) {
        try {
            return BlobId.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Other bytes at every call. */
    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(TaskId.random().hashCode()).nextBytes(bytes);
        return bytes;
    }
}
