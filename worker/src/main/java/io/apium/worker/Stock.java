package io.apium.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.worker.binding.Json;
import io.apium.worker.source.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what is not in messages and records is kept.
 *
 * @param inlineMax the longest result, in bytes, that stands in its record
 */
record Stock(Ports ports, Json json, long inlineMax) {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);
    private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

    static Stock of(Ports ports, Json json, WorkerProperties properties) {
        return new Stock(ports, json, properties.resultInlineMax().toBytes());
    }

    /** For one message. */
    Reading reading(SizeLimits.Most most) {
        return new Reading(ports.results(), ports.blobs(), json, most.bytes());
    }

    boolean isLong(Payload result) {
        return (long) result.json().length() * UTF8_BYTES_PER_CHAR_MAX > inlineMax && result.bytes() > inlineMax;
    }

    /** @return what stands for the result; itself where it could not be kept, so that nothing that was done is lost */
    Payload put(TaskId task, Payload result) {
        try {
            ByteArrayInputStream content =
                    new ByteArrayInputStream(result.json().getBytes(UTF_8));
            var written = ports.blobs().write(content, "application/json", ports.resultsKept());
            return json.write(written.blob().id().reference());
        } catch (RuntimeException | IOException e) {
            log.warn("the result of {} is not put away, and stands in its record for all its length", task, e);
            return result;
        }
    }
}
