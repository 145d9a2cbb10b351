package io.apium.architecture.violations.worker;

import org.springframework.scheduling.annotation.Scheduled;

/** A loop that an annotation starts. */
public class HiddenLoop {

    @Scheduled(fixedDelay = 1)
    public void again() {}
}
