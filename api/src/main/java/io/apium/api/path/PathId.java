package io.apium.api.path;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.task.TaskId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * Ids in paths. An id is any text, so a path has it percent-encoded: {@code a/b} is {@code a%2Fb}. The ids {@code .} and
 * {@code ..} are encoded too, though browsers still take them for steps in a path.
 */
public final class PathId {

    private PathId() {}

    /** The path of the resource {@code id} in {@code collection}, such as {@code /v1/tasks}. */
    public static URI location(String collection, String id) {
        String encoded = UriUtils.encodePathSegment(id, StandardCharsets.UTF_8).replace(";", "%3B");
        boolean isStep = encoded.equals(".") || encoded.equals("..");
        return URI.create(collection + "/" + (isStep ? encoded.replace(".", "%2E") : encoded));
    }

    /**
     * @param kind task or flow
     * @throws ApiException with 404, when the id is invalid
     */
    public static TaskId task(String kind, String id) {
        try {
            return new TaskId(id);
        } catch (IllegalArgumentException never) {
            throw new ApiException(new ApiError.UnknownId(kind, id));
        }
    }
}
