package io.apium.api.error;

import io.apium.api.error.ApiError.Dependency;
import io.apium.task.ErrorName;

/** Ends a request with an {@link ApiError}. */
@ErrorName("Refused")
public final class ApiException extends RuntimeException {

    private final transient ApiError apiError;

    public ApiException(ApiError apiError) {
        super(apiError.toString(), null, false, false);
        this.apiError = apiError;
    }

    public static ApiException away(Dependency dependency) {
        return new ApiException(new ApiError.Unavailable(dependency));
    }

    public ApiError refusal() {
        return apiError;
    }
}
