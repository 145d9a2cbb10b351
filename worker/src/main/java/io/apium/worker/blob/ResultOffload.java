package io.apium.worker.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.input.InputResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what is not in messages and records is kept.
 *
 * @param inlineMax the longest result, in bytes, that stands in its record
 */
public record ResultOffload(WorkerPorts ports, HandlerJson handlerJson, long inlineMax) {

    private static final Logger log = LoggerFactory.getLogger(ResultOffload.class);
    private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

    public static ResultOffload of(WorkerPorts ports, HandlerJson handlerJson, WorkerProperties properties) {
        return new ResultOffload(
                ports, handlerJson, properties.resultInlineMax().toBytes());
    }

    /** For one message. */
    public InputResolver reading(SizeLimits.Most most) {
        return new InputResolver(ports.results(), ports.blobs(), handlerJson, most.bytes());
    }

    boolean isLong(JsonText result) {
        return (long) result.json().length() * UTF8_BYTES_PER_CHAR_MAX > inlineMax && result.bytes() > inlineMax;
    }

    /** @return what stands for the result; itself where it could not be kept, so that nothing that was done is lost */
    JsonText put(TaskId task, JsonText result) {
        try {
            ByteArrayInputStream content =
                    new ByteArrayInputStream(result.json().getBytes(UTF_8));
            var written = ports.blobs().write(content, "application/json", ports.resultsKept());
            return handlerJson.write(written.blob().id().reference());
        } catch (RuntimeException | IOException e) {
            log.warn("the result of {} could not be stored as a blob; its record contains it", task, e);
            return result;
        }
    }
}
