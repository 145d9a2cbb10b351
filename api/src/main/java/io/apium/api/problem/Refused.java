package io.apium.api.problem;

import io.apium.api.problem.Refusal.Dependency;
import io.apium.task.ErrorName;

/** Carries a refusal out of wherever it was found. */
@ErrorName("Refused")
public final class Refused extends RuntimeException {

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public static Refused away(Dependency dependency) {
        return new Refused(new Refusal.Unavailable(dependency));
    }

    public Refusal refusal() {
        return refusal;
    }
}
