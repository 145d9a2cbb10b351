package io.apium.api.problem;

import io.apium.api.problem.Refusal.Dependency;
import io.apium.task.ErrorName;

/** Carries a refusal out of wherever it was found. */
@ErrorName("Refused")
public final class ApiException extends RuntimeException {

    private final transient Refusal refusal;

    public ApiException(Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public static ApiException away(Dependency dependency) {
        return new ApiException(new Refusal.Unavailable(dependency));
    }

    public Refusal refusal() {
        return refusal;
    }
}
