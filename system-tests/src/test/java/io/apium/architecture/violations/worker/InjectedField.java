package io.apium.architecture.violations.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A field that Spring sets without a constructor. */
public class InjectedField {

    @Autowired
    public @Nullable String queue;
}
