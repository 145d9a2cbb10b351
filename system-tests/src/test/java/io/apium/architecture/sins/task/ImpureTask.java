package io.apium.architecture.sins.task;

import org.springframework.util.StringUtils;

/** Core that knows Spring. */
public final class ImpureTask {

    private ImpureTask() {}

    public static boolean named(String name) {
        return StringUtils.hasText(name);
    }
}
