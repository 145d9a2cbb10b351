package io.apium.architecture.sins.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A class that does not say what it needs. */
public class InjectedField {

    @Autowired
    public @Nullable String queue;
}
