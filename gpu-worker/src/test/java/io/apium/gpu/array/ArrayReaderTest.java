package io.apium.gpu.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.testkit.memory.MemoryBlobStore;
import io.apium.testkit.memory.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrayReaderTest {

    private static final NumericArray SIX = new NumericArray(
            ElementType.F32, List.of(2, 3), NumericArray.of(1, 2, 3, 4, 5, 6.5f).bytes());

    private final MemoryBlobStore blobs = new MemoryStore(InstantSource.system()).blobs();
    private final ArrayReader reader = new ArrayReader(blobs, 1024);

    @Test
    void an_array_is_the_same_in_every_form() throws Exception {
        byte[] bytes = bytes(SIX);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        BlobId id = blob(bytes);
        Object nested = List.of(List.of(1, 2, 3), List.of(4, 5.0, 6.5));

        assertThat(read(nested)).isEqualTo(SIX);
        assertThat(read(Map.of("shape", List.of(2, 3), "values", List.of(1, 2, 3, 4, 5, 6.5))))
                .isEqualTo(SIX);
        assertThat(read(Map.of("shape", List.of(2, 3), "base64", base64, "dtype", "f32")))
                .isEqualTo(SIX);
        assertThat(read(Map.of("shape", List.of(2, 3), "blob", id.value()))).isEqualTo(SIX);
        assertThat(read(id.reference())).isEqualTo(NumericArray.of(1, 2, 3, 4, 5, 6.5f));
        assertThat(read(Map.of("blob", id.value(), "offset", 16))).isEqualTo(NumericArray.of(5, 6.5f));
        assertThat(read(Map.of("out", Map.of("values", nested), "profile", Map.of())))
                .isEqualTo(SIX);
        assertThat(read(List.of())).isEqualTo(NumericArray.of(new float[0]));
    }

    @Test
    void a_number_is_one_of_its_type_or_refused() throws Exception {
        assertThat(reader.read(List.of(3.0, 4L, BigInteger.TWO), ElementType.I32))
                .isEqualTo(NumericArray.of(3, 4, 2));
        assertThat(reader.read(List.of(4294967295L), ElementType.U32).get(0)).isEqualTo(4294967295L);
        refused(List.of(1, 300), ElementType.U8, "has 300, but a u8 must be a whole number from 0 to 255");
        refused(List.of(1.5), ElementType.I32, "has 1.5, but an i32 must be a whole number");
        refused(List.of(-1), ElementType.U32, "has -1, but a u32");
        refused(List.of(BigInteger.ONE.shiftLeft(63)), ElementType.I64, "has 9223372036854775808, but an i64");
        refused(List.of(1e39), ElementType.F32, "has 1.0E39, which is outside the range of f32");
        refused(List.of("1"), ElementType.F32, "must contain numbers only, got: '1'");
        refused(Collections.singletonList(null), ElementType.F32, "must contain numbers only, got: null");
    }

    @Test
    void what_is_said_of_an_array_must_be_true_of_it() throws Exception {
        refused(List.of(List.of(1, 2), List.of(3)), ElementType.F32, "must have rows of equal length");
        refused(
                Map.of("shape", List.of(2, 2), "values", List.of(1)),
                ElementType.F32,
                "has shape [2, 2], but 1 values");
        refused(Map.of("shape", List.of(-1), "values", List.of(1)), ElementType.F32, "has the invalid shape [-1]");
        refused(
                Map.of("shape", List.of(1 << 20, 1 << 20), "values", List.of()),
                ElementType.F32,
                "must have a shape of");
        refused(
                Map.of("values", List.of(1), "dtype", "f64"),
                ElementType.F32,
                "must have dtype f32, the type of the task, got: 'f64'");
        refused(
                Map.of("value", List.of(1)),
                ElementType.F32,
                "has an unknown member 'value'; allowed are base64, blob,");
        refused(
                Map.of("values", List.of(1), "base64", ""),
                ElementType.F32,
                "must have exactly one of values, base64 and blob");
        refused(
                Map.of("values", List.of(1), "offset", 4),
                ElementType.F32,
                "must not have an offset: only a blob can have one");
        refused(
                Map.of("base64", "AAAA"),
                ElementType.F32,
                "has 3 bytes, but must have a multiple of the 4 bytes of a f32");
        refused(Map.of("base64", "?"), ElementType.F32, "has invalid base64");
        refused(Map.of("base64", "A".repeat(23 << 20)), ElementType.F32, "must have at most 16 MiB of base64");
        refused(
                Collections.nCopies(65_537, 1),
                ElementType.F32,
                "must have at most 65536 numbers; send more as base64 or a blob");
        refused("sha256:nothing", ElementType.F32, "must be a blob id");
        refused(5, ElementType.F32, "must be a list of numbers");
        BlobId large = blob(new byte[2048]);
        refused(large.reference(), ElementType.F32, "must be at most 1024 bytes of a blob, got: 2048");
        refused(
                Map.of("blob", large.value(), "offset", 2047, "shape", List.of(1)),
                ElementType.F32,
                "needs 4 bytes at offset 2047");
    }

    @Test
    void a_blob_that_is_gone_is_nobodys_argument() {
        assertThatThrownBy(() -> read("blob:" + BlobId.of(new byte[32]))).isInstanceOf(BlobGoneException.class);
    }

    @Test
    void results_are_written_by_their_size() throws Exception {
        ArrayWriter writer = new ArrayWriter(blobs, Duration.ofMinutes(1));
        NumericArray middle = floats(4097);
        NumericArray large = floats(131_073);

        Map<String, Object> written = writer.write(
                Map.of(
                        "one",
                        NumericArray.number(ElementType.I64, Long.MAX_VALUE),
                        "six",
                        SIX,
                        "middle",
                        middle,
                        "large",
                        large),
                Optional.empty());

        assertThat(written.get("one")).isEqualTo(Long.MAX_VALUE);
        assertThat(written.get("six"))
                .isEqualTo(Map.of("dtype", "f32", "shape", List.of(2, 3), "values", List.of(1f, 2f, 3f, 4f, 5f, 6.5f)));
        assertThat(members(written.get("middle"))).isEqualTo(List.of("dtype", "shape", "base64"));
        assertThat(members(written.get("large"))).isEqualTo(List.of("dtype", "shape", "blob"));
        assertThat(read(written.get("middle"))).isEqualTo(middle);
        assertThat(new ArrayReader(blobs, 1 << 20).read(written.get("large"), ElementType.F32))
                .isEqualTo(large);
    }

    @Test
    void a_form_that_is_asked_for_is_given_where_json_has_words_for_it() {
        ArrayWriter writer = new ArrayWriter(blobs, Duration.ofMinutes(1));

        assertThat(written(writer, floats(5000), ArrayWriter.Form.VALUES))
                .asString()
                .contains("values");
        assertThat(written(writer, SIX, ArrayWriter.Form.BLOB)).asString().contains("blob");
        assertThat(written(writer, NumericArray.of(1, Float.NaN), ArrayWriter.Form.VALUES))
                .asString()
                .contains("base64");
        assertThat(written(writer, NumericArray.number(ElementType.F64, Double.NaN), ArrayWriter.Form.VALUES))
                .asString()
                .contains("base64");
    }

    private static List<?> written(ArrayWriter writer, NumericArray array, ArrayWriter.Form form) {
        return members(writer.write(Map.of("out", array), Optional.of(form)).get("out"));
    }

    private static List<?> members(@Nullable Object object) {
        return object instanceof Map<?, ?> map ? List.copyOf(map.keySet()) : List.of();
    }

    private static NumericArray floats(int length) {
        return new NumericArray(ElementType.F32, List.of(length), ByteBuffer.allocate(length * 4));
    }

    private NumericArray read(@Nullable Object value) throws Exception {
        return reader.read(value, ElementType.F32);
    }

    private BlobId blob(byte[] bytes) throws IOException {
        return blobs.write(new ByteArrayInputStream(bytes), "application/octet-stream", Duration.ofMinutes(1))
                .blob()
                .id();
    }

    private static byte[] bytes(NumericArray array) {
        byte[] bytes = new byte[array.bytes().remaining()];
        array.bytes().get(bytes);
        return bytes;
    }

    private void refused(Object value, ElementType elementType, String message) {
        assertThatThrownBy(() -> reader.read(value, elementType))
                .isInstanceOf(InvalidArrayException.class)
                .hasMessageStartingWith(message);
    }
}
