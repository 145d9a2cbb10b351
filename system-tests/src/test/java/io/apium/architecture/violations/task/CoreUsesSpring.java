package io.apium.architecture.violations.task;

import org.springframework.util.StringUtils;

/** A class of core that uses Spring. */
public final class CoreUsesSpring {

    private CoreUsesSpring() {}

    public static boolean named(String name) {
        return StringUtils.hasText(name);
    }
}
