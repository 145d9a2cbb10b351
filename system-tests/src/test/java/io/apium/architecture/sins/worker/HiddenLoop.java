package io.apium.architecture.sins.worker;

import org.springframework.scheduling.annotation.Scheduled;

/** A loop that nobody sees. */
public class HiddenLoop {

    @Scheduled(fixedDelay = 1)
    public void again() {}
}
