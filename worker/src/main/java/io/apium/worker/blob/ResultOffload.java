package io.apium.worker.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apium.store.BlobStore;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.input.InputResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores results that are too large for a record as blobs, and reads the blobs and results that messages name.
 *
 * @param resultsKept the time for which a blob with a result is kept
 * @param inlineMax the maximal size of a result in a record, in bytes
 */
public record ResultOffload(
        ResultStore results, BlobStore blobs, Duration resultsKept, HandlerJson handlerJson, long inlineMax) {

    private static final Logger log = LoggerFactory.getLogger(ResultOffload.class);
    private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

    /** The reader of the blobs and results that one message names. */
    public InputResolver reading(SizeLimits.Most most) {
        return new InputResolver(results, blobs, handlerJson, most.bytes());
    }

    boolean isLong(JsonText result) {
        return (long) result.json().length() * UTF8_BYTES_PER_CHAR_MAX > inlineMax && result.bytes() > inlineMax;
    }

    /** @return a reference to the blob, or the result itself if the blob cannot be stored, so that no result is lost */
    JsonText put(TaskId task, JsonText result) {
        try {
            ByteArrayInputStream content =
                    new ByteArrayInputStream(result.json().getBytes(UTF_8));
            var written = blobs.write(content, "application/json", resultsKept);
            return handlerJson.write(written.blob().id().reference());
        } catch (RuntimeException | IOException e) {
            log.warn("result not stored as a blob; its record holds it id={} bytes={}", task, result.bytes(), e);
            return result;
        }
    }
}
