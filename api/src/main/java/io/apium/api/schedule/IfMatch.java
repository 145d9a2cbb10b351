package io.apium.api.schedule;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.ledger.ScheduleEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a client has seen of that which it wants to change (RFC 9110, If-Match).
 *
 * @param header entity tags with commas between them, or {@code *} for whatever is there; null for a client that does not
 *     say
 */
record IfMatch(@Nullable String header) {

    /**
     * @param standing what is there, or null where nothing is
     * @throws ApiException when the client has seen something else
     */
    void check(@Nullable ScheduleEntry standing) {
        if (header == null) {
            return;
        }
        boolean matches = standing != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(","))
                                .map(String::strip)
                                .anyMatch(ViewRepresentation.of(ScheduleView.of(standing))
                                        .tag()::equals));
        if (!matches) {
            throw new ApiException(new ApiError.Precondition());
        }
    }
}
