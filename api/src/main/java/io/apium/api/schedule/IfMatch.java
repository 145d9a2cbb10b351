package io.apium.api.schedule;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.ledger.ScheduleEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The version that a client wants to change (RFC 9110, If-Match).
 *
 * @param header entity tags, separated by commas, or {@code *} for any existing version; null without the header
 */
record IfMatch(@Nullable String header) {

    /**
     * @param stored the current schedule, or null when there is none
     * @throws ApiException when the header does not match it
     */
    void check(@Nullable ScheduleEntry stored) {
        if (header == null) {
            return;
        }
        boolean matches = stored != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(","))
                                .map(String::strip)
                                .anyMatch(ViewRepresentation.of(ScheduleView.of(stored))
                                        .tag()::equals));
        if (!matches) {
            throw new ApiException(new ApiError.Precondition());
        }
    }
}
