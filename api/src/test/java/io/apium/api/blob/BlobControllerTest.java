package io.apium.api.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.task.TaskId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = {"apium.api.max-body-size=1KB", "apium.api.max-blob-size=4MB"})
class BlobControllerTest {

    private static final String UNKNOWN = "/v1/blobs/sha256:" + "0".repeat(64);

    @Autowired
    Http http;

    @Test
    void a_blob_comes_back_as_it_was_brought() {
        byte[] content =
                "over the limit of other bodies, žluťoučký ".repeat(90_000).getBytes(StandardCharsets.UTF_8);

        Answer put = put(content, "Content-Type", "text/plain;charset=UTF-8");
        HttpResponse<byte[]> got = get(put.header("Location"));

        assertThat(put.status()).as(put.toString()).isEqualTo(201);
        assertThat(put.header("Location"))
                .isEqualTo("/v1/blobs/sha256:" + HexFormat.of().formatHex(sha256(content)));
        assertThat(put.text("/id")).isEqualTo("sha256:" + HexFormat.of().formatHex(sha256(content)));
        assertThat(put.at("/bytes").asInt()).isEqualTo(content.length);
        assertThat(Instant.parse(put.text("/expiresAt")))
                .as("as long as results")
                .isBetween(Instant.now().plusSeconds(86_200), Instant.now().plusSeconds(86_400));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(content);
        assertThat(got.headers().map())
                .containsEntry("content-type", List.of("text/plain;charset=UTF-8"))
                .containsEntry("content-length", List.of(Integer.toString(content.length)))
                .containsEntry("repr-digest", List.of(digest(content)))
                .containsKeys("etag", "sunset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void what_looks_like_a_form_is_kept_as_it_is(String type) {
        byte[] content = ("a=1&b=" + TaskId.random()).getBytes(StandardCharsets.UTF_8);

        Answer put = put(content, "Content-Type", type);

        assertThat(put.status()).as(put.toString()).isEqualTo(201);
        assertThat(get(put.header("Location")).body()).isEqualTo(content);
    }

    @Test
    void the_same_again_is_the_same_blob() {
        byte[] content = content();

        Answer first = put(content);
        Answer again = put(content, "Content-Type", "image/png");

        assertThat(first.text("/type")).isEqualTo("application/octet-stream");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-4,0,5", "bytes=5-,5,95", "bytes=-7,93,7", "bytes=90-1000,90,10", "bytes=-1000,0,100"})
    void a_part_is_fetched_by_its_range(String range, int from, int bytes) {
        byte[] content = content();
        String path = put(content).header("Location");

        HttpResponse<byte[]> part = get(path, "Range", range);

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, from, from + bytes));
        assertThat(part.headers().firstValue("Content-Range"))
                .contains("bytes " + from + "-" + (from + bytes - 1) + "/100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=9-2", "lines=1-2", "bytes"})
    void a_range_that_is_not_one_is_not_heard(String range) {
        byte[] content = content();

        HttpResponse<byte[]> all = get(put(content).header("Location"), "Range", range);

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.body()).isEqualTo(content);
    }

    @Test
    void a_range_of_something_else_is_not_heard() {
        byte[] content = content();
        Answer put = put(content);
        String path = put.header("Location");

        assertThat(get(path, "Range", "bytes=0-1", "If-Range", "\"other\"").body())
                .isEqualTo(content);
        assertThat(get(path, "Range", "bytes=0-1", "If-Range", '"' + put.text("/id") + '"')
                        .body())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void a_range_of_nothing_is_refused_with_the_size(String range) {
        String path = put(content()).header("Location");

        Answer answer = http.get(path, "Range", range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:no-such-range");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */100");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void who_has_it_is_told_so_and_head_tells_all_but_the_content() throws Exception {
        String path = put(content()).header("Location");

        Answer head = http.begin("HEAD", path).get();
        Answer known = http.get(path, "If-None-Match", head.header("ETag"));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("100");
        assertThat(head.header("ETag")).isEqualTo('"' + path.substring("/v1/blobs/".length()) + '"');
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("ETag")).isEqualTo(head.header("ETag"));
    }

    @Test
    void a_blob_over_the_limit_is_refused_and_the_limit_named() {
        byte[] large = new byte[(4 << 20) + 1];

        Answer told = put(large);
        Answer chunked = http.send(http.request("/v1/blobs")
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build());

        for (Answer answer : new Answer[] {told, chunked}) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
            assertThat(answer.text("/detail")).contains("4194304");
        }
        assertThat(put(Arrays.copyOf(large, 4 << 20)).status()).isEqualTo(201);
    }

    @Test
    void the_digest_is_checked_where_there_is_one() {
        byte[] content = content();
        String other = digest(content());

        Answer wrong = put(content, "Repr-Digest", other);
        Answer alsoWrong = put(content, "Repr-Digest", digest(content), "Content-Digest", other);
        Answer senseless = put(content, "Repr-Digest", "sha-256=abc");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/type")).isEqualTo("urn:apium:problem:digest-mismatch");
        assertThat(wrong.text("/detail")).contains(digest(content));
        assertThat(alsoWrong.status()).isEqualTo(422);
        assertThat(senseless.status()).isEqualTo(400);
        assertThat(senseless.text("/detail")).contains("Repr-Digest", "'sha-256=abc'");
        assertThat(put(content, "Repr-Digest", "sha-512=:AAAA:, " + digest(content))
                        .status())
                .as("nothing was kept before")
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "text/*"})
    void a_media_type_that_is_none_is_refused(String type) {
        assertThat(put(content(), "Content-Type", type).text("/detail")).startsWith("Content-Type");
    }

    @Test
    void a_blob_that_is_deleted_or_was_never_there_is_unknown() {
        String path = put(content()).header("Location");

        assertThat(http.delete(path).status()).isEqualTo(204);

        for (String gone : new String[] {path, UNKNOWN}) {
            assertThat(http.get(gone).text("/type")).isEqualTo("urn:apium:problem:unknown-id");
            assertThat(http.delete(gone).status()).isEqualTo(404);
        }
        assertThat(http.get("/v1/blobs/sha256:12").text("/detail")).contains("'sha256:12'");
    }

    private Answer put(byte[] content, String... headers) {
        return http.send(http.request("/v1/blobs", headers)
                .PUT(BodyPublishers.ofByteArray(content))
                .build());
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        return http.send(http.request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    /** A hundred bytes, others at every call. */
    private static byte[] content() {
        return (TaskId.random() + "x".repeat(64)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String digest(byte[] content) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256(content)) + ":";
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
